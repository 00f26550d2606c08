//! Results of operations: small enough for two registers, and copied freely. A path through the document is a node until
//! somebody wants its value; what is made lies in the memory of the run (see [`super::memory`]): lists and maps as the
//! results that they are made of.

use std::mem::ManuallyDrop;
use std::ops::Deref;

use crate::expr::value::{Data, Value};
use crate::yaml::NodeId;

/// The result of an operation.
#[derive(Clone, Copy)]
pub(super) enum Got<'q, 'd> {
    /// A value of the document, by whichever way it was reached.
    Node(NodeId),
    /// An optional value of the document that is there.
    Present(NodeId),
    /// An optional value that is absent.
    Absent,
    /// A truth value. Two variants, so that what the others hold is aligned.
    True,
    False,
    /// An integer that stands in no document.
    Int(i64),
    Constant(&'q Value<'d>),
    /// A value in memory.
    Made(Place),
    /// A list of results in memory.
    List(Place),
    /// A map, the same way: each key is followed by its value.
    Map(Place),
    /// An optional that holds the one result of a list.
    Some(Place),
    /// Any of several texts: what comes of it comes of each of them.
    AnyText,
}

impl From<bool> for Got<'_, '_> {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

/// Where a value or a list lies in memory.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// One more than the level of what is kept; 0 for what is needed only now.
    pub(super) store: u32,
    pub(super) index: u32,
}

/// A value to look at.
pub(super) enum Operand<'v, 'd> {
    /// One that stands somewhere.
    Lent(&'v Value<'d>),
    /// One that was made of a node or of a number: it owns nothing, so there is nothing to be dropped.
    Bare(ManuallyDrop<Value<'d>>),
    /// One that was made of a list or a map.
    Made(Value<'d>),
}

impl<'d> Deref for Operand<'_, 'd> {
    type Target = Value<'d>;

    #[inline]
    fn deref(&self) -> &Value<'d> {
        match self {
            Self::Lent(value) => value,
            Self::Bare(value) => value,
            Self::Made(value) => value,
        }
    }
}

/// The commonest values: they are equal if they are the same.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Plain<'v> {
    Bool(bool),
    Int(i64),
    Text(&'v str),
}

impl<'v> Plain<'v> {
    #[inline]
    pub(super) fn of(value: &'v Value<'_>) -> Option<Self> {
        match &value.data {
            Data::Bool(value) => Some(Self::Bool(*value)),
            Data::Int(value) => Some(Self::Int(*value)),
            Data::String(text) => Some(Self::Text(text.as_str())),
            _ => None,
        }
    }

    /// The steps that it counts for besides those of the operation.
    pub(super) const fn weight(self) -> u64 {
        match self {
            Self::Bool(_) | Self::Int(_) => 0,
            Self::Text(text) => text.len() as u64 / 64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Got;
    use crate::expr::screen::Quick;

    #[test]
    fn a_result_is_as_small_as_two_words() {
        assert_eq!(size_of::<Quick<Got<'_, '_>>>(), 16);
    }
}
