//! What every format promises: each finding is there, each position cuts the right text out of its source, hostile text is
//! harmless, and two runs are the same to the byte. A new format needs a row in `READERS`.

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
#[path = "support/readers.rs"]
mod readers;
#[path = "support/samples.rs"]
mod samples;

use std::sync::Arc;

use greenlight::finding::{Finding, Label, Run, Severity};
use greenlight::output::{FORMATS, Options, find};
use greenlight::text::{Language, Location, Position, Source, Unit};
use proptest::prelude::*;
use readers::{Place, READERS};
use samples::{error, fix, label, run, source, write};

/// Texts in which columns are easily wrong, each with the text that a finding underlines.
const TEXTS: &[(&str, &str, &str)] = &[
    ("plain.yaml", "a: 1\nplanned: false\n", "false"),
    ("hangul/이름.yaml", "앱: { 이름: 카카오 모임달력 }\n", "모임달력"),
    ("emoji.yaml", "- 👩‍💻 😀 ❤️ role: owner\n", "owner"),
    ("bom.yaml", "\u{feff}first: 앱\n", "앱"),
    ("bom-first.yaml", "\u{feff}first: 앱\n", "first"),
    ("crlf.yaml", "a: 1\r\n나: 둘\r\nc: 셋\r\n", "둘"),
    ("cr.yaml", "a: 1\rb: two\rc: 3\r", "two"),
    ("combining.yaml", "각 e\u{301}: end\n", "end"),
    ("tab.yaml", "\tkey:\t값\n", "값"),
    ("lines.yaml", "text: |\n  첫 줄\n  둘째 줄\nend: 1\n", "첫 줄\n  둘째 줄"),
    ("spaces and, commas: here%.yaml", "a: b\n", "b"),
];

fn sources() -> Vec<Arc<Source>> {
    TEXTS.iter().map(|(path, text, _)| source(path, text)).collect()
}

/// A finding in each text, of all severities, and one about a file as a whole.
fn all_kinds() -> Run {
    let sources = sources();
    let mut findings: Vec<Finding> = Vec::new();
    for (index, (text, (_, _, expected))) in sources.iter().zip(TEXTS).enumerate() {
        let mut finding = error(&format!("rule-{index}"), text, expected, &format!("message {index}"));
        finding.severity = Severity::ALL[index % 3];
        finding.labels = vec![label(&sources[0], "planned", "see here")];
        finding.document = Some(0);
        finding.pointer = Some("/a~1b/0".to_owned());
        finding.fingerprint = format!("print-{index}");
        finding.help = Some("what to do".to_owned());
        finding.why = Some("the reason".to_owned());
        finding.quote = Some("the words".to_owned());
        finding.url = Some("https://example.com/requirement".to_owned());
        finding.fix = fix(text, expected, "put it right", "right");
        findings.push(finding);
    }
    let gone = Location::file(&source("gone.yaml", ""));
    findings.push(Finding::new("io/read", Severity::Error, gone, "cannot be read".to_owned()));
    run(findings)
}

/// The byte offset of a position, found the slow way.
fn offset(text: &str, position: Position, unit: Unit) -> usize {
    let mut rest = text;
    for _ in 1..position.line {
        let (end, length) = ["\r\n", "\n", "\r"]
            .iter()
            .filter_map(|end| rest.find(end).map(|at| (at, end.len())))
            .min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
            .expect("the line is in the text");
        rest = &rest[end + length..];
    }
    let mut start = text.len() - rest.len();
    start += if start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut column = 1;
    for character in text[start..].chars() {
        if column >= position.column {
            break;
        }
        column += match unit {
            Unit::Byte => character.len_utf8(),
            Unit::Character => 1,
            Unit::Utf16 => character.len_utf16(),
        } as u32;
        start += character.len_utf8();
    }
    start
}

#[test]
fn every_format_has_a_reader() {
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let readers: Vec<&str> = READERS.iter().map(|reader| reader.format).collect();
    assert_eq!(formats, readers);
    assert!(formats.iter().all(|name| find(name).is_some()) && find("nothing").is_none());
}

#[test]
fn every_format_is_described_in_both_languages() {
    for format in FORMATS {
        for language in Language::ALL {
            let text = format.summary.text(language);
            assert!(!text.is_empty() && !text.contains('\n') && !text.ends_with('.'), "{}", format.name);
        }
        assert_ne!(format.summary.en, format.summary.ko);
    }
}

#[test]
fn every_format_keeps_every_finding() {
    let run = all_kinds();
    for reader in READERS {
        let mut expected: Vec<&str> = run.findings().iter().map(|finding| &*finding.rule).collect();
        let written = write(reader.format, &run, &Options::default());
        let places = (reader.read)(&written);
        let mut found: Vec<&str> = places.iter().map(|place| &*place.rule).collect();
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{}", reader.format);
        for finding in run.findings() {
            assert!(written.contains(&finding.message), "{}: {}", reader.format, finding.message);
        }
    }
}

#[test]
fn every_position_cuts_the_right_text_out_of_the_source() {
    let (run, sources) = (all_kinds(), sources());
    for reader in READERS {
        let written = write(reader.format, &run, &Options::default());
        for place in (reader.read)(&written) {
            let Some(index) = TEXTS.iter().position(|(path, _, _)| *path == place.path) else {
                assert_eq!((place.path.as_str(), place.rule.as_str()), ("gone.yaml", "io/read"));
                continue;
            };
            let (text, expected) = (sources[index].text(), TEXTS[index].2);
            check_place(reader.format, &place, text, expected);
        }
    }
}

fn check_place(format: &str, place: &Place, text: &str, expected: &str) {
    let Some(start) = place.start else { panic!("{format}: no position in {place:?}") };
    if let Some(column) = start.1 {
        let start = offset(text, Position { line: start.0, column }, place.unit);
        assert!(text[start..].starts_with(expected), "{format}: {place:?} is {:?}", &text[start..]);
        if let Some((line, Some(column))) = place.end {
            let end = offset(text, Position { line, column }, place.unit);
            let meant = if place.is_one_line { expected.lines().next().unwrap() } else { expected };
            assert_eq!(&text[start..end], meant, "{format}: {place:?}");
        }
    } else {
        let before = text.find(expected).unwrap();
        let lines = text[..before].replace("\r\n", "\n").matches(['\n', '\r']).count();
        assert_eq!(start.0 as usize, lines + 1, "{format}: {place:?}");
    }
}

#[test]
fn hostile_text_is_harmless_in_every_format() {
    let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{200b}\u{85}\u{2066}\r\n::error::pwned\n<script>&]]>|`@everyone [x](javascript:y)";
    let text = source(&format!("a{hostile}.yaml"), &format!("a: {hostile}\n"));
    let mut finding = error("r", &text, hostile, hostile);
    finding.rule = hostile.into();
    finding.labels = vec![label(&text, "a", hostile)];
    let text = Some(hostile.to_owned());
    (finding.help, finding.why, finding.quote, finding.url) =
        (text.clone(), text.clone(), text.clone(), text.clone());
    (finding.pointer, finding.fingerprint) = (text, hostile.to_owned());
    finding.fix = fix(finding.location.source(), "a", hostile, hostile);
    let mut whole = finding.clone();
    whole.location = Location::file(finding.location.source());
    let run = run(vec![finding, whole]);
    for format in FORMATS {
        let written = write(format.name, &run, &Options::default());
        let bad =
            |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202e}' | '\u{200b}' | '\u{2066}'));
        assert_eq!(written.find(bad), None, "{}: {written:?}", format.name);
        let is_command = |line: &str| line.trim_start().starts_with("::error::pwned");
        assert!(!written.lines().any(is_command), "{}: {written}", format.name);
    }
}

/// Texts of what steers terminals, CI servers and markup.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\u{1b}[2J",
        "\u{1b}]8;;http://x\u{7}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\0",
        "\r",
        "\n",
        "\r\n",
        "\u{85}",
        "\u{2028}",
        "::error::",
        " ::set-output name=a::",
        "##[error]",
        "##vso[task]",
        "::",
        "##",
        "[",
        "]]>",
        "<b>",
        "&amp;",
        "\"",
        "'",
        "|",
        "`",
        "@who",
        "#1",
        "](",
        "%0A",
        "a",
        "가",
        "👩‍💻",
        "\u{301}",
        " ",
        "\t",
        "\\",
        "\u{fdd0}",
        "/",
        ":",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..ProptestConfig::with_cases(256) })]

    #[test]
    fn no_text_of_a_finding_steers_its_reader(texts in prop::collection::vec(hostile(), 10), width in 40..120_usize) {
        let text = source(&texts[0], &format!("{}false{}", texts[1], texts[2]));
        let mut finding = error(&texts[3], &text, "false", &texts[4]);
        finding.labels = vec![Label { location: Location::file(&text), message: texts[5].clone() }];
        finding.labels.push(label(&text, "false", &texts[6]));
        let all = texts.iter().cloned().map(Some);
        let mut rest = all.skip(5);
        finding.help = rest.next().flatten();
        finding.why = rest.next().flatten();
        finding.quote = rest.next().flatten();
        finding.url = rest.next().flatten();
        finding.pointer = rest.next().flatten();
        finding.fix = fix(&text, "false", &texts[4], &texts[5]);
        let mut whole = finding.clone();
        whole.location = Location::file(&text);
        let run = run(vec![finding, whole]);
        for format in FORMATS {
            let written = write(format.name, &run, &Options { width, ..Options::default() });
            let is_hidden = |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2066}\u{200b}\u{2028}\u{fdd0}".contains(c));
            prop_assert!(written.find(is_hidden).is_none(), "{}: {:?}", format.name, written);
            prop_assert!(!["##[", "##vso["].iter().any(|mark| written.contains(mark)), "{}: {}", format.name, written);
            for line in written.lines() {
                let is_command = line.trim_start().strip_prefix("::").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
                let is_ours = format.name == "github" && line.starts_with("::error file=");
                prop_assert!(!is_command || is_ours, "{}: {}", format.name, line);
            }
            let reader = READERS.iter().find(|reader| reader.format == format.name).unwrap();
            if !["pretty", "concise", "junit", "markdown", "github"].contains(&format.name) {
                prop_assert_eq!((reader.read)(&written).len(), 2, "{}", format.name);
            }
            if format.name == "junit" {
                prop_assert!(roxmltree::Document::parse(&written).is_ok(), "{}", written);
            }
            if format.name == "github" {
                prop_assert_eq!(written.lines().count(), 2, "{}", written);
            }
        }
    }
}

#[test]
fn two_runs_are_the_same_to_the_byte() {
    for format in FORMATS {
        for language in Language::ALL {
            let options = Options { language, color: true, width: 100 };
            assert_eq!(
                write(format.name, &all_kinds(), &options),
                write(format.name, &all_kinds(), &options)
            );
        }
    }
}

#[test]
fn every_format_can_say_that_nothing_was_found() {
    for format in FORMATS {
        let written = write(format.name, &run(Vec::new()), &Options::default());
        let reader = READERS.iter().find(|reader| reader.format == format.name).unwrap();
        assert!((reader.read)(&written).is_empty(), "{}: {written}", format.name);
    }
}

#[test]
fn what_cannot_be_written_is_an_error_of_the_machine() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in FORMATS {
        let error = (format.write)(&all_kinds(), &Options::default(), &mut Full).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull, "{}", format.name);
    }
}

/// `GREENLIGHT_BLESS=1` writes the table anew.
#[test]
fn the_page_about_formats_lists_them_all() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/output.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (head, rest) = page.split_once("tests/output_formats.rs -->\n").unwrap();
    let (table, tail) = rest.split_once("<!-- /formats -->").unwrap();
    let rows = FORMATS.iter().map(|format| format!("| `{}` | {} |\n", format.name, format.summary.en));
    let expected = "| format | for |\n| --- | --- |\n".to_owned() + &rows.collect::<String>();
    if std::env::var_os("GREENLIGHT_BLESS").is_some() {
        let page = format!("{head}tests/output_formats.rs -->\n{expected}<!-- /formats -->{tail}");
        std::fs::write(path, page).unwrap();
    } else {
        assert_eq!(table, expected, "GREENLIGHT_BLESS=1 writes it anew");
    }
}
