//! The places of a finding that are drawn, and which of them share one block of lines. Knows lines and spans; must not
//! know how a block is drawn.

use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;
use unicode_width::UnicodeWidthStr;

use super::window::{Extent, Window};
use crate::finding::Finding;
use crate::output::escape::visible;
use crate::text::{Location, Position, Source, Span, Unit};

/// How many places of one finding are drawn.
const MOST_MARKS: usize = 8;
/// How many lines of a place are drawn if it has more than `MOST_LINES`.
const HEAD_LINES: u32 = 3;
const MOST_LINES: u32 = 4;
/// Two places with up to this many lines between them share a block.
const MOST_LINES_BETWEEN: u32 = 2;
/// The columns beside the lines, at most: six digits, bars, and the bracket of a place of several lines.
const WIDEST_GUTTER: usize = 14;
/// A line of more bytes is drawn in part only, alone in its block.
pub(super) const LONG_LINE: u32 = 1000;
/// Two places on a long line share a block if they lie within this many bytes.
const LONG_LINE_REACH: u32 = 100;

/// A place to underline.
#[derive(Debug)]
pub(super) struct Mark<'f> {
    pub(super) source: &'f Arc<Source>,
    /// What is underlined: begins in line `first`, ends in line `last`, with no line break at its end.
    pub(super) span: Span,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Where the place begins, for the head of its block.
    pub(super) position: Position,
    /// The last line of the place, if it goes on below what is underlined.
    pub(super) continues_to: Option<u32>,
    /// What is said of the place.
    pub(super) labels: Vec<&'f str>,
    /// About where it stands in its line: enough to tell which marks fit one window.
    extent: Extent,
    pub(super) is_primary: bool,
}

/// Marks that are drawn in one block of lines: of one source, close together, none across another.
pub(super) type Group<'f> = Vec<Mark<'f>>;

/// The marks of a finding in groups for a terminal of `width` columns: first the group of the finding's own place, then
/// those of its own source; and how many places were left out.
pub(super) fn groups<'f>(finding: &'f Finding, width: usize) -> (Vec<Group<'f>>, usize) {
    let mut marks: Vec<Mark<'f>> = Vec::new();
    marks.extend(Mark::new(&finding.location));
    if let Some(primary) = marks.first_mut() {
        primary.is_primary = true;
    }
    for label in &finding.labels {
        let Some(mut mark) = Mark::new(&label.location) else { continue };
        mark.labels.push(&label.message);
        mark.extent.label = label.message.width();
        match marks.iter_mut().find(|known| known.is_same_place(&mark)) {
            Some(twin) => {
                twin.labels.append(&mut mark.labels);
                twin.extent.label = twin.extent.label.max(mark.extent.label);
            }
            None => marks.push(mark),
        }
    }
    let left_out = marks.len().saturating_sub(MOST_MARKS);
    marks.truncate(MOST_MARKS);
    let own = finding.location.path();
    let order =
        |mark: &Mark<'f>| (!mark.is_primary, mark.source.path() != own, mark.source.path(), mark.span);
    marks.sort_by(|a, b| order(a).cmp(&order(b)));
    let mut groups: Vec<Group<'f>> = Vec::new();
    for mark in marks {
        match groups.iter_mut().find(|group| takes(group, &mark, width.saturating_sub(WIDEST_GUTTER))) {
            Some(group) => group.push(mark),
            None => groups.push(vec![mark]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|mark| mark.span);
    }
    (groups, left_out)
}

/// True if the place of the finding itself is in the group.
pub(super) fn holds_primary(group: &Group<'_>) -> bool {
    group.iter().any(|mark| mark.is_primary)
}

/// True if the mark can be drawn in the block of the group.
fn takes(group: &Group<'_>, mark: &Mark<'_>, width: usize) -> bool {
    let shares_block = |known: &Mark<'_>| {
        if known.span <= mark.span { known.shares_block(mark) } else { mark.shares_block(known) }
    };
    let is_near = |known: &Mark<'_>| {
        let between = mark.first.saturating_sub(known.last).max(known.first.saturating_sub(mark.last));
        between <= MOST_LINES_BETWEEN + 1
    };
    let extents: Vec<Extent> = group.iter().chain([mark]).map(|mark| mark.extent).collect();
    group.iter().all(shares_block) && group.iter().any(is_near) && Window::fits(&extents, width)
}

impl<'f> Mark<'f> {
    /// The mark of a location; none for a whole file.
    fn new(location: &'f Location) -> Option<Self> {
        let (source, whole) = (location.source(), location.span()?);
        let mut span = tight(source, whole);
        let position = source.position(whole.start(), Unit::Character);
        let first = position.line;
        let mut last = source.position(span.end(), Unit::Byte).line;
        let mut continues_to = None;
        if last - first >= MOST_LINES {
            continues_to = Some(last);
            last = first + HEAD_LINES - 1;
            span = Span::new(span.start(), source.line(last).map_or(span.end(), Span::end));
        }
        let extent = extent(source, span);
        let labels = Vec::new();
        Some(Self { source, span, first, last, position, continues_to, labels, extent, is_primary: false })
    }

    /// True if it begins and ends on one line.
    pub(super) fn is_on_one_line(&self) -> bool {
        self.first == self.last
    }

    /// True if a line that it touches is drawn in part only.
    pub(super) fn is_on_long_line(&self) -> bool {
        let is_long = |line| self.source.line(line).is_some_and(|span| span.len() > LONG_LINE);
        (self.first..=self.last).any(is_long)
    }

    fn is_same_place(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.source, other.source) && self.span == other.span
    }

    /// True if the lines of this mark and of `later`, which does not begin before it, can be drawn as one.
    fn shares_block(&self, later: &Self) -> bool {
        if !Arc::ptr_eq(self.source, later.source) {
            return false;
        }
        let is_apart = self.is_apart_from(later);
        if self.is_on_long_line() || later.is_on_long_line() {
            let is_close = later.span.end() - self.span.start() < LONG_LINE_REACH;
            return self.first == later.last && is_close && is_apart;
        }
        match (self.is_on_one_line(), later.is_on_one_line()) {
            (true, true) => is_apart,
            // Not on the last line, where the bracket of the first has its end.
            (false, true) if later.last < self.last => self.span.contains(later.span),
            _ => is_apart && self.last < later.first,
        }
    }

    /// True if the two marks have no sign in common. One without width is drawn below the sign that follows it.
    fn is_apart_from(&self, later: &Self) -> bool {
        let (end, start) = (self.span.end(), later.span.start());
        let text = self.source.text();
        let begins_sign = || GraphemeCursor::new(end as usize, text.len(), true).is_boundary(text, 0);
        end < start || end == start && !self.span.is_empty() && begins_sign().unwrap_or(false)
    }
}

/// The columns of the part of a span on its first line; of a long line, its bytes.
fn extent(source: &Source, span: Span) -> Extent {
    let line = source.line_span(span.start());
    if line.len() > LONG_LINE {
        let start = (span.start() - line.start()) as usize;
        return Extent { start, end: start + span.len() as usize, label: 0 };
    }
    let width = |part: Span| visible(source.slice(part)).width();
    let start = width(Span::new(line.start(), span.start()));
    let end = start + width(Span::new(span.start(), span.end().min(line.end())));
    Extent { start, end, label: 0 }
}

/// The span without a byte order mark, which is not drawn, and without line breaks and blanks at its end; of a span of
/// blanks, what lies on its first line.
fn tight(source: &Source, span: Span) -> Span {
    let drawn = if source.text().starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = (span.start() as usize).max(drawn);
    let text = source.slice(Span::from_usize(start, (span.end() as usize).max(start)));
    let length = match text.trim_end().len() {
        0 => text.find(['\n', '\r']).unwrap_or(text.len()),
        length => length,
    };
    Span::from_usize(start, start + length)
}
