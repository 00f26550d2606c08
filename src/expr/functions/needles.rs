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
    /// As it is, in place of a letter of another word: mostly a form of the letter that hardly any text holds.
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
mod tests;
