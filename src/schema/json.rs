//! Our nodes as the JSON that `jsonschema` validates, without a copy: its `Json`, `Node`, `Object` and `Array` traits.
//! Knows how YAML reads as JSON; must not know what any keyword means.
//!
//! What JSON does not have:
//! - A key that is not text is named by how it is written (`1: a` has the key `1`, `[a, b]: c` the key `[a, b]`).
//! - `.nan` and `.inf` are no JSON numbers; they count as the text that they are written with.
//! - Of two equal keys `get` finds the first; the parser has reported the second.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{self, NodeIdentity};
use serde_json::Value as Json;

use super::budget::Budget;
use super::convert::to_json;
use super::equality::{equals_json, first_repetition};
use super::number::Number;
use crate::yaml::{Entries, Entry, Items, Kind, Node};

/// Bytes of a document that are copied at the price of one read.
const BYTES_PER_READ: u32 = 16;

/// The representation: YAML documents of ours.
pub(super) struct Yaml;

/// One JSON value, and how much of the document may still be read.
#[derive(Clone, Copy)]
pub(super) struct Instance<'d> {
    value: Read<'d>,
    budget: Option<&'d Budget>,
}

/// A node, or the name of a key where `propertyNames` asks about names.
#[derive(Clone, Copy)]
enum Read<'d> {
    Node(Node<'d>),
    Name(&'d str),
}

/// A mapping.
#[derive(Clone, Copy)]
pub(super) struct Object<'d>(Node<'d>, Option<&'d Budget>);

/// A sequence.
#[derive(Clone, Copy)]
pub(super) struct Array<'d>(Node<'d>, Option<&'d Budget>);

impl<'d> Instance<'d> {
    /// A node that may be read as often as the validator likes.
    pub(super) fn of(node: Node<'d>) -> Self {
        Self { value: Read::Node(node), budget: None }
    }

    /// A node that is read up to a budget; after that its collections seem to be none.
    pub(super) fn within(node: Node<'d>, budget: &'d Budget) -> Self {
        Self { value: Read::Node(node), budget: Some(budget) }
    }

    fn child(node: Node<'d>, budget: Option<&'d Budget>) -> Self {
        Self { value: Read::Node(node), budget }
    }

    fn node(&self) -> Option<Node<'d>> {
        match self.value {
            Read::Node(node) => Some(node),
            Read::Name(_) => None,
        }
    }

    /// The node, if it is a collection of this kind and the budget allows to read it.
    fn collection(&self, kind: Kind) -> Option<Node<'d>> {
        let node = self.node().filter(|node| node.kind() == kind)?;
        self.budget.is_none_or(|budget| budget.spend(1)).then_some(node)
    }
}

/// The entries of a mapping, as JSON wants them.
pub(super) struct Members<'d>(Entries<'d>, Option<&'d Budget>);

impl<'d> Iterator for Members<'d> {
    type Item = (&'d str, Instance<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|entry| (key_name(entry.key), Instance::child(entry.value, self.1)))
    }
}

/// The elements of a sequence, as JSON wants them.
pub(super) struct Elements<'d>(Items<'d>, Option<&'d Budget>);

impl<'d> Iterator for Elements<'d> {
    type Item = Instance<'d>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|item| Instance::child(item, self.1))
    }
}

/// The name by which JSON knows a key.
pub(super) fn key_name<'d>(key: Node<'d>) -> &'d str {
    key.as_key().unwrap_or_else(|| key.written_text())
}

/// The first entry with a key of this name.
pub(super) fn entry_named<'d>(mapping: Node<'d>, name: &str) -> Option<Entry<'d>> {
    mapping.entry_called(name, |key| Some(key_name(key)))
}

/// The text that the value is in JSON, if it is one there.
pub(super) fn text<'d>(node: Node<'d>) -> Option<&'d str> {
    let is_none_of_json = || node.kind() == Kind::Float && Number::of(node).is_none();
    node.as_str().or_else(|| is_none_of_json().then(|| node.written_text()))
}

/// The type that the value has in JSON; all numbers are `Number`.
pub(super) fn json_type(node: Node<'_>) -> JsonType {
    match node.kind() {
        Kind::Null => JsonType::Null,
        Kind::Bool => JsonType::Boolean,
        Kind::Int => JsonType::Number,
        Kind::Float if Number::of(node).is_some() => JsonType::Number,
        Kind::Float | Kind::String => JsonType::String,
        Kind::Sequence => JsonType::Array,
        Kind::Mapping => JsonType::Object,
    }
}

impl json::Json for Yaml {
    type Node<'a> = Instance<'a>;
    type PreparedKey = Box<str>;
    type StringBuffer = ();

    // A lookup reads the keys in order, so one pass over them is cheaper than two lookups.
    const KEYS_PER_LOOKUP: usize = 8;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> Box<str> {
        Box::from(key)
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(Instance<'_>) -> T) -> T {
        f(Instance { value: Read::Name(string), budget: None })
    }
}

impl<'d> json::Node<'d, Yaml> for Instance<'d> {
    type Object = Object<'d>;
    type Array = Array<'d>;
    type Number = Number<'d>;

    fn as_object(&self) -> Option<Object<'d>> {
        self.collection(Kind::Mapping).map(|node| Object(node, self.budget))
    }

    fn as_array(&self) -> Option<Array<'d>> {
        self.collection(Kind::Sequence).map(|node| Array(node, self.budget))
    }

    fn as_string(&self) -> Option<Cow<'d, str>> {
        match self.value {
            Read::Node(node) => text(node).map(Cow::Borrowed),
            Read::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Number<'d>> {
        Number::of(self.node()?)
    }

    fn as_boolean(&self) -> Option<bool> {
        self.node()?.as_bool()
    }

    fn is_null(&self) -> bool {
        self.node().is_some_and(|node| node.kind() == Kind::Null)
    }

    fn json_type(&self) -> JsonType {
        self.node().map_or(JsonType::String, json_type)
    }

    fn string_length(&self) -> Option<u64> {
        self.as_string().map(|text| text.chars().count() as u64)
    }

    fn string_length_within(&self, least: u64, most: u64) -> Option<bool> {
        let text = self.as_string()?;
        // A character takes one to four bytes, which often decides without counting.
        let (fewest, bytes) = (text.len().div_ceil(4) as u64, text.len() as u64);
        if bytes < least || fewest > most {
            return Some(false);
        }
        let is_decided = least <= fewest && bytes <= most;
        Some(is_decided || (least..=most).contains(&(text.chars().count() as u64)))
    }

    fn equals_value(&self, expected: &Json) -> bool {
        match self.value {
            Read::Node(node) => equals_json(node, expected),
            Read::Name(name) => expected.as_str() == Some(name),
        }
    }

    fn to_value(&self) -> Cow<'d, Json> {
        Cow::Owned(match self.value {
            Read::Node(node) => {
                // The copy is as large as what is written. It is made in any case: the validator looks into that of the
                // root and relies on what it finds.
                let cost = u64::from(node.span().len() / BYTES_PER_READ);
                self.budget.inspect(|budget| _ = budget.spend(cost));
                to_json(node)
            }
            Read::Name(name) => Json::from(name),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        let node = self.node()?;
        let address = std::ptr::from_ref(node.document()) as usize;
        // INVARIANT: a document has fewer than 2^32 nodes (`Limits::nodes` is a `u32`).
        Some(NodeIdentity::tagged(address, u32::try_from(node.id().index()).unwrap_or(u32::MAX)))
    }
}

impl<'d> json::Object<'d, Yaml> for Object<'d> {
    type Node = Instance<'d>;
    type MemberName = &'d str;
    type MembersIter = Members<'d>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &Box<str>) -> Option<Instance<'d>> {
        entry_named(self.0, key).map(|entry| Instance::child(entry.value, self.1))
    }

    fn members(&self) -> Members<'d> {
        Members(self.0.entries(), self.1)
    }
}

impl<'d> json::Array<'d, Yaml> for Array<'d> {
    type Node = Instance<'d>;
    type ElementsIter = Elements<'d>;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn elements(&self) -> Elements<'d> {
        Elements(self.0.items(), self.1)
    }

    fn is_unique(&self) -> bool {
        first_repetition(self.0).is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jsonschema::json::{Json as _, JsonNumber, Node as _, conformance};

    use super::*;
    use crate::text::Source;
    use crate::yaml::{Document, Limits, parse};

    fn document(text: &str) -> Document {
        let stream = parse(&Arc::new(Source::new("a.yaml", text.to_owned())), &Limits::default());
        stream.documents.into_iter().next().unwrap()
    }

    #[test]
    fn our_nodes_keep_the_contract_of_the_validator() {
        let document = document(&conformance::document().to_string());
        conformance::assert_conformance::<Yaml>(&Instance::of(document.root()));
    }

    #[test]
    fn numbers_are_what_json_makes_of_them() {
        let rows = [
            ("7", "7", true),
            ("-7", "-7", true),
            ("0x10", "16", true),
            ("18446744073709551615", "18446744073709551615", true),
            ("0xffffffffffffffff", "18446744073709551615", true),
            ("18446744073709551616", "18446744073709552000.0", true),
            ("1.0", "1.0", true),
            ("1.5", "1.5", false),
            ("1e400", "1.7976931348623157e308", true),
        ];
        for (text, json, is_integer) in rows {
            let document = document(text);
            let number = Instance::of(document.root()).as_number().unwrap();
            assert_eq!(
                number.to_number().to_string(),
                json.parse::<serde_json::Number>().unwrap().to_string()
            );
            assert_eq!(number.is_integer(), is_integer, "{text}");
        }
        for text in [".inf", "-.inf", ".nan"] {
            let document = document(text);
            let node = Instance::of(document.root());
            assert!(node.as_number().is_none(), "{text}");
            assert_eq!(node.as_string().as_deref(), Some(text));
        }
    }

    #[test]
    fn a_key_that_is_not_text_has_the_name_it_is_written_with() {
        let document = document("1: a\ntrue: b\n? [x, y]\n: c\n");
        let object = Instance::of(document.root()).as_object().unwrap();
        for (name, value) in [("1", "a"), ("true", "b"), ("[x, y]", "c")] {
            let found = json::Object::get(&object, &Yaml::prepare_key(name)).unwrap();
            assert_eq!(found.as_string().as_deref(), Some(value), "{name}");
        }
    }

    #[test]
    fn a_key_that_an_alias_stands_for_has_its_name() {
        let document = document("a: {&k name: 1, ? &l [x, y] : 2}\nb: {*k : c, *l : d}\n");
        let second = Instance::of(document.root().field("b").unwrap()).as_object().unwrap();
        for (name, value) in [("name", "c"), ("[x, y]", "d")] {
            let found = json::Object::get(&second, &Yaml::prepare_key(name)).unwrap();
            assert_eq!(found.as_string().as_deref(), Some(value), "{name}");
        }
    }
}
