//! What ends a command before its work is done: wrong usage, or trouble with the machine. Not what is wrong with a text:
//! that is a finding.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, Severity};
use textwrap::{WordSeparator, WordSplitter};

use super::terminal::Terminal;
use crate::output::escape::paragraph;
use crate::project::{GitError, system_reason};
use crate::text::{Language, Message, Parameter};

/// Why a command could not do its work, and what to do.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
    severity: Severity,
}

impl Failure {
    /// A failure of a row of the table.
    pub(super) fn new(message: &Message, language: Language, parameters: &[Parameter]) -> Self {
        Self { message: message.render(language, parameters), help: None, severity: Severity::Error }
    }

    /// The failure with what to do.
    pub(super) fn help(self, help: &Message, language: Language, parameters: &[Parameter]) -> Self {
        Self { help: Some(help.render(language, parameters)), ..self }
    }

    /// The same as something to know, which ends nothing.
    pub(super) fn into_note(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// A failure that says it is about `path`.
    pub(super) fn about(message: &Message, language: Language, path: &Path, error: &io::Error) -> Self {
        let parameters = [("path", format!("`{}`", path.display())), ("reason", system_reason(error))];
        Self::new(message, language, &parameters)
    }

    /// A failure of git.
    pub(super) fn of_git(error: &GitError, language: Language) -> Self {
        Self { message: error.message(language), help: error.help(language), severity: Severity::Error }
    }

    /// Shows it on standard error.
    pub(super) fn show(&self, terminal: &Terminal) {
        let theme =
            if terminal.stderr_color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(terminal.width)
            // What people copy, such as `name/v1`, stays whole.
            .with_word_separator(WordSeparator::AsciiSpace)
            .with_word_splitter(WordSplitter::NoHyphenation)
            .without_syntax_highlighting();
        let mut text = String::new();
        let is_drawn = handler.render_report(&mut text, self).is_ok();
        let text = if is_drawn { text } else { self.message.clone() };
        // Where standard error is gone, nobody is left to be told.
        let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&paragraph(&self.message))
    }
}

impl std::error::Error for Failure {}

impl Diagnostic for Failure {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(paragraph(self.help.as_deref()?)))
    }
}
