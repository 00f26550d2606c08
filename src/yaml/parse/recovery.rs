//! Going on after a syntax error: at the next entry of the innermost block collection that is still whole.

use super::Parser;
use super::block::Kind;
use super::cursor::Column;

/// How things stood before an entry that may be given up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    entries: usize,
    items: usize,
    anchors: usize,
    depth: u32,
}

impl Parser<'_> {
    pub(super) fn mark(&self) -> Mark {
        Mark {
            entries: self.open_entries.len(),
            items: self.open_items.len(),
            anchors: self.anchors.len(),
            depth: self.depth,
        }
    }

    /// Gives up the entry since `mark` and goes to the next line that can go on at `column` or left of it.
    pub(super) fn recover(&mut self, mark: &Mark, column: Column, kind: Kind) {
        self.open_entries.truncate(mark.entries);
        self.open_items.truncate(mark.items);
        self.open_brackets.clear();
        self.depth = mark.depth;
        self.lose_anchors(mark.anchors);
        let from = self.at;
        if std::mem::take(&mut self.line_is_unread) {
            self.at = self.line;
            self.start_line();
        } else {
            self.pass_over_line();
        }
        while !self.is_entry_line(column, kind) {
            self.pass_over_line();
        }
        if from < self.at {
            self.lose_anchors_in(self.text(from, self.at));
        }
    }

    fn is_entry_line(&self, column: Column, kind: Kind) -> bool {
        let place = self.place;
        if place.is_end() || place.column < column && !place.has_tabs {
            return true;
        }
        if place.column > column || place.has_tabs || matches!(self.byte(), b']' | b'}' | b',') {
            return false;
        }
        let is_item = self.is_indicator(b'-');
        match kind {
            Kind::Root => true,
            Kind::Mapping => !is_item,
            Kind::Sequence { is_flush } => is_item || is_flush,
        }
    }
}
