//! A document as people are shown it, by what its pack says: its name, facts and attachments for a report, the texts of a
//! request to send. What has no value, because the document is not ready, is marked instead of failing.

use jiff::civil::DateTime;

use super::messages;
use crate::expr::{Frame, Host, Program, Value};
use crate::rule::{Binder, Evidence, Expression, Line, Localized, Phrase, Presentation, Request};
use crate::text::{Language, Span};
use crate::yaml::{Node, scalar_offsets};

/// Most lines that one list gives.
const ELEMENTS: usize = 200;

/// Most characters of a value that is looked for in what is sent; fewer than this are met by chance.
const LEAST_WITHHELD: usize = 4;

/// What a report shows of a document.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Portrait {
    /// What the document is called; none if its pack does not say or it cannot be told.
    pub title: Option<String>,
    /// Names and values that a reviewer wants to know at once.
    pub facts: Vec<(String, String)>,
    /// The attached files in the order in which they are shown: paths and captions.
    pub evidence: Vec<(String, String)>,
}

/// One text of a request, ready to be sent.
#[derive(Debug, PartialEq, Eq)]
pub struct Letter {
    /// By which it is asked for.
    pub name: String,
    /// What it is and where it goes.
    pub title: String,
    /// Its paragraphs, each of several lines.
    pub paragraphs: Vec<Vec<String>>,
}

/// A value that stands in a text that must not show it.
#[derive(Debug)]
pub struct Leak {
    /// The text that would have shown it.
    pub letter: String,
    /// The value.
    pub value: String,
    /// What of the document brings it there, if that can be told.
    pub origin: Option<Span>,
}

/// Shows documents in one language.
#[derive(Clone, Copy)]
pub struct Presenter<'p> {
    presentation: &'p Presentation,
    language: Language,
    today: DateTime,
    host: Option<&'p dyn Host>,
}

impl<'p> Presenter<'p> {
    /// Shows documents by what the manifest of their pack says.
    #[must_use]
    pub fn new(
        presentation: &'p Presentation,
        language: Language,
        today: DateTime,
        host: Option<&'p dyn Host>,
    ) -> Self {
        Self { presentation, language, today, host }
    }

    /// The language in which the document is written, if its pack says and it can be told.
    #[must_use]
    pub fn language_of(&self, root: Node<'_>) -> Option<Language> {
        let language = self.presentation.language.as_ref()?;
        let value = language.program.evaluate_unrecorded(&mut self.frame(root)).value.ok()?;
        value.as_str().and_then(Language::from_tag)
    }

    /// What a report shows of the document.
    #[must_use]
    pub fn portrait(&self, root: Node<'_>) -> Portrait {
        let outline = &self.presentation.outline;
        let mut frame = self.frame(root);
        let title = outline.title.as_ref().and_then(|title| self.strict(title, &mut frame));
        let mut facts = Vec::new();
        for (name, line) in &outline.facts {
            let values = self.lines(line, &mut frame, true);
            facts.extend(values.into_iter().map(|value| (name.get(self.language).clone(), value)));
        }
        let evidence = outline.evidence.as_ref();
        Portrait {
            title,
            facts,
            evidence: evidence.map(|it| self.evidence(it, &mut frame)).unwrap_or_default(),
        }
    }

    /// The texts that are sent for the document.
    #[must_use]
    pub fn letters(&self, root: Node<'_>) -> Vec<Letter> {
        let mut frame = self.frame(root);
        let requests = self.presentation.requests.iter();
        let sent: Vec<&Request> =
            requests.filter(|request| holds(request.when.as_ref(), &mut frame)).collect();
        sent.into_iter().map(|request| self.letter(request, &mut frame)).collect()
    }

    /// The values that a text of the document must not show and yet would.
    #[must_use]
    pub fn leaks(&self, root: Node<'_>, letters: &[Letter]) -> Vec<Leak> {
        let mut frame = self.frame(root);
        let mut leaks = Vec::new();
        for letter in letters {
            let request = self.presentation.requests.iter().find(|request| request.name == letter.name);
            for withheld in request.into_iter().flat_map(|request| &request.withhold) {
                let outcome = withheld.program.evaluate_unrecorded(&mut frame);
                let Some(value) = outcome.value.ok().map(|value| value.to_text()) else { continue };
                let is_shown = |line: &String| shows(line, &value).is_some();
                if letter.paragraphs.iter().flatten().any(is_shown) {
                    let origin = origin(root, &value, letter);
                    leaks.push(Leak { letter: letter.title.clone(), value, origin });
                }
            }
        }
        leaks
    }

    fn letter<'d>(&self, request: &'p Request, frame: &mut Frame<'p, 'd>) -> Letter {
        let mut paragraphs = Vec::new();
        for section in &request.sections {
            let lines: Vec<String> =
                section.lines.iter().flat_map(|line| self.lines(line, frame, false)).collect();
            if lines.is_empty() {
                continue;
            }
            let heading = section.heading.as_ref().map(|heading| self.lenient(heading, frame));
            paragraphs.push(heading.into_iter().chain(lines).collect());
        }
        let title = request.title.get(self.language).clone();
        Letter { name: request.name.clone(), title, paragraphs }
    }

    /// The lines that a line gives, each maybe of several lines itself; with `is_strict` none where a value is missing.
    fn lines<'d>(&self, line: &'p Line, frame: &mut Frame<'p, 'd>, is_strict: bool) -> Vec<String> {
        let say = |frame: &mut Frame<'p, 'd>| {
            let shown = holds(line.when.as_ref(), frame);
            let text = || match is_strict {
                true => self.strict(&line.text, frame),
                false => Some(self.lenient(&line.text, frame)),
            };
            shown.then(text).flatten()
        };
        let Some(each) = &line.each else { return say(frame).into_iter().collect() };
        let mut lines = Vec::new();
        for element in elements(each, frame) {
            frame.set(self.first_free(), element);
            lines.extend(say(frame));
        }
        lines
    }

    fn evidence<'d>(&self, evidence: &'p Evidence, frame: &mut Frame<'p, 'd>) -> Vec<(String, String)> {
        let mut shown = Vec::new();
        for element in elements(&evidence.each, frame) {
            frame.set(self.first_free(), element);
            let Ok(path) = evidence.file.program.evaluate_unrecorded(frame).value else { continue };
            let caption = evidence.caption.as_ref().and_then(|caption| self.strict(caption, frame));
            shown.push((path.to_text(), caption.unwrap_or_default()));
        }
        shown
    }

    /// The text, or none if one of its expressions has no value.
    fn strict(&self, text: &Localized<Phrase>, frame: &mut Frame<'_, '_>) -> Option<String> {
        let outcome = text.get(self.language).template()?.render(frame);
        outcome.value.ok()?.as_str().map(str::to_owned)
    }

    /// The text, with a mark for each expression that has no value.
    fn lenient(&self, text: &Localized<Phrase>, frame: &mut Frame<'_, '_>) -> String {
        let mut mark = |program: &Program| {
            let written = program.text().trim();
            let name = written.strip_prefix("this.").unwrap_or(written);
            messages::MISSING_VALUE.render(self.language, &[("name", name.to_owned())])
        };
        let template = text.get(self.language).template();
        template.map_or_else(String::new, |template| template.render_with(frame, &mut mark))
    }

    /// The slot of the element of a list.
    fn first_free(&self) -> usize {
        self.presentation.environment.variables().len()
    }

    fn frame<'d>(&self, root: Node<'d>) -> Frame<'p, 'd> {
        let mut frame = Frame::new();
        if let Some(host) = self.host {
            frame = frame.with_host(host);
        }
        frame.set(0, Value::from_node(root));
        frame.set(1, Value::timestamp(self.today));
        for (index, value) in self.presentation.lets.iter().enumerate() {
            frame.define(index + 2, &value.get(self.language).program);
        }
        frame
    }
}

/// The elements of a list, none if it cannot be told.
fn elements<'d>(each: &Binder, frame: &mut Frame<'_, 'd>) -> impl Iterator<Item = Value<'d>> + use<'d> {
    let list = each.list.program.evaluate_unrecorded(frame).value.ok();
    list.and_then(|list| list.elements()).into_iter().flatten().take(ELEMENTS)
}

/// True if there is no condition or it is true.
fn holds(condition: Option<&Expression>, frame: &mut Frame<'_, '_>) -> bool {
    let Some(condition) = condition else { return true };
    let value = condition.program.evaluate_unrecorded(frame).value;
    value.ok().and_then(|value| value.as_bool()).unwrap_or(false)
}

/// Where the line shows the value, in bytes; numbers also when they are grouped in another way.
fn shows(line: &str, value: &str) -> Option<Span> {
    if value.trim().chars().count() < LEAST_WITHHELD {
        return None;
    }
    if let Some(start) = line.find(value) {
        return Some(Span::from_usize(start, start + value.len()));
    }
    let is_grouping = |character: char| matches!(character, '-' | ' ' | '.' | '\u{a0}');
    let is_number = value.chars().all(|character| character.is_ascii_digit() || is_grouping(character));
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    if !is_number || digits.len() < LEAST_WITHHELD {
        return None;
    }
    let starts = line.char_indices().filter(|(_, character)| character.is_ascii_digit());
    starts.map(|(start, _)| start).find_map(|start| {
        let mut wanted = digits.chars();
        let mut end = start;
        for character in line.get(start..)?.chars() {
            match character {
                _ if is_grouping(character) && end > start => {}
                _ if wanted.as_str().starts_with(character) => drop(wanted.next()),
                _ => return None,
            }
            end += character.len_utf8();
            if wanted.as_str().is_empty() {
                return Some(Span::from_usize(start, end));
            }
        }
        None
    })
}

/// What of the document brings a value into a letter: in a text that shows it and that the letter repeats.
fn origin(root: Node<'_>, value: &str, letter: &Letter) -> Option<Span> {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        let shown = node.as_str().and_then(|text| Some((text, shows(text, value)?)));
        if let Some((text, span)) = shown {
            let mut lines = letter.paragraphs.iter().flatten();
            if lines.any(|line| line.contains(text.trim_end())) {
                let offsets = scalar_offsets(node);
                let at = |offset: u32| offsets.source_offset(offset as usize);
                return Some(Span::new(at(span.start()), at(span.end())));
            }
        }
        let children: Vec<Node<'_>> = node.items().chain(node.entries().map(|entry| entry.value)).collect();
        open.extend(children.into_iter().rev());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::shows;

    #[test]
    fn a_number_is_seen_however_it_is_grouped() {
        let rows = [
            ("우리 번호는 999-88-00014입니다", "999-88-00014", true),
            ("9998800014", "999-88-00014", true),
            ("no. 999 88 00014.", "9998800014", true),
            ("999-88-00015", "999-88-00014", false),
            ("1999-88-0001", "999-88-00014", false),
            ("private/cert.pdf is there", "private/cert.pdf", true),
            ("a b c", "b", false),
            ("2026", "12", false),
        ];
        for (line, value, expected) in rows {
            assert_eq!(shows(line, value).is_some(), expected, "{line}: {value}");
        }
    }
}
