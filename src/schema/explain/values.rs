//! A value of the right type that is wrong in itself: not among the allowed ones, too long, in the wrong form.

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::fault::{FORMAT, Fault, WANTED};
use super::types::is_absent;
use super::{About, Explainer, Failure};
use crate::schema::json::text;
use crate::schema::lookup::elements;
use crate::schema::messages::values as say;
use crate::schema::quote::{self, quoted};
use crate::schema::words::{Words, format};
use crate::text::{Message, nearest};
use crate::yaml::Node;

/// Letters of an address that a message names.
const SHOWN_LETTERS: usize = 4;

/// Allowed values that a message names; more are listed below it.
const NAMED: usize = 4;

pub(super) fn explain<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, kind: &Kind) {
    let node = failure.site.node;
    let fault = match kind {
        Kind::Constant { expected_value } => not_among("const", node, &[&**expected_value]),
        Kind::Enum { options } => not_among("enum", node, &elements(Some(options)).collect::<Vec<_>>()),
        Kind::MinLength { limit } => too_short(node, *limit),
        Kind::MaxLength { limit } => too_long(node, *limit),
        Kind::Pattern { pattern } => wrong_form(failure, pattern),
        Kind::BacktrackLimitExceeded { .. } => unchecked(failure, &say::NOT_FINISHED),
        Kind::RegexEngineFailure { .. } => unchecked(failure, &say::ENGINE_FAILED),
        Kind::Format { format } => wrong_format(node, format),
        Kind::Minimum { limit } => beyond("minimum", node, &say::TOO_SMALL, limit),
        Kind::Maximum { limit } => beyond("maximum", node, &say::TOO_LARGE, limit),
        Kind::ExclusiveMinimum { limit } => beyond("exclusiveMinimum", node, &say::NOT_ABOVE, limit),
        Kind::ExclusiveMaximum { limit } => beyond("exclusiveMaximum", node, &say::NOT_BELOW, limit),
        Kind::MultipleOf { multiple_of } => Fault::new("multipleOf", About::Value, &say::NOT_A_MULTIPLE)
            .with("value", quote::value(node))
            .with("divisor", multiple_of),
        Kind::ContentEncoding { content_encoding } => {
            Fault::new("contentEncoding", About::Value, &say::NOT_ENCODED)
                .with("encoding", quoted(content_encoding))
        }
        Kind::ContentMediaType { content_media_type } => {
            Fault::new("contentMediaType", About::Value, &say::NOT_OF_MEDIA_TYPE)
                .with("media", quoted(content_media_type))
        }
        Kind::FromUtf8 { .. } => Fault::new("contentEncoding", About::Value, &say::NOT_UTF8),
        Kind::Referencing(error) => Fault::new("$ref", About::Value, &say::REFERENCE_FAILS)
            .with("reference", quoted(&error.to_string())),
        other => Fault::new(other.keyword(), About::Value, &say::KEYWORD_FAILS)
            .with("keyword", quoted(other.keyword())),
    };
    explainer.report(failure, fault);
}

/// The value is none of `allowed`.
pub(super) fn not_among<'d>(keyword: &str, node: Node<'d>, allowed: &[&Json]) -> Fault<'d> {
    let fault = Fault::new(keyword, About::Choice, &say::NOT_ALLOWED_VALUE).with("value", quote::value(node));
    if is_absent(node) {
        let words: Vec<Words> = allowed.iter().map(|value| Words::same(quote::json(value))).collect();
        if words.len() <= NAMED {
            return fault.says(&say::NOTHING_HERE).words(WANTED, Words::any_of(&words));
        }
        let list = quote::list(allowed.iter().copied());
        let fault = fault.says(&say::NOTHING_HERE).words(WANTED, Words::new("a value", "값"));
        return fault.help(&say::ALLOWED).with("list", list);
    }
    if let [only] = allowed {
        return fault.says(&say::NOT_THE_CONSTANT).with("wanted", quote::json(only));
    }
    let fault = fault.with("list", quote::list(allowed.iter().copied()));
    let written: Vec<String> = allowed.iter().map(|value| quote::written(value)).collect();
    let word = text(node).unwrap_or_else(|| node.written_text());
    // `"1"` for 1: the same letters between quotes are nearest of all.
    let same = Json::from(word).to_string();
    let near = written
        .iter()
        .find(|candidate| **candidate == same)
        .map(String::as_str)
        .or_else(|| nearest(word, written.iter().map(String::as_str)));
    match near {
        Some(near) => fault.help(&say::NEAREST_ALLOWED).with("nearest", quoted(near)),
        None => fault.help(&say::ALLOWED),
    }
}

fn length(node: Node<'_>) -> usize {
    text(node).map_or(0, |text| text.chars().count())
}

fn too_short(node: Node<'_>, limit: u64) -> Fault<'_> {
    let length = length(node);
    if length == 0 {
        return Fault::new("minLength", About::Emptiness, &say::EMPTY_TEXT);
    }
    Fault::new("minLength", About::Value, &say::TOO_SHORT).with("length", length).with("limit", limit)
}

fn too_long(node: Node<'_>, limit: u64) -> Fault<'_> {
    let message = if limit == 0 { &say::NO_TEXT_ALLOWED } else { &say::TOO_LONG };
    Fault::new("maxLength", About::Value, message).with("length", length(node)).with("limit", limit)
}

fn wrong_form<'d>(failure: &Failure<'_, 'd>, pattern: &str) -> Fault<'d> {
    let fault = Fault::new("pattern", About::Pattern, &say::WRONG_FORM)
        .with("value", quote::value(failure.site.node))
        .with("pattern", quoted(pattern));
    let example = elements(failure.holder.get("examples")).next();
    match example {
        Some(example) => fault.help(&say::FOR_EXAMPLE).with("example", quote::json(example)),
        // Words of the schema's own say it better than the pattern.
        None if failure.holder.get("patternErrorMessage").is_some() => fault,
        None => fault.help(&say::THE_PATTERN_IS),
    }
}

fn unchecked<'d>(failure: &Failure<'_, 'd>, message: &'static Message) -> Fault<'d> {
    let pattern = failure.holder.get("pattern").and_then(Json::as_str).unwrap_or("");
    Fault::new("pattern", About::Pattern, message)
        .with("value", quote::value(failure.site.node))
        .with("pattern", quoted(pattern))
}

fn wrong_format<'d>(node: Node<'d>, name: &str) -> Fault<'d> {
    let fault = Fault::new("format", About::Format, &say::WRONG_FORMAT).with("value", quote::value(node));
    let unencoded = unencoded(node);
    if name.starts_with("uri") && !unencoded.is_empty() {
        let list = quote::names(unencoded.iter().map(String::as_str));
        return fault.says(&say::UNENCODED).help(&say::ENCODE).with("list", list);
    }
    match format(name) {
        Some(format) => fault
            .words(FORMAT, Words::new(format.en, format.ko))
            .help(&say::WRITE_LIKE)
            .with("example", quoted(format.example)),
        None => fault.words(FORMAT, Words::same(quoted(name))),
    }
}

/// The letters of an address that only stand in it encoded, each once.
fn unencoded(node: Node<'_>) -> Vec<String> {
    let address = text(node).filter(|text| text.contains("://")).unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for letter in address.chars().filter(|letter| !letter.is_ascii() && letter.is_alphanumeric()) {
        if !found.iter().any(|known| known.starts_with(letter)) && found.len() < SHOWN_LETTERS {
            found.push(letter.to_string());
        }
    }
    found
}

fn beyond<'d>(keyword: &str, node: Node<'d>, message: &'static Message, limit: &Json) -> Fault<'d> {
    Fault::new(keyword, About::Value, message).with("value", quote::value(node)).with("limit", limit)
}
