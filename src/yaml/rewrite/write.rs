//! Writing values: by indentation in block collections, in brackets and braces in flow collections and where a list of
//! scalars is short.

use super::data::Data;
use super::scalar::{Surroundings, scalar, text};
use crate::yaml::node::{Kind, Node, Style};

/// The widest list that is written in brackets.
const FLOW_WIDTH: usize = 72;

/// A value as lines: what stands behind the key or the dash, and the lines below it with their indentation.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) head: String,
    pub(super) body: Vec<String>,
}

impl Written {
    /// The lines below the first, each behind a line break.
    pub(super) fn below(&self, line_break: &str) -> String {
        self.body.iter().flat_map(|line| [line_break, line]).collect()
    }

    /// All of it.
    pub(super) fn lines(&self, line_break: &str) -> String {
        self.head.clone() + &self.below(line_break)
    }
}

/// How values are written at some place of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    pub(super) around: Surroundings,
    /// By how many columns a nested mapping is indented.
    step: usize,
    /// By how many columns the dashes of a list are indented below its key.
    list_step: usize,
    /// A text of several lines may be written as a block.
    pub(super) takes_blocks: bool,
}

impl Writer {
    /// A writer with the habits of the document.
    pub(super) fn new(place: Node<'_>, around: Surroundings) -> Self {
        let (step, list_step) = habits(place);
        Self { around, step, list_step, takes_blocks: !around.is_flow }
    }

    /// An entry of a block mapping at this column.
    pub(super) fn entry(&self, key: &str, data: &Data, indent: usize) -> Written {
        let value = self.value(data, indent);
        let blank = if value.head.is_empty() { "" } else { " " };
        Written { head: format!("{}:{blank}{}", self.key(key), value.head), body: value.body }
    }

    /// What stands behind the dash of an element at this column.
    pub(super) fn item(&self, data: &Data, indent: usize) -> Written {
        match data {
            Data::Map(entries) if !entries.is_empty() && !self.around.is_flow => {
                let inner = indent + 2;
                let mut lines = entries.iter().flat_map(|(key, value)| {
                    let entry = self.entry(key, value, inner);
                    let first = format!("{:inner$}{}", "", entry.head);
                    std::iter::once(first).chain(entry.body)
                });
                let head = lines.next().unwrap_or_default().trim_start().to_owned();
                Written { head, body: lines.collect() }
            }
            Data::List(_) => Written { head: self.flow(data), body: Vec::new() },
            _ => self.value(data, indent),
        }
    }

    /// What stands behind the colon of a key in a mapping at this column.
    pub(super) fn value(&self, data: &Data, indent: usize) -> Written {
        match data {
            _ if self.around.is_flow => Written { head: self.flow(data), body: Vec::new() },
            Data::Map(entries) if !entries.is_empty() => {
                let inner = indent + self.step;
                let lines = entries.iter().flat_map(|(key, value)| {
                    let entry = self.entry(key, value, inner);
                    std::iter::once(format!("{:inner$}{}", "", entry.head)).chain(entry.body)
                });
                Written { head: String::new(), body: lines.collect() }
            }
            Data::List(items) if !items.is_empty() && !self.is_short(data, items) => {
                let inner = indent + self.list_step;
                let lines = items.iter().flat_map(|item| {
                    let item = self.item(item, inner);
                    std::iter::once(format!("{:inner$}- {}", "", item.head)).chain(item.body)
                });
                Written { head: String::new(), body: lines.collect() }
            }
            Data::String(text) => self.block_text(text, indent).unwrap_or_else(|| self.on_one_line(data)),
            _ => self.on_one_line(data),
        }
    }

    fn on_one_line(&self, data: &Data) -> Written {
        Written { head: self.flow(data), body: Vec::new() }
    }

    /// A value on one line.
    pub(super) fn flow(&self, data: &Data) -> String {
        let inner = Surroundings { is_flow: true, style: Style::Plain, ..self.around };
        let inside = Self { around: inner, ..*self };
        match data {
            Data::List(items) => {
                let items: Vec<String> = items.iter().map(|item| inside.flow(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Data::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Data::Map(entries) => {
                let pairs: Vec<String> = entries.iter().map(|(key, value)| inside.pair(key, value)).collect();
                let pad = if self.around.is_json { "" } else { " " };
                format!("{{{pad}{}{pad}}}", pairs.join(", "))
            }
            _ => scalar(data, self.around),
        }
    }

    /// An entry of a flow mapping.
    pub(super) fn pair(&self, key: &str, value: &Data) -> String {
        format!("{}: {}", self.key(key), self.flow(value))
    }

    fn key(&self, key: &str) -> String {
        text(key, Surroundings { style: Style::Plain, ..self.around })
    }

    fn is_short(&self, data: &Data, items: &[Data]) -> bool {
        let is_line =
            |item: &Data| !item.is_filled() && !matches!(item, Data::String(text) if text.contains('\n'));
        items.iter().all(is_line) && self.flow(data).chars().count() <= FLOW_WIDTH
    }

    /// A text of several lines behind `|`, if it can be written so.
    fn block_text(&self, text: &str, indent: usize) -> Option<Written> {
        let is_quoted = matches!(self.around.style, Style::SingleQuoted | Style::DoubleQuoted);
        let body = text.strip_suffix('\n').unwrap_or(text);
        let mut lines = body.split('\n');
        let is_fit = |line: &str| {
            let is_clean = line.chars().all(|character| !character.is_control() && !is_strange(character));
            is_clean && (line.is_empty() || !line.trim().is_empty())
        };
        let starts_well = !body.starts_with([' ', '\n']) && !body.ends_with('\n');
        if !self.takes_blocks || is_quoted || !body.contains('\n') || !starts_well || !lines.all(is_fit) {
            return None;
        }
        let inner = indent + self.step;
        let line = |line: &str| if line.is_empty() { String::new() } else { format!("{:inner$}{line}", "") };
        let head = if body.len() == text.len() { "|-" } else { "|" };
        Some(Written { head: head.to_owned(), body: body.split('\n').map(line).collect() })
    }
}

fn is_strange(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// How far nested mappings and the dashes of lists are indented in this document.
fn habits(place: Node<'_>) -> (usize, usize) {
    let document = place.document();
    let text = document.source.text();
    let column = |start: u32| {
        let before = text.get(..start as usize).unwrap_or("");
        before.len() - before.rfind(['\n', '\r']).map_or(0, |found| found + 1)
    };
    let (mut step, mut list_step) = (None, None);
    for node in document.nodes.iter().filter(|node| node.style == Style::Block) {
        let outer = document.node(node.parent);
        if outer.style != Style::Block || !matches!(outer.content, crate::yaml::document::Content::Mapping(_))
        {
            continue;
        }
        let columns = column(node.span.start()).checked_sub(column(outer.span.start()));
        match node.content {
            crate::yaml::document::Content::Sequence(_) => list_step = list_step.or(columns),
            _ => step = step.or(columns.filter(|columns| *columns > 0)),
        }
    }
    let step = step.unwrap_or(2);
    (step, list_step.unwrap_or(step))
}

/// True if a value can be replaced by one that is written by indentation.
pub(super) fn is_by_indentation(node: Node<'_>) -> bool {
    node.style() == Style::Block && matches!(node.kind(), Kind::Mapping | Kind::Sequence)
}
