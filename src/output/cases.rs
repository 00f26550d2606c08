//! Tests of a policy for programs: as JSON with a version of its own, and as JUnit's XML with a test case for each. All
//! other formats show what failed as they show any run.

use std::io::{self, Write};

use serde::Serialize;

use super::Options;
use super::encode::{write_json, write_json_array};
use super::escape::{markup, paragraph};
use super::json::{FindingRow, finding_row};
use super::messages;
use crate::finding::{Case, Ending, Finding};
use crate::text::Unit;

/// The number that readers check first; it changes when a key changes its meaning or goes.
const VERSION: u32 = 1;

/// Tests, and what was found besides: in rules without examples, in what examples do not exercise or notice.
#[derive(Debug)]
pub struct Tests<'t> {
    /// The tests.
    pub cases: &'t [Case],
    /// What no test found.
    pub others: &'t [Finding],
    /// How far the tests exercise the policy, if that was asked for: a rule each, what is met of how much.
    pub coverage: &'t [(String, usize, usize)],
}

/// Writes tests.
pub type WriteTests = fn(&Tests<'_>, &Options, &mut dyn Write) -> io::Result<()>;

/// How the format of a name writes tests, if it has a way of its own.
#[must_use]
pub fn find_for_tests(name: &str) -> Option<WriteTests> {
    match name {
        "json" => Some(write_tests_json),
        "junit" => Some(write_tests_junit),
        _ => None,
    }
}

#[derive(Serialize)]
struct SummaryRow {
    tests: usize,
    passed: usize,
    failed: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct CaseRow<'c> {
    pack: &'c str,
    subject: &'c str,
    name: &'c str,
    path: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<FindingRow<'c>>,
}

#[derive(Serialize)]
struct CoverageRow<'c> {
    rule: &'c str,
    met: usize,
    goals: usize,
}

fn write_tests_json(tests: &Tests<'_>, _options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\n\"summary\":")?;
    write_json(&summary(tests.cases), out)?;
    write!(out, ",\n\"tests\":")?;
    write_json_array(tests.cases.iter().map(case_row), out)?;
    write!(out, ",\n\"findings\":")?;
    write_json_array(tests.others.iter().map(finding_row), out)?;
    if !tests.coverage.is_empty() {
        write!(out, ",\n\"coverage\":")?;
        let rows =
            tests.coverage.iter().map(|(rule, met, goals)| CoverageRow { rule, met: *met, goals: *goals });
        write_json_array(rows, out)?;
    }
    out.write_all(b"}\n")
}

fn summary(cases: &[Case]) -> SummaryRow {
    let count = |name: &str| cases.iter().filter(|case| outcome(case) == name).count();
    SummaryRow {
        tests: cases.len(),
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
    }
}

fn outcome(case: &Case) -> &'static str {
    match case.ending {
        Ending::Passed => "passed",
        Ending::Skipped => "skipped",
        Ending::Failed(_) => "failed",
    }
}

fn case_row(case: &Case) -> CaseRow<'_> {
    CaseRow {
        pack: &case.pack,
        subject: &case.subject,
        name: &case.name,
        path: case.location.path(),
        line: case.location.positions(Unit::Character).map(|(start, _)| start.line),
        outcome: outcome(case),
        findings: case.findings().iter().map(finding_row).collect(),
    }
}

/// A suite for each rule or fixture; what no test found is a suite of its own, so that servers show it.
fn write_tests_junit(tests: &Tests<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let all = summary(tests.cases);
    let (count, failed) = (all.tests + tests.others.len(), all.failed + tests.others.len());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(
        out,
        "<testsuites name=\"greenlight test\" tests=\"{count}\" failures=\"{failed}\" errors=\"0\">"
    )?;
    for cases in tests.cases.chunk_by(|a, b| a.pack == b.pack && a.subject == b.subject) {
        let Some(first) = cases.first() else { continue };
        let counts = summary(cases);
        write_suite(&format!("{}/{}", first.pack, first.subject), &counts, out)?;
        for case in cases {
            write_case(case, options, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    if !tests.others.is_empty() {
        let count = tests.others.len();
        write_suite("rules", &SummaryRow { tests: count, passed: 0, failed: count, skipped: 0 }, out)?;
        for finding in tests.others {
            let (name, class) = (markup(&place(finding)), markup(&finding.rule));
            writeln!(out, "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">")?;
            write_failure(std::slice::from_ref(finding), options, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn write_suite(name: &str, counts: &SummaryRow, out: &mut dyn Write) -> io::Result<()> {
    let (name, SummaryRow { tests, failed, skipped, .. }) = (markup(name), counts);
    write!(out, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failed}\"")?;
    writeln!(out, " errors=\"0\" skipped=\"{skipped}\" time=\"0\">")
}

fn write_case(case: &Case, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let class = format!("{}.{}", case.pack, case.subject);
    let (name, class) = (markup(&case.name), markup(&class));
    write!(out, "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\"")?;
    match &case.ending {
        Ending::Passed => writeln!(out, "/>"),
        Ending::Skipped => writeln!(out, "><skipped/></testcase>"),
        Ending::Failed(findings) => {
            writeln!(out, ">")?;
            write_failure(findings, options, out)
        }
    }
}

/// One failure with all findings of a test, and the end of the test.
fn write_failure(findings: &[Finding], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let Some(first) = findings.first() else { return writeln!(out, "    </testcase>") };
    let (kind, message) = (markup(&first.rule), markup(&first.message));
    write!(out, "      <failure type=\"{kind}\" message=\"{message}\">")?;
    for (index, finding) in findings.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        write!(out, "{gap}{}: {}", markup(&place(finding)), markup(&finding.message))?;
        if let Some(help) = &finding.help {
            write!(out, "\n{}: {}", messages::HELP.text(options.language), markup(&paragraph(help)))?;
        }
    }
    writeln!(out, "</failure>\n    </testcase>")
}

fn place(finding: &Finding) -> String {
    let path = finding.location.path();
    match finding.location.positions(Unit::Character) {
        Some((start, _)) => format!("{path}:{}:{}", start.line, start.column),
        None => path.to_owned(),
    }
}
