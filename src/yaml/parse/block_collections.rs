//! Block collections (YAML 1.2.2, sections 8.2.1 and 8.2.2): the entries that one column holds together. An entry that
//! cannot be read is given up alone.

use super::block::{Kind, Lead, Scope};
use super::build::Token;
use super::cursor::Column;
use super::properties::Properties;
use super::{Lost, Parsed, Parser};
use crate::text::Span;
use crate::yaml::document::{EntryData, NodeId};
use crate::yaml::messages;
use crate::yaml::node::Style;

impl Parser<'_> {
    pub(super) fn explicit_mapping(&mut self, _: Scope, lead: &Lead) -> Parsed<NodeId> {
        self.block_mapping(lead, None)
    }

    /// A block mapping whose first entry begins here, or with `first`, whose `:` comes next.
    pub(super) fn block_mapping(&mut self, lead: &Lead, first: Option<NodeId>) -> Parsed<NodeId> {
        let column = lead.column;
        let id = self.open_collection(lead.start, Style::Block)?;
        let base = self.open_entries.len();
        let mut key = first;
        let mut is_damaged = false;
        loop {
            let mark = self.mark();
            match self.mapping_entry(column, key.take()) {
                Ok(entry) => self.open_entries.push(entry),
                Err(Lost) => {
                    is_damaged = true;
                    self.recover(&mark, column, Kind::Mapping);
                }
            }
            while self.place.column > column || self.place.has_tabs {
                is_damaged = true;
                self.report_indentation(column);
                self.recover(&self.mark(), column, Kind::Mapping);
            }
            if self.place.column < column {
                break;
            }
        }
        self.closed_column = column;
        Ok(self.close_mapping(id, base, is_damaged, lead.outer))
    }

    fn mapping_entry(&mut self, column: Column, key: Option<NodeId>) -> Parsed<EntryData> {
        let key = match key {
            Some(key) => key,
            None if self.is_indicator(b'?') => return self.explicit_entry(column),
            None => self.implicit_key()?,
        };
        self.at += 1;
        let value = self.block_node(Scope::of_value(column, false))?;
        Ok(EntryData::new(key, value))
    }

    /// `? key` and, on a line of its own, `: value`.
    fn explicit_entry(&mut self, column: Column) -> Parsed<EntryData> {
        self.at += 1;
        let key = self.block_node(Scope::of_value(column, true))?;
        let has_value = self.place.column == column && !self.place.has_tabs && self.is_indicator(b':');
        let value = if has_value {
            self.at += 1;
            self.block_node(Scope::of_value(column, true))?
        } else {
            self.empty_node(self.document.node(key).span.end() as usize)
        };
        Ok(EntryData::new(key, value))
    }

    /// A key on one line, up to its `:`.
    fn implicit_key(&mut self) -> Parsed<NodeId> {
        let start = self.at;
        let properties =
            if matches!(self.byte(), b'&' | b'!') { self.properties(false)? } else { Properties::NONE };
        let token = match self.byte() {
            b'*' => self.alias(false)?,
            b'"' | b'\'' => self.quoted(Column::MAX)?,
            b'[' | b'{' => {
                let line = self.line;
                let node = self.flow_collection(Column::MAX)?;
                Token::Node { node, is_long: self.line != line }
            }
            b':' if self.is_gap(self.at + 1) => Token::Empty,
            b'-' if self.is_gap(self.at + 1) => {
                return self.fail(&messages::ITEM_AMONG_KEYS, self.here());
            }
            _ => self.plain_key()?,
        };
        if !self.is_before_colon() {
            return self.fail_without_colon(start);
        }
        self.key_node(start, token, properties)
    }

    fn fail_without_colon<T>(&mut self, start: usize) -> Parsed<T> {
        let key_end = self.at;
        let rest = self.rest_of_content();
        let whole = Span::from_usize(start, (rest.end() as usize).max(key_end));
        let key = self.text(start, key_end);
        if self.byte() == b':' {
            return self.fail(&messages::BLANK_AFTER_COLON, self.here());
        }
        if let Some(colon) = key.find(':') {
            let at = start + colon;
            return self.fail(&messages::BLANK_AFTER_COLON, Span::from_usize(at, at + 1));
        }
        let row = if rest.is_empty() { &messages::KEY_WITHOUT_COLON } else { &messages::SECOND_VALUE };
        self.fail(row, whole)
    }

    fn report_indentation(&mut self, column: Column) {
        if self.place.has_tabs {
            let _: Parsed<()> = self.fail_at_tabs();
            return;
        }
        let found = self.place.column;
        let expected = if self.closed_column > found { self.closed_column } else { column };
        let parameters = vec![("found", found.to_string()), ("expected", expected.to_string())];
        self.report(&messages::BAD_INDENTATION, self.rest_of_content(), parameters);
    }

    pub(super) fn block_sequence(&mut self, scope: Scope, lead: &Lead) -> Parsed<NodeId> {
        let column = lead.column;
        let kind = Kind::Sequence { is_flush: lead.is_fresh && column == scope.indent };
        let id = self.open_collection(lead.start, Style::Block)?;
        let base = self.open_items.len();
        let mut is_damaged = false;
        loop {
            let mark = self.mark();
            self.at += 1;
            match self.block_node(Scope::of_item(column)) {
                Ok(item) => self.open_items.push(item),
                Err(Lost) => {
                    is_damaged = true;
                    self.recover(&mark, column, kind);
                }
            }
            while self.is_misplaced_in_sequence(column, kind) {
                is_damaged = true;
                if self.place.column == column && !self.place.has_tabs {
                    self.report(&messages::KEY_AMONG_ITEMS, self.rest_of_content(), Vec::new());
                } else {
                    self.report_indentation(column);
                }
                self.recover(&self.mark(), column, kind);
            }
            if self.place.column < column || !self.is_indicator(b'-') {
                break;
            }
        }
        self.closed_column = column;
        Ok(self.close_sequence(id, base, is_damaged, lead.outer))
    }

    /// True if the next content is neither an element of this sequence nor outside of it.
    fn is_misplaced_in_sequence(&self, column: Column, kind: Kind) -> bool {
        let place = self.place;
        if place.column != column || place.has_tabs {
            return place.column > column || place.has_tabs;
        }
        !self.is_indicator(b'-') && kind == Kind::Sequence { is_flush: false }
    }
}
