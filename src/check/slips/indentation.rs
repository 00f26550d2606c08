//! Spaces for a tab in front of a line, where only one number of them makes the text readable.

use std::sync::Arc;

use crate::text::{Edit, Source, Span, edited};
use crate::yaml::{self, Limits, Problem, Stream};

/// Texts above this many bytes are not read again to try a number of spaces.
const TRIED_BYTES: usize = 64 * 1024;

/// Lines in front that are looked at for columns.
const LINES: usize = 50;

/// The spaces for the blanks in front of the line of a problem, if there is a tab among them and only one number of
/// spaces takes the problem away.
pub(super) fn of_tab(problem: &Problem, source: &Source, stream: &Stream) -> Option<Edit> {
    let text = source.text();
    if problem.id != "yaml/syntax" || text.len() > TRIED_BYTES {
        return None;
    }
    let blanks = blanks_around(text, problem.span)?;
    let mut fitting = columns(text.get(..blanks.start() as usize)?)
        .into_iter()
        .map(|column| Edit::replace(blanks, " ".repeat(column)))
        .filter(|edit| is_readable(edit, source, stream));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

/// The blanks in front of the line that a span lies in, if the span is among them and so is a tab.
fn blanks_around(text: &str, span: Span) -> Option<Span> {
    let at = span.start() as usize;
    let start = text.get(..at)?.rfind(['\n', '\r']).map_or(0, |index| index + 1);
    let rest = text.get(start..)?;
    let length = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let has_tab = rest.get(..length)?.contains('\t');
    (has_tab && at < start + length).then(|| Span::from_usize(start, start + length))
}

/// The columns at which the lines in front begin, behind the dashes too, and one step more than a line that opens a map
/// or a list; without the first column, which no tab means.
fn columns(before: &str) -> Vec<usize> {
    let mut columns = Vec::new();
    for line in before.lines().rev().filter(|line| !line.trim().is_empty()).take(LINES) {
        let mut column = line.len() - line.trim_start_matches(' ').len();
        let mut rest = line.trim_start_matches(' ');
        if columns.is_empty() && rest.trim_end().ends_with(':') {
            columns.push(column + 2);
        }
        columns.push(column);
        while let Some(behind) = rest.strip_prefix("- ") {
            rest = behind.trim_start_matches(' ');
            column = line.len() - rest.len();
            columns.push(column);
        }
    }
    columns.retain(|column| *column > 0);
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// True if the text has fewer problems after an edit, and none on its line.
fn is_readable(edit: &Edit, before: &Source, stream: &Stream) -> bool {
    let Some(text) = edited(before.text(), std::slice::from_ref(edit)) else { return false };
    let source = Arc::new(Source::new("", text));
    let line = source.line_span(edit.span.start());
    let after = yaml::parse(&source, &Limits::default());
    let is_on_line =
        |problem: &Problem| problem.span.start() >= line.start() && problem.span.start() <= line.end();
    after.problems.len() < stream.problems.len() && !after.problems.iter().any(is_on_line)
}
