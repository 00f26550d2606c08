//! Printing a schema for readers of one language: the texts under `x-ko` take the places of the English ones beside them.
//! Keeps the order of the file; knows no keyword but `x-ko`.
//!
//! INVARIANT: recursion is bounded by `Limits::depth`, which the parser holds.

use serde_json::Value as Json;

use super::convert::to_json;
use super::json::{entry_named, key_name};
use crate::text::Language;
use crate::yaml::{Document, Entry, Kind, Node};

/// The key that holds the Korean texts of a schema.
const KOREAN: &str = "x-ko";

/// The schema as JSON text, indented by two spaces, with its annotations in `language`; ends with a line break.
#[must_use]
pub fn annotated(document: &Document, language: Language) -> String {
    let mut text = String::new();
    write(document.root(), language, 0, &mut text);
    text.push('\n');
    text
}

fn write(node: Node<'_>, language: Language, depth: usize, text: &mut String) {
    match node.kind() {
        Kind::Mapping => write_mapping(node, language, depth, text),
        Kind::Sequence => {
            let items = node.items().map(|item| (None, item));
            write_children(items, ['[', ']'], (language, depth), text);
        }
        _ => text.push_str(&to_json(node).to_string()),
    }
}

/// A mapping with `x-ko` is one that has annotations; a property of that name would be a mapping of schemas, whose values
/// are no texts, and is translated alike.
fn write_mapping(node: Node<'_>, language: Language, depth: usize, text: &mut String) {
    let korean =
        entry_named(node, KOREAN).map(|entry| entry.value).filter(|value| value.kind() == Kind::Mapping);
    let replaced = |entry: &Entry<'_>| -> Option<Node<'_>> {
        let own = entry_named(korean?, key_name(entry.key))?.value;
        (language == Language::Ko).then_some(own)
    };
    let written = node.entries().filter(|entry| key_name(entry.key) != KOREAN).map(|entry| {
        let value = replaced(&entry).unwrap_or(entry.value);
        (Some(key_name(entry.key)), value)
    });
    let added = korean
        .into_iter()
        .flat_map(Node::entries)
        .filter(|entry| language == Language::Ko && entry_named(node, key_name(entry.key)).is_none());
    let added = added.map(|entry| (Some(key_name(entry.key)), entry.value));
    write_children(written.chain(added), ['{', '}'], (language, depth), text);
}

fn write_children<'d>(
    children: impl Iterator<Item = (Option<&'d str>, Node<'d>)>,
    [open, close]: [char; 2],
    (language, depth): (Language, usize),
    text: &mut String,
) {
    text.push(open);
    let mut is_empty = true;
    for (name, value) in children {
        text.push_str(if is_empty { "\n" } else { ",\n" });
        is_empty = false;
        text.push_str(&"  ".repeat(depth + 1));
        if let Some(name) = name {
            text.push_str(&Json::from(name).to_string());
            text.push_str(": ");
        }
        write(value, language, depth + 1, text);
    }
    if !is_empty {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}
