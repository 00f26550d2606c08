//! What an ignore is about: the entry or element beside or below which it stands, with all in it. Decided by where the
//! text stands, so aliases and merge keys change nothing.

use super::nested::Nested;
use crate::text::{Source, Span};
use crate::yaml::{Document, Part, Style};

/// The parts of a text, ready to be asked.
pub(super) struct Cover<'s> {
    source: &'s Source,
    parts: Nested<Part>,
    /// The root of each document, in order; of one in block style, what it holds are its parts.
    roots: Vec<(Span, Style)>,
}

impl<'s> Cover<'s> {
    pub(super) fn new(source: &'s Source, documents: &[Document]) -> Self {
        let parts = documents.iter().flat_map(Document::parts).map(|part| (part.span, part)).collect();
        let roots = documents.iter().map(|document| (document.root().span(), document.root().style()));
        Self { source, parts: Nested::new(parts), roots: roots.collect() }
    }

    /// True if nothing but comments and markers stands before.
    pub(super) fn is_at_top(&self, comment: Span) -> bool {
        let first = self.roots.iter().map(|(root, _)| root.start()).min();
        first.is_none_or(|first| comment.start() < first)
    }

    /// What a comment covers; nothing if nothing follows.
    pub(super) fn of(&self, comment: Span) -> Vec<Span> {
        let line = self.source.line_span(comment.start());
        let before = self.source.slice(Span::new(line.start(), comment.start()));
        let written = before.trim_end_matches([' ', '\t', ',']).trim_start_matches(['\u{feff}', ' ', '\t']);
        match written.chars().next_back() {
            None => self.below(comment.end()),
            Some(last) => {
                let end = line.range().start + before.trim_end_matches([' ', '\t', ',']).len();
                self.beside(
                    Span::from_usize(end - last.len_utf8(), end),
                    Span::new(line.start(), comment.start()),
                )
            }
        }
    }

    /// What a comment at the end of a line would cover.
    pub(super) fn at_end(&self, line: Span) -> Vec<Span> {
        let blanks = self.source.slice(line).trim_end().len();
        self.of(Span::empty(line.start() + Span::from_usize(0, blanks).len()))
    }

    /// The starts of the parts around a place, the innermost first.
    pub(super) fn starts_around(&self, offset: u32) -> impl Iterator<Item = u32> {
        self.parts.around(Span::empty(offset)).map(|(span, _)| span.start())
    }

    /// What ends a line before a comment covers it: the innermost part that the last character belongs to, and in brackets
    /// those beside it that begin on the line.
    fn beside(&self, last: Span, line: Span) -> Vec<Span> {
        if let Some((_, part)) = self.parts.around(last).next() {
            return self.with_siblings(*part, line);
        }
        let is_marker = self.source.slice(line).trim_start_matches('\u{feff}').starts_with("---");
        let root = self
            .roots
            .iter()
            .find(|(root, _)| root.contains(last) || (is_marker && root.start() >= line.end()));
        root.map(|(root, _)| *root).into_iter().collect()
    }

    /// What a comment on a line of its own covers: the outermost part that begins with the next character of content.
    pub(super) fn below(&self, offset: u32) -> Vec<Span> {
        let Some(next) = self.next_content(offset) else { return Vec::new() };
        let here = Span::new(next, next + 1);
        let line = Span::new(next, self.source.line_span(next).end());
        if let Some((_, part)) = self.parts.beginning_in(here).next() {
            return self.with_siblings(*part, line);
        }
        if self.source.slice(here).starts_with([']', '}']) {
            return Vec::new();
        }
        // A value on a line below its key.
        if let Some((span, _)) = self.parts.around(here).next() {
            return vec![Span::new(next, span.end())];
        }
        let root = self.roots.iter().find(|(root, _)| root.end() > next);
        root.map(|(root, _)| *root).into_iter().collect()
    }

    /// The part, and in brackets the others of the same collection that begin in `line`.
    fn with_siblings(&self, part: Part, line: Span) -> Vec<Span> {
        let mut spans = vec![part.span];
        if part.is_in_flow {
            let siblings = self
                .parts
                .beginning_in(line)
                .filter(|(span, other)| other.collection == part.collection && *span != part.span);
            spans.extend(siblings.map(|(span, _)| *span));
        }
        spans
    }

    /// The offset of the next character behind comments, blank lines, commas and document markers.
    fn next_content(&self, offset: u32) -> Option<u32> {
        let text = self.source.text();
        let mut at = offset as usize;
        loop {
            let rest = text.get(at..)?;
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', ',', '\u{feff}']).len();
            at += blanks;
            let rest = text.get(at..)?;
            let is_line_start =
                at == 0 || text.as_bytes().get(at - 1).is_some_and(|byte| matches!(byte, b'\n' | b'\r'));
            let is_marker = is_line_start && (rest.starts_with("---") || rest.starts_with("..."));
            if rest.starts_with('#') || (is_line_start && rest.starts_with('%')) {
                at += rest.find(['\n', '\r']).unwrap_or(rest.len());
            } else if is_marker {
                at += "---".len();
            } else {
                return (!rest.is_empty()).then(|| u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
    }
}
