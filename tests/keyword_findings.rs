//! A rule that speaks for a schema keyword and has a condition of its own says the same words whichever of the two found
//! the place: those with the element that was held.

use std::process::Command;

#[test]
fn a_rule_that_speaks_for_a_keyword_names_the_element_it_was_held_against() {
    let folder = tempfile::tempdir().expect("a folder");
    let clean = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/kakao-messaging/clean-live/submission.yaml");
    let text = std::fs::read_to_string(clean).expect("a clean submission");
    let wrong = text.replace("{ kind: default, type: feed }", "{ kind: default, type: music }");
    assert_ne!(text, wrong);
    std::fs::write(folder.path().join("submission.yaml"), wrong).expect("a writable folder");
    let output = Command::new(env!("CARGO_BIN_EXE_greenlight"))
        .args(["check", "--no-config", "--lang", "en", "--today", "2026-03-20", "--output-format", "concise"])
        .args(["--select", "template-unsupported", "submission.yaml"])
        .current_dir(folder.path())
        .output()
        .expect("the program runs");
    let found = String::from_utf8_lossy(&output.stdout);
    let line = found.lines().next().unwrap_or_default();
    assert!(line.ends_with("error[template-unsupported] there is no default template `music`"), "{found}");
}
