//! Fingerprints of texts: the bytes and the threes of bytes that stand in a text, as places in a small table. One is made
//! once of a text of a document, and then tells of many words in a few steps that the text does not hold them.

use super::{long_run, normal};

/// Places for the bytes of a text.
const BYTES: usize = 256;

/// Places for its threes of bytes.
const TRIPLES: usize = 2_048;

/// Places in one word of the table.
const WORD: usize = u64::BITS as usize;

/// What stands in a text, and in its folded form. Letters of ASCII are the same as capitals; several bytes, or threes of
/// them, share a place.
#[derive(Debug)]
pub(super) struct Fingerprint {
    /// A bit for each place.
    places: [u64; (BYTES + TRIPLES) / WORD],
    /// It may not be in all normal forms.
    has_other_forms: bool,
    /// It holds a long run, see [`super::long_run`].
    has_long_run: bool,
}

/// The places of a word; all of them are taken in the fingerprint of a text that holds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Traces([u16; 3]);

/// A byte, of a capital that of the small letter.
pub(super) const fn small(byte: u8) -> u8 {
    byte | 0x20
}

/// The place of the last three bytes that are shifted into a number.
const fn triple(bytes: u32) -> usize {
    // The first of four bytes is multiplied out of the number.
    BYTES + (bytes.wrapping_mul(0x9e37_7900) >> (u32::BITS - TRIPLES.ilog2())) as usize
}

impl Default for Fingerprint {
    fn default() -> Self {
        Self { places: [0; (BYTES + TRIPLES) / WORD], has_other_forms: false, has_long_run: false }
    }
}

impl Fingerprint {
    pub(super) fn of(text: &str) -> Self {
        let mut fingerprint = Self::default();
        fingerprint.take_in_all_forms(text);
        fingerprint
    }

    fn take_in_all_forms(&mut self, text: &str) {
        self.take(text);
        if !normal::is_plain(text) {
            self.has_other_forms = true;
            self.take(&normal::folded(text));
        }
    }

    fn take(&mut self, text: &str) {
        let mut last = 0u32;
        for byte in text.bytes().map(small) {
            last = last << 8 | u32::from(byte);
            self.set(usize::from(byte));
            self.set(triple(last));
        }
        self.has_long_run |= long_run::is_in(text);
    }

    #[inline]
    fn set(&mut self, place: usize) {
        if let Some(word) = self.places.get_mut(place / WORD) {
            *word |= 1 << (place % WORD);
        }
    }

    /// That of a text of which nothing is known.
    pub(super) const fn of_any() -> Self {
        let places = [u64::MAX; (BYTES + TRIPLES) / WORD];
        Self { places, has_other_forms: true, has_long_run: true }
    }

    /// Makes it that of both texts as one.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, added) in self.places.iter_mut().zip(other.places) {
            *word |= added;
        }
        self.has_other_forms |= other.has_other_forms;
        self.has_long_run |= other.has_long_run;
    }

    /// True if the text is certainly the same in all normal forms.
    pub(super) const fn is_plain(&self) -> bool {
        !self.has_other_forms
    }

    /// False if it is certain that the text holds no long run.
    pub(super) const fn may_hold_long_run(&self) -> bool {
        self.has_long_run
    }

    /// False if it is certain that the text does not hold a word, whatever the case of letters of ASCII.
    #[inline]
    pub(super) fn may_hold(&self, word: Traces) -> bool {
        let is_taken =
            |place: usize| self.places.get(place / WORD).is_some_and(|word| word >> (place % WORD) & 1 == 1);
        word.0.iter().all(|place| is_taken(usize::from(*place)))
    }
}

impl Traces {
    /// Those of a word; none if that is empty.
    pub(super) fn of(word: &[u8]) -> Option<Self> {
        let place = |at: usize| match word.get(at..at + 3) {
            Some(bytes) => triple(bytes.iter().fold(0, |last, byte| last << 8 | u32::from(small(*byte)))),
            None => word.get(at).map_or(0, |byte| usize::from(small(*byte))),
        };
        let last = match word.len() {
            0 => return None,
            1 | 2 => word.len() - 1,
            length => length - 3,
        };
        let places = [last, 0, last / 2].map(place);
        Some(Self(places.map(|place| u16::try_from(place).unwrap_or(u16::MAX))))
    }
}

/// The fingerprints of the texts of a document that were asked for.
#[derive(Debug, Default)]
pub(in crate::expr) struct Fingerprints<'d> {
    known: Vec<(&'d str, Fingerprint)>,
    /// One more than the position of the one that was asked for last of those that share a place here.
    positions: [u8; PLACES],
}

const PLACES: usize = 32;

/// Room for so many from the first one on.
const ROOM: usize = 32;

impl<'d> Fingerprints<'d> {
    /// The fingerprint of a text of the document.
    #[inline]
    pub(super) fn of(&mut self, text: &'d str) -> Option<&Fingerprint> {
        let place = (text.as_ptr().addr() / 4) % PLACES;
        let position = usize::from(*self.positions.get(place)?);
        let is_known =
            position > 0 && self.known.get(position - 1).is_some_and(|(known, _)| std::ptr::eq(*known, text));
        let position = if is_known { position - 1 } else { self.learn(text, place) };
        self.known.get(position).map(|(_, fingerprint)| fingerprint)
    }

    /// Makes the fingerprint of a text. Returns its position.
    fn learn(&mut self, text: &'d str, place: usize) -> usize {
        if self.known.len() >= usize::from(u8::MAX) {
            self.known.clear();
            self.positions = [0; PLACES];
        }
        if self.known.capacity() == 0 {
            self.known.reserve(ROOM);
        }
        // It is large, and so it is made where it is kept.
        self.known.push((text, Fingerprint::default()));
        if let Some((_, fingerprint)) = self.known.last_mut() {
            fingerprint.take_in_all_forms(text);
        }
        if let Some(position) = self.positions.get_mut(place) {
            *position = u8::try_from(self.known.len()).unwrap_or(0);
        }
        self.known.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Fingerprints, Traces};

    #[test]
    fn a_text_may_hold_each_part_of_it_in_small_and_in_capitals() {
        let text = "친구에게 SMS를 보냅니다, 1 time a day: https://moim.example/Ａ?b=😀";
        let fingerprint = Fingerprint::of(text);
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                let Some(part) = text.get(start..end) else { continue };
                for part in [part.to_owned(), part.to_ascii_lowercase(), part.to_ascii_uppercase()] {
                    let traces = Traces::of(part.as_bytes()).expect("traces");
                    assert!(fingerprint.may_hold(traces), "{part}");
                }
            }
        }
    }

    #[test]
    fn most_words_that_are_not_in_a_text_leave_no_trace_there() {
        let fingerprint = Fingerprint::of("친구에게 모임 초대를 보냅니다");
        for word in ["주문", "배송", "order", "a", "1", "12", "초대장"] {
            assert!(!fingerprint.may_hold(Traces::of(word.as_bytes()).expect("traces")), "{word}");
        }
        assert_eq!(Traces::of(b""), None);
    }

    #[test]
    fn texts_of_the_document_are_known_by_their_places() {
        let document: String = (0..2_000).map(|number| format!("{number} ")).collect();
        let texts: Vec<&str> = document.split(' ').collect();
        let mut fingerprints = Fingerprints::default();
        for text in texts.iter().chain(&texts).filter(|text| !text.is_empty()) {
            let traces = Traces::of(text.as_bytes()).expect("traces");
            let found = fingerprints.of(text).expect("a fingerprint");
            assert!(found.may_hold(traces), "{text}");
        }
    }
}
