//! New entries and elements in block collections: a line of its own, at the column of the others.

use super::children::Children;
use super::data::Data;
use super::declined::Declined;
use super::lines::Lines;
use super::scalar::Surroundings;
use super::write::{Writer, Written};
use crate::text::Edit;
use crate::yaml::decode::Chomping;
use crate::yaml::node::Node;

/// The edit that puts an entry (with `key`) or an element before the child of this number.
pub(super) fn insert(
    children: &Children<'_>,
    key: Option<&str>,
    value: &Data,
    before: usize,
) -> Result<Vec<Edit>, Declined> {
    let lines = Lines::of(children.node.document());
    let column = column(children)?;
    let mut writer = Writer::new(children.node, Surroundings::within(children.node));
    let place = match before.checked_sub(1) {
        Some(index) => behind(children, index, column)?,
        None => Place::Before(children.start(0)?),
    };
    writer.takes_blocks = match place {
        Place::LineEnd(at) | Place::LineStart(at) => takes_block(lines, at, column),
        Place::Before(_) => true,
    };
    let written = match key {
        Some(key) => writer.entry(key, value, column),
        None => dashed(writer.item(value, column)),
    };
    Ok(vec![place.edit(children, &written, column)])
}

fn dashed(written: Written) -> Written {
    Written { head: format!("- {}", written.head), ..written }
}

/// Where something is put.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Behind the line that ends here.
    LineEnd(usize),
    /// Before the line that begins here.
    LineStart(usize),
    /// Before the first child, which begins here.
    Before(usize),
}

impl Place {
    fn edit(self, children: &Children<'_>, written: &Written, column: usize) -> Edit {
        let lines = Lines::of(children.node.document());
        let text = |at| {
            let line_break = lines.usual_break(at);
            (written.lines(line_break), line_break)
        };
        match self {
            Self::LineEnd(at) => {
                let (text, line_break) = text(at);
                Edit::insert(at, format!("{line_break}{:column$}{text}", ""))
            }
            Self::LineStart(at) => {
                let (text, line_break) = text(at.saturating_sub(1));
                Edit::insert(at, format!("{:column$}{text}{line_break}", ""))
            }
            Self::Before(at) => {
                let (text, line_break) = text(at);
                let line = lines.start(at);
                let is_alone = lines.between(line, at).trim_matches(' ').is_empty();
                if is_alone && children.node.parent().is_some() {
                    let top = above_comments(lines, line, column);
                    return Edit::insert(top, format!("{:column$}{text}{line_break}", ""));
                }
                Edit::insert(at, format!("{text}{line_break}{:column$}", ""))
            }
        }
    }
}

/// The column at which the children of a block collection stand.
pub(super) fn column(children: &Children<'_>) -> Result<usize, Declined> {
    column_of(children.node, children.start(0)?)
}

/// The column of an offset, before which only indentation and the dashes of outer lists stand on its line.
pub(super) fn column_of(node: Node<'_>, at: usize) -> Result<usize, Declined> {
    let lines = Lines::of(node.document());
    let prefix = lines.between(lines.start(at), at);
    let is_indentation = prefix.bytes().all(|byte| matches!(byte, b' ' | b'-'));
    if is_indentation { Ok(prefix.len()) } else { Err(Declined::Layout) }
}

/// The place behind a child and the comments that belong to it.
fn behind(children: &Children<'_>, index: usize, column: usize) -> Result<Place, Declined> {
    let document = children.node.document();
    let lines = Lines::of(document);
    let end = lines.end(children.end(index)?);
    let Some(block) = children.block_before(index) else {
        return Ok(Place::LineEnd(lines.behind_comments(end, column)));
    };
    let has_break = !lines.break_at(end).is_empty();
    if !has_break && block.chomping != Chomping::Strip {
        // A new line below would end the last line of the text.
        return Err(Declined::Layout);
    }
    // What looks empty behind the text may be text.
    let rest = lines.between(end, block.end);
    let is_text = block.chomping == Chomping::Keep || rest.contains([' ', '\t']);
    if has_break && is_text {
        let is_line = lines.before(block.end).ends_with(['\n', '\r']);
        return if is_line { Ok(Place::LineStart(block.end)) } else { Err(Declined::Layout) };
    }
    Ok(Place::LineEnd(end))
}

/// True if a block of text may end here: the line does not end the file, and what follows is not taken for a part of it.
pub(super) fn takes_block(lines: Lines<'_>, at: usize, column: usize) -> bool {
    if lines.break_at(lines.end(at)).is_empty() {
        return false;
    }
    let mut line = lines.end(at);
    loop {
        let next = line + lines.break_at(line).len();
        if next == line {
            return true;
        }
        let end = lines.end(next);
        let is_blank = lines.between(next, end).trim().is_empty();
        if is_blank && end > next {
            return false;
        }
        if !is_blank {
            let is_deeper = lines.indentation(next).is_none_or(|indent| indent > column);
            return !(lines.is_comment(next) && is_deeper);
        }
        line = end;
    }
}

/// The start of the first of the comments directly above a line, at the same column.
pub(super) fn above_comments(lines: Lines<'_>, mut line: usize, column: usize) -> usize {
    loop {
        let Some(end) = previous_line_end(lines, line) else { return line };
        let above = lines.start(end);
        let is_own = lines.is_comment(above) && lines.indentation(above) == Some(column);
        if !is_own {
            return line;
        }
        line = above;
    }
}

/// Where the line before this one ends, before its break.
pub(super) fn previous_line_end(lines: Lines<'_>, line: usize) -> Option<usize> {
    let before = lines.before(line);
    let cut = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r']))?;
    Some(cut.len())
}
