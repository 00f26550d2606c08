//! Flow collections (YAML 1.2.2, sections 7.4 and 7.5): sequences and mappings in brackets.

use super::build::Token;
use super::cursor::Column;
use super::properties::Properties;
use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::document::{EntryData, NodeId};
use crate::yaml::messages;
use crate::yaml::node::Style;

/// True for the bytes that end a plain scalar in a flow collection wherever they stand.
pub(super) const fn is_flow_indicator(byte: u8) -> bool {
    matches!(byte, b',' | b'[' | b']' | b'{' | b'}')
}

/// What stands where a flow collection may end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// Its closing bracket, or another one in place of it.
    Here,
    /// The closing bracket of a collection around it: its own is missing.
    Before,
    /// A comma without a value before it.
    Comma,
    /// Something else.
    No,
}

impl Parser<'_> {
    /// The flow collection whose opening bracket comes next. Later lines need `indent` spaces.
    pub(super) fn flow_collection(&mut self, indent: Column) -> Parsed<NodeId> {
        let start = self.at;
        let is_mapping = self.byte() == b'{';
        let id = self.open_collection(start, Style::Flow)?;
        self.open_brackets.push(start);
        self.at += 1;
        let base = if is_mapping { self.open_entries.len() } else { self.open_items.len() };
        let closing = if is_mapping { b'}' } else { b']' };
        let mut is_damaged = false;
        self.flow_separate(indent)?;
        loop {
            match self.closing_here(closing) {
                Closing::Here => break self.at += 1,
                Closing::Before => break,
                Closing::Comma => is_damaged = true,
                Closing::No => {
                    let mark = self.mark();
                    let read = if is_mapping { self.push_entry(indent) } else { self.push_item(indent) };
                    if read.and_then(|()| self.flow_separate(indent)).is_err() {
                        is_damaged = true;
                        self.recover_in_flow(&mark, indent)?;
                    }
                }
            }
            if self.byte() == b',' {
                self.at += 1;
                self.flow_separate(indent)?;
            } else if !matches!(self.byte(), b']' | b'}') {
                self.report_missing_comma(closing);
            }
        }
        self.open_brackets.pop();
        let node = if is_mapping {
            self.close_mapping(id, base, is_damaged, Properties::NONE)
        } else {
            self.close_sequence(id, base, is_damaged, Properties::NONE)
        };
        self.end_flow(node, self.at);
        Ok(node)
    }

    fn push_entry(&mut self, indent: Column) -> Parsed<()> {
        let entry = self.flow_entry(indent)?;
        self.open_entries.push(entry);
        Ok(())
    }

    fn push_item(&mut self, indent: Column) -> Parsed<()> {
        let item = self.flow_item(indent)?;
        self.open_items.push(item);
        Ok(())
    }

    /// How the innermost collection, which ends with `closing`, goes on; what is wrong here is reported.
    fn closing_here(&mut self, closing: u8) -> Closing {
        let byte = self.byte();
        if byte == closing {
            return Closing::Here;
        }
        if byte == b',' {
            self.report(&messages::values::COMMA_WITHOUT_VALUE, self.here(), Vec::new());
            return Closing::Comma;
        }
        if !matches!(byte, b']' | b'}') {
            return Closing::No;
        }
        let opening = self.innermost_bracket();
        let opened_by = if byte == b']' { b'[' } else { b'{' };
        let outer = self.open_brackets.iter().rev().skip(1);
        if outer.copied().any(|at| self.byte_at(at) == opened_by) {
            self.report_unclosed_bracket();
            return Closing::Before;
        }
        let parameters = vec![("expected", char::from(closing).to_string())];
        if let Some(problem) = self.report(&messages::values::WRONG_BRACKET, self.here(), parameters) {
            problem.relate(opening, &messages::BRACKET_OPENED);
        }
        Closing::Here
    }

    fn innermost_bracket(&self) -> Span {
        let start = self.open_brackets.last().copied().unwrap_or(0);
        Span::from_usize(start, start + 1)
    }

    fn report_missing_comma(&mut self, closing: u8) {
        let parameters = vec![("expected", char::from(closing).to_string())];
        let opening = self.innermost_bracket();
        let span = self.missing_comma(closing).unwrap_or_else(|| self.here());
        if let Some(problem) = self.report(&messages::values::COMMA_EXPECTED, span, parameters) {
            problem.relate(opening, &messages::BRACKET_OPENED);
        }
    }

    /// The character behind which a comma is missing, if the value that it ends stands on a line before.
    fn missing_comma(&self, closing: u8) -> Option<Span> {
        let last = match closing {
            b'}' => self.open_entries.last()?.value,
            _ => *self.open_items.last()?,
        };
        let value = self.document.node(last).span;
        let written = self.source.slice(value);
        let ended = if self.byte() == b':' {
            // A plain value without a comma goes on in the next line, up to the `:` of the key there.
            written.split_once(['\n', '\r'])?.0.trim_end()
        } else {
            Some(written).filter(|_| self.at == self.line_content())?
        };
        let end = value.start() as usize + ended.len();
        Some(Span::from_usize(end - ended.chars().next_back()?.len_utf8(), end))
    }

    /// Refuses a line inside a flow collection that is not indented enough.
    pub(super) fn check_flow_indentation(&mut self, indent: Column) -> Parsed<()> {
        if self.place.is_end() {
            return self.fail_unclosed_bracket();
        }
        if self.place.column >= indent {
            return Ok(());
        }
        if self.place.has_tabs {
            return self.fail_at_tabs();
        }
        if matches!(self.byte(), b']' | b'}') {
            let parameters = vec![("bracket", char::from(self.byte()).to_string())];
            let opening = self.innermost_bracket();
            if let Some(problem) = self.report(&messages::values::BRACKET_AT_MARGIN, self.here(), parameters)
            {
                problem.relate(opening, &messages::BRACKET_OPENED);
            }
            return Ok(());
        }
        self.fail_unclosed_bracket()
    }

    fn fail_unclosed_bracket<T>(&mut self) -> Parsed<T> {
        self.line_is_unread = true;
        self.report_unclosed_bracket();
        Err(super::Lost)
    }

    fn report_unclosed_bracket(&mut self) {
        if self.is_cut_here() {
            return;
        }
        let opening = self.innermost_bracket();
        let bracket = self.text(opening.start() as usize, opening.end() as usize).to_owned();
        let expected = if bracket == "[" { "]" } else { "}" }.to_owned();
        self.report(
            &messages::values::UNCLOSED_BRACKET,
            opening,
            vec![("bracket", bracket), ("expected", expected)],
        );
    }

    /// True at a `:` that separates a key from its value here.
    fn is_flow_colon(&self, is_after_json: bool) -> bool {
        let next = self.byte_at(self.at + 1);
        self.byte() == b':' && (is_after_json || self.is_gap(self.at + 1) || is_flow_indicator(next))
    }

    fn is_explicit_key(&self) -> bool {
        self.byte() == b'?' && self.is_gap(self.at + 1)
    }

    /// An element of a flow sequence: a node, or one entry of a mapping without braces.
    fn flow_item(&mut self, indent: Column) -> Parsed<NodeId> {
        let start = self.at;
        let line = self.line;
        if self.is_explicit_key() {
            let pair = self.open_collection(start, Style::Flow)?;
            let base = self.open_entries.len();
            let entry = self.explicit_flow_entry(indent)?;
            self.open_entries.push(entry);
            return Ok(self.close_mapping(pair, base, false, Properties::NONE));
        }
        let (properties, token) = self.flow_token(indent)?;
        let key_end = self.at;
        self.skip_blanks();
        if !self.is_flow_colon(token.is_like_json()) {
            let node = self.token_node(token, properties)?;
            self.at = key_end;
            return Ok(node);
        }
        let span = Span::from_usize(start, key_end);
        if token.is_long() || self.line != line {
            return self.fail(&messages::KEY_OVER_LINES, span);
        }
        if self.is_key_too_long(start) {
            return self.fail(&messages::KEY_TOO_LONG, span);
        }
        let pair = self.open_collection(start, Style::Flow)?;
        let base = self.open_entries.len();
        let key = self.token_node(token, properties)?;
        let value = self.flow_value(indent, token.is_like_json())?;
        self.open_entries.push(EntryData::new(key, value));
        Ok(self.close_mapping(pair, base, false, Properties::NONE))
    }

    /// An entry of a flow mapping.
    fn flow_entry(&mut self, indent: Column) -> Parsed<EntryData> {
        if self.is_explicit_key() {
            return self.explicit_flow_entry(indent);
        }
        let (properties, token) = self.flow_token(indent)?;
        let key = self.token_node(token, properties)?;
        self.flow_entry_value(indent, key, token.is_like_json())
    }

    /// `? key : value`, both of which may be empty.
    fn explicit_flow_entry(&mut self, indent: Column) -> Parsed<EntryData> {
        self.at += 1;
        let empty_at = self.at;
        self.flow_separate(indent)?;
        if matches!(self.byte(), b',' | b']' | b'}') {
            let key = self.empty_node(empty_at);
            let value = self.empty_node(empty_at);
            return Ok(EntryData::new(key, value));
        }
        let (properties, token) = self.flow_token(indent)?;
        let key = self.token_node(token, properties)?;
        self.flow_entry_value(indent, key, token.is_like_json())
    }

    fn flow_entry_value(&mut self, indent: Column, key: NodeId, is_after_json: bool) -> Parsed<EntryData> {
        let key_end = self.at;
        self.flow_separate(indent)?;
        let value = if self.is_flow_colon(is_after_json) {
            self.flow_value(indent, is_after_json)?
        } else {
            self.empty_node(key_end)
        };
        Ok(EntryData::new(key, value))
    }

    /// The value behind the `:` that comes next.
    fn flow_value(&mut self, indent: Column, is_after_json: bool) -> Parsed<NodeId> {
        if !is_after_json && matches!(self.byte_at(self.at + 1), b'[' | b'{') {
            return self.fail(&messages::BLANK_AFTER_COLON, self.here());
        }
        self.at += 1;
        let empty_at = self.at;
        self.flow_separate(indent)?;
        if matches!(self.byte(), b',' | b']' | b'}') {
            return Ok(self.empty_node(empty_at));
        }
        let (properties, token) = self.flow_token(indent)?;
        self.token_node(token, properties)
    }

    /// The properties and the content of a node in a flow collection.
    fn flow_token(&mut self, indent: Column) -> Parsed<(Properties, Token)> {
        let mut properties = Properties::NONE;
        while matches!(self.byte(), b'&' | b'!') {
            let more = self.properties(true)?;
            properties = self.combine(properties, more)?;
            let end = properties.end as usize;
            self.flow_separate(indent)?;
            if matches!(self.byte(), b',' | b']' | b'}') {
                self.at = self.at.max(end);
                return Ok((properties, Token::Empty));
            }
        }
        let token = match self.byte() {
            b'*' => self.alias(true)?,
            b'"' | b'\'' => self.quoted(indent - 1)?,
            b'[' | b'{' => {
                let line = self.line;
                let node = self.flow_collection(indent)?;
                Token::Node { node, is_long: self.line != line }
            }
            b':' if self.is_flow_colon(false) => Token::Empty,
            _ => self.plain_in_flow(indent)?,
        };
        Ok((properties, token))
    }
}
