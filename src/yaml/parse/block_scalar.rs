//! Block scalars (YAML 1.2.2, section 8.1): `|` keeps line breaks, `>` folds them.

use super::cursor::{Column, column_number, is_blank, is_break};
use super::properties::Properties;
use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::decode::{self, Block, Chomping};
use crate::yaml::document::{Content, NodeId};
use crate::yaml::messages;
use crate::yaml::node::Style;
use crate::yaml::resolve::TagKind;

/// What the line of the `|` or `>` says.
#[derive(Clone, Copy, Debug)]
struct Header {
    style: Style,
    chomping: Chomping,
    /// The indentation that is written, relative to the parent.
    indent: Option<Column>,
    end: usize,
}

/// The lines of the text.
struct Body {
    block: Block,
    /// Offset after the last character of the text, for the span of the node.
    end: usize,
}

impl Parser<'_> {
    /// The block scalar whose `|` or `>` comes next, in a parent at column `indent`.
    pub(super) fn block_scalar(&mut self, indent: Column, properties: Properties) -> Parsed<NodeId> {
        let start = self.at;
        let header = self.block_header()?;
        let body = self.block_body(indent, header)?;
        let decoded = self.document.decoded.len();
        self.document.decoded.reserve(body.block.end - body.block.start);
        decode::block_scalar(self.source.text(), &body.block, &mut self.document.decoded);
        let content = Content::Decoded(Span::from_usize(decoded, self.document.decoded.len()));
        let content = match properties.tag {
            TagKind::None | TagKind::Text => content,
            _ => self.tagged_content(content, properties, Span::from_usize(start, header.end)),
        };
        let node = self.push_node(Span::from_usize(start, body.end), content, header.style);
        self.document.blocks.push((node, body.block));
        self.attach(node, properties);
        self.start_line();
        Ok(node)
    }

    fn block_header(&mut self) -> Parsed<Header> {
        let start = self.at;
        let style = if self.byte() == b'|' { Style::Literal } else { Style::Folded };
        let (mut chomping, mut indent) = (None, None);
        loop {
            self.at += 1;
            match self.byte() {
                b'-' if chomping.is_none() => chomping = Some(Chomping::Strip),
                b'+' if chomping.is_none() => chomping = Some(Chomping::Keep),
                digit @ b'1'..=b'9' if indent.is_none() => indent = Some(Column::from(digit - b'0')),
                _ => break,
            }
        }
        let end = self.at;
        self.skip_blanks();
        match self.byte() {
            b'\n' | b'\r' | 0 => {}
            b'#' if self.at > end => {
                let comment = self.rest_of_line();
                self.document.comments.push(comment);
                self.at = comment.end() as usize;
                self.skip_blanks();
            }
            _ => {
                return self.fail(
                    &messages::values::BLOCK_HEADER,
                    Span::from_usize(start, self.rest_of_line().end() as usize),
                );
            }
        }
        self.skip_break();
        Ok(Header { style, chomping: chomping.unwrap_or(Chomping::Clip), indent, end })
    }

    /// Goes over the lines of the text, to the beginning of the first line behind it.
    fn block_body(&mut self, parent: Column, header: Header) -> Parsed<Body> {
        let start = self.at;
        self.line = start;
        let least = parent + 1;
        self.refuse_tab_for_text(least)?;
        let indent = match header.indent {
            Some(relative) => parent.max(0) + relative,
            None => self.detect_indentation(least)?,
        };
        let mut end = header.end;
        let mut body_end = start;
        let mut has_text = false;
        while self.at < self.bytes.len() {
            let line = self.at;
            self.line = line;
            while self.byte() == b' ' && column_number(self.at - line) < indent {
                self.at += 1;
            }
            let is_indented = column_number(self.at - line) == indent;
            let content = self.at;
            if !self.is_line_end() {
                if !is_indented || (indent == 0 && self.is_marker(line)) {
                    if !has_text && header.indent.is_some() {
                        self.check_first_line(parent, indent)?;
                    }
                    self.at = line;
                    break;
                }
                has_text = true;
                let rest = self.bytes.get(content..).unwrap_or(&[]);
                self.at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                let tight = self.bytes.get(content..self.at).unwrap_or(&[]);
                let blanks = tight.iter().rev().take_while(|byte| is_blank(**byte)).count();
                if blanks < tight.len() {
                    end = self.at - blanks;
                }
            }
            self.skip_break();
            body_end = self.at;
        }
        self.line = self.at;
        let indent = usize::try_from(indent).unwrap_or(0);
        let is_folded = header.style == Style::Folded;
        let block = Block { start, end: body_end, indent, is_folded, chomping: header.chomping };
        Ok(Body { block, end })
    }

    /// Refuses a tab in place of the indentation of the first line.
    fn refuse_tab_for_text(&mut self, least: Column) -> Parsed<()> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let spaces = rest.iter().take_while(|byte| **byte == b' ').count();
        let at = self.at + spaces;
        if self.byte_at(at) == b'\t' && column_number(spaces) < least.max(1) {
            return self.fail(&messages::TAB_IN_INDENTATION, Span::from_usize(at, at + 1));
        }
        Ok(())
    }

    /// Refuses a text that is indented less than its header says, though more than the parent.
    fn check_first_line(&mut self, parent: Column, indent: Column) -> Parsed<()> {
        let found = self.column();
        if found <= parent {
            return Ok(());
        }
        let parameters = vec![("found", found.to_string()), ("expected", indent.to_string())];
        self.report(&messages::TEXT_INDENTATION, self.rest_of_line(), parameters);
        Err(super::Lost)
    }

    /// The indentation of the first line that is not empty; at least `least`.
    fn detect_indentation(&mut self, least: Column) -> Parsed<Column> {
        let mut at = self.at;
        let mut widest = 0;
        let mut widest_at = at;
        loop {
            let line = at;
            while self.byte_at(at) == b' ' {
                at += 1;
            }
            let spaces = column_number(at - line);
            let byte = self.byte_at(at);
            if !is_break(byte) && byte != 0 {
                if spaces < least {
                    return Ok(widest.max(least));
                }
                if spaces < widest {
                    let span = Span::from_usize(widest_at, widest_at + usize::try_from(widest).unwrap_or(0));
                    return self.fail(&messages::BLANK_LINE_TOO_WIDE, span);
                }
                return Ok(spaces);
            }
            if spaces > widest {
                widest = spaces;
                widest_at = line;
            }
            if byte == 0 {
                return Ok(widest.max(least));
            }
            at += if byte == b'\r' && self.byte_at(at + 1) == b'\n' { 2 } else { 1 };
        }
    }
}
