//! A place in a source. The only type by which findings point at text.

use std::sync::Arc;

use super::position::{Position, Unit};
use super::source::Source;
use super::span::Span;

/// A source and the span in it that is meant; without a span, the file as a whole.
#[derive(Clone, Debug)]
pub struct Location {
    source: Arc<Source>,
    span: Option<Span>,
}

impl Location {
    /// The span in the source.
    #[must_use]
    pub fn new(source: &Arc<Source>, span: Span) -> Self {
        // INVARIANT: the span lies inside the source, on character boundaries.
        let span = Span::new(source.floor(span.start()), source.floor(span.end()));
        Self { source: Arc::clone(source), span: Some(span) }
    }

    /// The file as a whole: for what has no place in a text, such as a file that cannot be read.
    #[must_use]
    pub fn file(source: &Arc<Source>) -> Self {
        Self { source: Arc::clone(source), span: None }
    }

    /// The source.
    #[must_use]
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The path of the source.
    #[must_use]
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The span, if the location is narrower than the file.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.span
    }

    /// The text that the location covers; empty for a whole file.
    #[must_use]
    pub fn text(&self) -> &str {
        self.span.map_or("", |span| self.source.slice(span))
    }

    /// The positions of start and end (the end after the last character), if there is a span.
    #[must_use]
    pub fn positions(&self, unit: Unit) -> Option<(Position, Position)> {
        let span = self.span?;
        Some((self.source.position(span.start(), unit), self.source.position(span.end(), unit)))
    }
}

impl PartialEq for Location {
    fn eq(&self, other: &Self) -> bool {
        self.span == other.span && self.path() == other.path()
    }
}

impl Eq for Location {}
