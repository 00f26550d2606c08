//! Going on after a syntax error: at the next entry of the innermost block collection that is still whole.

use super::block::Kind;
use super::cursor::Column;
use super::{Lost, Parsed, Parser};

/// How things stood before an entry that may be given up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    entries: usize,
    items: usize,
    anchors: usize,
    brackets: usize,
    depth: u32,
}

impl Parser<'_> {
    pub(super) fn mark(&self) -> Mark {
        Mark {
            entries: self.open_entries.len(),
            items: self.open_items.len(),
            anchors: self.anchors.len(),
            brackets: self.open_brackets.len(),
            depth: self.depth,
        }
    }

    /// Gives up the entry since `mark` and goes to the next line that can go on at `column` or left of it.
    pub(super) fn recover(&mut self, mark: &Mark, column: Column, kind: Kind) {
        self.give_up_since(mark);
        self.is_unwinding = false;
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

    fn give_up_since(&mut self, mark: &Mark) {
        self.open_entries.truncate(mark.entries);
        self.open_items.truncate(mark.items);
        self.open_brackets.truncate(mark.brackets);
        self.depth = mark.depth;
        self.lose_anchors(mark.anchors);
    }

    /// Gives up an entry of a flow collection and goes to the comma or the bracket behind it. Fails, so that more is
    /// given up, if there is none before the collection around it ends.
    pub(super) fn recover_in_flow(&mut self, mark: &Mark, indent: Column) -> Parsed<()> {
        if self.line_is_unread || self.is_unwinding {
            return Err(Lost);
        }
        self.give_up_since(mark);
        let from = self.at;
        let mut depth = 0_usize;
        loop {
            match self.byte() {
                b'[' | b'{' => depth += 1,
                b',' | b']' | b'}' if depth == 0 => break,
                b']' | b'}' => depth -= 1,
                b'"' | b'\'' => self.skip_quoted(),
                b'\n' | b'\r' | 0 => {
                    self.next_line();
                    if self.place.column < indent {
                        self.line_is_unread = true;
                        return Err(Lost);
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        self.lose_anchors_in(self.text(from, self.at));
        Ok(())
    }

    /// Goes to the quotation mark that closes the one here, if there is one on this line.
    fn skip_quoted(&mut self) {
        let line = self.rest_of_line().end() as usize;
        let rest = self.bytes.get(self.at + 1..line).unwrap_or(&[]);
        if let Some(length) = memchr::memchr(self.byte(), rest) {
            self.at += 1 + length;
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
