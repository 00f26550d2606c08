//! Whether a text mentions a word: Latin words whole; Hangul words from the beginning of a Korean word on, with
//! particles or verb endings after them, but not inside a longer word.

mod endings;

use std::borrow::Cow;

use memchr::memmem;

use super::fingerprint::{Fingerprint, Traces};
use super::normal::folded;
use endings::{are_particles, is_verb};

/// A text in the form in which words are looked for.
pub(super) struct Text<'t> {
    folded: Cow<'t, str>,
}

impl<'t> Text<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { folded: folded(text) }
    }

    pub(super) fn mentions(&self, word: &str) -> bool {
        let word = folded(word);
        let word = word.trim();
        !word.is_empty()
            && memmem::find_iter(self.folded.as_bytes(), word).any(|at| self.is_word(at, at + word.len()))
    }

    /// True if what stands from byte `start` to `end` is a mention of it, not a part of another word.
    fn is_word(&self, start: usize, end: usize) -> bool {
        let word = self.folded.get(start..end).unwrap_or("");
        let before = self.folded.get(..start).and_then(|text| text.chars().next_back());
        let after = self.folded.get(end..).unwrap_or("");
        let (Some(first), Some(last)) = (word.chars().next(), word.chars().next_back()) else { return false };
        begins_word(before, first) && ends_word(last, after)
    }
}

/// A list of words to look for in many texts, all of them in one pass: only where a word may begin is it asked which words
/// of the list begin with that character.
#[derive(Debug)]
pub(in crate::expr) struct Words {
    /// By the keys of their first characters.
    words: Vec<Word>,
    /// The keys that occur, as bits.
    keys: Box<[u64; KEYS / 64]>,
    traces: Vec<Traces>,
}

#[derive(Debug)]
struct Word {
    key: usize,
    text: String,
    /// Its position in the list.
    position: usize,
}

/// The number of keys.
const KEYS: usize = 4096;

/// A number of a character that it shares with few others.
const fn key(character: char) -> usize {
    character as usize % KEYS
}

/// The key of the character with which the bytes of a text begin, and those behind it: the last two bytes of a character
/// have the bits of its number that make the key.
#[inline]
fn next_key(bytes: &[u8]) -> (usize, &[u8]) {
    let bits = |high: u8, low: u8| usize::from(high & 0x3f) << 6 | usize::from(low & 0x3f);
    match bytes {
        [first @ 0..=0x7f, after @ ..] => (usize::from(*first), after),
        [0xe0..=0xef, second, third, after @ ..] => (bits(*second, *third), after),
        [first @ 0xc0..=0xdf, second, after @ ..] => (bits(*first & 0x1f, *second), after),
        [0xf0..=0xff, _, third, fourth, after @ ..] => (bits(*third, *fourth), after),
        [_, after @ ..] => (0, after),
        [] => (0, bytes),
    }
}

impl Words {
    /// The words of a list.
    pub(super) fn new(words: &[&str]) -> Self {
        let mut keys = Box::new([0; KEYS / 64]);
        let mut known = Vec::with_capacity(words.len());
        for (position, word) in words.iter().enumerate() {
            let text = folded(word).trim().to_owned();
            let Some(first) = text.chars().next() else { continue };
            let key = key(first);
            if let Some(bits) = keys.get_mut(key / 64) {
                *bits |= 1 << (key % 64);
            }
            known.push(Word { key, text, position });
        }
        known.sort_by_key(|word| word.key);
        let traces = known.iter().filter_map(|word| Traces::of(word.text.as_bytes())).collect();
        Self { words: known, keys, traces }
    }

    /// False if it is certain that a text with this fingerprint mentions none of the words.
    pub(super) fn may_be_in(&self, text: &Fingerprint) -> bool {
        self.traces.iter().any(|traces| text.may_hold(*traces))
    }

    /// The positions in the list of the words that a text mentions, in order.
    pub(super) fn found_in(&self, text: &Text<'_>) -> Vec<usize> {
        let bytes = text.folded.as_bytes();
        let mut found = Vec::new();
        let mut rest = bytes;
        let mut before = 0;
        while let [first, ..] = rest {
            let (key, after) = next_key(rest);
            // Most letters stand behind another of the same word.
            if self.has(key) && !(first.is_ascii_alphanumeric() && u8::is_ascii_alphanumeric(&before)) {
                self.find_at(&text.folded, bytes.len() - rest.len(), &mut found);
            }
            (before, rest) = (*first, after);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn has(&self, key: usize) -> bool {
        self.keys.get(key / 64).is_some_and(|bits| bits & (1 << (key % 64)) != 0)
    }

    /// Adds the positions of the words that a text mentions at this byte.
    fn find_at(&self, text: &str, at: usize, found: &mut Vec<usize>) {
        let (head, rest) = text.split_at_checked(at).unwrap_or(("", ""));
        if let Some(first) = rest.chars().next()
            && begins_word(head.chars().next_back(), first)
        {
            found.extend(self.beginning(rest, first).map(|word| word.position));
        }
    }

    /// The words with which a text begins, where a word may begin, and which end there.
    fn beginning<'w>(&'w self, text: &'w str, first: char) -> impl Iterator<Item = &'w Word> {
        let key = key(first);
        let from = self.words.partition_point(|word| word.key < key);
        let words = self.words.get(from..).unwrap_or(&[]).iter().take_while(move |word| word.key == key);
        words.filter(move |word| {
            let after = text.strip_prefix(word.text.as_str());
            after
                .is_some_and(|after| word.text.chars().next_back().is_some_and(|last| ends_word(last, after)))
        })
    }
}

fn is_hangul(character: char) -> bool {
    ('가'..='힣').contains(&character)
}

/// A Latin letter or a digit: what makes one word with another such character.
fn is_latin(character: char) -> bool {
    character.is_alphanumeric() && !is_hangul(character)
}

fn begins_word(before: Option<char>, first: char) -> bool {
    match before {
        None => true,
        Some(before) if is_hangul(first) => !is_hangul(before),
        Some(before) => !(is_latin(first) && is_latin(before)),
    }
}

fn ends_word(last: char, after: &str) -> bool {
    if !is_hangul(last) {
        return !(is_latin(last) && after.starts_with(is_latin));
    }
    let length = after.find(|character| !is_hangul(character)).unwrap_or(after.len());
    let ending = after.get(..length).unwrap_or("");
    is_verb(ending) || are_particles(ending)
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Text, Words, folded};

    /// Words that overlap, that begin alike, whose first characters have the same key, that are empty or repeated.
    const WORDS: [&str; 16] = [
        "주문",
        "주문서",
        "문서",
        "sms",
        "s",
        "Order",
        "order",
        "",
        " 할인 ",
        "할인",
        "a b a",
        "b",
        "😀",
        "Ａd",
        "ad!",
        "1",
    ];

    /// The same as the list finds, from each place of the text in turn.
    fn is_mentioned(text: &Text<'_>, word: &str) -> bool {
        let word = folded(word);
        let word = word.trim();
        let begins = |at: &usize| text.folded.get(*at..).is_some_and(|rest| rest.starts_with(word));
        let mut places = (0..text.folded.len()).filter(begins);
        !word.is_empty() && places.any(|at| text.is_word(at, at + word.len()))
    }

    #[test]
    fn a_list_of_words_finds_what_each_word_alone_finds() {
        let pieces = [
            "주문",
            "서",
            "을",
            "합니다",
            " ",
            "문서",
            "sms",
            "s",
            "ORDER",
            "b",
            "할인",
            "마트",
            "a b a b a",
            "😀",
            "Ａ",
            "d",
            "!",
            "1",
            "\u{1112}",
            "é",
            ".",
            "쀀",
            "가",
        ];
        let list = Words::new(&WORDS);
        let mut texts = vec![String::new()];
        for first in pieces {
            for second in pieces {
                texts.extend(pieces.map(|third| format!("{first}{second}{third}")));
            }
        }
        for original in texts {
            let text = Text::new(&original);
            let alone: Vec<usize> =
                (0..WORDS.len()).filter(|index| is_mentioned(&text, WORDS[*index])).collect();
            assert_eq!(list.found_in(&text), alone, "{}", text.folded);
            assert!(alone.is_empty() || list.may_be_in(&Fingerprint::of(&original)), "{original}");
        }
    }

    #[test]
    fn keys_are_those_of_the_characters() {
        for character in '\0'..=char::MAX {
            let text = format!("{character}a");
            assert_eq!(super::next_key(text.as_bytes()), (super::key(character), "a".as_bytes()), "{text:?}");
        }
    }

    #[test]
    fn characters_with_one_key_are_told_apart() {
        let list = Words::new(&["가나", "\u{2c00}나"]);
        assert_eq!(super::key('가'), super::key('\u{2c00}'));
        assert_eq!(list.found_in(&Text::new("가나")), [0]);
        assert_eq!(list.found_in(&Text::new("\u{1c00}나")), [] as [usize; 0]);
    }
}
