//! Reviewdog's diagnostic format, one JSON object a line. Its columns are UTF-8 bytes from 1, its ends exclusive.

use std::io::{self, Write};

use serde::Serialize;

use super::Options;
use super::encode::write_json;
use crate::finding::{Finding, Label, Run, Severity};
use crate::text::{Location, Position, Unit};

#[derive(Serialize)]
struct Row<'f> {
    message: &'f str,
    location: LocationRow<'f>,
    severity: &'static str,
    source: Source,
    code: Code<'f>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'f>>,
    #[serde(rename = "relatedLocations", skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct LocationRow<'f> {
    path: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'f> {
    value: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'f str>,
}

#[derive(Serialize)]
struct Suggestion<'f> {
    range: Range,
    text: &'f str,
}

#[derive(Serialize)]
struct Related<'f> {
    message: &'f str,
    location: LocationRow<'f>,
}

/// Writes a line a finding.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for finding in run.findings() {
        write_json(&row(finding), out)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn row(finding: &Finding) -> Row<'_> {
    Row {
        message: &finding.message,
        location: location_row(&finding.location),
        severity: severity(finding.severity),
        source: Source { name: "greenlight" },
        code: Code { value: &finding.rule, url: finding.url.as_deref() },
        suggestions: suggestions(finding),
        related: finding.labels.iter().map(related).collect(),
    }
}

/// Reviewdog offers each suggestion by itself, so a fix of several edits is none.
fn suggestions(finding: &Finding) -> Vec<Suggestion<'_>> {
    let edits = finding.fix.as_ref().map_or(&[][..], |fix| fix.edits());
    let [edit] = edits else { return Vec::new() };
    let place = Location::new(finding.location.source(), edit.span);
    range(&place).map(|range| Suggestion { range, text: &edit.text }).into_iter().collect()
}

fn related(label: &Label) -> Related<'_> {
    Related { message: &label.message, location: location_row(&label.location) }
}

fn location_row(location: &Location) -> LocationRow<'_> {
    LocationRow { path: location.path(), range: range(location) }
}

fn range(location: &Location) -> Option<Range> {
    let place = |position: Position| Place { line: position.line, column: position.column };
    let (start, end) = location.positions(Unit::Byte)?;
    Some(Range { start: place(start), end: place(end) })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
