//! Texts that people write: how long they are, in which script, how alike, whether they say anything.

use std::borrow::Cow;
use std::cmp::Ordering;

use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::Shape::{Bool, Double, Int, List, String as Str};
use super::shape::{global, method};
use super::similarity::Pair;
use super::{Answer, Call, Function, mentions, normal, placeholder, several, summaries};
use crate::expr::value::Value;

pub(super) static TABLE: &[Function] = &[
    Function::new("words", &[method(&[Str], Int)], |call| {
        call.expect_count(1..=1)?;
        let count = call.text(0)?.unicode_words().count();
        Ok(Value::int(i64::try_from(count).unwrap_or(i64::MAX)))
    })
    .about(
        &summaries::WORDS,
        &[
            ("'Hello, small world!'.words()", "3"),
            ("'친구에게 초대를 보냅니다.'.words()", "3"),
            ("''.words()", "0"),
        ],
    ),
    Function::new("script", &[method(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::borrowed(script(call.text(0)?)))
    })
    .about(
        &summaries::SCRIPT,
        &[
            ("'친구에게 보냅니다'.script()", "'Hangul'"),
            ("'Send to friends'.script()", "'Latin'"),
            ("'2026-01-31'.script()", "''"),
        ],
    ),
    Function::new("similar", &[global(&[Str, Str], Double)], similar).about(
        &summaries::SIMILAR,
        &[
            ("similar('Moim Calendar', 'moim  calendar')", "1.0"),
            ("similar('abcd', 'abce')", "0.75"),
            ("similar('abc', 'xyz')", "0.0"),
        ],
    ),
    Function::new("nfc", &[global(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        changed(call, normal::nfc)
    })
    .told(several::normal_form)
    .about(&summaries::NFC, &[("nfc('\\u1100\\u1161')", "'가'")]),
    Function::new("nfkc", &[global(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        changed(call, normal::nfkc)
    })
    .told(several::normal_form)
    .about(&summaries::NFKC, &[("nfkc('ＡＢＣ１２３')", "'ABC123'")]),
    Function::new("isPlaceholder", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(placeholder::is_placeholder(call.text(0)?)))
    })
    .asked(|question| question.alone().map(placeholder::is_placeholder))
    .about(
        &summaries::IS_PLACEHOLDER,
        &[
            ("isPlaceholder('TODO: describe the service')", "true"),
            ("isPlaceholder('추후 작성')", "true"),
            ("isPlaceholder('위와 같음.')", "true"),
            ("isPlaceholder('...')", "true"),
            ("isPlaceholder('Users test the service with friends')", "false"),
            ("isPlaceholder('친구에게 모임 초대를 보냅니다')", "false"),
        ],
    ),
    Function::new("mentions", &[global(&[Str, List(&Str)], List(&Str))], mention)
        .told(several::mentions)
        .about(
            &summaries::MENTIONS,
            &[
                ("mentions('Orders by SMS, 주문을 보냅니다', ['order', 'sms', '주문'])", "['sms', '주문']"),
                ("mentions('이주문화 행사', ['주문'])", "[]"),
                ("mentions('할인마트에서 만나요', ['할인'])", "[]"),
                ("mentions('할인합니다', ['할인'])", "['할인']"),
                ("mentions('border', ['order'])", "[]"),
            ],
        ),
];

/// The script of most letters, the one that comes first if several are equal; empty without letters.
fn script(text: &str) -> &'static str {
    if normal::is_plain(text) {
        return plain_script(text);
    }
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().map(script_of) {
        if matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max();
    let first = counts.iter().find(|(_, count)| Some(*count) == most);
    first.map_or("", |(script, _)| script.full_name())
}

/// The same of a text of ASCII and Hangul syllables, which have three bytes each.
fn plain_script(text: &str) -> &'static str {
    let latin = count(text, |byte| byte.is_ascii_alphabetic());
    let hangul = count(text, |byte| !byte.is_ascii()) / 3;
    let first_letter = || text.bytes().find(|byte| !byte.is_ascii() || byte.is_ascii_alphabetic());
    match latin.cmp(&hangul) {
        Ordering::Equal if latin == 0 => "",
        Ordering::Equal if first_letter().is_some_and(|first| first.is_ascii()) => Script::Latin.full_name(),
        Ordering::Greater => Script::Latin.full_name(),
        Ordering::Equal | Ordering::Less => Script::Hangul.full_name(),
    }
}

/// The number of bytes of a kind. Parts that fit a small number are counted at once.
fn count(text: &str, is_counted: impl Fn(&u8) -> bool) -> usize {
    let of_part = |part: &[u8]| part.iter().map(|byte| u8::from(is_counted(byte))).sum::<u8>();
    text.as_bytes().chunks(usize::from(u8::MAX)).map(|part| usize::from(of_part(part))).sum()
}

/// The script of a character, without a search for the most common ones.
fn script_of(character: char) -> Script {
    match character {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\x7f' => Script::Common,
        '가'..='힣' => Script::Hangul,
        _ => character.script(),
    }
}

/// What a text becomes; the same text if it does not change.
fn changed<'d>(call: &mut Call<'_, 'd>, change: fn(&str) -> Cow<'_, str>) -> Answer<'d> {
    match change(call.text(0)?) {
        Cow::Borrowed(_) => call.same(0),
        Cow::Owned(text) => Ok(Value::string(&text)),
    }
}

/// The words of a list that a text mentions.
fn mention<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let (text, words) = (call.text(0)?, call.list(1)?);
    call.charge(words.len() + text.len().saturating_mul(words.len()) / 1024)?;
    let mut found = Vec::new();
    if let Some(prepared) = call.words()? {
        let may_be_found = call.fingerprint().is_none_or(|fingerprint| prepared.may_be_in(fingerprint));
        if may_be_found {
            let positions = prepared.found_in(&mentions::Text::new(text));
            found.extend(positions.into_iter().filter_map(|position| words.get(position)));
        }
        return Ok(Value::list(found));
    }
    let text = mentions::Text::new(text);
    words.try_each(|word| {
        let is_found = text.mentions(word.as_str().ok_or(super::Fault::NoOverload)?);
        found.extend(is_found.then_some(word));
        Ok(())
    })?;
    Ok(Value::list(found))
}

/// One minus the edit distance over the longer length; case, blanks and the form of characters count nothing.
fn similar<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let pair = Pair::new(call.text(0)?, call.text(1)?);
    call.charge(pair.steps())?;
    Ok(Value::double(pair.similarity()))
}

#[cfg(test)]
mod tests {
    use unicode_script::UnicodeScript;

    use super::{script, script_of};

    #[test]
    fn scripts_of_common_characters_are_those_of_the_standard() {
        for character in '\0'..=char::MAX {
            assert_eq!(script_of(character), character.script(), "{character:?}");
        }
    }

    #[test]
    fn the_script_is_that_of_most_letters_or_of_the_first() {
        let rows = [
            ("", ""),
            ("1, 2", ""),
            ("가", "Hangul"),
            ("가a", "Hangul"),
            ("1 a가", "Latin"),
            ("ab가", "Latin"),
            ("가나 ab.c", "Latin"),
            ("가나다 SMS", "Hangul"),
            ("가나 ab\u{3b1}", "Hangul"),
            ("\u{3b1}\u{3b2} 가a", "Greek"),
            ("\u{1112}", "Hangul"),
        ];
        let long = format!("{}{}", "a".repeat(600), "가".repeat(601));
        for (text, expected) in rows.into_iter().chain([(long.as_str(), "Hangul")]) {
            assert_eq!(script(text), expected, "{text}");
        }
    }
}
