//! Messages with expressions in braces, as rules write them.

use super::environment::Environment;
use super::frame::Frame;
use super::outcome::Outcome;
use super::program::Program;
use crate::yaml::Problem;

/// A text with `{expression}` parts; `{{` and `}}` stand for the braces themselves.
#[derive(Debug)]
pub struct Template {
    pub(super) parts: Vec<Part>,
}

#[derive(Debug)]
pub(super) enum Part {
    Text(String),
    Program(Program),
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// All problems of all its expressions; spans are offsets in `text`.
    pub fn compile(text: &str, environment: &Environment) -> Result<Self, Vec<Problem>> {
        let program = Program::compile(text, environment)?;
        Ok(Self { parts: vec![Part::Program(program)] })
    }

    /// The text with its expressions replaced by their values: strings bare, lists joined by `, `, numbers plain,
    /// dates as written. The outcome's value is a string; its reads are those of all parts.
    pub fn render<'d>(&self, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
        let _ = (&self.parts, frame);
        todo!()
    }
}
