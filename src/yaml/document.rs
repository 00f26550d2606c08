//! One document as an arena: all nodes in one vector, children as ranges of another. Read through [`Node`] handles.
//!
//! INVARIANT: an alias never leads to a node that holds it, so every walk over a document ends.

use std::sync::Arc;

use super::decode::Block;
use super::key_mark::KeyMark;
use super::node::{Node, Style};
use super::problem::Problem;
use crate::text::{Source, Span};

/// The index of a node in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index as a number, for tables that are kept beside a document.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a text holds: its documents in order, and what is wrong with it.
#[derive(Debug)]
pub struct Stream {
    /// The documents, at least one unless the text is empty or unreadable.
    pub documents: Vec<Document>,
    /// Syntax errors, duplicate keys, limits, ambiguous scalars, in order of their place.
    pub problems: Vec<Problem>,
}

impl Stream {
    /// The index of the document in which a byte stands: what stands before the value of a document belongs to the one
    /// before, if there is one. None if there are no documents.
    #[must_use]
    pub fn document_at(&self, offset: u32) -> Option<usize> {
        let begins_before = |document: &Document| document.root().span().start() <= offset;
        (!self.documents.is_empty()).then(|| self.documents.iter().rposition(begins_before).unwrap_or(0))
    }
}

/// One document of a stream.
#[derive(Debug)]
pub struct Document {
    pub(super) source: Arc<Source>,
    pub(super) index: usize,
    pub(super) nodes: Vec<NodeData>,
    pub(super) entries: Vec<EntryData>,
    pub(super) items: Vec<NodeId>,
    /// Decoded text of scalars that do not stand in the source as they read.
    pub(super) decoded: String,
    pub(super) properties: Vec<PropertyData>,
    /// The entries of merging mappings as written; `NodeData` then holds the effective ones.
    pub(super) written: Vec<(NodeId, Slice)>,
    pub(super) comments: Vec<Span>,
    /// Plain scalars that tools of YAML 1.1 read as another value.
    pub(super) ambiguous: Vec<NodeId>,
    /// The lines of block scalars, by node in ascending order.
    pub(super) blocks: Vec<(NodeId, Block)>,
    pub(super) root: NodeId,
    /// The document begins with `---`.
    pub(super) has_start_marker: bool,
    /// The document ends with `...`.
    pub(super) has_end_marker: bool,
    /// A syntax error was met in it, or before it in the stream.
    pub(super) has_errors: bool,
}

#[derive(Debug)]
pub(super) struct NodeData {
    /// Tight: without properties, trailing blanks and line breaks.
    pub(super) span: Span,
    pub(super) content: Content,
    pub(super) parent: NodeId,
    /// Index into `properties` plus one; zero for none.
    pub(super) property: u32,
    pub(super) style: Style,
    /// Recovery from a syntax error dropped something of this collection.
    pub(super) is_damaged: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    Null,
    Bool(bool),
    Int(i64),
    /// An integer outside `i64`; its digits are the text of the span.
    BigInt,
    Float(f64),
    /// Text at this range of the source.
    Borrowed(Span),
    /// Text at this range of `Document::decoded`.
    Decoded(Span),
    Sequence(Slice),
    Mapping(Slice),
    Alias(NodeId),
}

/// A run of `entries` (for a mapping) or `items` (for a sequence).
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) start: u32,
    pub(super) length: u32,
}

impl Slice {
    pub(super) fn between(start: usize, length: usize) -> Self {
        let bound = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { start: bound(start), length: bound(length) }
    }

    pub(super) const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..(self.start + self.length) as usize
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct EntryData {
    pub(super) key: NodeId,
    pub(super) value: NodeId,
    /// The `<<` key that brought this entry here, or `NodeId::NONE`.
    pub(super) merge: NodeId,
    /// That of the key, once the mapping is complete.
    pub(super) mark: KeyMark,
}

impl EntryData {
    /// An entry of a mapping that is being read.
    pub(super) const fn new(key: NodeId, value: NodeId) -> Self {
        Self { key, value, merge: NodeId::NONE, mark: KeyMark::NONE }
    }
}

/// Anchor and tag of a node, as written (`&a`, `!!str`).
#[derive(Clone, Debug, Default)]
pub(super) struct PropertyData {
    pub(super) anchor: Option<Span>,
    pub(super) tag: Option<Span>,
    /// The tag with its handle resolved; set if `tag` is.
    pub(super) resolved_tag: Option<String>,
}

impl Document {
    /// An empty document with room for what stands in so many lines, mostly.
    pub(super) fn new(source: &Arc<Source>, index: usize, lines: usize) -> Self {
        Self {
            source: Arc::clone(source),
            index,
            nodes: Vec::with_capacity(lines * 9 / 4),
            entries: Vec::with_capacity(lines),
            items: Vec::with_capacity(lines / 4),
            decoded: String::new(),
            properties: Vec::new(),
            written: Vec::new(),
            comments: Vec::new(),
            ambiguous: Vec::new(),
            blocks: Vec::new(),
            root: NodeId::NONE,
            has_start_marker: false,
            has_end_marker: false,
            has_errors: false,
        }
    }

    /// The source that holds the document.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The place of the document in its stream, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// True if no syntax error was met, in it or before it in its stream: nothing of it is lost.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.has_errors
    }

    /// The root node; a null at the place where a value would stand if the document is empty.
    #[must_use]
    pub fn root(&self) -> Node<'_> {
        Node::resolved(self, self.root, NodeId::NONE)
    }

    /// The comments from `#` to the end of their line, in order.
    #[must_use]
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// How many nodes there are; every [`NodeId::index`] is below it.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes, in no particular order; an alias as the value that it stands for.
    pub fn every_node(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.nodes.len()).map(|index| Node::resolved(self, NodeId::at(index), NodeId::NONE))
    }

    /// The node of an id of this document.
    #[must_use]
    pub fn node_at(&self, id: NodeId) -> Node<'_> {
        Node::resolved(self, id, NodeId::NONE)
    }

    /// The node of an id that [`Node::id`] gave, which is never that of an alias: there is nothing to be seen through.
    #[inline]
    #[must_use]
    pub fn value_at(&self, id: NodeId) -> Node<'_> {
        Node::of_value(self, id)
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> Option<&mut NodeData> {
        self.nodes.get_mut(id.index())
    }

    /// Makes `child` a child of `parent`. Returns where it ends.
    pub(super) fn adopt(&mut self, parent: NodeId, child: NodeId) -> u32 {
        self.node_mut(child).map_or(0, |node| {
            node.parent = parent;
            node.span.end()
        })
    }

    /// The bytes of a scalar that is a text, or of the one that an alias stands for.
    #[inline]
    pub(super) fn text_bytes(&self, id: NodeId) -> Option<&[u8]> {
        let content = match self.node(id).content {
            Content::Alias(target) => self.node(target).content,
            own => own,
        };
        match content {
            Content::Borrowed(span) => self.source.text().as_bytes().get(span.range()),
            Content::Decoded(span) => self.decoded.as_bytes().get(span.range()),
            _ => None,
        }
    }

    /// True if the key of an entry is this text, which has this mark.
    #[inline]
    pub(super) fn is_key(&self, entry: &EntryData, name: &str, mark: KeyMark) -> bool {
        entry.mark == mark && (mark.is_whole() || self.text_bytes(entry.key) == Some(name.as_bytes()))
    }

    #[inline]
    pub(super) fn node(&self, id: NodeId) -> &NodeData {
        const NOWHERE: &NodeData = &NodeData {
            span: Span::empty(0),
            content: Content::Null,
            parent: NodeId::NONE,
            property: 0,
            style: Style::Plain,
            is_damaged: false,
        };
        self.nodes.get(id.index()).unwrap_or(NOWHERE)
    }
}
