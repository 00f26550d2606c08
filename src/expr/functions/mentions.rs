//! Whether a text mentions a word: Latin words whole; Hangul words from the beginning of a Korean word on, with
//! particles or verb endings after them, but not inside a longer word.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use memchr::memmem;

use super::normal::folded;

/// Particles and the copula, longer ones before those they begin with.
const PARTICLES: &[&str] = &[
    "에게서",
    "으로서",
    "으로써",
    "이라고",
    "이라는",
    "이라면",
    "입니다",
    "이에요",
    "이었",
    "에게",
    "에서",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "만큼",
    "밖에",
    "조차",
    "이나",
    "이며",
    "이고",
    "이다",
    "이라",
    "이란",
    "인데",
    "으로",
    "하고",
    "로서",
    "로써",
    "라고",
    "라는",
    "라면",
    "예요",
    "이랑",
    "들",
    "등",
    "이",
    "가",
    "은",
    "는",
    "을",
    "를",
    "의",
    "에",
    "께",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "며",
    "인",
    "란",
    "랑",
    "용",
    "별",
    "시",
];

/// How the verbs that nouns form with `하다`, `되다` and the like go on; what follows one of these is the same word.
const VERBS: &[&str] = &[
    "하다",
    "합니다",
    "하는",
    "하고",
    "하여",
    "하며",
    "하면",
    "하기",
    "하지",
    "하려",
    "하도록",
    "하세요",
    "하십시오",
    "하시",
    "하신",
    "하였",
    "하게",
    "해서",
    "해요",
    "해야",
    "해 ",
    "했",
    "한다",
    "할 ",
    "한 ",
    "함",
    "되다",
    "됩니다",
    "되는",
    "되고",
    "되어",
    "되며",
    "되면",
    "되기",
    "되지",
    "되었",
    "되도록",
    "된다",
    "된 ",
    "될 ",
    "됨",
    "돼",
    "됐",
    "시키",
    "시켜",
    "드리",
    "드립",
    "드려",
    "받",
];

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

/// A list of words to look for in many texts, all of them in one pass.
#[derive(Debug)]
pub(in crate::expr) struct Words {
    automaton: AhoCorasick,
    /// The position in the list of each word of the automaton, which has no empty ones.
    positions: Vec<usize>,
    count: usize,
}

impl Words {
    /// The words of a list; none if they cannot be looked for at once.
    pub(super) fn new(words: &[&str]) -> Option<Self> {
        let folded = words.iter().map(|word| folded(word).trim().to_owned()).enumerate();
        let (positions, patterns): (Vec<_>, Vec<_>) = folded.filter(|(_, word)| !word.is_empty()).unzip();
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton = AhoCorasick::builder().kind(kind).build(&patterns).ok()?;
        Some(Self { automaton, positions, count: words.len() })
    }

    /// Whether a text mentions them, word by word in the order of the list.
    pub(super) fn found_in(&self, text: &Text<'_>) -> Vec<bool> {
        let mut found = vec![false; self.count];
        for mention in self.automaton.find_overlapping_iter(&*text.folded) {
            let position = self.positions.get(mention.pattern().as_usize());
            if let Some(is_found) = position.and_then(|position| found.get_mut(*position)) {
                *is_found = *is_found || text.is_word(mention.start(), mention.end());
            }
        }
        found
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

fn is_verb(ending: &str) -> bool {
    VERBS.iter().any(|verb| match verb.strip_suffix(' ') {
        Some(whole) => ending == whole,
        None => ending.starts_with(verb),
    })
}

/// True for nothing, and for particles one after the other.
fn are_particles(ending: &str) -> bool {
    let mut rest = ending;
    while !rest.is_empty() {
        match PARTICLES.iter().find_map(|particle| rest.strip_prefix(particle)) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    true
}
