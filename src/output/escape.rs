//! The only way by which a user's text reaches a terminal, a CI log, XML, HTML, Markdown or JSON: what such a reader
//! would act on, and what it would not show, is made visible. Knows no findings and no formats.

mod hidden;
mod markup;

use std::borrow::Cow;
use std::fmt::Write;
use std::io;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

pub use self::hidden::is_hidden;
pub use self::markup::{
    markdown, markdown_code, markup, relative_reference, web_address, workflow_data, workflow_property,
};

/// The text as one line in which every character shows: control characters as their pictures (`␛`), other characters
/// that steer a terminal or hide (bidirectional overrides, zero width, fillers) as `\u{202e}`. What CI servers would take
/// for a command of ours (`::error::` at the start of a line, `##[error]` anywhere) is broken in the same way.
///
/// What belongs to a visible sign stays: joiners within an emoji, variation selectors, the tags of a flag.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains("::") && !text.contains("##") && !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (start, cluster) in text.grapheme_indices(true) {
        let before = text.get(..start).unwrap_or("");
        for (at, character) in cluster.char_indices() {
            let is_visible = !is_hidden(character) || belongs(cluster, at, character);
            if is_visible && !begins_command(before, character, text.get(start..).unwrap_or("")) {
                shown.push(character);
            } else {
                push_visible(&mut shown, character);
            }
        }
    }
    Cow::Owned(shown)
}

/// A line of visible text that begins no command of a CI server, though breaking a long word may have put one there.
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    match text.strip_prefix(':') {
        Some(rest) if begins_command("", ':', text) => Cow::Owned(format!("\\u{{3a}}{rest}")),
        _ => Cow::Borrowed(text),
    }
}

/// True if the character, between what stands before it and what begins with it, begins a command of a CI server: GitHub
/// takes `::name` at the start of a line, and a line may be broken before any word; `##[name]` is taken anywhere.
#[must_use]
pub fn begins_command(before: &str, character: char, from: &str) -> bool {
    match character {
        '[' => ["##", "##vso", "##teamcity"].iter().any(|mark| before.ends_with(mark)),
        ':' => {
            let name = from.strip_prefix("::").and_then(|rest| rest.chars().next());
            before.chars().next_back().is_none_or(char::is_whitespace)
                && name.is_some_and(char::is_alphabetic)
        }
        _ => false,
    }
}

/// The text as a paragraph: every run of blanks and line breaks is one space, the rest as [`visible`].
#[must_use]
pub fn paragraph(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

/// Writes a piece of a JSON string, already free of what JSON itself escapes, with everything hidden as `\u202e`.
/// A reader gets back exactly the text that was written.
///
/// # Errors
/// When `out` cannot be written to.
pub fn json<W: io::Write + ?Sized>(out: &mut W, fragment: &str) -> io::Result<()> {
    let mut plain = 0;
    for (at, character) in fragment.char_indices() {
        let before = || fragment.get(..at).unwrap_or("");
        if !is_hidden(character) && (character != '[' || !begins_command(before(), '[', "")) {
            continue;
        }
        out.write_all(fragment.get(plain..at).unwrap_or("").as_bytes())?;
        for unit in character.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        plain = at + character.len_utf8();
    }
    out.write_all(fragment.get(plain..).unwrap_or("").as_bytes())
}

/// True if the hidden `character` at byte `at` of the `cluster` shapes a sign that shows.
fn belongs(cluster: &str, at: usize, character: char) -> bool {
    let (Some(before), Some(after)) = (cluster.get(..at), cluster.get(at + character.len_utf8()..)) else {
        return false;
    };
    match character {
        '\u{200d}' => !before.is_empty() && after.chars().next().is_some_and(|next| next.width() > Some(0)),
        '\u{fe0e}' | '\u{fe0f}' => {
            let is_symbol = |previous: char| !previous.is_ascii() && !previous.is_alphanumeric();
            after == "\u{20e3}" || before.chars().next_back().is_some_and(is_symbol)
        }
        '\u{e0020}'..='\u{e007f}' => cluster.starts_with('\u{1f3f4}'),
        _ => false,
    }
}

fn push_visible(shown: &mut String, character: char) {
    let picture = match u32::from(character) {
        point @ 0..=0x1F => char::from_u32(0x2400 + point),
        0x7F => Some('␡'),
        _ => None,
    };
    match picture {
        Some(picture) => shown.push(picture),
        // Writing to a string cannot fail.
        None => {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_hides_is_shown_and_what_shows_stays() {
        let rows = [
            ("plain 한글 ❤️ 1️⃣ e\u{301}", "plain 한글 ❤️ 1️⃣ e\u{301}"),
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\tb\r\nc\u{7f}\u{85}", "a␉b␍␊c␡\\u{85}"),
            ("user\u{202e}txt.exe\u{2066}", "user\\u{202e}txt.exe\\u{2066}"),
            ("pay\u{200b}pal \u{200d}x a\u{200d}", "pay\\u{200b}pal \\u{200d}x a\\u{200d}"),
            ("👩‍💻 👨‍👩‍👧‍👦 👁️‍🗨️", "👩‍💻 👨‍👩‍👧‍👦 👁️‍🗨️"),
            ("🏴\u{e0067}\u{e0062}\u{e007f} x\u{e0067}", "🏴\u{e0067}\u{e0062}\u{e007f} x\\u{e0067}"),
            ("\u{3164}빈\u{feff}", "\\u{3164}빈\\u{feff}"),
            ("a ::error::b ::1 x::y", "a \\u{3a}:error::b ::1 x::y"),
            ("::debug::", "\\u{3a}:debug::"),
            ("## a [b] ##[error]c ##vso[d]", "## a [b] ##\\u{5b}error]c ##vso\\u{5b}d]"),
            ("a\u{fe0f}\u{ffff}\u{fdd0}", "a\\u{fe0f}\\u{ffff}\\u{fdd0}"),
        ];
        for (text, expected) in rows {
            assert_eq!(visible(text), expected, "{text:?}");
        }
        assert_eq!(paragraph(" a\n  b\u{85}\u{1b} "), "a b ␛");
    }

    proptest! {
        #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..ProptestConfig::default() })]

        #[test]
        fn no_control_character_survives(text in "\\PC*|.*|[\\x00-\\u{9f}\\u{200b}-\\u{206f}👩‍❤️a]{0,40}") {
            let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            prop_assert!(!visible(&text).contains(steers));
            prop_assert!(!paragraph(&text).contains(steers));
        }

        #[test]
        fn json_text_comes_back_and_holds_nothing_hidden(text in any::<String>()) {
            let plain: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
            let mut written = Vec::new();
            json(&mut written, &plain).unwrap();
            let written = String::from_utf8(written).unwrap();
            prop_assert!(!written.contains(is_hidden));
            prop_assert_eq!(serde_json::from_str::<String>(&format!("\"{written}\"")).unwrap(), plain);
        }
    }
}
