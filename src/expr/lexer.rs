//! Text of an expression to tokens, by the lexical grammar of the CEL specification ("Syntax"). Knows spelling only:
//! what a literal means is `literal`'s business.

use super::syntax_messages;
use crate::text::{Message, Span};

/// What a token is. Its text is the span of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Identifier,
    /// An identifier in backticks.
    Quoted,
    Int,
    Uint,
    Double,
    /// A string or bytes literal with prefix and quotation marks.
    String,
    /// An operator or a punctuation mark, by its text.
    Mark(&'static str),
    End,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Span,
}

/// A place where no token begins or one does not end.
#[derive(Debug)]
pub(super) struct LexicalError {
    pub(super) message: &'static Message,
    pub(super) span: Span,
}

pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The next token; after the last one, `End` again and again.
    pub(super) fn next(&mut self) -> Result<Token, LexicalError> {
        self.skip_blanks();
        let start = self.at;
        let rest = self.rest();
        let (kind, length) = match rest.as_bytes() {
            [] => (TokenKind::End, 0),
            [b'0'..=b'9', ..] | [b'.', b'0'..=b'9', ..] => number(rest),
            [b'"' | b'\'', ..] => (TokenKind::String, self.string(0)?),
            [b'`', ..] => (TokenKind::Quoted, self.quoted()?),
            [first, ..] if first.is_ascii_alphabetic() || *first == b'_' => self.word()?,
            bytes => match mark(bytes) {
                Some(mark) => (TokenKind::Mark(mark), mark.len()),
                None => {
                    let length = rest.chars().next().map_or(1, char::len_utf8);
                    let is_equals = self.text.get(self.at..).unwrap_or("").starts_with('=');
                    let message = if is_equals {
                        &syntax_messages::SINGLE_EQUALS
                    } else {
                        &syntax_messages::STRAY_CHARACTER
                    };
                    return Err(self.error(message, length));
                }
            },
        };
        self.at = start + length;
        Ok(Token { kind, span: Span::from_usize(start, self.at) })
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_blanks(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            while let Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') = bytes.get(self.at) {
                self.at += 1;
            }
            let rest = bytes.get(self.at..).unwrap_or_default();
            if !rest.starts_with(b"//") {
                return;
            }
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        }
    }

    /// An identifier, or the string literal whose prefix looks like one.
    fn word(&self) -> Result<(TokenKind, usize), LexicalError> {
        let rest = self.rest();
        let prefix = match rest.as_bytes() {
            [b'b' | b'B', b'r' | b'R', b'"' | b'\'', ..] => 2,
            [b'b' | b'B' | b'r' | b'R', b'"' | b'\'', ..] => 1,
            _ => return Ok((TokenKind::Identifier, word_length(rest))),
        };
        Ok((TokenKind::String, self.string(prefix)?))
    }

    /// The length of the string literal whose prefix has this many bytes.
    fn string(&self, prefix: usize) -> Result<usize, LexicalError> {
        let rest = self.rest();
        let is_raw = rest.get(..prefix).is_some_and(|prefix| prefix.contains(['r', 'R']));
        let body = rest.get(prefix..).unwrap_or("");
        let (quote, is_long) = match body.as_bytes() {
            [a, b, c, ..] if a == b && b == c => (*a, true),
            [a, ..] => (*a, false),
            [] => (b'"', false),
        };
        let width = if is_long { 3 } else { 1 };
        let bytes = body.as_bytes();
        let mut at = width;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' if !is_raw => at += 1,
                b'\n' | b'\r' if !is_long => break,
                byte if *byte == quote => {
                    let is_end = !is_long
                        || matches!(bytes.get(at..at + 3), Some([_, b, c]) if *b == quote && *c == quote);
                    if is_end {
                        return Ok(prefix + at + width);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Err(self.error(&syntax_messages::UNCLOSED_STRING, prefix + width))
    }

    fn quoted(&self) -> Result<usize, LexicalError> {
        let inside = self.rest().get(1..).unwrap_or("");
        let is_fit = |character: char| character.is_ascii_alphanumeric() || "_.-/ ".contains(character);
        let length = inside.find(|character| !is_fit(character)).unwrap_or(inside.len());
        match inside.as_bytes().get(length) {
            Some(b'`') if length > 0 => Ok(length + 2),
            _ => Err(self.error(&syntax_messages::BAD_QUOTED_NAME, 1)),
        }
    }

    fn error(&self, message: &'static Message, length: usize) -> LexicalError {
        LexicalError { message, span: Span::from_usize(self.at, (self.at + length).min(self.text.len())) }
    }
}

/// The operator or punctuation mark at the beginning, the longest one.
fn mark(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [b'&', b'&', ..] => "&&",
        [b'|', b'|', ..] => "||",
        [b'=', b'=', ..] => "==",
        [b'!', b'=', ..] => "!=",
        [b'<', b'=', ..] => "<=",
        [b'>', b'=', ..] => ">=",
        [b'<', ..] => "<",
        [b'>', ..] => ">",
        [b'+', ..] => "+",
        [b'-', ..] => "-",
        [b'*', ..] => "*",
        [b'/', ..] => "/",
        [b'%', ..] => "%",
        [b'!', ..] => "!",
        [b'?', ..] => "?",
        [b':', ..] => ":",
        [b'.', ..] => ".",
        [b',', ..] => ",",
        [b'(', ..] => "(",
        [b')', ..] => ")",
        [b'[', ..] => "[",
        [b']', ..] => "]",
        [b'{', ..] => "{",
        [b'}', ..] => "}",
        _ => return None,
    })
}

fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Kind and length of the number that `text` begins with.
fn number(text: &str) -> (TokenKind, usize) {
    let after = |length: usize| text.get(length..).unwrap_or("");
    let with_suffix = |length: usize| match after(length).as_bytes() {
        [b'u' | b'U', ..] => (TokenKind::Uint, length + 1),
        _ => (TokenKind::Int, length),
    };
    if let Some(hexadecimal) = text.strip_prefix("0x") {
        let length = hexadecimal.bytes().take_while(u8::is_ascii_hexdigit).count();
        if length > 0 {
            return with_suffix(2 + length);
        }
    }
    let whole = digits(text);
    let fraction = match after(whole).as_bytes() {
        [b'.', b'0'..=b'9', ..] => 1 + digits(after(whole + 1)),
        _ => 0,
    };
    let exponent = exponent_length(after(whole + fraction));
    match fraction + exponent {
        0 => with_suffix(whole),
        more => (TokenKind::Double, whole + more),
    }
}

fn exponent_length(text: &str) -> usize {
    let sign = match text.as_bytes() {
        [b'e' | b'E', b'+' | b'-', b'0'..=b'9', ..] => 2,
        [b'e' | b'E', b'0'..=b'9', ..] => 1,
        _ => return 0,
    };
    sign + digits(text.get(sign..).unwrap_or(""))
}
