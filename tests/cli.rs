//! The command line as people use it: the scenarios of `tests/cmd`, run by the real program. `TRYCMD=overwrite` writes
//! down what it does now; read it before keeping it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[test]
fn scenarios() {
    let cases = trycmd::TestCases::new();
    // The same on every machine.
    for (name, value) in [("LC_ALL", "C"), ("COLUMNS", "80"), ("CLICOLOR_FORCE", "0"), ("NO_COLOR", "1")] {
        cases.env(name, value);
    }
    cases.case("tests/cmd/*.md").case("tests/cmd/*.toml");
}
