//! One line a finding, as compilers write it and editors read it: `path:line:column: severity[rule] message`.

use std::io::{self, Write};

use super::Options;
use super::escape::visible;
use crate::finding::Run;
use crate::text::Unit;

/// Writes a line a finding; lines and columns from 1, columns in characters. A finding about a whole file has no numbers.
pub(super) fn write(run: &Run, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for finding in run.findings() {
        write!(out, "{}:", visible(finding.location.path()))?;
        if let Some((start, _)) = finding.location.positions(Unit::Character) {
            write!(out, "{}:{}:", start.line, start.column)?;
        }
        let (severity, rule) = (finding.severity.name(), visible(&finding.rule));
        writeln!(out, " {severity}[{rule}] {}", visible(&finding.message))?;
    }
    Ok(())
}
