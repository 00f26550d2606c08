//! Block nodes and block collections (YAML 1.2.2, chapter 8): all that indentation shapes.

use super::build::Token;
use super::cursor::Column;
use super::properties::Properties;
use super::{Lost, Parsed, Parser};
use crate::text::Span;
use crate::yaml::document::{EntryData, NodeId};
use crate::yaml::messages::{self, Row};
use crate::yaml::node::Style;

/// More than so many bytes before its `:` make a text no key (YAML 1.2.2, section 7.4.2: 1,024 characters).
const LONGEST_KEY: usize = 1_024;

/// Where a block node may stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// On a later line its column must be greater than this.
    pub(super) indent: Column,
    /// A block sequence on a later line must be at a column greater than this.
    pub(super) sequence_indent: Column,
    /// A block collection may begin on the line of the indicator.
    pub(super) is_compact: bool,
}

impl Scope {
    pub(super) const ROOT: Self = Self { indent: -1, sequence_indent: -1, is_compact: false };

    const fn of_value(column: Column, is_compact: bool) -> Self {
        Self { indent: column, sequence_indent: column - 1, is_compact }
    }

    const fn of_item(column: Column) -> Self {
        Self { indent: column, sequence_indent: column, is_compact: true }
    }
}

/// What kind of block collection goes on after an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Root,
    Mapping,
    /// Whether a line at its column that is no element ends it: true at the column of the mapping around it.
    Sequence {
        is_flush: bool,
    },
}

/// What stands before the content of a node.
#[derive(Clone, Copy, Debug)]
struct Lead {
    /// Offset of the first property or of the content on its line, and its column.
    start: usize,
    column: Column,
    /// Properties on lines of their own: those of the collection that the content may begin.
    outer: Properties,
    /// Properties on the line of the content.
    inner: Properties,
    /// A block collection may begin here.
    may_collect: bool,
    has_tabs: bool,
    is_fresh: bool,
}

impl Parser<'_> {
    /// The node after an indicator: on the same line, on a later one, or empty. Ends at the next content.
    pub(super) fn block_node(&mut self, scope: Scope) -> Parsed<NodeId> {
        let empty_at = self.at;
        self.separate();
        if self.ends_before(scope) {
            return self.tabs_or_empty(scope, Properties::NONE, empty_at);
        }
        self.block_node_here(scope)
    }

    /// The node whose first property or content is read next.
    pub(super) fn block_node_here(&mut self, scope: Scope) -> Parsed<NodeId> {
        let mut lead = self.lead(scope);
        while matches!(self.byte(), b'&' | b'!') {
            lead.inner = self.properties(false)?;
            if !self.is_line_end() && self.byte() != b'#' {
                break;
            }
            let outer = self.combine(lead.outer, lead.inner)?;
            self.next_line();
            if self.ends_before(scope) {
                return self.tabs_or_empty(scope, outer, outer.end as usize);
            }
            lead = Lead { outer, is_fresh: true, ..self.lead(scope) };
        }
        self.block_content(scope, &lead)
    }

    fn lead(&self, scope: Scope) -> Lead {
        let place = self.place;
        let may_begin = if place.is_fresh { place.column > scope.sequence_indent } else { scope.is_compact };
        Lead {
            start: self.at,
            column: self.column(),
            outer: Properties::NONE,
            inner: Properties::NONE,
            may_collect: may_begin && !place.has_tabs,
            has_tabs: place.has_tabs,
            is_fresh: place.is_fresh,
        }
    }

    /// True if the next content belongs to no node of this scope, so that the node is empty.
    fn ends_before(&self, scope: Scope) -> bool {
        let place = self.place;
        place.is_fresh
            && place.column <= scope.indent
            && !(place.column > scope.sequence_indent && self.is_indicator(b'-'))
    }

    /// The empty node, unless it only seems so because its content is indented by tabs.
    fn tabs_or_empty(&mut self, scope: Scope, properties: Properties, at: usize) -> Parsed<NodeId> {
        if self.place.has_tabs && self.column() > scope.indent {
            return self.fail_at_tabs();
        }
        self.empty_with(properties, at)
    }

    pub(super) fn fail_at_tabs<T>(&mut self) -> Parsed<T> {
        let blanks = self.bytes.get(self.line..self.at).unwrap_or(&[]);
        let first = blanks.iter().position(|byte| *byte == b'\t').unwrap_or(0);
        let length = blanks.iter().skip(first).take_while(|byte| **byte == b'\t').count();
        let start = self.line + first;
        self.fail(&messages::TAB_IN_INDENTATION, Span::from_usize(start, start + length))
    }

    fn block_content(&mut self, scope: Scope, lead: &Lead) -> Parsed<NodeId> {
        match self.byte() {
            b'-' if self.is_gap(self.at + 1) => self.collection_here(scope, lead, Self::block_sequence),
            b'?' if self.is_gap(self.at + 1) => self.collection_here(scope, lead, Self::explicit_mapping),
            b'|' | b'>' => {
                let properties = self.combine(lead.outer, lead.inner)?;
                self.block_scalar(scope.indent, properties)
            }
            _ => {
                let token = self.block_token(scope, lead)?;
                self.key_or_value(lead, token)
            }
        }
    }

    /// A block collection that begins here with its indicator.
    fn collection_here(
        &mut self,
        scope: Scope,
        lead: &Lead,
        read: fn(&mut Self, Scope, &Lead) -> Parsed<NodeId>,
    ) -> Parsed<NodeId> {
        if !lead.inner.is_none() {
            return self.fail(&messages::PROPERTIES_BEFORE_BLOCK, lead.inner.span());
        }
        if !lead.may_collect {
            return self.fail_to_collect(lead);
        }
        read(self, scope, lead)
    }

    fn fail_to_collect<T>(&mut self, lead: &Lead) -> Parsed<T> {
        if lead.has_tabs && lead.is_fresh {
            return self.fail_at_tabs();
        }
        if lead.has_tabs {
            let span = Span::from_usize(lead.start - 1, lead.start);
            return self.fail(&messages::TAB_BEFORE_BLOCK, span);
        }
        let row = if self.byte() == b':' { &messages::COLON_IN_VALUE } else { &messages::BLOCK_ON_THIS_LINE };
        self.fail(row, self.here())
    }

    /// An alias, a flow scalar or a flow collection: a value, or the key of a mapping that it begins.
    fn block_token(&mut self, scope: Scope, lead: &Lead) -> Parsed<Token> {
        match self.byte() {
            b'*' => self.alias(false),
            b'"' | b'\'' => self.quoted(scope.indent),
            b'[' | b'{' => {
                let start_line = self.line;
                let node = self.flow_collection(scope.indent + 1)?;
                Ok(Token::Node { node, is_long: self.line != start_line })
            }
            b':' if self.is_gap(self.at + 1) => Ok(Token::Empty),
            _ => self.plain_in_block(scope.indent, lead.may_collect),
        }
    }

    /// Decides by the `:` behind a token whether it is the value or the first key of a mapping.
    fn key_or_value(&mut self, lead: &Lead, token: Token) -> Parsed<NodeId> {
        if token.is_finished() {
            let properties = self.combine(lead.outer, lead.inner)?;
            return self.token_node(token, properties);
        }
        if self.is_before_colon() {
            if !lead.may_collect {
                self.skip_blanks();
                return self.fail_to_collect(lead);
            }
            let key = self.key_node(lead.start, token, lead.inner)?;
            return self.block_mapping(lead, Some(key));
        }
        let properties = self.combine(lead.outer, lead.inner)?;
        let node = self.token_node(token, properties)?;
        self.finish_value()?;
        Ok(node)
    }

    /// True if the next content of this line is the indicator `:`.
    pub(super) fn is_before_colon(&self) -> bool {
        let mut at = self.at;
        while super::cursor::is_blank(self.byte_at(at)) {
            at += 1;
        }
        self.byte_at(at) == b':' && self.is_gap(at + 1)
    }

    /// The node of a key whose `:` comes next; goes to it.
    fn key_node(&mut self, start: usize, token: Token, properties: Properties) -> Parsed<NodeId> {
        let key_end = self.at;
        self.skip_blanks();
        if token.is_long() {
            return self.fail(&messages::KEY_OVER_LINES, Span::from_usize(start, key_end));
        }
        if self.is_key_too_long(start) {
            return self.fail(&messages::KEY_TOO_LONG, Span::from_usize(start, key_end));
        }
        self.token_node(token, properties)
    }

    /// True if the key that began at `start` has no `:` in time.
    pub(super) fn is_key_too_long(&self, start: usize) -> bool {
        self.at - start > LONGEST_KEY && self.text(start, self.at).chars().count() > LONGEST_KEY
    }

    /// What follows a value on its line.
    fn finish_value(&mut self) -> Parsed<()> {
        self.skip_blanks();
        let row: &'static Row = match self.byte() {
            b':' => &messages::BLANK_AFTER_COLON,
            b']' | b'}' => &messages::BRACKET_NOT_OPENED,
            _ => &messages::SECOND_VALUE,
        };
        self.finish_line(row)
    }

    fn explicit_mapping(&mut self, _: Scope, lead: &Lead) -> Parsed<NodeId> {
        self.block_mapping(lead, None)
    }

    /// A block mapping whose first entry begins here, or with `first`, whose `:` comes next.
    fn block_mapping(&mut self, lead: &Lead, first: Option<NodeId>) -> Parsed<NodeId> {
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
        self.close_mapping(id, base, is_damaged, lead.outer)
    }

    fn mapping_entry(&mut self, column: Column, key: Option<NodeId>) -> Parsed<EntryData> {
        let key = match key {
            Some(key) => key,
            None if self.is_indicator(b'?') => return self.explicit_entry(column),
            None => self.implicit_key()?,
        };
        self.at += 1;
        let value = self.block_node(Scope::of_value(column, false))?;
        Ok(EntryData { key, value, merge: NodeId::NONE })
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
        Ok(EntryData { key, value, merge: NodeId::NONE })
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

    fn block_sequence(&mut self, scope: Scope, lead: &Lead) -> Parsed<NodeId> {
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
        self.close_sequence(id, base, is_damaged, lead.outer)
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
