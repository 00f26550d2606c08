//! Korean particles, which follow the sound at the end of the word before them. Knows no messages.

/// What ends a word, as far as particles ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Vowel,
    Rieul,
    Consonant,
}

/// Picks from a pair such as `을/를`, `이/가`, `은/는`, `과/와`, `으로/로` the particle that fits after `word`.
///
/// The first of the pair follows a consonant. Quotation marks and backticks at the end of the word are passed over;
/// Latin letters and digits go by how Koreans read them aloud.
#[must_use]
pub fn particle<'p>(word: &str, pair: &'p str) -> &'p str {
    let Some((after_consonant, after_vowel)) = pair.split_once('/') else { return pair };
    let takes_first = match ending(word) {
        Ending::Vowel => false,
        Ending::Rieul => after_consonant != "으로",
        Ending::Consonant => true,
    };
    if takes_first { after_consonant } else { after_vowel }
}

fn ending(word: &str) -> Ending {
    let Some(last) = word.chars().rev().find(|character| character.is_alphanumeric()) else {
        return Ending::Vowel;
    };
    match last {
        '가'..='힣' => match (last as u32 - '가' as u32) % 28 {
            0 => Ending::Vowel,
            8 => Ending::Rieul,
            _ => Ending::Consonant,
        },
        '1' | '7' | '8' => Ending::Rieul,
        '0' | '3' | '6' => Ending::Consonant,
        'a'..='z' | 'A'..='Z' => latin_ending(word),
        _ => Ending::Vowel,
    }
}

/// How a Latin word sounds at its end when it is said in Korean: `web` 웹, `text` 텍스트, `name` 네임, `URL` 유알엘.
fn latin_ending(word: &str) -> Ending {
    let word = word.trim_end_matches(|character: char| !character.is_ascii_alphabetic());
    let letters = word.rsplit(|character: char| !character.is_ascii_alphabetic()).next().unwrap_or("");
    let small = letters.to_ascii_lowercase();
    let is_short = letters.len() <= 3 && letters == small.to_ascii_uppercase();
    let is_said_by_letters =
        is_short || letters.len() == 1 || !small.contains(['a', 'e', 'i', 'o', 'u', 'y']);
    if is_said_by_letters {
        return match small.chars().next_back() {
            Some('l' | 'r') => Ending::Rieul,
            Some('m' | 'n') => Ending::Consonant,
            _ => Ending::Vowel,
        };
    }
    let fits = |(ending, _): &&(&str, Ending)| small.len() > ending.len() && small.ends_with(ending);
    LATIN_ENDINGS.iter().find(fits).map_or(Ending::Vowel, |(_, ending)| *ending)
}

/// The sounds of the ends of words, the first that fits: all others are vowels.
const LATIN_ENDINGS: &[(&str, Ending)] = &[
    // 파일, 네임, 폰, 타입, 템플릿; other words that end so are said with a vowel: 스코프, 데이트.
    ("le", Ending::Rieul),
    ("me", Ending::Consonant),
    ("ne", Ending::Consonant),
    ("ype", Ending::Consonant),
    ("emplate", Ending::Consonant),
    // 레벨, 폼, 토큰; but 센더.
    ("l", Ending::Rieul),
    ("m", Ending::Consonant),
    ("n", Ending::Consonant),
    // 스트링; but 태그.
    ("ng", Ending::Consonant),
    ("c", Ending::Consonant),
    // 웹, 앱, 맵; but 타임스탬프.
    ("b", Ending::Consonant),
    ("lp", Ending::Vowel),
    ("mp", Ending::Vowel),
    ("tp", Ending::Vowel),
    ("p", Ending::Consonant),
    // 블록, 클릭; but 체크, 링크.
    ("eck", Ending::Vowel),
    ("ck", Ending::Consonant),
    ("ak", Ending::Consonant),
    ("ik", Ending::Consonant),
    ("ok", Ending::Consonant),
    // 포맷, 시크릿, 인풋; but 텍스트.
    ("at", Ending::Consonant),
    ("et", Ending::Consonant),
    ("it", Ending::Consonant),
    ("ot", Ending::Consonant),
    ("ut", Ending::Consonant),
];

#[cfg(test)]
mod tests {
    use super::particle;

    #[test]
    fn a_particle_follows_the_last_sound() {
        let rows = [
            ("앱", "을/를", "을"),
            ("주소", "을/를", "를"),
            ("`주소`", "이/가", "가"),
            ("서울", "으로/로", "로"),
            ("집", "으로/로", "으로"),
            ("3", "은/는", "은"),
            ("url", "으로/로", "로"),
            ("`app_id`", "은/는", "는"),
            ("text", "을/를", "를"),
            ("format", "을/를", "을"),
            ("string", "이/가", "이"),
            ("step", "이/가", "이"),
            ("name", "을/를", "을"),
            ("`name`", "으로/로", "으로"),
            ("phone", "이/가", "이"),
            ("`profile`", "으로/로", "로"),
            ("profile", "을/를", "을"),
            ("type", "을/를", "을"),
            ("scope", "을/를", "를"),
            ("template", "이/가", "이"),
            ("date", "이/가", "가"),
            ("message", "은/는", "는"),
            ("service", "은/는", "는"),
            ("`sender`", "이/가", "가"),
            ("owner", "으로/로", "로"),
            ("OWNER", "이/가", "가"),
            ("URL", "으로/로", "로"),
            ("JSON", "이/가", "이"),
            ("HTTP", "을/를", "를"),
            ("PNG", "은/는", "는"),
            ("QR", "으로/로", "로"),
            ("SDK", "이/가", "가"),
            ("timestamp", "을/를", "를"),
            ("app", "을/를", "을"),
            ("feedback", "을/를", "을"),
            ("check", "을/를", "를"),
            ("secret", "을/를", "을"),
            ("domains", "은/는", "는"),
            ("n", "이/가", "이"),
            ("`send_to_me`", "은/는", "는"),
            ("`app.name`", "은/는", "은"),
            ("`https://m.site.kr`", "으로/로", "로"),
            ("kr", "을/를", "을"),
            ("png", "을/를", "를"),
            ("size(title) <= 9", "을/를", "를"),
            ("", "을/를", "를"),
        ];
        for (word, pair, expected) in rows {
            assert_eq!(particle(word, pair), expected, "{word} {pair}");
        }
    }
}
