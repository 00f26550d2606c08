//! The variables of an evaluation, by slot, and what the host provides. One frame serves all expressions of a rule.

use super::failure::Failure;
use super::outcome::Read;
use super::program::Program;
use super::value::Value;

/// What an expression may ask of the world around the document.
pub trait Host {
    /// The value of `file(path)`, or none if files are not available here.
    fn file(&self, path: &str) -> Option<Value<'static>>;
}

/// Variables by slot (see [`super::Environment::slot`]): values, or programs that are evaluated when first asked for.
pub struct Frame<'f, 'd> {
    pub(super) slots: Vec<Slot<'f, 'd>>,
    pub(super) host: Option<&'f dyn Host>,
}

pub(super) enum Slot<'f, 'd> {
    Empty,
    Value(Value<'d>),
    Program(&'f Program),
    Running,
    Done { value: Result<Value<'d>, Failure>, reads: Vec<Read<'d>> },
}

impl<'f, 'd> Frame<'f, 'd> {
    /// A frame without variables and without a host: `file()` fails in it.
    #[must_use]
    pub fn new() -> Self {
        Self { slots: Vec::new(), host: None }
    }

    /// The frame with a host.
    #[must_use]
    pub fn with_host(mut self, host: &'f dyn Host) -> Self {
        self.host = Some(host);
        self
    }

    /// Gives the variable of `slot` a value. Programs in later slots are forgotten values and evaluated anew.
    pub fn set(&mut self, slot: usize, value: Value<'d>) {
        self.put(slot, Slot::Value(value));
    }

    /// Gives the variable of `slot` the value of a program, evaluated at most once, when first asked for. The program
    /// must have been compiled in an environment whose variables all stand in earlier slots.
    pub fn define(&mut self, slot: usize, program: &'f Program) {
        self.put(slot, Slot::Program(program));
    }

    fn put(&mut self, slot: usize, content: Slot<'f, 'd>) {
        while self.slots.len() <= slot {
            self.slots.push(Slot::Empty);
        }
        if let Some(place) = self.slots.get_mut(slot) {
            *place = content;
        }
    }
}

impl Default for Frame<'_, '_> {
    fn default() -> Self {
        Self::new()
    }
}
