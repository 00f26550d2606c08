//! Version 1 of the JSON output, as `schemas/greenlight/output-v1.schema.json` describes it: one finding a line, written
//! as it goes. What is absent is left out. Hidden characters are written as escapes, so the text is safe to look at.

use std::io::{self, Write};

use serde::Serialize;

use super::Options;
use super::encode::{write_json, write_json_array};
use crate::finding::{Edit, Finding, Fix, Label, Run, Safety};
use crate::text::{Location, Unit};

/// The number that readers check first; it changes when a key changes its meaning or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct SummaryRow {
    files: usize,
    documents: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    fixable: usize,
}

#[derive(Serialize)]
pub(super) struct FindingRow<'f> {
    rule: &'f str,
    severity: &'static str,
    message: &'f str,
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    labels: Vec<LabelRow<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'f str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    fingerprint: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRow<'f>>,
}

#[derive(Serialize)]
struct LabelRow<'f> {
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
    message: &'f str,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// The offset in bytes, the column in characters, line and column from 1.
#[derive(Serialize)]
struct Place {
    offset: u32,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct FixRow<'f> {
    title: &'f str,
    safety: &'static str,
    edits: Vec<EditRow<'f>>,
}

#[derive(Serialize)]
struct EditRow<'f> {
    start: u32,
    end: u32,
    text: &'f str,
}

/// Writes the run as one JSON object.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let summary = run.summary();
    let summary = SummaryRow {
        files: summary.files,
        documents: summary.documents,
        errors: summary.errors,
        warnings: summary.warnings,
        infos: summary.infos,
        suppressed: summary.suppressed,
        fixable: summary.fixable,
    };
    write!(out, "{{\"version\":{VERSION},\n\"summary\":")?;
    write_json(&summary, out)?;
    write!(out, ",\n\"findings\":")?;
    write_json_array(run.findings().iter().map(finding_row), out)?;
    if !run.fixed().is_empty() {
        write!(out, ",\n\"fixed\":")?;
        write_json_array(run.fixed().iter().map(finding_row), out)?;
    }
    out.write_all(b"}\n")
}

pub(super) fn finding_row(finding: &Finding) -> FindingRow<'_> {
    FindingRow {
        rule: &finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        path: finding.location.path(),
        document: finding.document,
        pointer: finding.pointer.as_deref(),
        range: range(&finding.location),
        labels: finding.labels.iter().map(label_row).collect(),
        help: finding.help.as_deref(),
        url: finding.url.as_deref(),
        fingerprint: &finding.fingerprint,
        fix: finding.fix.as_ref().map(fix_row),
    }
}

fn label_row(label: &Label) -> LabelRow<'_> {
    LabelRow { path: label.location.path(), range: range(&label.location), message: &label.message }
}

fn fix_row(fix: &Fix) -> FixRow<'_> {
    let safety = match fix.safety() {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    };
    FixRow { title: fix.title(), safety, edits: fix.edits().iter().map(edit_row).collect() }
}

fn edit_row(edit: &Edit) -> EditRow<'_> {
    EditRow { start: edit.span.start(), end: edit.span.end(), text: &edit.text }
}

fn range(location: &Location) -> Option<Range> {
    let span = location.span()?;
    let (start, end) = location.positions(Unit::Character)?;
    Some(Range {
        start: Place { offset: span.start(), line: start.line, column: start.column },
        end: Place { offset: span.end(), line: end.line, column: end.column },
    })
}
