//! A draft as YAML text: what the schema says of each field in comments above it, its value below them.

use std::fmt::Write;

use serde_json::Value as Json;
use textwrap::{WordSeparator, WordSplitter};

use super::{Content, Draft, Field};
use crate::schema::quote::{is_plain, written};

/// Columns of a line of comment.
const WIDTH: usize = 100;

impl Draft {
    /// The text of the draft.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (index, field) in self.fields.iter().enumerate() {
            if index > 0 {
                text.push('\n');
            }
            push_field(&mut text, field, 0, false);
        }
        text
    }
}

/// Writes a field, `depth` levels deep; the first field of a list's element begins with its dash.
fn push_field(text: &mut String, field: &Field, depth: usize, begins_element: bool) {
    let indent = "  ".repeat(if begins_element { depth.saturating_sub(1) } else { depth });
    push_comments(text, field, &indent);
    let before = if begins_element { format!("{indent}- ") } else { indent };
    let key =
        if is_plain(&field.key) { field.key.clone() } else { Json::from(field.key.as_str()).to_string() };
    // INVARIANT: writing to a string does not fail.
    let _ = match &field.content {
        Content::Scalar(value, _) => writeln!(text, "{before}{key}: {}", written(value)),
        Content::Scalars(values) => {
            let values: Vec<String> = values.iter().map(in_flow).collect();
            writeln!(text, "{before}{key}: [{}]", values.join(", "))
        }
        Content::Map(fields) if fields.is_empty() => writeln!(text, "{before}{key}: {{}}"),
        Content::Map(_) | Content::Element(_) => writeln!(text, "{before}{key}:"),
    };
    match &field.content {
        Content::Map(fields) => fields.iter().for_each(|field| push_field(text, field, depth + 1, false)),
        Content::Element(fields) => {
            for (index, field) in fields.iter().enumerate() {
                push_field(text, field, depth + 2, index == 0);
            }
        }
        Content::Scalar(..) | Content::Scalars(_) => {}
    }
}

/// A value inside brackets, where commas and brackets end it.
fn in_flow(value: &Json) -> String {
    match value {
        Json::String(text) if text.contains([',', '[', ']', '{', '}']) => value.to_string(),
        value => written(value),
    }
}

/// Title and description, then the values that are allowed.
fn push_comments(text: &mut String, field: &Field, indent: &str) {
    let words = match (&field.title, &field.description) {
        (Some(title), Some(description)) => format!("{title}: {description}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => String::new(),
    };
    push_comment(text, &words, &format!("{indent}# "), &format!("{indent}# "));
    for (value, meaning) in &field.choices {
        let words = match meaning {
            Some(meaning) => format!("{value}: {meaning}"),
            None => value.clone(),
        };
        push_comment(text, &words, &format!("{indent}#   - "), &format!("{indent}#     "));
    }
}

fn push_comment(text: &mut String, words: &str, first: &str, others: &str) {
    if words.is_empty() {
        return;
    }
    let options = textwrap::Options::new(WIDTH)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
        .initial_indent(first)
        .subsequent_indent(others);
    text.push_str(&textwrap::fill(words, options));
    text.push('\n');
}
