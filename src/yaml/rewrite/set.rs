//! Replacing values.

use super::block::{column_of, takes_block};
use super::children::{Children, colon, outer_start, parent_of};
use super::data::Data;
use super::declined::Declined;
use super::lines::Lines;
use super::scalar::Surroundings;
use super::write::{Writer, Written, is_by_indentation};
use super::{Operation, Patch, comments_in, guard};
use crate::text::{Edit, Span};
use crate::yaml::node::{Kind, Node, Style};

/// Gives a node another value.
pub(super) fn set(node: Node<'_>, value: Data) -> Result<Patch, Declined> {
    guard::whole(node)?;
    guard::untouched(node)?;
    let edits = edits(node, &value)?;
    let replaced = edits.iter().any(|edit| comments_in(node.document(), edit.span).next().is_some());
    if replaced {
        return Err(Declined::Comment);
    }
    Patch::new(node, Operation::Set(value), edits)
}

fn edits(node: Node<'_>, value: &Data) -> Result<Vec<Edit>, Declined> {
    let around = Surroundings::of_value(node);
    let writer = Writer::new(node, around);
    let parent = parent_of(node).ok();
    let Some((parent, index)) = parent else {
        // The root: on one line, whatever it was.
        if node.span().is_empty() {
            return Err(Declined::Layout);
        }
        return Ok(vec![Edit::replace(node.span(), writer.flow(value))]);
    };
    if around.is_flow {
        return in_flow(node, &parent, index, &writer.flow(value));
    }
    let children = Children::of(parent)?;
    match children.key(index) {
        Some(key) => {
            // A key behind `?` is refused.
            children.start(index)?;
            behind_key(node, key, value, writer)
        }
        None => behind_dash(node, &children, index, value, writer),
    }
}

/// A value within brackets or braces, or in brackets itself.
fn in_flow(node: Node<'_>, parent: &Node<'_>, index: usize, text: &str) -> Result<Vec<Edit>, Declined> {
    if !node.span().is_empty() {
        return Ok(vec![Edit::replace(node.span(), text)]);
    }
    let children = Children::of(*parent)?;
    children.start(index)?;
    let key = children.key(index).ok_or(Declined::Layout)?;
    guard::untouched(key)?;
    Ok(vec![match colon(node.document(), key.id()) {
        Some(colon) => Edit::insert(colon + 1, format!(" {text}")),
        // INVARIANT: `Children::start` refused a colon on another line.
        None => Edit::insert(key.span().range().end, format!(": {text}")),
    }])
}

/// A value behind the `:` of a key.
fn behind_key(
    node: Node<'_>,
    key: Node<'_>,
    value: &Data,
    mut writer: Writer,
) -> Result<Vec<Edit>, Declined> {
    let document = node.document();
    let colon = colon(document, key.id()).ok_or(Declined::Layout)?;
    let column = column_of(node, outer_start(document, key.id()));
    let end = if is_by_indentation(node) {
        let children = Children::of(node)?;
        children.end(children.len().saturating_sub(1))?
    } else {
        node.span().range().end.max(colon + 1)
    };
    writer.takes_blocks = column.is_ok_and(|column| takes_text(node, end, column));
    let written = writer.value(value, column.unwrap_or(0));
    if !written.body.is_empty() {
        column?;
    }
    place(node, colon + 1, end, &written)
}

/// A value behind the `-` of an element.
fn behind_dash(
    node: Node<'_>,
    children: &Children<'_>,
    index: usize,
    value: &Data,
    mut writer: Writer,
) -> Result<Vec<Edit>, Declined> {
    let lines = Lines::of(node.document());
    let dash = children.start(index)?;
    let column = column_of(node, dash)?;
    let end = children.end(index)?;
    writer.takes_blocks = takes_text(node, end, column);
    let written = writer.item(value, column);
    if !node.span().is_empty() && matches!(value, Data::Map(entries) if !entries.is_empty()) {
        // The entries below stand two columns behind the dash, so the first does as well.
        let first = Edit::replace(Span::from_usize(dash + 1, end), format!(" {}", written.head));
        let below = written.below(lines.usual_break(end));
        return Ok(with_lines_below(first, lines.end(end), below));
    }
    place(node, dash + 1, end, &written)
}

/// True if a block of text may stand in the place of a value that ends here.
fn takes_text(node: Node<'_>, end: usize, column: usize) -> bool {
    let lines = Lines::of(node.document());
    // A comment behind the last line would become text.
    let is_last = lines.between(end, lines.end(end)).trim().is_empty();
    (is_last || !is_by_indentation(node)) && takes_block(lines, end, column)
}

/// Puts what is written behind the mark that ends at `mark`, in the place of what ends at `end`.
fn place(node: Node<'_>, mark: usize, end: usize, written: &Written) -> Result<Vec<Edit>, Declined> {
    let lines = Lines::of(node.document());
    let line_break = lines.usual_break(mark);
    let below = written.below(line_break);
    let head = if written.head.is_empty() { String::new() } else { format!(" {}", written.head) };
    let is_nothing = node.span().is_empty();
    if is_by_indentation(node) {
        return Ok(vec![Edit::replace(Span::from_usize(mark, end), head + &below)]);
    }
    let first = match is_nothing {
        true => Edit::insert(mark, head),
        false if written.head.is_empty() => Edit::replace(Span::from_usize(mark, end), head),
        false => Edit::replace(node.span(), written.head.clone()),
    };
    let line_end = lines.end(end);
    let is_beside = !below.is_empty() && line_end != first.span.range().end;
    if is_beside && node.kind() == Kind::String && matches!(node.style(), Style::Literal | Style::Folded) {
        // Blanks behind the last line of the old text would stay behind the new one.
        return Err(Declined::Layout);
    }
    Ok(with_lines_below(first, line_end, below))
}

/// An edit in a line, and the lines below it.
fn with_lines_below(first: Edit, line_end: usize, below: String) -> Vec<Edit> {
    if below.is_empty() {
        return vec![first];
    }
    if line_end == first.span.range().end {
        return vec![Edit::replace(first.span, first.text + &below)];
    }
    let second = Edit::insert(line_end, below);
    if first.text.is_empty() && first.span.is_empty() { vec![second] } else { vec![first, second] }
}
