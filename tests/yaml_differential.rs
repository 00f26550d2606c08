//! Where two other conformant parsers agree on a text, ours agrees with them: on whether it is YAML, and on what it
//! holds. The texts are mutations from a fixed seed; `GREENLIGHT_MUTATIONS` sets how many.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]

mod support {
    pub(crate) mod mutation;
    pub(crate) mod oracle;
}

use std::panic;

use regex::Regex;

use support::mutation::{Random, corpus, mutate};
use support::oracle::{self, Reading};

/// Differences that are meant. Lines `# reason`, then `= ` and the message with which we, and only we, refuse such a
/// text, or `! ` and the message with which one of the oracles does; `/ ` and what such a text contains, as a regular
/// expression; then texts as JSON strings that show it.
const EXCEPTIONS: &str = include_str!("data/yaml_differential_exceptions.txt");

const MUTATIONS: usize = 200_000;
const SEED: u64 = 0x6772_6565_6e6c_6967;
const SHOWN: usize = 12;

struct Exception {
    message: &'static str,
    is_ours: bool,
    /// What such a text contains; every exception has one.
    pattern: Option<&'static str>,
    examples: Vec<String>,
}

fn exceptions() -> Vec<Exception> {
    let mut exceptions: Vec<Exception> = Vec::new();
    for line in EXCEPTIONS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_at(2) {
            (mark @ ("= " | "! "), message) => {
                let is_ours = mark == "= ";
                exceptions.push(Exception { message, is_ours, pattern: None, examples: Vec::new() });
            }
            ("/ ", pattern) => exceptions.last_mut().unwrap().pattern = Some(pattern),
            _ => exceptions.last_mut().unwrap().examples.push(serde_json::from_str(line).unwrap()),
        }
    }
    exceptions
}

/// True if one side accepts the text and all that the other says against it is the message of an exception.
fn is_meant(exceptions: &[Exception], text: &str, expected: &Reading, ours: &Reading) -> bool {
    let (messages, is_ours) = match (expected, ours) {
        (Reading::Accepted(_), Reading::Refused(messages)) => (messages, true),
        (Reading::Refused(messages), Reading::Accepted(_)) => (messages, false),
        _ => return false,
    };
    let is_listed = |message: &String| {
        exceptions.iter().any(|exception| {
            exception.is_ours == is_ours
                && message.starts_with(exception.message)
                && exception.pattern.is_some_and(|pattern| Regex::new(pattern).unwrap().is_match(text))
        })
    };
    messages.iter().all(is_listed)
}

/// What the text is to the two oracles, if they agree, and to us.
fn compare(text: &str) -> Option<(Reading, Reading)> {
    let expected = oracle::agreement(text)?;
    let ours = panic::catch_unwind(|| oracle::ours(text))
        .unwrap_or_else(|_| Reading::Refused(vec!["a panic".to_owned()]));
    Some((expected, ours))
}

#[test]
fn we_agree_where_the_oracles_do() {
    let count = std::env::var("GREENLIGHT_MUTATIONS").ok().and_then(|count| count.parse().ok());
    let count = count.unwrap_or(MUTATIONS);
    let exceptions = exceptions();
    let corpus = corpus();
    let mut random = Random::new(SEED);
    let (mut compared, mut accepted, mut differences) = (0, 0, Vec::new());
    for _ in 0..count {
        let text = mutate(&corpus, &mut random);
        let Some((expected, ours)) = compare(&text) else { continue };
        compared += 1;
        accepted += usize::from(matches!(expected, Reading::Accepted(_)));
        if !expected.is_same(&ours) && !is_meant(&exceptions, &text, &expected, &ours) {
            differences.push((text, expected, ours));
        }
    }
    differences.sort_by_key(|(text, ..)| text.len());
    let shown: Vec<String> = differences
        .iter()
        .take(SHOWN)
        .map(|(text, expected, ours)| format!("{text:?}\n{text}\n--- they: {expected}\n--- we: {ours}\n"))
        .collect();
    println!(
        "{count} texts, {compared} with agreement, {accepted} of them YAML, {} differences",
        differences.len()
    );
    assert!(compared > count / 2 && accepted > count / 10, "the mutations no longer test much");
    assert!(differences.is_empty(), "{} differences, the shortest:\n{}", differences.len(), shown.join("\n"));
}

#[test]
fn every_exception_is_still_a_difference() {
    for exception in exceptions() {
        assert!(!exception.examples.is_empty(), "no example of {:?}", exception.message);
        for text in &exception.examples {
            let (expected, ours) = compare(text).unwrap();
            assert!(
                !expected.is_same(&ours)
                    && is_meant(std::slice::from_ref(&exception), text, &expected, &ours),
                "{text:?}: we: {ours}"
            );
        }
    }
}
