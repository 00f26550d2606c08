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
        letter => latin_ending(word, letter.to_ascii_lowercase()),
    }
}

/// How a Latin word sounds at its end when it is said in Korean: `web` 웹, `text` 텍스트, `string` 스트링.
fn latin_ending(word: &str, last: char) -> Ending {
    let before = word.chars().rev().filter(char::is_ascii_alphanumeric).nth(1);
    let follows = |letters: &str| before.is_some_and(|letter| letters.contains(letter.to_ascii_lowercase()));
    match last {
        'l' | 'r' => Ending::Rieul,
        'm' | 'n' | 'b' | 'c' | 'p' => Ending::Consonant,
        'k' | 't' if follows("aeiou") => Ending::Consonant,
        'g' if follows("n") => Ending::Consonant,
        _ => Ending::Vowel,
    }
}

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
            ("name", "을/를", "를"),
            ("", "을/를", "를"),
        ];
        for (word, pair, expected) in rows {
            assert_eq!(particle(word, pair), expected, "{word} {pair}");
        }
    }
}
