//! Quoted scalars (YAML 1.2.2, sections 7.3.1 and 7.3.2) and aliases.

use memchr::{memchr, memchr3};

use super::build::{Scalar, Token};
use super::cursor::Column;
use super::properties::is_anchor_byte;
use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::decode::{Escape, escape};
use crate::yaml::messages;
use crate::yaml::node::Style;

/// How many bytes are looked through for one mark before the next is looked for, so that no text is looked through anew
/// for each of its lines.
const WINDOW: usize = 256;

impl Parser<'_> {
    /// The quoted scalar whose opening mark comes next. Its later lines need a column greater than `indent`.
    pub(super) fn quoted(&mut self, indent: Column) -> Parsed<Token> {
        let start = self.at;
        let mark = self.byte();
        let start_line = self.line;
        self.at += 1;
        let mut is_encoded = false;
        loop {
            match self.next_special(mark) {
                byte if byte == mark && mark == b'\'' && self.byte_at(self.at + 1) == mark => {
                    is_encoded = true;
                    self.at += 2;
                }
                byte if byte == mark => break,
                b'\\' => {
                    is_encoded = true;
                    self.escape();
                }
                0 => return self.fail_unclosed_quote(start),
                _ => {
                    is_encoded = true;
                    self.quoted_break(start, indent)?;
                }
            }
        }
        self.at += 1;
        let style = if mark == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        let is_long = self.line != start_line;
        let scalar = Scalar { start, end: self.at, style, is_encoded, is_long, is_finished: false };
        Ok(Token::Scalar(scalar))
    }

    /// Goes to the next byte that means something inside these quotation marks.
    #[inline]
    fn next_special(&mut self, mark: u8) -> u8 {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        for near in rest.chunks(WINDOW) {
            let before = memchr3(mark, b'\n', b'\r', near).map_or(near, |at| near.get(..at).unwrap_or(near));
            let escape = if mark == b'"' { memchr(b'\\', before) } else { None };
            let length = escape.unwrap_or(before.len());
            self.at += length;
            if length < near.len() {
                break;
            }
        }
        self.byte()
    }

    /// Goes over line breaks to the next text of a quoted scalar.
    fn quoted_break(&mut self, start: usize, indent: Column) -> Parsed<()> {
        loop {
            self.skip_break();
            self.line = self.at;
            while self.byte() == b' ' {
                self.at += 1;
            }
            let column = self.column();
            self.skip_blanks();
            if self.at >= self.bytes.len() {
                return self.fail_unclosed_quote(start);
            }
            if self.is_line_end() {
                if column <= indent && self.column() > column {
                    return self.fail_at_tabs();
                }
                continue;
            }
            if column == 0 && self.is_marker(self.line) {
                self.line_is_unread = true;
                return self.fail_unclosed_quote(start);
            }
            if column <= indent {
                return self.fail_at_dedent(start, indent);
            }
            return Ok(());
        }
    }

    /// A line inside a quoted scalar that is not indented enough.
    fn fail_at_dedent<T>(&mut self, start: usize, indent: Column) -> Parsed<T> {
        if self.column() > indent {
            return self.fail_at_tabs();
        }
        self.line_is_unread = true;
        self.fail_unclosed_quote(start)
    }

    fn fail_unclosed_quote<T>(&mut self, start: usize) -> Parsed<T> {
        if self.is_cut_here() {
            return Err(super::Lost);
        }
        let mark = self.text(start, start + 1).to_owned();
        if !self.line_is_unread {
            // Nothing closes it up to the end of the text: the lines below are read as if it were closed on its own.
            self.at = start;
            self.line = self.line_start_of(start);
        }
        self.report(
            &messages::values::UNCLOSED_QUOTE,
            Span::from_usize(start, start + 1),
            vec![("mark", mark)],
        );
        Err(super::Lost)
    }

    fn line_start_of(&self, at: usize) -> usize {
        let before = self.bytes.get(..at).unwrap_or(&[]);
        memchr::memrchr2(b'\n', b'\r', before).map_or(0, |found| found + 1)
    }

    /// Goes over an escape sequence; a wrong one is reported and passed over.
    fn escape(&mut self) {
        let start = self.at;
        let rest = self.text(start, self.bytes.len());
        let (escape, length) = escape(rest);
        self.at += length;
        let span = Span::from_usize(start, self.at);
        let parameters = || vec![("escape", self.text(start, start + length).to_owned())];
        match escape {
            Escape::Character(_) => {}
            Escape::Break => self.at = start + 1,
            Escape::Unknown => {
                let parameters = parameters();
                self.report(&messages::values::UNKNOWN_ESCAPE, span, parameters);
            }
            Escape::Digits => {
                let parameters = parameters();
                self.report(&messages::values::ESCAPE_DIGITS, span, parameters);
            }
            Escape::Surrogate => {
                let parameters = parameters();
                self.report(&messages::values::LONE_SURROGATE, span, parameters);
            }
        }
    }

    /// The alias that comes next.
    pub(super) fn alias(&mut self, is_in_flow: bool) -> Parsed<Token> {
        let start = self.at;
        self.at += 1;
        while is_anchor_byte(self.byte()) {
            self.at += 1;
        }
        let span = Span::from_usize(start, self.at);
        if span.len() == 1 {
            return self.fail(&messages::values::ALIAS_WITHOUT_NAME, span);
        }
        let is_ended = self.is_gap(self.at) || (is_in_flow && matches!(self.byte(), b',' | b']' | b'}'));
        if !is_ended {
            return self.fail(&messages::values::BLANK_AFTER_PROPERTY, span);
        }
        Ok(Token::Alias { start, end: self.at })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::WINDOW;
    use crate::text::Source;
    use crate::yaml::{self, Limits};

    #[test]
    fn marks_are_found_however_far_away_they_are() {
        for length in [1, WINDOW - 1, WINDOW, WINDOW + 1, 3 * WINDOW] {
            let run = "x".repeat(length);
            let texts = [
                (format!("'{run}''{run}\r\n  {run}'"), format!("{run}'{run} {run}")),
                (format!("\"{run}\\n{run}\r  {run}\""), format!("{run}\n{run} {run}")),
                (format!("\"{run}\n  {run}'\""), format!("{run} {run}'")),
            ];
            for (written, meant) in texts {
                let stream = yaml::parse(&Arc::new(Source::new("a", written.clone())), &Limits::default());
                assert!(stream.problems.is_empty(), "{written:?}");
                assert_eq!(stream.documents[0].root().as_str(), Some(&*meant), "{written:?}");
            }
        }
    }
}
