//! Documents as the event stream of the YAML Test Suite, a notation in which parsers can be compared. Knows the arena.

use std::collections::HashMap;
use std::fmt::Write;

use super::document::{Content, Document, EntryData, NodeData, NodeId, Slice};
use super::node::{Node, Style};
use super::text_map::decode_node;

/// The documents in the notation of the YAML Test Suite, one event a line: `+DOC ---`, `=VAL &a :text`, `=ALI *a`.
/// Aliases and merge keys are shown as written, not resolved.
#[must_use]
pub fn events(documents: &[Document]) -> String {
    let mut out = "+STR\n".to_owned();
    for document in documents {
        out.push_str(if document.has_start_marker { "+DOC ---\n" } else { "+DOC\n" });
        let written = document.written.iter().copied().collect();
        let mut walk = Walk { document, written, out };
        walk.node(document.root);
        out = walk.out;
        out.push_str(if document.has_end_marker { "-DOC ...\n" } else { "-DOC\n" });
    }
    out + "-STR\n"
}

struct Walk<'d> {
    document: &'d Document,
    written: HashMap<NodeId, Slice>,
    out: String,
}

impl Walk<'_> {
    /// Recursion is bounded by the depth limit of the parser.
    fn node(&mut self, id: NodeId) {
        let data = self.document.node(id);
        match data.content {
            Content::Alias(_) => {
                self.out.push_str("=ALI ");
                self.out.push_str(self.document.source.slice(data.span));
                self.out.push('\n');
            }
            Content::Sequence(slice) => {
                self.begin(data, "+SEQ", " []");
                self.out.push('\n');
                for item in self.document.items.get(slice.range()).unwrap_or(&[]) {
                    self.node(*item);
                }
                self.out.push_str("-SEQ\n");
            }
            Content::Mapping(slice) => {
                self.begin(data, "+MAP", " {}");
                self.out.push('\n');
                let slice = self.written.get(&id).copied().unwrap_or(slice);
                for EntryData { key, value, .. } in self.document.entries.get(slice.range()).unwrap_or(&[]) {
                    self.node(*key);
                    self.node(*value);
                }
                self.out.push_str("-MAP\n");
            }
            _ => self.scalar(id, data),
        }
    }

    fn begin(&mut self, data: &NodeData, event: &str, flow: &str) {
        self.out.push_str(event);
        if data.style == Style::Flow {
            self.out.push_str(flow);
        }
        let index = (data.property as usize).checked_sub(1);
        let Some(property) = index.and_then(|index| self.document.properties.get(index)) else { return };
        if let Some(anchor) = property.anchor {
            self.out.push(' ');
            self.out.push_str(self.document.source.slice(anchor));
        }
        if let Some(tag) = &property.resolved_tag {
            // Writing to a text cannot fail.
            let _ = write!(self.out, " <{tag}>");
        }
    }

    fn scalar(&mut self, id: NodeId, data: &NodeData) {
        self.begin(data, "=VAL", "");
        self.out.push_str(match data.style {
            Style::SingleQuoted => " '",
            Style::DoubleQuoted => " \"",
            Style::Literal => " |",
            Style::Folded => " >",
            Style::Plain | Style::Block | Style::Flow => " :",
        });
        let mut text = String::new();
        decode_node(Node::resolved(self.document, id, NodeId::NONE), &mut text);
        for character in text.chars() {
            match character {
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                '\r' => self.out.push_str("\\r"),
                '\u{8}' => self.out.push_str("\\b"),
                _ => self.out.push(character),
            }
        }
        self.out.push('\n');
    }
}
