//! Needles against the patterns that they are of.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::string::string_regex;
use proptest::test_runner::RngSeed;
use regex::Regex;

use super::{Fingerprint, Needles};

#[test]
fn a_text_without_needles_has_no_match() {
    let parts = [
        "a",
        "b?",
        "(ab|c)",
        "[ab]",
        "(?i:k)",
        "^",
        "(a|)",
        "c{2}",
        "(?:ab)*",
        ".",
        "\\b",
        "한",
        "[한글]|b",
        "(?i:ſ)",
        "[0-9]{1,2}",
        "(?i:abc한)",
    ];
    let pieces = ["", "a", "b", "cc", "ab", "K", "\u{212a}", "한", "글 ", "s", "7", "AbC한"];
    let mut texts = Vec::new();
    for first in pieces {
        for second in pieces {
            texts.push(format!("{first}{second}"));
            texts.push(format!("{first}c{second}a"));
        }
    }
    let (mut ruled_out, mut ruled_out_by_traces) = (0, 0);
    for first in parts {
        for second in parts {
            for pattern in
                [format!("{first}{second}"), format!("(?:{first}|{second})c"), format!("{first}|{second}")]
            {
                let regex = Regex::new(&pattern).expect("a pattern");
                let Some(needles) = Needles::of(&pattern) else { continue };
                for text in &texts {
                    let may_match = needles.may_be_in(text);
                    let leaves_traces = needles.may_be_in_one_like(&Fingerprint::of(text));
                    ruled_out += usize::from(!may_match);
                    ruled_out_by_traces += usize::from(!leaves_traces);
                    let is_certain = !may_match || !leaves_traces;
                    assert!(!is_certain || !regex.is_match(text), "{pattern} in {text:?}");
                }
            }
        }
    }
    assert!(ruled_out > 10_000 && ruled_out_by_traces > 10_000, "{ruled_out} {ruled_out_by_traces}");
}

#[test]
fn what_every_match_holds_is_looked_for() {
    let rows = [
        ("^https?://galaxystore[.]samsung[.]com/detail/[A-Za-z]+", "https://play.google.com/detail/a"),
        ("(화면|버튼) ?배치", "화면과 버튼"),
        ("(^|[.])(ngrok[.]io|loca[.]lt)$", "moim.example"),
        ("카카오|(?i:kakao)", "teams"),
        ("(?-u:[xy])+", "moim"),
        ("(^|[^0-9A-Za-z])[0-9a-f]{32}([^0-9A-Za-z]|$)", "0123456789abcdef-0123456789abcdef"),
        ("[0-9A-Za-z]{24}", "0123456789abcdefghijklm"),
    ];
    for (pattern, text) in rows {
        let needles = Needles::of(pattern).expect("needles");
        assert!(!needles.may_be_in(text), "{pattern}");
        assert!(!needles.may_be_in_one_like(&Fingerprint::of(text)), "{pattern}");
    }
}

#[test]
fn words_in_small_letters_or_capitals_leave_traces() {
    let rows = [
        ("(?i:client_secret|access_token)\\s*[:=]", "client: secret = access", "Access_Token ="),
        ("(?i)a[bB]c", "a b", "ABc"),
        ("(?i)access_token", "access taken", "acceſS_toKen"),
        ("(?i:pass)(?i:word)", "pass w", "PASSWORD"),
    ];
    for (pattern, other, own) in rows {
        let needles = Needles::of(pattern).expect("needles");
        assert!(!needles.may_be_in_one_like(&Fingerprint::of(other)), "{pattern}");
        assert!(needles.may_be_in_one_like(&Fingerprint::of(own)) && needles.may_be_in(own), "{pattern}");
    }
}

#[test]
fn a_text_without_a_long_run_has_no_match_that_holds_one() {
    let parts = ["[0-9a-f]{12}", "(?:ab|c){8,}", "-?", "(?i:x{4})", "[a-z]{4}|[0-9]{5}", "(?:-[0-9]{3})?"];
    let pieces = ["0123456789ab", "abcabcababcc", "-012", "XxxX", "-", "12345", "가"];
    for (first, second, third) in triples(&parts) {
        let pattern = format!("(?:{first})(?:{second})(?:{third})");
        let regex = Regex::new(&pattern).expect("a pattern");
        let Some(needles) = Needles::of(&pattern) else { continue };
        for (first, second, third) in triples(&pieces) {
            let text = format!("{first}{second}{third}{first}");
            let may_match = needles.may_be_in(&text) && needles.may_be_in_one_like(&Fingerprint::of(&text));
            assert!(may_match || !regex.is_match(&text), "{pattern} in {text}");
        }
    }
}

fn triples<'t>(parts: &'t [&'t str]) -> impl Iterator<Item = (&'t str, &'t str, &'t str)> {
    let pairs = parts.iter().flat_map(move |first| parts.iter().map(move |second| (first, second)));
    pairs.flat_map(move |(first, second)| parts.iter().map(move |third| (*first, *second, *third)))
}

#[test]
fn nothing_is_certain_of_what_may_match_nothing_or_be_too_large() {
    for pattern in ["", "a*", "a|", "^$", "[a-z]+", ".", "(", "(?:a{1000}){1000}", "[^a]"] {
        assert!(Needles::of(pattern).is_none(), "{pattern}");
    }
}

/// Parts of patterns of which texts can be made: without anchors.
const PARTS: &[&str] = &[
    "a",
    "B",
    "sk",
    "_",
    "[ab]",
    "[sS]",
    "[0-9]",
    "[^a]",
    "[A-Z0-9]",
    "한",
    "[한글]",
    "\\d",
    "\\s",
    "()",
    "[-_]",
    "(?i:k)",
    "(?i:ask)",
    "(?i:ſ)",
    "[0-9a-f]{12}",
];

/// Ways to put them together.
const FORMS: &[&str] =
    &["AB", "A|B", "(A|B)C", "(?i:A)", "(A)?B", "(?:A)*", "(?:A)+B", "(?:A){2}", "(?:A){12,13}", "(?i)A|B|C"];

fn pattern() -> impl Strategy<Value = String> {
    let leaf = select(PARTS.to_vec()).prop_map(str::to_owned);
    leaf.prop_recursive(3, 8, 3, |inner| {
        (select(FORMS.to_vec()), inner.clone(), inner.clone(), inner).prop_map(|(form, a, b, c)| {
            let parts = form.chars().map(|letter| match letter {
                'A' => format!("(?:{a})"),
                'B' => format!("(?:{b})"),
                'C' => format!("(?:{c})"),
                other => other.to_string(),
            });
            parts.collect()
        })
    })
}

/// A pattern and a text in which it matches.
fn match_of_pattern() -> impl Strategy<Value = (String, String)> {
    let text = |pattern: &str| string_regex(pattern).expect("a pattern of which texts can be made");
    pattern().prop_flat_map(move |pattern| {
        let around = select(vec!["", "a", "-", "한", "0"]);
        let matched = (around.clone(), text(&pattern), around);
        (Just(pattern), matched.prop_map(|(before, text, after)| format!("{before}{text}{after}")))
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3_000,
        rng_seed: RngSeed::Fixed(20_261_128),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_match_is_ruled_out((pattern, text) in match_of_pattern()) {
        prop_assert!(Regex::new(&pattern).expect("a pattern").is_match(&text));
        if let Some(needles) = Needles::of(&pattern) {
            prop_assert!(needles.may_be_in(&text), "{pattern} in {text:?}");
            prop_assert!(needles.may_be_in_one_like(&Fingerprint::of(&text)), "{pattern} in {text:?}");
        }
    }
}
