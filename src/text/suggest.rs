//! The nearest valid name for a misspelt one.

/// So many characters of a longer word, at least, may stand for it.
const BEGINNING: usize = 3;

/// The candidate that `word` most likely meant, or none if all are too far away.
///
/// Letter case, `-`, `_` and spaces count little; otherwise about one slip in three characters is allowed
/// (Damerau-Levenshtein distance over characters). Among equals the first candidate wins. A word that is near to none
/// may be the beginning of one: `warn` means `warning`.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = fold(word);
    let mut best: Option<(usize, &str)> = None;
    let (mut longer, mut is_only) = (None, true);
    for candidate in candidates {
        let folded = fold(candidate);
        if folded.len() > wanted.len() && folded.starts_with(&wanted) {
            is_only &= longer.is_none_or(|found| found == candidate);
            longer = Some(candidate);
        }
        let lengths = (wanted.chars().count(), folded.chars().count());
        let allowed = (lengths.0.max(lengths.1) / 3).max(1);
        // Each slip changes the length by at most one; a word of a million letters is not compared letter by letter.
        if lengths.0.abs_diff(lengths.1) > allowed {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &folded);
        let is_nearer = best.is_none_or(|(found, _)| distance < found);
        let says_something = distance < folded.chars().count();
        if candidate != word && distance <= allowed && is_nearer && says_something {
            best = Some((distance, candidate));
        }
    }
    let longer = longer.filter(|_| is_only && wanted.chars().count() >= BEGINNING);
    best.map(|(_, candidate)| candidate).or(longer)
}

fn fold(word: &str) -> String {
    word.chars()
        .filter(|character| !matches!(character, '-' | '_' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_mended_and_strangers_are_not() {
        let names = ["live", "prelaunch", "registration_number", "id"];
        assert_eq!(nearest("lvie", names), Some("live"));
        assert_eq!(nearest("registrationNumber", names), Some("registration_number"));
        assert_eq!(nearest("di", names), Some("id"));
        assert_eq!(nearest("banana", names), None);
        assert_eq!(nearest("x", names), None);
    }

    #[test]
    fn the_beginning_of_one_name_means_it() {
        let names = ["error", "warning", "info", "friends", "friends_list"];
        assert_eq!(nearest("warn", names), Some("warning"));
        assert_eq!(nearest("Err", names), Some("error"));
        assert_eq!(nearest("wa", names), None);
        assert_eq!(nearest("fri", names), None);
        assert_eq!(nearest("ning", names), None);
        assert_eq!(nearest("warn", ["warning", "warning"]), Some("warning"));
    }
}
