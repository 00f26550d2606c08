//! Moving over the text: bytes, blanks, comments, lines and their indentation. Knows no nodes.

use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::messages::{self, Row};

/// A column counted from 0 in bytes, or -1 for "left of every line".
pub(super) type Column = i64;

/// Where a content stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// It is the first of its line.
    pub(super) is_fresh: bool,
    /// The column; of the first content of a line, the number of spaces before it; -1 at the end of the document.
    pub(super) column: Column,
    /// A tab is among the blanks before it.
    pub(super) has_tabs: bool,
}

impl Place {
    pub(super) const END: Self = Self { is_fresh: true, column: -1, has_tabs: false };

    pub(super) const fn is_end(self) -> bool {
        self.is_fresh && self.column < 0
    }
}

pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

pub(super) const fn is_break(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

impl Parser<'_> {
    /// The byte that is read next; 0, which no text that is read contains, at the end.
    #[inline]
    pub(super) fn byte(&self) -> u8 {
        self.byte_at(self.at)
    }

    #[inline]
    pub(super) fn byte_at(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// True at a blank, a line break or the end.
    #[inline]
    pub(super) fn is_gap(&self, at: usize) -> bool {
        matches!(self.byte_at(at), b' ' | b'\t' | b'\n' | b'\r' | 0)
    }

    /// True at a line break or the end.
    #[inline]
    pub(super) fn is_line_end(&self) -> bool {
        matches!(self.byte(), b'\n' | b'\r' | 0)
    }

    /// True at `byte` where it is an indicator, that is with a gap behind it.
    #[inline]
    pub(super) fn is_indicator(&self, byte: u8) -> bool {
        self.byte() == byte && self.is_gap(self.at + 1)
    }

    /// True if a comment may begin here as far as the byte before goes.
    fn is_after_blank(&self) -> bool {
        self.at.checked_sub(1).is_none_or(|before| is_blank(self.byte_at(before)))
    }

    pub(super) fn column(&self) -> Column {
        column_number(self.at - self.line)
    }

    /// The character that is read next, as a span; empty at the end.
    pub(super) fn here(&self) -> Span {
        let length = match self.byte() {
            0 => 0,
            byte if byte < 0x80 => 1,
            byte if byte < 0xE0 => 2,
            byte if byte < 0xF0 => 3,
            _ => 4,
        };
        Span::from_usize(self.at, self.at + length)
    }

    /// From here to the end of the line, without blanks at its end.
    pub(super) fn rest_of_line(&self) -> Span {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let blanks = rest.iter().take(length).rev().take_while(|byte| is_blank(**byte)).count();
        Span::from_usize(self.at, self.at + length - blanks)
    }

    /// From here to the end of the line, without a comment and the blanks before it.
    pub(super) fn rest_of_content(&self) -> Span {
        let rest = self.rest_of_line();
        let text = self.text(rest.start() as usize, rest.end() as usize);
        let comment = text.match_indices('#').find(|(at, _)| {
            let before = self.at + at;
            before.checked_sub(1).is_some_and(|before| is_blank(self.byte_at(before)))
        });
        let content =
            comment.map_or(text, |(at, _)| text.get(..at).unwrap_or(text)).trim_end_matches([' ', '\t']);
        Span::from_usize(self.at, self.at + content.len())
    }

    #[inline]
    pub(super) fn skip_blanks(&mut self) {
        while is_blank(self.byte()) {
            self.at += 1;
        }
    }

    /// Goes over blanks, comments and line breaks to the next content of the document.
    pub(super) fn separate(&mut self) {
        let mut has_tabs = false;
        loop {
            match self.byte() {
                b' ' => self.at += 1,
                b'\t' => {
                    has_tabs = true;
                    self.at += 1;
                }
                _ => break,
            }
        }
        match self.byte() {
            b'\n' | b'\r' | 0 => self.next_line(),
            b'#' if self.is_after_blank() => self.next_line(),
            _ => self.place = Place { is_fresh: false, column: self.column(), has_tabs },
        }
    }

    /// Goes from a line break, a comment or the end to the first content of a later line.
    pub(super) fn next_line(&mut self) {
        if self.byte() == b'#' {
            self.comment();
        }
        self.skip_break();
        self.start_line();
    }

    /// Goes from the beginning of a line to the first content in it or a later one.
    pub(super) fn start_line(&mut self) {
        loop {
            self.line = self.at;
            while self.byte() == b' ' {
                self.at += 1;
            }
            let spaces = self.at - self.line;
            let has_tabs = self.byte() == b'\t';
            if has_tabs {
                self.skip_blanks();
            }
            match self.byte() {
                b'\n' | b'\r' => self.skip_break(),
                b'#' => {
                    self.comment();
                    self.skip_break();
                }
                0 => {
                    self.place = Place::END;
                    return;
                }
                byte => {
                    let is_marker = spaces == 0 && matches!(byte, b'-' | b'.') && self.is_marker(self.at);
                    let column = if is_marker && !has_tabs { -1 } else { column_number(spaces) };
                    self.place = Place { is_fresh: true, column, has_tabs };
                    return;
                }
            }
        }
    }

    /// Goes over one line break, if it stands here.
    #[inline]
    pub(super) fn skip_break(&mut self) {
        match self.byte() {
            b'\r' if self.byte_at(self.at + 1) == b'\n' => self.at += 2,
            b'\n' | b'\r' => self.at += 1,
            _ => {}
        }
    }

    /// Records the comment that begins here and goes to the end of its line.
    fn comment(&mut self) {
        let span = self.rest_of_line();
        self.document.comments.push(span);
        self.at = span.end() as usize;
        self.skip_blanks();
    }

    /// Goes over what may follow a value on its line, to the next content. `row` says what anything else is.
    pub(super) fn finish_line(&mut self, row: &'static Row) -> Parsed<()> {
        self.skip_blanks();
        match self.byte() {
            b'\n' | b'\r' | 0 => {}
            b'#' if self.is_after_blank() => {}
            b'#' => return self.fail(&messages::COMMENT_WITHOUT_BLANK, self.here()),
            _ => return self.fail(row, self.rest_of_content()),
        }
        self.next_line();
        Ok(())
    }

    /// Goes to the next line whatever is on this one.
    pub(super) fn pass_over_line(&mut self) {
        self.at = self.rest_of_line().end() as usize;
        self.skip_blanks();
        self.next_line();
    }

    /// True if the line at `at` is `---` or `...`, maybe with more behind a blank.
    pub(super) fn is_marker(&self, at: usize) -> bool {
        let marker = self.bytes.get(at..at + 3);
        (marker == Some(b"---") || marker == Some(b"...")) && self.is_gap(at + 3)
    }

    /// True if the next content is the document marker of this byte.
    pub(super) fn is_at_marker(&self, byte: u8) -> bool {
        self.place.is_end() && self.byte() == byte
    }

    /// Goes over a byte order mark at the beginning of a document (YAML 1.2.2, section 9.1.1).
    pub(super) fn skip_byte_order_mark(&mut self) {
        while self.at == self.line && self.bytes.get(self.at..self.at + 3) == Some(b"\xef\xbb\xbf") {
            self.byte_order_marks.push(self.at);
            self.at += 3;
            self.start_line();
        }
    }

    /// Goes over blanks, comments and line breaks inside a flow collection. True if a line break was among them.
    pub(super) fn flow_separate(&mut self, indent: Column) -> Parsed<bool> {
        self.skip_blanks();
        match self.byte() {
            b'\n' | b'\r' | 0 => {}
            b'#' if self.is_after_blank() => {}
            _ => return Ok(false),
        }
        self.next_line();
        self.check_flow_indentation(indent)?;
        Ok(true)
    }
}

pub(super) fn column_number(bytes: usize) -> Column {
    Column::try_from(bytes).unwrap_or(Column::MAX)
}
