//! A short form of the keys of mappings, made when they are parsed: most keys are told apart by it, and short ones are
//! known by it, without a look at their text. Knows bytes only.

/// The length of a text and its first and last bytes. Equal texts have equal marks; of texts of up to seven bytes the
/// reverse holds too. Made of the name of a field once, it makes looking for the field cheaper (see [`super::Node::step`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyMark(u64);

impl KeyMark {
    /// That of a key that is no text.
    pub(super) const NONE: Self = Self(0);

    /// The mark of a text: its length plus one in the highest byte, bytes of it in the others.
    #[inline]
    #[must_use]
    pub fn of(text: &[u8]) -> Self {
        let length = text.len();
        let bytes = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let (first, last) = (u64::from(u32::from_le_bytes(*first)), u32::from_le_bytes(*last));
                match length {
                    4..=7 => first | u64::from(last) << ((length - 4) * 8),
                    _ => first | u64::from(last >> 8) << 32,
                }
            }
            _ => text.iter().rev().fold(0, |bytes, byte| bytes << 8 | u64::from(*byte)),
        };
        Self((length.min(254) as u64 + 1) << 56 | bytes)
    }

    /// True if no other text has this mark.
    #[inline]
    pub(super) const fn is_whole(self) -> bool {
        self.0 >> 56 <= 8
    }

    /// One bit of 64, seldom the same for different marks.
    #[inline]
    pub(super) const fn bit(self) -> u64 {
        1 << (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use super::KeyMark;
    use crate::text::Source;
    use crate::yaml::{Kind, Limits, parse};

    /// Texts of every length up to 300 that differ in one byte only, at every place.
    fn texts() -> Vec<Vec<u8>> {
        let mut texts = vec![Vec::new()];
        for length in (1..12).chain([60, 253, 254, 255, 256, 300]) {
            texts.push(vec![b'a'; length]);
            for place in 0..length {
                for byte in [0, b'b', 0xff] {
                    let mut text = vec![b'a'; length];
                    text[place] = byte;
                    texts.push(text);
                }
            }
        }
        texts
    }

    #[test]
    fn only_one_short_text_has_a_mark() {
        let mut known: HashMap<u64, Vec<u8>> = HashMap::new();
        for text in texts() {
            let mark = KeyMark::of(&text);
            assert_ne!(mark, KeyMark::NONE, "{text:?}");
            assert_eq!(mark.is_whole(), text.len() <= 7, "{text:?}");
            let first = known.entry(mark.0).or_insert_with(|| text.clone());
            assert!(*first == text || text.len() > 7 && first.len() > 7, "{first:?} and {text:?}");
        }
    }

    #[test]
    fn long_texts_differ_by_length_and_by_their_ends() {
        let same = [("abcd-one-xyz", "abcd-two-xyz")];
        let other =
            [("abcd-one-xyz", "abcd-one-xyy"), ("abcd-one-xyz", "bbcd-one-xyz"), ("abcd_xyz", "abcd__xyz")];
        for (one, two) in same {
            assert_eq!(KeyMark::of(one.as_bytes()), KeyMark::of(two.as_bytes()));
        }
        for (one, two) in other {
            assert_ne!(KeyMark::of(one.as_bytes()), KeyMark::of(two.as_bytes()));
        }
    }

    #[test]
    fn a_key_is_found_by_its_text_however_it_is_written() {
        let text = "&k abcd-one-xyz: 1\nabcd-two-xyz: 2\n1: 3\n\"e\\u0301t\": 4\n'': 5\n? |\n  line\n: 6\ntrue: 7\n\
            base: &base {inner: 8, abcd-two-xyz: 9}\n<<: *base\n[a]: 10\n\"seven77\": 11\n";
        let source = Arc::new(Source::new("a.yaml".to_owned(), text.to_owned()));
        let stream = parse(&source, &Limits::default());
        let root = stream.documents[0].root();
        let names = [
            "abcd-one-xyz",
            "abcd-two-xyz",
            "abcd-six-xyz",
            "1",
            "e\u{301}t",
            "",
            "line\n",
            "line",
            "true",
            "base",
            "inner",
            "<<",
            "[a]",
            "seven77",
            "seven7",
        ];
        for name in names {
            let texts = root.entries().filter(|entry| entry.key.kind() == Kind::String);
            let field = texts.clone().find(|entry| entry.key.as_str() == Some(name));
            assert_eq!(root.field(name), field.map(|entry| entry.value), "{name:?}");
            let any = root.entries().find(|entry| entry.key.as_key() == Some(name));
            assert_eq!(root.get(name), any.map(|entry| entry.value), "{name:?}");
        }
    }

    #[test]
    fn an_alias_is_the_key_that_it_stands_for() {
        for (key, names) in
            [("name", "name"), ("abcd-one-xyz", "abcd-one-xyz"), ("7", "7"), ("\"e\\u0301\"", "e\u{301}")]
        {
            let text = format!("first: {{&k {key}: 1}}\nsecond: {{other: 2, *k : 3}}\n");
            let source = Arc::new(Source::new("a.yaml".to_owned(), text.clone()));
            let stream = parse(&source, &Limits::default());
            let second = stream.documents[0].root().field("second").expect("a mapping");
            assert_eq!(second.get(names).and_then(crate::yaml::Node::as_int), Some(3), "{text}");
            assert_eq!(second.field(names).is_some(), key != "7", "{text}");
        }
    }

    #[test]
    fn an_alias_is_a_key_that_was_there_before_under_its_text() {
        let text = "&k name: 1\n*k : 2\n";
        let source = Arc::new(Source::new("a.yaml".to_owned(), text.to_owned()));
        assert_eq!(parse(&source, &Limits::default()).problems.len(), 1);
    }
}
