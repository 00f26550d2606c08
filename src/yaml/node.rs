//! Reading a document: cheap handles on nodes that see through aliases and merge keys and remember that they did.

use std::hash::{Hash, Hasher};

use super::document::{Content, Document, EntryData, NodeData, NodeId};
use super::key_mark::KeyMark;
use crate::text::Span;

/// A node of a document. Aliases and merge keys are seen through: a handle is always on the value itself, and
/// [`Node::alias`] tells by which detour it was reached.
#[derive(Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document,
    id: NodeId,
    /// The outermost alias or `<<` key on the way here, or `NodeId::NONE`.
    via: NodeId,
}

/// How a node was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A scalar without quotation marks.
    Plain,
    /// `'...'`
    SingleQuoted,
    /// `"..."`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets.
    Flow,
}

/// The type of a value by the core schema of YAML 1.2.2, section 10.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Int,
    /// A number with a fraction or an exponent, an infinity or not-a-number.
    Float,
    /// Text.
    String,
    /// A list.
    Sequence,
    /// A map.
    Mapping,
}

/// A value, collections left to [`Node::items`] and [`Node::entries`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'d> {
    /// `null`, `~` or nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// An integer that fits 64 bits with a sign.
    Int(i64),
    /// A larger integer, as written.
    BigInt(&'d str),
    /// A floating-point number.
    Float(f64),
    /// Text, escapes and folding resolved.
    String(&'d str),
    /// A list.
    Sequence,
    /// A map.
    Mapping,
}

/// One entry of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'d> {
    /// The key.
    pub key: Node<'d>,
    /// The value.
    pub value: Node<'d>,
}

impl<'d> Node<'d> {
    /// The node of an id, seen through aliases. `via` is the outermost detour taken so far.
    pub(super) fn resolved(document: &'d Document, id: NodeId, via: NodeId) -> Self {
        match document.node(id).content {
            Content::Alias(target) => {
                let via = if via == NodeId::NONE { id } else { via };
                Self { document, id: target, via }
            }
            _ => Self { document, id, via },
        }
    }

    /// The node of a value, reached by no detour.
    #[inline]
    pub(super) const fn of_value(document: &'d Document, id: NodeId) -> Self {
        Self { document, id, via: NodeId::NONE }
    }

    /// The document.
    #[must_use]
    pub fn document(self) -> &'d Document {
        self.document
    }

    /// The id of the value itself: two aliases of one anchor have the same.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The type of the value.
    #[inline]
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.data().content {
            Content::Null | Content::Alias(_) => Kind::Null,
            Content::Bool(_) => Kind::Bool,
            Content::Int(_) | Content::BigInt => Kind::Int,
            Content::Float(_) => Kind::Float,
            Content::Borrowed(_) | Content::Decoded(_) => Kind::String,
            Content::Sequence(_) => Kind::Sequence,
            Content::Mapping(_) => Kind::Mapping,
        }
    }

    /// The value.
    #[inline]
    #[must_use]
    pub fn value(self) -> Value<'d> {
        match self.data().content {
            Content::Null | Content::Alias(_) => Value::Null,
            Content::Bool(value) => Value::Bool(value),
            Content::Int(value) => Value::Int(value),
            Content::BigInt => Value::BigInt(self.written_text()),
            Content::Float(value) => Value::Float(value),
            Content::Borrowed(span) => Value::String(self.document.source.slice(span)),
            Content::Decoded(span) => Value::String(self.document.decoded.get(span.range()).unwrap_or("")),
            Content::Sequence(_) => Value::Sequence,
            Content::Mapping(_) => Value::Mapping,
        }
    }

    /// The text, if the value is one.
    #[inline]
    #[must_use]
    pub fn as_str(self) -> Option<&'d str> {
        match self.data().content {
            Content::Borrowed(span) => Some(self.document.source.slice(span)),
            Content::Decoded(span) => Some(self.document.decoded.get(span.range()).unwrap_or("")),
            _ => None,
        }
    }

    /// Whether the value is this text, and how many bytes it has; none if it is no text.
    #[must_use]
    pub fn compare_text(self, text: &str) -> Option<(bool, usize)> {
        self.document.text_bytes(self.id).map(|found| (found == text.as_bytes(), found.len()))
    }

    /// The truth value, if the value is one.
    #[inline]
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.data().content {
            Content::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The integer, if the value is one that fits.
    #[inline]
    #[must_use]
    pub fn as_int(self) -> Option<i64> {
        match self.data().content {
            Content::Int(value) => Some(value),
            _ => None,
        }
    }

    /// The bytes where the value is written, tight: no properties, no trailing blank or line break.
    #[must_use]
    pub fn span(self) -> Span {
        self.data().span
    }

    /// The value as it stands in the source.
    #[must_use]
    pub fn written_text(self) -> &'d str {
        self.document.source.slice(self.data().span)
    }

    /// How it was written.
    #[must_use]
    pub fn style(self) -> Style {
        self.data().style
    }

    /// The span of the alias (`*a`) or merge key (`<<`) by which this value was reached, the outermost if several.
    #[must_use]
    pub fn alias(self) -> Option<Span> {
        (self.via != NodeId::NONE).then(|| self.document.node(self.via).span)
    }

    /// True if recovery from a syntax error dropped something of this collection, so that what seems to be missing may
    /// be there.
    #[must_use]
    pub fn is_damaged(self) -> bool {
        self.data().is_damaged
    }

    /// The elements of a sequence, in order; none for other kinds.
    #[must_use]
    pub fn items(self) -> Items<'d> {
        let range = match self.data().content {
            Content::Sequence(slice) => slice.range(),
            _ => 0..0,
        };
        Items { sequence: self, rest: self.document.items.get(range).unwrap_or(&[]).iter() }
    }

    /// The entries of a mapping: those written in it in order, then those that `<<` adds. Of two equal keys both are
    /// here; [`Node::get`] takes the first.
    #[must_use]
    pub fn entries(self) -> Entries<'d> {
        Entries { mapping: self, rest: self.entry_data().iter() }
    }

    /// The value of a text key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<Node<'d>> {
        self.get_entry(key).map(|entry| entry.value)
    }

    /// The entry of a text key.
    #[must_use]
    pub fn get_entry(self, key: &str) -> Option<Entry<'d>> {
        self.entry_called(key, Node::as_key)
    }

    /// The entry of a key that is this text, or another key that `name_of` calls by it.
    pub(crate) fn entry_called(
        self,
        name: &str,
        name_of: impl Fn(Node<'d>) -> Option<&'d str>,
    ) -> Option<Entry<'d>> {
        let document = self.document;
        let mark = KeyMark::of(name.as_bytes());
        let has_name = |entry: &&EntryData| match entry.mark {
            KeyMark::NONE => name_of(Self::resolved(document, entry.key, NodeId::NONE)) == Some(name),
            _ => document.is_key(entry, name, mark),
        };
        self.entry_data().iter().find(has_name).map(|entry| self.entry(entry))
    }

    /// The value under a key that is this text; unlike [`Node::get`] not that under the key `1` for the text `1`.
    #[must_use]
    pub fn field(self, name: &str) -> Option<Node<'d>> {
        self.step(name, KeyMark::of(name.as_bytes())).map(|(value, _)| value)
    }

    /// The value under a key that is this text and has this mark, as [`Node::field`] gives it, and the number of entries
    /// of the mapping.
    #[inline]
    #[must_use]
    pub fn step(self, name: &str, mark: KeyMark) -> Option<(Node<'d>, usize)> {
        let document = self.document;
        let entries = self.entry_data();
        let entry = entries.iter().find(|entry| document.is_key(entry, name, mark))?;
        let via = if self.via == NodeId::NONE { entry.merge } else { self.via };
        Some((Self::resolved(document, entry.value, via), entries.len()))
    }

    /// The number of elements or entries; zero for scalars.
    #[inline]
    #[must_use]
    pub fn len(self) -> usize {
        match self.data().content {
            Content::Sequence(slice) | Content::Mapping(slice) => slice.length as usize,
            _ => 0,
        }
    }

    /// True for a scalar or a collection that holds nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The text of a scalar used as a key: that of a string, or of another scalar as written (`1: a` has the key `1`).
    #[must_use]
    pub fn as_key(self) -> Option<&'d str> {
        self.as_str().or_else(|| match self.kind() {
            Kind::Sequence | Kind::Mapping => None,
            _ => Some(self.written_text()),
        })
    }

    #[inline]
    pub(super) fn data(self) -> &'d NodeData {
        self.document.node(self.id)
    }

    pub(super) fn via(self) -> NodeId {
        self.via
    }

    fn entry_data(self) -> &'d [EntryData] {
        match self.data().content {
            Content::Mapping(slice) => self.document.entries.get(slice.range()).unwrap_or(&[]),
            _ => &[],
        }
    }

    fn entry(self, entry: &EntryData) -> Entry<'d> {
        let via = if self.via == NodeId::NONE { entry.merge } else { self.via };
        Entry {
            key: Self::resolved(self.document, entry.key, via),
            value: Self::resolved(self.document, entry.value, via),
        }
    }
}

/// The elements of a sequence, see [`Node::items`].
#[derive(Clone)]
pub struct Items<'d> {
    sequence: Node<'d>,
    rest: std::slice::Iter<'d, NodeId>,
}

impl<'d> Iterator for Items<'d> {
    type Item = Node<'d>;

    fn next(&mut self) -> Option<Node<'d>> {
        self.nth(0)
    }

    fn nth(&mut self, index: usize) -> Option<Node<'d>> {
        let id = self.rest.nth(index)?;
        Some(Node::resolved(self.sequence.document, *id, self.sequence.via))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl ExactSizeIterator for Items<'_> {}

/// The entries of a mapping, see [`Node::entries`].
#[derive(Clone)]
pub struct Entries<'d> {
    mapping: Node<'d>,
    rest: std::slice::Iter<'d, EntryData>,
}

impl<'d> Iterator for Entries<'d> {
    type Item = Entry<'d>;

    fn next(&mut self) -> Option<Entry<'d>> {
        self.rest.next().map(|entry| self.mapping.entry(entry))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rest.size_hint()
    }
}

impl ExactSizeIterator for Entries<'_> {}

impl PartialEq for Node<'_> {
    /// The same node of the same document.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl Hash for Node<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self.document, state);
        self.id.hash(state);
    }
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Node({:?} {:?})", self.id.0, self.written_text())
    }
}
