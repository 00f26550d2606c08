//! Putting nodes into the arena: scalars typed by their style and tag, collections with their children.

use super::properties::Properties;
use super::{Lost, Parsed, Parser};
use crate::text::Span;
use crate::yaml::decode;
use crate::yaml::document::{Content, Document, EntryData, NodeData, NodeId, Slice};
use crate::yaml::key_mark::KeyMark;
use crate::yaml::messages;
use crate::yaml::node::Style;
use crate::yaml::resolve::{self, TagKind};

/// A scalar that was scanned and has no node yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scalar {
    /// With its quotation marks.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) style: Style,
    /// The text is not that of the source: it has escapes or goes over lines.
    pub(super) is_encoded: bool,
    pub(super) is_long: bool,
    /// The scan went on to the next content of the document.
    pub(super) is_finished: bool,
}

/// What may be a value or a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Token {
    Scalar(Scalar),
    Alias {
        start: usize,
        end: usize,
    },
    /// A flow collection.
    Node {
        node: NodeId,
        is_long: bool,
    },
    /// Nothing before a `:`.
    Empty,
}

impl Token {
    /// It goes over more than one line.
    pub(super) const fn is_long(self) -> bool {
        match self {
            Self::Scalar(scalar) => scalar.is_long,
            Self::Node { is_long, .. } => is_long,
            Self::Alias { .. } | Self::Empty => false,
        }
    }

    pub(super) const fn is_finished(self) -> bool {
        matches!(self, Self::Scalar(Scalar { is_finished: true, .. }))
    }

    /// A `:` directly behind it is an indicator in flow collections (YAML 1.2.2, section 7.4.2).
    pub(super) const fn is_like_json(self) -> bool {
        match self {
            Self::Scalar(scalar) => matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted),
            Self::Node { .. } => true,
            Self::Alias { .. } | Self::Empty => false,
        }
    }
}

impl<'s> Parser<'s> {
    pub(super) fn token_node(&mut self, token: Token, properties: Properties) -> Parsed<NodeId> {
        match token {
            Token::Scalar(scalar) => Ok(self.scalar_node(scalar, properties)),
            Token::Alias { start, end } => {
                if !properties.is_none() {
                    return self.fail(&messages::values::PROPERTIES_BEFORE_ALIAS, properties.span());
                }
                Ok(self.alias_node(start, end))
            }
            Token::Node { node, .. } => {
                self.attach(node, properties);
                Ok(node)
            }
            Token::Empty => {
                let at = if properties.is_none() { self.at } else { properties.end as usize };
                Ok(self.empty_with(properties, at))
            }
        }
    }

    fn scalar_node(&mut self, scalar: Scalar, properties: Properties) -> NodeId {
        let span = Span::from_usize(scalar.start, scalar.end);
        let is_plain = scalar.style == Style::Plain && properties.tag == TagKind::None;
        let first = self.byte_at(scalar.start);
        if is_plain && !scalar.is_encoded && !resolve::may_be_more_than_text(first) {
            let id = self.push_node(span, Content::Borrowed(span), Style::Plain);
            self.attach(id, properties);
            return id;
        }
        let content = self.scalar_content(scalar, properties);
        let id = self.push_node(span, content, scalar.style);
        if is_plain {
            self.note_plain(id, self.text(scalar.start, scalar.end));
        }
        self.attach(id, properties);
        id
    }

    fn note_plain(&mut self, id: NodeId, text: &str) {
        if resolve::is_ambiguous(text) {
            self.document.ambiguous.push(id);
        } else if text == "<<" {
            self.merge_keys.push(id);
        }
    }

    fn scalar_content(&mut self, scalar: Scalar, properties: Properties) -> Content {
        let is_plain = scalar.style == Style::Plain;
        let text = if scalar.is_encoded {
            self.decoded_text(scalar)
        } else {
            let mark = usize::from(!is_plain);
            Content::Borrowed(Span::from_usize(scalar.start + mark, scalar.end - mark))
        };
        match properties.tag {
            TagKind::None if is_plain && !scalar.is_encoded => {
                resolve::plain(self.text(scalar.start, scalar.end)).unwrap_or(text)
            }
            TagKind::None | TagKind::Text => text,
            _ => self.tagged_content(text, properties, Span::from_usize(scalar.start, scalar.end)),
        }
    }

    fn decoded_text(&mut self, scalar: Scalar) -> Content {
        let start = self.document.decoded.len();
        let text = self.source.text();
        let written = scalar.start..scalar.end;
        decode::flow_scalar(text, written, scalar.style, &mut self.document.decoded);
        Content::Decoded(Span::from_usize(start, self.document.decoded.len()))
    }

    /// The content of a scalar whose tag names a type of the core schema.
    pub(super) fn tagged_content(&mut self, text: Content, properties: Properties, span: Span) -> Content {
        let value = match text {
            Content::Borrowed(span) => self.source.slice(span),
            Content::Decoded(span) => self.document.decoded.get(span.range()).unwrap_or(""),
            _ => "",
        };
        if let Some(content) = resolve::tagged(value, properties.tag) {
            return content;
        }
        let parameters =
            vec![("value", value.to_owned()), ("tag", self.text_of(properties.span()).to_owned())];
        self.report(&messages::values::TAG_MISMATCH, span, parameters);
        text
    }

    fn text_of(&self, span: Span) -> &'s str {
        self.text(span.start() as usize, span.end() as usize)
    }

    /// A null where nothing is written.
    pub(super) fn empty_node(&mut self, at: usize) -> NodeId {
        self.push_node(Span::from_usize(at, at), Content::Null, Style::Plain)
    }

    pub(super) fn empty_with(&mut self, properties: Properties, at: usize) -> NodeId {
        let content = if matches!(properties.tag, TagKind::None | TagKind::Null) {
            Content::Null
        } else {
            let nothing = Content::Borrowed(Span::from_usize(at, at));
            if properties.tag == TagKind::Text {
                nothing
            } else {
                self.tagged_content(nothing, properties, properties.span())
            }
        };
        let id = self.push_node(Span::from_usize(at, at), content, Style::Plain);
        self.attach(id, properties);
        id
    }

    /// Adds a node. One too many is the last that is read; what is open then is still ended, by a few nodes more.
    pub(super) fn push_node(&mut self, span: Span, content: Content, style: Style) -> NodeId {
        self.expanded += 1;
        self.written += 1;
        if self.written > self.limits.nodes {
            self.report(&messages::TOO_MANY_NODES, span, vec![("limit", self.limits.nodes.to_string())]);
            self.stop();
        }
        let id = NodeId::at(self.document.nodes.len());
        self.document.nodes.push(NodeData {
            span,
            content,
            parent: NodeId::NONE,
            property: 0,
            style,
            is_damaged: false,
        });
        id
    }

    /// Gives a complete node its properties.
    pub(super) fn attach(&mut self, id: NodeId, properties: Properties) {
        if properties.is_none() {
            return;
        }
        if let Some(node) = self.document.node_mut(id) {
            node.property = properties.index;
        }
        self.complete_anchor(properties.anchor, id);
    }

    /// Begins a collection at this offset. Fails, with a problem, if it lies too deep.
    pub(super) fn open_collection(&mut self, start: usize, style: Style) -> Parsed<NodeId> {
        if self.depth >= self.limits.depth {
            let parameters = vec![("limit", self.limits.depth.to_string())];
            self.is_unwinding = true;
            self.report(&messages::TOO_DEEP, Span::from_usize(start, start + 1), parameters);
            return Err(Lost);
        }
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        Ok(self.push_node(Span::from_usize(start, start), Content::Null, style))
    }

    /// Ends a mapping, its entries those that were opened since `base`.
    pub(super) fn close_mapping(
        &mut self,
        id: NodeId,
        base: usize,
        is_damaged: bool,
        properties: Properties,
    ) -> NodeId {
        self.depth -= 1;
        let slice = Slice::between(self.document.entries.len(), self.open_entries.len() - base);
        let mut end = 0;
        for entry in self.open_entries.drain(base..) {
            end = end.max(self.document.adopt(id, entry.key)).max(self.document.adopt(id, entry.value));
            let mark = self.document.text_bytes(entry.key).map_or(KeyMark::NONE, KeyMark::of);
            self.document.entries.push(EntryData { mark, ..entry });
        }
        self.close_collection(id, Content::Mapping(slice), end, is_damaged);
        self.check_keys(slice);
        self.merge(id, slice);
        self.attach(id, properties);
        id
    }

    /// Ends a sequence, its elements those that were opened since `base`.
    pub(super) fn close_sequence(
        &mut self,
        id: NodeId,
        base: usize,
        is_damaged: bool,
        properties: Properties,
    ) -> NodeId {
        self.depth -= 1;
        let slice = Slice::between(self.document.items.len(), self.open_items.len() - base);
        let mut end = 0;
        for item in self.open_items.drain(base..) {
            end = end.max(self.document.adopt(id, item));
            self.document.items.push(item);
        }
        self.close_collection(id, Content::Sequence(slice), end, is_damaged);
        self.attach(id, properties);
        id
    }

    fn close_collection(&mut self, id: NodeId, content: Content, end: u32, is_damaged: bool) {
        // Behind a cut there may be more of it.
        let is_damaged = is_damaged || self.is_cut_here();
        if let Some(node) = self.document.node_mut(id) {
            node.content = content;
            node.span = Span::new(node.span.start(), end.max(node.span.start()));
            node.is_damaged = is_damaged;
        }
    }

    /// Lets a flow collection end behind its closing bracket.
    pub(super) fn end_flow(&mut self, id: NodeId, end: usize) {
        if let Some(node) = self.document.node_mut(id) {
            node.span = Span::from_usize(node.span.start() as usize, end);
        }
    }

    pub(super) fn mark_damaged(&mut self, id: NodeId) {
        if let Some(node) = self.document.node_mut(id) {
            node.is_damaged = true;
        }
    }

    pub(super) fn is_mapping(&self, id: NodeId) -> bool {
        matches!(self.document.node(id).content, Content::Mapping(_))
    }

    /// Ends the document that is being built and begins the next.
    pub(super) fn close_document(&mut self, is_explicit: bool, is_ended: bool) {
        self.document.has_start_marker = is_explicit;
        self.document.has_end_marker = is_ended;
        self.document.has_errors = self.problems.iter().any(|problem| problem.id == messages::SYNTAX);
        // Room for the nodes of a whole text is made for the first document only: there may be many.
        let next = Document::new(self.source, self.documents.len() + 1, 0);
        self.documents.push(std::mem::replace(&mut self.document, next));
        self.anchors.clear();
        self.anchor_names.clear();
        self.merge_keys.clear();
        self.handles.clear();
        self.has_lost_handles = false;
        self.depth = 0;
        self.deepest = 0;
    }

    /// Gives comments behind the last document to it.
    pub(super) fn adopt_last_comments(&mut self) {
        if let Some(last) = self.documents.last_mut() {
            last.comments.append(&mut self.document.comments);
        }
    }
}
