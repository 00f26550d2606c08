//! Equality of values as JSON Schema has it (numbers by value, keys in any order), without converting a document.
//! Knows nodes and JSON values; must not know keywords.
//!
//! INVARIANT: recursion is bounded by `Limits::depth`, which the parser holds.

use std::hash::{BuildHasher, DefaultHasher, Hash, Hasher, RandomState};

use jsonschema::json::cmp::equal_numbers;
use serde_json::Value as Json;

use super::json::{entry_named, key_name, text};
use super::number::Number;
use crate::yaml::{Kind, Node};

/// Up to this many elements are compared with each other; more are hashed first.
const COMPARED_PAIRWISE: usize = 16;

/// True if the node is the value that a schema names.
pub(super) fn equals_json(node: Node<'_>, expected: &Json) -> bool {
    match expected {
        Json::Null => node.kind() == Kind::Null,
        Json::Bool(value) => node.as_bool() == Some(*value),
        Json::Number(value) => Number::of(node).is_some_and(|number| equal_numbers(&number, value)),
        Json::String(value) => text(node) == Some(value),
        Json::Array(values) => {
            node.kind() == Kind::Sequence
                && node.len() == values.len()
                && node.items().zip(values).all(|(item, value)| equals_json(item, value))
        }
        Json::Object(members) => {
            node.kind() == Kind::Mapping
                && node.len() == members.len()
                && members.iter().all(|(name, value)| {
                    entry_named(node, name).is_some_and(|entry| equals_json(entry.value, value))
                })
        }
    }
}

/// True if both nodes are the same value.
pub(super) fn same_value(one: Node<'_>, other: Node<'_>) -> bool {
    if one == other {
        return true;
    }
    if let (Some(one), Some(other)) = (text(one), text(other)) {
        return one == other;
    }
    if let (Some(one), Some(other)) = (Number::of(one), Number::of(other)) {
        return one.equals(&other);
    }
    if one.kind() != other.kind() || one.len() != other.len() {
        return false;
    }
    match one.kind() {
        Kind::Null => true,
        Kind::Bool => one.as_bool() == other.as_bool(),
        Kind::Sequence => one.items().zip(other.items()).all(|(one, other)| same_value(one, other)),
        Kind::Mapping => one.entries().all(|entry| {
            let found = entry_named(other, key_name(entry.key));
            found.is_some_and(|found| same_value(entry.value, found.value))
        }),
        Kind::Int | Kind::Float | Kind::String => false,
    }
}

/// The first element that repeats an earlier one, after that one; none if all differ.
pub(super) fn first_repetition<'d>(sequence: Node<'d>) -> Option<(Node<'d>, Node<'d>)> {
    let mut items = sequence.items();
    if items.len() <= COMPARED_PAIRWISE {
        return items.enumerate().find_map(|(index, item)| {
            let earlier = sequence.items().take(index).find(|earlier| same_value(*earlier, item))?;
            Some((earlier, item))
        });
    }
    let state = RandomState::new();
    let mut seen = std::collections::HashMap::<u64, Vec<Node<'d>>>::new();
    items.find_map(|item| {
        let alike = seen.entry(hash(item, &state)).or_default();
        let earlier = alike.iter().find(|earlier| same_value(**earlier, item)).copied();
        alike.push(item);
        Some((earlier?, item))
    })
}

/// A hash that equal values share.
fn hash(node: Node<'_>, state: &RandomState) -> u64 {
    let mut hasher: DefaultHasher = state.build_hasher();
    if let Some(number) = Number::of(node) {
        number.hash(&mut hasher);
    } else if let Some(text) = text(node) {
        text.hash(&mut hasher);
    } else {
        node.as_bool().hash(&mut hasher);
        node.len().hash(&mut hasher);
        node.items().for_each(|item| hash(item, state).hash(&mut hasher));
        // Added up, because the order of keys does not count.
        let entries =
            node.entries().map(|entry| state.hash_one((key_name(entry.key), hash(entry.value, state))));
        entries.fold(0_u64, u64::wrapping_add).hash(&mut hasher);
    }
    hasher.finish()
}
