//! What one block shows: which lines, which part of them, and how the labels are broken. Draws nothing.

use textwrap::{WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::cells::{Cell, cells};
use super::mark::{Group, LONG_LINE, Mark, holds_primary};
use super::window::{Extent, Window};
use crate::output::escape::visible;
use crate::output::messages;
use crate::text::{Language, Source, Span};

/// The bytes of a long line that are drawn at most, and those of them before the place on it.
const LONG_LINE_PART: u32 = 480;
const LONG_LINE_BEFORE: u32 = 120;
/// The columns beside the digits in ` 12 │ `, and those of the bracket of a place of several lines.
const GUTTER: usize = 4;
const BRACKET: usize = 4;
/// The columns by which a label at such a bracket stands further right.
const BRACKET_LABEL: usize = 2;
/// The columns of text below which no terminal is narrow enough.
const LEAST_WIDTH: usize = 20;

/// The lines of a block and what is said about them.
#[derive(Debug)]
pub(super) struct Layout<'f> {
    pub(super) first_line: u32,
    pub(super) lines: Vec<Line<'f>>,
    pub(super) window: Window,
    /// For each mark of the group, its label.
    pub(super) labels: Vec<Option<String>>,
}

/// The signs of a line, or of a part of a long one.
#[derive(Debug)]
pub(super) struct Line<'f> {
    pub(super) cells: Vec<Cell<'f>>,
    pub(super) is_cut_before: bool,
    pub(super) is_cut_after: bool,
}

impl<'f> Layout<'f> {
    /// The layout of a group on a terminal of `width` columns.
    pub(super) fn new(source: &'f Source, group: &Group<'f>, width: usize, language: Language) -> Self {
        let (first, last) = line_range(source, group);
        let lines: Vec<Line<'f>> = (first..=last).map(|line| Line::new(source, line, group)).collect();
        let bracket = if group.iter().all(Mark::is_on_one_line) { 0 } else { BRACKET };
        let width = width.saturating_sub(last.to_string().len() + GUTTER + bracket).max(LEAST_WIDTH);
        let texts: Vec<Vec<String>> = group.iter().map(|mark| texts(mark, group, language)).collect();
        let extent = |(mark, texts): (&Mark<'f>, &Vec<String>)| {
            let line = lines.get((mark.first - first) as usize);
            line.map_or_else(Extent::default, |line| line.extent(mark, widest(texts)))
        };
        let extents: Vec<Extent> = group.iter().zip(&texts).map(extent).collect();
        let window = Window::over(&extents, width);
        let label = |((mark, texts), extent): ((&Mark<'f>, &Vec<String>), &Extent)| {
            let room =
                if mark.is_on_one_line() { window.label_width(*extent) } else { width - BRACKET_LABEL };
            (!texts.is_empty()).then(|| {
                texts.iter().map(|text| textwrap::fill(text, wrapping(room))).collect::<Vec<_>>().join("\n")
            })
        };
        let labels = group.iter().zip(&texts).zip(&extents).map(label).collect();
        Self { first_line: first, lines, window, labels }
    }
}

/// The lines of the marks. Around the place of the finding itself also the line before, unless it is blank or the block
/// is a long line: in YAML what stands above explains; what stands below seldom does.
fn line_range(source: &Source, group: &Group<'_>) -> (u32, u32) {
    let first = group.iter().map(|mark| mark.first).min().unwrap_or(1);
    let last = group.iter().map(|mark| mark.last).max().unwrap_or(first);
    let is_long = first == last && group.iter().any(Mark::is_on_long_line);
    let before = source.line(first.saturating_sub(1)).filter(|span| span.len() <= LONG_LINE);
    let says_something = before.is_some_and(|span| !source.slice(span).trim().is_empty());
    (first - u32::from(holds_primary(group) && says_something && !is_long), last)
}

impl<'f> Line<'f> {
    fn new(source: &'f Source, line: u32, group: &Group<'f>) -> Self {
        let whole = source.line(line).unwrap_or_default();
        let mut part = whole;
        if whole.len() > LONG_LINE {
            let on_it = group.iter().find(|mark| mark.first == line);
            let place = on_it.map_or(whole.start(), |mark| mark.span.start());
            let start = source.floor(place.saturating_sub(LONG_LINE_BEFORE)).max(whole.start());
            part = Span::new(start, source.floor(start + LONG_LINE_PART).min(whole.end()));
        }
        Self {
            cells: cells(source, part),
            is_cut_before: part.start() > whole.start(),
            is_cut_after: part.end() < whole.end(),
        }
    }

    fn extent(&self, mark: &Mark<'_>, label: usize) -> Extent {
        let end_of_line = self.cells.last().map_or(0, Cell::end);
        let first = self.cells.iter().find(|cell| cell.span.end() > mark.span.start());
        let start = first.map_or(end_of_line, |cell| cell.column);
        if !mark.is_on_one_line() {
            return Extent { start, end: start, label: 0 };
        }
        let last = self.cells.iter().rfind(|cell| cell.span.start() < mark.span.end());
        Extent { start, end: last.map_or(start, Cell::end).max(start + 1), label }
    }
}

/// What is said at a mark, a label each. `miette` draws a line down from every mark left of a label, so such a mark
/// needs one too.
fn texts(mark: &Mark<'_>, group: &Group<'_>, language: Language) -> Vec<String> {
    let mut texts: Vec<String> = mark.labels.iter().map(|label| visible(label).into_owned()).collect();
    if let Some(line) = mark.continues_to {
        texts.push(messages::CONTINUES.render(language, &[("line", line.to_string())]));
    }
    let is_right =
        |other: &Mark<'_>| other.first == mark.last && other.span > mark.span && !other.labels.is_empty();
    if texts.is_empty() && mark.is_on_one_line() && group.iter().any(is_right) {
        texts.push(messages::HERE.text(language).to_owned());
    }
    texts
}

fn widest(texts: &[String]) -> usize {
    texts.iter().map(|text| text.width()).max().unwrap_or(0)
}

/// How texts are broken into lines of `width` columns: at blanks only, not at hyphens, and Korean not within words.
pub(super) fn wrapping<'o>(width: usize) -> textwrap::Options<'o> {
    textwrap::Options::new(width)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}
