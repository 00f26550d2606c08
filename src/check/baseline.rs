//! The baseline: findings that are known and not reported. An entry takes away one finding of its own file, known by rule,
//! place and value; what a file of another name finds is its own. Knows texts and findings; where the file lies and which
//! files exist is the caller's business.

mod absorb;
mod messages;
mod read;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::policy::Severities;
use crate::finding::Report;
use crate::text::{Source, Span};

/// The entries of a baseline and where they are written.
#[derive(Debug)]
pub struct Baseline {
    source: Arc<Source>,
    entries: Vec<Entry>,
    /// True if all of it could be read.
    is_sound: bool,
}

/// A finding that is known.
#[derive(Debug)]
struct Entry {
    known: Known,
    /// Where it was when the entry was written, for readers.
    at: String,
    /// How many findings are alike.
    count: usize,
    places: Places,
}

/// By what a finding is known again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Known {
    /// Relative to the folder of the baseline, with `/`.
    path: String,
    rule: String,
    /// See [`crate::finding::Finding::identity`].
    identity: String,
}

/// Where the parts of an entry are written.
#[derive(Clone, Copy, Debug)]
struct Places {
    path: Span,
    rule: Span,
    count: Option<Span>,
    /// The lines of the entry, if it has them to itself.
    lines: Option<Span>,
}

/// A file of the run as the baseline knows it.
#[derive(Debug)]
pub struct Subject<'r> {
    /// The path relative to the folder of the baseline, with `/`.
    pub path: String,
    /// What is reported of it.
    pub report: &'r mut Report,
    /// Which rules are reported at all.
    pub severities: &'r Severities,
}

/// What is known of files that are not in the run.
pub trait Elsewhere {
    /// True if there is a file of this path, relative to the folder of the baseline.
    fn exists(&self, path: &str) -> bool;

    /// True if the run is about all files of the folder of the baseline.
    fn is_complete(&self) -> bool;
}

impl Baseline {
    /// How many findings it stands for.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.iter().map(|entry| entry.count).sum()
    }

    /// True if it stands for none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many findings it stands for that `other` does not.
    #[must_use]
    pub fn beyond(&self, other: &Self) -> usize {
        let counts = |baseline: &Self| {
            let mut counts: BTreeMap<Known, usize> = BTreeMap::new();
            for entry in &baseline.entries {
                *counts.entry(entry.known.clone()).or_default() += entry.count;
            }
            counts
        };
        let others = counts(other);
        let beyond = |(known, count): (Known, usize)| {
            count.saturating_sub(others.get(&known).copied().unwrap_or_default())
        };
        counts(self).into_iter().map(beyond).sum()
    }
}
