//! The configuration `greenlight.yaml`: its values, each with the place where it is written. Knows neither which rules
//! nor which packs exist: whoever does asks by [`Written::span`] for the place to complain at.

mod names;
mod read;
mod shape;

use std::sync::Arc;

pub(super) use names::unknown_pack;
pub use read::{misnamed_config, unmatched_glob};

use super::globs::Glob;
use crate::finding::Severity;
use crate::text::{Language, Source, Span};
use crate::yaml::Limits;

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it is written in the configuration.
    pub span: Span,
}

/// What a rule is set to: a severity, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Its findings have this severity.
    At(Severity),
}

/// A rule and what it is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLevel {
    /// The id of the rule, where its key is written.
    pub rule: Written<String>,
    /// What it is set to.
    pub level: Level,
}

/// Files that are submissions, by their names.
#[derive(Clone, Debug)]
pub struct FileSet {
    /// Globs of which one must match.
    pub globs: Vec<Glob>,
    /// Globs of which none may match.
    pub exclude: Vec<Glob>,
    /// The pack, such as `kakao-messaging/v1`, for files that do not name one themselves.
    pub pack: Option<Written<String>>,
}

/// Rules that are set otherwise for some files.
#[derive(Clone, Debug)]
pub struct Override {
    /// Globs of which one must match.
    pub globs: Vec<Glob>,
    /// What the rules are set to there.
    pub rules: Vec<RuleLevel>,
}

/// The configuration of a project; the default one if there is no `greenlight.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The text, if there is a file.
    pub source: Option<Arc<Source>>,
    /// Packs by name, or by folder if the text begins with `.` or `/`. None written means all embedded ones.
    pub packs: Vec<Written<String>>,
    /// Files that are submissions.
    pub files: Vec<FileSet>,
    /// What rules are set to.
    pub rules: Vec<RuleLevel>,
    /// What rules are set to for some files.
    pub overrides: Vec<Override>,
    /// The language of messages.
    pub language: Option<Language>,
    /// The least severity that fails the run.
    pub fail_on: Option<Severity>,
    /// Bounds on what is read.
    pub limits: Limits,
}

impl Config {
    /// What rules are set to for a file that these overrides match, in order: of two for one rule the later counts.
    pub fn levels(&self, overrides: &[usize]) -> impl Iterator<Item = &RuleLevel> {
        let matching = overrides.iter().filter_map(|index| self.overrides.get(*index));
        self.rules.iter().chain(matching.flat_map(|entry| &entry.rules))
    }

    /// All rules that are named anywhere.
    pub fn named_rules(&self) -> impl Iterator<Item = &Written<String>> {
        let overrides = self.overrides.iter().flat_map(|entry| &entry.rules);
        self.rules.iter().chain(overrides).map(|entry| &entry.rule)
    }

    /// All packs that are named by `packs`, and by `files` with their version.
    pub fn named_packs(&self) -> impl Iterator<Item = &Written<String>> {
        self.packs.iter().chain(self.files.iter().filter_map(|set| set.pack.as_ref()))
    }
}
