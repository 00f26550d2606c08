//! What a run holds documents against: packs, date, language, limits; and what the configuration says of a file.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::known::is_binding;
use crate::finding::Severity;
use crate::rule::Pack;
use crate::text::Language;
use crate::yaml::Limits;

/// The compiled set for a run.
#[derive(Debug)]
pub struct Policy {
    /// The packs in use.
    pub packs: Vec<Pack>,
    /// The language of findings.
    pub language: Language,
    /// What `today` means: midnight, UTC, of the day that counts as today.
    pub today: DateTime,
    /// Bounds on what is read.
    pub limits: Limits,
}

/// What a run knows of one file before it reads it.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'a> {
    /// The pack (`name/vN`) that the configuration gives to documents of this file that name none.
    pub pack: Option<&'a str>,
    /// True if the file is meant to be checked, so that its syntax errors count even if it names no pack.
    pub is_ours: bool,
    /// The severities that differ from the packs'.
    pub severities: &'a Severities,
}

/// The severities of rules as configured for a file, and which rules run at all.
#[derive(Clone, Debug, Default)]
pub struct Severities {
    levels: BTreeMap<String, Option<Severity>>,
    only: Option<Vec<String>>,
}

/// Midnight, UTC, of a day written as `YYYY-MM-DD`.
#[must_use]
pub fn midnight(day: &str) -> Option<DateTime> {
    let is_plain = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let date: Date = day.parse().ok().filter(|_| is_plain)?;
    Some(date.at(0, 0, 0, 0))
}

impl Policy {
    /// The pack that a document means by `name/vN`.
    #[must_use]
    pub fn pack(&self, reference: &str) -> Option<&Pack> {
        self.packs.get(self.position(reference)?)
    }

    /// True if a comment or a baseline may take findings of this id away: no pack forbids it, and they do not tell of what
    /// keeps a text from being checked.
    #[must_use]
    pub fn may_be_ignored(&self, id: &str) -> bool {
        let is_forbidden = |pack: &Pack| pack.not_ignorable.iter().any(|own| own == id);
        !is_binding(id) && !self.packs.iter().any(is_forbidden)
    }

    /// The index of that pack.
    pub(super) fn position(&self, reference: &str) -> Option<usize> {
        self.packs.iter().position(|pack| pack.is_called(reference))
    }
}

impl Severities {
    /// Severities as the packs have them.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives the findings of an id another severity, or none: they are not reported.
    pub fn set(&mut self, id: &str, severity: Option<Severity>) {
        self.levels.insert(id.to_owned(), severity);
    }

    /// Reports only findings of these ids.
    pub fn select(&mut self, ids: Vec<String>) {
        self.only = Some(ids);
    }

    /// The severity of findings of `id`; none if they are not reported.
    #[must_use]
    pub fn of(&self, id: &str, otherwise: Severity) -> Option<Severity> {
        let is_selected = self.only.as_ref().is_none_or(|ids| ids.iter().any(|selected| selected == id));
        if !is_selected {
            return None;
        }
        self.levels.get(id).copied().unwrap_or(Some(otherwise))
    }
}
