//! Writing ignores into a text, for findings that are to stay: at the end of the line where the comment fits, else on a line
//! above, in the narrowest place that covers the finding. What the text says stays the same, and each finding is covered
//! afterwards; where that cannot be had, nothing is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cover::Cover;
use super::directive;
use crate::check::policy::Policy;
use crate::finding::Finding;
use crate::text::{Edit, Source, Span, edited};
use crate::yaml::rewrite::Shape;
use crate::yaml::{Document, Limits, Node, Stream, Style, parse};

/// Columns in which a comment at the end of a line is still read.
const WIDTH: usize = 100;

/// A text with ignores, and which findings they are for.
#[derive(Debug)]
pub struct Annotated {
    /// The new text.
    pub text: String,
    /// For each finding, whether it is ignored now.
    pub is_ignored: Vec<bool>,
}

/// True if a reason can stand in a comment, and says something.
#[must_use]
pub fn is_reason(reason: &str) -> bool {
    let source = Source::new("", format!("# greenlight: ignore[a] {reason}"));
    let whole = Span::from_usize(0, source.text().len());
    let read = directive::read(&source, whole);
    let [Ok(directive)] = read.as_slice() else { return false };
    let is_whole = directive.reason.as_deref() == Some(reason) && directive.until.is_none();
    is_whole && !reason.contains(char::is_control)
}

/// The text of `source` with ignores for these findings of it.
#[must_use]
pub fn annotate(source: &Arc<Source>, findings: &[&Finding], reason: &str, policy: &Policy) -> Annotated {
    let stream = parse(source, &policy.limits);
    let nothing = Annotated { text: source.text().to_owned(), is_ignored: vec![false; findings.len()] };
    let is_json = source.path().to_ascii_lowercase().ends_with(".json");
    if is_json || stream.problems.iter().any(|problem| problem.id == "yaml/syntax") {
        return nothing;
    }
    let writer = Writer::new(source, &stream, reason);
    let places: Vec<Option<Place>> = findings
        .iter()
        .map(|finding| {
            let span = finding.location.span().filter(|_| finding.location.path() == source.path())?;
            let name = policy.may_be_ignored(&finding.rule).then_some(&*finding.rule)?;
            writer.place(span.start(), name)
        })
        .collect();
    let mut names: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
    for (place, finding) in places.iter().zip(findings) {
        if let Some(place) = place {
            let own = names.entry(*place).or_default();
            if !own.contains(&&*finding.rule) {
                own.push(&finding.rule);
            }
        }
    }
    let edits: Vec<Edit> = names.iter().map(|(place, names)| writer.edit(*place, names)).collect();
    let Some(text) = edited(source.text(), &edits) else { return nothing };
    let is_ignored: Vec<bool> = places.iter().map(Option::is_some).collect();
    let wanted: Vec<(u32, &str)> = findings
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_some())
        .filter_map(|(finding, _)| Some((moved(finding.location.span()?.start(), &edits), &*finding.rule)))
        .collect();
    let annotated = Annotated { text, is_ignored };
    if holds(&annotated.text, source.path(), (&stream, &policy.limits), &wanted) {
        annotated
    } else {
        nothing
    }
}

/// Where a comment goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// On a line of its own above the line that begins here.
    Above(u32),
    /// At the end of the line that ends here.
    Beside(u32),
    /// Into the list of an ignore whose bracket closes here.
    Into(u32),
}

struct Writer<'w> {
    source: &'w Source,
    reason: &'w str,
    cover: Cover<'w>,
    /// Ignores for the same reason: what they cover, and where their bracket closes.
    known: Vec<(Vec<Span>, u32, Span)>,
    /// Comments by their start.
    comments: Vec<Span>,
    /// Scalars of several lines, in order.
    long: Vec<(Span, Style)>,
}

impl<'w> Writer<'w> {
    fn new(source: &'w Source, stream: &Stream, reason: &'w str) -> Self {
        let cover = Cover::new(source, &stream.documents);
        let mut comments: Vec<Span> = stream.documents.iter().flat_map(Document::comments).copied().collect();
        comments.sort();
        let mut known = Vec::new();
        for comment in &comments {
            for directive in directive::read(source, *comment).into_iter().flatten() {
                let is_same = directive.reason.as_deref() == Some(reason) && directive.until.is_none();
                if is_same && !directive.is_file {
                    known.push((cover.of(*comment), directive.head.end() - 1, directive.span));
                }
            }
        }
        let is_long = |node: &Node<'_>| {
            let is_scalar = node.is_empty() && node.as_key().is_some();
            is_scalar && node.written_text().contains(['\n', '\r'])
        };
        let mut long: Vec<(Span, Style)> = stream
            .documents
            .iter()
            .flat_map(Document::every_node)
            .filter(is_long)
            .map(|node| (node.span(), node.style()))
            .collect();
        long.sort_by_key(|(span, _)| *span);
        Self { source, reason, cover, known, comments, long }
    }

    /// The place of a comment that covers `offset`.
    fn place(&self, offset: u32, name: &str) -> Option<Place> {
        let covers = |spans: &[Span]| spans.iter().any(|span| span.contains(Span::empty(offset)));
        let line = self.source.line_span(offset);
        let is_near = |directive: &Span| {
            let own = self.source.line_span(directive.start());
            own == line || self.source.line_span(own.end() + 1).start() == line.start()
        };
        let known = self.known.iter().find(|(spans, _, directive)| covers(spans) && is_near(directive));
        if let Some((_, bracket, _)) = known {
            return Some(Place::Into(*bracket));
        }
        let beside = self.is_free(line.end()) && covers(&self.cover.at_end(line)) && !self.has_comment(line);
        let is_short = beside && self.width(line, name) <= WIDTH;
        if is_short {
            return Some(Place::Beside(line.end()));
        }
        // Above the line itself, else above the parts around, the innermost first.
        let starts = std::iter::once(offset).chain(self.cover.starts_around(offset));
        let mut lines = starts.map(|start| self.source.line_span(start));
        let above = lines.find(|line| self.is_free(line.start()) && covers(&self.cover.below(line.start())));
        above.map(|line| Place::Above(line.start())).or_else(|| beside.then(|| Place::Beside(line.end())))
    }

    /// True if a comment may stand here: not inside a text of several lines.
    fn is_free(&self, offset: u32) -> bool {
        let before = self.long.partition_point(|(span, _)| span.start() < offset);
        let last = before.checked_sub(1).and_then(|index| self.long.get(index));
        last.is_none_or(|(span, style)| match style {
            // At the end of its last line a `#` is still text.
            Style::Literal | Style::Folded => span.end() < offset,
            _ => span.end() <= offset,
        })
    }

    fn has_comment(&self, line: Span) -> bool {
        let from = self.comments.partition_point(|comment| comment.start() < line.start());
        self.comments.get(from).is_some_and(|comment| line.contains(*comment))
    }

    fn width(&self, line: Span, name: &str) -> usize {
        let line = self.source.slice(line).chars().count();
        line + 1 + self.comment(&[name]).chars().count()
    }

    fn comment(&self, names: &[&str]) -> String {
        format!("# greenlight: ignore[{}] {}", names.join(", "), self.reason)
    }

    fn edit(&self, place: Place, names: &[&str]) -> Edit {
        match place {
            Place::Into(bracket) => Edit::insert(bracket as usize, format!(", {}", names.join(", "))),
            Place::Beside(end) => {
                let line = self.source.slice(self.source.line_span(end));
                let blanks = line.len() - line.trim_end().len();
                let span = Span::from_usize(end as usize - blanks, end as usize);
                Edit::replace(span, format!(" {}", self.comment(names)))
            }
            Place::Above(start) => {
                let line = self.source.slice(self.source.line_span(start));
                let mark = line.strip_prefix('\u{feff}').map_or(0, |_| '\u{feff}'.len_utf8());
                let text = line.trim_start_matches('\u{feff}');
                let indent: String = text.chars().take_while(|letter| *letter == ' ').collect();
                let insert = format!("{indent}{}{}", self.comment(names), self.line_break());
                Edit::insert(start as usize + mark, insert)
            }
        }
    }

    /// The line break that the text begins with.
    fn line_break(&self) -> &'static str {
        let text = self.source.text();
        match text.find(['\n', '\r']).and_then(|at| text.get(at..)) {
            Some(rest) if rest.starts_with("\r\n") => "\r\n",
            Some(rest) if rest.starts_with('\r') => "\r",
            _ => "\n",
        }
    }
}

/// Where a byte is after edits.
fn moved(offset: u32, edits: &[Edit]) -> u32 {
    let before = edits.iter().filter(|edit| edit.span.end() <= offset);
    let shift: i64 = before.map(|edit| edit.text.len() as i64 - i64::from(edit.span.len())).sum();
    u32::try_from(i64::from(offset) + shift).unwrap_or(offset)
}

/// True if the text says what the stream says, and its ignores cover all that is wanted.
fn holds(text: &str, path: &str, (before, limits): (&Stream, &Limits), wanted: &[(u32, &str)]) -> bool {
    let source = Arc::new(Source::new(path, text.to_owned()));
    let after = parse(&source, limits);
    if Shape::of(before) != Shape::of(&after) {
        return false;
    }
    let cover = Cover::new(&source, &after.documents);
    let mut ignored: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for comment in after.documents.iter().flat_map(Document::comments) {
        for directive in directive::read(&source, *comment).into_iter().flatten() {
            for name in &directive.names {
                ignored.entry(name.id.clone()).or_default().extend(cover.of(*comment));
            }
        }
    }
    wanted.iter().all(|(offset, rule)| {
        let spans = ignored.get(*rule).map(Vec::as_slice).unwrap_or_default();
        spans.iter().any(|span| span.contains(Span::empty(*offset)))
    })
}
