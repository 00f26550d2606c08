//! A finding that is not reported because somebody said so.

use super::finding::Finding;

/// A finding that is not reported, and what took it away.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// What took it away.
    pub by: Suppression,
}

/// What took a finding away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// A comment in the document, with the reason that stands in it, if one does.
    Comment(Option<String>),
    /// An entry of the baseline.
    Baseline,
}
