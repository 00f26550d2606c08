//! The lines of a text, by byte offsets: where they begin and end, how they are indented. Knows no nodes.

use crate::yaml::document::Document;

/// A text as lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'d> {
    text: &'d str,
}

impl<'d> Lines<'d> {
    pub(super) fn len(self) -> usize {
        self.text.len()
    }

    pub(super) fn of(document: &'d Document) -> Self {
        Self { text: document.source.text() }
    }

    /// The text up to an offset.
    pub(super) fn before(self, at: usize) -> &'d str {
        self.text.get(..at).unwrap_or("")
    }

    /// The text from an offset on.
    pub(super) fn after(self, at: usize) -> &'d str {
        self.text.get(at..).unwrap_or("")
    }

    pub(super) fn between(self, start: usize, end: usize) -> &'d str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Where the line of an offset begins, a byte order mark left out.
    pub(super) fn start(self, at: usize) -> usize {
        let line = self.before(at).rfind(['\n', '\r']).map_or(0, |found| found + 1);
        let mark = if self.after(line).starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        (line + mark).min(at)
    }

    /// Where the line of an offset ends, before its break.
    pub(super) fn end(self, at: usize) -> usize {
        self.after(at).find(['\n', '\r']).map_or(self.text.len(), |found| at + found)
    }

    /// The line break at an offset; empty if there is none.
    pub(super) fn break_at(self, at: usize) -> &'d str {
        let rest = self.after(at);
        let length = usize::from(rest.starts_with(['\n', '\r'])) + usize::from(rest.starts_with("\r\n"));
        rest.get(..length).unwrap_or("")
    }

    /// The break that lines near an offset have.
    pub(super) fn usual_break(self, at: usize) -> &'d str {
        let own = self.break_at(self.end(at));
        if !own.is_empty() {
            return own;
        }
        let first = self.break_at(self.end(0));
        if first.is_empty() { "\n" } else { first }
    }

    /// The number of spaces at the start of the line that begins here; none if a tab is among them.
    pub(super) fn indentation(self, line: usize) -> Option<usize> {
        let rest = self.after(line);
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let is_clean = rest.get(..blanks).is_some_and(|blanks| !blanks.contains('\t'));
        is_clean.then_some(blanks)
    }

    /// True for a line with nothing but a comment.
    pub(super) fn is_comment(self, line: usize) -> bool {
        self.between(line, self.end(line)).trim_start_matches([' ', '\t']).starts_with('#')
    }

    /// The offset of the next character that is no blank, no break and in no comment.
    pub(super) fn next_content(self, mut at: usize) -> usize {
        loop {
            let rest = self.after(at);
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            if !self.after(at).starts_with('#') {
                return at;
            }
            at = self.end(at);
        }
    }

    /// The offset behind the deeper indented comments that follow a line which ends at `end`.
    pub(super) fn behind_comments(self, mut end: usize, indent: usize) -> usize {
        loop {
            let next = end + self.break_at(end).len();
            let is_own = next > end
                && self.is_comment(next)
                && self.indentation(next).is_some_and(|columns| columns > indent);
            if !is_own {
                return end;
            }
            end = self.end(next);
        }
    }
}
