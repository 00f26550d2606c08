//! What a text must hold for a pattern to match in it: most texts do not, and for them the pattern need not even be
//! compiled. Where nothing is certain there are no needles, and the pattern is asked.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::fingerprint::{Fingerprint, Traces};

/// What every match of a pattern holds.
#[derive(Debug)]
pub(super) struct Needles {
    /// Texts, at least one of which stands in every match.
    finders: Vec<Finder<'static>>,
    /// The traces of these and of others: of each list, at least one stands in every match.
    traces: Vec<Vec<Traces>>,
}

/// Texts, at least one of which stands in every match.
type Choice = Vec<Vec<u8>>;

/// Most texts of a choice.
const CHOICE: usize = 16;

/// Most choices of a pattern that are kept: those that say most.
const CHOICES: usize = 4;

/// Largest pattern that has needles: one that may be too large to compile must be compiled to be refused.
const SIZE: usize = 2_000;

impl Needles {
    /// Those of a pattern; none if it has none, or is not a pattern.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let pattern = regex_syntax::parse(pattern).ok()?;
        let mut choices = if size(&pattern) <= SIZE { choices(&pattern) } else { return None };
        choices.sort_by_key(|choice| Reverse(worth(choice)));
        choices.dedup();
        choices.truncate(CHOICES);
        let traces = choices.iter().map(|choice| choice.iter().filter_map(|text| Traces::of(text)).collect());
        let traces = traces.collect();
        let finders = choices.first()?.iter().map(|text| Finder::new(text).into_owned()).collect();
        Some(Self { finders, traces })
    }

    /// True if a text holds one.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.finders.iter().any(|needle| needle.find(text.as_bytes()).is_some())
    }

    /// False if it is certain that a text with this fingerprint does not hold what every match holds.
    pub(super) fn may_be_in(&self, text: &Fingerprint) -> bool {
        self.traces.iter().all(|choice| choice.iter().any(|traces| text.may_hold(*traces)))
    }

    /// True if to look for them costs less than to ask the pattern.
    pub(super) fn are_few(&self) -> bool {
        self.finders.len() <= 4
    }
}

/// How much a choice says: long texts say more than short ones, few of them more than many.
fn worth(choice: &Choice) -> (Option<usize>, Reverse<usize>) {
    (choice.iter().map(Vec::len).min(), Reverse(choice.len()))
}

/// Of each of these, at least one text stands in every match.
// Recursion is bounded by the nesting that the parser of patterns allows.
fn choices(pattern: &Hir) -> Vec<Choice> {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
        HirKind::Literal(literal) => vec![vec![literal.0.to_vec()]],
        HirKind::Class(class) => characters(class).into_iter().collect(),
        HirKind::Capture(capture) => choices(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => choices(&repetition.sub),
        HirKind::Repetition(_) => Vec::new(),
        // Every part stands in the match.
        HirKind::Concat(parts) => parts.iter().flat_map(choices).collect(),
        HirKind::Alternation(parts) => {
            let best = |part| choices(part).into_iter().max_by_key(worth);
            let parts = parts.iter().map(best).collect::<Option<Vec<_>>>().unwrap_or_default();
            let all = parts.concat();
            if all.is_empty() || all.len() > CHOICE { Vec::new() } else { vec![all] }
        }
    }
}

/// The characters of a small class.
fn characters(class: &Class) -> Option<Choice> {
    let characters: Vec<char> = match class {
        Class::Unicode(class) => {
            let ranges = class.ranges().iter();
            ranges.flat_map(|range| range.start()..=range.end()).take(CHOICE + 1).collect()
        }
        Class::Bytes(class) if class.is_ascii() => {
            let ranges = class.ranges().iter();
            ranges.flat_map(|range| range.start()..=range.end()).take(CHOICE + 1).map(char::from).collect()
        }
        Class::Bytes(_) => return None,
    };
    let are_few = !characters.is_empty() && characters.len() <= CHOICE;
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

    use super::{Fingerprint, Needles};

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
            "[0-9]{1,2}",
            "(?i:abc한)",
        ];
        let pieces = ["", "a", "b", "cc", "ab", "K", "\u{212a}", "한", "글 ", "s", "7", "AbC한"];
        let mut texts = Vec::new();
        for first in pieces {
            for second in pieces {
                texts.push(format!("{first}{second}"));
                texts.push(format!("{first}c{second}a"));
            }
        }
        let (mut ruled_out, mut ruled_out_by_traces) = (0, 0);
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
                        let leaves_traces = needles.may_be_in(&Fingerprint::of(text));
                        ruled_out += usize::from(!may_match);
                        ruled_out_by_traces += usize::from(!leaves_traces);
                        let is_certain = !may_match || !leaves_traces;
                        assert!(!is_certain || !regex.is_match(text), "{pattern} in {text:?}");
                    }
                }
            }
        }
        assert!(ruled_out > 10_000 && ruled_out_by_traces > 10_000, "{ruled_out} {ruled_out_by_traces}");
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
            let needles = Needles::of(pattern).expect("needles");
            assert!(!needles.are_in(text) && !needles.may_be_in(&Fingerprint::of(text)), "{pattern}");
        }
    }

    #[test]
    fn nothing_is_certain_of_what_may_match_nothing_or_be_too_large() {
        for pattern in ["", "a*", "a|", "^$", "[a-z]+", ".", "(", "(?:a{1000}){1000}", "[^a]"] {
            assert!(Needles::of(pattern).is_none(), "{pattern}");
        }
    }
}
