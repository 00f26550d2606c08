//! Where the values of a run lie: for now, or kept because they are wanted again, as long as the document or an element
//! stays the same.

use std::mem::ManuallyDrop;

use super::got::{Got, Operand, Place, optional_value};
use super::op::Keep;
use super::{Quick, Unknown};
use crate::expr::value::{Data, Optional, Value};

/// For how many results there is room from the beginning.
const ROOM: usize = 64;

/// The values and the kept results of a run.
#[derive(Default)]
pub(super) struct Memory<'q, 'd> {
    /// What is needed only now.
    scratch: Vec<Value<'d>>,
    levels: Vec<Level<'q, 'd>>,
}

/// What is kept as long as the elements of so many lists stay the same.
#[derive(Default)]
struct Level<'q, 'd> {
    /// By slot: one more than the position in `results`; 0 for none.
    positions: Vec<u32>,
    /// Where the slots begin of the element at hand.
    first: usize,
    results: Vec<Known<'q, 'd>>,
    values: Vec<Value<'d>>,
}

/// A result, and the steps that it took.
#[derive(Clone, Copy)]
pub(super) struct Known<'q, 'd> {
    pub(super) got: Quick<Got<'q, 'd>>,
    pub(super) steps: u64,
}

impl<'q, 'd> Memory<'q, 'd> {
    /// Begins a level anew, with so many slots.
    pub(super) fn begin(&mut self, level: usize, slots: usize) {
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Level::default);
        }
        if let Some(level) = self.levels.get_mut(level) {
            level.results.clear();
            level.results.reserve(slots.min(ROOM));
            level.values.clear();
            level.values.reserve(slots.min(ROOM));
            level.positions.clear();
            level.positions.resize(slots, 0);
            level.first = 0;
        }
    }

    /// Turns to the element whose slots begin here.
    pub(super) fn turn_to(&mut self, level: usize, first: usize) {
        if let Some(level) = self.levels.get_mut(level) {
            level.first = first;
        }
    }

    #[inline]
    pub(super) fn get(&self, keep: Keep) -> Option<Known<'q, 'd>> {
        let level = self.levels.get(keep.level)?;
        let position = *level.positions.get(level.first + keep.slot)? as usize;
        level.results.get(position.checked_sub(1)?).copied()
    }

    /// Keeps a result. Returns it with its value where it is kept. What was made since the mark nobody else knows yet.
    pub(super) fn put(&mut self, keep: Keep, known: Known<'q, 'd>, mark: usize) -> Quick<Got<'q, 'd>> {
        let Known { got, steps } = known;
        let Some(level) = self.levels.get_mut(keep.level) else { return got };
        let got = match got {
            Ok(Got::Made(Place { level: None, index })) => {
                let index = index as usize;
                let is_free = index >= mark && index + 1 == self.scratch.len();
                let value = if is_free { self.scratch.pop() } else { self.scratch.get(index).cloned() };
                level.values.extend(value);
                let place = |index| Place { level: Some(as_index(keep.level)), index };
                Ok(Got::Made(place(as_index(level.values.len() - 1))))
            }
            // What lies at an outer level stays there at least as long.
            other => other,
        };
        if let Some(position) = level.positions.get_mut(level.first + keep.slot) {
            level.results.push(Known { got, steps });
            *position = as_index(level.results.len());
        }
        got
    }

    /// The end of what is needed now, to go back to.
    pub(super) fn mark(&self) -> usize {
        self.scratch.len()
    }

    /// Gives up what was made since the mark.
    pub(super) fn release(&mut self, mark: usize) {
        self.scratch.truncate(mark);
    }

    /// Puts a value into memory, if it cannot do without.
    #[inline]
    pub(super) fn made(&mut self, value: Value<'d>) -> Got<'q, 'd> {
        if let Value { data: Data::Bool(truth), origin: None } = value {
            return Got::Truth(truth);
        }
        self.made_apart(value)
    }

    fn made_apart(&mut self, value: Value<'d>) -> Got<'q, 'd> {
        if let Some(bare) = Got::bare(&value) {
            return bare;
        }
        self.scratch.push(value);
        Got::Made(Place { level: None, index: as_index(self.scratch.len() - 1) })
    }

    fn at(&self, place: Place) -> Option<&Value<'d>> {
        match place.level {
            None => self.scratch.get(place.index as usize),
            Some(level) => self.levels.get(level as usize)?.values.get(place.index as usize),
        }
    }

    /// A result as a value.
    #[inline]
    pub(super) fn look(&self, got: Got<'q, 'd>) -> Operand<'_, 'd> {
        Operand::Bare(ManuallyDrop::new(match got {
            Got::Constant(value) => return Operand::Lent(value),
            Got::Node(node) => Value::from_node(node),
            Got::Truth(truth) => Value::bool(truth),
            Got::Optional(node) => optional_value(node),
            Got::Made(place) => match self.at(place) {
                Some(value) => return Operand::Lent(value),
                // INVARIANT: what lies at a place stays there as long as the place is known.
                None => Value::new(Data::Null),
            },
        }))
    }

    /// A result as a value of one's own.
    pub(super) fn value(&self, got: Got<'q, 'd>) -> Value<'d> {
        match self.look(got) {
            Operand::Lent(value) => value.clone(),
            Operand::Bare(value) => ManuallyDrop::into_inner(value),
        }
    }

    #[inline]
    pub(super) fn truth(&self, got: Got<'q, 'd>) -> Quick<bool> {
        match got {
            Got::Truth(truth) => Ok(truth),
            other => self.look(other).as_bool().ok_or(Unknown),
        }
    }

    /// The value in an optional.
    pub(super) fn unwrapped(&mut self, got: Got<'q, 'd>) -> Quick<Option<Got<'q, 'd>>> {
        match got {
            Got::Optional(node) => Ok(node.map(Got::Node)),
            Got::Node(_) | Got::Truth(_) => Err(Unknown),
            other => match &self.look(other).data {
                Data::Optional(optional) => {
                    let inside = optional.get();
                    Ok(inside.map(|value| self.made(value)))
                }
                _ => Err(Unknown),
            },
        }
    }

    /// The same as a present optional.
    pub(super) fn wrapped(&mut self, got: Got<'q, 'd>) -> Got<'q, 'd> {
        if let Got::Node(node) = got {
            return Got::Optional(Some(node));
        }
        let value = self.value(got);
        let origin = value.origin;
        self.made(Value { data: Data::Optional(Optional::from(value)), origin })
    }
}

fn as_index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
