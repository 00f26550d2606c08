//! How a run is shown: one row a format in [`FORMATS`]. Sees texts and findings; knows neither rules nor who asks.

mod concise;
pub mod escape;
mod json;
mod messages;
mod pretty;

use std::io::{self, Write};

use crate::finding::Run;
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
];

/// The format of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}
