//! Reading values: as the types of the host, by element, by key, by type name.

use super::{Data, List, Map, Value};
use crate::expr::value::compare::equal;

impl<'d> Value<'d> {
    /// The truth value, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        match self.data {
            Data::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    #[must_use]
    pub fn elements(&self) -> Option<Vec<Self>> {
        match &self.data {
            Data::List(list) => Some((0..list.len()).filter_map(|index| list.get(index)).collect()),
            _ => None,
        }
    }

    /// The name of its type, as `type(value)` prints it.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match &self.data {
            Data::Null => "null_type",
            Data::Bool(_) => "bool",
            Data::Int(_) => "int",
            Data::Uint(_) => "uint",
            Data::Double(_) => "double",
            Data::String(_) => "string",
            Data::Bytes(_) => "bytes",
            Data::List(_) => "list",
            Data::Map(_) => "map",
            Data::Timestamp(_) => "google.protobuf.Timestamp",
            Data::Duration(_) => "google.protobuf.Duration",
            Data::Type(_) => "type",
            Data::Optional(_) => "optional_type",
            Data::Object(object) => object.type_name(),
        }
    }
}

impl<'d> List<'d> {
    /// The number of elements.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Node(node) => node.len(),
            Self::Built(elements) => elements.len(),
        }
    }

    /// True if there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at `index`, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Value<'d>> {
        match self {
            Self::Node(node) => node.items().nth(index).map(Value::from_node),
            Self::Built(elements) => elements.get(index).cloned(),
        }
    }

    /// Visits the elements in order, until `visit` returns an error.
    ///
    /// # Errors
    /// The first error of `visit`.
    pub fn try_each<E>(&self, mut visit: impl FnMut(Value<'d>) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Node(node) => node.items().map(Value::from_node).try_for_each(visit),
            Self::Built(elements) => elements.iter().try_for_each(|element| visit(element.clone())),
        }
    }

    /// The elements in order.
    #[must_use]
    pub fn to_vec(&self) -> Vec<Value<'d>> {
        let mut elements = Vec::with_capacity(self.len());
        self.append_to(&mut elements);
        elements
    }

    /// Adds the elements to others, in order.
    pub(in crate::expr) fn append_to(&self, elements: &mut Vec<Value<'d>>) {
        match self {
            Self::Node(node) => elements.extend(node.items().map(Value::from_node)),
            Self::Built(own) => elements.extend_from_slice(own),
        }
    }
}

impl<'d> Map<'d> {
    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Node(node) => node.len(),
            Self::Built(entries) => entries.len(),
        }
    }

    /// True if there are no entries.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a text key.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<Value<'d>> {
        match self {
            Self::Node(node) => node.field(name).map(Value::from_node),
            Self::Built(entries) => {
                let entry = entries.iter().find(|(key, _)| key.as_str() == Some(name));
                entry.map(|(_, value)| value.clone())
            }
        }
    }

    /// The value of a key; numbers of different types are the same key if they are equal.
    #[must_use]
    pub fn get(&self, key: &Value<'_>) -> Option<Value<'d>> {
        if let Some(name) = key.as_str() {
            return self.field(name);
        }
        match self {
            Self::Node(node) => {
                let entry = node.entries().find(|entry| equal(&Value::from_node(entry.key), key));
                entry.map(|entry| Value::from_node(entry.value))
            }
            Self::Built(entries) => {
                entries.iter().find(|(known, _)| equal(known, key)).map(|(_, value)| value.clone())
            }
        }
    }

    /// Visits the entries in order, until `visit` returns an error.
    ///
    /// # Errors
    /// The first error of `visit`.
    pub fn try_each<E>(&self, mut visit: impl FnMut(Value<'d>, Value<'d>) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Node(node) => node
                .entries()
                .try_for_each(|entry| visit(Value::from_node(entry.key), Value::from_node(entry.value))),
            Self::Built(entries) => {
                entries.iter().try_for_each(|(key, value)| visit(key.clone(), value.clone()))
            }
        }
    }

    /// The entries in order.
    #[must_use]
    pub fn to_vec(&self) -> Vec<(Value<'d>, Value<'d>)> {
        match self {
            Self::Node(node) => node
                .entries()
                .map(|entry| (Value::from_node(entry.key), Value::from_node(entry.value)))
                .collect(),
            Self::Built(entries) => entries.to_vec(),
        }
    }
}
