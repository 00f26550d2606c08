//! Where in a document something is wrong: from the path that the validator gives to a node, its key, and the span to
//! underline. Knows documents; must not know what is wrong there.

use super::json::{entry_named, key_name};
use crate::text::Span;
use crate::yaml::{Kind, Node};

/// A value of a document and how it was reached.
#[derive(Clone, Copy)]
pub(super) struct Site<'d> {
    pub(super) node: Node<'d>,
    /// The key of the value, if it is not the root or an element of a list.
    pub(super) key: Option<Node<'d>>,
    pub(super) is_element: bool,
}

impl<'d> Site<'d> {
    /// The value at a JSON Pointer. None if a key on the way is written twice: the parser has reported it, and which
    /// value was meant is unknown.
    pub(super) fn at(root: Node<'d>, pointer: &str) -> Option<Self> {
        let mut site = Self { node: root, key: None, is_element: false };
        for token in pointer.split('/').skip(1) {
            site = site.child(&token.replace("~1", "/").replace("~0", "~"))?;
        }
        Some(site)
    }

    fn child(self, name: &str) -> Option<Self> {
        if self.node.kind() == Kind::Sequence {
            let node = self.node.items().nth(name.parse().ok()?)?;
            return Some(Self { node, key: None, is_element: true });
        }
        self.entry(name)
    }

    /// The value of a key of this mapping; none if the key is written twice.
    pub(super) fn entry(self, name: &str) -> Option<Self> {
        let entry = entry_named(self.node, name)?;
        let count = self.node.entries().filter(|entry| key_name(entry.key) == name).count();
        (count == 1).then_some(Self { node: entry.value, key: Some(entry.key), is_element: false })
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
