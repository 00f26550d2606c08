//! Why git could not tell what a run needs. Always the machine's or the user's matter, never that of a submission.

use crate::project::messages::Row;
use crate::text::{Language, Parameter};

/// Why git could not tell.
#[derive(Debug)]
pub struct GitError {
    row: &'static Row,
    parameters: Vec<Parameter>,
}

impl GitError {
    pub(super) fn new(row: &'static Row, parameters: Vec<Parameter>) -> Self {
        Self { row, parameters }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.row.message.render(language, &self.parameters)
    }

    /// What to do.
    #[must_use]
    pub fn help(&self, language: Language) -> Option<String> {
        self.row.help.as_ref().map(|help| help.render(language, &self.parameters))
    }
}
