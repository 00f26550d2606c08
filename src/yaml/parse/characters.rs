//! Characters that no YAML text may contain (YAML 1.2.2, section 5.1), found in one pass before parsing.

use super::Parser;
use crate::text::Span;
use crate::yaml::messages;
use crate::yaml::node::Style;

/// What a character that is refused may be found in, after all.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Always,
    /// Allowed in quotation marks, as JSON does (YAML 1.2.2, production 2).
    OutsideQuotes,
}

impl Parser<'_> {
    /// Reports control characters, one problem a line, and ends the text at the first NUL.
    pub(super) fn refuse_control_characters(&mut self) {
        // Without a way out inside of a chunk the loop takes many bytes at once.
        let has_control = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | is_control(*byte));
        if !self.bytes.chunks(256).any(has_control) {
            return;
        }
        if let Some(at) = memchr::memchr(0, self.bytes) {
            self.report_character(at, '\0');
            self.bytes = self.bytes.get(..at).unwrap_or(self.bytes);
        }
        let text = self.text(0, self.bytes.len());
        let mut reported_to = 0;
        for (at, character) in text.char_indices() {
            if at >= reported_to && refusal(character) == Some(Refusal::Always) {
                self.report_character(at, character);
                let rest = self.bytes.get(at..).unwrap_or(&[]);
                reported_to = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            }
        }
    }

    /// Reports the characters that only quotation marks make good, once the nodes are known.
    pub(super) fn refuse_outside_quotes(&mut self) {
        let bytes = self.bytes;
        // U+0080 to U+009F begin with C2, U+FEFF, U+FFFE and U+FFFF with EF.
        let suspects = memchr::memchr3_iter(0x7F, 0xC2, 0xEF, bytes);
        let found: Vec<(usize, char)> = suspects
            .filter_map(|at| {
                let character = self.text(at, bytes.len()).chars().next()?;
                (refusal(character) == Some(Refusal::OutsideQuotes)).then_some((at, character))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        let quoted = self.quoted_spans();
        for (at, character) in found {
            let before = quoted.partition_point(|span| span.start() as usize <= at);
            let span = before.checked_sub(1).and_then(|index| quoted.get(index));
            if span.is_none_or(|span| span.end() as usize <= at) && !self.is_document_start(at, character) {
                self.report_character(at, character);
            }
        }
    }

    fn quoted_spans(&self) -> Vec<Span> {
        let nodes = self.documents.iter().flat_map(|document| &document.nodes);
        let is_quoted = |style| matches!(style, Style::SingleQuoted | Style::DoubleQuoted);
        let mut spans: Vec<Span> = nodes.filter(|node| is_quoted(node.style)).map(|node| node.span).collect();
        spans.sort_unstable();
        spans
    }

    fn is_document_start(&self, at: usize, character: char) -> bool {
        character == '\u{feff}' && self.byte_order_marks.binary_search(&at).is_ok()
    }

    fn report_character(&mut self, at: usize, character: char) {
        let span = Span::from_usize(at, at + character.len_utf8());
        let parameters = vec![("character", format!("U+{:04X}", u32::from(character)))];
        let row = if character == '\0' { &messages::NUL } else { &messages::CONTROL_CHARACTER };
        self.report(row, span, parameters);
    }
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r'
}

const fn refusal(character: char) -> Option<Refusal> {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => None,
        '\0'..='\u{1f}' => Some(Refusal::Always),
        '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => Some(Refusal::OutsideQuotes),
        _ => None,
    }
}
