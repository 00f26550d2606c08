//! A value that is to be written. Holds no places.

use super::declined::Declined;
use crate::yaml::node::{Kind, Node, Value};

/// A value of the core schema of YAML 1.2.2.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number of any size, as it is written.
    BigInt(String),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    String(String),
    /// A list.
    List(Vec<Self>),
    /// A map, in the order in which it is written.
    Map(Vec<(String, Self)>),
}

impl Data {
    /// The value of a node.
    ///
    /// # Errors
    /// It has keys that are no scalars, is in part an alias, or carries anchors or tags, which a copy would lose.
    pub fn of(node: Node<'_>) -> Result<Self, Declined> {
        let document = node.document();
        if node.alias().is_some() {
            return Err(Declined::Alias);
        }
        if document.node(node.id()).property != 0 {
            return Err(Declined::Anchor);
        }
        Ok(match node.value() {
            Value::Sequence => Self::List(node.items().map(Self::of).collect::<Result<_, _>>()?),
            Value::Mapping => {
                let entry = |entry: crate::yaml::Entry<'_>| {
                    let is_text = entry.key.kind() == Kind::String && entry.key.alias().is_none();
                    let key = entry.key.as_key().filter(|_| is_text).ok_or(Declined::Layout)?;
                    Ok((key.to_owned(), Self::of(entry.value)?))
                };
                Self::Map(node.entries().map(entry).collect::<Result<_, _>>()?)
            }
            _ => Self::of_scalar(node),
        })
    }

    /// The value of a scalar; a collection counts as `null`.
    pub(super) fn of_scalar(node: Node<'_>) -> Self {
        match node.value() {
            Value::Null | Value::Sequence | Value::Mapping => Self::Null,
            Value::Bool(value) => Self::Bool(value),
            Value::Int(value) => Self::Int(value),
            Value::BigInt(digits) => Self::BigInt(digits.to_owned()),
            Value::Float(value) => Self::Float(value),
            Value::String(text) => Self::String(text.to_owned()),
        }
    }

    /// True for a list or a map that holds something.
    pub(super) fn is_filled(&self) -> bool {
        match self {
            Self::List(items) => !items.is_empty(),
            Self::Map(entries) => !entries.is_empty(),
            _ => false,
        }
    }
}
