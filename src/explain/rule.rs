//! The page of a rule of a pack: all that its file says, and its examples at work.

use std::sync::Arc;

use jiff::civil::{DateTime, date};

use super::engine::{ignore_in_configuration, ignore_in_document};
use super::messages;
use super::page::{Block, Page, Section};
use crate::check::{Scope, check_group, check_rule, midnight};
use crate::finding::{Finding, Severity};
use crate::rule::{Example, Expectation, Pack, Quote, Rule};
use crate::text::{Language, Message, Source};
use crate::yaml::{Document, Limits, parse};

/// The path of an example, which lies in no file of its own.
const PATH: &str = "submission.yaml";

/// The page of a rule with the severity that it has here; none where the configuration turns it off.
#[must_use]
pub fn rule_page(pack: &Pack, rule: &Rule, severity: Option<Severity>, language: Language) -> Page {
    let failing = first(rule, |example| example.expectation != Expectation::Pass);
    let passing = first(rule, |example| example.expectation == Expectation::Pass);
    let findings = failing.map(|example| findings(pack, rule, example, language)).unwrap_or_default();
    let heading = |message: &Message| message.text(language).to_owned();
    let why = rule.why.as_ref().map(|why| Block::Text(why.get(language).clone()));
    let text = |example: Option<&Example>| {
        let text = example.and_then(|example| rule.document.node_at(example.node).as_key());
        text.map(|text| Block::Yaml(text.to_owned())).into_iter().collect()
    };
    let output = if findings.is_empty() { Vec::new() } else { vec![Block::Output(findings)] };
    let sections = [
        Section::of(heading(&messages::WHY), why.into_iter().collect()),
        Section::of(heading(&messages::REQUIREMENT), rule.quotes.iter().map(quote).collect()),
        Section::of(heading(&messages::FAILS), text(failing)),
        Section::of(heading(&messages::OUTPUT), output),
        Section::of(heading(&messages::PASSES), text(passing)),
        Section::of(heading(&messages::IGNORE), how_to_ignore(pack, rule, language)),
    ];
    Page {
        id: rule.id.to_string(),
        language,
        facts: vec![severity.map_or("off", Severity::name).to_owned(), pack.reference()],
        title: rule.title.get(language).clone(),
        sections: sections.into_iter().flatten().collect(),
    }
}

fn how_to_ignore(pack: &Pack, rule: &Rule, language: Language) -> Vec<Block> {
    let is_forbidden = pack.not_ignorable.iter().any(|id| *id == *rule.id);
    let mut blocks = if is_forbidden {
        vec![Block::Text(messages::NOT_IGNORED_HERE.text(language).to_owned())]
    } else {
        ignore_in_document(&rule.id, language)
    };
    blocks.extend(ignore_in_configuration(&rule.id, language));
    blocks
}

fn quote(quote: &Quote) -> Block {
    Block::Quote { statement: quote.statement.clone(), words: quote.quote.clone(), url: quote.url.clone() }
}

/// The first example of a kind that needs no fixture, else the first.
fn first(rule: &Rule, is_wanted: impl Fn(&Example) -> bool) -> Option<&Example> {
    let wanted = || rule.examples.iter().filter(|example| is_wanted(example));
    wanted().find(|example| example.within.is_none()).or_else(|| wanted().next())
}

/// What the rule finds in an example, without what the page says above; nothing if it needs files that are not here.
fn findings(pack: &Pack, rule: &Rule, example: &Example, language: Language) -> Vec<Finding> {
    let Some(text) = rule.document.node_at(example.node).as_key().filter(|_| example.within.is_none()) else {
        return Vec::new();
    };
    let stream = parse(&Arc::new(Source::new(PATH, text.to_owned())), &Limits::default());
    let today = example.today.as_deref().and_then(midnight).unwrap_or_else(some_day);
    let scope = Scope { language, today, host: None, schema: None };
    let roots: Vec<_> = stream.documents.iter().map(Document::root).collect();
    let mut findings = if rule.group.is_some() {
        check_group(rule, &pack.schema, &roots, &scope)
    } else {
        roots.iter().flat_map(|root| check_rule(rule, &pack.schema, *root, &scope)).collect()
    };
    for finding in &mut findings {
        (finding.why, finding.quote, finding.url) = (None, None, None);
    }
    findings
}

/// A day for examples that name none: a page does not change with the date.
fn some_day() -> DateTime {
    date(2026, 3, 9).at(0, 0, 0, 0)
}
