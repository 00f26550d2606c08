//! What is said of a token that cannot stand where it stands, with what an author who knows another language meant.

use super::{Parser, TokenKind};
use crate::expr::problem::{SYNTAX, problem};
use crate::expr::{hints, messages, syntax_messages};
use crate::text::{Message, Span};
use crate::yaml::Problem;

impl Parser<'_> {
    pub(super) fn unexpected(&self, message: &'static Message) -> Box<Problem> {
        let span = self.token.span;
        if matches!(self.token.kind, TokenKind::End) {
            return Box::new(problem(SYNTAX, &syntax_messages::ENDS_EARLY, span, Vec::new()));
        }
        if self.text_of(self.before) == "not" {
            return Self::say(&syntax_messages::NO_MEANING, self.before, ("`not`", "!"));
        }
        if let Some(foreign) = self.foreign(span) {
            return foreign;
        }
        let found = format!("`{}`", self.text_of(span));
        match hints::operator(self.text_of(span)) {
            Some(operator) => Self::say(message, span, (&found, operator)),
            None => Box::new(problem(SYNTAX, message, span, vec![("found", found)])),
        }
    }

    /// The problem of a mark that only other languages have, of which the span is a part.
    pub(super) fn foreign(&self, span: Span) -> Option<Box<Problem>> {
        let (start, mark, here) = hints::mark(self.text, span.start() as usize)?;
        let span = Span::from_usize(start, start + mark.len());
        Some(Self::say(&syntax_messages::NO_MEANING, span, (&format!("`{mark}`"), here)))
    }

    /// A problem with what to write instead of what was found.
    pub(super) fn say(message: &'static Message, span: Span, (found, here): (&str, &str)) -> Box<Problem> {
        let parameters = vec![("found", found.to_owned()), ("operator", format!("`{here}`"))];
        let mut problem = problem(SYNTAX, message, span, parameters);
        problem.help = Some(&messages::WRITE_OPERATOR);
        Box::new(problem)
    }
}
