//! What a text must hold for a pattern to match in it: most texts do not, and for them the pattern need not even be
//! compiled. Where nothing is certain there are no needles, and the pattern is asked.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Texts, at least one of which stands in every match of a pattern.
#[derive(Debug)]
pub(super) struct Needles(Vec<Finder<'static>>);

/// Most needles of a pattern.
const NEEDLES: usize = 16;

/// Most characters of a class that are needles each.
const CHARACTERS: usize = 4;

/// Largest pattern that has needles: one that may be too large to compile must be compiled to be refused.
const SIZE: usize = 2_000;

impl Needles {
    /// Those of a pattern; none if it has none, or is not a pattern.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let pattern = regex_syntax::parse(pattern).ok()?;
        let needles = if size(&pattern) <= SIZE { needles(&pattern)? } else { return None };
        Some(Self(needles.iter().map(|needle| Finder::new(needle).into_owned()).collect()))
    }

    /// True if a text holds one.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|needle| needle.find(text.as_bytes()).is_some())
    }

    /// True if to look for them costs less than to ask the pattern.
    pub(super) fn are_few(&self) -> bool {
        self.0.len() <= 4
    }
}

// Recursion is bounded by the nesting that the parser of patterns allows.
fn needles(pattern: &Hir) -> Option<Vec<Vec<u8>>> {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => None,
        HirKind::Literal(literal) => Some(vec![literal.0.to_vec()]),
        HirKind::Class(class) => characters(class),
        HirKind::Capture(capture) => needles(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needles(&repetition.sub),
        HirKind::Repetition(_) => None,
        // Every part stands in the match: the part that says most is looked for.
        HirKind::Concat(parts) => parts.iter().filter_map(needles).max_by_key(|needles| {
            let shortest = needles.iter().map(Vec::len).min();
            (shortest, Reverse(needles.len()))
        }),
        HirKind::Alternation(parts) => {
            let parts = parts.iter().map(needles).collect::<Option<Vec<_>>>()?;
            let all = parts.concat();
            (all.len() <= NEEDLES).then_some(all)
        }
    }
}

/// The characters of a small class.
fn characters(class: &Class) -> Option<Vec<Vec<u8>>> {
    let characters: Vec<char> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            ranges.flat_map(|range| range.start()..=range.end()).take(CHARACTERS + 1).collect()
        }
        Class::Bytes(class) if class.is_ascii() => {
            let ranges = class.ranges().iter();
            ranges
                .flat_map(|range| range.start()..=range.end())
                .take(CHARACTERS + 1)
                .map(char::from)
                .collect()
        }
        Class::Bytes(_) => return None,
    };
    let are_few = !characters.is_empty() && characters.len() <= CHARACTERS;
    are_few.then(|| characters.iter().map(|character| character.to_string().into_bytes()).collect())
}

/// About how large a pattern is, repetitions written out.
fn size(pattern: &Hir) -> usize {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(Class::Unicode(class)) => class.ranges().len(),
        HirKind::Class(Class::Bytes(class)) => class.ranges().len(),
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            size(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(size).fold(0, usize::saturating_add)
        }
    }
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::Needles;

    #[test]
    fn a_text_without_needles_has_no_match() {
        let parts = [
            "a",
            "b?",
            "(ab|c)",
            "[ab]",
            "(?i:k)",
            "^",
            "(a|)",
            "c{2}",
            "(?:ab)*",
            ".",
            "\\b",
            "한",
            "[한글]|b",
            "(?i:ſ)",
        ];
        let pieces = ["", "a", "b", "cc", "ab", "K", "\u{212a}", "한", "글 ", "s"];
        let mut texts = Vec::new();
        for first in pieces {
            for second in pieces {
                texts.push(format!("{first}{second}"));
                texts.push(format!("{first}c{second}a"));
            }
        }
        let mut ruled_out = 0;
        for first in parts {
            for second in parts {
                for pattern in [
                    format!("{first}{second}"),
                    format!("(?:{first}|{second})c"),
                    format!("{first}|{second}"),
                ] {
                    let regex = Regex::new(&pattern).expect("a pattern");
                    let Some(needles) = Needles::of(&pattern) else { continue };
                    for text in &texts {
                        let may_match = needles.are_in(text);
                        ruled_out += usize::from(!may_match);
                        assert!(may_match || !regex.is_match(text), "{pattern} in {text:?}");
                    }
                }
            }
        }
        assert!(ruled_out > 10_000, "{ruled_out}");
    }

    #[test]
    fn what_every_match_holds_is_looked_for() {
        let rows = [
            ("^https?://galaxystore[.]samsung[.]com/detail/[A-Za-z]+", "https://play.google.com/detail/a"),
            ("(화면|버튼) ?배치", "화면과 버튼"),
            ("(^|[.])(ngrok[.]io|loca[.]lt)$", "moim.example"),
            ("카카오|(?i:kakao)", "teams"),
            ("(?-u:[xy])+", "moim"),
        ];
        for (pattern, text) in rows {
            assert!(!Needles::of(pattern).expect("needles").are_in(text), "{pattern}");
        }
    }

    #[test]
    fn nothing_is_certain_of_what_may_match_nothing_or_be_too_large() {
        for pattern in ["", "a*", "a|", "^$", "[a-z]+", ".", "(", "(?:a{1000}){1000}", "[^a]"] {
            assert!(Needles::of(pattern).is_none(), "{pattern}");
        }
    }
}
