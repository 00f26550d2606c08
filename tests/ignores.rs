//! Comments that ignore findings: for each text of `fixtures/ignores`, what the `.txt` beside it lists is found, and what it
//! lists as ignored is not reported. `GREENLIGHT_BLESS=1 cargo test --test ignores` writes the lists anew; read the
//! difference before you keep it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/notes.rs"]
mod notes;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use greenlight::check::{Severities, annotate, is_reason};
use greenlight::finding::{Finding, Report, Suppression};
use greenlight::text::{Location, Source, Unit};
use notes::{check, check_with, fixtures, policy};

fn line(finding: &Finding) -> String {
    let line = finding.location.positions(Unit::Byte).expect("a place").0.line;
    let text = finding.location.text().replace('\r', "\\r").replace('\n', "\\n");
    format!("{line}:\"{text}\" {} {}", finding.severity.name(), finding.rule)
}

fn listed(report: &Report) -> String {
    let found = report.findings.iter().map(|finding| line(finding) + "\n");
    let ignored = report.suppressed.iter().map(|suppressed| {
        let Suppression::Comment(reason) = &suppressed.by else { panic!("{suppressed:?}") };
        format!("ignored {}: {}\n", line(&suppressed.finding), reason.as_deref().unwrap_or("(no reason)"))
    });
    found.chain(ignored).collect()
}

/// The texts of the folder, by path.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path());
    let mut cases: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    cases.sort();
    assert!(cases.len() > 20, "the texts are found");
    cases
}

#[test]
fn an_ignore_covers_what_the_list_beside_its_text_says_and_nothing_else() {
    let mut differences = String::new();
    for case in cases() {
        let found = listed(&check(&fs::read_to_string(&case).unwrap()));
        let list = case.with_extension("txt");
        if std::env::var_os("GREENLIGHT_BLESS").is_some() {
            fs::write(&list, &found).unwrap();
        }
        let expected = fs::read_to_string(&list).unwrap_or_default();
        if found != expected {
            differences += &format!("\n{}\n--- expected\n{expected}--- found\n{found}", case.display());
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn without_its_comments_every_text_has_what_was_ignored_in_it() {
    for case in cases() {
        let text = fs::read_to_string(&case).unwrap();
        let plain = text.replace("reenlight", "rey");
        let before = check(&text);
        let mut all: Vec<_> = before
            .findings
            .iter()
            .chain(before.suppressed.iter().map(|suppressed| &suppressed.finding))
            .filter(|finding| !finding.rule.starts_with("ignore/"))
            .map(|finding| finding.rule.to_string())
            .collect();
        all.sort();
        let after = check(&plain);
        let mut found: Vec<_> = after.findings.iter().map(|finding| finding.rule.to_string()).collect();
        found.sort();
        assert_eq!(all, found, "{}", case.display());
        assert!(after.suppressed.is_empty());
    }
}

#[test]
fn a_fix_of_an_ignore_removes_its_finding_and_adds_none() {
    let mut tried = 0;
    for case in cases() {
        let text = fs::read_to_string(&case).unwrap();
        let before = check(&text);
        for finding in before.findings.iter().filter(|finding| finding.rule.starts_with("ignore/")) {
            let Some(fix) = &finding.fix else { continue };
            tried += 1;
            let mut fixed = text.clone();
            for edit in fix.edits().iter().rev() {
                fixed.replace_range(edit.span.range(), &edit.text);
            }
            let count = |report: &Report, id: &str| {
                report.findings.iter().filter(|finding| &*finding.rule == id).count()
            };
            let after = check(&fixed);
            let name = format!("{}: {}\n{fixed}", case.display(), line(finding));
            assert_eq!(count(&after, &finding.rule), count(&before, &finding.rule) - 1, "{name}");
            assert!(after.findings.len() < before.findings.len(), "{name}");
        }
    }
    assert!(tried > 15, "only {tried} fixes");
}

#[test]
fn a_rule_that_is_off_or_not_selected_is_not_unused() {
    let text = "policy: notes/v1\ntitle: A note\nwords: [good] # greenlight: ignore[bad-word] a quotation\n";
    let ids = |severities: &Severities| {
        let report = check_with(text, severities);
        report.findings.iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&Severities::new()), ["ignore/unused"]);
    let mut off = Severities::new();
    off.set("bad-word", None);
    assert_eq!(ids(&off), Vec::<String>::new());
    let mut selected = Severities::new();
    selected.select(vec!["draft-word".to_owned(), "ignore/unused".to_owned()]);
    assert_eq!(ids(&selected), Vec::<String>::new());
    let mut quiet = Severities::new();
    quiet.set("ignore/unused", None);
    assert_eq!(ids(&quiet), Vec::<String>::new());
}

#[test]
fn many_ignores_take_time_in_proportion_to_their_number() {
    // A product of findings and ignores would be 25 million looks.
    let words = "  - bad # greenlight: ignore[bad-word] a quotation\n".repeat(5_000);
    let report = check(&format!("policy: notes/v1\ntitle: A note\nwords:\n{words}"));
    assert_eq!((report.findings.len(), report.suppressed.len()), (0, 5_000));
}

/// The text with ignores for all that is found in it, and how many findings have none.
fn annotated(text: &str, path: &str, reason: &str) -> (String, usize) {
    let report = check(text);
    let source = Arc::new(Source::new(path, text.to_owned()));
    let mut findings = report.findings;
    findings.retain(|finding| !finding.rule.starts_with("ignore/"));
    for finding in &mut findings {
        finding.location = Location::new(&source, finding.location.span().unwrap());
    }
    let findings: Vec<&Finding> = findings.iter().collect();
    let annotated = annotate(&source, &findings, reason, policy());
    (annotated.text, annotated.is_ignored.iter().filter(|is_ignored| !**is_ignored).count())
}

#[test]
fn written_ignores_cover_what_they_are_for_and_change_nothing_else() {
    let mut written = 0;
    for case in cases() {
        let text = fs::read_to_string(&case).unwrap().replace("reenlight", "rey");
        let before = check(&text);
        let (new, left) = annotated(&text, "note.yaml", "agreed on");
        let after = check(&new);
        let name = format!("{}\n{new}", case.display());
        let rules = |findings: &mut dyn Iterator<Item = &Finding>| {
            let mut rules: Vec<_> = findings.map(|finding| finding.rule.to_string()).collect();
            rules.sort();
            rules
        };
        let suppressed = || after.suppressed.iter().map(|suppressed| &suppressed.finding);
        let all = rules(&mut after.findings.iter().chain(suppressed()));
        assert_eq!(rules(&mut before.findings.iter()), all, "{name}");
        assert_eq!(after.findings.len(), left, "{name}");
        let is_broken = before.findings.iter().any(|finding| &*finding.rule == "yaml/syntax");
        let forbidden = before.findings.iter().filter(|finding| &*finding.rule == "secret-left").count();
        assert_eq!(left, if is_broken { before.findings.len() } else { forbidden }, "{name}");
        assert_eq!(new.contains("\r\n"), text.contains("\r\n"));
        assert_eq!(new.matches('\n').count() == new.matches("\r\n").count(), text.contains("\r\n"), "{name}");
        assert_eq!(annotated(&new, "note.yaml", "agreed on").0, new, "once is enough");
        written += after.suppressed.len();
    }
    assert!(written > 50, "only {written} ignores");
}

#[test]
fn written_ignores_stand_where_a_person_would_write_them() {
    let long = "word ".repeat(20);
    let rows: [(&str, String, String); 9] = [
        ("beside", "words: [bad]\n".into(), "words: [bad] # greenlight: ignore[bad-word] why\n".into()),
        (
            "several rules at once",
            "steps:\n  - words: [bad]\n".into(),
            "steps:\n  - words: [bad] # greenlight: ignore[step-unnamed, step-word] why\n".into(),
        ),
        (
            "above a long line",
            format!("words:\n  - good\n  - bad\nextra: [{long}]\ncount: {long}\n"),
            format!(
                "words:\n  - good\n  - bad # greenlight: ignore[bad-word] why\nextra: [{long}]\n# greenlight: ignore[schema/type] why\ncount: {long}\n"
            ),
        ),
        (
            "above the key of a text",
            "text: |\n  One\n  TODO\n".into(),
            "# greenlight: ignore[text-unfinished] why\ntext: |\n  One\n  TODO\n".into(),
        ),
        (
            "above a text in quotation marks",
            "text: \"One\n  TODO\"\n".into(),
            "# greenlight: ignore[text-unfinished] why\ntext: \"One\n  TODO\"\n".into(),
        ),
        (
            "in brackets",
            "words: [\n  good,\n  bad,\n  ]\n".into(),
            "words: [\n  good,\n  bad, # greenlight: ignore[bad-word] why\n  ]\n".into(),
        ),
        (
            "above a line with a comment",
            "words:\n  - bad # sic\n".into(),
            "words:\n  # greenlight: ignore[bad-word] why\n  - bad # sic\n".into(),
        ),
        (
            "into an ignore for the same reason",
            "text: TODO # greenlight: ignore[schema/type] why\n".into(),
            "text: TODO # greenlight: ignore[schema/type, text-unfinished] why\n".into(),
        ),
        (
            "without a line break at the end",
            "words:\n- bad".into(),
            "words:\n- bad # greenlight: ignore[bad-word] why".into(),
        ),
    ];
    for (name, text, expected) in rows {
        let top = "policy: notes/v1\ntitle: A note\n";
        let (written, _) = annotated(&format!("{top}{text}"), "note.yaml", "why");
        assert_eq!(written, format!("{top}{expected}"), "{name}");
    }
    let json = "{\"policy\": \"notes/v1\", \"title\": \"A note\", \"words\": [\"bad\"]}";
    assert_eq!(annotated(json, "note.json", "why"), (json.to_owned(), 1));
}

#[test]
fn a_reason_is_words_on_one_line() {
    let rows = [
        ("agreed with the reviewer", true),
        ("계약으로 정해진 주소", true),
        ("until the launch", true),
        ("", false),
        ("--", false),
        ("one\ntwo", false),
        ("until=2027-01-31 then", false),
        ("see # greenlight: ignore[b] x", false),
        (" ends with a blank ", false),
    ];
    for (reason, expected) in rows {
        assert_eq!(is_reason(reason), expected, "{reason:?}");
    }
}
