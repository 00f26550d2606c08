//! What a text must hold for a pattern to match in it: most texts do not, and for them the pattern need not even be
//! compiled. Where nothing is certain there are no needles, and the pattern is asked.

use std::cmp::Reverse;

use memchr::memmem::Finder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::fingerprint::{Fingerprint, Traces, small};
use super::long_run;

/// What every match of a pattern holds.
#[derive(Debug)]
pub(super) struct Needles {
    /// Texts, at least one of which stands in every match; none if nothing is known of that.
    finders: Vec<Finder<'static>>,
    /// The traces of these and of others: of each list, at least one stands in every match.
    traces: Vec<Vec<Traces>>,
    /// A long run stands in every match, see [`super::long_run`].
    has_long_run: bool,
}

/// Texts, at least one of which stands in every match.
type Choice = Vec<Word>;

/// One of them.
#[derive(Clone, Debug, PartialEq)]
struct Word {
    bytes: Vec<u8>,
    form: Form,
}

/// How a word stands in a match.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    /// As it is.
    Exact,
    /// In small letters or capitals.
    EitherCase,
    /// As it is; in hardly any text.
    Odd,
}

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
        if size(&pattern) > SIZE {
            return None;
        }
        let has_long_run = long_run::is_in_matches_of(&pattern);
        let mut choices = choices(&pattern);
        choices.sort_by_key(|choice| Reverse(worth(choice)));
        choices.dedup();
        let exact = choices.iter().find(|choice| is_exact(choice)).into_iter().flatten();
        let finders: Vec<_> = exact.map(|word| Finder::new(&word.bytes).into_owned()).collect();
        choices.truncate(CHOICES);
        let traces = |choice: &Choice| choice.iter().filter_map(|word| Traces::of(&word.bytes)).collect();
        let traces = choices.iter().map(traces).collect();
        (has_long_run || !finders.is_empty()).then_some(Self { finders, traces, has_long_run })
    }

    /// False if it is certain that a text does not hold what every match holds.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let is_in = |needle: &Finder<'_>| needle.find(text.as_bytes()).is_some();
        (self.finders.is_empty() || self.finders.iter().any(is_in))
            && (!self.has_long_run || long_run::is_in(text))
    }

    /// The same for a text with this fingerprint.
    pub(super) fn may_be_in_one_like(&self, text: &Fingerprint) -> bool {
        (!self.has_long_run || text.may_hold_long_run())
            && self.traces.iter().all(|choice| choice.iter().any(|traces| text.may_hold(*traces)))
    }

    /// True if to look for them costs less than to ask the pattern.
    pub(super) fn are_few(&self) -> bool {
        self.finders.len() <= 4
    }
}

/// How much a choice says: long texts say more than short ones, few of them more than many.
fn worth(choice: &Choice) -> (Option<usize>, Reverse<usize>) {
    let words = choice.iter().filter(|word| word.form != Form::Odd);
    (words.map(|word| word.bytes.len()).min(), Reverse(choice.len()))
}

fn is_exact(choice: &Choice) -> bool {
    choice.iter().all(|word| word.form == Form::Exact)
}

/// Of each of these, at least one text stands in every match.
// Recursion is bounded by the nesting that the parser of patterns allows.
fn choices(pattern: &Hir) -> Vec<Choice> {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => Vec::new(),
        HirKind::Literal(literal) => vec![vec![Word { bytes: literal.0.to_vec(), form: Form::Exact }]],
        HirKind::Class(class) => characters(class).into_iter().collect(),
        HirKind::Capture(capture) => choices(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => choices(&repetition.sub),
        HirKind::Repetition(_) => Vec::new(),
        // Every part stands in the match.
        HirKind::Concat(parts) => parts.iter().flat_map(choices).chain(spelt_either_way(parts)).collect(),
        HirKind::Alternation(parts) => {
            let of_parts: Vec<Vec<Choice>> = parts.iter().map(choices).collect();
            let best = |is_fit: fn(&Choice) -> bool| {
                let best = |choices: &Vec<Choice>| {
                    choices.iter().filter(|choice| is_fit(choice)).max_by_key(|choice| worth(choice)).cloned()
                };
                let all = of_parts.iter().map(best).collect::<Option<Vec<_>>>()?.concat();
                (!all.is_empty() && all.len() <= CHOICE).then_some(all)
            };
            [best(is_exact), best(|_| true)].into_iter().flatten().collect()
        }
    }
}

/// The words that parts in a row spell, in small letters or capitals. A match may hold another form of a letter instead
/// (`ſ` is a capital of `s`): with each word come those.
fn spelt_either_way(parts: &[Hir]) -> Vec<Choice> {
    let letters: Vec<Option<Letters>> = parts.iter().map(either_way).collect();
    // What one part matches is known already.
    let words = letters.split(Option::is_none).filter(|letters| letters.len() > 1);
    let words = words.map(|letters| {
        let letters = letters.iter().flatten();
        let bytes = letters.clone().flat_map(|letters| &letters.small).copied().collect();
        let mut choice = vec![Word { bytes, form: Form::EitherCase }];
        for other in letters.flat_map(|letters| &letters.others) {
            if !choice.contains(other) {
                choice.push(other.clone());
            }
        }
        choice
    });
    words.collect()
}

/// Letters that a pattern matches in small and in capitals.
struct Letters {
    small: Vec<u8>,
    /// What it matches in their place.
    others: Vec<Word>,
}

/// The letters that a pattern matches, if it matches nothing but one word.
fn either_way(pattern: &Hir) -> Option<Letters> {
    let class = match pattern.kind() {
        HirKind::Literal(literal) => {
            return Some(Letters {
                small: literal.0.iter().copied().map(small).collect(),
                others: Vec::new(),
            });
        }
        HirKind::Class(class) => class,
        _ => return None,
    };
    let (letters, others): (Vec<Word>, Vec<Word>) =
        characters(class)?.into_iter().partition(|word| word.bytes.is_ascii());
    let mut letters = letters.iter().flat_map(|word| &word.bytes).copied().map(small);
    let first = letters.next()?;
    let others = others.into_iter().map(|other| Word { form: Form::Odd, ..other }).collect();
    letters.all(|letter| letter == first).then(|| Letters { small: vec![first], others })
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
    let word = |character: &char| Word { bytes: character.to_string().into_bytes(), form: Form::Exact };
    are_few.then(|| characters.iter().map(word).collect())
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
                        let may_match = needles.may_be_in(text);
                        let leaves_traces = needles.may_be_in_one_like(&Fingerprint::of(text));
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
            ("(^|[^0-9A-Za-z])[0-9a-f]{32}([^0-9A-Za-z]|$)", "0123456789abcdef-0123456789abcdef"),
            ("[0-9A-Za-z]{24}", "0123456789abcdefghijklm"),
        ];
        for (pattern, text) in rows {
            let needles = Needles::of(pattern).expect("needles");
            assert!(!needles.may_be_in(text), "{pattern}");
            assert!(!needles.may_be_in_one_like(&Fingerprint::of(text)), "{pattern}");
        }
    }

    #[test]
    fn words_in_small_letters_or_capitals_leave_traces() {
        let rows = [
            ("(?i:client_secret|access_token)\\s*[:=]", "client: secret = access", "Access_Token ="),
            ("(?i)a[bB]c", "a b", "ABc"),
            ("(?i)access_token", "access taken", "acceſS_toKen"),
            ("(?i:pass)(?i:word)", "pass w", "PASSWORD"),
        ];
        for (pattern, other, own) in rows {
            let needles = Needles::of(pattern).expect("needles");
            assert!(!needles.may_be_in_one_like(&Fingerprint::of(other)), "{pattern}");
            assert!(needles.may_be_in_one_like(&Fingerprint::of(own)) && needles.may_be_in(own), "{pattern}");
        }
    }

    #[test]
    fn a_text_without_a_long_run_has_no_match_that_holds_one() {
        let parts =
            ["[0-9a-f]{12}", "(?:ab|c){8,}", "-?", "(?i:x{4})", "[a-z]{4}|[0-9]{5}", "(?:-[0-9]{3})?"];
        let pieces = ["0123456789ab", "abcabcababcc", "-012", "XxxX", "-", "12345", "가"];
        for (first, second, third) in triples(&parts) {
            let pattern = format!("(?:{first})(?:{second})(?:{third})");
            let regex = Regex::new(&pattern).expect("a pattern");
            let Some(needles) = Needles::of(&pattern) else { continue };
            for (first, second, third) in triples(&pieces) {
                let text = format!("{first}{second}{third}{first}");
                let may_match =
                    needles.may_be_in(&text) && needles.may_be_in_one_like(&Fingerprint::of(&text));
                assert!(may_match || !regex.is_match(&text), "{pattern} in {text}");
            }
        }
    }

    fn triples<'t>(parts: &'t [&'t str]) -> impl Iterator<Item = (&'t str, &'t str, &'t str)> {
        let pairs = parts.iter().flat_map(move |first| parts.iter().map(move |second| (first, second)));
        pairs.flat_map(move |(first, second)| parts.iter().map(move |third| (*first, *second, *third)))
    }

    #[test]
    fn nothing_is_certain_of_what_may_match_nothing_or_be_too_large() {
        for pattern in ["", "a*", "a|", "^$", "[a-z]+", ".", "(", "(?:a{1000}){1000}", "[^a]"] {
            assert!(Needles::of(pattern).is_none(), "{pattern}");
        }
    }
}
