//! What goes wrong when an expression is evaluated: a row of the message table at a place of the expression.

use crate::text::{Language, Message, Parameter, Span};

/// Why an expression has no value.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub message: &'static Message,
    /// What the braces in the message stand for.
    pub parameters: Vec<Parameter>,
    /// The sub-expression that failed, in bytes of the text of the program it belongs to.
    pub span: Span,
    /// The slot of the variable whose program failed (see [`super::Frame::define`]); none if it is the program that was
    /// evaluated itself.
    pub variable: Option<u32>,
}

impl Failure {
    /// The message in `language`: one line, lower case, no full stop.
    #[must_use]
    pub fn render(&self, language: Language) -> String {
        self.message.render(language, &self.parameters)
    }
}
