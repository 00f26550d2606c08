//! Writing a baseline: what is reported of the files of a run, and what the old one knows of all others. The bytes depend on
//! the findings alone; no value of a document is among them, since it may be a secret.

use std::collections::{BTreeMap, HashMap};

use super::{Baseline, Elsewhere, Known, Subject};
use crate::check::policy::Policy;
use crate::finding::Severity;
use crate::yaml::rewrite::plain_or_quoted;

/// The lines on top.
const HEADER: &str = "\
# Findings that were there when this was written. They are not reported as long as rule, place and value stay the same.
# `greenlight check --write-baseline` writes it anew.
";

/// One entry, as it is sorted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    path: String,
    rule: String,
    at: String,
    fingerprint: String,
    count: usize,
}

impl Row {
    fn write(&self, text: &mut String) {
        let quoted = plain_or_quoted;
        text.push_str(&format!("- path: {}\n  rule: {}\n", quoted(&self.path), quoted(&self.rule)));
        if !self.at.is_empty() {
            text.push_str(&format!("  at: {}\n", quoted(&self.at)));
        }
        text.push_str(&format!("  fingerprint: {}\n", quoted(&self.fingerprint)));
        if self.count > 1 {
            text.push_str(&format!("  count: {}\n", self.count));
        }
    }
}

impl Baseline {
    /// The text of a baseline of what is reported of files. Of `old`, what it knows of other files that exist stays, and of
    /// rules that are not reported in this run.
    #[must_use]
    pub fn text(
        old: Option<&Self>,
        subjects: &[Subject<'_>],
        policy: &Policy,
        elsewhere: &dyn Elsewhere,
    ) -> String {
        let by_path: HashMap<&str, &Subject<'_>> =
            subjects.iter().map(|subject| (subject.path.as_str(), subject)).collect();
        let mut rows: BTreeMap<Known, (String, usize)> = BTreeMap::new();
        let mut add = |known: Known, at: &str, count: usize| {
            rows.entry(known).or_insert_with(|| (at.to_owned(), 0)).1 += count;
        };
        for subject in subjects {
            for finding in &subject.report.findings {
                if !policy.may_be_ignored(&finding.rule) || finding.identity.is_empty() {
                    continue;
                }
                let known = Known {
                    path: subject.path.clone(),
                    rule: finding.rule.to_string(),
                    identity: finding.identity.clone(),
                };
                add(known, finding.pointer.as_deref().unwrap_or_default(), 1);
            }
        }
        for entry in old.into_iter().flat_map(|old| &old.entries) {
            let stays = match by_path.get(entry.known.path.as_str()) {
                Some(subject) => subject.severities.of(&entry.known.rule, Severity::Error).is_none(),
                None => elsewhere.exists(&entry.known.path),
            };
            if stays {
                add(entry.known.clone(), &entry.at, entry.count);
            }
        }
        let row = |(known, (at, count)): (Known, (String, usize))| Row {
            path: known.path,
            rule: known.rule,
            at,
            fingerprint: known.identity,
            count,
        };
        let mut entries: Vec<Row> = rows.into_iter().map(row).collect();
        entries.sort();
        let mut text =
            format!("{HEADER}version: 1\nentries:{}\n", if entries.is_empty() { " []" } else { "" });
        entries.iter().for_each(|entry| entry.write(&mut text));
        text
    }
}
