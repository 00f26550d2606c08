//! The keys under which documents meet, exact while documents are at hand and as a digest between the passes.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::expr::{Data, Read, Value};
use crate::yaml::Node;

/// Most documents of a group that each of its documents is held against, so that the work stays linear however many
/// share a key: the first, by path.
pub(super) const WITNESSES: usize = 32;

/// The value of `group`, or one element of it: equal values of one kind are equal keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::check) struct Key {
    kind: &'static str,
    text: String,
}

/// A key of a document and where it was read.
#[derive(Clone, Debug)]
pub(in crate::check) struct Keyed<'d> {
    pub(in crate::check) key: Key,
    pub(in crate::check) read: Option<Read<'d>>,
}

/// One document of a group.
#[derive(Clone, Debug)]
pub(in crate::check) struct Peer<'d> {
    pub(in crate::check) root: Node<'d>,
    /// Where it has the key.
    pub(in crate::check) read: Option<Read<'d>>,
}

/// The documents with each key of a rule, in the order in which they were added.
#[derive(Debug, Default)]
pub(in crate::check) struct Peers<'d> {
    by_key: HashMap<Key, Vec<Peer<'d>>>,
}

/// The place of a rule in a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::check) struct RuleIndex {
    pub(in crate::check) pack: usize,
    pub(in crate::check) rule: usize,
}

/// What the ordinary pass remembers of one key of one document: a few numbers, whatever the size of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    pub(in crate::check) rule: RuleIndex,
    /// Equal for equal keys. Where different keys have one by chance, the second pass tells them apart.
    pub(in crate::check) digest: u64,
    /// The number of the document in its stream, from 0.
    pub(in crate::check) document: usize,
}

impl Key {
    /// The keys that a value of `group` means: each element of a list is one; null, an empty text and an absent
    /// value are none.
    pub(in crate::check) fn all(value: &Value<'_>) -> Vec<Self> {
        if value.as_str().is_some() {
            return Self::one(value).into_iter().collect();
        }
        let Some(value) = present(value) else { return Vec::new() };
        let elements = value.elements().unwrap_or_else(|| vec![value]);
        let mut keys: Vec<Self> = elements.iter().filter_map(Self::one).collect();
        if keys.len() > 1 {
            let mut known = HashSet::new();
            keys.retain(|key| known.insert(key.clone()));
        }
        keys
    }

    fn one(value: &Value<'_>) -> Option<Self> {
        if let Some(text) = value.as_str() {
            return Self::of(value, text.to_owned());
        }
        let value = present(value)?;
        Self::of(&value, value.to_text())
    }

    fn of(value: &Value<'_>, text: String) -> Option<Self> {
        (!text.is_empty()).then(|| Self { kind: Self::kind(value), text })
    }

    fn kind(value: &Value<'_>) -> &'static str {
        match value.data() {
            // 1, 1u and 1.0 are equal, and are written alike.
            Data::Int(_) | Data::Uint(_) | Data::Double(_) => "number",
            _ => value.type_name(),
        }
    }

    /// The same for equal keys, on every machine.
    pub(in crate::check) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// The value, or the one in an optional; none if there is none.
fn present<'d>(value: &Value<'d>) -> Option<Value<'d>> {
    let value = match value.data() {
        Data::Optional(optional) => optional.get()?,
        _ => value.clone(),
    };
    (!matches!(value.data(), Data::Null)).then_some(value)
}

impl<'d> Peers<'d> {
    /// Adds a document with its keys; past [`WITNESSES`] of one key the others are left out.
    pub(in crate::check) fn add(&mut self, root: Node<'d>, keys: Vec<Keyed<'d>>) {
        for Keyed { key, read } in keys {
            let members = self.by_key.entry(key).or_default();
            if members.len() < WITNESSES && members.last().is_none_or(|last| last.root != root) {
                members.push(Peer { root, read });
            }
        }
    }

    /// The documents with a key.
    pub(in crate::check) fn members(&self, key: &Key) -> &[Peer<'d>] {
        self.by_key.get(key).map(Vec::as_slice).unwrap_or_default()
    }
}
