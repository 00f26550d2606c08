//! Normal forms of text (Unicode Standard Annex 15), without work for text that is in the form already.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};

/// True for ASCII and whole Hangul syllables, which are the same in all normal forms.
fn is_plain(character: char) -> bool {
    character.is_ascii() || ('가'..='힣').contains(&character)
}

/// The text in NFC.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        text.nfc().collect()
    }
}

/// The text in NFKC.
pub(super) fn nfkc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) || is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        text.nfkc().collect()
    }
}

/// The text in NFKC and lower case.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if !text.chars().all(is_plain) {
        return Cow::Owned(nfkc(text).to_lowercase());
    }
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::{folded, nfc, nfkc};

    #[test]
    fn forms_are_those_of_the_standard() {
        assert_eq!(nfc("\u{1100}\u{1161}"), "가");
        assert_eq!(nfkc("ＡＢＣ１２３ 가"), "ABC123 가");
        assert_eq!(folded("Ａb 모임"), "ab 모임");
    }
}
