//! Where a node stands in its document: parents, keys, JSON Pointers (RFC 6901).

use super::document::{Content, Document, NodeId};
use super::node::{Kind, Node, Style};
use crate::text::Span;

/// Keys by whose value a list element is known better than by its number.
const NATURAL_KEYS: [&str; 4] = ["id", "name", "step", "key"];

impl<'d> Node<'d> {
    /// The collection that holds the value where it is written; none for the root.
    #[must_use]
    pub fn parent(self) -> Option<Node<'d>> {
        let parent = self.data().parent;
        (parent != NodeId::NONE).then(|| Node::resolved(self.document(), parent, self.via()))
    }

    /// The key under which the value is written, if its parent is a mapping and it is not a key itself.
    #[must_use]
    pub fn key(self) -> Option<Node<'d>> {
        let parent = self.parent()?;
        let entry = parent.entries().find(|entry| entry.value == self && entry.key != self)?;
        Some(entry.key)
    }

    /// The narrow place, on one line, that stands for a value as a whole, for instance when it lacks something: its key;
    /// for the root or a list element that is a mapping, the first key in it; else the first line of the value.
    #[must_use]
    pub fn handle(self) -> Span {
        let first_key = || Some(self.entries().next()?.key.span());
        let own_key = self.key().map(Node::span);
        let span = own_key.or_else(first_key).unwrap_or_else(|| self.span());
        self.first_line(span)
    }

    /// The narrow place, on one line, where a value is written: the value, if it is a scalar or a collection in brackets on
    /// one line; the first line of text of a longer scalar; the [`Node::handle`] of any other collection.
    #[must_use]
    pub fn place(self) -> Span {
        let span = self.span();
        let is_one_line = self.first_line(span) == span;
        match self.style() {
            Style::Block => self.handle(),
            _ if is_one_line => span,
            Style::Flow => self.handle(),
            Style::Literal | Style::Folded => self.text_line(span),
            _ => self.first_line(span),
        }
    }

    /// The first line of a span, without blanks at its end.
    fn first_line(self, span: Span) -> Span {
        let text = self.document().source().slice(span);
        let line = text.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        Span::from_usize(span.range().start, span.range().start + line.len())
    }

    /// The first line with text below the header (`|`, `>-`) of a block scalar.
    fn text_line(self, span: Span) -> Span {
        let text = self.document().source().slice(span);
        let mut offset = span.range().start;
        for line in text.split_inclusive('\n') {
            let is_header = offset == span.range().start;
            if !is_header && !line.trim().is_empty() {
                let indent = line.len() - line.trim_start().len();
                return Span::from_usize(offset + indent, offset + line.trim_end().len());
            }
            offset += line.len();
        }
        self.first_line(span)
    }

    /// The JSON Pointer to the value: by the alias that led here where there is one, else where it is written.
    #[must_use]
    pub fn pointer(self) -> String {
        self.pointer_with(|index, _| index.to_string())
    }

    /// The pointer with list elements named by their `id`, `name`, `step` or `key`, or by themselves if they are scalars,
    /// instead of their number, so that it survives a new element above.
    #[must_use]
    pub fn natural_pointer(self) -> String {
        self.pointer_with(|index, item| {
            let name = NATURAL_KEYS.iter().find_map(|key| {
                let value = item.get(key)?;
                Some(format!("{key}={}", value.as_key()?))
            });
            let value = || item.as_key().map(|value| format!("={value}"));
            name.or_else(value).unwrap_or_else(|| index.to_string())
        })
    }

    fn pointer_with(self, name: impl Fn(usize, Node<'d>) -> String) -> String {
        let mut tokens = Vec::new();
        let mut at = self.id();
        let document = self.document();
        // The alias counts once: after it the way to the root leads through its own parents.
        let mut detour = Detour::of(self);
        loop {
            if let Some(site) = detour.leave_at(document, at) {
                at = site;
            }
            let parent = document.node(at).parent;
            if parent == NodeId::NONE {
                break;
            }
            tokens.push(token(document, parent, at, &name));
            at = parent;
        }
        tokens.iter().rev().fold(String::new(), |pointer, token| {
            pointer + "/" + &token.replace('~', "~0").replace('/', "~1")
        })
    }
}

/// The alias on the way to a node, and the value it stands for.
struct Detour {
    site: NodeId,
    target: NodeId,
}

impl Detour {
    fn of(node: Node<'_>) -> Self {
        let site = node.via();
        match node.document().node(site).content {
            Content::Alias(target) if site != NodeId::NONE => Self { site, target },
            _ => Self { site: NodeId::NONE, target: NodeId::NONE },
        }
    }

    fn leave_at(&mut self, document: &Document, at: NodeId) -> Option<NodeId> {
        let is_here = self.target == at && document.nodes.get(at.index()).is_some();
        is_here.then(|| {
            self.target = NodeId::NONE;
            self.site
        })
    }
}

fn token<'d>(
    document: &'d Document,
    parent: NodeId,
    at: NodeId,
    name: impl Fn(usize, Node<'d>) -> String,
) -> String {
    let parent = Node::resolved(document, parent, NodeId::NONE);
    if parent.kind() == Kind::Sequence {
        let ids = match parent.data().content {
            Content::Sequence(slice) => document.items.get(slice.range()).unwrap_or(&[]),
            _ => &[],
        };
        let index = ids.iter().position(|id| *id == at).unwrap_or(0);
        return name(index, Node::resolved(document, at, NodeId::NONE));
    }
    let Content::Mapping(slice) = parent.data().content else { return String::new() };
    let entries = document.entries.get(slice.range()).unwrap_or(&[]);
    let entry = entries.iter().find(|entry| entry.value == at || entry.key == at);
    entry
        .and_then(|entry| Node::resolved(document, entry.key, NodeId::NONE).as_key())
        .unwrap_or("")
        .to_owned()
}
