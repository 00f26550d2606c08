//! Taking entries and elements away.

use super::block::{above_comments, column, previous_line_end};
use super::children::{Children, colon, parent_of};
use super::declined::Declined;
use super::lines::Lines;
use super::{Data, Operation, Patch, comments_in, flow, guard};
use crate::text::{Edit, Span};
use crate::yaml::decode::Chomping;
use crate::yaml::document::Document;
use crate::yaml::node::{Node, Style};

/// Takes a child away. Its comments go with it, or, unless `with_comments`, there must be none.
pub(super) fn remove(node: Node<'_>, with_comments: bool) -> Result<Patch, Declined> {
    let (parent, index) = parent_of(node)?;
    guard::whole(node)?;
    let children = Children::of(parent)?;
    if let Some(key) = children.key(index) {
        guard::untouched(key)?;
    }
    let document = node.document();
    if parent.style() == Style::Flow {
        let extent = flow::extent(&children, index)?;
        if comments_in(document, extent).next().is_some() {
            return Err(Declined::Comment);
        }
        return Patch::new(node, Operation::Remove, vec![Edit::replace(extent, "")]);
    }
    let edit = if children.len() == 1 { last_one(&children)? } else { one_of_several(&children, index)? };
    let is_commented = comments_in(document, edit.span).next().is_some();
    if is_commented && (!with_comments || children.len() == 1) {
        return Err(Declined::Comment);
    }
    Patch::new(node, Operation::Remove, vec![edit])
}

/// Takes away the entry whose key stands at `key` (bytes), if an equal key before it in the same map has an equal value.
pub(super) fn copy(document: &Document, key: Span) -> Option<Patch> {
    let second = document.entries.iter().find(|entry| document.node(entry.key).span == key)?;
    let node = document.node_at(second.value);
    let (mapping, _) = parent_of(node).ok()?;
    let name = document.node_at(second.key).as_key()?;
    let is_equal = |entry: &crate::yaml::Entry<'_>| {
        entry.key.as_key() == Some(name)
            && entry.key.span().end() <= key.start()
            && Data::of(entry.value).is_ok_and(|data| Data::of(node) == Ok(data))
    };
    mapping.entries().find(is_equal)?;
    remove(node, true).ok()
}

/// The only child: what is left is an empty collection.
fn last_one(children: &Children<'_>) -> Result<Edit, Declined> {
    let node = children.node;
    let document = node.document();
    let empty = if children.key(0).is_some() { "{}" } else { "[]" };
    let end = children.end(0)?;
    let above = parent_of(node).ok().and_then(|(outer, index)| Children::of(outer).ok()?.key(index));
    match above {
        Some(key) => {
            guard::untouched(node)?;
            let colon = colon(document, key.id()).ok_or(Declined::Layout)?;
            Ok(Edit::replace(Span::from_usize(colon + 1, end), format!(" {empty}")))
        }
        None => Ok(Edit::replace(Span::from_usize(children.start(0)?, end), empty)),
    }
}

/// A child among others: its lines.
fn one_of_several(children: &Children<'_>, index: usize) -> Result<Edit, Declined> {
    let lines = Lines::of(children.node.document());
    let column = column(children)?;
    let start = children.start(index)?;
    let end = end_with_comments(children, index, column)?;
    let behind = end + lines.break_at(end).len();
    let line = lines.start(start);
    let is_alone = lines.between(line, start).trim_matches(' ').is_empty();
    if !is_alone {
        // The first child, behind the dash of an outer list: the next line moves up.
        let next = lines.indentation(behind).ok_or(Declined::Layout)?;
        let is_next = behind > end && (next == column || lines.is_comment(behind));
        let span = Span::from_usize(start, behind + next);
        return if is_next { Ok(Edit::replace(span, "")) } else { Err(Declined::Layout) };
    }
    let top = above_comments(lines, line, column);
    let block = index.checked_sub(1).and_then(|before| children.block_before(before));
    let ends_block = block.is_some();
    if block.is_some_and(|block| swallows(lines, behind, column, block.chomping == Chomping::Keep)) {
        return Err(Declined::Layout);
    }
    let is_last_line = behind == end;
    match previous_line_end(lines, top).filter(|_| is_last_line && !ends_block) {
        // The file goes on without a final line break.
        Some(above) => Ok(Edit::replace(Span::from_usize(above, end), "")),
        None => Ok(Edit::replace(Span::from_usize(top, behind), "")),
    }
}

/// Where the last line of a child ends, the comments below it included that are indented deeper.
fn end_with_comments(children: &Children<'_>, index: usize, column: usize) -> Result<usize, Declined> {
    let lines = Lines::of(children.node.document());
    let end = lines.end(children.end(index)?);
    match children.block_before(index) {
        // Lines of blanks behind the text are a part of it.
        Some(block) if lines.between(end, block.end).contains([' ', '\t']) => {
            Ok(previous_line_end(lines, block.end).unwrap_or(block.end))
        }
        _ => Ok(lines.behind_comments(end, column)),
    }
}

/// True if a comment or a blank line that follows would become a part of the block of text before it.
fn swallows(lines: Lines<'_>, mut line: usize, column: usize, keeps: bool) -> bool {
    loop {
        let end = lines.end(line);
        let is_blank_text = lines.between(line, end).trim().is_empty() && (keeps || end > line);
        if is_blank_text && line < lines.len() {
            return true;
        }
        if !lines.between(line, end).trim().is_empty() {
            let is_deeper = lines.indentation(line).is_none_or(|indent| indent > column);
            return lines.is_comment(line) && is_deeper;
        }
        let next = end + lines.break_at(end).len();
        if next == end {
            return false;
        }
        line = next;
    }
}
