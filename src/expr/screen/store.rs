//! A place for values, and for the results of which lists, maps and optionals are made.

use super::got::{Got, Place};
use crate::expr::value::Value;

/// Values, and lists of results, each with its index.
#[derive(Default)]
pub(super) struct Store<'q, 'd> {
    values: Vec<Value<'d>>,
    /// Those of all lists, one list after the other, before each its length.
    results: Vec<Got<'q, 'd>>,
}

/// How much a store holds, to go back to.
#[derive(Clone, Copy, Default)]
pub(super) struct Mark {
    values: usize,
    results: usize,
}

/// For so many values and results there is room from the first one on.
const VALUES: usize = 16;
const RESULTS: usize = 64;

impl<'q, 'd> Store<'q, 'd> {
    #[inline]
    pub(super) fn value(&self, index: u32) -> Option<&Value<'d>> {
        self.values.get(index as usize)
    }

    pub(super) fn list(&self, index: u32) -> &[Got<'q, 'd>] {
        self.results.get(self.range(index)).unwrap_or(&[])
    }

    pub(super) fn add_value(&mut self, value: Value<'d>) -> u32 {
        if self.values.capacity() == 0 {
            self.values.reserve(VALUES);
        }
        self.values.push(value);
        as_index(self.values.len() - 1)
    }

    pub(super) fn add_list(&mut self, results: &[Got<'q, 'd>]) -> u32 {
        if self.results.capacity() == 0 {
            self.results.reserve(RESULTS);
        }
        let index = as_index(self.results.len());
        self.results.push(Got::Int(i64::from(as_index(results.len()))));
        self.results.extend_from_slice(results);
        index
    }

    /// A result of which nothing lies in the other store any longer; `own` says what this store is called in places. What lies
    /// in the other since the mark nobody else knows.
    // Recursion is bounded by the height of the program that made the result.
    pub(super) fn adopt(&mut self, own: u32, got: Got<'q, 'd>, other: &mut Self, mark: Mark) -> Got<'q, 'd> {
        match got {
            Got::Made(Place { store: 0, index }) => match other.take(index as usize, mark) {
                Some(value) => Got::Made(Place { store: own, index: self.add_value(value) }),
                None => got,
            },
            Got::List(Place { store: 0, index }) => Got::List(self.adopt_list(own, index, other, mark)),
            Got::Map(Place { store: 0, index }) => Got::Map(self.adopt_list(own, index, other, mark)),
            Got::Some(Place { store: 0, index }) => Got::Some(self.adopt_list(own, index, other, mark)),
            // What lies elsewhere lies in a store that lasts as long as this one, or longer.
            elsewhere => elsewhere,
        }
    }

    fn adopt_list(&mut self, own: u32, index: u32, other: &mut Self, mark: Mark) -> Place {
        let index = self.add_list(other.list(index));
        // A list may hold the same value twice.
        let mark = Mark { values: usize::MAX, ..mark };
        for at in self.range(index) {
            let Some(part) = self.results.get(at).copied() else { break };
            let part = self.adopt(own, part, other, mark);
            if let Some(place) = self.results.get_mut(at) {
                *place = part;
            }
        }
        Place { store: own, index }
    }

    /// A value to be kept elsewhere: the last one itself if nobody else knows it, or a copy.
    fn take(&mut self, index: usize, mark: Mark) -> Option<Value<'d>> {
        let is_free = index >= mark.values && index + 1 == self.values.len();
        if is_free { self.values.pop() } else { self.values.get(index).cloned() }
    }

    fn range(&self, index: u32) -> std::ops::Range<usize> {
        let start = index as usize + 1;
        match self.results.get(index as usize) {
            Some(Got::Int(length)) => start..start + usize::try_from(*length).unwrap_or(0),
            _ => 0..0,
        }
    }

    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { values: self.values.len(), results: self.results.len() }
    }

    /// Gives up what was added since the mark.
    #[inline]
    pub(super) fn release(&mut self, mark: Mark) {
        self.values.truncate(mark.values);
        self.results.truncate(mark.results);
    }

    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.results.clear();
    }
}

pub(super) fn as_index(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
