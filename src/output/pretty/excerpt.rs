//! The lines around the places of a finding, made ready for `miette` to draw.
//!
//! `miette` measures text by the character, so what it gets is a text in which every sign that is not ASCII stands as
//! noncharacters of one column each; [`Excerpt::restore`] puts the signs back into what it drew. So only
//! [`cells`](super::cells) decides about widths, and what is drawn is bounded, whatever the source.

use std::borrow::Cow;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::layout::{Layout, Line};
use super::mark::Group;
use super::window::Window;
use crate::output::escape::visible;
use crate::text::{Language, Position, Span};

/// Stands for the first column of a sign. Unicode keeps it for internal use, and no user's text holds it unescaped.
const SIGN: char = '\u{fdd0}';
/// Stands for each further column of a sign.
const FILL: char = '\u{fdd1}';
/// Says that a line was cut.
const CUT: &str = "…";
/// The lines to draw, in blocks that do not touch, each with at least one mark.
#[derive(Debug)]
pub(super) struct Excerpt<'f> {
    text: String,
    signs: Vec<Cow<'f, str>>,
    blocks: Vec<Block>,
    marks: Vec<Drawn>,
}

#[derive(Debug)]
struct Block {
    name: String,
    first_line: u32,
    line_count: usize,
    range: Range<usize>,
}

#[derive(Debug)]
struct Drawn {
    range: Range<usize>,
    position: Position,
    label: Option<String>,
    is_primary: bool,
}

impl<'f> Excerpt<'f> {
    /// The excerpt of these groups, none of its lines wider than `width` columns once drawn.
    pub(super) fn new(groups: Vec<Group<'f>>, width: usize, language: Language) -> Self {
        let mut excerpt =
            Self { text: String::new(), signs: Vec::new(), blocks: Vec::new(), marks: Vec::new() };
        for group in groups {
            excerpt.push_block(&group, width, language);
        }
        excerpt
    }

    /// The marks as `miette` wants them, in the order of their places.
    pub(super) fn labels(&self) -> Vec<LabeledSpan> {
        let labeled = |mark: &Drawn| {
            let span: SourceSpan = mark.range.clone().into();
            if mark.is_primary {
                LabeledSpan::new_primary_with_span(mark.label.clone(), span)
            } else {
                LabeledSpan::new_with_span(mark.label.clone(), span)
            }
        };
        self.marks.iter().map(labeled).collect()
    }

    /// For each mark, in the order of [`labels`](Self::labels), whether it is the primary one.
    pub(super) fn primaries(&self) -> impl Iterator<Item = bool> {
        self.marks.iter().map(|mark| mark.is_primary)
    }

    /// What was drawn, with the signs in their places.
    pub(super) fn restore(&self, drawn: &str) -> String {
        let mut signs = self.signs.iter();
        let mut restored = String::with_capacity(drawn.len() + self.signs.len());
        for character in drawn.chars() {
            match character {
                // INVARIANT: every line of the text is drawn once, in order.
                SIGN => restored.push_str(signs.next().map_or("", |sign| sign)),
                FILL => {}
                _ => restored.push(character),
            }
        }
        restored
    }

    fn push_block(&mut self, group: &Group<'f>, width: usize, language: Language) {
        let Some(source) = group.first().map(|mark| mark.source) else { return };
        let layout = Layout::new(source, group, width, language);
        let start = self.text.len();
        let mut ranges = vec![0..0; group.len()];
        for (number, line) in (layout.first_line..).zip(&layout.lines) {
            let placed = self.push_line(line, layout.window);
            for (mark, range) in group.iter().zip(&mut ranges) {
                if mark.first == number {
                    range.start = placed.start_of(mark.span);
                }
                if mark.last == number {
                    // A place that goes over lines and ends in an empty one still touches that line.
                    let least = if mark.is_on_one_line() { range.start } else { placed.line.start + 1 };
                    range.end = placed.end_of(mark.span).max(least);
                }
            }
        }
        for ((mark, range), label) in group.iter().zip(ranges).zip(layout.labels) {
            self.marks.push(Drawn { range, position: mark.position, label, is_primary: mark.is_primary });
        }
        self.blocks.push(Block {
            name: visible(source.path()).into_owned(),
            first_line: layout.first_line,
            line_count: layout.lines.len(),
            range: start..self.text.len(),
        });
    }

    /// Draws the cells that lie in the window.
    fn push_line(&mut self, line: &Line<'f>, window: Window) -> Placed {
        let line_start = self.text.len();
        let mut shown = Vec::with_capacity(line.cells.len());
        let is_cut_before = line.is_cut_before || window.start > 0 && !line.cells.is_empty();
        let is_cut_after =
            line.is_cut_after || line.cells.last().is_some_and(|cell| cell.end() > window.end());
        let from = window.start + usize::from(is_cut_before);
        let to = window.end() - usize::from(is_cut_after);
        if is_cut_before {
            self.push_sign(Cow::Borrowed(CUT), 1);
        }
        for cell in line.cells.iter().filter(|cell| cell.column >= from && cell.end() <= to) {
            let start = self.text.len();
            self.push_sign(cell.text.clone(), cell.width);
            shown.push((cell.span, start..self.text.len()));
        }
        if is_cut_after {
            self.push_sign(Cow::Borrowed(CUT), 1);
        }
        let line = line_start..self.text.len();
        self.text.push('\n');
        Placed { line, shown }
    }

    fn push_sign(&mut self, sign: Cow<'f, str>, width: usize) {
        if sign.is_ascii() {
            self.text.push_str(&sign);
        } else {
            self.text.push(SIGN);
            self.text.extend(std::iter::repeat_n(FILL, width.saturating_sub(1)));
            self.signs.push(sign);
        }
    }
}

/// A line in the text of an excerpt, without its line break.
struct Placed {
    line: Range<usize>,
    /// The bytes of the source, and where they stand in the text.
    shown: Vec<(Span, Range<usize>)>,
}

impl Placed {
    fn start_of(&self, span: Span) -> usize {
        let first = self.shown.iter().find(|(drawn, _)| drawn.end() > span.start());
        first.map_or(self.line.end, |(_, range)| range.start)
    }

    fn end_of(&self, span: Span) -> usize {
        let last = self.shown.iter().rfind(|(drawn, _)| drawn.start() < span.end());
        last.map_or(self.line.start, |(_, range)| range.end)
    }
}

impl SourceCode for Excerpt<'_> {
    /// The block that holds the span; read without context, only the head of the block asks, and gets the position of
    /// the mark in its source.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let wanted = span.offset()..span.offset() + span.len();
        let holds = |block: &&Block| block.range.start <= wanted.start && wanted.end <= block.range.end;
        let block = self.blocks.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        let data = self.text.get(block.range.clone()).unwrap_or("").as_bytes();
        let mark = self.marks.iter().find(|mark| lines_before == 0 && mark.range == wanted);
        let (line, column) = match mark {
            Some(mark) => (mark.position.line, mark.position.column),
            None => (block.first_line, 1),
        };
        Ok(Box::new(MietteSpanContents::new_named(
            block.name.clone(),
            data,
            block.range.clone().into(),
            line as usize - 1,
            column as usize - 1,
            block.line_count,
        )))
    }
}
