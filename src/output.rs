//! How a run is shown: one row a format in [`FORMATS`]. Sees texts and findings; knows neither rules nor who asks.

mod cases;
mod checkstyle;
mod closing;
mod code;
mod concise;
mod diff;
mod encode;
pub mod escape;
mod fingerprint;
mod github;
mod gitlab;
mod json;
mod junit;
mod markdown;
mod messages;
pub mod page;
mod pretty;
mod rdjsonl;
mod sarif;

pub use cases::{Tests, WriteTests, find_for_tests};

use std::io::{self, Write};

pub use diff::write_diff;

use crate::finding::{Finding, Run};
use crate::text::{Language, Message};

/// A way to write a run.
#[derive(Debug)]
pub struct Format {
    /// The name in flags.
    pub name: &'static str,
    /// For whom or what it is.
    pub summary: Message,
    /// Writes a run.
    ///
    /// # Errors
    /// When the writer fails; nothing else can.
    pub write: fn(&Run, &Options, &mut dyn Write) -> io::Result<()>,
}

/// What a reader wants. Formats for machines heed the language only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The language of what the format itself says; findings are in their language already.
    pub language: Language,
    /// True if the reader understands ANSI escapes for colour; otherwise none is written.
    pub color: bool,
    /// The width of the terminal in columns.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::En, color: false, width: 80 }
    }
}

/// All formats, the default first.
pub static FORMATS: &[Format] = &[
    Format {
        name: "pretty",
        summary: Message {
            en: "for people: the text with what is wrong underlined",
            ko: "사람이 읽는 형식: 잘못된 곳에 밑줄을 긋습니다",
        },
        write: pretty::write,
    },
    Format {
        name: "concise",
        summary: Message {
            en: "one line a finding: `path:line:column: severity[rule] message`",
            ko: "한 줄에 하나씩: `path:line:column: severity[rule] message`",
        },
        write: concise::write,
    },
    Format {
        name: "json",
        summary: Message {
            en: "for programs: JSON, version 1", ko: "프로그램이 읽는 형식: JSON 버전 1"
        },
        write: json::write,
    },
    Format {
        name: "sarif",
        summary: Message {
            en: "SARIF 2.1.0, for GitHub code scanning and other viewers",
            ko: "SARIF 2.1.0: GitHub 코드 스캐닝 등에서 읽습니다",
        },
        write: sarif::write,
    },
    Format {
        name: "github",
        summary: Message {
            en: "workflow commands: annotations on a GitHub pull request",
            ko: "워크플로 명령: GitHub 풀 리퀘스트에 주석을 답니다",
        },
        write: github::write,
    },
    Format {
        name: "gitlab",
        summary: Message {
            en: "code quality report of a GitLab merge request",
            ko: "GitLab 머지 리퀘스트의 코드 품질 보고서",
        },
        write: gitlab::write,
    },
    Format {
        name: "junit",
        summary: Message {
            en: "JUnit XML, for the test reports of CI servers",
            ko: "JUnit XML: CI 서버의 테스트 보고서",
        },
        write: junit::write,
    },
    Format {
        name: "checkstyle",
        summary: Message {
            en: "Checkstyle XML, for Jenkins and review tools",
            ko: "Checkstyle XML: Jenkins와 리뷰 도구에서 읽습니다",
        },
        write: checkstyle::write,
    },
    Format {
        name: "rdjsonl",
        summary: Message {
            en: "diagnostics for reviewdog, one JSON object a line",
            ko: "reviewdog 진단: 한 줄에 JSON 객체 하나",
        },
        write: rdjsonl::write,
    },
    Format {
        name: "markdown",
        summary: Message {
            en: "a table for a pull request comment or a job summary",
            ko: "표: 풀 리퀘스트 댓글이나 작업 요약에 씁니다",
        },
        write: markdown::write,
    },
];

/// The format of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Writes findings for people, drawn as `pretty` draws them, without a line that sums up.
///
/// # Errors
/// When the writer fails.
pub fn draw(findings: &[Finding], options: &Options, out: &mut dyn Write) -> io::Result<()> {
    pretty::write_findings(findings, options, out)
}
