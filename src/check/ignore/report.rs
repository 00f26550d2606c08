//! Findings about ignores themselves, with the edits that mend them.

use std::sync::Arc;

use super::directive::{Directive, Flaw, Malformed, Name};
use super::messages;
use crate::check::fingerprint::identify;
use crate::finding::{Edit, Finding, Fix, Safety, Severity};
use crate::text::{Language, Location, Message, Parameter, Source, Span};

/// Writes findings about the comments of a text.
pub(super) struct Reporter<'r> {
    pub(super) source: &'r Arc<Source>,
    pub(super) language: Language,
}

/// A message and, if there is one, its help.
type Words = (&'static Message, Option<&'static Message>);

impl Reporter<'_> {
    pub(super) fn malformed(&self, malformed: &Malformed) -> Finding {
        let written = format!("`{}`", self.source.slice(malformed.span).trim_end());
        let (words, near): (Words, _) = match malformed.flaw {
            Flaw::Marker => {
                ((&messages::WRONG_MARKER, Some(&messages::WRONG_MARKER_HELP)), Some("greenlight: "))
            }
            Flaw::Word(None) => ((&messages::WRONG_WORD, Some(&messages::FORM_HELP)), None),
            Flaw::Word(near) => ((&messages::WRONG_WORD, Some(&messages::UNKNOWN_RULE_NEAREST)), near),
            Flaw::NoNames => ((&messages::NO_NAMES, Some(&messages::FORM_HELP)), None),
            Flaw::NotClosed => ((&messages::NOT_CLOSED, Some(&messages::FORM_HELP)), None),
            Flaw::Day => ((&messages::WRONG_DAY, Some(&messages::WRONG_DAY_HELP)), None),
        };
        let shown = near.map(|near| format!("`{}`", near.trim_end())).unwrap_or_default();
        let parameters = [("written", written), ("nearest", shown)];
        let mut finding = self.finding("ignore/syntax", malformed.span, words, &parameters);
        finding.fix = near.and_then(|near| self.replacement(malformed.span, near));
        finding
    }

    pub(super) fn misplaced(&self, directive: &Directive) -> Finding {
        let words = (&messages::MISPLACED, Some(&messages::MISPLACED_HELP));
        self.finding("ignore/syntax", directive.head, words, &[])
    }

    pub(super) fn reason_missing(&self, directive: &Directive) -> Finding {
        let parameters = [("head", self.source.slice(directive.head).to_owned())];
        let words = (&messages::REASON_MISSING, Some(&messages::REASON_MISSING_HELP));
        self.finding("ignore/reason-missing", directive.head, words, &parameters)
    }

    pub(super) fn expired(&self, directive: &Directive) -> Finding {
        let day = directive.until.map(|day| day.date().to_string()).unwrap_or_default();
        let words = (&messages::EXPIRED, Some(&messages::EXPIRED_HELP));
        let mut finding = self.finding("ignore/expired", directive.head, words, &[("day", day)]);
        finding.fix = self.removal(directive, Safety::Unsafe);
        finding
    }

    pub(super) fn unknown(&self, directive: &Directive, name: &Name, near: Option<&str>) -> Finding {
        let help =
            if near.is_some() { &messages::UNKNOWN_RULE_NEAREST } else { &messages::UNKNOWN_RULE_HELP };
        let shown = near.map(|near| format!("`{near}`")).unwrap_or_default();
        let parameters = [("id", format!("`{}`", name.id)), ("nearest", shown)];
        let words = (&messages::UNKNOWN_RULE, Some(help));
        let mut finding = self.finding("ignore/unknown-rule", name.span, words, &parameters);
        finding.fix = match near {
            Some(near) => self.replacement(name.span, near),
            None => self.name_removal(directive, name),
        };
        finding
    }

    /// `pack` is the one that forbids it; none if the engine does.
    pub(super) fn not_allowed(&self, directive: &Directive, name: &Name, pack: Option<&str>) -> Finding {
        let help = match pack {
            Some(_) => &messages::NOT_ALLOWED_BY_PACK_HELP,
            None => &messages::NOT_ALLOWED_HELP,
        };
        let pack = format!("`{}`", pack.unwrap_or_default());
        let parameters = [("id", format!("`{}`", name.id)), ("pack", pack)];
        let words = (&messages::NOT_ALLOWED, Some(help));
        let mut finding = self.finding("ignore/not-allowed", name.span, words, &parameters);
        finding.fix = self.name_removal(directive, name);
        finding
    }

    /// Names of a directive that ignored nothing: all of them, or one.
    pub(super) fn unused(&self, directive: &Directive, names: &[&Name], is_bound: bool) -> Finding {
        let ids: Vec<String> = names.iter().map(|name| format!("`{}`", name.id)).collect();
        let is_all = names.len() == directive.names.len();
        let span = names.first().filter(|_| !is_all).map_or(directive.head, |name| name.span);
        let message = if names.len() == 1 { &messages::UNUSED } else { &messages::UNUSED_SEVERAL };
        let help = if is_bound { &messages::UNUSED_HELP } else { &messages::UNBOUND_HELP };
        let parameters = [("ids", ids.join(", "))];
        let mut finding = self.finding("ignore/unused", span, (message, Some(help)), &parameters);
        finding.fix = match names {
            [name] if !is_all => self.name_removal(directive, name),
            _ => self.removal(directive, Safety::Safe),
        };
        finding
    }

    /// Removes a name, and the comment with its last one.
    fn name_removal(&self, directive: &Directive, name: &Name) -> Option<Fix> {
        let at = directive.names.iter().position(|other| other.span == name.span)?;
        let before = at.checked_sub(1).and_then(|before| directive.names.get(before));
        let span = match (directive.names.get(at + 1), before) {
            (Some(next), _) => Span::new(name.span.start(), next.span.start()),
            (None, Some(before)) => Span::new(before.span.end(), name.span.end()),
            (None, None) => return self.removal(directive, Safety::Safe),
        };
        let title = messages::REMOVE_NAME.render(self.language, &[("id", format!("`{}`", name.id))]);
        Fix::new(title, Safety::Safe, vec![Edit { span, text: String::new() }])
    }

    /// Removes the comment: with its line, if it has one to itself, else with the blanks before it.
    fn removal(&self, directive: &Directive, safety: Safety) -> Option<Fix> {
        let title = messages::REMOVE.render(self.language, &[]);
        let span = removed(self.source, directive.span);
        Fix::new(title, safety, vec![Edit { span, text: String::new() }])
    }

    fn replacement(&self, span: Span, text: &str) -> Option<Fix> {
        let title = messages::REPLACE.render(self.language, &[("nearest", format!("`{}`", text.trim_end()))]);
        Fix::new(title, Safety::Unsafe, vec![Edit { span, text: text.to_owned() }])
    }

    fn finding(&self, id: &str, span: Span, (message, help): Words, parameters: &[Parameter]) -> Finding {
        let severity = match id {
            "ignore/reason-missing" | "ignore/not-allowed" => Severity::Error,
            _ => Severity::Warning,
        };
        let location = Location::new(self.source, span);
        let message = message.render(self.language, parameters);
        let mut finding = Finding::new(id, severity, location, message);
        finding.help = help.map(|help| help.render(self.language, parameters));
        identify(&mut finding, "", self.source.slice(span));
        finding
    }
}

/// The bytes that go with a comment.
fn removed(source: &Source, comment: Span) -> Span {
    let line = source.line_span(comment.start());
    let before = source.slice(Span::new(line.start(), comment.start()));
    let after = source.slice(Span::new(comment.end(), line.end()));
    let is_first = before.trim_start_matches('\u{feff}').trim().is_empty();
    if !is_first {
        let kept = Span::from_usize(0, before.trim_end().len()).end();
        return Span::new(line.start() + kept, comment.end());
    }
    if !after.trim().is_empty() {
        // Another comment follows on the line.
        let blanks = Span::from_usize(0, after.len() - after.trim_start().len()).len();
        return Span::new(comment.start(), comment.end() + blanks);
    }
    let mark = before.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
    let start = line.range().start + mark;
    let rest = source.text().get(line.range().end..).unwrap_or_default();
    let line_break = ["\r\n", "\n", "\r"].into_iter().find(|line_break| rest.starts_with(line_break));
    Span::from_usize(start, line.range().end + line_break.map_or(0, str::len))
}
