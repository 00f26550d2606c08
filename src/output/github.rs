//! GitHub workflow commands: a finding becomes an annotation on its lines.
//!
//! GitHub shows ten annotations of a level and step and drops the rest without a word. So the findings come by severity,
//! and the tenth annotation of a level says how many more there are; those follow and are in the log.

use std::io::{self, Write};

use super::escape::{paragraph, visible, workflow_data, workflow_property};
use super::{Options, messages};
use crate::finding::{Finding, Run, Severity};
use crate::text::Unit;

/// How many annotations of a level GitHub shows for a step.
const BUDGET: usize = 10;

/// Writes a command a finding, the most severe first.
pub(super) fn write(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    for severity in Severity::ALL {
        let findings: Vec<&Finding> =
            run.findings().iter().filter(|finding| finding.severity == severity).collect();
        let shown = if findings.len() > BUDGET { BUDGET - 1 } else { findings.len() };
        for (index, finding) in findings.iter().enumerate() {
            if index == shown {
                let more = [("count", (findings.len() - shown).to_string())];
                let text = messages::MORE_FINDINGS.render(options.language, &more);
                writeln!(out, "::{} title=greenlight::{}", level(severity), workflow_data(&text))?;
            }
            write_command(finding, options, out)?;
        }
    }
    Ok(())
}

fn write_command(finding: &Finding, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "::{} file={}", level(finding.severity), workflow_property(finding.location.path()))?;
    if let Some((start, end)) = finding.location.positions(Unit::Character) {
        write!(out, ",line={},endLine={}", start.line, end.line)?;
        // GitHub refuses columns of an annotation that goes over lines.
        if start.line == end.line {
            write!(out, ",col={},endColumn={}", start.column, end.column)?;
        }
    }
    write!(out, ",title={}::{}", workflow_property(&finding.rule), workflow_data(&finding.message))?;
    if let Some(help) = &finding.help {
        let name = messages::HELP.text(options.language);
        write!(out, "%0A{name}: {}", workflow_data(&paragraph(help)))?;
    }
    if let Some(url) = &finding.url {
        write!(out, "%0A{}", workflow_data(&visible(url)))?;
    }
    writeln!(out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}
