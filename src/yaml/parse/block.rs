//! Block nodes (YAML 1.2.2, chapter 8): what stands behind an indicator or on the lines below it, and whether it is a
//! value or the first key of a mapping.

use super::build::Token;
use super::cursor::Column;
use super::properties::Properties;
use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::document::NodeId;
use crate::yaml::messages::{self, Row};

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

    pub(super) const fn of_value(column: Column, is_compact: bool) -> Self {
        Self { indent: column, sequence_indent: column - 1, is_compact }
    }

    pub(super) const fn of_item(column: Column) -> Self {
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
pub(super) struct Lead {
    /// Offset of the first property or of the content on its line, and its column.
    pub(super) start: usize,
    pub(super) column: Column,
    /// Properties on lines of their own: those of the collection that the content may begin.
    pub(super) outer: Properties,
    /// Properties on the line of the content.
    pub(super) inner: Properties,
    /// A block collection may begin here.
    pub(super) may_collect: bool,
    /// Only a tab keeps a block collection from beginning here.
    pub(super) has_tabs: bool,
    pub(super) is_fresh: bool,
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
            has_tabs: place.has_tabs && (place.is_fresh || scope.is_compact),
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
        Ok(self.empty_with(properties, at))
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
    pub(super) fn key_node(&mut self, start: usize, token: Token, properties: Properties) -> Parsed<NodeId> {
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
        let before = self.at.checked_sub(1).map_or(0, |before| self.byte_at(before));
        let is_after_quote = matches!(before, b'"' | b'\'') && !self.is_gap(self.at);
        self.skip_blanks();
        let row: &'static Row = match self.byte() {
            b':' => &messages::BLANK_AFTER_COLON,
            b']' | b'}' => &messages::values::BRACKET_NOT_OPENED,
            _ if is_after_quote => &messages::TEXT_AFTER_QUOTE,
            _ => &messages::SECOND_VALUE,
        };
        self.finish_line(row)
    }
}
