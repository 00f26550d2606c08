//! Values as they stand in messages: between backticks, on one line, not too long; and as one would write them in YAML.
//! Knows how values read; must not know what is wrong with them.

use serde_json::Value as Json;

use super::json::{key_name, text};
use crate::yaml::{Kind, Node};

/// Characters of a user's text that a message repeats.
const SHOWN: usize = 48;
/// Values or names that a list in a message shows.
pub(super) const LISTED: usize = 8;

/// A text between backticks, shortened, on one line.
pub(super) fn quoted(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    // A backtick inside would end the quotation.
    format!("`{}`", shown.replace('`', "'"))
}

/// A value of the document, as a message names it.
pub(super) fn value(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Mapping => quoted(&format!("{{{}}}", keys(node))),
        Kind::Sequence => quoted(&format!("[{}]", items(node))),
        _ => quoted(text(node).filter(|text| !text.trim().is_empty()).unwrap_or_else(|| node.written_text())),
    }
}

fn keys(node: Node<'_>) -> String {
    node.entries().take(LISTED).map(|entry| key_name(entry.key)).collect::<Vec<_>>().join(", ")
}

fn items(node: Node<'_>) -> String {
    node.items().take(LISTED).map(Node::written_text).collect::<Vec<_>>().join(", ")
}

/// A value of the schema as one would write it in YAML, between backticks.
pub(super) fn json(value: &Json) -> String {
    quoted(&written(value))
}

/// Values of the schema, one after the other; the last ones are left out if there are many.
pub(super) fn list<'v>(values: impl IntoIterator<Item = &'v Json>) -> String {
    listed(values.into_iter().map(json))
}

/// Names, one after the other.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    listed(names.into_iter().map(quoted))
}

fn listed(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.take(LISTED + 1).collect();
    if texts.len() > LISTED {
        texts.truncate(LISTED);
        texts.push("…".to_owned());
    }
    texts.join(", ")
}

/// A value as one would write it in YAML, on one line.
pub(super) fn written(value: &Json) -> String {
    match value {
        Json::String(text) if is_plain(text) => text.clone(),
        _ => value.to_string(),
    }
}

/// True if a text may stand without quotes and is read as text by YAML 1.1 and 1.2 alike.
pub(super) fn is_plain(text: &str) -> bool {
    const OTHERWISE: [&str; 12] =
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity"];
    let starts_well =
        text.starts_with(|first: char| first.is_alphabetic() || matches!(first, '/' | '_' | '^'));
    let starts_well = starts_well || is_plain_with_digit(text);
    let is_word = OTHERWISE.iter().any(|word| text.eq_ignore_ascii_case(word));
    let ends_well = !text.ends_with([' ', ':']);
    let is_clean = !text.contains(": ") && !text.contains(" #") && !text.chars().any(char::is_control);
    starts_well && ends_well && is_clean && !is_word
}

/// True for a text that begins with a digit and is no number in any version of YAML, such as a date.
fn is_plain_with_digit(text: &str) -> bool {
    let is_harmless =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '/');
    let is_number = text.parse::<f64>().is_ok()
        || text.starts_with("0x")
        || text.starts_with("0o")
        || text.starts_with("0b");
    text.starts_with(|first: char| first.is_ascii_digit()) && text.chars().all(is_harmless) && !is_number
}
