//! What an evaluation did, step by step, for people who look into a rule. Costs nothing where it is not asked for.

use super::failure::Failure;
use super::value::Value;

/// Most steps that are kept of one evaluation.
const STEPS: usize = 2000;

/// One sub-expression and what it came to.
#[derive(Clone, Debug)]
pub struct Step<'d> {
    /// The sub-expression as it is written.
    pub text: String,
    /// How many steps it is a part of; the program of a variable is a part of the reading of the variable.
    pub level: usize,
    /// Its value, or why it has none.
    pub value: Result<Value<'d>, Failure>,
}

/// The steps of an evaluation so far, in the order in which they began.
#[derive(Debug, Default)]
pub(super) struct Trace<'d> {
    steps: Vec<Step<'d>>,
    level: usize,
}

impl<'d> Trace<'d> {
    /// Begins a step; none if there have been too many.
    pub(super) fn begin(&mut self, text: &str) -> Option<usize> {
        if self.steps.len() >= STEPS {
            return None;
        }
        let value = Ok(Value::new(super::value::Data::Null));
        self.steps.push(Step { text: text.to_owned(), level: self.level, value });
        self.level += 1;
        Some(self.steps.len() - 1)
    }

    /// Ends the step that `begin` gave.
    pub(super) fn end(&mut self, step: usize, value: &Result<Value<'d>, Failure>) {
        self.level -= 1;
        if let Some(step) = self.steps.get_mut(step) {
            step.value.clone_from(value);
        }
    }

    /// The steps, which are forgotten.
    pub(super) fn take(&mut self) -> Vec<Step<'d>> {
        self.level = 0;
        std::mem::take(&mut self.steps)
    }
}
