//! A compiled expression.

use super::environment::Environment;
use super::frame::Frame;
use super::outcome::{Outcome, Place};
use super::types::Type;
use crate::yaml::Problem;

/// An expression that has been parsed, resolved against an environment and checked. Independent of any document; may
/// be shared between threads.
#[derive(Debug)]
pub struct Program {
    text: String,
    result: Type,
}

impl Program {
    /// Compiles `text`.
    ///
    /// # Errors
    /// All syntax and type problems; spans are byte offsets in `text`.
    pub fn compile(text: &str, environment: &Environment) -> Result<Self, Vec<Problem>> {
        let _ = (text, environment);
        todo!()
    }

    /// The text it was compiled from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The static type of its value.
    #[must_use]
    pub fn result_type(&self) -> &Type {
        &self.result
    }

    /// True if the variable of `slot` occurs in it.
    #[must_use]
    pub fn uses(&self, slot: usize) -> bool {
        let _ = slot;
        todo!()
    }

    /// Evaluates it with the variables of `frame`.
    pub fn evaluate<'d>(&self, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
        let _ = frame;
        todo!()
    }

    /// Follows it as a path (variables, fields, indices) as far as the document goes.
    pub fn locate<'d>(&self, frame: &mut Frame<'_, 'd>) -> Place<'d> {
        let _ = frame;
        todo!()
    }
}
