//! Random changes of random texts near to YAML, from a fixed seed: after each change that is made, the text can be read,
//! its value is the old one but for the change, its comments are all there in order, and doing it again does nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/mutation.rs"]
mod mutation;
#[path = "support/rewriting.rs"]
mod rewriting;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use mutation::Random;

/// Lines that make a document when they are put below each other, most of the time.
const LINES: &[&str] = &[
    "a: 1",
    "b: two   # why",
    "c:",
    "  d: x",
    "  e: [1, 2, three]",
    "# about what follows",
    "  # inside",
    "",
    "f: |",
    "  text",
    "  more",
    "g: >-",
    "- x",
    "- y: 1",
    "  z: 2   # z",
    "  - q",
    "h: { i: 1, j: 'k' }",
    "l: \"m\"",
    "n: &n { o: 1 }",
    "p: *n",
    "r:",
    "  <<: *n",
    "  s: 1",
    "---",
    "...",
    "t: [",
    "  u,   # u",
    "  v",
    "]",
    "w: plain",
    "    over lines",
    "    x: 1",
    "  - - a",
    "    - b",
    "? y",
    ": z",
    "!!str aa: 1",
    "bb: !!str 1",
    "cc: ",
    "  |+",
    "dd: |+",
    "  ",
];

fn cases() -> u32 {
    std::env::var("GREENLIGHT_REWRITES").ok().and_then(|count| count.parse().ok()).unwrap_or(6_000)
}

#[test]
fn changes_keep_their_promises_on_lines_of_yaml() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let lines = prop::collection::vec(prop::sample::select(LINES), 1..14);
    let line_break = prop::sample::select(&["\n", "\n", "\n", "\r\n"][..]);
    let strategy = (lines, line_break, any::<bool>(), any::<u64>());
    let made = std::cell::Cell::new(0);
    runner
        .run(&strategy, |(lines, line_break, is_ended, seed)| {
            let mut text = lines.join(line_break);
            if is_ended {
                text.push_str(line_break);
            }
            let mut random = Random::new(seed);
            made.set(made.get() + u32::from(rewriting::hold(&text, &mut |bound| random.below(bound))));
            Ok(())
        })
        .unwrap();
    assert!(made.get() > cases() / 20, "{} changes were made", made.get());
}

#[test]
fn changes_keep_their_promises_on_mutated_documents() {
    let texts = mutation::corpus();
    let mut random = Random::new(11);
    let mut made = 0;
    for _ in 0..cases() {
        let text = mutation::mutate(&texts, &mut random);
        made += u32::from(rewriting::hold(&text, &mut |bound| random.below(bound)));
    }
    assert!(made > cases() / 20, "{made} changes were made");
}
