//! A submission on the page: what it is, what it lacks, its evidence, what was found, how it fares with each requirement.

use std::collections::HashSet;
use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::finding;
use super::messages;
use super::{Exhibit, Requirement, State, Submission};
use crate::finding::Severity;
use crate::output::escape::markup;
use crate::output::messages::count;
use crate::text::{Language, Message};

/// Most characters of a value that shares its row with others.
const WIDE: usize = 48;

/// The state of a submission in a few words, such as `2 errors, 1 warning`.
pub(super) fn state(submission: &Submission<'_>, language: Language) -> String {
    let counted = Severity::ALL.map(|severity| (severity, submission.count(severity)));
    let mut parts: Vec<String> = Vec::new();
    if submission.is_ready() {
        parts.push(messages::READY_STATE.text(language).to_owned());
    }
    for (severity, number) in counted.into_iter().filter(|(_, number)| *number > 0) {
        let [one, many] = count(severity);
        let row = if number == 1 { one } else { many };
        parts.push(row.render(language, &[("count", number.to_string())]));
    }
    parts.join(", ")
}

/// Writes a submission; `index` is its number on the page.
pub(super) fn write(
    submission: &Submission<'_>,
    index: usize,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let class = if submission.is_ready() { "good" } else { "bad" };
    writeln!(
        out,
        "<article class=\"card {class}\" id=\"s{index}\">\n<header><h3>{}</h3>",
        markup(&submission.title)
    )?;
    writeln!(out, "<span class=\"badge\">{}</span>", markup(&state(submission, language)))?;
    let (path, policy) = (markup(&submission.path), markup(&submission.policy));
    writeln!(out, "<span class=\"path\">{path} · {policy}</span></header>")?;
    write_facts(&submission.facts, out)?;
    write_lacks(&submission.lacks, language, out)?;
    heading(&messages::EVIDENCE, language, out)?;
    if submission.exhibits.is_empty() {
        writeln!(out, "<p class=\"dim\">{}</p>", markup(messages::NO_EVIDENCE.text(language)))?;
    } else {
        writeln!(out, "<ol class=\"shots\">")?;
        submission.exhibits.iter().try_for_each(|exhibit| write_exhibit(exhibit, language, out))?;
        writeln!(out, "</ol>")?;
    }
    heading(&messages::FINDINGS, language, out)?;
    if submission.findings.is_empty() {
        writeln!(out, "<p class=\"dim\">{}</p>", markup(messages::NOTHING.text(language)))?;
    }
    let mut told = HashSet::new();
    for found in &submission.findings {
        finding::write(found, told.insert(&found.rule), language, out)?;
    }
    write_requirements(&submission.requirements, language, out)?;
    writeln!(out, "</article>")
}

fn heading(words: &Message, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<h4>{}</h4>", markup(words.text(language)))
}

fn write_facts(facts: &[(String, String)], out: &mut dyn Write) -> io::Result<()> {
    if facts.is_empty() {
        return Ok(());
    }
    writeln!(out, "<dl class=\"facts\">")?;
    for (name, value) in facts {
        let class = if value.chars().count() > WIDE { " class=\"wide\"" } else { "" };
        writeln!(out, "<div{class}><dt>{}</dt><dd>{}</dd></div>", markup(name), markup(value))?;
    }
    writeln!(out, "</dl>")
}

fn write_lacks(lacks: &[String], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if lacks.is_empty() {
        return Ok(());
    }
    heading(&messages::LACKS, language, out)?;
    writeln!(out, "<ul class=\"lacks\">")?;
    lacks.iter().try_for_each(|path| writeln!(out, "<li><code>{}</code></li>", markup(path)))?;
    writeln!(out, "</ul>")
}

fn write_exhibit(exhibit: &Exhibit, language: Language, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<li><figure>")?;
    let caption = markup(&exhibit.caption);
    match &exhibit.picture {
        Some(picture) => {
            let data = BASE64_STANDARD.encode(&picture.jpeg);
            let (width, height) = (picture.width, picture.height);
            write!(
                out,
                "<div class=\"frame\"><img alt=\"{caption}\" width=\"{width}\" height=\"{height}\" src=\"data:image/jpeg;base64,{data}\"></div>"
            )?;
        }
        None => {
            let (kind, about) = tile(exhibit, language);
            write!(out, "<div class=\"frame tile-only\"><span class=\"kind\">{}</span>", markup(&kind))?;
            write!(out, " <span>{}</span></div>", markup(&about))?;
        }
    }
    let path = markup(&exhibit.path);
    writeln!(
        out,
        "<figcaption><b>{caption}</b> <span class=\"path\">{path}</span></figcaption></figure></li>"
    )
}

/// What stands in the place of a picture: the type of the file, and how much there is of it.
fn tile(exhibit: &Exhibit, language: Language) -> (String, String) {
    let Some(file_type) = exhibit.file_type else {
        return ("?".to_owned(), messages::NOT_THERE.text(language).to_owned());
    };
    let mut parts = Vec::new();
    if exhibit.seconds > 0 {
        parts.push(format!("{}:{:02}", exhibit.seconds / 60, exhibit.seconds % 60));
    }
    if exhibit.pages > 0 {
        parts.push(messages::PAGES.render(language, &[("count", exhibit.pages.to_string())]));
    }
    parts.push(match exhibit.size {
        small if small < 1_000_000 => format!("{} kB", small.div_ceil(1000)),
        large => format!("{}.{} MB", large / 1_000_000, large % 1_000_000 / 100_000),
    });
    (file_type.to_owned(), parts.join(" · "))
}

fn write_requirements(all: &[Requirement], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let met = all.iter().filter(|requirement| requirement.state == State::Met).count();
    let counts = [("met", met.to_string()), ("all", all.len().to_string())];
    let sum = messages::REQUIREMENTS.render(language, &counts);
    writeln!(out, "<details><summary>{}\n<span class=\"chips\">", markup(&sum))?;
    for requirement in all {
        let (class, _) = row(requirement.state);
        writeln!(out, "<span class=\"chip {class}\">{}</span>", markup(&requirement.id))?;
    }
    writeln!(out, "</span></summary>\n<ul class=\"requirements\">")?;
    for requirement in all {
        let (class, words) = row(requirement.state);
        let (id, state) = (markup(&requirement.id), markup(words.text(language)));
        write!(out, "<li><span class=\"chip {class}\">{id}</span> <span class=\"state\">{state}</span>")?;
        writeln!(out, " <span class=\"words\">{}</span></li>", markup(&requirement.words))?;
    }
    writeln!(out, "</ul></details>")
}

/// The name of a state in the style, and its word.
fn row(state: State) -> (&'static str, &'static Message) {
    match state {
        State::Met => ("met", &messages::MET),
        State::Doubtful => ("doubtful", &messages::DOUBTFUL),
        State::Unmet => ("unmet", &messages::UNMET),
        State::Human => ("human", &messages::HUMAN),
    }
}
