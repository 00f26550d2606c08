//! Changes of any text that can be read keep the promises of `greenlight::yaml::rewrite`: what is left can be read, the
//! value is the old one but for the change, comments stay in order, and doing it again does nothing. The first bytes of
//! the input choose the change, the rest is the text.

#![no_main]

#[path = "../../tests/support/rewriting.rs"]
mod rewriting;

use libfuzzer_sys::fuzz_target;

/// Bytes that choose; past them every choice is the first one.
const CHOICES: usize = 32;

fuzz_target!(|input: &[u8]| {
    let (choices, text) = input.split_at(input.len().min(CHOICES));
    let Ok(text) = std::str::from_utf8(text) else { return };
    let mut choices = choices.iter();
    rewriting::hold(text, &mut |bound| usize::from(*choices.next().unwrap_or(&0)) % bound);
});
