//! Directives before a document (YAML 1.2.2, section 6.8): `%YAML`, `%TAG`, and others, which mean nothing.

use std::borrow::Cow;

use super::Parser;
use super::properties::{is_tag_byte, is_uri_byte};
use crate::text::Span;
use crate::yaml::decode;
use crate::yaml::messages::{self, Row};

/// A tag handle of the document, `!`, `!!` or `!name!`, and what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Handle<'s> {
    name: &'s str,
    prefix: Cow<'s, str>,
}

impl<'s> Parser<'s> {
    /// Reads the directives that come next. True if there are any.
    pub(super) fn directives(&mut self) -> bool {
        let mut has_version = false;
        let mut found = false;
        while self.byte() == b'%' && self.at == self.line {
            found = true;
            let span = self.rest_of_line();
            let line = self.text(span.start() as usize, span.end() as usize);
            let line = line.split_once(" #").map_or(line, |(directive, _)| directive);
            let mut words = line.split([' ', '\t']).filter(|word| !word.is_empty());
            let wrong = match words.next() {
                Some("%YAML") => self.version(words, std::mem::replace(&mut has_version, true)),
                Some("%TAG") => self.handle(words),
                Some("%") => Some(&messages::BAD_DIRECTIVE),
                _ => None,
            };
            if let Some(row) = wrong {
                self.has_lost_handles = true;
                let length = line.trim_end().len();
                let directive = Span::from_usize(self.at, self.at + length);
                self.report(row, directive, Vec::new());
            }
            self.at += line.len();
            self.skip_blanks();
            if !self.is_line_end() && self.byte() != b'#' {
                self.pass_over_line();
            } else {
                self.next_line();
            }
        }
        found
    }

    fn version<'w>(
        &mut self,
        mut words: impl Iterator<Item = &'w str>,
        is_second: bool,
    ) -> Option<&'static Row> {
        let (version, more) = (words.next(), words.next());
        if is_second {
            return Some(&messages::SECOND_VERSION);
        }
        let Some((major, minor)) = version.and_then(|version| version.split_once('.')) else {
            return Some(&messages::BAD_DIRECTIVE);
        };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if more.is_some() || !is_number(major) || !is_number(minor) {
            return Some(&messages::BAD_DIRECTIVE);
        }
        (major.trim_start_matches('0') != "1").then_some(&messages::UNKNOWN_VERSION)
    }

    fn handle(&mut self, mut words: impl Iterator<Item = &'s str>) -> Option<&'static Row> {
        let (Some(name), Some(prefix), None) = (words.next(), words.next(), words.next()) else {
            return Some(&messages::BAD_DIRECTIVE);
        };
        let inner = name.strip_prefix('!').map(|rest| rest.strip_suffix('!').unwrap_or(rest));
        let begins_well = prefix.bytes().next().is_some_and(|first| first == b'!' || is_tag_byte(first));
        let decoded = if prefix.bytes().all(is_uri_byte) { decode::uri(prefix) } else { None };
        let Some(prefix) = decoded.filter(|_| begins_well) else { return Some(&messages::BAD_DIRECTIVE) };
        let is_handle = name == "!"
            || name.len() > 1
                && name.ends_with('!')
                && inner.is_some_and(|inner| {
                    inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                });
        if !is_handle {
            return Some(&messages::BAD_DIRECTIVE);
        }
        if self.handles.iter().any(|handle| handle.name == name) {
            return Some(&messages::SECOND_HANDLE);
        }
        self.handles.push(Handle { name, prefix });
        None
    }

    /// What a tag handle stands for.
    pub(super) fn prefix_of(&self, name: &str) -> Option<Cow<'s, str>> {
        let declared = self.handles.iter().find(|handle| handle.name == name);
        declared.map(|handle| handle.prefix.clone()).or(match name {
            "!" => Some(Cow::Borrowed("!")),
            "!!" => Some(Cow::Borrowed("tag:yaml.org,2002:")),
            _ => None,
        })
    }
}
