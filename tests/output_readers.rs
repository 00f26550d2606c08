//! The formats for other programs, held against what those programs ask for: official schemas, and the programs themselves
//! (`xmllint`, `cmark-gfm`, SARIF Multitool, GitHub's library for annotations), which are installed on first use.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "support/samples.rs"]
mod samples;
#[path = "support/system.rs"]
mod system;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use greenlight::finding::{Finding, Report, Run, Severity, Suppressed, Suppression};
use greenlight::output::Options;
use greenlight::text::{Language, Location, Unit};
use samples::{error, fix, label, run, source, write};
use serde_json::Value;

fn write_plain(format: &str, run: &Run) -> String {
    write(format, run, &Options::default())
}

/// A run with everything that a finding can carry, and text that markup would take for its own.
fn rich() -> Run {
    let text = source("submissions/모임 달력.yaml", "앱: { planned: false }\ntext: |\n  😀 하나\n  둘\n");
    let mut first = error(
        "friends-plan-undeclared",
        &text,
        "false",
        "`a|b` <b>*not*</b> [x](y) & \"planned\" @someone #1",
    );
    first.labels = vec![label(&text, "앱", "in `here` <i>")];
    first.pointer = Some("/앱/planned".to_owned());
    first.fingerprint = "0123456789abcdef".to_owned();
    first.help = Some("say `so` | or not".to_owned());
    first.why = Some("reviewers <must> know".to_owned());
    first.quote = Some("'친구 목록 가져오기 API’를".to_owned());
    first.url = Some("https://devtalk.kakao.com/t/80421?a=1&b=|".to_owned());
    first.fix = fix(&text, "false", "set it", "true");
    let mut twin = first.clone();
    twin.location = samples::at(&text, "😀 하나\n  둘");
    twin.severity = Severity::Info;
    let gone = Location::file(&source("gone.yaml", ""));
    let whole = Finding::new("io/read", Severity::Warning, gone, "cannot be read".to_owned());
    run(vec![first, twin, whole])
}

/// The same run with a finding that a comment took away, and one that is in the baseline.
fn with_suppressed() -> Run {
    let text = source("a.yaml", "a: 1\n");
    let suppressed = |by| Suppressed { finding: error("known", &text, "1", "is ignored"), by };
    let report = Report {
        findings: rich().findings().to_vec(),
        documents: 1,
        suppressed: vec![
            suppressed(Suppression::Comment(Some("agreed with the reviewer".to_owned()))),
            suppressed(Suppression::Baseline),
        ],
    };
    Run::new([report])
}

/// The folder with programs from npm, installed on first use.
fn readers() -> PathBuf {
    static INSTALLED: std::sync::Once = std::sync::Once::new();
    let target = Path::new(env!("CARGO_BIN_EXE_greenlight")).ancestors().nth(2).expect("Cargo's folder");
    let folder = target.join("readers-test");
    INSTALLED.call_once(|| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readers/install");
        let ended = Command::new("bash").arg(script).arg(&folder).output().expect("bash");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    });
    folder
}

/// What a program of a Debian package says of this input, unless it cannot be installed here.
fn told_by((program, package): (&str, &str), arguments: &[&str], input: &str) -> Option<(bool, String)> {
    system::has(program, &[package]).then(|| told(Path::new(program), arguments, input))
}

/// What a program says of this input.
fn told(program: &Path, arguments: &[&str], input: &str) -> (bool, String) {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("an installed program");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the program reads");
    let output = child.wait_with_output().expect("the program ends");
    let text =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text)
}

#[test]
fn sarif_is_valid_by_the_official_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/sarif-2.1.0.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    // A pattern with an unescaped bracket is no regular expression to a strict reader; we never write these keys.
    for owner in ["run", "toolComponent"] {
        schema["definitions"][owner]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let schema = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for run in [rich(), with_suppressed(), run(Vec::new())] {
        let value: Value = serde_json::from_str(&write_plain("sarif", &run)).unwrap();
        let problems: Vec<String> =
            schema.iter_errors(&value).map(|error| format!("{error} at {}", error.instance_path())).collect();
        assert_eq!(problems, Vec::<String>::new());
    }
}

#[test]
fn sarif_says_all_that_code_scanning_wants() {
    let value: Value = serde_json::from_str(&write_plain("sarif", &rich())).unwrap();
    let run = &value["runs"][0];
    for result in run["results"].as_array().unwrap() {
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        assert!(["startLine", "startColumn", "endLine", "endColumn"].iter().all(|key| region[key].is_u64()));
        assert_eq!(region["startLine"], region["endLine"], "one line a result");
        let address = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(address.is_ascii() && !address.contains(' ') && !address.starts_with('/'), "{address}");
    }
    let hashes: Vec<&Value> = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| &result["partialFingerprints"]["primaryLocationLineHash"])
        .collect();
    assert_eq!(hashes[1..], ["0123456789abcdef:1", "0123456789abcdef:2"]);
    let rule = &run["tool"]["driver"]["rules"][0];
    assert_eq!(rule["help"]["markdown"], "reviewers &#60;must&#62; know\n\n> '친구 목록 가져오기 API’를");
    let message = run["results"][1]["message"]["text"].as_str().unwrap();
    assert!(message.contains("[x\\](y)"), "{message}");
}

#[test]
fn sarif_tells_suppressed_findings_from_the_others() {
    let suppressions = |run: &Run| {
        let value: Value = serde_json::from_str(&write_plain("sarif", run)).unwrap();
        let results = value["runs"][0]["results"].as_array().unwrap().clone();
        results.iter().map(|result| result["suppressions"].clone()).collect::<Vec<_>>()
    };
    let expected = serde_json::json!([
        [], [], [],
        [{"kind": "inSource", "justification": "agreed with the reviewer"}],
        [{"kind": "external"}],
    ]);
    assert_eq!(Value::from(suppressions(&with_suppressed())), expected);
    let counted = with_suppressed().without_suppressed();
    assert_eq!(suppressions(&counted), [Value::Null, Value::Null, Value::Null]);
    assert_eq!(counted.summary().suppressed, 2);
}

#[test]
fn sarif_multitool_finds_nothing_to_say() {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        eprintln!("skipped: the package has a program for Linux on x86-64 only");
        return;
    }
    let multitool = readers().join("node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
    let folder = tempfile::tempdir().unwrap();
    let (log, report) = (folder.path().join("log.sarif"), folder.path().join("report.sarif"));
    std::fs::write(&log, write_plain("sarif", &rich())).unwrap();
    let output = Command::new(multitool)
        .arg("validate")
        .arg(&log)
        .args(["--rule-kind", "Sarif;Ghas", "--output"])
        .arg(&report)
        .output()
        .unwrap();
    let report = std::fs::read_to_string(&report).unwrap_or_else(|_| panic!("no report: {output:?}"));
    let report: Value = serde_json::from_str(report.trim_start_matches('\u{feff}')).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    // The package names no address of its own yet (SARIF2005).
    let is_ours =
        |result: &&Value| result["ruleId"] != "SARIF2005" || !env!("CARGO_PKG_REPOSITORY").is_empty();
    let serious: Vec<&Value> =
        results.iter().filter(|result| result["level"] != "note").filter(is_ours).collect();
    assert!(serious.is_empty(), "{serious:#?}");
}

#[test]
fn github_gets_the_most_important_first_and_a_sum_in_the_tenth_place() {
    let text = source("a.yaml", &"key: value\n".repeat(30));
    let finding = |index: usize, severity| {
        let mut finding = error("r", &text, "value", &format!("message {index}"));
        finding.severity = severity;
        finding
    };
    let infos = (0..3).map(|index| finding(index, Severity::Info));
    let errors = (3..15).map(|index| finding(index, Severity::Error));
    let written = write_plain("github", &run(infos.chain(errors).collect()));
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines.len(), 16);
    assert_eq!(
        lines[9],
        "::error title=greenlight::3 more are not shown here: see the log or the job summary"
    );
    assert_eq!(lines[0], "::error file=a.yaml,line=1,endLine=1,col=6,endColumn=11,title=r::message 3");
    assert!(lines[..13].iter().all(|line| line.starts_with("::error ")), "{written}");
    assert!(lines[13..].iter().all(|line| line.starts_with("::notice ")), "{written}");
}

/// The parts of a workflow command: its name, its properties, its message.
fn parts(command: &str) -> (&str, BTreeSet<&str>, &str) {
    let (head, message) = command.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    (name, properties.split(',').collect(), message)
}

#[test]
fn github_gets_the_commands_that_its_own_library_writes() {
    let text = source("100%: a,b.yaml", "key: value\ntext: |\n  one\n  two\n");
    let message = "50% of `a,b`: ::set-env name=x::y\r\n::error::no";
    let mut findings =
        vec![error("r,s:t", &text, "value", message), error("r", &text, "one\n  two", message)];
    findings[0].help = Some("do: this, 100%".to_owned());
    findings[1].severity = Severity::Warning;
    findings.push(Finding::new("io/read", Severity::Info, Location::file(&text), message.to_owned()));
    let run = run(findings);
    let written = write_plain("github", &run);
    let rows = run.findings().iter().map(|finding| {
        let shown = greenlight::output::escape::visible(&finding.message);
        let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let mut row = serde_json::json!({
            "level": match finding.severity { Severity::Error => "error", Severity::Warning => "warning", Severity::Info => "notice" },
            "message": format!("{shown}{help}"),
            "title": &*finding.rule,
            "file": finding.location.path(),
        });
        if let Some((start, end)) = finding.location.positions(Unit::Character) {
            (row["startLine"], row["endLine"]) = (start.line.into(), end.line.into());
            if start.line == end.line {
                (row["startColumn"], row["endColumn"]) = (start.column.into(), end.column.into());
            }
        }
        row.to_string() + "\n"
    });
    let folder = readers();
    let script = folder.join("annotate.js");
    let (is_well, expected) = told(Path::new("node"), &[script.to_str().unwrap()], &rows.collect::<String>());
    assert!(is_well, "{expected}");
    let mut expected: Vec<_> = expected.lines().map(parts).collect();
    expected.sort_unstable();
    let mut ours: Vec<_> = written.lines().map(parts).collect();
    ours.sort_unstable();
    assert_eq!(ours, expected);
}

#[test]
fn github_gets_no_columns_for_a_place_of_several_lines() {
    let text = source("a,b:c.yaml", "text: |\n  one\n  two\n");
    let mut finding = error("r", &text, "one\n  two", "50% of this:\nis");
    finding.help = Some("do\nthis".to_owned());
    let written =
        write("github", &run(vec![finding]), &Options { language: Language::Ko, ..Options::default() });
    assert_eq!(
        written,
        "::error file=a%2Cb%3Ac.yaml,line=2,endLine=3,title=r::50%25 of this:␊is%0A도움말: do this\n"
    );
}

#[test]
fn junit_is_valid_by_the_schema_of_its_readers() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas/junit-10.xsd");
    for run in [rich(), run(Vec::new())] {
        let written = write_plain("junit", &run);
        let tree = roxmltree::Document::parse(&written).unwrap();
        let count = tree.descendants().filter(|node| node.has_tag_name("testcase")).count();
        assert_eq!(tree.root_element().attribute("tests"), Some(count.to_string().as_str()));
        let arguments = ["--noout", "--schema", schema, "-"];
        if let Some((is_valid, told)) = told_by(("xmllint", "libxml2-utils"), &arguments, &written) {
            assert!(is_valid, "{told}\n{written}");
        }
    }
}

#[test]
fn checkstyle_groups_findings_by_file() {
    let written = write_plain("checkstyle", &rich());
    let tree = roxmltree::Document::parse(&written).unwrap();
    let files: Vec<(&str, usize)> = tree
        .descendants()
        .filter(|node| node.has_tag_name("file"))
        .map(|file| {
            (file.attribute("name").unwrap(), file.children().filter(|node| node.is_element()).count())
        })
        .collect();
    assert_eq!(files, [("gone.yaml", 1), ("submissions/모임 달력.yaml", 2)]);
    if let Some((is_valid, told)) = told_by(("xmllint", "libxml2-utils"), &["--noout", "-"], &written) {
        assert!(is_valid, "{told}");
    }
}

#[test]
fn gitlab_tells_equal_findings_apart() {
    let value: Value = serde_json::from_str(&write_plain("gitlab", &rich())).unwrap();
    let prints: Vec<&str> =
        value.as_array().unwrap().iter().map(|row| row["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints[1..], ["0123456789abcdef", "0123456789abcdef-2"]);
    assert_eq!(prints[0].len(), 32);
}

#[test]
fn reviewdog_gets_a_suggestion_only_for_a_fix_of_one_edit() {
    let written = write_plain("rdjsonl", &rich());
    let rows: Vec<Value> = written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(rows[0].get("suggestions").is_none());
    let range = &rows[1]["suggestions"][0]["range"];
    assert_eq!((&range["start"]["column"], &range["end"]["column"]), (&17.into(), &22.into()));
    assert_eq!(rows[1]["suggestions"][0]["text"], "true");
}

#[test]
fn markdown_shows_every_text_as_it_is() {
    let written = write_plain("markdown", &rich());
    insta::assert_snapshot!(written);
    let arguments = ["--unsafe", "-e", "table", "-e", "autolink"];
    let Some((_, html)) = told_by(("cmark-gfm", "cmark-gfm"), &arguments, &written) else { return };
    assert_eq!(html.matches("<tr>").count(), 4, "{html}");
    assert_eq!(html.matches("<td>").count(), 12, "{html}");
    assert!(html.contains("<code>a|b</code> &lt;b&gt;*not*&lt;/b&gt; [x](y) &amp;"), "{html}");
    assert!(html.contains("href=\"https://devtalk.kakao.com/t/80421?a=1&amp;b=%7C\""), "{html}");
    assert!(!html.contains("@someone") && !html.contains("<em>not"), "{html}");
}
