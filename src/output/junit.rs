//! JUnit's XML, which most CI servers show as a list of tests: a suite a file, a failed test a finding.

use std::io::{self, Write};

use super::escape::{markup, paragraph};
use super::{Options, messages};
use crate::finding::{Finding, Run};
use crate::text::Unit;

/// Writes the report. A run without findings is one test that passed, because servers refuse a report without tests.
pub(super) fn write(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let count = run.findings().len();
    let tests = count.max(1);
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"greenlight\" tests=\"{tests}\" failures=\"{count}\" errors=\"0\">")?;
    if count == 0 {
        write_suite_start("greenlight", 1, 0, out)?;
        writeln!(out, "    <testcase name=\"check\" classname=\"greenlight\" time=\"0\"/>\n  </testsuite>")?;
    }
    let is_same_file = |a: &Finding, b: &Finding| a.location.path() == b.location.path();
    for findings in run.findings().chunk_by(is_same_file) {
        let path = findings.first().map_or("", |finding| finding.location.path());
        write_suite_start(path, findings.len(), findings.len(), out)?;
        for finding in findings {
            write_case(finding, options, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn write_suite_start(name: &str, tests: usize, failures: usize, out: &mut dyn Write) -> io::Result<()> {
    let name = markup(name);
    write!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\"")?;
    writeln!(out, " errors=\"0\" skipped=\"0\" time=\"0\">")
}

fn write_case(finding: &Finding, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (path, rule) = (markup(finding.location.path()), markup(&finding.rule));
    // In attributes that every reader takes: `file` and `line` are refused by the schema of some.
    let place = match finding.location.positions(Unit::Character) {
        Some((start, _)) => format!("{}:{}", start.line, start.column),
        None => String::new(),
    };
    let name = if place.is_empty() { rule } else { format!("{rule} {place}") };
    writeln!(out, "    <testcase name=\"{name}\" classname=\"{path}\" time=\"0\">")?;
    let (severity, message) = (finding.severity.name(), markup(&finding.message));
    let place = if place.is_empty() { path } else { format!("{path}:{place}") };
    write!(out, "      <failure type=\"{severity}\" message=\"{message}\">{place}: {message}")?;
    if let Some(help) = &finding.help {
        write!(out, "\n{}: {}", messages::HELP.text(options.language), markup(&paragraph(help)))?;
    }
    writeln!(out, "</failure>\n    </testcase>")
}
