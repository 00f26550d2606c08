//! Which columns of a block of lines are drawn, so that underlines and what is said at them fit the terminal. Knows
//! columns only.

/// The columns left of an underline that stay if lines are cut on the left.
const LEAD: usize = 8;
/// The columns that a label gets at least, if the terminal has them.
const LABEL: usize = 30;
/// The columns that a label gets in any case.
const LEAST_LABEL: usize = 8;
/// The columns of `╰── ` before a label.
const LABEL_LEAD: usize = 4;

/// An underline in a block: its columns, and the width of the longest label at it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Extent {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) label: usize,
}

/// The columns that are drawn: `width` of them from `start` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) start: usize,
    pub(super) width: usize,
}

impl Window {
    /// The window of `width` columns, as far left as the extents allow.
    pub(super) fn over(extents: &[Extent], width: usize) -> Self {
        let needed = extents.iter().map(|extent| extent.needed(width)).max().unwrap_or(0);
        let most = extents.iter().map(|extent| extent.start.saturating_sub(lead(width))).min().unwrap_or(0);
        Self { start: needed.saturating_sub(width).min(most), width }
    }

    /// True if one window shows all of the extents, and leaves their labels room.
    pub(super) fn fits(extents: &[Extent], width: usize) -> bool {
        let end = Self::over(extents, width).end();
        extents.iter().all(|extent| extent.needed(width) <= end)
    }

    /// The column after the last.
    pub(super) fn end(self) -> usize {
        self.start + self.width
    }

    /// How wide a label at the extent may be.
    pub(super) fn label_width(self, extent: Extent) -> usize {
        let drawn = Extent { end: extent.end.min(self.end()), ..extent };
        self.end().saturating_sub(drawn.middle() + LABEL_LEAD).max(LEAST_LABEL)
    }
}

impl Extent {
    /// The column after the last that should be seen: all of the extent if a window can hold it, else half a window of
    /// it, so that what stands before it stays.
    fn needed(self, width: usize) -> usize {
        let length = self.end.saturating_sub(self.start);
        // One more on either side, for the signs that say that the line was cut.
        let can_show_all = length + lead(width) + 2 <= width;
        let end = if can_show_all { self.end } else { self.start + width / 2 };
        let middle = Self { end, ..self }.middle();
        let label = if self.label == 0 { 0 } else { middle + LABEL_LEAD + self.label.min(LABEL) };
        label.max(end + 2)
    }

    fn middle(self) -> usize {
        usize::midpoint(self.start, self.end.max(self.start))
    }
}

fn lead(width: usize) -> usize {
    LEAD.min(width / 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_on_the_left_only_for_what_must_be_seen() {
        let start = |start, end, label| Window::over(&[Extent { start, end, label }], 74).start;
        assert_eq!(start(10, 20, 0), 0);
        assert_eq!(start(60, 70, 10), 5);
        assert_eq!(start(500, 510, 0), 438);
        assert_eq!(start(500, 5000, 20), 468);
        assert_eq!(start(20, 5000, 0), 0);
        let far = [Extent { start: 2, end: 4, label: 0 }, Extent { start: 90, end: 95, label: 5 }];
        assert_eq!(Window::over(&far, 74).start, 0);
        assert!(!Window::fits(&far, 74) && Window::fits(&far, 110));
    }
}
