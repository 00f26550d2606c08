//! `--add-ignore`: comments for what is left, written into the files.

use std::io::{self, Write};
use std::sync::Arc;

use super::baseline::Ran;
use super::messages;
use crate::check::{annotate, is_reason};
use crate::cli::check::files::Checked;
use crate::cli::failure::Failure;
use crate::cli::messages::NOT_WRITTEN;
use crate::finding::{Report, Suppressed, Suppression};
use crate::output::escape::paragraph;
use crate::project::{Found, replace_file};
use crate::text::Source;

/// Writes an ignore for everything that is reported of the `checked` files; what has one is not reported any more.
pub(super) fn write(ran: &Ran<'_>, checked: &mut [Checked], reason: &str) -> Result<(), Failure> {
    let language = ran.setup.language;
    if !is_reason(reason) {
        let failure = Failure::new(&messages::NO_REASON, language, &[]);
        return Err(failure.help(&messages::NO_REASON_HELP, language, &[]));
    }
    let (mut ignored, mut left, mut files) = (0, 0, 0);
    for (index, (found, checked)) in ran.files.iter().zip(checked).enumerate() {
        let Some(report) = checked.report_mut() else { continue };
        let before = report.suppressed.len();
        if index < ran.on_disk {
            annotate_file(ran, found, report, reason)?;
        }
        let written = report.suppressed.len() - before;
        ignored += written;
        files += usize::from(written > 0);
        left += report.findings.len();
    }
    let mut lines = Vec::new();
    if ignored > 0 || left == 0 {
        let counts = [("count", ignored.to_string()), ("files", files.to_string())];
        lines.push(messages::IGNORED.render(language, &counts));
    }
    if left > 0 {
        lines.push(messages::NOT_IGNORED.render(language, &[("count", left.to_string())]));
    }
    for line in lines {
        // Where standard error is gone, nobody is left to be told.
        let _ = writeln!(io::stderr().lock(), "{}", paragraph(&line));
    }
    Ok(())
}

/// Writes the ignores of one file and moves what they are for from the findings to the suppressed ones.
fn annotate_file(ran: &Ran<'_>, found: &Found, report: &mut Report, reason: &str) -> Result<(), Failure> {
    let Some(source) = text_of(found, report) else { return Ok(()) };
    let findings: Vec<_> = report.findings.iter().collect();
    let annotated = annotate(&source, &findings, reason, ran.policy);
    if annotated.text == source.text() {
        return Ok(());
    }
    replace_file(&found.path, annotated.text.as_bytes())
        .map_err(|error| Failure::about(&NOT_WRITTEN, ran.setup.language, &found.path, &error))?;
    let findings = std::mem::take(&mut report.findings);
    for (finding, is_ignored) in findings.into_iter().zip(annotated.is_ignored) {
        if is_ignored {
            let by = Suppression::Comment(Some(reason.to_owned()));
            report.suppressed.push(Suppressed { finding, by });
        } else {
            report.findings.push(finding);
        }
    }
    Ok(())
}

/// The text of a file on disk, as it was checked.
fn text_of(found: &Found, report: &Report) -> Option<Arc<Source>> {
    let mut own = report.findings.iter().map(|finding| finding.location.source());
    let source = own.find(|source| source.path() == found.shown)?;
    Some(Arc::clone(source))
}
