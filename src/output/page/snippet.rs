//! The lines that a finding is about, with its place underlined and other places that explain it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use crate::finding::Finding;
use crate::output::escape::markup;
use crate::text::{Location, Source, Span, Unit};

/// Most lines of one place that are shown.
const LINES: u32 = 4;
/// Most labels that are shown.
const LABELS: usize = 6;
/// Most characters of a line before and behind what is marked in it.
const AROUND: usize = 90;
/// Most characters of what is marked in a line.
const MARKED: usize = 400;

/// What is marked in a line, in bytes of the source, and what is said of it.
struct Mark<'f> {
    span: Span,
    is_primary: bool,
    note: Option<&'f str>,
}

/// The lines of a file that are shown, by their numbers, each with its marks.
type Lines<'f> = BTreeMap<u32, Vec<Mark<'f>>>;

/// Writes the lines; none for a finding about a file as a whole without labels.
pub(super) fn write(finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let mut files: Vec<(&Arc<Source>, Lines<'_>)> = Vec::new();
    add(&mut files, &finding.location, true, None);
    for label in finding.labels.iter().take(LABELS) {
        add(&mut files, &label.location, false, Some(&label.message));
    }
    if files.is_empty() {
        let path = markup(finding.location.path());
        return writeln!(out, "<div class=\"snippet\"><span class=\"place\">{path}</span></div>");
    }
    for (source, lines) in files {
        let mut marks = lines.values().flatten();
        let first = marks.clone().find(|mark| mark.is_primary).or(marks.next());
        let position = first.map(|mark| source.position(mark.span.start(), Unit::Character));
        let place = position.map(|position| format!(":{}:{}", position.line, position.column));
        let place = markup(&format!("{}{}", source.path(), place.unwrap_or_default()));
        writeln!(out, "<div class=\"snippet\"><span class=\"place\">{place}</span>")?;
        let mut before = None;
        for (number, marks) in &lines {
            let is_behind_gap = before.is_some_and(|before| before + 1 < *number);
            write_line(source, (*number, is_behind_gap), marks, out)?;
            before = Some(*number);
        }
        writeln!(out, "</div>")?;
    }
    Ok(())
}

/// Adds the lines of a place, a mark each.
fn add<'f>(
    files: &mut Vec<(&'f Arc<Source>, Lines<'f>)>,
    location: &'f Location,
    is_primary: bool,
    note: Option<&'f str>,
) {
    let Some(span) = location.span() else { return };
    let source = location.source();
    let known = files.iter().position(|(other, _)| Arc::ptr_eq(other, source));
    let index = known.unwrap_or_else(|| {
        files.push((source, BTreeMap::new()));
        files.len() - 1
    });
    let Some((_, lines)) = files.get_mut(index) else { return };
    let first = source.position(span.start(), Unit::Byte).line;
    for number in first..first + LINES {
        let Some(line) = source.line(number) else { break };
        if number > first && line.start() >= span.end() {
            break;
        }
        let start = span.start().max(line.start());
        let mark = Span::new(start, span.end().min(line.end()).max(start));
        lines.entry(number).or_default().push(Mark {
            span: mark,
            is_primary,
            note: note.filter(|_| number == first),
        });
    }
}

fn write_line(
    source: &Source,
    (number, is_behind_gap): (u32, bool),
    marks: &[Mark<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(first) = marks.first() else { return Ok(()) };
    let line = source.line_span(first.span.start());
    let class = if is_behind_gap { "row gap" } else { "row" };
    write!(out, "<span class=\"{class}\"><span class=\"number\">{number}</span><span class=\"text\">")?;
    let mut sorted: Vec<&Mark<'_>> = marks.iter().collect();
    sorted.sort_by_key(|mark| (mark.span.start(), !mark.is_primary));
    let mut at = line.start();
    for (index, mark) in sorted.iter().enumerate() {
        if mark.span.start() < at {
            continue;
        }
        let before = source.slice(Span::new(at, mark.span.start()));
        write!(out, "{}", markup(&shortened(before, index > 0, true)))?;
        let text = cut(source.slice(mark.span), 0..MARKED);
        let name = if mark.is_primary { "mark" } else { "u" };
        // An empty place still shows.
        let text = if text.is_empty() { "\u{a0}".to_owned() } else { text };
        write!(out, "<{name}>{}</{name}>", markup(&text))?;
        at = mark.span.end();
    }
    let behind = source.slice(Span::new(at, line.end().max(at)));
    writeln!(out, "{}</span></span>", markup(&shortened(behind, true, false)))?;
    for note in sorted.iter().filter_map(|mark| mark.note) {
        writeln!(out, "<span class=\"note\">{}</span>", super::finding::prose(note))?;
    }
    Ok(())
}

/// A text beside marks: what is far from any of them is left out.
fn shortened(text: &str, has_mark_before: bool, has_mark_behind: bool) -> String {
    let count = text.chars().count();
    match (has_mark_before, has_mark_behind) {
        (true, true) if count > 2 * AROUND => {
            format!("{}…{}", cut(text, 0..AROUND), tail(text, AROUND))
        }
        (false, true) if count > AROUND => format!("…{}", tail(text, AROUND)),
        (true, false) if count > AROUND => format!("{}…", cut(text, 0..AROUND)),
        _ => text.to_owned(),
    }
}

fn cut(text: &str, range: Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

fn tail(text: &str, count: usize) -> String {
    let all = text.chars().count();
    cut(text, all.saturating_sub(count)..all)
}
