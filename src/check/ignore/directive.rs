//! What a comment says to greenlight: `# greenlight: ignore[rule-id, other-id] until=2027-01-31 reason`. Knows the words
//! and their places; knows neither rules nor what the comment stands beside.

use jiff::civil::DateTime;

use crate::check::policy::midnight;
use crate::text::{Source, Span, nearest};

/// The word that such a comment begins with.
const MARKER: &str = "greenlight:";

/// The instructions.
pub(super) const WORDS: [&str; 2] = ["ignore", "ignore-file"];

/// An ignore that can be understood.
#[derive(Debug)]
pub(super) struct Directive {
    /// From the `#` to the last character.
    pub(super) span: Span,
    /// `ignore[...]`, up to the bracket.
    pub(super) head: Span,
    /// True for `ignore-file`.
    pub(super) is_file: bool,
    /// The rules, at least one.
    pub(super) names: Vec<Name>,
    /// The last day on which it holds.
    pub(super) until: Option<DateTime>,
    pub(super) reason: Option<String>,
}

/// The id of a rule in the brackets.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) id: String,
    pub(super) span: Span,
}

/// Why a comment that is meant for greenlight has no effect.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// `greenlight:` is written otherwise.
    Marker,
    /// Neither `ignore` nor `ignore-file`; maybe one of them was meant.
    Word(Option<&'static str>),
    /// No brackets, or nothing in them.
    NoNames,
    /// The bracket is not closed.
    NotClosed,
    /// No date behind `until=`.
    Day,
}

/// A comment without effect, and the part of it that is to blame.
#[derive(Debug)]
pub(super) struct Malformed {
    pub(super) flaw: Flaw,
    pub(super) span: Span,
}

/// Everything that a comment says to greenlight; an ordinary comment may stand before it.
pub(super) fn read(source: &Source, comment: Span) -> Vec<Result<Directive, Malformed>> {
    let text = source.slice(comment);
    let is_start = |at: &usize| {
        let (before, rest) = text.split_at_checked(*at).unwrap_or((text, ""));
        let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
        let word = rest.trim_start_matches('#').trim_start().get(.."greenlight".len());
        is_apart && word.is_some_and(|word| word.eq_ignore_ascii_case("greenlight"))
    };
    let mut starts: Vec<usize> = text.match_indices('#').map(|(at, _)| at).filter(is_start).collect();
    starts.push(text.len());
    let segments = starts.iter().zip(starts.iter().skip(1)).map(|(start, end)| {
        let length = text.get(*start..*end).unwrap_or_default().trim_end().len();
        let start = comment.range().start + start;
        Reader { source, at: start, end: start + length }
    });
    segments.filter_map(Reader::segment).collect()
}

/// Reads one instruction; all offsets are bytes of the source.
struct Reader<'s> {
    source: &'s Source,
    at: usize,
    end: usize,
}

impl<'s> Reader<'s> {
    fn rest(&self) -> &'s str {
        self.source.text().get(self.at..self.end).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Goes over bytes and gives their span.
    fn take(&mut self, length: usize) -> Span {
        let start = self.at;
        self.at += length;
        Span::from_usize(start, self.at)
    }

    fn segment(mut self) -> Option<Result<Directive, Malformed>> {
        let start = self.at;
        self.take(1);
        self.skip_blanks();
        if !self.rest().starts_with(MARKER) {
            return self.wrong_marker().map(Err);
        }
        self.take(MARKER.len());
        self.skip_blanks();
        Some(self.instruction(start))
    }

    /// `Greenlight: ignore` and `greenlight ignore` are meant for us; other prose is not.
    fn wrong_marker(mut self) -> Option<Malformed> {
        let start = self.at;
        self.take("greenlight".len());
        let after = self.rest().trim_start_matches([':', ' ', '\t']);
        let is_meant = after.starts_with("ignore");
        let length = self.rest().len() - after.len();
        self.take(length);
        let span = Span::from_usize(start, self.at);
        is_meant.then_some(Malformed { flaw: Flaw::Marker, span })
    }

    fn instruction(&mut self, start: usize) -> Result<Directive, Malformed> {
        let head = self.at;
        let length = self.rest().find(|c: char| c == '[' || c.is_whitespace()).unwrap_or(self.rest().len());
        let word = self.take(length);
        let written = self.source.slice(word);
        if !WORDS.contains(&written) {
            let flaw =
                Flaw::Word(nearest(written, WORDS).and_then(|near| WORDS.into_iter().find(|w| *w == near)));
            return Err(Malformed { flaw, span: word });
        }
        if !self.rest().starts_with('[') {
            return Err(Malformed { flaw: Flaw::NoNames, span: word });
        }
        let Some(length) = self.rest().find(']') else {
            let length = self.rest().len();
            return Err(Malformed { flaw: Flaw::NotClosed, span: self.take(length) });
        };
        let list = self.take(length + 1);
        let head = Span::from_usize(head, self.at);
        let names = self.names(Span::new(list.start() + 1, list.end() - 1));
        if names.is_empty() {
            return Err(Malformed { flaw: Flaw::NoNames, span: head });
        }
        self.skip_blanks();
        let until = self.until()?;
        self.skip_blanks();
        // A dash or a colon alone is no reason.
        let has_reason = self.rest().contains(char::is_alphanumeric);
        Ok(Directive {
            span: Span::from_usize(start, self.end),
            head,
            is_file: written == "ignore-file",
            names,
            until,
            reason: has_reason.then(|| self.rest().to_owned()),
        })
    }

    fn names(&self, list: Span) -> Vec<Name> {
        let mut at = list.range().start;
        let mut names = Vec::new();
        for part in self.source.slice(list).split(',') {
            let id = part.trim();
            let start = at + part.len() - part.trim_start().len();
            if !id.is_empty() {
                names.push(Name { id: id.to_owned(), span: Span::from_usize(start, start + id.len()) });
            }
            at += part.len() + 1;
        }
        names
    }

    fn until(&mut self) -> Result<Option<DateTime>, Malformed> {
        let Some(after) = self.rest().strip_prefix("until") else { return Ok(None) };
        let Some(day) = after.strip_prefix(['=', ':', ' ']) else { return Ok(None) };
        let is_exact = after.starts_with('=');
        let day = day.split_whitespace().next().unwrap_or_default();
        let read = midnight(day);
        if !is_exact && read.is_none() {
            // A reason may begin with this word.
            return Ok(None);
        }
        let length = self.rest().find(day).map_or(0, |at| at + day.len());
        let span = self.take(length);
        read.filter(|_| is_exact).map(Some).ok_or(Malformed { flaw: Flaw::Day, span })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(comment: &str) -> Vec<String> {
        let source = Source::new("a.yaml", comment.to_owned());
        let whole = Span::from_usize(0, comment.len());
        let describe = |read: Result<Directive, Malformed>| match read {
            Ok(directive) => {
                let names: Vec<_> = directive.names.iter().map(|name| name.id.as_str()).collect();
                let until = directive.until.map(|day| day.date().to_string()).unwrap_or_default();
                let reason = directive.reason.unwrap_or_default();
                format!("{} {}|{until}|{reason}", source.slice(directive.head), names.join("+"))
            }
            Err(malformed) => format!("{:?} {}", malformed.flaw, source.slice(malformed.span)),
        };
        read(&source, whole).into_iter().map(describe).collect()
    }

    #[test]
    fn the_parts_of_an_ignore_are_told_apart() {
        let rows: [(&str, &[&str]); 22] = [
            ("# greenlight: ignore[a] why", &["ignore[a] a||why"]),
            ("#greenlight:ignore[a]why", &["ignore[a] a||why"]),
            ("# greenlight: ignore[ a , b/c ]  계약에 고정 ", &["ignore[ a , b/c ] a+b/c||계약에 고정"]),
            ("# greenlight: ignore-file[a] why", &["ignore-file[a] a||why"]),
            ("# greenlight: ignore[a] until=2027-01-31 why", &["ignore[a] a|2027-01-31|why"]),
            ("# greenlight: ignore[a] until the launch", &["ignore[a] a||until the launch"]),
            ("# greenlight: ignore[a] untilled", &["ignore[a] a||untilled"]),
            ("# greenlight: ignore[a] until=2027-02-30 why", &["Day until=2027-02-30"]),
            ("# greenlight: ignore[a] until=soon", &["Day until=soon"]),
            ("# greenlight: ignore[a] until= why", &["Day until= why"]),
            ("# greenlight: ignore[a] until 2027-01-31 why", &["Day until 2027-01-31"]),
            ("# greenlight: ignore[a]", &["ignore[a] a||"]),
            ("# greenlight: ignore[a] --", &["ignore[a] a||"]),
            ("# greenlight: ignore[a,] why", &["ignore[a,] a||why"]),
            ("# greenlight: ignore[ , ] why", &["NoNames ignore[ , ]"]),
            ("# greenlight: ignore a why", &["NoNames ignore"]),
            ("# greenlight: ignore[a why", &["NotClosed [a why"]),
            ("# greenlight: ignroe[a] why", &["Word(Some(\"ignore\")) ignroe"]),
            ("# greenlight: is great", &["Word(None) is"]),
            ("# Greenlight: ignore[a] why", &["Marker Greenlight: "]),
            ("# greenlight finds nothing here", &[]),
            (
                "# note # greenlight: ignore[a] x # greenlight: ignore[b] y",
                &["ignore[a] a||x", "ignore[b] b||y"],
            ),
        ];
        for (comment, expected) in rows {
            assert_eq!(described(comment), expected, "{comment}");
        }
    }
}
