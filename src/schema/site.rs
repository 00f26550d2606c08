//! Where in a document something is wrong: from the path that the validator gives to a node, its key, and the span to
//! underline. Knows documents; must not know what is wrong there.

use std::collections::HashMap;

use super::json::key_name;
use crate::text::Span;
use crate::yaml::{Entry, Kind, Node, NodeId};

/// Mappings with more keys than this are indexed when they are first asked.
const SEARCHED: usize = 16;

/// The values of a document by their paths. Remembers large mappings, so that a thousand wrong values in one of them
/// are not a million comparisons.
pub(super) struct Sites<'d> {
    root: Node<'d>,
    /// By mapping and the alias that led to it. A key that is written twice has no site.
    indexes: HashMap<(NodeId, Option<Span>), Index<'d>>,
}

type Index<'d> = HashMap<&'d str, Option<Site<'d>>>;

impl<'d> Sites<'d> {
    pub(super) fn of(root: Node<'d>) -> Self {
        Self { root, indexes: HashMap::new() }
    }

    /// The value at a JSON Pointer. None if a key on the way is written twice: the parser has reported it, and which
    /// value was meant is unknown.
    pub(super) fn at(&mut self, pointer: &str) -> Option<Site<'d>> {
        let mut site = Site::root(self.root);
        for token in pointer.split('/').skip(1) {
            let name = token.replace("~1", "/").replace("~0", "~");
            site = if site.node.kind() == Kind::Sequence {
                let node = site.node.items().nth(name.parse().ok()?)?;
                Site { node, key: None, is_element: true }
            } else {
                self.entry(site.node, &name)?
            };
        }
        Some(site)
    }

    /// The value of a key of a mapping; none if the key is written twice.
    pub(super) fn entry(&mut self, mapping: Node<'d>, name: &str) -> Option<Site<'d>> {
        if mapping.len() <= SEARCHED {
            let mut found = mapping.entries().filter(|entry| key_name(entry.key) == name);
            let entry = found.next()?;
            return found.next().is_none().then(|| Site::of_entry(entry));
        }
        let index = self.indexes.entry((mapping.id(), mapping.alias())).or_insert_with(|| index(mapping));
        index.get(name).copied().flatten()
    }
}

fn index<'d>(mapping: Node<'d>) -> Index<'d> {
    let mut index = HashMap::new();
    for entry in mapping.entries() {
        let site = index.entry(key_name(entry.key));
        site.and_modify(|site| *site = None).or_insert_with(|| Some(Site::of_entry(entry)));
    }
    index
}

/// A value of a document and how it was reached.
#[derive(Clone, Copy)]
pub(super) struct Site<'d> {
    pub(super) node: Node<'d>,
    /// The key of the value, if it is not the root or an element of a list.
    pub(super) key: Option<Node<'d>>,
    pub(super) is_element: bool,
}

impl<'d> Site<'d> {
    /// A value by itself.
    pub(super) fn root(node: Node<'d>) -> Self {
        Self { node, key: None, is_element: false }
    }

    pub(super) fn of_entry(entry: Entry<'d>) -> Self {
        Self { node: entry.value, key: Some(entry.key), is_element: false }
    }

    /// What to underline for a wrong value: the value on one line; where nothing is written, its key.
    pub(super) fn value_place(self) -> Span {
        let place = self.node.place();
        if place.is_empty() { self.handle() } else { place }
    }

    /// What to underline for something that the value lacks: its key; in the root and in elements of lists the first key
    /// there.
    pub(super) fn handle(self) -> Span {
        match self.key {
            Some(key) => key.place(),
            None => self.node.handle(),
        }
    }

    /// What to underline for a wrong key.
    pub(super) fn key_place(self) -> Span {
        self.key.map_or_else(|| self.value_place(), Node::place)
    }

    /// The name of the key, if there is one.
    pub(super) fn name(self) -> Option<&'d str> {
        self.key.map(key_name)
    }
}
