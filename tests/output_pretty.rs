//! What a person sees: the right characters underlined, whatever the text, and nothing that is too much.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/drawing.rs"]
mod drawing;
#[path = "support/samples.rs"]
mod samples;

use drawing::{heads, underlined};
use greenlight::finding::{Finding, Safety, Severity};
use greenlight::output::Options;
use greenlight::output::escape::{is_hidden, visible};
use greenlight::text::{Language, Location, Span};
use proptest::prelude::*;
use samples::{at, error, fix, label, run, source, write};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

const PLAIN: Options = Options { language: Language::En, color: false, width: 80 };

fn draw(finding: Finding) -> String {
    write("pretty", &run(vec![finding]), &PLAIN)
}

#[test]
fn the_underline_stands_below_the_text_whatever_is_before_it() {
    let rows = [
        ("name: 카카오 모임달력\n", "모임달력"),
        ("owner: 👩‍💻 ❤️ 🇰🇷 role\n", "role"),
        ("각: e\u{301}e\u{301} here\n", "here"),
        ("\tkey:\tvalue\n", "value"),
        ("\u{feff}first: 앱\n", "first"),
        ("a: 1\r\n나: 둘\r\n", "둘"),
        ("x: \u{1b}[31mred\u{1b}[0m end\n", "end"),
        ("x: ab\u{202e}cd end\n", "end"),
        ("x: \u{200b}\u{3164} end\n", "end"),
        ("x: \u{301}lone end\n", "end"),
        ("no newline at the end: 끝", "끝"),
        ("x: （全角） end\n", "end"),
    ];
    for (text, expected) in rows {
        let source = source("a.yaml", text);
        let printed = draw(error("r", &source, expected, "m"));
        assert_eq!(underlined(&printed), [expected], "{printed}");
    }
}

#[test]
fn hidden_characters_are_underlined_as_they_are_shown() {
    let source = source("a.yaml", "id: \u{202e}\u{1b}\n");
    assert_eq!(underlined(&draw(error("r", &source, "\u{202e}\u{1b}", "m"))), ["\\u{202e}␛"]);
}

#[test]
fn several_places_are_underlined_each_at_its_own() {
    let text = source("a.yaml", "apis: [친구, 나]\nplan: {planned: false}\n\n\n\n\n\nlast: 1\n");
    let mut finding = error("r", &text, "false", "m");
    finding.labels = vec![
        label(&text, "친구", "one"),
        label(&text, "나", "two"),
        label(&text, "{planned: false}", "around"),
        label(&text, "last", "far"),
    ];
    let printed = draw(finding);
    let expected = ["친구", "나", "false", "{planned: false}", "last"];
    assert_eq!(underlined(&printed), expected, "{printed}");
    assert_eq!(heads(&printed).len(), 3, "{printed}");
}

#[test]
fn a_place_in_another_file_has_a_block_of_its_own() {
    let (a, b) = (source("b.yaml", "id: 1\n"), source("a.yaml", "x: 0\nid: 1\n"));
    let mut finding = error("r", &a, "1", "m");
    finding.labels = vec![label(&b, "1", "also here")];
    let printed = draw(finding);
    assert_eq!(heads(&printed), [("b.yaml".to_owned(), 1, 5), ("a.yaml".to_owned(), 2, 5)]);
    assert_eq!(underlined(&printed), ["1", "1"]);
}

#[test]
fn a_line_of_100_kilobytes_is_cut_around_the_place() {
    let before = "\"이름\": \"값\", ".repeat(3000);
    let text = source("min.json", &format!("{{{before}\"planned\": false, {before}}}"));
    let mut finding = error("r", &text, "false", "m");
    finding.labels = vec![label(&text, "planned", "this key")];
    let printed = draw(finding);
    assert_eq!(underlined(&printed), ["planned", "false"], "{printed}");
    assert!(printed.len() < 1000 && printed.matches('…').count() == 2, "{printed}");
    assert!(printed.lines().all(|line| line.width() <= 80), "{printed}");
}

#[test]
fn a_place_of_many_lines_is_shown_by_its_first() {
    let text = source("a.yaml", &format!("reason: |\n{}end: 1\n", "  모임 일정\n".repeat(500)));
    let whole = "모임 일정\n".to_owned() + &"  모임 일정\n".repeat(499);
    let printed = draw(error("r", &text, &whole, "m"));
    insta::assert_snapshot!(printed, @r"
      × error[r]: m
       ╭─[a.yaml:2:3]
     1 │     reason: |
     2 │ ╭─▶   모임 일정
     3 │ │     모임 일정
     4 │ ├─▶   모임 일정
       · ╰──── … to line 501
       ╰────

    1 error in 1 file
    ");
}

#[test]
fn a_place_inside_a_place_of_several_lines_stands_beside_its_bracket() {
    let text = source("a.yaml", "flow:\n  - step: login\n    actor: 회원\n    action: 누른다\n");
    let mut finding = error("r", &text, "step: login\n    actor: 회원\n    action: 누른다", "m");
    finding.labels = vec![label(&text, "회원", "who"), label(&text, "login", "which")];
    insta::assert_snapshot!(draw(finding), @r"
      × error[r]: m
       ╭─[a.yaml:2:5]
     1 │     flow:
     2 │ ╭─▶   - step: login
       · │             ──┬──
       · │               ╰── which
     3 │ │       actor: 회원
       · │              ──┬─
       · │                ╰── who
     4 │ ╰─▶     action: 누른다
       ╰────

    1 error in 1 file
    ");
}

#[test]
fn without_a_span_the_file_is_named() {
    let gone = source("gone.yaml", "");
    let mut finding =
        Finding::new("io/read", Severity::Error, Location::file(&gone), "it cannot be read".to_owned());
    finding.labels =
        vec![greenlight::finding::Label { location: Location::file(&gone), message: "a note".into() }];
    insta::assert_snapshot!(draw(finding), @r"
      × error[io/read]: gone.yaml: it cannot be read
      note:   gone.yaml: a note

    1 error in 1 file
    ");
}

#[test]
fn why_and_quote_are_told_once_for_a_rule() {
    let text = source("a.yaml", "a: 1\nb: 2\n");
    let findings = ["1", "2"].map(|value| {
        let mut finding = error("r", &text, value, "message");
        finding.help = Some("do this".to_owned());
        finding.why = Some("a reason\nthat goes on".to_owned());
        finding.quote = Some("the words".to_owned());
        finding.url = Some("https://example.com/page".to_owned());
        finding
    });
    insta::assert_snapshot!(write("pretty", &run(findings.into()), &PLAIN), @r"
      × error[r]: message
       ╭─[a.yaml:1:4]
     1 │ a: 1
       ·    ─
       ╰────
      help:   do this
      why:    a reason that goes on
      source: “the words”
              https://example.com/page

      × error[r]: message
       ╭─[a.yaml:2:4]
     1 │ a: 1
     2 │ b: 2
       ·    ─
       ╰────
      help:   do this

    2 errors in 1 file
    ");
}

#[test]
fn korean_is_wrapped_at_blanks_and_summed_up_in_korean() {
    let text = source("a.yaml", "planned: false\n");
    let mut finding = error(
        "friends-plan-undeclared",
        &text,
        "false",
        "친구 목록 API를 쓰면서 사용 계획을 밝히지 않았습니다",
    );
    finding.severity = Severity::Warning;
    finding.labels = vec![label(&text, "planned", "여기에 밝힙니다")];
    finding.help = Some(
        "친구 목록을 쓸 계획이라면 `planned`를 `true`로 바꾸고, 아니라면 API 목록에서 빼십시오".to_owned(),
    );
    finding.fix = fix(&text, "false", "`true`로 바꾸기", "true");
    let options = Options { language: Language::Ko, width: 60, ..PLAIN };
    insta::assert_snapshot!(write("pretty", &run(vec![finding]), &options), @r"
      ! 경고[friends-plan-undeclared]: 친구 목록 API를 쓰면서
      │ 사용 계획을 밝히지 않았습니다
       ╭─[a.yaml:1:10]
     1 │ planned: false
       · ───┬───  ─────
       ·    ╰── 여기에 밝힙니다
       ╰────
      도움말: 친구 목록을 쓸 계획이라면 `planned`를 `true`로
              바꾸고, 아니라면 API 목록에서 빼십시오
      수정:   `true`로 바꾸기 (`--fix`)

    파일 1개에서 경고 1건 (1건은 `--fix`로 고칠 수 있습니다)
    ");
}

#[test]
fn the_last_line_counts_files_fixes_and_what_was_suppressed() {
    let (a, b) = (source("a.yaml", "a: 1\n"), source("b.yaml", "b: 1\n"));
    let mut mended = error("r", &a, "1", "m");
    mended.fix = fix(&a, "1", "two", "2");
    let ignored = greenlight::finding::Suppressed {
        finding: error("r", &a, "a", "m"),
        by: greenlight::finding::Suppression::Comment(None),
    };
    let report =
        |findings| greenlight::finding::Report { findings, documents: 1, suppressed: vec![ignored.clone()] };
    let mut unsafely = error("r", &b, "1", "m");
    let edit = greenlight::finding::Edit { span: at(&b, "1").span().unwrap(), text: "2".to_owned() };
    unsafely.fix = greenlight::finding::Fix::new("two".to_owned(), Safety::Unsafe, vec![edit]);
    let last = |reports: Vec<Vec<Finding>>, language| {
        let run = greenlight::finding::Run::new(reports.into_iter().map(report));
        write("pretty", &run, &Options { language, ..PLAIN }).lines().last().unwrap().to_owned()
    };
    let some = vec![vec![mended], vec![unsafely], vec![]];
    assert_eq!(
        last(some.clone(), Language::En),
        "2 errors in 2 of 3 files (1 fixable with `--fix`, 1 more with `--fix --unsafe-fixes`, 3 suppressed)"
    );
    assert_eq!(
        last(some, Language::Ko),
        "파일 3개 중 2개에서 오류 2건 (1건은 `--fix`로 고칠 수 있습니다, 1건은 `--fix --unsafe-fixes`로 고칠 수 있습니다, 3건 무시)"
    );
    assert_eq!(last(vec![vec![]], Language::En), "nothing found in 1 file (1 suppressed)");
}

#[test]
fn colour_changes_nothing_but_colour() {
    let text = source("a.yaml", "이름: 값\n");
    let mut finding = error("r", &text, "값", "message");
    finding.labels = vec![label(&text, "이름", "label")];
    finding.help = Some("help".to_owned());
    let run = run(vec![finding]);
    let plain = write("pretty", &run, &PLAIN);
    let colored = write("pretty", &run, &Options { color: true, ..PLAIN });
    assert!(!plain.contains('\u{1b}') && colored.contains('\u{1b}'));
    let mut rest = String::new();
    for piece in colored.split('\u{1b}') {
        rest.push_str(
            piece.split_once('m').filter(|(codes, _)| codes.starts_with('[')).map_or(piece, |(_, text)| text),
        );
    }
    assert_eq!(rest, plain);
}

/// Texts of signs that are hard to measure, and spans in them by sign.
fn hard_texts(signs: usize) -> impl Strategy<Value = (String, usize, usize, usize)> {
    let sign = prop::sample::select(vec![
        "a",
        ": ",
        "값",
        "👩‍💻",
        "e\u{301}",
        "각",
        "\t",
        "\n",
        "\r\n",
        "\u{1b}",
        "\u{202e}",
        "\u{feff}",
        "🇰🇷",
        "｜",
        "…",
        "\u{fdd0}",
        "\u{fdd1}",
        " ",
        "\u{301}",
        "\r",
        "a-long-word-of-several-parts",
    ]);
    let text = prop::collection::vec(sign, 0..signs).prop_map(|signs| signs.concat());
    (text, 0..signs, 0..signs, 40..130_usize)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), max_global_rejects: 20_000, ..ProptestConfig::with_cases(512) })]
    #[test]
    fn any_text_is_drawn_safely_within_the_width((text, from, length, width) in hard_texts(120)) {
        let source = source("a.yaml", &text);
        let finding = Finding::new("r", Severity::Error, Location::new(&source, Span::from_usize(from, from + length)), text.clone());
        let mut labelled = finding.clone();
        labelled.labels = vec![
            greenlight::finding::Label { location: Location::new(&source, Span::from_usize(from / 2, from)), message: text.clone() },
            greenlight::finding::Label { location: finding.location.clone(), message: "가나 다라 마바사".repeat(9) },
        ];
        labelled.help = Some(text);
        let printed = write("pretty", &run(vec![finding, labelled]), &Options { width, ..PLAIN });
        let steers = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{fdd0}' | '\u{fdd1}'));
        prop_assert!(printed.find(steers).is_none(), "{}", printed);
        for line in printed.lines() {
            prop_assert!(line.width() <= width.min(120), "{} > {width}: {line}\n{printed}", line.width());
        }
        let marks = |line: &&str| line.contains(['─', '▲']) && !line.contains("╭─[");
        prop_assert!(printed.lines().filter(marks).count() >= 2, "{printed}");
    }

    #[test]
    fn what_is_underlined_is_what_was_meant((text, from, length, _) in hard_texts(12)) {
        let text = text.replace(['\n', '\r', '\t'], "");
        let signs: Vec<&str> = text.graphemes(true).collect();
        let (from, to) = (from.min(signs.len()), (from + length).min(signs.len()));
        let (before, meant) = (signs[..from].concat(), signs[from..to].concat());
        let is_plain = meant.graphemes(true).all(|sign| sign.width() > 0 && sign != "\u{feff}");
        prop_assume!(!meant.trim().is_empty() && meant.trim_end() == meant && is_plain && text.width() < 60);
        prop_assume!(!before.contains(is_hidden) || visible(&text).width() < 60);
        let source = source("a.yaml", &text);
        let location = Location::new(&source, Span::from_usize(before.len(), before.len() + meant.len()));
        let printed = draw(Finding::new("r", Severity::Error, location, "m".to_owned()));
        prop_assert_eq!(underlined(&printed), [visible(&meant)], "{}", printed);
    }
}
