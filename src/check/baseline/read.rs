//! Reading a baseline. Its shape is checked by `baseline.schema.json`; what is of the wrong shape is passed over.

use std::sync::{Arc, OnceLock};

use super::{Baseline, Entry, Known, Places};
use crate::finding::{Finding, Severity};
use crate::rule::own_schema;
use crate::schema::Schema;
use crate::text::{Language, Source, Span};
use crate::yaml::{Document, Limits, Node, Problem, parse};

impl Baseline {
    /// The baseline that a text holds, and what is wrong with the text.
    #[must_use]
    pub fn read(source: &Arc<Source>, language: Language) -> (Self, Vec<Finding>) {
        let stream = parse(source, &Limits::default());
        let mut problems: Vec<Problem> =
            stream.problems.into_iter().filter(|problem| problem.id != "yaml/ambiguous-scalar").collect();
        let document = stream.documents.first();
        if problems.is_empty() {
            // A text that does not parse has a hole: what seems wrong with its shape may not be.
            problems.extend(document.into_iter().flat_map(shape_problems));
        }
        let baseline = Self {
            source: Arc::clone(source),
            entries: document.map(entries).unwrap_or_default(),
            is_sound: problems.is_empty(),
        };
        let as_finding =
            |problem: &Problem| Finding::from_problem(problem, source, Severity::Error, language);
        (baseline, problems.iter().map(as_finding).collect())
    }
}

fn shape_problems(document: &Document) -> Vec<Problem> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    let load = || Schema::load(parse(&own_schema("baseline")?, &Limits::default()).documents.first()?).ok();
    let Some(schema) = SCHEMA.get_or_init(load) else { return Vec::new() };
    let violations = schema.check(document.root()).into_iter();
    violations.map(|violation| Problem { id: "baseline/invalid", ..violation.problem }).collect()
}

fn entries(document: &Document) -> Vec<Entry> {
    let list = document.root().get("entries");
    let items: Vec<Node<'_>> = list.into_iter().flat_map(Node::items).collect();
    let mut parts: Vec<Span> = document
        .parts()
        .into_iter()
        .filter(|part| !part.is_in_flow && list.is_some_and(|list| list.span() == part.collection))
        .map(|part| part.span)
        .collect();
    parts.sort();
    let lines = |index: usize| parts.get(index).and_then(|part| whole_lines(document.source(), *part));
    items.iter().enumerate().filter_map(|(index, item)| entry(*item, lines(index))).collect()
}

fn entry(item: Node<'_>, lines: Option<Span>) -> Option<Entry> {
    let (path, rule) = (item.get("path")?, item.get("rule")?);
    let count = item.get("count").filter(|count| count.as_int().is_some());
    let written = count.and_then(Node::as_int).and_then(|count| usize::try_from(count).ok());
    Some(Entry {
        known: Known {
            path: path.as_str()?.to_owned(),
            rule: rule.as_str()?.to_owned(),
            identity: item.get("fingerprint")?.as_key()?.to_owned(),
        },
        at: item.get("at").and_then(Node::as_str).unwrap_or_default().to_owned(),
        count: written.unwrap_or(1),
        places: Places { path: path.place(), rule: rule.place(), count: count.map(Node::span), lines },
    })
}

/// The lines of a part with the last line break, if nothing else stands on them.
fn whole_lines(source: &Source, part: Span) -> Option<Span> {
    let (first, last) = (source.line_span(part.start()), source.line_span(part.end()));
    let around = [Span::new(first.start(), part.start()), Span::new(part.end(), last.end())];
    let is_alone = around.iter().all(|span| source.slice(*span).trim().is_empty());
    let rest = source.text().get(last.range().end..).unwrap_or_default();
    let line_break = ["\r\n", "\n", "\r"].into_iter().find(|line_break| rest.starts_with(line_break));
    let end = last.range().end + line_break.map_or(0, str::len);
    is_alone.then(|| Span::from_usize(first.range().start, end))
}
