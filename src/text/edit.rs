//! Replacing parts of a text. Knows bytes; knows neither why a text is changed nor what it means.

use super::span::Span;

/// Replaces the bytes of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// The new text.
    pub text: String,
}

impl Edit {
    /// Puts `text` in the place of `span`.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Puts `text` before byte `at`.
    #[must_use]
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { span: Span::from_usize(at, at), text: text.into() }
    }
}

/// True if two edits touch the same bytes, or insert at the same place, so that their order would decide.
#[must_use]
pub fn overlap(a: &Edit, b: &Edit) -> bool {
    let (first, second) = if a.span <= b.span { (a, b) } else { (b, a) };
    first.span.end() > second.span.start() || first.span.start() == second.span.start()
}

/// The text after all edits; none if one of them lies outside of the text or inside a character, or two overlap.
#[must_use]
pub fn edited(text: &str, edits: &[Edit]) -> Option<String> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for edit in sorted {
        let span = edit.span.range();
        result.push_str(text.get(at..span.start)?);
        result.push_str(&edit.text);
        at = span.end;
    }
    result.push_str(text.get(at..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_applied_in_the_order_of_their_places() {
        let edits = [Edit::insert(5, "!"), Edit::replace(Span::new(0, 3), "하나"), Edit::insert(4, "b")];
        assert_eq!(edited("one a", &edits).as_deref(), Some("하나 ba!"));
        assert_eq!(edited("하나", &[Edit::insert(1, "x")]), None, "inside a character");
        assert_eq!(edited("one", &[Edit::insert(4, "x")]), None, "outside of the text");
    }

    #[test]
    fn edits_that_touch_the_same_bytes_overlap() {
        let edit = |start, end| Edit::replace(Span::new(start, end), "");
        let rows =
            [((0, 2), (1, 3), true), ((0, 2), (2, 3), false), ((2, 2), (2, 2), true), ((2, 3), (2, 2), true)];
        for (a, b, expected) in rows {
            assert_eq!(overlap(&edit(a.0, a.1), &edit(b.0, b.1)), expected, "{a:?} {b:?}");
            assert_eq!(overlap(&edit(b.0, b.1), &edit(a.0, a.1)), expected, "{b:?} {a:?}");
        }
    }
}
