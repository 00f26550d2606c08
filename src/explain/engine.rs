//! The page of one of the engine's own ids.

use super::catalogue::Entry;
use super::example::Example;
use super::messages;
use super::page::{Block, Page, Section};
use crate::check::{ENGINE_RULES, is_binding};
use crate::finding::Severity;
use crate::rule::Localized;
use crate::schema::violation_ids;
use crate::text::{Language, Message};

/// The page of an entry, its example checked anew.
#[must_use]
pub fn engine_page(entry: &Entry, language: Language) -> Page {
    let findings = entry.fails.as_ref().map(|example| example.run(language)).unwrap_or_default();
    let severity = findings.first().map_or(Severity::Error, |finding| finding.severity);
    let text = |text: &Localized<String>| vec![Block::Text(text.get(language).clone())];
    let heading = |message: &Message| message.text(language).to_owned();
    let mut sections: Vec<Section> =
        Section::of(heading(&messages::WHY), text(&entry.why)).into_iter().collect();
    sections.extend(surroundings(entry.fails.as_ref(), language));
    let others = [
        example(entry.fails.as_ref(), [&messages::FAILS, &messages::FAILS_FILE], language),
        Section::of(
            heading(&messages::OUTPUT),
            if findings.is_empty() { Vec::new() } else { vec![Block::Output(findings)] },
        ),
        example(entry.passes.as_ref(), [&messages::PASSES, &messages::PASSES_FILE], language),
        Section::of(heading(&messages::FIX), text(&entry.fix)),
        Section::of(heading(&messages::IGNORE), how_to_ignore(&entry.id, language)),
    ];
    sections.extend(others.into_iter().flatten());
    Page {
        id: entry.id.clone(),
        language,
        facts: vec![severity.name().to_owned()],
        title: entry.title.get(language).clone(),
        sections,
    }
}

/// An example; its place is named where that is not just some submission.
fn example(
    example: Option<&Example>,
    [plain, with_path]: [&Message; 2],
    language: Language,
) -> Option<Section> {
    let example = example?;
    let heading = if example.is_submission() {
        plain.text(language).to_owned()
    } else {
        with_path.render(language, &[("path", example.path().to_owned())])
    };
    Section::of(heading, vec![Block::Yaml(example.text().to_owned())])
}

/// The files around an example.
fn surroundings(example: Option<&Example>, language: Language) -> impl Iterator<Item = Section> {
    let others = example.into_iter().flat_map(|example| &example.others);
    others.filter_map(move |file| {
        let heading = messages::WITH_FILE.render(language, &[("path", file.path.clone())]);
        Section::of(heading, vec![Block::Yaml(file.text.clone())])
    })
}

fn how_to_ignore(id: &str, language: Language) -> Vec<Block> {
    let may_be_off = ENGINE_RULES.contains(&id) || violation_ids().any(|known| known == id);
    if !may_be_off {
        return vec![Block::Text(messages::NEVER_IGNORED.text(language).to_owned())];
    }
    let mut blocks = if is_binding(id) { Vec::new() } else { ignore_in_document(id, language) };
    blocks.extend(ignore_in_configuration(id, language));
    blocks
}

/// The comment that ignores an id.
pub(super) fn ignore_in_document(id: &str, language: Language) -> Vec<Block> {
    let reason = messages::REASON.text(language);
    vec![
        Block::Text(messages::IGNORE_HERE.text(language).to_owned()),
        Block::Yaml(format!("# greenlight: ignore[{id}] {reason}\n")),
    ]
}

/// What to write into the configuration to hear no more of an id.
pub(super) fn ignore_in_configuration(id: &str, language: Language) -> Vec<Block> {
    vec![
        Block::Text(messages::IGNORE_FOR_ALL.text(language).to_owned()),
        Block::Yaml(format!("rules:\n  {id}: off\n")),
    ]
}
