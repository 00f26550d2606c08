//! SARIF 2.1.0, as GitHub code scanning and other viewers read it. Columns are UTF-16 code units from 1, ends exclusive.
//!
//! GitHub shows an alert on a pull request only if all its lines are in the diff, so a result points at the first line of
//! its place; its fix keeps the whole place.

mod rows;
mod rules;

use std::io::{self, Write};

use self::rows::{ArtifactLocation, PhysicalLocation, Region, Result, Text};
use self::rules::Rules;
use super::Options;
use super::encode::{write_json, write_json_array};
use super::escape::relative_reference;
use super::fingerprint::Fingerprints;
use crate::finding::{Edit, Finding, Fix, Label, Run, Severity, Suppression};
use crate::text::{Location, Source, Span, Unit};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name by which addresses say that they are relative to the top of the repository.
const ROOT: &str = "%SRCROOT%";

/// What holds of every run: how columns and lines are counted, and against what addresses are to be read.
const RUN: &str = concat!(
    r#""columnKind":"utf16CodeUnits","newlineSequences":["\r\n","\n","\r"],"#,
    r#""originalUriBaseIds":{"%SRCROOT%":{"description":{"text":"the folder in which greenlight ran"}}}"#,
);

/// Writes the log of one run, a result a line.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let rules = Rules::of(run);
    let mut fingerprints = Fingerprints::default();
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":{{\"driver\":")?;
    write_json(&rules.driver(), out)?;
    write!(out, "}},\n{RUN},\n\"results\":")?;
    let says_suppressed = !run.suppressed().is_empty();
    let reported = run.findings().iter().map(|finding| (finding, says_suppressed.then(Vec::new)));
    let suppressed = run.suppressed().iter().map(|row| (&row.finding, Some(vec![suppression(&row.by)])));
    let results = reported
        .chain(suppressed)
        .map(|(finding, suppressions)| Result { suppressions, ..result(finding, &rules, &mut fingerprints) });
    write_json_array(results, out)?;
    out.write_all(b"}]}\n")
}

fn result<'f>(finding: &'f Finding, rules: &Rules<'f>, fingerprints: &mut Fingerprints) -> Result<'f> {
    let (fingerprint, count) = fingerprints.next(finding);
    Result {
        rule_id: &finding.rule,
        rule_index: rules.index(&finding.rule),
        level: level(finding.severity),
        message: Text { text: literal(&finding.message) },
        locations: [rows::Location {
            id: None,
            physical_location: physical(&finding.location),
            logical_locations: finding
                .pointer
                .as_deref()
                .map(|fully_qualified_name| rows::LogicalLocation { fully_qualified_name })
                .into_iter()
                .collect(),
            message: None,
        }],
        related_locations: (1..).zip(&finding.labels).map(related).collect(),
        partial_fingerprints: rows::Fingerprints {
            line_hash: format!("{fingerprint}:{count}"),
            greenlight: fingerprint,
        },
        fixes: finding.fix.as_ref().map(|fix| change(fix, finding.location.source())).into_iter().collect(),
        suppressions: None,
    }
}

fn suppression(by: &Suppression) -> rows::Suppression<'_> {
    match by {
        Suppression::Comment(reason) => {
            rows::Suppression { kind: "inSource", justification: reason.as_deref() }
        }
        Suppression::Baseline => rows::Suppression { kind: "external", justification: None },
    }
}

fn related((id, label): (usize, &Label)) -> rows::Location<'_> {
    rows::Location {
        id: Some(id),
        physical_location: physical(&label.location),
        logical_locations: Vec::new(),
        message: Some(Text { text: literal(&label.message) }),
    }
}

fn change<'f>(fix: &'f Fix, source: &'f Source) -> rows::Fix<'f> {
    let replacement = |edit: &'f Edit| rows::Replacement {
        deleted_region: region(source, edit.span),
        inserted_content: rows::Content { text: &edit.text },
    };
    rows::Fix {
        description: Text { text: literal(fix.title()) },
        artifact_changes: [rows::ArtifactChange {
            artifact_location: artifact(source.path()),
            replacements: fix.edits().iter().map(replacement).collect(),
        }],
    }
}

/// The first line of a location; of a file as a whole its very start, because GitHub wants a region.
fn physical(location: &Location) -> PhysicalLocation {
    let source = location.source();
    let region = location.span().map_or(Region::START, |span| {
        let end = span.end().min(source.line_span(span.start()).end());
        region(source, Span::new(span.start(), end.max(span.start())))
    });
    PhysicalLocation { artifact_location: artifact(location.path()), region }
}

fn region(source: &Source, span: Span) -> Region {
    let (start, end) = (source.position(span.start(), Unit::Utf16), source.position(span.end(), Unit::Utf16));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

fn artifact(path: &str) -> ArtifactLocation {
    let reference = relative_reference(path);
    if path.starts_with('/') {
        return ArtifactLocation { uri: format!("file://{reference}"), uri_base_id: None };
    }
    ArtifactLocation { uri: reference, uri_base_id: Some(ROOT) }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The text as a message in which a viewer finds no embedded link (SARIF 2.1.0, section 3.11.6).
fn literal(text: &str) -> String {
    text.replace("](", "\\](")
}
