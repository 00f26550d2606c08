//! Long runs of letters and digits: keys and digests are such, words of a text seldom. A pattern that asks for one need
//! not be asked of a text that has none.

use regex_syntax::hir::{Class, Hir, HirKind};

/// So many letters and digits of ASCII in a row, in bytes, are a long run.
const LENGTH: usize = 24;

/// True if a text holds a long run.
pub(super) fn is_in(text: &str) -> bool {
    let mut rest = text.as_bytes();
    while let Some(window) = rest.first_chunk::<LENGTH>() {
        let Some(end) = window.iter().rposition(|byte| !byte.is_ascii_alphanumeric()) else { return true };
        rest = rest.get(end + 1..).unwrap_or(&[]);
    }
    false
}

/// True if every match of a pattern holds a long run.
pub(super) fn is_in_matches_of(pattern: &Hir) -> bool {
    run(pattern) >= LENGTH
}

/// How many letters and digits of ASCII stand in a row in every match, at least.
// Recursion is bounded by the nesting that the parser of patterns allows.
fn run(pattern: &Hir) -> usize {
    match (whole_run(pattern), pattern.kind()) {
        (Some(length), _) => length,
        (None, HirKind::Literal(literal)) => {
            let runs = literal.0.split(|byte| !byte.is_ascii_alphanumeric());
            runs.map(<[u8]>::len).max().unwrap_or(0)
        }
        (None, HirKind::Capture(capture)) => run(&capture.sub),
        (None, HirKind::Repetition(repetition)) if repetition.min > 0 => run(&repetition.sub),
        (None, HirKind::Concat(parts)) => {
            let (mut longest, mut last) = (0, 0);
            for part in parts {
                last = whole_run(part).map_or(0, |length| length.saturating_add(last));
                longest = longest.max(last).max(run(part));
            }
            longest
        }
        (None, HirKind::Alternation(parts)) => parts.iter().map(run).min().unwrap_or(0),
        (None, _) => 0,
    }
}

/// The least length of a match, in bytes, of a pattern that matches nothing but letters and digits of ASCII.
// Recursion is bounded by the nesting that the parser of patterns allows.
fn whole_run(pattern: &Hir) -> Option<usize> {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(0),
        HirKind::Literal(literal) => {
            literal.0.iter().all(u8::is_ascii_alphanumeric).then_some(literal.0.len())
        }
        HirKind::Class(class) => {
            let is_fit = |start: char, end: char| {
                ['0'..='9', 'A'..='Z', 'a'..='z'].iter().any(|fit| fit.contains(&start) && fit.contains(&end))
            };
            let are_fit = match class {
                Class::Unicode(class) => class.iter().all(|range| is_fit(range.start(), range.end())),
                Class::Bytes(class) => {
                    class.iter().all(|range| is_fit(range.start().into(), range.end().into()))
                }
            };
            are_fit.then_some(1)
        }
        HirKind::Repetition(repetition) => {
            Some(whole_run(&repetition.sub)?.saturating_mul(repetition.min as usize))
        }
        HirKind::Capture(capture) => whole_run(&capture.sub),
        HirKind::Concat(parts) => {
            parts.iter().map(whole_run).try_fold(0_usize, |sum, part| Some(sum.saturating_add(part?)))
        }
        HirKind::Alternation(parts) => {
            parts.iter().map(whole_run).try_fold(usize::MAX, |least, part| Some(least.min(part?)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LENGTH, is_in, run};

    #[test]
    fn a_long_run_is_found_wherever_it_stands() {
        for before in 0..2 * LENGTH {
            for length in LENGTH - 2..LENGTH + 2 {
                for between in ["-", "가", " a1 "] {
                    let other = between.repeat(before);
                    let run: String = "aZ09".chars().cycle().take(length).collect();
                    let text = format!("{other}{run}{between}{run}");
                    assert_eq!(is_in(&text), length >= LENGTH, "{text}");
                }
            }
        }
    }

    #[test]
    fn how_many_letters_and_digits_stand_in_a_row_is_known() {
        let rows = [
            ("abc", 3),
            ("a-bc", 2),
            ("[0-9a-f]{32}", 32),
            ("([0-9a-f]{8}){2,}", 16),
            ("[0-9]{3}-?[0-9]{4}", 4),
            ("[0-9]{3}[a-z]?[0-9]{4}", 7),
            ("(?:-|x)[A-Z]{5}(^|$)[A-Z]", 6),
            ("(?:-a{5}|a{4}|a{3}-)b", 3),
            ("(?:ab|c)d", 2),
            ("(?-u:[a-z]{4})", 4),
            // The long s and the sign of Kelvin are the same as letters of ASCII, but none.
            ("(?i:s{30})", 0),
            ("(?i:k{30})", 0),
            ("(?i:ab)", 2),
            ("(?:a{9})*", 0),
            ("\\d{30}", 0),
            ("\\w{30}", 0),
            ("[a-z_]{30}", 0),
            (".{30}", 0),
        ];
        for (pattern, length) in rows {
            assert_eq!(run(&regex_syntax::parse(pattern).expect("a pattern")), length, "{pattern}");
        }
    }
}
