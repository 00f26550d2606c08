//! One finding: what is wrong, where, why, and what to do. All texts are in the user's language already.

use std::sync::Arc;

use super::fix::Fix;
use super::severity::Severity;
use crate::text::{Language, Location, Source};
use crate::yaml::Problem;

/// Something that is wrong with what a user wrote.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The id that is printed and that an ignore names.
    pub rule: Arc<str>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: one line, lower case, no full stop.
    pub message: String,
    /// The narrowest place that is wrong.
    pub location: Location,
    /// The number of the document in its stream, from 0.
    pub document: Option<usize>,
    /// The JSON Pointer (RFC 6901) to the value that is wrong.
    pub pointer: Option<String>,
    /// Other places that explain it, nearest first.
    pub labels: Vec<Label>,
    /// What to do next.
    pub help: Option<String>,
    /// Why this is required.
    pub why: Option<String>,
    /// The requirement in its own words, as published at `url`.
    pub quote: Option<String>,
    /// Where the requirement is published.
    pub url: Option<String>,
    /// Identifies the finding across runs: does not change when lines move. Empty until the check sets it.
    pub fingerprint: String,
    /// Identifies the finding in its file, whatever the file is called: the fingerprint without the path.
    pub identity: String,
    /// How to mend it.
    pub fix: Option<Fix>,
}

/// A second place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place, maybe in another file.
    pub location: Location,
    /// What it has to do with the finding.
    pub message: String,
}

impl Finding {
    /// A finding with neither labels nor help.
    #[must_use]
    pub fn new(rule: &str, severity: Severity, location: Location, message: String) -> Self {
        Self {
            rule: Arc::from(rule),
            severity,
            message,
            location,
            document: None,
            pointer: None,
            labels: Vec::new(),
            help: None,
            why: None,
            quote: None,
            url: None,
            fingerprint: String::new(),
            identity: String::new(),
            fix: None,
        }
    }

    /// The finding of a problem that a lower layer met in `source`.
    #[must_use]
    pub fn from_problem(
        problem: &Problem,
        source: &Arc<Source>,
        severity: Severity,
        language: Language,
    ) -> Self {
        let render = |message: &crate::text::Message| message.render(language, &problem.parameters);
        let location = Location::new(source, problem.span);
        let mut finding = Self::new(problem.id, severity, location, render(problem.message));
        finding.help = problem.help.map(render);
        finding.labels = problem
            .related
            .iter()
            .map(|related| Label {
                location: Location::new(source, related.span),
                message: render(related.message),
            })
            .collect();
        finding
    }

    /// The key of the order in which findings are printed: path, document, offset, severity (most first), id.
    #[must_use]
    pub fn order(&self) -> impl Ord + '_ {
        let start = self.location.span().map_or(0, |span| span.start());
        let weight = std::cmp::Reverse(self.severity);
        (self.location.path(), self.document.unwrap_or(0), start, weight, &*self.rule)
    }
}
