//! Checkstyle's XML, which Jenkins and many review tools read: a `file` element a file, an `error` element a finding.

use std::io::{self, Write};

use super::Options;
use super::escape::markup;
use crate::finding::{Finding, Run};
use crate::text::Unit;

/// Writes the report.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">")?;
    let is_same_file = |a: &Finding, b: &Finding| a.location.path() == b.location.path();
    for findings in run.findings().chunk_by(is_same_file) {
        let path = findings.first().map_or("", |finding| finding.location.path());
        writeln!(out, "  <file name=\"{}\">", markup(path))?;
        for finding in findings {
            write_error(finding, out)?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn write_error(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    // Readers want a line; a finding about a whole file is shown at its first, without a column.
    match finding.location.positions(Unit::Character) {
        Some((start, _)) => write!(out, "    <error line=\"{}\" column=\"{}\"", start.line, start.column)?,
        None => write!(out, "    <error line=\"1\"")?,
    }
    let (severity, message) = (finding.severity.name(), markup(&finding.message));
    let rule = markup(&finding.rule);
    writeln!(out, " severity=\"{severity}\" message=\"{message}\" source=\"greenlight.{rule}\"/>")
}
