//! New entries and elements in flow collections: behind a comma, on a line of their own if the others have one.

use super::children::Children;
use super::comments_in;
use super::data::Data;
use super::declined::Declined;
use super::lines::Lines;
use super::scalar::Surroundings;
use super::write::Writer;
use crate::text::{Edit, Span};

/// The edits that put an entry (with `key`) or an element before the child of this number.
pub(super) fn insert(
    children: &Children<'_>,
    key: Option<&str>,
    value: &Data,
    before: usize,
) -> Result<Vec<Edit>, Declined> {
    let node = children.node;
    let span = node.span();
    if !children.is_bracketed() {
        return Err(Declined::Layout);
    }
    let writer = Writer::new(node, Surroundings::within(node));
    let text = match key {
        Some(key) => writer.pair(key, value),
        None => writer.flow(value),
    };
    if children.len() == 0 {
        if comments_in(node.document(), span).next().is_some() {
            return Err(Declined::Comment);
        }
        let new = if key.is_some() { format!("{{ {text} }}") } else { format!("[{text}]") };
        return Ok(vec![Edit::replace(span, new)]);
    }
    match before.checked_sub(1) {
        None => before_first(children, &text),
        Some(index) => behind(children, index, &text),
    }
}

fn before_first(children: &Children<'_>, text: &str) -> Result<Vec<Edit>, Declined> {
    let lines = Lines::of(children.node.document());
    let at = children.start(0)?;
    let prefix = lines.between(lines.start(at), at);
    if prefix.trim_matches([' ', '\t']).is_empty() && lines.start(at) > 0 {
        let line_break = lines.usual_break(at);
        return Ok(vec![Edit::insert(at, format!("{text},{line_break}{prefix}"))]);
    }
    Ok(vec![Edit::insert(at, format!("{text}, "))])
}

fn behind(children: &Children<'_>, index: usize, text: &str) -> Result<Vec<Edit>, Declined> {
    let lines = Lines::of(children.node.document());
    let (start, end) = (children.start(index)?, children.end(index)?);
    let prefix = lines.between(lines.start(start), start);
    let rest = lines.between(end, lines.end(end));
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let has_comma = rest.get(blanks..).is_some_and(|rest| rest.starts_with(','));
    let behind_comma = end + if has_comma { blanks + 1 } else { 0 };
    let remainder = lines.between(behind_comma, lines.end(end)).trim_start_matches([' ', '\t']);
    let is_alone = prefix.trim_matches([' ', '\t']).is_empty() && lines.start(start) > 0;
    if !is_alone || !(remainder.is_empty() || remainder.starts_with('#')) {
        return Ok(vec![Edit::insert(end, format!(", {text}"))]);
    }
    let line_end = lines.end(end);
    let line_break = lines.usual_break(end);
    if has_comma {
        return Ok(vec![Edit::insert(line_end, format!("{line_break}{prefix}{text},"))]);
    }
    if line_end == end {
        return Ok(vec![Edit::insert(end, format!(",{line_break}{prefix}{text}"))]);
    }
    if remainder.is_empty() || !lines.between(end, line_end).contains('#') {
        return Ok(vec![Edit::insert(end, format!(",{line_break}{prefix}{text}"))]);
    }
    Ok(vec![Edit::insert(end, ","), Edit::insert(line_end, format!("{line_break}{prefix}{text}"))])
}

/// The bytes that go with a child of a flow collection: up to the next one, or from the one before.
pub(super) fn extent(children: &Children<'_>, index: usize) -> Result<Span, Declined> {
    let span = children.node.span().range();
    if !children.is_bracketed() {
        return Err(Declined::Layout);
    }
    if children.len() == 1 {
        return Ok(Span::from_usize(span.start + 1, span.end.saturating_sub(1)));
    }
    if index + 1 < children.len() {
        return Ok(Span::from_usize(children.start(index)?, children.start(index + 1)?));
    }
    Ok(Span::from_usize(children.end(index - 1)?, children.end(index)?))
}
