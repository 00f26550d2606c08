//! The children of a collection as they are written: merge keys are entries like others, aliases are not seen through.
//! Says where each begins and ends in the text.

use super::declined::Declined;
use super::lines::Lines;
use crate::text::Span;
use crate::yaml::decode::Block;
use crate::yaml::document::{Content, Document, NodeId, Slice};
use crate::yaml::node::{Node, Style};

/// An entry or an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child {
    /// The key, of an entry.
    pub(super) key: Option<NodeId>,
    pub(super) value: NodeId,
}

/// The children of one collection.
#[derive(Debug)]
pub(super) struct Children<'d> {
    pub(super) node: Node<'d>,
    list: Vec<Child>,
}

/// The children of a node as written; none of a scalar or an alias.
pub(super) fn children(document: &Document, id: NodeId) -> Vec<Child> {
    let entries = |slice: Slice| document.entries.get(slice.range()).unwrap_or(&[]);
    match document.node(id).content {
        Content::Sequence(slice) => {
            let items = document.items.get(slice.range()).unwrap_or(&[]);
            items.iter().map(|value| Child { key: None, value: *value }).collect()
        }
        Content::Mapping(slice) => {
            let written = document.written.iter().find(|(mapping, _)| *mapping == id);
            let written = written.map_or(slice, |(_, written)| *written);
            let child =
                |entry: &crate::yaml::document::EntryData| Child { key: Some(entry.key), value: entry.value };
            entries(written).iter().map(child).collect()
        }
        _ => Vec::new(),
    }
}

/// The collection in which a value is written, and its number there.
pub(super) fn parent_of(node: Node<'_>) -> Result<(Node<'_>, usize), Declined> {
    if node.alias().is_some() {
        return Err(Declined::Alias);
    }
    let document = node.document();
    let parent = document.node(node.id()).parent;
    if parent == NodeId::NONE {
        return Err(Declined::Layout);
    }
    let position = children(document, parent).iter().position(|child| child.value == node.id());
    Ok((document.node_at(parent), position.ok_or(Declined::Layout)?))
}

/// The way from the root to a node.
pub(super) fn path_of(node: Node<'_>) -> Result<Vec<usize>, Declined> {
    let mut path = Vec::new();
    let mut at = node;
    while node.document().node(at.id()).parent != NodeId::NONE {
        let (parent, index) = parent_of(at)?;
        path.push(index);
        at = parent;
    }
    path.reverse();
    Ok(path)
}

impl<'d> Children<'d> {
    /// The children of a collection.
    pub(super) fn of(node: Node<'d>) -> Result<Self, Declined> {
        let list = children(node.document(), node.id());
        Ok(Self { node, list })
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The key of a child, itself and not what it is an alias of.
    pub(super) fn key(&self, index: usize) -> Option<Node<'d>> {
        Some(self.node.document().node_at(self.list.get(index)?.key?))
    }

    /// Where a child begins: at its key, with anchor and tag.
    pub(super) fn start(&self, index: usize) -> Result<usize, Declined> {
        let document = self.node.document();
        let child = self.list.get(index).ok_or(Declined::Layout)?;
        if self.node.style() == Style::Block && child.key.is_none() {
            return self.dash(index);
        }
        let start = outer_start(document, child.key.unwrap_or(child.value));
        if is_explicit(document, start)
            || child.key.is_some_and(|key| colon(document, key).is_none() && !self.is_bare(*child))
        {
            return Err(Declined::Layout);
        }
        Ok(start)
    }

    /// True if brackets or braces of its own hold the children: `[a: b]` holds a map without.
    pub(super) fn is_bracketed(&self) -> bool {
        let document = self.node.document();
        let start = self.node.span().range().start;
        let first = self.list.first().map(|child| outer_start(document, child.key.unwrap_or(child.value)));
        Lines::of(document).after(start).starts_with(['[', '{']) && first.is_none_or(|first| first > start)
    }

    /// True for a key without `:` in a flow mapping.
    fn is_bare(&self, child: Child) -> bool {
        let document = self.node.document();
        let behind = |key| document.node(key).span.range().end;
        let lines = Lines::of(document);
        let is_last = |key| lines.after(lines.next_content(behind(key))).starts_with([',', '}', ']']);
        self.node.style() == Style::Flow
            && document.node(child.value).span.is_empty()
            && child.key.is_some_and(is_last)
    }

    /// Where the content of a child ends, its comment excluded.
    pub(super) fn end(&self, index: usize) -> Result<usize, Declined> {
        let child = *self.list.get(index).ok_or(Declined::Layout)?;
        end_of(self.node.document(), child, || self.dash(index).ok().map(|dash| dash + 1))
    }

    /// The `-` of an element of a block sequence.
    fn dash(&self, index: usize) -> Result<usize, Declined> {
        let text = Lines::of(self.node.document());
        let start = self.node.span().range().start;
        let at = match index.checked_sub(1) {
            None => start,
            Some(before) => text.next_content(self.end(before)?),
        };
        if text.after(at).starts_with('-') { Ok(at) } else { Err(Declined::Layout) }
    }

    /// The lines of the last leaf of a child, if it is a block scalar.
    pub(super) fn block_before(&self, index: usize) -> Option<&'d Block> {
        let id = self.block_scalar(index)?;
        let blocks = &self.node.document().blocks;
        let found = blocks.binary_search_by_key(&id, |(id, _)| *id).ok()?;
        blocks.get(found).map(|(_, block)| block)
    }

    /// The last leaf of a child, if it is a block scalar.
    fn block_scalar(&self, index: usize) -> Option<NodeId> {
        let document = self.node.document();
        let mut id = self.list.get(index)?.value;
        while document.node(id).style == Style::Block {
            id = children(document, id).last()?.value;
        }
        matches!(document.node(id).style, Style::Literal | Style::Folded).then_some(id)
    }
}

/// Where a node begins, its anchor and its tag included.
pub(super) fn outer_start(document: &Document, id: NodeId) -> usize {
    let node = document.node(id);
    let property = (node.property as usize).checked_sub(1).and_then(|index| document.properties.get(index));
    let spans = property.into_iter().flat_map(|property| [property.anchor, property.tag]).flatten();
    spans.map(Span::start).chain([node.span.start()]).min().unwrap_or(0) as usize
}

/// True if `?` marks the key that begins here.
fn is_explicit(document: &Document, start: usize) -> bool {
    let before = Lines::of(document).before(start);
    before.trim_end_matches([' ', '\t', '\n', '\r']).ends_with('?')
}

/// The `:` behind a key, if it follows on the same line.
pub(super) fn colon(document: &Document, key: NodeId) -> Option<usize> {
    let end = document.node(key).span.range().end;
    let rest = Lines::of(document).after(end);
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    rest.get(blanks..)?.starts_with(':').then_some(end + blanks)
}

/// Where the content of a child ends; `dash` is where an element without a value ends.
fn end_of(document: &Document, child: Child, dash: impl Fn() -> Option<usize>) -> Result<usize, Declined> {
    let node = document.node(child.value);
    if node.is_damaged {
        return Err(Declined::Damaged);
    }
    let inner = Children { node: document.node_at(child.value), list: children(document, child.value) };
    let is_open = node.style == Style::Flow && !inner.is_bracketed();
    if node.style == Style::Block || is_open {
        return inner.end(inner.len().checked_sub(1).ok_or(Declined::Layout)?);
    }
    if !node.span.is_empty() {
        return Ok(node.span.range().end);
    }
    if node.property != 0 {
        let property = document.properties.get(node.property as usize - 1);
        let spans = property.into_iter().flat_map(|property| [property.anchor, property.tag]).flatten();
        return spans.map(|span| span.range().end).max().ok_or(Declined::Layout);
    }
    match child.key {
        Some(key) => match colon(document, key) {
            Some(colon) => Ok(colon + 1),
            None if is_explicit(document, outer_start(document, key)) => Err(Declined::Layout),
            None => Ok(document.node(key).span.range().end),
        },
        None => dash().ok_or(Declined::Layout),
    }
}
