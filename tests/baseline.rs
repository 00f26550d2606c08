//! Baselines: what an entry takes away and what it does not; that findings are known again however their text moves; that
//! the bytes depend on the findings alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/notes.rs"]
mod notes;

use std::collections::BTreeMap;
use std::sync::Arc;

use greenlight::check::{Baseline, Elsewhere, Severities, Subject};
use greenlight::finding::{Finding, Report};
use greenlight::text::{Language, Source};
use notes::{check, policy};
use proptest::prelude::*;

/// Files that are not in the run.
struct Others<'o> {
    paths: &'o [&'o str],
    is_complete: bool,
}

impl Elsewhere for Others<'_> {
    fn exists(&self, path: &str) -> bool {
        self.paths.contains(&path)
    }

    fn is_complete(&self) -> bool {
        self.is_complete
    }
}

const NO_OTHERS: Others<'_> = Others { paths: &[], is_complete: true };

fn read(text: &str) -> (Baseline, Vec<Finding>) {
    Baseline::read(&Arc::new(Source::new("greenlight-baseline.yaml", text.to_owned())), Language::En)
}

/// Texts by path, without the lines that all have.
type Texts<'t> = &'t [(&'static str, &'t str)];

/// Texts by path, as what was found in them.
struct Files(Vec<(&'static str, Report)>);

impl Files {
    fn new(texts: Texts<'_>) -> Self {
        let report = |text: &str| check(&format!("policy: notes/v1\ntitle: A note\n{text}"));
        Self(texts.iter().map(|(path, text)| (*path, report(text))).collect())
    }

    fn with<T>(&mut self, work: impl FnOnce(&mut [Subject<'_>]) -> T) -> T {
        let severities = Severities::new();
        let mut subjects: Vec<_> = self
            .0
            .iter_mut()
            .map(|(path, report)| Subject { path: (*path).to_owned(), report, severities: &severities })
            .collect();
        work(&mut subjects)
    }

    fn baseline(&mut self) -> String {
        self.with(|subjects| Baseline::text(None, subjects, policy(), &NO_OTHERS))
    }

    /// What is left after the baseline: findings by path and rule, then what is said of the baseline.
    fn left(&mut self, baseline: &str, others: &Others<'_>) -> Vec<String> {
        let (baseline, problems) = read(baseline);
        assert!(problems.is_empty(), "{problems:?}");
        let unused = self.with(|subjects| baseline.absorb(subjects, policy(), others));
        let found = self.0.iter().flat_map(|(path, report)| {
            report.findings.iter().map(move |finding| format!("{path} {}", finding.rule))
        });
        found.chain(unused.into_iter().map(|finding| finding.message)).collect()
    }
}

const NONE: [&str; 0] = [];

#[test]
fn what_was_written_is_known_and_nothing_else() {
    let baseline = Files::new(&[("a.yaml", "words: [bad, bad]\n"), ("b.yaml", "words: [bad]\n")]).baseline();
    let rows: [(Texts<'_>, &[&str]); 6] = [
        (&[("a.yaml", "words: [bad, bad]\n"), ("b.yaml", "words: [bad]\n")], &[]),
        // Two findings that are alike need two.
        (&[("a.yaml", "words: [bad, bad, bad]\n"), ("b.yaml", "words: [bad]\n")], &["a.yaml bad-word"]),
        // The entry of one file is not for another, which is there too.
        (
            &[("a.yaml", "words: [bad]\n"), ("b.yaml", "words: [bad, bad]\n")],
            &["b.yaml bad-word", "left of 2 findings of `bad-word` that are alike in `a.yaml`: 1"],
        ),
        (
            &[("a.yaml", "words: []\n"), ("b.yaml", "words: [bad]\n")],
            &["`bad-word` does not find this in `a.yaml` any more"],
        ),
        // Another place, another finding.
        (
            &[("a.yaml", "words: [bad, bad]\n"), ("b.yaml", "draft: { words: [bad] }\n")],
            &["b.yaml draft-word", "`bad-word` does not find this in `b.yaml` any more"],
        ),
        // While the schema keeps rules quiet, nothing is called unused.
        (&[("a.yaml", "words: [bad, bad]\n"), ("b.yaml", "words: bad\n")], &["b.yaml schema/type"]),
    ];
    for (texts, expected) in rows {
        assert_eq!(Files::new(texts).left(&baseline, &NO_OTHERS), expected, "{texts:?}");
    }
}

#[test]
fn a_value_that_changed_is_found_again() {
    let baseline = Files::new(&[("a.yaml", "count: many\n")]).baseline();
    assert_eq!(Files::new(&[("a.yaml", "count: \"many\"\n")]).left(&baseline, &NO_OTHERS), NONE);
    let left = Files::new(&[("a.yaml", "count: more\n")]).left(&baseline, &NO_OTHERS);
    assert_eq!(left, ["a.yaml schema/type", "`schema/type` does not find this in `a.yaml` any more"]);
}

#[test]
fn a_renamed_file_is_known_where_its_content_tells() {
    let two = "words: [bad]\ndraft: { words: [bad] }\n";
    let baseline = Files::new(&[("old.yaml", two)]).baseline();
    let gone = "there is no file `old.yaml` any more";
    let rows: [(Texts<'_>, &Others<'_>, &[&str]); 7] = [
        (&[("new.yaml", two)], &NO_OTHERS, &[]),
        (&[("new.yaml", "words: [bad]\n")], &NO_OTHERS, &[gone]),
        // Half of it is elsewhere, less than half is chance.
        (&[("new.yaml", "text: TODO\n")], &NO_OTHERS, &["new.yaml text-unfinished", gone, gone]),
        // Two files with as much of it: nobody knows which one it was.
        (
            &[("new.yaml", two), ("other.yaml", two)],
            &NO_OTHERS,
            &[
                "new.yaml bad-word",
                "new.yaml draft-word",
                "other.yaml bad-word",
                "other.yaml draft-word",
                gone,
                gone,
            ],
        ),
        (&[("new.yaml", two), ("other.yaml", "words: [bad]\n")], &NO_OTHERS, &["other.yaml bad-word"]),
        // The file is there, only not in this run.
        (
            &[("new.yaml", two)],
            &Others { paths: &["old.yaml"], is_complete: true },
            &["new.yaml bad-word", "new.yaml draft-word"],
        ),
        // A run over some files says nothing of others.
        (&[("new.yaml", "words: []\n")], &Others { paths: &[], is_complete: false }, &[]),
    ];
    for (texts, others, expected) in rows {
        assert_eq!(Files::new(texts).left(&baseline, others), expected, "{texts:?}");
    }
}

#[test]
fn what_cannot_be_ignored_is_in_no_baseline() {
    let text = "secret: s3cr3t\nwords: [bad]\ntext: \"a\" b\n";
    let mut files = Files::new(&[("a.yaml", text)]);
    let baseline = files.baseline();
    assert!(!baseline.contains("secret-left") && !baseline.contains("yaml/"), "{baseline}");
    assert!(!baseline.contains("s3cr3t"), "no value is written");
    let forged = baseline.replace("bad-word", "secret-left");
    assert!(files.left(&forged, &NO_OTHERS).contains(&"a.yaml secret-left".to_owned()));
}

#[test]
fn writing_again_keeps_other_files_and_drops_what_is_gone() {
    let mut all = Files::new(&[
        ("a.yaml", "words: [bad]\n"),
        ("b.yaml", "words: [bad]\n"),
        ("c.yaml", "words: [bad]\n"),
    ]);
    let old = all.baseline();
    let (old, _) = read(&old);
    let others = Others { paths: &["b.yaml"], is_complete: false };
    let new = Files::new(&[("a.yaml", "draft: { words: [bad] }\n")])
        .with(|subjects| Baseline::text(Some(&old), subjects, policy(), &others));
    let entries: Vec<_> =
        new.lines().filter(|line| line.contains("path:") || line.contains("rule:")).map(str::trim).collect();
    assert_eq!(entries, ["- path: a.yaml", "rule: draft-word", "- path: b.yaml", "rule: bad-word"]);
    let (new, _) = read(&new);
    assert_eq!((new.len(), new.beyond(&old), old.beyond(&new)), (2, 1, 2));
}

#[test]
fn fingerprints_that_look_like_numbers_are_read_as_they_were_written() {
    for identity in
        ["12345678901234567890123456789012", "1234567890e123456789012345678901", "0x".repeat(16).as_str()]
    {
        let mut files = Files::new(&[("a.yaml", "words: [bad]\n")]);
        files.0[0].1.findings[0].identity = identity.replace('x', "0");
        let (baseline, problems) = read(&files.baseline());
        assert!(problems.is_empty() && baseline.len() == 1, "{identity}: {problems:?}");
    }
}

#[test]
fn what_is_wrong_with_a_baseline_is_found_in_it() {
    let rows = [
        ("version: 2\nentries: []\n", "2"),
        ("version: 1\nentries: []\nentires: []\n", "entires"),
        ("version: 1\nentries: [{ path: a, rule: b }]\n", "path"),
        ("version: 1\nentries: [{ path: a, rule: b, fingerprint: abc }]\n", "abc"),
        ("version: 1\nentries: [{ path: 7, rule: b, fingerprint: 023622afb4f146cd07f22a9c223ce85f }]\n", "7"),
        ("version: 1\n", "version"),
        ("[]\n", "[]"),
    ];
    for (text, underlined) in rows {
        let (_, problems) = read(text);
        let found: Vec<_> =
            problems.iter().map(|finding| (&*finding.rule, finding.location.text())).collect();
        assert_eq!(found, [("baseline/invalid", underlined)], "{text}");
    }
    assert!(read("version: 1\nentries:\n").1.is_empty(), "the last entry may be removed by hand");
}

#[test]
fn fixes_of_a_baseline_leave_the_entries_that_are_of_use() {
    let texts = [("a.yaml", "words: [bad, bad, bad]\ntext: TODO\n"), ("b.yaml", "words: [bad]\n")];
    let before = Files::new(&texts).baseline();
    let mut now = Files::new(&[("a.yaml", "words: [bad]\n"), ("b.yaml", "words: [bad]\n")]);
    let (baseline, _) = read(&before);
    let unused = now.with(|subjects| baseline.absorb(subjects, policy(), &NO_OTHERS));
    let mut edits: Vec<_> = unused.iter().flat_map(|finding| finding.fix.as_ref().unwrap().edits()).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    assert_eq!(edits.len(), 2);
    let mut fixed = before;
    for edit in edits {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    let mut now = Files::new(&[("a.yaml", "words: [bad]\n"), ("b.yaml", "words: [bad]\n")]);
    assert_eq!(now.left(&fixed, &NO_OTHERS), NONE);
    let anew = Files::new(&[("a.yaml", "words: [bad]\n"), ("b.yaml", "words: [bad]\n")]).baseline();
    assert_eq!(fixed.replace("  count: 1\n", ""), anew);
}

/// A note: its entries in some order, its steps in some order, its lines apart.
#[derive(Clone, Debug)]
struct Layout {
    /// The order of the entries.
    order: Vec<usize>,
    /// The order of the steps.
    steps: Vec<usize>,
    /// Whether a comment stands above each entry.
    comments: Vec<bool>,
    are_quoted: bool,
}

impl Layout {
    fn write(&self, words: &[bool]) -> String {
        let quote = if self.are_quoted { "\"" } else { "" };
        let word = |is_bad: &bool| format!("{quote}{}{quote}", if *is_bad { "bad" } else { "good" });
        let step = |index: &usize| format!("  - words: [{}]\n    name: step{index}\n", word(&words[*index]));
        let steps: String = self.steps.iter().map(step).collect();
        let list: String = words.iter().map(|is_bad| format!("  - {}\n", word(is_bad))).collect();
        let entries = [
            format!("words:\n{list}"),
            format!("steps:\n{steps}"),
            format!("text: {quote}TODO{quote}\n"),
            format!("draft: {{ words: [{}] }}\n", word(&words[0])),
            format!("count: {quote}many{quote}\n"),
            "policy: notes/v1\n".to_owned(),
        ];
        let line = |index: &usize| {
            let comment = if self.comments[*index] { "# a remark\n\n" } else { "" };
            format!("{comment}{}", entries[*index])
        };
        self.order.iter().map(line).collect()
    }
}

fn layout(steps: usize) -> impl Strategy<Value = Layout> {
    (
        Just((0..6).collect::<Vec<_>>()).prop_shuffle(),
        Just((0..steps).collect::<Vec<_>>()).prop_shuffle(),
        prop::collection::vec(any::<bool>(), 6),
        any::<bool>(),
    )
        .prop_map(|(order, steps, comments, are_quoted)| Layout { order, steps, comments, are_quoted })
}

fn counted(report: &Report) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry(finding.identity.clone()).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..ProptestConfig::with_cases(128) })]

    #[test]
    fn findings_are_known_again_however_their_text_moves(
        (words, one, other) in prop::collection::vec(any::<bool>(), 1..5)
            .prop_flat_map(|words| { let steps = words.len(); (Just(words), layout(steps), layout(steps)) })
    ) {
        let (one, other) = (one.write(&words), other.write(&words));
        let (before, after) = (check(&one), check(&other));
        prop_assert!(before.findings.len() >= 3, "{}", one);
        prop_assert_eq!(counted(&before), counted(&after), "{}\n{}", one, other);
    }

    #[test]
    fn as_many_are_reported_as_there_are_more_than_entries(before in 0_usize..6, now in 0_usize..6) {
        let text = |count: usize| format!("words: [{}]\n", vec!["bad"; count].join(", "));
        let baseline = Files::new(&[("a.yaml", &text(before))]).baseline();
        let left = Files::new(&[("a.yaml", &text(now))]).left(&baseline, &NO_OTHERS);
        let found = left.iter().filter(|line| *line == "a.yaml bad-word").count();
        prop_assert_eq!(found, now.saturating_sub(before));
        prop_assert_eq!(left.len() - found, usize::from(now < before));
    }

    #[test]
    fn the_bytes_depend_on_the_findings_alone(order in Just(vec![0_usize, 1, 2]).prop_shuffle(), layout in layout(2)) {
        let text = layout.write(&[true, false]).replace("policy: notes/v1\n", "");
        let texts = [("a.yaml", "words: [bad]\n"), ("b/c.yaml", text.as_str()), ("d.yaml", "text: TODO\n")];
        let shuffled: Vec<_> = order.iter().map(|index| texts[*index]).collect();
        let (plain, other) = (Files::new(&texts).baseline(), Files::new(&shuffled).baseline());
        prop_assert_eq!(&plain, &other);
        let again = Files::new(&texts)
            .with(|subjects| Baseline::text(Some(&read(&plain).0), subjects, policy(), &NO_OTHERS));
        prop_assert_eq!(plain, again);
    }
}
