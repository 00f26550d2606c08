//! A node as a `serde_json` value: for schemas, once when they are loaded, and for what the validator keeps in an error.
//! Must not be used to validate: that goes over the nodes themselves.
//!
//! INVARIANT: recursion is bounded by `Limits::depth`, which the parser holds.

use jsonschema::json::JsonNumber;
use serde_json::{Map, Value as Json};

use super::json::{key_name, text};
use super::number::Number;
use crate::yaml::{Kind, Node};

/// The node as JSON; of two equal keys the first counts.
pub(super) fn to_json(node: Node<'_>) -> Json {
    match node.kind() {
        Kind::Null => Json::Null,
        Kind::Bool => Json::Bool(node.as_bool().unwrap_or(false)),
        Kind::Sequence => Json::Array(node.items().map(to_json).collect()),
        Kind::Mapping => {
            let mut members = Map::new();
            for entry in node.entries() {
                members.entry(key_name(entry.key)).or_insert_with(|| to_json(entry.value));
            }
            Json::Object(members)
        }
        Kind::Int | Kind::Float | Kind::String => match Number::of(node) {
            Some(number) => Json::Number(number.to_number().into_owned()),
            None => Json::String(text(node).unwrap_or_default().to_owned()),
        },
    }
}
