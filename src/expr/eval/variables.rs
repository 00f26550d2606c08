//! Variables: of the frame, where a program is evaluated when first asked for and its reads count for whoever asks; and
//! of macros.

use super::{Evaluated, Evaluator};
use crate::expr::frame::{Known, Local, Slot};
use crate::expr::messages;
use crate::expr::outcome::ReadPlace;
use crate::expr::program::Program;
use crate::expr::tree::ExprId;

impl<'f, 'd> Evaluator<'_, 'f, 'd> {
    pub(super) fn variable(&mut self, id: ExprId, slot: u32, is_read: bool) -> Evaluated<'d> {
        let program = match self.frame.slots.get(slot as usize) {
            Some(Slot::Value(value)) => {
                let value = value.clone();
                self.record(id, &value, is_read);
                return Ok(value);
            }
            Some(Slot::Done(_, known)) => {
                let known = known.clone();
                return self.known(known, is_read);
            }
            Some(Slot::Program(program)) => Some(*program),
            Some(Slot::Running) => {
                return Err(self.failure(id, &messages::CIRCLE, vec![("name", self.name_of(id))]));
            }
            Some(Slot::Empty) | None => None,
        };
        let Some(program) = program else {
            return Err(self.failure(id, &messages::NO_VALUE, vec![("name", self.name_of(id))]));
        };
        let known = self.run_program(slot, program);
        self.known(known, is_read)
    }

    /// The variable as it is written: its slot, since the tree keeps no names.
    fn name_of(&self, id: ExprId) -> String {
        format!("`{}`", self.tree.written(id))
    }

    fn run_program(&mut self, slot: u32, program: &'f Program) -> Known<'d> {
        self.set_slot(slot, Slot::Running);
        let outer = (self.frame.base, self.frame.variable, self.frame.reads.len());
        self.frame.base = self.frame.locals.len();
        self.frame.variable = Some(slot);
        let tree = program.tree();
        let value = Evaluator { tree, frame: self.frame }.eval(tree.root);
        let reads = self.frame.reads.split_off(outer.2);
        (self.frame.base, self.frame.variable) = (outer.0, outer.1);
        let known = Known { value, reads };
        self.set_slot(slot, Slot::Done(program, known.clone()));
        known
    }

    fn set_slot(&mut self, slot: u32, content: Slot<'f, 'd>) {
        if let Some(place) = self.frame.slots.get_mut(slot as usize) {
            *place = content;
        }
    }

    pub(super) fn local(&mut self, id: ExprId, depth: u32, is_read: bool) -> Evaluated<'d> {
        let index = self.frame.base + depth as usize;
        match self.frame.locals.get(index).cloned() {
            Some(Local::Value(value)) => {
                self.record(id, &value, is_read);
                Ok(value)
            }
            Some(Local::Done(known)) => self.known(known, is_read),
            Some(Local::Lazy(init)) => {
                let start = self.frame.reads.len();
                let value = self.eval(init);
                let known = Known { value, reads: self.frame.reads.split_off(start) };
                if let Some(place) = self.frame.locals.get_mut(index) {
                    *place = Local::Done(known.clone());
                }
                self.known(known, is_read)
            }
            // INVARIANT: `resolve` counts the variables of macros as the evaluator pushes them.
            None => Err(self.failure(id, &messages::NO_VALUE, vec![("name", self.name_of(id))])),
        }
    }

    /// Hands on a value that was evaluated before, with its reads; if only a part of it will be read, without the
    /// reading of the whole.
    fn known(&mut self, known: Known<'d>, is_read: bool) -> Evaluated<'d> {
        let whole = known.value.as_ref().ok().and_then(|value| value.origin);
        let counts = |place: &ReadPlace<'d>| match (place, whole) {
            (ReadPlace::Node(node), Some(whole)) => is_read || *node != whole,
            _ => true,
        };
        if self.frame.is_recording {
            self.frame.reads.extend(known.reads.into_iter().filter(|read| counts(&read.place)));
        }
        known.value
    }
}
