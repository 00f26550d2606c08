//! Fixes of what the schema and the parser find: misspelt names, texts that should be numbers or numbers that should be
//! texts, words that others read otherwise, keys that say the same twice, tabs. A fix that would not help is not offered.

mod indentation;

use std::sync::Arc;

use super::messages;
use super::remedy::written;
use crate::finding::{Fix, Safety};
use crate::schema::{Schema, Violation};
use crate::text::{Language, Message, Source, edited};
use crate::yaml::rewrite::{self, Data, Patch};
use crate::yaml::{self, Kind, Limits, Node, Problem, Stream, Style};

/// The schema is asked again for so many wrong values of a document; one with more needs a person.
pub(super) const TRIED: usize = 20;

/// The fix of what the schema refuses, if it is but a slip.
pub(super) fn of_violation(violation: &Violation<'_>, schema: &Schema, language: Language) -> Option<Fix> {
    let node = violation.node;
    if let Some((_, name)) = &violation.meant {
        let old = node.key().and_then(Node::as_key)?;
        let patch = rewrite::rename(node, name).ok()?;
        let title = words(&messages::RENAME, old, name, language);
        return Some(Fix::of_patch(title, Safety::Unsafe, patch).unveiling());
    }
    let (patch, safety) = match violation.keyword {
        "enum" | "const" => (rewrite::set(node, nearest(violation)?).ok()?, Safety::Unsafe),
        "type" => (retyped(node)?, Safety::Safe),
        _ => return None,
    };
    let title = words(&messages::WRITE, "", &written(&patch), language);
    is_mended(&patch, violation, schema).then(|| Fix::of_patch(title, safety, patch).unveiling())
}

/// The fix of a scalar that other readers take for something else: quotation marks.
pub(super) fn of_ambiguity(node: Node<'_>, language: Language) -> Option<Fix> {
    let as_key = node.parent().and_then(|parent| parent.entries().find(|entry| entry.key == node));
    let patch = match as_key {
        Some(entry) => rewrite::quote_key(entry.value),
        None => rewrite::quote(node),
    };
    let patch = patch.ok()?;
    // A text stays what it is; a number becomes one.
    let safety = if node.kind() == Kind::String { Safety::Safe } else { Safety::Unsafe };
    let title = words(&messages::WRITE, "", &written(&patch), language);
    Some(Fix::of_patch(title, safety, patch))
}

/// The fix of what the parser finds: of a key that is written twice with the same value the second goes, and a tab
/// becomes spaces where only one number of them can be meant.
pub(super) fn of_problem(
    problem: &Problem,
    source: &Source,
    stream: &Stream,
    language: Language,
) -> Option<Fix> {
    if problem.id == "yaml/duplicate-key" {
        let copy = |document| rewrite::without_copy(document, problem.span);
        let patch = stream.documents.iter().find_map(copy)?;
        let name = source.slice(problem.span);
        let title = words(&messages::REMOVE_COPY, name, "", language);
        return Some(Fix::of_patch(title, Safety::Safe, patch).unveiling());
    }
    let spaces = indentation::of_tab(problem, source, stream)?;
    let title = messages::INDENT.render(language, &[("count", spaces.text.len().to_string())]);
    Fix::new(title, Safety::Safe, vec![spaces]).map(Fix::making_readable)
}

/// The allowed value that was probably meant.
fn nearest(violation: &Violation<'_>) -> Option<Data> {
    let (_, near) = violation.problem.parameters.iter().find(|(name, _)| *name == "nearest")?;
    value_of(near.trim_matches('`')).filter(|_| !near.contains('…'))
}

/// The value as one of another type: a quoted number or truth value without its quotation marks, any other with them.
fn retyped(node: Node<'_>) -> Option<Patch> {
    match (node.kind(), node.style()) {
        (Kind::String, Style::SingleQuoted | Style::DoubleQuoted) => {
            let data = value_of(node.as_str()?)?;
            let is_plain = matches!(data, Data::Bool(_) | Data::Int(_) | Data::BigInt(_) | Data::Float(_));
            is_plain.then(|| rewrite::set(node, data).ok()).flatten()
        }
        (Kind::Bool | Kind::Int | Kind::Float, _) => rewrite::quote(node).ok(),
        _ => None,
    }
}

/// What a text says as YAML.
fn value_of(text: &str) -> Option<Data> {
    let source = Arc::new(Source::new("", text.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    let document = stream.documents.first().filter(|_| stream.problems.is_empty())?;
    Data::of(document.root()).ok()
}

/// True if the schema refuses nothing at the place any more.
fn is_mended(patch: &Patch, violation: &Violation<'_>, schema: &Schema) -> bool {
    let document = violation.node.document();
    let Some(text) = edited(document.source().text(), &patch.edits) else { return false };
    let stream = yaml::parse(&Arc::new(Source::new("", text)), &Limits::default());
    let Some(after) = stream.documents.get(document.index()) else { return false };
    let pointer = violation.node.pointer();
    !schema.check(after.root()).iter().any(|other| other.node.pointer() == pointer)
}

fn words(message: &Message, old: &str, new: &str, language: Language) -> String {
    message.render(language, &[("old", format!("`{old}`")), ("new", format!("`{new}`"))])
}
