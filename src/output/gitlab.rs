//! GitLab's code quality report: a JSON array that the merge request widget reads.

use std::io::{self, Write};

use serde::Serialize;

use super::Options;
use super::encode::write_json_array;
use super::fingerprint::Fingerprints;
use crate::finding::{Finding, Run, Severity};
use crate::text::{Position, Unit};

#[derive(Serialize)]
struct Row<'f> {
    check_name: &'f str,
    description: &'f str,
    severity: &'static str,
    fingerprint: String,
    location: Location<'f>,
}

#[derive(Serialize)]
struct Location<'f> {
    path: &'f str,
    positions: Positions,
}

#[derive(Serialize)]
struct Positions {
    begin: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
}

/// Writes the report. GitLab drops a finding whose fingerprint it has seen, so equal ones are numbered.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    write_json_array(run.findings().iter().map(|finding| row(finding, &mut fingerprints)), out)?;
    out.write_all(b"\n")
}

fn row<'f>(finding: &'f Finding, fingerprints: &mut Fingerprints) -> Row<'f> {
    let fingerprint = match fingerprints.next(finding) {
        (fingerprint, 1) => fingerprint,
        (fingerprint, count) => format!("{fingerprint}-{count}"),
    };
    // GitLab wants a line; a finding about a whole file is shown at its first.
    let first = Position { line: 1, column: 1 };
    let (begin, end) = finding.location.positions(Unit::Character).unwrap_or((first, first));
    let place = |position: Position| Place { line: position.line, column: position.column };
    Row {
        check_name: &finding.rule,
        description: &finding.message,
        severity: severity(finding.severity),
        fingerprint,
        location: Location {
            path: finding.location.path(),
            positions: Positions { begin: place(begin), end: place(end) },
        },
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
