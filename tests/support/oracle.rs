//! How three parsers read a text, in one notation: events without collection styles, anchors numbered.

use std::collections::HashMap;
use std::fmt;
use std::fmt::Write;
use std::panic;
use std::sync::Arc;

use greenlight::text::Source;
use greenlight::yaml::{self, Limits, Problem};

/// What a parser makes of a text.
pub(crate) enum Reading {
    /// The events, one a line.
    Accepted(String),
    /// Why it is no YAML.
    Refused(Vec<String>),
}

impl Reading {
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Accepted(a), Self::Accepted(b)) => a == b,
            (Self::Refused(_), Self::Refused(_)) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted(events) => write!(formatter, "accepted\n{events}"),
            Self::Refused(why) => write!(formatter, "refused: {}", why.join("; ")),
        }
    }
}

/// What both oracles make of a text, if it is the same.
pub(crate) fn agreement(text: &str) -> Option<Reading> {
    let granit = panic::catch_unwind(|| granit(text)).ok()?;
    let saphyr = panic::catch_unwind(|| saphyr(text)).ok()?;
    if !granit.is_same(&saphyr) {
        return None;
    }
    Some(granit)
}

pub(crate) fn ours(text: &str) -> Reading {
    let stream = yaml::parse(&Arc::new(Source::new("text.yaml", text.to_owned())), &Limits::default());
    let refusals: Vec<String> =
        stream.problems.iter().filter(|problem| is_refusal(problem)).map(message).collect();
    if refusals.is_empty() {
        Reading::Accepted(numbered(&yaml::events(&stream.documents)))
    } else {
        Reading::Refused(refusals)
    }
}

fn message(problem: &Problem) -> String {
    problem.message.en.to_owned()
}

/// True if the problem makes the text no YAML; event parsers do not look at values, keys and merges.
fn is_refusal(problem: &Problem) -> bool {
    let texts = ["`<<` merges maps", "is not what the tag"];
    problem.id == "yaml/syntax" && !texts.iter().any(|text| problem.message.en.contains(text))
}

/// Our events without collection styles, with numbers for the names of anchors.
fn numbered(events: &str) -> String {
    let mut names = HashMap::new();
    let mut count = 0;
    let mut out = String::new();
    for line in events.lines() {
        let (event, mut rest) = line.split_once(' ').unwrap_or((line, ""));
        if event == "+DOC" {
            names.clear();
        }
        out.push_str(event);
        if event == "-DOC" {
            rest = "";
        }
        if matches!(event, "+SEQ" | "+MAP") {
            rest = rest.strip_prefix("[]").or(rest.strip_prefix("{}")).unwrap_or(rest).trim_start();
        }
        if let Some(after) = rest.strip_prefix('&') {
            let (name, after) = after.split_once(' ').unwrap_or((after, ""));
            count += 1;
            names.insert(name.to_owned(), count);
            write!(out, " &{count}").unwrap();
            rest = after;
        }
        match rest.strip_prefix('*') {
            Some(name) if event == "=ALI" => write!(out, " *{}", names.get(name).unwrap_or(&0)).unwrap(),
            _ if rest.is_empty() => {}
            _ => write!(out, " {rest}").unwrap(),
        }
        out.push('\n');
    }
    out
}

/// Writes events in the common notation; both oracles number anchors over the whole stream.
#[derive(Default)]
struct Notation {
    out: String,
    ids: HashMap<usize, usize>,
}

impl Notation {
    fn node(&mut self, event: &str, anchor: usize, tag: Option<String>) {
        self.out.push_str(event);
        if anchor != 0 {
            let next = self.ids.len() + 1;
            let id = *self.ids.entry(anchor).or_insert(next);
            write!(self.out, " &{id}").unwrap();
        }
        if let Some(tag) = tag {
            write!(self.out, " <{tag}>").unwrap();
        }
    }

    fn line(&mut self, event: &str) {
        self.out.push_str(event);
        self.out.push('\n');
    }

    fn alias(&mut self, anchor: usize) {
        let id = self.ids.get(&anchor).copied().unwrap_or(0);
        writeln!(self.out, "=ALI *{id}").unwrap();
    }

    fn text(&mut self, mark: char, text: &str) {
        self.out.push(' ');
        self.out.push(mark);
        for character in text.chars() {
            match character {
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str("\\t"),
                '\r' => self.out.push_str("\\r"),
                '\u{8}' => self.out.push_str("\\b"),
                _ => self.out.push(character),
            }
        }
        self.out.push('\n');
    }
}

fn granit(text: &str) -> Reading {
    use granit_parser::{Event, Parser, ScalarStyle};
    let mut options = granit_parser::options! { strict_indentation: true };
    options.set_emit_comments(false);
    let mut notation = Notation::default();
    for event in Parser::new_from_str_with_options(text, options) {
        let event = match event {
            Ok((event, _)) => event,
            Err(error) => return Reading::Refused(vec![error.to_string()]),
        };
        match event {
            Event::StreamStart => notation.line("+STR"),
            Event::StreamEnd => notation.line("-STR"),
            Event::DocumentStart(is_explicit, _) => {
                notation.line(if is_explicit { "+DOC ---" } else { "+DOC" });
            }
            Event::DocumentEnd => notation.line("-DOC"),
            Event::Alias(anchor) => notation.alias(anchor),
            Event::Scalar(text, style, anchor, tag) => {
                notation.node("=VAL", anchor, tag.map(|tag| tag.to_string()));
                let mark = match style {
                    ScalarStyle::SingleQuoted => '\'',
                    ScalarStyle::DoubleQuoted => '"',
                    ScalarStyle::Literal => '|',
                    ScalarStyle::Folded => '>',
                    _ => ':',
                };
                notation.text(mark, &text);
            }
            Event::SequenceStart(_, anchor, tag) => {
                notation.node("+SEQ", anchor, tag.map(|tag| tag.to_string()));
                notation.line("");
            }
            Event::MappingStart(_, anchor, tag) => {
                notation.node("+MAP", anchor, tag.map(|tag| tag.to_string()));
                notation.line("");
            }
            Event::SequenceEnd => notation.line("-SEQ"),
            Event::MappingEnd => notation.line("-MAP"),
            _ => {}
        }
    }
    Reading::Accepted(notation.out)
}

fn saphyr(text: &str) -> Reading {
    use saphyr_parser::{Event, Parser, ScalarStyle};
    let name = |tag: &saphyr_parser::Tag| format!("{}{}", tag.handle, tag.suffix);
    let mut notation = Notation::default();
    for event in Parser::new_from_str(text) {
        let event = match event {
            Ok((event, _)) => event,
            Err(error) => return Reading::Refused(vec![error.to_string()]),
        };
        match event {
            Event::StreamStart => notation.line("+STR"),
            Event::StreamEnd => notation.line("-STR"),
            Event::DocumentStart(is_explicit) => notation.line(if is_explicit { "+DOC ---" } else { "+DOC" }),
            Event::DocumentEnd => notation.line("-DOC"),
            Event::Alias(anchor) => notation.alias(anchor),
            Event::Scalar(text, style, anchor, tag) => {
                notation.node("=VAL", anchor, tag.as_deref().map(name));
                let mark = match style {
                    ScalarStyle::SingleQuoted => '\'',
                    ScalarStyle::DoubleQuoted => '"',
                    ScalarStyle::Literal => '|',
                    ScalarStyle::Folded => '>',
                    ScalarStyle::Plain => ':',
                };
                notation.text(mark, &text);
            }
            Event::SequenceStart(anchor, tag) => {
                notation.node("+SEQ", anchor, tag.as_deref().map(name));
                notation.line("");
            }
            Event::MappingStart(anchor, tag) => {
                notation.node("+MAP", anchor, tag.as_deref().map(name));
                notation.line("");
            }
            Event::SequenceEnd => notation.line("-SEQ"),
            Event::MappingEnd => notation.line("-MAP"),
            Event::Nothing => {}
        }
    }
    Reading::Accepted(notation.out)
}
