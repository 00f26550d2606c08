//! What a path leads to. As long as it goes through the document it is a node: a value is made of it only at its end.

use crate::expr::value::{Data, Optional, Value};
use crate::yaml::Node;

/// Where a path has come to.
#[derive(Clone)]
pub(super) enum Reached<'d> {
    /// A value of the document.
    Node(Node<'d>),
    /// An optional value of the document.
    Optional(Option<Node<'d>>),
    /// Any value.
    Value(Value<'d>),
}

impl<'d> Reached<'d> {
    /// The same as `value`, which need not be copied if it stands in the document.
    pub(super) fn from_value(value: &Value<'d>) -> Self {
        match (&value.data, value.origin) {
            (Data::Optional(Optional::None), _) => Self::Optional(None),
            (Data::Optional(Optional::Node(node)), _) => Self::Optional(Some(*node)),
            (Data::Optional(Optional::Built(_)), _) | (_, None) => Self::Value(value.clone()),
            (_, Some(node)) => Self::Node(node),
        }
    }

    pub(super) fn into_value(self) -> Value<'d> {
        match self {
            Self::Node(node) => Value::from_node(node),
            Self::Optional(None) => Value::new(Data::Optional(Optional::None)),
            Self::Optional(Some(node)) => {
                Value { data: Data::Optional(Optional::Node(node)), origin: Some(node) }
            }
            Self::Value(value) => value,
        }
    }

    /// The node that it is, or that is in it.
    pub(super) fn node(&self) -> Option<Node<'d>> {
        match self {
            Self::Node(node) => Some(*node),
            Self::Optional(node) => *node,
            Self::Value(value) => value.origin,
        }
    }

    /// The value in an optional; the error is a value that is none.
    pub(super) fn unwrapped(self) -> Result<Option<Self>, Value<'d>> {
        match self {
            Self::Optional(node) => Ok(node.map(Self::Node)),
            Self::Value(Value { data: Data::Optional(optional), .. }) => Ok(optional.get().map(Self::Value)),
            other => Err(other.into_value()),
        }
    }

    /// The same as a present optional.
    pub(super) fn wrapped(self) -> Self {
        match self {
            Self::Node(node) => Self::Optional(Some(node)),
            other => {
                let value = other.into_value();
                let origin = value.origin;
                Self::Value(Value { data: Data::Optional(Optional::from(value)), origin })
            }
        }
    }
}
