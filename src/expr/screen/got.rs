//! Results of operations: small, and copied freely. A path through the document is a node until somebody wants its value;
//! values that are made lie in the memory of the run (see [`super::memory`]).

use std::mem::ManuallyDrop;
use std::ops::Deref;

use crate::expr::value::{Data, Optional, Value};
use crate::yaml::Node;

/// The result of an operation.
#[derive(Clone, Copy)]
pub(super) enum Got<'q, 'd> {
    /// A value of the document.
    Node(Node<'d>),
    /// An optional value of the document.
    Optional(Option<Node<'d>>),
    /// A truth value.
    Truth(bool),
    Constant(&'q Value<'d>),
    /// A value in memory.
    Made(Place),
}

/// Where a value lies in memory.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// None for what is needed only now, else the level of what is kept.
    pub(super) level: Option<u32>,
    pub(super) index: u32,
}

/// A value to look at.
pub(super) enum Operand<'v, 'd> {
    /// One that stands somewhere.
    Lent(&'v Value<'d>),
    /// One that was made of a node or a truth value: it owns nothing, so there is nothing to be dropped.
    Bare(ManuallyDrop<Value<'d>>),
}

impl<'d> Deref for Operand<'_, 'd> {
    type Target = Value<'d>;

    #[inline]
    fn deref(&self) -> &Value<'d> {
        match self {
            Self::Lent(value) => value,
            Self::Bare(value) => value,
        }
    }
}

impl<'d> Got<'_, 'd> {
    /// The same as a value, unless that must lie in memory.
    pub(super) fn bare(value: &Value<'d>) -> Option<Self> {
        match (&value.data, value.origin) {
            (Data::Bool(truth), None) => Some(Self::Truth(*truth)),
            (Data::Optional(Optional::None), _) => Some(Self::Optional(None)),
            (Data::Optional(Optional::Node(node)), _) => Some(Self::Optional(Some(*node))),
            (Data::Optional(Optional::Built(_)), _) | (_, None) => None,
            (_, Some(node)) => Some(Self::Node(node)),
        }
    }
}

/// The value of an optional that is absent or stands in the document.
pub(super) fn optional_value<'d>(node: Option<Node<'d>>) -> Value<'d> {
    let optional = node.map_or(Optional::None, Optional::Node);
    Value { data: Data::Optional(optional), origin: node }
}
