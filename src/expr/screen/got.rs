//! Results of operations, as small as they may be: a path through the document is a node until somebody wants its value.

use std::ops::Deref;

use super::Unknown;
use crate::expr::value::{Data, Optional, Value};
use crate::yaml::Node;

/// The result of an operation.
#[derive(Clone)]
pub(super) enum Got<'q, 'd> {
    /// A value of the document.
    Node(Node<'d>),
    /// An optional value of the document.
    Optional(Option<Node<'d>>),
    /// A truth value.
    Truth(bool),
    /// A constant, or a value that others keep.
    Constant(&'q Value<'d>),
    /// Any value.
    Made(Value<'d>),
}

/// A value to look at: one that stands somewhere, or that was made.
pub(super) enum Operand<'q, 'd> {
    Constant(&'q Value<'d>),
    Made(Value<'d>),
}

impl<'d> Deref for Operand<'_, 'd> {
    type Target = Value<'d>;

    fn deref(&self) -> &Value<'d> {
        match self {
            Self::Constant(value) => value,
            Self::Made(value) => value,
        }
    }
}

impl<'q, 'd> Got<'q, 'd> {
    /// The same as a value that is needed elsewhere too.
    pub(super) fn of(value: &Value<'d>) -> Self {
        match (&value.data, value.origin) {
            (Data::Bool(truth), None) => Self::Truth(*truth),
            (Data::Optional(Optional::None), _) => Self::Optional(None),
            (Data::Optional(Optional::Node(node)), _) => Self::Optional(Some(*node)),
            (Data::Optional(Optional::Built(_)), _) | (_, None) => Self::Made(value.clone()),
            (_, Some(node)) => Self::Node(node),
        }
    }

    pub(super) fn into_operand(self) -> Operand<'q, 'd> {
        match self {
            Self::Constant(value) => Operand::Constant(value),
            other => Operand::Made(other.into_value()),
        }
    }

    pub(super) fn into_value(self) -> Value<'d> {
        match self {
            Self::Node(node) => Value::from_node(node),
            Self::Optional(None) => Value::new(Data::Optional(Optional::None)),
            Self::Optional(Some(node)) => {
                Value { data: Data::Optional(Optional::Node(node)), origin: Some(node) }
            }
            Self::Truth(truth) => Value::bool(truth),
            Self::Constant(value) => value.clone(),
            Self::Made(value) => value,
        }
    }

    pub(super) fn truth(&self) -> Result<bool, Unknown> {
        match self {
            Self::Truth(truth) => Ok(*truth),
            Self::Node(node) => node.as_bool().ok_or(Unknown),
            Self::Optional(_) => Err(Unknown),
            Self::Constant(value) => value.as_bool().ok_or(Unknown),
            Self::Made(value) => value.as_bool().ok_or(Unknown),
        }
    }

    /// The value in an optional.
    pub(super) fn unwrapped(self) -> Result<Option<Self>, Unknown> {
        match &self {
            Self::Optional(node) => Ok(node.map(Self::Node)),
            Self::Made(Value { data: Data::Optional(optional), .. })
            | Self::Constant(Value { data: Data::Optional(optional), .. }) => {
                Ok(optional.get().map(|value| Self::of(&value)))
            }
            _ => Err(Unknown),
        }
    }

    /// The same as a present optional.
    pub(super) fn wrapped(self) -> Self {
        match self {
            Self::Node(node) => Self::Optional(Some(node)),
            other => {
                let value = other.into_value();
                let origin = value.origin;
                Self::Made(Value { data: Data::Optional(Optional::from(value)), origin })
            }
        }
    }
}
