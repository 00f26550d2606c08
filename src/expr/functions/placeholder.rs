//! Texts that stand where a text should: `TODO`, `추후 작성`, `asdf`, `...`. A text that merely contains such a word is
//! none.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::normal::folded;

/// Whole texts, without blanks and punctuation, in small letters.
const WHOLE: &[&str] = &[
    "na",
    "nil",
    "none",
    "null",
    "nothing",
    "undefined",
    "unknown",
    "empty",
    "blank",
    "tbd",
    "tba",
    "tbc",
    "todo",
    "fixme",
    "xxx",
    "test",
    "tests",
    "testing",
    "tester",
    "testtest",
    "sample",
    "example",
    "placeholder",
    "dummy",
    "temp",
    "tmp",
    "foo",
    "bar",
    "baz",
    "foobar",
    "foobarbaz",
    "asdf",
    "asdfasdf",
    "asdfgh",
    "asdfghjkl",
    "qwer",
    "qwerty",
    "zxcv",
    "zxcvbn",
    "abc",
    "abcd",
    "123",
    "1234",
    "12345",
    "123456",
    "hello",
    "helloworld",
    "text",
    "content",
    "description",
    "comingsoon",
    "tobedetermined",
    "tobedecided",
    "tobedefined",
    "tobeadded",
    "fillin",
    "fillme",
    "fillthisin",
    "changeme",
    "yourtexthere",
    "texthere",
    "same",
    "sameasabove",
    "seeabove",
    "asabove",
    "ditto",
    "없음",
    "없습니다",
    "없어요",
    "해당없음",
    "해당사항없음",
    "해당없습니다",
    "미정",
    "미작성",
    "추후",
    "추후작성",
    "추후작성예정",
    "추후작성하겠습니다",
    "추후입력",
    "추후입력예정",
    "추후기재",
    "추후예정",
    "추후결정",
    "추후제출",
    "나중에",
    "나중에작성",
    "나중에작성예정",
    "작성예정",
    "작성중",
    "작성중입니다",
    "준비중",
    "준비중입니다",
    "입력예정",
    "입력하세요",
    "입력해주세요",
    "작성하세요",
    "작성해주세요",
    "내용",
    "내용입력",
    "내용을입력하세요",
    "설명",
    "설명입력",
    "위와같음",
    "위와같습니다",
    "위와동일",
    "위와동일함",
    "위와동일합니다",
    "위내용과동일",
    "상동",
    "상기와같음",
    "상기동일",
    "상기와동일",
    "동일",
    "동일함",
    "테스트",
    "테스트입니다",
    "테스트중",
    "테스트용",
    "테스트용입니다",
    "샘플",
    "샘플입니다",
    "예시",
    "예시입니다",
    "임시",
    "임시입니다",
    "임시작성",
    "더미",
    "아무거나",
    "몰라",
    "모름",
    "가나다",
    "가나다라",
    "가나다라마바사",
    "ㅁㄴㅇㄹ",
    "ㅁㄴㅇ",
    "ㅂㅈㄷㄱ",
    "ㅇㅇ",
    "ㄱㄴㄷ",
    "ㄱㄴㄷㄹ",
    "안녕하세요",
];

/// Words that make a placeholder of whatever follows them.
const MARKERS: &[&str] =
    &["todo", "tbd", "tba", "fixme", "lorem ipsum", "추후 작성", "작성 예정", "추후 입력"];

/// True for an empty text, a known filler, a run of one character, and a template that was not filled in.
pub(super) fn is_placeholder(text: &str) -> bool {
    let folded = folded(text);
    let folded = folded.trim();
    says_nothing(folded) || starts_with_marker(folded) || is_template(folded)
}

/// The whole texts in the form in which texts are compared: the letters of Korean have two others.
static WHOLE_FOLDED: OnceLock<HashSet<Cow<'static, str>>> = OnceLock::new();

/// No whole text has more bytes in that form.
const LONGEST: usize = 32;

/// True if letters and digits alone are nothing, a known filler, or a run of one character: `aaaa`, `ㅋㅋㅋ`, `0000`.
fn says_nothing(text: &str) -> bool {
    let letters = || text.chars().filter(|character| is_letter(*character));
    let (mut first, mut is_run, mut length) = (None, true, 0);
    for character in letters() {
        is_run &= *first.get_or_insert(character) == character;
        length += character.len_utf8();
        if !is_run && length > LONGEST {
            return false;
        }
    }
    if is_run && letters().nth(1).is_some() {
        return true;
    }
    let whole = WHOLE_FOLDED.get_or_init(|| WHOLE.iter().map(|text| folded(text)).collect());
    length == 0 || whole.contains(&*letters().collect::<String>())
}

/// True for letters and digits; the most common ones are told without a search.
fn is_letter(character: char) -> bool {
    match character {
        '\0'..='\x7f' => character.is_ascii_alphanumeric(),
        '가'..='힣' => true,
        _ => character.is_alphanumeric(),
    }
}

fn starts_with_marker(text: &str) -> bool {
    MARKERS.iter().any(|marker| {
        let after = text.strip_prefix(marker).map(|rest| rest.chars().next());
        after.is_some_and(|next| next.is_none_or(|next| !next.is_alphanumeric()))
    })
}

/// `<description>`, `[이름]`, `{{ name }}`
fn is_template(text: &str) -> bool {
    [("<", ">"), ("[", "]"), ("{{", "}}"), ("${", "}")].into_iter().any(|(open, close)| {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inside.is_some_and(|inside| !inside.contains(['<', '>', '[', ']', '{', '}']))
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, WHOLE, folded, is_letter, is_placeholder};

    #[test]
    fn every_whole_text_is_one_also_between_marks_and_not_with_more_behind_it() {
        for text in WHOLE {
            assert!(folded(text).len() <= LONGEST, "{text}");
            assert!(is_placeholder(text), "{text}");
            assert!(is_placeholder(&format!("- {text}...")), "{text}");
            assert!(!is_placeholder(&format!("친구 {text} 모임에 초대합니다")), "{text}");
        }
    }

    #[test]
    fn letters_are_those_of_the_standard() {
        for character in '\0'..=char::MAX {
            assert_eq!(is_letter(character), character.is_alphanumeric(), "{character:?}");
        }
    }

    #[test]
    fn long_runs_are_ones_and_single_letters_and_long_texts_are_none() {
        assert!(is_placeholder(&"ㅋ ".repeat(100)));
        assert!(!is_placeholder("a"));
        assert!(!is_placeholder(&format!("{}b", "a".repeat(100))));
    }
}
