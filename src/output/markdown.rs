//! A table in GitHub's Markdown: for a comment on a pull request or the summary of a job.

use std::io::{self, Write};

use super::code::pieces;
use super::escape::{markdown, markdown_code, markup, paragraph, web_address};
use super::{Options, closing, messages};
use crate::finding::{Finding, Run, Severity};
use crate::text::Unit;

/// Writes a head that sums up, and a row a finding.
pub(super) fn write(run: &Run, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let language = options.language;
    writeln!(out, "### greenlight: {}", markdown(&closing::found(run, language)))?;
    let remarks = closing::remarks(run, language).join(", ");
    if !remarks.is_empty() {
        writeln!(out, "\n{}", prose(&remarks))?;
    }
    if run.findings().is_empty() {
        return Ok(());
    }
    let columns = messages::COLUMNS.each_ref().map(|column| column.text(language));
    writeln!(out, "\n| | {} |\n| --- | --- | --- | --- |", columns.join(" | "))?;
    for finding in run.findings() {
        write_row(finding, options, out)?;
    }
    Ok(())
}

fn write_row(finding: &Finding, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let path = finding.location.path();
    let place = match finding.location.positions(Unit::Character) {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path.to_owned(),
    };
    let sign = sign(finding.severity);
    let severity = messages::severity(finding.severity).text(options.language);
    let code = markdown_code(&finding.rule);
    let rule = match finding.url.as_deref().and_then(web_address) {
        Some(address) => format!("<a href=\"{}\">{code}</a>", markup(&address)),
        None => code,
    };
    write!(out, "| {sign} {severity} | {} | {rule} | {}", markdown_code(&place), prose(&finding.message))?;
    if let Some(help) = &finding.help {
        let name = messages::HELP.text(options.language);
        write!(out, "<br><em>{name}: {}</em>", prose(&paragraph(help)))?;
    }
    writeln!(out, " |")
}

/// A message, with what stands between two backticks as code.
fn prose(text: &str) -> String {
    let piece = |(text, is_code)| if is_code { markdown_code(text) } else { markdown(text) };
    pieces(text).map(piece).collect()
}

fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Info => "ℹ️",
    }
}
