//! Plain scalars (YAML 1.2.2, section 7.3.3): texts without quotation marks, on one line or several.

use super::build::{Scalar, Token};
use super::cursor::{Column, is_blank, is_break};
use super::flow::is_flow_indicator;
use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::messages;
use crate::yaml::node::Style;

/// Marks the bytes at which a plain scalar may end: in block context, and in addition in flow context.
const ENDS_IN_BLOCK: u8 = 1;
const ENDS_IN_FLOW: u8 = 2;

static ENDS: [u8; 256] = ends();

#[expect(clippy::indexing_slicing, reason = "the indices are constants below 256")]
const fn ends() -> [u8; 256] {
    let mut table = [0; 256];
    table[b'\n' as usize] = ENDS_IN_BLOCK | ENDS_IN_FLOW;
    table[b'\r' as usize] = ENDS_IN_BLOCK | ENDS_IN_FLOW;
    table[b':' as usize] = ENDS_IN_BLOCK | ENDS_IN_FLOW;
    table[b'#' as usize] = ENDS_IN_BLOCK | ENDS_IN_FLOW;
    table[b',' as usize] = ENDS_IN_FLOW;
    table[b'[' as usize] = ENDS_IN_FLOW;
    table[b']' as usize] = ENDS_IN_FLOW;
    table[b'{' as usize] = ENDS_IN_FLOW;
    table[b'}' as usize] = ENDS_IN_FLOW;
    table
}

#[inline]
#[expect(clippy::indexing_slicing, reason = "the table has a row for every byte")]
fn may_end(byte: u8, context: u8) -> bool {
    ENDS[byte as usize] & context != 0
}

impl Parser<'_> {
    /// A plain scalar in a block collection. Its later lines need a column greater than `indent`. Unless a `:` makes a
    /// key of it, the scan ends at the next content of the document.
    pub(super) fn plain_in_block(&mut self, indent: Column, may_be_key: bool) -> Parsed<Token> {
        self.check_plain_start(false)?;
        let start = self.at;
        let mut end = self.plain_line(ENDS_IN_BLOCK);
        let mut is_long = false;
        while self.is_line_end() {
            let comments = self.document.comments.len();
            self.next_line();
            if self.place.column <= indent || self.document.comments.len() > comments {
                return Ok(plain(start, end, is_long, true));
            }
            let line_start = self.at;
            let line_end = self.plain_line(ENDS_IN_BLOCK);
            if line_end == line_start {
                // A `: ` at the beginning of the line.
                return self.fail_entry_in_text(start, self.here());
            }
            end = line_end;
            is_long = true;
        }
        if !self.is_before_colon() {
            self.separate();
            return Ok(plain(start, end, is_long, true));
        }
        if is_long {
            let key = Span::from_usize(self.line_content(), end);
            return if may_be_key {
                self.fail_text_as_key(start, key)
            } else {
                self.fail_entry_in_text(start, key)
            };
        }
        Ok(plain(start, end, is_long, false))
    }

    /// The key of a block mapping, which stands on one line.
    pub(super) fn plain_key(&mut self) -> Parsed<Token> {
        self.check_plain_start(false)?;
        let start = self.at;
        let end = self.plain_line(ENDS_IN_BLOCK);
        self.at = end;
        Ok(plain(start, end, false, false))
    }

    /// A plain scalar in a flow collection whose later lines need `indent` spaces.
    pub(super) fn plain_in_flow(&mut self, indent: Column) -> Parsed<Token> {
        self.check_plain_start(true)?;
        let start = self.at;
        let mut end = self.plain_line(ENDS_IN_FLOW);
        let mut is_long = false;
        while self.is_line_end() {
            let comments = self.document.comments.len();
            self.flow_separate(indent)?;
            if self.document.comments.len() > comments {
                break;
            }
            let line_start = self.at;
            let line_end = self.plain_line(ENDS_IN_FLOW);
            if line_end == line_start {
                break;
            }
            end = line_end;
            is_long = true;
        }
        Ok(plain(start, end, is_long, false))
    }

    /// Goes over the plain text of this line. Returns where it ends, without the blanks behind it; stays there unless
    /// the line ends, too.
    fn plain_line(&mut self, context: u8) -> usize {
        let line_start = self.at;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or(&[]);
            self.at += rest.iter().position(|byte| may_end(*byte, context)).unwrap_or(rest.len());
            match self.byte() {
                b':' if !self.is_gap(self.at + 1) => {
                    if context == ENDS_IN_FLOW && is_flow_indicator(self.byte_at(self.at + 1)) {
                        break;
                    }
                    self.at += 1;
                }
                b'#' if self.at > line_start && !is_blank(self.byte_at(self.at - 1)) => self.at += 1,
                _ => break,
            }
        }
        let mut end = self.at;
        while end > line_start && is_blank(self.byte_at(end - 1)) {
            end -= 1;
        }
        if !self.is_line_end() {
            self.at = end;
        }
        end
    }

    /// Refuses what cannot begin a plain scalar.
    fn check_plain_start(&mut self, is_in_flow: bool) -> Parsed<()> {
        let byte = self.byte();
        if byte.is_ascii_alphanumeric() || byte >= 0x80 {
            return Ok(());
        }
        let row = match byte {
            b'@' => &messages::values::RESERVED_AT,
            b'`' => &messages::values::RESERVED_BACKTICK,
            b'%' => &messages::values::PERCENT_AT_START,
            b'-' | b'?' | b':' => {
                let next = self.byte_at(self.at + 1);
                let is_alone = self.is_gap(self.at + 1) || (is_in_flow && is_flow_indicator(next));
                if !is_alone {
                    return Ok(());
                }
                &messages::values::INDICATOR_ALONE
            }
            b']' | b'}' => &messages::values::BRACKET_NOT_OPENED,
            b',' => &messages::values::COMMA_AT_START,
            b'|' | b'>' => &messages::values::BLOCK_SCALAR_IN_FLOW,
            b'#' => &messages::COMMENT_WITHOUT_BLANK,
            _ => return Ok(()),
        };
        let span = if matches!(byte, b'@' | b'`' | b'%') { self.word(is_in_flow) } else { self.here() };
        let word = self.text(span.start() as usize, span.end() as usize).to_owned();
        self.report(row, span, vec![("word", word)]);
        Err(super::Lost)
    }

    /// From here to the next blank, line break or, in flow collections, indicator.
    fn word(&self, is_in_flow: bool) -> Span {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let ends = |byte: u8| is_blank(byte) || is_break(byte) || (is_in_flow && is_flow_indicator(byte));
        let length = rest.iter().take_while(|byte| !ends(**byte)).count();
        Span::from_usize(self.at, self.at + length)
    }

    /// The offset of the first content of this line.
    pub(super) fn line_content(&self) -> usize {
        let line = self.bytes.get(self.line..).unwrap_or(&[]);
        self.line + line.iter().take_while(|byte| is_blank(**byte)).count()
    }

    /// A `: ` in a later line of a text that might have been the first key of a mapping.
    fn fail_text_as_key<T>(&mut self, start: usize, key: Span) -> Parsed<T> {
        let first_line = self.text(start, self.bytes.len()).lines().next().unwrap_or("");
        match first_line.find(':') {
            Some(colon) => {
                self.line_is_unread = true;
                let at = start + colon;
                self.fail(&messages::BLANK_AFTER_COLON, Span::from_usize(at, at + 1))
            }
            None => self.fail_entry_in_text(start, key),
        }
    }

    fn fail_entry_in_text<T>(&mut self, start: usize, key: Span) -> Parsed<T> {
        let first_line = self.text(start, self.at).lines().next().unwrap_or("").trim_end();
        let value = Span::from_usize(start, start + first_line.len());
        if let Some(problem) = self.report(&messages::ENTRY_IN_TEXT, key, Vec::new()) {
            problem.relate(value, &messages::VALUE_BEGAN);
        }
        Err(super::Lost)
    }
}

const fn plain(start: usize, end: usize, is_long: bool, is_finished: bool) -> Token {
    Token::Scalar(Scalar { start, end, style: Style::Plain, is_encoded: is_long, is_long, is_finished })
}
