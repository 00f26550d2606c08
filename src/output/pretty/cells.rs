//! A line of a source as the signs that a terminal draws, each with its width in columns. The one place that decides
//! about widths: tabs, Hangul, emoji, combining marks, hidden characters. Knows no findings.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::output::escape::{begins_command, visible};
use crate::text::{Source, Span};

/// The columns from one tab stop to the next.
const TAB_STOP: usize = 4;

/// A bracket that no CI server acts on.
const BRACKET: &str = "\\u{5b}";

/// One sign.
#[derive(Debug)]
pub(super) struct Cell<'s> {
    /// What is drawn.
    pub(super) text: Cow<'s, str>,
    /// The columns it takes, at least 1.
    pub(super) width: usize,
    /// The column at which it begins, from 0.
    pub(super) column: usize,
    /// The bytes of the source that it draws.
    pub(super) span: Span,
}

impl Cell<'_> {
    /// The column after it.
    pub(super) fn end(&self) -> usize {
        self.column + self.width
    }
}

/// The signs of a part of a line. A byte order mark at the start of the source draws nothing.
pub(super) fn cells(source: &Source, part: Span) -> Vec<Cell<'_>> {
    let mut cells = Vec::with_capacity(part.len() as usize);
    let mut column = 0;
    for (at, cluster) in source.slice(part).grapheme_indices(true) {
        let start = part.start() as usize + at;
        if start == 0 && cluster == "\u{feff}" {
            continue;
        }
        let before = source.text().get(..start).unwrap_or("");
        // After `##`, a bracket makes CI servers take the line for a command of ours.
        let (text, width) = match cluster.strip_prefix('[') {
            Some(marks) if begins_command(before, '[', cluster) => {
                (Cow::Owned(format!("{BRACKET}{}", visible(marks))), BRACKET.len())
            }
            _ => drawn(cluster, column),
        };
        let span = Span::from_usize(start, start + cluster.len());
        cells.push(Cell { text, width, column, span });
        column += width;
    }
    cells
}

fn drawn(cluster: &str, column: usize) -> (Cow<'_, str>, usize) {
    if cluster == "\t" {
        let width = TAB_STOP - column % TAB_STOP;
        return (Cow::Borrowed("    ".get(..width).unwrap_or(" ")), width);
    }
    let text = visible(cluster);
    match text.width() {
        // A combining mark with nothing to stand on is drawn on a dotted circle.
        0 => (Cow::Owned(format!("\u{25cc}{text}")), 1),
        width => (text, width),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_the_width_that_terminals_give_it() {
        let rows = [
            ("a\tb", "a|   |b", 5),
            ("앱: 값", "앱|:| |값", 6),
            ("각e\u{301}", "각|e\u{301}", 3),
            ("👩‍💻❤️", "👩‍💻|❤️", 4),
            ("\u{feff}a\u{200b}", "a|\\u{200b}", 9),
            ("\u{1b}[0m", "␛|[|0|m", 4),
            ("##[", "#|#|\\u{5b}", 8),
            ("\u{301}", "\u{25cc}\u{301}", 1),
        ];
        for (text, expected, width) in rows {
            let source = Source::new("a.yaml", text);
            let cells = cells(&source, Span::from_usize(0, text.len()));
            let texts: Vec<&str> = cells.iter().map(|cell| &*cell.text).collect();
            assert_eq!((texts.join("|").as_str(), cells.last().unwrap().end()), (expected, width));
        }
    }
}
