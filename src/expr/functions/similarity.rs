//! How alike two texts are: one minus the edit distance over the longer length. Whether they are more alike than some
//! number asks can mostly be told without the distance.

use std::borrow::Cow;

use rapidfuzz::distance::levenshtein;

use super::normal;
use crate::expr::tree::Binary;

/// Longest text that is compared, in characters: the time grows with the square of the length.
const COMPARED: usize = 4_000;

/// Two texts as they are compared: case, blanks and the form of characters count nothing.
pub(super) struct Pair<'t> {
    left: Cow<'t, str>,
    right: Cow<'t, str>,
}

impl<'t> Pair<'t> {
    pub(super) fn new(left: &'t str, right: &'t str) -> Self {
        Self { left: folded(left), right: folded(right) }
    }

    /// The steps that a comparison costs.
    pub(super) fn steps(&self) -> usize {
        self.left.len().saturating_mul(self.right.len()) / 1024
    }

    /// From 0.0 to 1.0.
    pub(super) fn similarity(&self) -> f64 {
        levenshtein::normalized_similarity(self.left.chars(), self.right.chars())
    }

    /// True if the edit distance is at most this.
    fn is_within(&self, edits: usize, (left, right): (usize, usize)) -> bool {
        if left.abs_diff(right) > edits || least_edits(&self.left, &self.right) > edits {
            return false;
        }
        let arguments = levenshtein::Args::default().score_cutoff(edits);
        levenshtein::distance_with_args(self.left.chars(), self.right.chars(), &arguments).is_some()
    }
}

/// A comparison of `similar(a, b)` with a number.
#[derive(Clone, Copy, Debug)]
pub(in crate::expr) struct Threshold {
    number: f64,
    operator: Binary,
}

impl Threshold {
    /// Of `similar(a, b) < 0.9` and the like; none if the operator does not go by order, or the number has none.
    pub(in crate::expr) fn new(operator: Binary, number: f64) -> Option<Self> {
        let goes_by_order =
            matches!(operator, Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual);
        (goes_by_order && !number.is_nan()).then_some(Self { number, operator })
    }

    /// Whether the comparison holds of two texts, and the steps that `similar` costs.
    pub(in crate::expr) fn holds(self, left: &str, right: &str) -> (bool, u64) {
        let pair = Pair::new(left, right);
        let wants_alike = matches!(self.operator, Binary::Greater | Binary::GreaterEqual);
        (self.are_alike(&pair) == wants_alike, pair.steps() as u64)
    }

    fn are_alike(self, pair: &Pair<'_>) -> bool {
        let lengths = (pair.left.chars().count(), pair.right.chars().count());
        match self.most_edits(lengths.0.max(lengths.1)) {
            Some(edits) => pair.is_within(edits, lengths),
            None => false,
        }
    }

    /// The largest edit distance of texts that are alike, the longer of which has so many characters; none if no texts
    /// are.
    fn most_edits(self, length: usize) -> Option<usize> {
        let (mut alike, mut unlike) = (0, length + 1);
        if !self.is_alike(similarity(0, length)) {
            return None;
        }
        while unlike - alike > 1 {
            let middle = usize::midpoint(alike, unlike);
            match self.is_alike(similarity(middle, length)) {
                true => alike = middle,
                false => unlike = middle,
            }
        }
        Some(alike)
    }

    /// True of a similarity on the upper side of the number: what it is equal to lies there for `>=` and `<`.
    fn is_alike(self, similarity: f64) -> bool {
        match self.operator {
            Binary::Less | Binary::GreaterEqual => similarity >= self.number,
            _ => similarity > self.number,
        }
    }
}

/// The same number as that of texts with this edit distance, the longer of which has so many characters.
#[expect(clippy::cast_precision_loss, reason = "texts that are compared are short")]
fn similarity(edits: usize, length: usize) -> f64 {
    if length == 0 { 1.0 } else { 1.0 - edits as f64 / length as f64 }
}

/// How many kinds of characters are told apart when they are counted.
const KINDS: usize = 256;

/// No edit distance is less than this: each edit takes away one character at most, and adds one at most.
fn least_edits(left: &str, right: &str) -> usize {
    let mut more_in_left = [0i16; KINDS];
    for character in left.chars() {
        if let Some(count) = more_in_left.get_mut(character as usize % KINDS) {
            *count += 1;
        }
    }
    for character in right.chars() {
        if let Some(count) = more_in_left.get_mut(character as usize % KINDS) {
            *count -= 1;
        }
    }
    let (taken, added) = more_in_left.iter().fold((0, 0), |(taken, added), more| {
        (taken + u32::from(more.max(&0).unsigned_abs()), added + u32::from(more.min(&0).unsigned_abs()))
    });
    taken.max(added) as usize
}

fn folded(text: &str) -> Cow<'_, str> {
    let mut folded = match is_spaced_evenly(text) {
        true => normal::folded(text),
        false => Cow::Owned(normal::folded(&spaced_evenly(text)).into_owned()),
    };
    if folded.len() > COMPARED
        && let Some((end, _)) = folded.char_indices().nth(COMPARED)
    {
        folded.to_mut().truncate(end);
    }
    folded
}

/// True if it is certain that there is one space between words, and nothing before the first and behind the last.
fn is_spaced_evenly(text: &str) -> bool {
    let bytes = text.as_bytes();
    // With these bytes begin the blanks that are not in ASCII, and characters that are none.
    let may_be_other_blank =
        |byte: u8| (byte.wrapping_sub(9) < 5) | (byte == 0xc2) | (byte.wrapping_sub(0xe1) < 3);
    let has_others = bytes.iter().fold(false, |has, byte| has | may_be_other_blank(*byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or(&[]));
    let has_two = pairs.fold(false, |has, (first, second)| has | ((*first == b' ') & (*second == b' ')));
    !has_others && !has_two && !text.starts_with(' ') && !text.ends_with(' ')
}

fn spaced_evenly(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, proptest};

    use super::{Binary, Pair, Threshold, folded, is_spaced_evenly, least_edits, spaced_evenly};

    #[test]
    fn texts_are_compared_by_their_words_up_to_a_length() {
        assert_eq!(folded("  Moim \t\n  Ｃalendar "), "moim calendar");
        assert_eq!(folded(" \u{3000} "), "");
        assert_eq!(folded(&"가".repeat(4_001)), "가".repeat(4_000));
        assert_eq!(folded(&"가".repeat(4_000)), "가".repeat(4_000));
    }

    #[test]
    fn a_text_is_spaced_evenly_if_its_words_joined_are_the_same() {
        for character in '\0'..=char::MAX {
            for text in [format!("a{character}b"), format!("{character}b"), format!("a{character}")] {
                assert!(!is_spaced_evenly(&text) || spaced_evenly(&text) == text, "{text:?}");
            }
        }
        assert!(is_spaced_evenly("모임 A, b") && !is_spaced_evenly("a  b"));
    }

    fn holds(operator: Binary, similarity: f64, number: f64) -> bool {
        match operator {
            Binary::Less => similarity < number,
            Binary::LessEqual => similarity <= number,
            Binary::Greater => similarity > number,
            _ => similarity >= number,
        }
    }

    /// A text, and one that was made of it by a few changes, or has nothing to do with it.
    fn texts() -> impl Strategy<Value = (String, String)> {
        let (short, middle, long) =
            ("[abA가나 ā　Ｃé]{0,40}", "[abA가나 ā　Ｃé]{60,70}", "[abA가나 ā　Ｃé]{100,300}");
        let changes = proptest::collection::vec((0..300usize, "[xaB다 ]{0,2}", 0..2usize), 0..12);
        let changed = (proptest::prop_oneof![short, middle, long], changes).prop_map(|(text, changes)| {
            let mut characters: Vec<char> = text.chars().collect();
            for (at, inserted, removed) in changes {
                let at = at.min(characters.len());
                let end = (at + removed).min(characters.len());
                characters.splice(at..end, inserted.chars());
            }
            (text, characters.into_iter().collect())
        });
        proptest::prop_oneof![3 => changed, 1 => (short, short), 1 => (middle, middle)]
    }

    proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(500))]

        #[test]
        fn a_threshold_holds_of_what_the_similarity_is((left, right) in texts(), other in -0.5f64..1.5) {
            let pair = Pair::new(&left, &right);
            let similarity = pair.similarity();
            let near = [similarity, similarity.next_up(), similarity.next_down()];
            let usual = [-1.0, -0.0, 0.0, 0.5, 0.8, 0.9, 1.0, 2.0, f64::INFINITY, f64::NEG_INFINITY, other];
            for number in near.into_iter().chain(usual) {
                for operator in [Binary::Less, Binary::LessEqual, Binary::Greater, Binary::GreaterEqual] {
                    let threshold = Threshold::new(operator, number).expect("a threshold");
                    let expected = (holds(operator, similarity, number), pair.steps() as u64);
                    prop_assert_eq!(threshold.holds(&left, &right), expected, "{:?} {}", operator, number);
                }
            }
        }

        #[test]
        fn no_distance_is_less_than_what_characters_need((left, right) in texts()) {
            let distance = rapidfuzz::distance::levenshtein::distance(left.chars(), right.chars());
            prop_assert!(least_edits(&left, &right) <= distance);
        }
    }

    #[test]
    fn only_numbers_with_an_order_and_operators_that_go_by_it_are_thresholds() {
        assert!(Threshold::new(Binary::Less, f64::NAN).is_none());
        assert!(Threshold::new(Binary::Equal, 0.9).is_none());
        assert!(Threshold::new(Binary::Add, 0.9).is_none());
    }
}
