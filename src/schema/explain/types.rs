//! A value of the wrong type: what it is, what is wanted, and how it can be mended if only the spelling is wrong.

use jsonschema::JsonType;
use jsonschema::error::TypeKind;
use serde_json::Value as Json;

use super::fault::{ACTUAL, Fault, WANTED};
use super::{About, Explainer, Failure};
use crate::schema::json::{json_type, text};
use crate::schema::lookup::elements;
use crate::schema::messages::values as say;
use crate::schema::quote::{self, quoted, written};
use crate::schema::words::{Words, type_words};
use crate::text::Message;
use crate::yaml::{Kind, Node, Style};

/// Words that YAML 1.1 reads as truth values.
const TRUE_WORDS: [&str; 3] = ["yes", "on", "y"];
const FALSE_WORDS: [&str; 3] = ["no", "off", "n"];

pub(super) fn explain<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, kind: &TypeKind) {
    report(explainer, failure, &types(kind));
}

/// Reports that the value has none of these types.
pub(super) fn report<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    wanted: &[JsonType],
) {
    let node = failure.site.node;
    let words: Vec<Words> = wanted.iter().map(|wanted| type_words(*wanted)).collect();
    let mut fault = Fault::new("type", About::Type, message(node))
        .words(WANTED, Words::any_of(&words))
        .words(ACTUAL, actual(node, wanted))
        .with("value", quote::value(node));
    let allowed: Vec<&Json> = elements(failure.holder.get("enum")).collect();
    let is_allowed = |value: &str| allowed.iter().any(|one| written(one) == value);
    match mend(node, wanted) {
        // To quote what is no allowed word either would lead astray.
        Some((help, suggestion)) if allowed.is_empty() || is_allowed(&suggestion) => {
            fault = fault.help(help).with("suggestion", quoted(&suggestion));
        }
        _ if !allowed.is_empty() => {
            fault = fault.help(&say::ALLOWED).with("list", quote::list(allowed));
        }
        _ => {}
    }
    // Reported by the type even where alternatives led here.
    explainer.report(failure, fault);
}

/// The types that an error names.
pub(super) fn types(kind: &TypeKind) -> Vec<JsonType> {
    match kind {
        TypeKind::Single(wanted) => vec![*wanted],
        TypeKind::Multiple(wanted) => wanted.iter().collect(),
    }
}

/// True if nothing is written where a value should be.
pub(super) fn is_absent(node: Node<'_>) -> bool {
    node.kind() == Kind::Null && node.span().is_empty()
}

/// What a value is, in plain words.
pub(super) fn actual(node: Node<'_>, wanted: &[JsonType]) -> Words {
    match json_type(node) {
        JsonType::Boolean | JsonType::Null => Words::same(quote::value(node)),
        JsonType::Number if wanted.contains(&JsonType::Integer) => {
            Words::new("a number with a fraction", "소수")
        }
        other => type_words(other),
    }
}

fn message(node: Node<'_>) -> &'static Message {
    match node.kind() {
        Kind::Null if is_absent(node) => &say::NOTHING_HERE,
        Kind::Float if json_type(node) == JsonType::String => &say::NOT_A_JSON_NUMBER,
        _ => &say::WRONG_TYPE,
    }
}

/// What to write instead, if the value is right and only its spelling wrong.
fn mend(node: Node<'_>, wanted: &[JsonType]) -> Option<(&'static Message, String)> {
    let written = node.written_text();
    if is_absent(node) || written.contains('\n') || matches!(node.kind(), Kind::Mapping) {
        return None;
    }
    if node.kind() == Kind::Null {
        return Some((&say::REPLACE_NULL, String::new()));
    }
    let wants = |json_type| wanted.contains(&json_type);
    if wants(JsonType::String) && matches!(node.kind(), Kind::Bool | Kind::Int | Kind::Float) {
        return Some((&say::QUOTE_IT, format!("\"{written}\"")));
    }
    if let Some(text) = text(node) {
        let is_quoted = matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted);
        if is_quoted && wanted.iter().any(|wanted| reads_as(text, *wanted)) {
            return Some((&say::UNQUOTE_IT, text.to_owned()));
        }
        if wants(JsonType::Boolean) {
            let is_one_of = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
            let value = is_one_of(TRUE_WORDS).then_some("true").or(is_one_of(FALSE_WORDS).then_some("false"));
            if let Some(value) = value {
                return Some((&say::WRITE_IT, value.to_owned()));
            }
        }
    }
    let is_scalar = !matches!(node.kind(), Kind::Sequence | Kind::Mapping);
    (wants(JsonType::Array) && is_scalar).then(|| (&say::WRITE_A_LIST, format!("[{written}]")))
}

/// True if the text, without quotes, is a value of the type.
fn reads_as(text: &str, json_type: JsonType) -> bool {
    let starts_as_number =
        text.trim_start_matches(['-', '+']).starts_with(|first: char| first.is_ascii_digit());
    match json_type {
        JsonType::Boolean => matches!(text, "true" | "false"),
        JsonType::Null => text == "null",
        JsonType::Integer => text.parse::<i64>().is_ok(),
        JsonType::Number => starts_as_number && text.parse::<f64>().is_ok(),
        JsonType::String | JsonType::Array | JsonType::Object => false,
    }
}
