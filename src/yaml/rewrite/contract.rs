//! What edits promise: the text can be read, says what it said but for the changes, and has its comments in their order.

use std::sync::Arc;

use super::{Change, Shape};
use crate::text::{Edit, Source, Span, edited};
use crate::yaml::document::Stream;
use crate::yaml::limits::Limits;
use crate::yaml::parse;

/// Which promise edits break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// The edits overlap or lie outside of the text.
    Edits,
    /// The text has a syntax error more than before.
    Syntax,
    /// A value differs that should not, or does not that should.
    Value,
    /// A comment is lost, changed or elsewhere.
    Comment,
}

/// The text after `edits`, which are to change in `stream` what `changes` say.
///
/// # Errors
/// The promise that they break.
pub fn applied(
    source: &Source,
    stream: &Stream,
    (edits, changes): (&[Edit], &[&Change]),
    limits: &Limits,
) -> Result<Arc<Source>, Breach> {
    let text = edited(source.text(), edits).ok_or(Breach::Edits)?;
    let result = Arc::new(Source::new(source.path(), text));
    let after = parse(&result, limits);
    if after.problems.len() > stream.problems.len() {
        return Err(Breach::Syntax);
    }
    let expected = Shape::of(stream).changed(changes).ok_or(Breach::Value)?;
    if Shape::of(&after) != expected {
        return Err(Breach::Value);
    }
    let is_replaced = |comment: &Span| edits.iter().any(|edit| edit.span.contains(*comment));
    let kept = comments(stream).filter(|comment| !is_replaced(comment)).map(|comment| source.slice(comment));
    let new = comments(&after).map(|comment| result.slice(comment));
    // A fix may bring a comment, never lose one.
    let has_all = is_subsequence(kept, new);
    if has_all { Ok(result) } else { Err(Breach::Comment) }
}

fn comments(stream: &Stream) -> impl Iterator<Item = Span> + '_ {
    stream.documents.iter().flat_map(|document| document.comments.iter().copied())
}

fn is_subsequence<'t>(some: impl Iterator<Item = &'t str>, mut all: impl Iterator<Item = &'t str>) -> bool {
    let mut some = some;
    some.all(|one| all.any(|other| other == one))
}
