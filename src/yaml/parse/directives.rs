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
    /// Reads the directives that come next. Returns the last.
    pub(super) fn directives(&mut self) -> Option<Span> {
        let mut has_version = false;
        let mut last = None;
        while self.byte() == b'%' && self.at == self.line {
            let span = self.rest_of_line();
            last = Some(span);
            let line = self.text(span.start() as usize, span.end() as usize);
            let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            let wrong = match words.as_slice() {
                ["%YAML", rest @ ..] => self.version(rest, std::mem::replace(&mut has_version, true)),
                ["%TAG", rest @ ..] => self.handle(rest),
                ["%", ..] => Some(&messages::BAD_DIRECTIVE),
                _ => None,
            };
            if let Some(row) = wrong {
                self.has_lost_handles = true;
                self.report(row, span, Vec::new());
            }
            self.directive_comment(line);
            self.at = span.end() as usize;
            self.skip_blanks();
            self.next_line();
        }
        last
    }

    /// Records the comment behind a directive.
    fn directive_comment(&mut self, line: &str) {
        if let Some(at) = line.find(" #").or_else(|| line.find("\t#")) {
            let start = self.at + at + 1;
            self.document.comments.push(Span::from_usize(start, self.at + line.len()));
        }
    }

    fn version(&mut self, words: &[&str], is_second: bool) -> Option<&'static Row> {
        let [version, rest @ ..] = words else { return Some(&messages::BAD_DIRECTIVE) };
        if is_second {
            return Some(&messages::SECOND_VERSION);
        }
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match version.split_once('.') {
            Some((major, minor)) if is_number(major) && is_number(minor) && is_comment(rest) => {
                (major.trim_start_matches('0') != "1").then_some(&messages::UNKNOWN_VERSION)
            }
            _ => Some(&messages::BAD_DIRECTIVE),
        }
    }

    fn handle(&mut self, words: &[&'s str]) -> Option<&'static Row> {
        let [name, prefix, rest @ ..] = words else { return Some(&messages::BAD_DIRECTIVE) };
        let (name, prefix) = (*name, *prefix);
        if !is_comment(rest) || !is_handle(name) {
            return Some(&messages::BAD_DIRECTIVE);
        }
        let begins_well = prefix.bytes().next().is_some_and(|first| first == b'!' || is_tag_byte(first));
        let decoded = if prefix.bytes().all(is_uri_byte) { decode::uri(prefix) } else { None };
        let Some(prefix) = decoded.filter(|_| begins_well) else { return Some(&messages::BAD_DIRECTIVE) };
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

/// True if the words behind a directive are a comment or nothing.
fn is_comment(words: &[&str]) -> bool {
    words.first().is_none_or(|word| word.starts_with('#'))
}

/// True for `!`, `!!` and `!name!`.
fn is_handle(name: &str) -> bool {
    let inner = name.strip_prefix('!').and_then(|rest| rest.strip_suffix('!'));
    let is_word = |inner: &str| inner.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    name == "!" || inner.is_some_and(is_word)
}
