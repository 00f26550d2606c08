//! Anchors and tags before a node (YAML 1.2.2, section 6.9), with tags resolved by the handles of the document.

use super::{Parsed, Parser};
use crate::text::Span;
use crate::yaml::decode;
use crate::yaml::document::PropertyData;
use crate::yaml::messages;
use crate::yaml::resolve::TagKind;

/// The properties of a node that is being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Properties {
    /// Index into `Document::properties` plus one; zero for none.
    pub(super) index: u32,
    /// The number of the anchor among those of the parser; zero for none.
    pub(super) anchor: u32,
    pub(super) tag: TagKind,
    start: u32,
    pub(super) end: u32,
}

impl Properties {
    pub(super) const NONE: Self = Self { index: 0, anchor: 0, tag: TagKind::None, start: 0, end: 0 };

    pub(super) const fn is_none(self) -> bool {
        self.index == 0
    }

    pub(super) const fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The bytes of anchor names, those of characters beyond ASCII included (YAML 1.2.2, production 102).
pub(super) const fn is_anchor_byte(byte: u8) -> bool {
    !matches!(byte, 0..=b' ' | b',' | b'[' | b']' | b'{' | b'}')
}

/// The bytes that a tag is made of (YAML 1.2.2, production 39), `%` of its escapes included.
pub(super) const fn is_uri_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'#'
                | b';'
                | b'/'
                | b'?'
                | b':'
                | b'@'
                | b'&'
                | b'='
                | b'+'
                | b'$'
                | b','
                | b'_'
                | b'.'
                | b'!'
                | b'~'
                | b'*'
                | b'\''
                | b'('
                | b')'
                | b'['
                | b']'
                | b'%'
        )
}

pub(super) const fn is_tag_byte(byte: u8) -> bool {
    is_uri_byte(byte) && !matches!(byte, b'!' | b',' | b'[' | b']')
}

impl Parser<'_> {
    /// One anchor, one tag or both, all on this line; goes to what follows on it.
    pub(super) fn properties(&mut self, is_in_flow: bool) -> Parsed<Properties> {
        let start = self.at;
        let mut data = PropertyData::default();
        let mut properties = Properties::NONE;
        let mut end = start;
        loop {
            match self.byte() {
                b'&' => {
                    let (span, number) = self.anchor(data.anchor)?;
                    data.anchor = Some(span);
                    properties.anchor = number;
                }
                b'!' => {
                    let (span, resolved) = self.tag(data.tag)?;
                    properties.tag = tag_kind(&resolved);
                    data.tag = Some(span);
                    data.resolved_tag = Some(resolved);
                }
                _ => break,
            }
            end = self.at;
            self.skip_blanks();
            if self.at == end {
                break;
            }
        }
        let is_ended = self.at > end || self.is_line_end();
        let is_ended_by_flow = is_in_flow && matches!(self.byte(), b',' | b']' | b'}');
        if !(is_ended || is_ended_by_flow) {
            self.report(&messages::values::BLANK_AFTER_PROPERTY, Span::from_usize(start, end), Vec::new());
        }
        self.document.properties.push(data);
        properties.index = u32::try_from(self.document.properties.len()).unwrap_or(0);
        let span = Span::from_usize(start, end);
        Ok(Properties { start: span.start(), end: span.end(), ..properties })
    }

    fn anchor(&mut self, earlier: Option<Span>) -> Parsed<(Span, u32)> {
        let start = self.at;
        self.at += 1;
        while is_anchor_byte(self.byte()) {
            self.at += 1;
        }
        let span = Span::from_usize(start, self.at);
        if span.len() == 1 {
            return self.fail(&messages::values::ANCHOR_WITHOUT_NAME, span);
        }
        if earlier.is_some() {
            return self.fail(&messages::values::SECOND_ANCHOR, span);
        }
        let number = self.register_anchor(span, self.text(start + 1, self.at));
        Ok((span, number))
    }

    fn tag(&mut self, earlier: Option<Span>) -> Parsed<(Span, String)> {
        let start = self.at;
        self.at += 1;
        let resolved =
            if self.byte() == b'<' { self.verbatim_tag(start)? } else { self.shorthand_tag(start)? };
        let span = Span::from_usize(start, self.at);
        if earlier.is_some() {
            return self.fail(&messages::values::SECOND_TAG, span);
        }
        Ok((span, resolved))
    }

    fn verbatim_tag(&mut self, start: usize) -> Parsed<String> {
        self.at += 1;
        let name_start = self.at;
        while is_uri_byte(self.byte()) {
            self.at += 1;
        }
        let name = self.text(name_start, self.at);
        match decode::uri(name) {
            Some(decoded) if self.byte() == b'>' && !name.is_empty() => {
                self.at += 1;
                Ok(decoded.into_owned())
            }
            _ => self.fail(&messages::values::BAD_TAG, Span::from_usize(start, self.at)),
        }
    }

    /// `!`, `!suffix`, `!!suffix` or `!handle!suffix`; `start` is the offset of the first `!`.
    fn shorthand_tag(&mut self, start: usize) -> Parsed<String> {
        while is_tag_byte(self.byte()) {
            self.at += 1;
        }
        if self.byte() == b'!' {
            self.at += 1;
            let handle_end = self.at;
            while is_tag_byte(self.byte()) {
                self.at += 1;
            }
            let handle = self.text(start, handle_end);
            let Some(prefix) = self.prefix_of(handle) else {
                let span = Span::from_usize(start, handle_end);
                return self.fail_unknown_handle(handle, span);
            };
            if self.at == handle_end {
                return self.fail(&messages::values::BAD_TAG, Span::from_usize(start, self.at));
            }
            return self.suffixed(&prefix, start, handle_end);
        }
        if self.at == start + 1 {
            return Ok("!".to_owned());
        }
        self.suffixed(&self.prefix_of("!").unwrap_or_default(), start, start + 1)
    }

    /// The tag of a prefix and the suffix that ends here.
    fn suffixed(&mut self, prefix: &str, start: usize, suffix_start: usize) -> Parsed<String> {
        match decode::uri(self.text(suffix_start, self.at)) {
            Some(suffix) => Ok(prefix.to_owned() + &suffix),
            None => self.fail(&messages::values::BAD_TAG, Span::from_usize(start, self.at)),
        }
    }

    fn fail_unknown_handle<T>(&mut self, handle: &str, span: Span) -> Parsed<T> {
        // A handle whose directive is wrong was reported there.
        if !self.has_lost_handles {
            self.report(&messages::values::UNKNOWN_HANDLE, span, vec![("handle", handle.to_owned())]);
        }
        Err(super::Lost)
    }

    /// The properties of one node, some of which stood on a line of their own.
    pub(super) fn combine(&mut self, outer: Properties, inner: Properties) -> Parsed<Properties> {
        if outer.is_none() {
            return Ok(inner);
        }
        if inner.is_none() {
            return Ok(outer);
        }
        let row = match (
            outer.anchor != 0 && inner.anchor != 0,
            outer.tag != TagKind::None && inner.tag != TagKind::None,
        ) {
            (true, _) => Some(&messages::values::SECOND_ANCHOR),
            (_, true) => Some(&messages::values::SECOND_TAG),
            _ => None,
        };
        if let Some(row) = row {
            return self.fail(row, inner.span());
        }
        let moved = self.document.properties.get_mut(inner.index as usize - 1).map(std::mem::take);
        if let Some((into, moved)) = self.document.properties.get_mut(outer.index as usize - 1).zip(moved) {
            into.anchor = into.anchor.or(moved.anchor);
            into.tag = into.tag.or(moved.tag);
            into.resolved_tag = into.resolved_tag.take().or(moved.resolved_tag);
        }
        let tag = if outer.tag == TagKind::None { inner.tag } else { outer.tag };
        Ok(Properties { anchor: outer.anchor.max(inner.anchor), tag, end: inner.end, ..outer })
    }
}

fn tag_kind(resolved: &str) -> TagKind {
    match resolved.strip_prefix("tag:yaml.org,2002:") {
        Some("null") => TagKind::Null,
        Some("bool") => TagKind::Bool,
        Some("int") => TagKind::Int,
        Some("float") => TagKind::Float,
        _ => TagKind::Text,
    }
}
