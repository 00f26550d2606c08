//! The variables of an evaluation, by slot, and what the host provides. One frame serves all expressions of a rule.

use std::sync::Arc;

use regex::Regex;

use super::eval::{Fallible, Noted};
use super::outcome::Read;
use super::program::Program;
use super::tree::ExprId;
use super::value::Value;
use crate::yaml::Node;

/// Most steps of one evaluation, the programs of its variables included.
pub(super) const COST_LIMIT: u64 = 100_000;

/// What an expression may ask of the world around the document.
pub trait Host {
    /// The value of `file(path)`, or none if files are not available here.
    fn file(&self, path: &str) -> Option<Value<'static>>;
}

/// Variables by slot (see [`super::Environment::slot`]): values, or programs that are evaluated when first asked for.
pub struct Frame<'f, 'd> {
    pub(super) slots: Vec<Slot<'f, 'd>>,
    pub(super) host: Option<&'f dyn Host>,
    /// Variables of macros; those of the running program from `base` on.
    pub(super) locals: Vec<Local<'d>>,
    pub(super) base: usize,
    pub(super) reads: Vec<Read<'d>>,
    /// False while only the value is wanted.
    pub(super) is_recording: bool,
    /// True if variables may have been evaluated without keeping what they read.
    pub(super) has_unrecorded: bool,
    pub(super) cost: u64,
    pub(super) depth: u32,
    /// The slot of the variable whose program runs.
    pub(super) variable: Option<u32>,
    pub(super) patterns: Vec<(String, Arc<Regex>)>,
    /// The last value of each part of the program that was asked for a trace.
    pub(super) trace: Option<Vec<Noted<'d>>>,
}

pub(super) enum Slot<'f, 'd> {
    Empty,
    Value(Value<'d>),
    Program(&'f Program),
    /// Being evaluated: to ask for it now is a circle.
    Running,
    Done(&'f Program, Known<'d>),
}

/// A variable of a macro.
pub(super) enum Local<'d> {
    Node(Node<'d>),
    Value(Value<'d>),
    /// To be evaluated when first asked for.
    Lazy(ExprId),
    Done(Box<Known<'d>>),
}

/// A variable that was evaluated, with what that read.
pub(super) struct Known<'d> {
    pub(super) value: Fallible<Value<'d>>,
    pub(super) reads: Vec<Read<'d>>,
}

impl<'f, 'd> Frame<'f, 'd> {
    /// A frame without variables and without a host: `file()` fails in it.
    #[must_use]
    pub fn new() -> Self {
        Self {
            slots: Vec::new(),
            host: None,
            locals: Vec::new(),
            base: 0,
            reads: Vec::new(),
            is_recording: true,
            has_unrecorded: false,
            cost: 0,
            depth: 0,
            variable: None,
            patterns: Vec::new(),
            trace: None,
        }
    }

    /// Takes the variables from `slot` on away, for other programs.
    pub fn clear_from(&mut self, slot: usize) {
        self.slots.truncate(slot);
    }

    /// True if there are no variables.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The frame with a host.
    #[must_use]
    pub fn with_host(mut self, host: &'f dyn Host) -> Self {
        self.set_host(host);
        self
    }

    /// Gives the frame a host.
    pub fn set_host(&mut self, host: &'f dyn Host) {
        self.host = Some(host);
    }

    /// Gives the variable of `slot` a value. Programs in later slots may depend on it: they are evaluated anew when
    /// they are asked for again.
    pub fn set(&mut self, slot: usize, value: Value<'d>) {
        self.put(slot, Slot::Value(value));
        self.forget(slot + 1);
    }

    /// Gives the variable of `slot` the value of a program, evaluated at most once, when first asked for. The program
    /// must have been compiled in an environment whose variables all stand in earlier slots.
    pub fn define(&mut self, slot: usize, program: &'f Program) {
        self.put(slot, Slot::Program(program));
    }

    /// Has the programs from slot `first` on evaluated anew when they are asked for again.
    pub(super) fn forget(&mut self, first: usize) {
        for slot in self.slots.iter_mut().skip(first) {
            if let Slot::Done(program, _) = slot {
                *slot = Slot::Program(program);
            }
        }
    }

    fn put(&mut self, slot: usize, content: Slot<'f, 'd>) {
        while self.slots.len() < slot {
            self.slots.push(Slot::Empty);
        }
        match self.slots.get_mut(slot) {
            Some(place) => *place = content,
            None => self.slots.push(content),
        }
    }
}

impl Default for Frame<'_, '_> {
    fn default() -> Self {
        Self::new()
    }
}
