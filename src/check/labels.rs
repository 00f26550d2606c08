//! The labels of a finding: the values besides its place that its condition read and that decided. Knows what was read;
//! knows nothing of rules.

use std::sync::Arc;

use super::messages;
use crate::expr::{Place, Read, ReadPlace};
use crate::finding::Label;
use crate::text::{Language, Location, Message, Source, Span};
use crate::yaml::{Kind, Node};

/// Most labels of a finding.
const LABELS: usize = 6;

/// Longest value that a label repeats, in characters.
const SHOWN: usize = 40;

/// What a label says of one place.
struct Reason<'d> {
    source: &'d Arc<Source>,
    span: Span,
    kind: ReasonKind,
    /// The part of the sentence that is about this place.
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ReasonKind {
    Value,
    Collection,
    Absent,
    Alias,
}

/// A label for each value that decided, nearest to `primary` first; those of one line have one label.
pub(super) fn labels(
    place: &Place<'_>,
    reads: &[Read<'_>],
    (own, primary): (&Arc<Source>, Span),
    language: Language,
) -> Vec<Label> {
    let mut reasons = Vec::new();
    if let Place::Node(node) = place {
        reasons.extend(alias(*node));
    }
    for read in reads {
        reasons.push(reason(read, language));
        reasons.extend(alias(read.node()));
    }
    reasons.retain(|reason| !(Arc::ptr_eq(reason.source, own) && reason.span == primary));
    // Those of this text first; those of others keep their order.
    reasons.sort_by_key(|reason| match Arc::ptr_eq(reason.source, own) {
        true => (false, reason.span.start().abs_diff(primary.start())),
        false => (true, 0),
    });
    let mut lines: Vec<Vec<Reason<'_>>> = Vec::new();
    for reason in reasons {
        match lines.iter_mut().find(|line| line.iter().any(|known| shares_line(known, &reason))) {
            Some(line) if line.iter().any(|known| known.says_same(&reason)) => {}
            Some(line) => line.push(reason),
            None => lines.push(vec![reason]),
        }
    }
    lines.truncate(LABELS);
    lines.into_iter().filter_map(|line| merged(line, (own, primary), language)).collect()
}

impl Reason<'_> {
    fn says_same(&self, other: &Self) -> bool {
        self.span == other.span && self.words == other.words
    }
}

/// True if both are on the same line of the same text, and on no other.
fn shares_line(one: &Reason<'_>, other: &Reason<'_>) -> bool {
    let line = one.source.line_span(one.span.start());
    let is_inside = line.contains(one.span) && line.contains(other.span);
    Arc::ptr_eq(one.source, other.source) && (is_inside || one.span == other.span)
}

/// One label for the reasons of a line. It reaches from the first to the last of them, unless the place of the finding
/// would be below it.
fn merged(
    mut line: Vec<Reason<'_>>,
    (own, primary): (&Arc<Source>, Span),
    language: Language,
) -> Option<Label> {
    let inside: Vec<Span> = line.iter().map(|reason| reason.span).collect();
    // Of a list and one of its elements the element says more.
    line.retain(|reason| {
        let holds_other = inside.iter().any(|span| *span != reason.span && reason.span.contains(*span));
        reason.kind != ReasonKind::Collection || !holds_other
    });
    let nearest = line.first()?.span;
    line.sort_by_key(|reason| reason.span);
    let (first, last) = (line.first()?, line.last()?);
    let all = Span::new(first.span.start(), line.iter().map(|reason| reason.span.end()).max()?);
    let hides_place =
        Arc::ptr_eq(first.source, own) && all.start() < primary.end() && primary.start() < all.end();
    let span = if first.span != last.span && hides_place { nearest } else { all };
    let message = line
        .chunk_by(|one, other| one.kind == other.kind)
        .map(|alike| sentence(alike, language))
        .collect::<Vec<_>>()
        .join("; ");
    Some(Label { location: Location::new(first.source, span), message })
}

/// What is said of neighbours of one kind.
fn sentence(alike: &[Reason<'_>], language: Language) -> String {
    let words: Vec<&str> = alike.iter().map(|reason| &*reason.words).collect();
    let list = match (words.split_last(), language) {
        (Some((last, before)), Language::En) if !before.is_empty() => {
            format!("{} and {last}", before.join(", "))
        }
        _ => words.join(", "),
    };
    let message = match alike.first().map(|reason| reason.kind) {
        Some(ReasonKind::Value) => &messages::VALUE_HERE,
        Some(ReasonKind::Absent) if alike.len() > 1 => &messages::SEVERAL_ABSENT_HERE,
        Some(ReasonKind::Absent) => &messages::ABSENT_HERE,
        Some(ReasonKind::Alias) => &messages::ALIAS_HERE,
        Some(ReasonKind::Collection) | None => &messages::COLLECTION_HERE,
    };
    message.render(language, &[("list", list)])
}

fn reason<'d>(read: &Read<'d>, language: Language) -> Reason<'d> {
    let of =
        |node: Node<'d>, span, kind, words| Reason { source: node.document().source(), span, kind, words };
    match &read.place {
        ReadPlace::Absent { mapping, key } => {
            of(*mapping, mapping.handle(), ReasonKind::Absent, format!("`{}`", key.as_str()))
        }
        ReadPlace::Node(node) => {
            let name = format!("`{}`", name(*node));
            match node.kind() {
                Kind::Sequence | Kind::Mapping => of(*node, node.place(), ReasonKind::Collection, name),
                _ => {
                    let value = format!("`{}`", shortened(node.written_text()));
                    let row: &Message = &messages::NAME_IS_VALUE;
                    let words = row.render(language, &[("name", name), ("value", value)]);
                    of(*node, node.place(), ReasonKind::Value, words)
                }
            }
        }
    }
}

/// The alias or merge key by which a value came to where it was read.
fn alias(node: Node<'_>) -> Option<Reason<'_>> {
    let span = node.alias()?;
    let source = node.document().source();
    let words = format!("`{}`", source.slice(span));
    Some(Reason { source, span, kind: ReasonKind::Alias, words })
}

/// What a reader calls a value: its key, or that of the list it is in.
fn name(node: Node<'_>) -> String {
    let named = std::iter::successors(Some(node), |node| node.parent()).find_map(Node::key);
    named.and_then(Node::as_key).unwrap_or("this").to_owned()
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN && line.len() == text.len() {
        return line.to_owned();
    }
    line.chars().take(SHOWN).chain(['…']).collect()
}
