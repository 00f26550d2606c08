//! Variables: of the frame, where a program is evaluated when first asked for and its reads count for whoever asks; and
//! of macros.

use super::reach::Reached;
use super::{Evaluator, Fallible};
use crate::expr::frame::{Known, Local, Slot};
use crate::expr::messages;
use crate::expr::outcome::{Read, ReadPlace};
use crate::expr::program::Program;
use crate::expr::tree::ExprId;
use crate::yaml::Node;

impl<'f, 'd> Evaluator<'_, 'f, 'd> {
    pub(super) fn variable(&mut self, id: ExprId, slot: u32, is_read: bool) -> Fallible<Reached<'d>> {
        match self.frame.slots.get(slot as usize) {
            Some(Slot::Value(value)) => {
                let (reached, node) = (Reached::from_value(value), value.origin);
                self.record_variable(id, node, is_read);
                Ok(reached)
            }
            Some(Slot::Done(_, _)) => self.done(slot, is_read),
            Some(Slot::Program(program)) => {
                let program: &'f Program = program;
                self.run_program(id, slot, program)?;
                self.done(slot, is_read)
            }
            Some(Slot::Running) => Err(self.failure(id, &messages::CIRCLE, vec![("name", self.name_of(id))])),
            Some(Slot::Empty) | None => {
                Err(self.failure(id, &messages::NO_VALUE, vec![("name", self.name_of(id))]))
            }
        }
    }

    fn record_variable(&mut self, id: ExprId, node: Option<Node<'d>>, is_read: bool) {
        if let Some(node) = node {
            self.record(id, node, is_read);
        }
    }

    /// The variable as it is written: its slot, since the tree keeps no names.
    fn name_of(&self, id: ExprId) -> String {
        format!("`{}`", self.tree.written(id))
    }

    fn run_program(&mut self, id: ExprId, slot: u32, program: &'f Program) -> Fallible<()> {
        let tree = program.tree();
        let depth = self.descend(id, tree.height(tree.root))?;
        self.set_slot(slot, Slot::Running);
        let outer = (self.frame.base, self.frame.variable, self.frame.reads.len());
        self.frame.base = self.frame.locals.len();
        self.frame.variable = Some(slot);
        let value = Evaluator { tree, frame: self.frame }.eval(tree.root);
        let reads = self.frame.reads.split_off(outer.2);
        (self.frame.base, self.frame.variable, self.frame.depth) = (outer.0, outer.1, depth);
        self.set_slot(slot, Slot::Done(program, Known { value, reads }));
        Ok(())
    }

    fn set_slot(&mut self, slot: u32, content: Slot<'f, 'd>) {
        if let Some(place) = self.frame.slots.get_mut(slot as usize) {
            *place = content;
        }
    }

    /// Hands on the value of a variable that was evaluated before, with its reads.
    fn done(&mut self, slot: u32, is_read: bool) -> Fallible<Reached<'d>> {
        let Some(Slot::Done(_, known)) = self.frame.slots.get(slot as usize) else {
            // INVARIANT: asked for only where the slot is done.
            return Ok(Reached::Optional(None));
        };
        if self.frame.is_recording {
            self.frame.reads.extend(known.handed_on(is_read));
        }
        known.reached()
    }

    pub(super) fn local(&mut self, id: ExprId, depth: u32, is_read: bool) -> Fallible<Reached<'d>> {
        let index = self.frame.base + depth as usize;
        match self.frame.locals.get(index) {
            Some(Local::Node(node)) => {
                let node = *node;
                self.record(id, node, is_read);
                Ok(Reached::Node(node))
            }
            Some(Local::Value(value)) => {
                let (reached, node) = (Reached::from_value(value), value.origin);
                self.record_variable(id, node, is_read);
                Ok(reached)
            }
            Some(Local::Done(known)) => {
                if self.frame.is_recording {
                    self.frame.reads.extend(known.handed_on(is_read));
                }
                known.reached()
            }
            Some(Local::Lazy(init)) => {
                let init = *init;
                let outer = self.descend(id, self.tree.height(init))?;
                let start = self.frame.reads.len();
                // Seen from where it was bound: its own macros count their variables from there.
                let inner = self.frame.locals.split_off(index + 1);
                self.frame.locals.truncate(index);
                let value = self.eval(init);
                self.frame.depth = outer;
                let known = Known { value, reads: self.frame.reads.split_off(start) };
                self.frame.locals.push(Local::Done(Box::new(known)));
                self.frame.locals.extend(inner);
                self.local(id, depth, is_read)
            }
            // INVARIANT: `resolve` counts the variables of macros as the evaluator pushes them.
            None => Err(self.failure(id, &messages::NO_VALUE, vec![("name", self.name_of(id))])),
        }
    }
}

impl<'d> Known<'d> {
    fn reached(&self) -> Fallible<Reached<'d>> {
        self.value.as_ref().map(Reached::from_value).map_err(Clone::clone)
    }

    /// What counts as read by whoever asks for the value: if only a part of it will be read, not the reading of the whole.
    fn handed_on(&self, is_read: bool) -> impl Iterator<Item = Read<'d>> {
        let whole = self.value.as_ref().ok().and_then(|value| value.origin);
        let counts = move |read: &&Read<'d>| match (&read.place, whole) {
            (ReadPlace::Node(node), Some(whole)) => is_read || *node != whole,
            _ => true,
        };
        self.reads.iter().filter(counts).cloned()
    }
}
