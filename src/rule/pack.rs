//! A pack: the schema and the rules that say what a good submission is.

use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::late::Late;
use super::localized::Localized;
use super::model::{FIXED_VARIABLES, Rule};
use super::statement::Statement;
use crate::expr::Screening;
use crate::schema::Schema;
use crate::text::Language;

/// A pack, ready to be held against documents.
#[derive(Debug)]
pub struct Pack {
    /// Its name.
    pub name: Arc<str>,
    /// Its version.
    pub version: i64,
    /// What it is about.
    pub title: Localized<String>,
    /// The languages in which its texts exist.
    pub languages: Vec<Language>,
    /// Where its requirements are published.
    pub docs: Option<String>,
    /// The day that counts as today in its tests (`YYYY-MM-DD`), unless a test names another.
    pub tested_on: Option<String>,
    /// Rules that no comment may ignore.
    pub not_ignorable: Vec<String>,
    /// The requirements of the policy's source, if the manifest lists them.
    pub statements: Vec<Statement>,
    /// The shape of a submission.
    pub schema: Late<Schema>,
    /// The rules, in order of their ids.
    pub rules: Late<Rules>,
}

/// The rules of a pack, in order of their ids.
#[derive(Debug)]
pub struct Rules {
    rules: Vec<Rule>,
    screening: OnceLock<Screening>,
    /// How often the screening was asked for: once for each document.
    asked: AtomicUsize,
}

/// So many documents are held against the rules one by one, before a screening is worth what it costs: it takes five or so
/// to save as much.
const UNSCREENED: usize = 4;

impl Rules {
    pub(super) fn new(rules: Vec<Rule>) -> Self {
        Self { rules, screening: OnceLock::new(), asked: AtomicUsize::new(0) }
    }

    /// The rules as the questions of a screening, by position. There is none for the first few documents: to compile it costs
    /// more than it saves on them.
    #[must_use]
    pub fn screening(&self) -> Option<&Screening> {
        let compile = || {
            let questions: Vec<_> = self.rules.iter().map(Rule::question).collect();
            Screening::new(&questions, FIXED_VARIABLES)
        };
        (self.asked.fetch_add(1, Ordering::Relaxed) >= UNSCREENED)
            .then(|| self.screening.get_or_init(compile))
    }
}

impl Deref for Rules {
    type Target = [Rule];

    fn deref(&self) -> &[Rule] {
        &self.rules
    }
}

impl<'a> IntoIterator for &'a Late<Rules> {
    type Item = &'a Rule;
    type IntoIter = std::slice::Iter<'a, Rule>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Pack {
    /// The name that a document gives in `policy:`, such as `kakao-messaging/v1`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{}/v{}", self.name, self.version)
    }

    /// True if this is what a document gives in `policy:` for the pack.
    #[must_use]
    pub fn is_called(&self, reference: &str) -> bool {
        let version = reference.strip_prefix(&*self.name).and_then(|rest| rest.strip_prefix("/v"));
        version.is_some_and(|version| version == self.version.to_string())
    }

    /// The rule of an id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| &*rule.id == id)
    }

    /// The rule that speaks for the schema keyword at this JSON Pointer.
    #[must_use]
    pub fn rule_for_keyword(&self, pointer: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.keywords.iter().any(|own| own == pointer))
    }
}
