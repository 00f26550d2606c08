//! Normal forms of text (Unicode Standard Annex 15), without work for text that is in the form already.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// True if the text consists of ASCII and whole Hangul syllables, which are the same in all normal forms; and whether
/// there are capitals of ASCII in it, as far as it does.
fn look(text: &str) -> (bool, bool) {
    if text.is_ascii() {
        // Without an early end, so that many bytes are looked at at once.
        return (true, text.bytes().fold(false, |has, byte| has | byte.is_ascii_uppercase()));
    }
    let mut has_capitals = false;
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => return (true, has_capitals),
            [first @ 0..=0x7f, after @ ..] => {
                has_capitals |= first.is_ascii_uppercase();
                after
            }
            // From 가 (EA B0 80) to 힣 (ED 9E A3).
            [0xeb | 0xec, _, _, after @ ..]
            | [0xea, 0xb0..=0xbf, _, after @ ..]
            | [0xed, 0x80..=0x9d, _, after @ ..]
            | [0xed, 0x9e, 0x80..=0xa3, after @ ..] => after,
            _ => return (false, has_capitals),
        }
    }
}

/// True if the text is the same in all normal forms, as far as that is seen at once.
pub(super) fn is_plain(text: &str) -> bool {
    look(text).0
}

/// The text in NFC.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if look(text).0 || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        text.nfc().collect()
    }
}

/// The text in NFKC.
pub(super) fn nfkc(text: &str) -> Cow<'_, str> {
    if look(text).0 || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        text.nfkc().collect()
    }
}

/// The text in NFKC and lower case.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    match look(text) {
        (true, false) => Cow::Borrowed(text),
        (true, true) => Cow::Owned(text.to_ascii_lowercase()),
        (false, _) => Cow::Owned(nfkc(text).to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, look, nfc, nfkc};

    #[test]
    fn forms_are_those_of_the_standard() {
        assert_eq!(nfc("\u{1100}\u{1161}"), "가");
        assert_eq!(nfkc("ＡＢＣ１２３ 가"), "ABC123 가");
        assert_eq!(folded("Ａb 모임"), "ab 모임");
    }

    #[test]
    fn ascii_and_hangul_syllables_are_seen_as_such() {
        for character in '\0'..=char::MAX {
            let is_plain = character.is_ascii() || ('가'..='힣').contains(&character);
            for text in [format!("a{character}b"), format!("가{character}b")] {
                assert_eq!(look(&text), (is_plain, character.is_ascii_uppercase()), "{text:?}");
            }
        }
        assert_eq!(look("모임 A"), (true, true));
        assert_eq!(look(""), (true, false));
    }
}
