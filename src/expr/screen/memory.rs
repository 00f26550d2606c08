//! Where the values of a run lie: for now, or kept because they are wanted again, as long as the document or an element
//! stays the same.

use std::mem::ManuallyDrop;

use super::got::{Got, Operand, Place};
use super::op::Keep;
use super::{Quick, Unknown};
use crate::expr::value::{Data, Optional, Value};
use crate::yaml::{Document, Kind, Node, NodeId};

/// For how many results there is room from the beginning.
const ROOM: usize = 64;

/// The values and the kept results of a run.
#[derive(Default)]
pub(super) struct Memory<'q, 'd> {
    /// The document whose nodes are meant.
    document: Option<&'d Document>,
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
    pub(super) fn new(document: Option<&'d Document>) -> Self {
        Self { document, ..Self::default() }
    }

    #[inline]
    pub(super) fn node(&self, id: NodeId) -> Quick<Node<'d>> {
        self.document.map(|document| document.node_at(id)).ok_or(Unknown)
    }

    /// The node of a result that is a value of the document of this kind.
    #[inline]
    pub(super) fn node_of(&self, got: Got<'q, 'd>, kind: Kind) -> Option<Node<'d>> {
        let Got::Node(id) = got else { return None };
        self.node(id).ok().filter(|node| node.kind() == kind)
    }

    /// The text that a result is, if it is a constant or stands in the document.
    #[inline]
    pub(super) fn text_of(&self, got: Got<'q, 'd>) -> Option<&'q str> {
        match got {
            Got::Node(id) => self.node(id).ok()?.as_str(),
            Got::Constant(value) => value.as_str(),
            Got::Present(_) | Got::Absent | Got::True | Got::False | Got::Made(_) => None,
        }
    }

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
            Ok(Got::Made(Place { store: 0, index })) => {
                let index = index as usize;
                let is_free = index >= mark && index + 1 == self.scratch.len();
                let value = if is_free { self.scratch.pop() } else { self.scratch.get(index).cloned() };
                level.values.extend(value);
                let store = as_index(keep.level + 1);
                Ok(Got::Made(Place { store, index: as_index(level.values.len() - 1) }))
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
            return Got::from(truth);
        }
        self.made_apart(value)
    }

    fn made_apart(&mut self, value: Value<'d>) -> Got<'q, 'd> {
        if let Some(bare) = self.bare(&value) {
            return bare;
        }
        self.scratch.push(value);
        Got::Made(Place { store: 0, index: as_index(self.scratch.len() - 1) })
    }

    /// The same as a value, unless that must lie in memory.
    fn bare(&self, value: &Value<'d>) -> Option<Got<'q, 'd>> {
        let is_ours = |node: Node<'d>| self.document.is_some_and(|own| std::ptr::eq(own, node.document()));
        match (&value.data, value.origin) {
            (Data::Bool(truth), None) => Some(Got::from(*truth)),
            (Data::Optional(Optional::None), _) => Some(Got::Absent),
            (Data::Optional(Optional::Node(node)), _) if is_ours(*node) => Some(Got::Present(node.id())),
            (Data::Optional(_), _) | (_, None) => None,
            (_, Some(node)) => is_ours(node).then(|| Got::Node(node.id())),
        }
    }

    fn at(&self, place: Place) -> Option<&Value<'d>> {
        match (place.store as usize).checked_sub(1) {
            None => self.scratch.get(place.index as usize),
            Some(level) => self.levels.get(level)?.values.get(place.index as usize),
        }
    }

    /// A result as a value.
    #[inline]
    pub(super) fn look(&self, got: Got<'q, 'd>) -> Operand<'_, 'd> {
        let value = match got {
            Got::Constant(value) => return Operand::Lent(value),
            Got::Node(id) => self.node(id).map(Value::from_node),
            Got::True => Ok(Value::bool(true)),
            Got::False => Ok(Value::bool(false)),
            Got::Present(id) => self
                .node(id)
                .map(|node| Value { data: Data::Optional(Optional::Node(node)), origin: Some(node) }),
            Got::Absent => Ok(Value::new(Data::Optional(Optional::None))),
            Got::Made(place) => match self.at(place) {
                Some(value) => return Operand::Lent(value),
                None => Err(Unknown),
            },
        };
        // INVARIANT: nodes are of the document, and what lies at a place stays there as long as the place is known.
        Operand::Bare(ManuallyDrop::new(value.unwrap_or(Value::new(Data::Null))))
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
            Got::True => Ok(true),
            Got::False => Ok(false),
            other => self.look(other).as_bool().ok_or(Unknown),
        }
    }

    /// The value in an optional.
    pub(super) fn unwrapped(&mut self, got: Got<'q, 'd>) -> Quick<Option<Got<'q, 'd>>> {
        match got {
            Got::Present(id) => Ok(Some(Got::Node(id))),
            Got::Absent => Ok(None),
            Got::Node(_) | Got::True | Got::False => Err(Unknown),
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
        if let Got::Node(id) = got {
            return Got::Present(id);
        }
        let value = self.value(got);
        let origin = value.origin;
        self.made(Value { data: Data::Optional(Optional::from(value)), origin })
    }
}

fn as_index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
