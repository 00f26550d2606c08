//! What is wrong with a file as a whole, before it has a text to point into. Knows no text of any file.

use std::io;
use std::sync::Arc;

use crate::finding::{Finding, Severity};
use crate::text::{Language, Location, Message, Parameter, Source};

use super::git::NotHere;
use super::messages;

/// Why a file gave no text.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    id: &'static str,
    message: &'static Message,
    help: Option<&'static Message>,
    parameters: Vec<Parameter>,
}

impl Trouble {
    pub(super) fn new(id: &'static str, row: &'static messages::Row, parameters: Vec<Parameter>) -> Self {
        Self { id, message: &row.message, help: row.help.as_ref(), parameters }
    }

    /// The trouble that an error of the system is.
    pub(super) fn from_error(error: &io::Error) -> Self {
        match error.kind() {
            _ if error.get_ref().is_some_and(|inner| inner.is::<NotHere>()) => {
                Self::new("io/unreadable", &messages::NOT_HERE, Vec::new())
            }
            io::ErrorKind::NotFound => Self::new("io/vanished", &messages::VANISHED, Vec::new()),
            io::ErrorKind::PermissionDenied => {
                Self::new("io/unreadable", &messages::NOT_PERMITTED, Vec::new())
            }
            io::ErrorKind::IsADirectory => Self::not_a_file("a folder", "폴더"),
            _ => Self::new("io/unreadable", &messages::UNREADABLE, vec![("reason", system_reason(error))]),
        }
    }

    /// The trouble that an error of a walk is: of the system, or one that the walk itself found.
    pub(super) fn from_walk(system: Option<&io::Error>, error: &dyn std::fmt::Display) -> Self {
        system.map_or_else(
            || Self::new("io/unreadable", &messages::UNREADABLE, vec![("reason", error.to_string())]),
            Self::from_error,
        )
    }

    /// The path leads to a thing that is no regular file.
    pub(super) fn not_a_file(en: &str, ko: &str) -> Self {
        let parameters = vec![("kind", en.to_owned()), ("kind-ko", ko.to_owned())];
        Self::new("io/not-a-file", &messages::NOT_A_FILE, parameters)
    }

    /// The finding on the file that is printed as `path`.
    pub(super) fn finding(&self, path: &str, language: Language) -> Finding {
        let location = Location::file(&Arc::new(Source::new(path, "")));
        let message = self.message.render(language, &self.parameters);
        let mut finding = Finding::new(self.id, Severity::Error, location, message);
        finding.help = self.help.map(|help| help.render(language, &self.parameters));
        finding
    }
}

/// The words of the system for an error, lower case, without a number.
#[must_use]
pub fn system_reason(error: &io::Error) -> String {
    let text = error.to_string();
    let words = text.split_once(" (os error").map_or(text.as_str(), |(words, _)| words);
    words.to_lowercase()
}
