//! Keys of mappings: equal ones are reported, and those that `<<` brings are added.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::Parser;
use crate::yaml::document::{Content, Document, EntryData, NodeId, Slice};
use crate::yaml::messages;

/// Up to so many keys are compared without a hash table.
const FEW_KEYS: usize = 16;

/// A node as a key: equal if the values are, whatever the way they are written. The entries of mappings count in
/// their order. Recursion is bounded by the depth limit, which holds for what aliases lead to as well.
#[derive(Clone, Copy)]
struct Key<'d> {
    document: &'d Document,
    id: NodeId,
}

impl<'d> Key<'d> {
    fn new(document: &'d Document, id: NodeId) -> Self {
        match document.node(id).content {
            Content::Alias(target) => Self { document, id: target },
            _ => Self { document, id },
        }
    }

    fn content(self) -> Content {
        self.document.node(self.id).content
    }

    /// The text, or the digits of an integer that has no other form.
    fn text(self) -> Option<&'d str> {
        match self.content() {
            Content::Borrowed(span) => Some(self.document.source.slice(span)),
            Content::Decoded(span) => self.document.decoded.get(span.range()),
            Content::BigInt => Some(self.document.source.slice(self.document.node(self.id).span)),
            _ => None,
        }
    }

    fn children(self) -> impl Iterator<Item = Key<'d>> {
        let document = self.document;
        let (items, entries) = match self.content() {
            Content::Sequence(slice) => (slice.range(), 0..0),
            Content::Mapping(slice) => (0..0, slice.range()),
            _ => (0..0, 0..0),
        };
        let items = document.items.get(items).unwrap_or(&[]).iter().copied();
        let entries = document.entries.get(entries).unwrap_or(&[]).iter();
        items.chain(entries.flat_map(|entry| [entry.key, entry.value])).map(move |id| Key::new(document, id))
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.id == other.id {
            return true;
        }
        match (self.content(), other.content()) {
            (Content::Borrowed(_) | Content::Decoded(_), Content::Borrowed(_) | Content::Decoded(_))
            | (Content::BigInt, Content::BigInt) => self.text() == other.text(),
            (Content::Null, Content::Null) => true,
            (Content::Bool(a), Content::Bool(b)) => a == b,
            (Content::Int(a), Content::Int(b)) => a == b,
            (Content::Float(a), Content::Float(b)) => a.to_bits() == b.to_bits(),
            (Content::Sequence(a), Content::Sequence(b)) | (Content::Mapping(a), Content::Mapping(b)) => {
                a.length == b.length && self.children().eq(other.children())
            }
            _ => false,
        }
    }
}

impl Eq for Key<'_> {}

impl Hash for Key<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.content() {
            Content::Bool(value) => value.hash(state),
            Content::Int(value) => value.hash(state),
            Content::Float(value) => value.to_bits().hash(state),
            Content::Sequence(slice) | Content::Mapping(slice) => {
                slice.length.hash(state);
                self.children().for_each(|child| child.hash(state));
            }
            _ => self.text().hash(state),
        }
    }
}

impl Parser<'_> {
    /// Reports the keys of a complete mapping that were there before.
    pub(super) fn check_keys(&mut self, slice: Slice) {
        let entries = self.document.entries.get(slice.range()).unwrap_or(&[]);
        let pairs = if entries.len() <= FEW_KEYS {
            equal_among_few(&self.document, entries)
        } else {
            equal_among_many(&self.document, entries)
        };
        for (first, second) in pairs {
            self.report_duplicate(first, second);
        }
    }

    fn report_duplicate(&mut self, first: NodeId, second: NodeId) {
        let document = &self.document;
        let (first, second) = (document.node(first).span, document.node(second).span);
        let key = match document.source.slice(second) {
            "" => "null".to_owned(),
            written => written.lines().next().unwrap_or("").to_owned(),
        };
        if let Some(problem) = self.report(&messages::DUPLICATE_KEY, second, vec![("key", key)]) {
            problem.relate(first, &messages::KEY_WAS_FIRST_HERE);
        }
    }

    /// Adds to a mapping what its `<<` keys bring.
    #[expect(clippy::mutable_key_type, reason = "what a source keeps in a cell is no part of a key")]
    pub(super) fn merge(&mut self, mapping: NodeId, written: Slice) {
        if self.merge_keys.is_empty() {
            return;
        }
        let entries = self.document.entries.get(written.range()).unwrap_or(&[]);
        let (merges, mut effective): (Vec<EntryData>, Vec<EntryData>) =
            entries.iter().partition(|entry| self.merge_keys.binary_search(&entry.key).is_ok());
        if merges.is_empty() {
            return;
        }
        let mut refused = Vec::new();
        let document = &self.document;
        let mut keys: HashSet<Key<'_>> =
            effective.iter().map(|entry| Key::new(document, entry.key)).collect();
        for merge in &merges {
            for source in merge_sources(document, merge.value) {
                let Content::Mapping(slice) = Key::new(document, source).content() else {
                    refused.push(source);
                    continue;
                };
                for entry in document.entries.get(slice.range()).unwrap_or(&[]) {
                    if keys.insert(Key::new(document, entry.key)) {
                        effective.push(EntryData { merge: merge.key, ..*entry });
                    }
                }
            }
        }
        self.replace_entries(mapping, written, &effective);
        for source in refused {
            self.report_merge(source);
        }
    }

    fn replace_entries(&mut self, mapping: NodeId, written: Slice, effective: &[EntryData]) {
        let slice = Slice::between(self.document.entries.len(), effective.len());
        self.document.entries.extend_from_slice(effective);
        self.document.written.push((mapping, written));
        if let Some(node) = self.document.node_mut(mapping) {
            node.content = Content::Mapping(slice);
        }
    }

    fn report_merge(&mut self, source: NodeId) {
        let node = self.document.node(source);
        let span = node.span;
        if matches!(node.content, Content::Null) && self.source.slice(span).starts_with('*') {
            // An alias that stands for nothing was reported as such.
            return;
        }
        let written = self.source.slice(span).lines().next().unwrap_or("").to_owned();
        self.report(&messages::MERGE_OF_NO_MAPPING, span, vec![("value", written)]);
    }
}

/// The nodes that the value of a `<<` names: itself, or the elements of a list.
fn merge_sources(document: &Document, value: NodeId) -> Vec<NodeId> {
    match Key::new(document, value).content() {
        Content::Sequence(slice) => document.items.get(slice.range()).unwrap_or(&[]).to_vec(),
        _ => vec![value],
    }
}

fn equal_among_few(document: &Document, entries: &[EntryData]) -> Vec<(NodeId, NodeId)> {
    let mut pairs = Vec::new();
    let mut seen = 0;
    for (index, entry) in entries.iter().enumerate() {
        let key = Key::new(document, entry.key);
        let bit = entry.mark.bit();
        if seen & bit != 0 {
            let mut earlier = entries.iter().take(index).map(|entry| entry.key);
            let first = earlier.find(|id| Key::new(document, *id) == key);
            pairs.extend(first.map(|first| (first, entry.key)));
        }
        seen |= bit;
    }
    pairs
}

#[expect(clippy::mutable_key_type, reason = "what a source keeps in a cell is no part of a key")]
fn equal_among_many(document: &Document, entries: &[EntryData]) -> Vec<(NodeId, NodeId)> {
    let mut pairs = Vec::new();
    let mut first_of = HashMap::with_capacity(entries.len());
    for entry in entries {
        let first = *first_of.entry(Key::new(document, entry.key)).or_insert(entry.key);
        if first != entry.key {
            pairs.push((first, entry.key));
        }
    }
    pairs
}
