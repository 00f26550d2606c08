//! Findings made by hand on small texts: what the tests of the formats show. The place of a finding is given by its text.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    dead_code,
    reason = "a test fails by panicking; each binary uses a part of this file"
)]

use std::sync::Arc;

use greenlight::finding::{Edit, Finding, Fix, Label, Report, Run, Safety, Severity};
use greenlight::output::{self, Options};
use greenlight::text::{Location, Source, Span};

/// A source of a path and a text.
pub(crate) fn source(path: &str, text: &str) -> Arc<Source> {
    Arc::new(Source::new(path, text.to_owned()))
}

/// The first place in the source that holds this text.
pub(crate) fn at(source: &Arc<Source>, text: &str) -> Location {
    let start = source.text().find(text).unwrap_or_else(|| panic!("{text:?} is not in {}", source.path()));
    Location::new(source, Span::from_usize(start, start + text.len()))
}

/// An error of the rule `rule` at the first place that holds `text`.
pub(crate) fn error(rule: &str, source: &Arc<Source>, text: &str, message: &str) -> Finding {
    Finding::new(rule, Severity::Error, at(source, text), message.to_owned())
}

/// A label at the first place that holds `text`.
pub(crate) fn label(source: &Arc<Source>, text: &str, message: &str) -> Label {
    Label { location: at(source, text), message: message.to_owned() }
}

/// A safe fix that replaces the first place that holds `text`.
pub(crate) fn fix(source: &Arc<Source>, text: &str, title: &str, new: &str) -> Option<Fix> {
    let span = at(source, text).span()?;
    Fix::new(title.to_owned(), Safety::Safe, vec![Edit { span, text: new.to_owned() }])
}

/// A run of the findings, one report a file, each file with one document.
pub(crate) fn run(findings: Vec<Finding>) -> Run {
    let mut reports: Vec<(String, Report)> = Vec::new();
    for finding in findings {
        let path = finding.location.path().to_owned();
        match reports.iter_mut().find(|(known, _)| *known == path) {
            Some((_, report)) => report.findings.push(finding),
            None => {
                let report = Report { findings: vec![finding], documents: 1, suppressed: Vec::new() };
                reports.push((path, report));
            }
        }
    }
    Run::new(reports.into_iter().map(|(_, report)| report))
}

/// What a format writes.
pub(crate) fn write(format: &str, run: &Run, options: &Options) -> String {
    let mut written = Vec::new();
    let format = output::find(format).expect("a known format");
    (format.write)(run, options, &mut written).expect("writing to memory");
    String::from_utf8(written).expect("formats write UTF-8")
}
