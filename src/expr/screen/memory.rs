//! Where the values of a run lie: for now, or kept because they are wanted again, as long as the document or an element
//! stays the same.

use std::mem::ManuallyDrop;

use super::got::{Got, Operand, Place, Plain};
use super::op::Keep;
use super::store::{Mark, Store, as_index};
use super::{Quick, Unknown};
use crate::expr::value::{Data, Map, Optional, Value};
use crate::yaml::{self, Document, Kind, Node, NodeId};

/// The values and the kept results of a run.
pub(super) struct Memory<'q, 'd> {
    /// The document whose nodes are meant.
    document: Option<&'d Document>,
    /// What is needed only now.
    scratch: Store<'q, 'd>,
    levels: Vec<Level<'q, 'd>>,
}

/// What is kept as long as the elements of so many lists stay the same.
#[derive(Default)]
struct Level<'q, 'd> {
    /// By slot.
    known: Vec<Option<Known<'q, 'd>>>,
    /// Where the slots begin of the element at hand.
    first: usize,
    store: Store<'q, 'd>,
}

/// A result, and the steps that it took.
#[derive(Clone, Copy)]
pub(super) struct Known<'q, 'd> {
    pub(super) got: Quick<Got<'q, 'd>>,
    pub(super) steps: u64,
}

impl<'q, 'd> Memory<'q, 'd> {
    pub(super) fn new(document: Option<&'d Document>) -> Self {
        Self { document, scratch: Store::default(), levels: Vec::with_capacity(3) }
    }

    #[inline]
    pub(super) fn node(&self, id: NodeId) -> Quick<Node<'d>> {
        self.document.map(|document| document.value_at(id)).ok_or(Unknown)
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
            _ => None,
        }
    }

    /// The text of the document that a result is.
    #[inline]
    pub(super) fn standing_text(&self, got: Got<'q, 'd>) -> Option<&'d str> {
        match got {
            Got::Node(id) => self.node(id).ok()?.as_str(),
            _ => None,
        }
    }

    /// A truth value, an integer or a text, if it can be seen at once that the result is one.
    #[inline]
    pub(super) fn plain_of(&self, got: Got<'q, 'd>) -> Option<Plain<'_>> {
        match got {
            Got::Node(id) => match self.node(id).ok()?.value() {
                yaml::Value::Bool(value) => Some(Plain::Bool(value)),
                yaml::Value::Int(value) => Some(Plain::Int(value)),
                yaml::Value::String(text) => Some(Plain::Text(text)),
                _ => None,
            },
            Got::True => Some(Plain::Bool(true)),
            Got::False => Some(Plain::Bool(false)),
            Got::Int(value) => Some(Plain::Int(value)),
            Got::Constant(value) => Plain::of(value),
            Got::Made(place) => Plain::of(self.store(place)?.value(place.index)?),
            _ => None,
        }
    }

    /// The integer that a result is, if that can be seen at once.
    #[inline]
    pub(super) fn integer_of(&self, got: Got<'q, 'd>) -> Option<i64> {
        match got {
            Got::Int(value) => Some(value),
            Got::Node(id) => self.node(id).ok()?.as_int(),
            Got::Constant(value) => value.as_int(),
            _ => None,
        }
    }

    /// The results of which a list, a map or an optional in memory is made.
    pub(super) fn parts(&self, place: Place) -> &[Got<'q, 'd>] {
        self.store(place).map_or(&[], |store| store.list(place.index))
    }

    /// Begins a level anew, with so many slots.
    pub(super) fn begin(&mut self, level: usize, slots: usize) {
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Level::default);
        }
        if let Some(level) = self.levels.get_mut(level) {
            level.store.clear();
            level.known.clear();
            level.known.resize(slots, None);
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
        *level.known.get(level.first + keep.slot)?
    }

    /// Keeps a result. Returns it as it is where it is kept. What was made since the mark nobody else knows yet.
    pub(super) fn put(&mut self, keep: Keep, known: Known<'q, 'd>, mark: Mark) -> Quick<Got<'q, 'd>> {
        let Some(level) = self.levels.get_mut(keep.level) else { return known.got };
        let store = as_index(keep.level + 1);
        let got = known.got.map(|got| level.store.adopt(store, got, &mut self.scratch, mark));
        if let Some(place) = level.known.get_mut(level.first + keep.slot) {
            *place = Some(Known { got, ..known });
        }
        got
    }

    /// The end of what is needed now, to go back to.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        self.scratch.mark()
    }

    /// Gives up what was made since the mark.
    #[inline]
    pub(super) fn release(&mut self, mark: Mark) {
        self.scratch.release(mark);
    }

    /// A list of results, in memory.
    pub(super) fn list(&mut self, results: &[Got<'q, 'd>]) -> Got<'q, 'd> {
        Got::List(Place { store: 0, index: self.scratch.add_list(results) })
    }

    /// A map, keys and values in turn, in memory.
    pub(super) fn map(&mut self, results: &[Got<'q, 'd>]) -> Got<'q, 'd> {
        Got::Map(Place { store: 0, index: self.scratch.add_list(results) })
    }

    /// Puts a value into memory, if it cannot do without.
    #[inline]
    pub(super) fn made(&mut self, value: Value<'d>) -> Got<'q, 'd> {
        match value {
            Value { data: Data::Bool(truth), origin: None } => Got::from(truth),
            Value { data: Data::Int(value), origin: None } => Got::Int(value),
            value => self.made_apart(value),
        }
    }

    fn made_apart(&mut self, value: Value<'d>) -> Got<'q, 'd> {
        if let Some(bare) = self.bare(&value) {
            return bare;
        }
        Got::Made(Place { store: 0, index: self.scratch.add_value(value) })
    }

    /// The same as a value, unless that must lie in memory.
    fn bare(&self, value: &Value<'d>) -> Option<Got<'q, 'd>> {
        let is_ours = |node: Node<'d>| self.document.is_some_and(|own| std::ptr::eq(own, node.document()));
        match (&value.data, value.origin) {
            (Data::Optional(Optional::None), _) => Some(Got::Absent),
            (Data::Optional(Optional::Node(node)), _) if is_ours(*node) => Some(Got::Present(node.id())),
            (Data::Optional(_), _) | (_, None) => None,
            (_, Some(node)) => is_ours(node).then(|| Got::Node(node.id())),
        }
    }

    #[inline]
    fn store(&self, place: Place) -> Option<&Store<'q, 'd>> {
        match (place.store as usize).checked_sub(1) {
            None => Some(&self.scratch),
            Some(level) => self.levels.get(level).map(|level| &level.store),
        }
    }

    /// A result as a value; unknown if it is not one value.
    #[inline]
    pub(super) fn look(&self, got: Got<'q, 'd>) -> Quick<Operand<'_, 'd>> {
        let value = match got {
            Got::Constant(value) => return Ok(Operand::Lent(value)),
            Got::Node(id) => Value::from_node(self.node(id)?),
            Got::True => Value::bool(true),
            Got::False => Value::bool(false),
            Got::Int(value) => Value::int(value),
            Got::Present(id) => {
                let node = self.node(id)?;
                Value { data: Data::Optional(Optional::Node(node)), origin: Some(node) }
            }
            Got::Absent => Value::new(Data::Optional(Optional::None)),
            Got::Made(place) => {
                let value = self.store(place).and_then(|store| store.value(place.index));
                return value.map(Operand::Lent).ok_or(Unknown);
            }
            Got::List(place) => return self.built(place, false).map(Operand::Made),
            Got::Map(place) => return self.built(place, true).map(Operand::Made),
            Got::Some(place) => {
                let inside = self.parts(place).first().copied().ok_or(Unknown)?;
                return self.value(inside).map(|inside| Operand::Made(present(inside)));
            }
            Got::AnyText => return Err(Unknown),
        };
        Ok(Operand::Bare(ManuallyDrop::new(value)))
    }

    /// A list or a map as a value.
    // Recursion is bounded by the height of the program that made it.
    #[cold]
    fn built(&self, place: Place, is_map: bool) -> Quick<Value<'d>> {
        let parts = self.parts(place).iter().map(|part| self.value(*part));
        let parts = parts.collect::<Quick<Vec<_>>>()?;
        if !is_map {
            return Ok(Value::list(parts));
        }
        let mut parts = parts.into_iter();
        let entries = std::iter::from_fn(|| Some((parts.next()?, parts.next()?)));
        Ok(Value::new(Data::Map(Map::Built(entries.collect()))))
    }

    /// A result as a value of one's own.
    pub(super) fn value(&self, got: Got<'q, 'd>) -> Quick<Value<'d>> {
        Ok(match self.look(got)? {
            Operand::Lent(value) => value.clone(),
            Operand::Bare(value) => ManuallyDrop::into_inner(value),
            Operand::Made(value) => value,
        })
    }

    #[inline]
    pub(super) fn truth(&self, got: Got<'q, 'd>) -> Quick<bool> {
        match got {
            Got::True => Ok(true),
            Got::False => Ok(false),
            Got::Node(id) => self.node(id)?.as_bool().ok_or(Unknown),
            other => self.look(other)?.as_bool().ok_or(Unknown),
        }
    }

    /// The value in an optional.
    pub(super) fn unwrapped(&mut self, got: Got<'q, 'd>) -> Quick<Option<Got<'q, 'd>>> {
        match got {
            Got::Present(id) => Ok(Some(Got::Node(id))),
            Got::Absent => Ok(None),
            Got::Some(place) => Ok(self.parts(place).first().copied()),
            Got::Constant(_) | Got::Made(_) => match &self.look(got)?.data {
                Data::Optional(optional) => {
                    let inside = optional.get();
                    Ok(inside.map(|value| self.made(value)))
                }
                _ => Err(Unknown),
            },
            _ => Err(Unknown),
        }
    }

    /// The same as a present optional.
    pub(super) fn wrapped(&mut self, got: Got<'q, 'd>) -> Got<'q, 'd> {
        match got {
            Got::Node(id) => Got::Present(id),
            other => Got::Some(Place { store: 0, index: self.scratch.add_list(&[other]) }),
        }
    }
}

/// A value as a present optional.
fn present(value: Value<'_>) -> Value<'_> {
    let origin = value.origin;
    Value { data: Data::Optional(Optional::from(value)), origin }
}
