//! Ranges that lie beside or inside each other, sorted so that those around a place are found without looking at all.

use std::cmp::Reverse;

use crate::text::Span;

/// Such ranges, each with what it stands for.
#[derive(Debug)]
pub(super) struct Nested<T> {
    /// By start, of equal ones the longest first.
    ranges: Vec<(Span, T)>,
    /// The index of the range around each.
    around: Vec<Option<usize>>,
}

impl<T> Default for Nested<T> {
    fn default() -> Self {
        Self { ranges: Vec::new(), around: Vec::new() }
    }
}

impl<T> Nested<T> {
    pub(super) fn new(mut ranges: Vec<(Span, T)>) -> Self {
        ranges.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
        let mut around = Vec::with_capacity(ranges.len());
        let mut open: Vec<(usize, Span)> = Vec::new();
        for (index, (span, _)) in ranges.iter().enumerate() {
            while open.last().is_some_and(|(_, outer)| !outer.contains(*span)) {
                open.pop();
            }
            around.push(open.last().map(|(outer, _)| *outer));
            open.push((index, *span));
        }
        Self { ranges, around }
    }

    /// The ranges that contain a span, the innermost first.
    pub(super) fn around(&self, span: Span) -> impl Iterator<Item = &(Span, T)> {
        let after = self.ranges.partition_point(|(range, _)| range.start() <= span.start());
        let chain = std::iter::successors(after.checked_sub(1), |index| *self.around.get(*index)?);
        chain.filter_map(|index| self.ranges.get(index)).filter(move |(range, _)| range.contains(span))
    }

    /// The ranges that begin in a span, in order, the outer before the inner.
    pub(super) fn beginning_in(&self, span: Span) -> impl Iterator<Item = &(Span, T)> {
        let from = self.ranges.partition_point(|(range, _)| range.start() < span.start());
        let rest = self.ranges.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(range, _)| range.start() < span.end())
    }
}
