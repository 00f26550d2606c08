//! The entries and elements of a document as ranges of its text, from the key or the `-` to the end of the value: what a
//! comment beside them can be about. Aliases and merge keys count where they are written.

use std::collections::HashMap;

use super::document::{Content, Document, NodeData, NodeId, Slice};
use super::node::Style;
use crate::text::Span;

/// One entry of a mapping or element of a sequence, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// From the key, or from the `-` in a block sequence, to the end of the value.
    pub span: Span,
    /// The collection that holds it, as written.
    pub collection: Span,
    /// True if that collection is written in brackets.
    pub is_in_flow: bool,
}

impl Document {
    /// The parts of all collections of the document, in no particular order. Parts lie beside or inside each other, they
    /// never overlap.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::with_capacity(self.entries.len() + self.items.len());
        // The entries of mappings without those that `<<` adds.
        let written: HashMap<NodeId, Slice> = self.written.iter().copied().collect();
        for (index, node) in self.nodes.iter().enumerate() {
            match node.content {
                Content::Mapping(slice) => {
                    let slice = written.get(&NodeId::at(index)).copied().unwrap_or(slice);
                    self.entry_parts(node, slice, &mut parts);
                }
                Content::Sequence(slice) => self.item_parts(node, slice, &mut parts),
                _ => {}
            }
        }
        parts
    }

    fn entry_parts(&self, mapping: &NodeData, slice: Slice, parts: &mut Vec<Part>) {
        for entry in self.entries.get(slice.range()).unwrap_or(&[]) {
            let (key, value) = (self.node(entry.key).span, self.node(entry.value).span);
            let start = self.start_with_properties(entry.key);
            let end = if value.end() > key.end() { value.end() } else { self.behind_colon(key.end()) };
            parts.push(part(Span::new(start, end), mapping));
        }
    }

    fn item_parts(&self, sequence: &NodeData, slice: Slice, parts: &mut Vec<Part>) {
        let column = self.column(sequence.span.start());
        let mut from = sequence.span.start();
        for item in self.items.get(slice.range()).unwrap_or(&[]) {
            let value = self.node(*item).span;
            let mut start = self.start_with_properties(*item);
            if sequence.style == Style::Block {
                start = self.last_dash(from, value.start(), column);
                from = (start + 1).max(value.end());
            }
            parts.push(part(Span::new(start, value.end().max(start + 1)), sequence));
        }
    }

    /// The start of a value, or of the anchor or tag before it.
    fn start_with_properties(&self, id: NodeId) -> u32 {
        let node = self.node(id);
        let property = (node.property as usize).checked_sub(1).and_then(|index| self.properties.get(index));
        let spans = property.into_iter().flat_map(|property| [property.anchor, property.tag]).flatten();
        spans.map(Span::start).chain([node.span.start()]).min().unwrap_or_default()
    }

    /// Where a `:` behind blanks ends; the offset itself if none follows.
    fn behind_colon(&self, offset: u32) -> u32 {
        let rest = self.source.text().get(offset as usize..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_colon = rest.as_bytes().get(blanks) == Some(&b':');
        if is_colon { offset + Span::from_usize(0, blanks + 1).len() } else { offset }
    }

    /// The last `-` behind `from` and before `until` with which a line begins in that column, else `from`.
    fn last_dash(&self, from: u32, until: u32, column: u32) -> u32 {
        let text = self.source.text();
        let is_dash = |offset: &u32| {
            let line = self.source.line_span(*offset).start();
            let before = self.source.slice(Span::new(line, *offset));
            offset - line == column && before.bytes().all(|byte| byte == b' ')
        };
        let dashes =
            (from..until).rev().filter(|offset| text.as_bytes().get(*offset as usize) == Some(&b'-'));
        dashes.into_iter().find(is_dash).unwrap_or(from)
    }

    /// The bytes between the beginning of a line and an offset in it.
    fn column(&self, offset: u32) -> u32 {
        offset - self.source.line_span(offset).start()
    }
}

fn part(span: Span, collection: &NodeData) -> Part {
    Part { span, collection: collection.span, is_in_flow: collection.style == Style::Flow }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::text::Source;
    use crate::yaml::{Limits, parse};

    /// The texts of all parts, in the order of their places, the outer before the inner.
    fn parts(text: &str) -> Vec<String> {
        let source = Arc::new(Source::new("a.yaml", text.to_owned()));
        let stream = parse(&source, &Limits::default());
        let mut spans: Vec<_> =
            stream.documents.iter().flat_map(|document| document.parts()).map(|part| part.span).collect();
        spans.sort_by_key(|span| (span.start(), std::cmp::Reverse(span.end())));
        spans.into_iter().map(|span| source.slice(span).to_owned()).collect()
    }

    #[test]
    fn elements_begin_with_their_dash_and_entries_with_their_key() {
        let rows: [(&str, &[&str]); 11] = [
            ("a: 1\n", &["a: 1"]),
            ("a:\n", &["a:"]),
            ("? a\n: 1\n", &["a\n: 1"]),
            ("- a\n-\n- b\n", &["- a", "-", "- b"]),
            ("- x: 1\n  y: 2\n", &["- x: 1\n  y: 2", "x: 1", "y: 2"]),
            ("-\n  # - no\n  x: 1\n", &["-\n  # - no\n  x: 1", "x: 1"]),
            ("- - a\n  - b\n- c\n", &["- - a\n  - b", "- a", "- b", "- c"]),
            ("k: &a\n  x: 1\n", &["k: &a\n  x: 1", "x: 1"]),
            ("[a, {b: c}, &x d]", &["a", "{b: c}", "b: c", "&x d"]),
            (
                "b: &b {x: 1}\nc:\n  <<: *b\n  y: 2\n",
                &["b: &b {x: 1}", "x: 1", "c:\n  <<: *b\n  y: 2", "<<: *b", "y: 2"],
            ),
            ("k: |\n  a # b\n  c\nl: 1\n", &["k: |\n  a # b\n  c", "l: 1"]),
        ];
        for (text, expected) in rows {
            assert_eq!(parts(text), expected, "{text:?}");
        }
    }
}
