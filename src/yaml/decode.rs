//! What a scalar reads as: escapes resolved, lines folded (YAML 1.2.2, sections 6.5, 7.3 and 8.1). Works on scalars
//! that the parser has passed; writes into a [`Sink`], which may be a text or a table of places.

use std::borrow::Cow;
use std::ops::Range;

use super::node::Style;

/// Takes the pieces of a decoded text, in order.
pub(super) trait Sink {
    /// These bytes of the source, unchanged.
    fn copy(&mut self, source: &str, range: Range<usize>);

    /// A character that the source spells otherwise, at this offset.
    fn put(&mut self, character: char, at: usize);
}

impl Sink for String {
    fn copy(&mut self, source: &str, range: Range<usize>) {
        self.push_str(source.get(range).unwrap_or(""));
    }

    fn put(&mut self, character: char, _: usize) {
        self.push(character);
    }
}

/// What becomes of the line breaks at the end of a block scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chomping {
    Strip,
    Clip,
    Keep,
}

/// The lines of a block scalar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Spaces before the text of each line.
    pub(super) indent: usize,
    pub(super) is_folded: bool,
    pub(super) chomping: Chomping,
}

/// What an escape sequence in double quotes stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    Character(char),
    /// The line break behind it does not count.
    Break,
    /// There is no such escape.
    Unknown,
    /// Digits are missing, or are those of no character.
    Digits,
    /// One half of a UTF-16 pair.
    Surrogate,
}

/// Decodes the plain or quoted scalar written at these offsets.
pub(super) fn flow_scalar(source: &str, written: Range<usize>, style: Style, sink: &mut impl Sink) {
    match style {
        Style::SingleQuoted => single_quoted(source, written.start + 1..written.end - 1, sink),
        Style::DoubleQuoted => double_quoted(source, written.start + 1..written.end - 1, sink),
        _ => fold_lines(source, written, |source, line, sink| sink.copy(source, line), sink),
    }
}

fn single_quoted(source: &str, written: Range<usize>, sink: &mut impl Sink) {
    fold_lines(source, written, single_quoted_line, sink);
}

fn single_quoted_line<S: Sink>(source: &str, line: Range<usize>, sink: &mut S) {
    let mut from = line.start;
    while let Some(found) = source.get(from..line.end).and_then(|rest| rest.find("''")) {
        sink.copy(source, from..from + found + 1);
        from += found + 2;
    }
    sink.copy(source, from..line.end);
}

/// Decodes lines that fold: blanks around a break vanish, one break becomes a space, n empty lines n line feeds.
fn fold_lines<S: Sink>(
    source: &str,
    written: Range<usize>,
    line: impl Fn(&str, Range<usize>, &mut S),
    sink: &mut S,
) {
    let mut from = written.start;
    loop {
        let rest = source.get(from..written.end).unwrap_or("");
        let Some(found) = rest.find(['\n', '\r']) else {
            line(source, from..written.end, sink);
            return;
        };
        let tight = rest.get(..found).unwrap_or("").trim_end_matches([' ', '\t']);
        line(source, from..from + tight.len(), sink);
        from = fold_break(source, from + found, written.end, sink);
    }
}

/// Folds the line breaks at `at`. Returns where the text goes on.
fn fold_break(source: &str, at: usize, end: usize, sink: &mut impl Sink) -> usize {
    let next = after_breaks(source, at, end);
    if next.breaks == 1 {
        sink.put(' ', at);
    }
    for _ in 1..next.breaks {
        sink.put('\n', at);
    }
    next.at
}

struct AfterBreaks {
    breaks: usize,
    at: usize,
}

/// Goes over line breaks and the blanks around them.
fn after_breaks(source: &str, from: usize, end: usize) -> AfterBreaks {
    let bytes = source.as_bytes();
    let (mut at, mut breaks) = (from, 0);
    while at < end {
        match bytes.get(at) {
            Some(b'\n') => breaks += 1,
            // Of `\r\n` the second byte counts.
            Some(b'\r') if bytes.get(at + 1) != Some(&b'\n') => breaks += 1,
            Some(b' ' | b'\t' | b'\r') => {}
            _ => break,
        }
        at += 1;
    }
    AfterBreaks { breaks, at }
}

fn double_quoted(source: &str, written: Range<usize>, sink: &mut impl Sink) {
    let mut from = written.start;
    // Blanks that an escape wrote, or that stand before an escaped break, are text even at the end of a line.
    let mut kept = from;
    while let Some(rest) = source.get(from..written.end) {
        let Some(found) = rest.find(['\\', '\n', '\r']) else {
            sink.copy(source, from..written.end);
            return;
        };
        let at = from + found;
        if source.as_bytes().get(at) != Some(&b'\\') {
            let text = source.get(from.max(kept)..at).unwrap_or("");
            let tight = text.trim_end_matches([' ', '\t']).len();
            sink.copy(source, from..from.max(kept) + tight);
            from = fold_break(source, at, written.end, sink);
            continue;
        }
        sink.copy(source, from..at);
        let (escape, length) = escape(source.get(at..written.end).unwrap_or(""));
        from = at + length;
        match escape {
            Escape::Character(character) => sink.put(character, at),
            Escape::Break => {
                let next = after_breaks(source, at + 1, written.end);
                (1..next.breaks).for_each(|_| sink.put('\n', at));
                from = next.at;
            }
            Escape::Unknown | Escape::Digits | Escape::Surrogate => sink.put(char::REPLACEMENT_CHARACTER, at),
        }
        kept = from;
    }
}

/// The escape sequence at the beginning of `text`, which begins with `\`, and its length in bytes.
pub(super) fn escape(text: &str) -> (Escape, usize) {
    let Some(letter) = text.chars().nth(1) else { return (Escape::Unknown, text.len().min(1)) };
    let character = match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => letter,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        'x' => return hexadecimal(text, 2),
        'u' => return hexadecimal(text, 4),
        'U' => return hexadecimal(text, 8),
        '\n' | '\r' => return (Escape::Break, 1),
        _ => return (Escape::Unknown, 1 + letter.len_utf8()),
    };
    (Escape::Character(character), 2)
}

fn hexadecimal(text: &str, digits: usize) -> (Escape, usize) {
    let Some(number) = digits_at(text, 2, digits) else {
        let found = text.bytes().skip(2).take(digits).take_while(u8::is_ascii_hexdigit).count();
        return (Escape::Digits, 2 + found);
    };
    if let Some(character) = char::from_u32(number) {
        return (Escape::Character(character), 2 + digits);
    }
    if digits != 4 || !(0xD800..=0xDFFF).contains(&number) {
        return (Escape::Digits, 2 + digits);
    }
    // JSON writes a character beyond U+FFFF as two halves.
    let low = text.get(6..8).filter(|start| *start == "\\u").and_then(|_| digits_at(text, 8, 4));
    match low {
        Some(low @ 0xDC00..=0xDFFF) if number < 0xDC00 => {
            let code = 0x1_0000 + ((number - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(code).map_or(Escape::Surrogate, Escape::Character), 12)
        }
        _ => (Escape::Surrogate, 6),
    }
}

fn digits_at(text: &str, from: usize, digits: usize) -> Option<u32> {
    let digits = text.get(from..from + digits)?;
    let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hexadecimal { u32::from_str_radix(digits, 16).ok() } else { None }
}

/// Decodes the lines of a block scalar.
pub(super) fn block_scalar(source: &str, block: &Block, sink: &mut impl Sink) {
    let mut lines = Lines { source, at: block.start, end: block.end };
    // Line breaks since the last text, the place of the first, and whether that text began with a blank.
    let (mut breaks, mut break_at) = (0, block.start);
    let mut last: Option<bool> = None;
    while let Some(line) = lines.next() {
        let text = source.get(line.clone()).unwrap_or("");
        let spaces = text.bytes().take(block.indent).take_while(|byte| *byte == b' ').count();
        let text_start = line.start + spaces;
        if text_start == line.end {
            // Blanks before the end of the text are a line only if the scalar has no other.
            let is_line = line.end < block.end || line.start == block.start;
            breaks += usize::from(is_line);
            continue;
        }
        let is_indented = matches!(source.as_bytes().get(text_start), Some(b' ' | b'\t'));
        let folds = block.is_folded && last == Some(false) && !is_indented;
        match breaks {
            1 if folds => sink.put(' ', break_at),
            _ => (usize::from(folds)..breaks).for_each(|_| sink.put('\n', break_at)),
        }
        sink.copy(source, text_start..line.end);
        last = Some(is_indented);
        breaks = 1;
        break_at = line.end;
    }
    let kept = match block.chomping {
        Chomping::Strip => 0,
        Chomping::Clip => breaks.min(usize::from(last.is_some())),
        Chomping::Keep => breaks,
    };
    (0..kept).for_each(|_| sink.put('\n', break_at));
}

/// The lines of a range, each without its break. The end of the text ends a line as a break does.
struct Lines<'s> {
    source: &'s str,
    at: usize,
    end: usize,
}

impl Lines<'_> {
    fn next(&mut self) -> Option<Range<usize>> {
        let rest = self.source.as_bytes().get(self.at..self.end).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let break_length = match (rest.get(length), rest.get(length + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        let line = self.at..self.at + length;
        self.at = line.end + break_length;
        Some(line)
    }
}

/// A part of a tag with its `%` escapes resolved, none if they are no text.
pub(super) fn uri(written: &str) -> Option<Cow<'_, str>> {
    if !written.contains('%') {
        return Some(Cow::Borrowed(written));
    }
    let mut decoded = Vec::with_capacity(written.len());
    let mut at = 0;
    while let Some(byte) = written.as_bytes().get(at) {
        if *byte == b'%' {
            decoded.push(u8::try_from(digits_at(written, at + 1, 2)?).ok()?);
            at += 3;
        } else {
            decoded.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}
