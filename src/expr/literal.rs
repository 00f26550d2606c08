//! What literals mean: numbers and strings with their escapes (CEL specification, "String and Bytes Values"). Knows no
//! tree.

use super::syntax_messages;
use super::value::{Data, Text};
use crate::text::Message;
use std::sync::Arc;

/// The value of an `int` or `uint` token, with the sign that stands before it.
pub(super) fn integer(text: &str, is_negative: bool) -> Result<Data<'static>, &'static Message> {
    let unsigned = text.strip_suffix(['u', 'U']);
    let digits = unsigned.unwrap_or(text);
    let magnitude = match digits.strip_prefix("0x") {
        Some(hexadecimal) => u64::from_str_radix(hexadecimal, 16),
        None => digits.parse(),
    };
    let magnitude = magnitude.map_err(|_| &syntax_messages::NUMBER_RANGE)?;
    if unsigned.is_some() {
        return Ok(Data::Uint(magnitude));
    }
    let signed =
        if is_negative { 0i64.checked_sub_unsigned(magnitude) } else { i64::try_from(magnitude).ok() };
    signed.map(Data::Int).ok_or(&syntax_messages::NUMBER_RANGE)
}

/// The value of a string or bytes token, or what is wrong and where in the token (bytes).
pub(super) fn string(token: &str) -> Result<Data<'static>, (&'static Message, usize)> {
    let body = token.trim_start_matches(['b', 'B', 'r', 'R']);
    let prefix = token.get(..token.len() - body.len()).unwrap_or("");
    let width = match body.as_bytes() {
        [a, b, c, .., _, _, _] if a == b && b == c => 3,
        _ => 1,
    };
    let inside = body.get(width..body.len() - width).unwrap_or("");
    let is_bytes = prefix.contains(['b', 'B']);
    if prefix.contains(['r', 'R']) || !inside.contains('\\') {
        return Ok(plain(inside, is_bytes));
    }
    let offset = prefix.len() + width;
    let decoded = unescape(inside, is_bytes).map_err(|(message, at)| (message, offset + at))?;
    if is_bytes {
        return Ok(Data::Bytes(decoded.into()));
    }
    // INVARIANT: outside bytes literals escapes stand for characters, so this is UTF-8.
    let text = String::from_utf8(decoded).map_err(|_| (&syntax_messages::BAD_ESCAPE, offset))?;
    Ok(Data::String(Text::Shared(Arc::from(text))))
}

fn plain(text: &str, is_bytes: bool) -> Data<'static> {
    if is_bytes {
        Data::Bytes(Arc::from(text.as_bytes()))
    } else {
        Data::String(Text::Shared(Arc::from(text)))
    }
}

fn unescape(text: &str, is_bytes: bool) -> Result<Vec<u8>, (&'static Message, usize)> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let until = rest.find('\\').unwrap_or(rest.len());
        decoded.extend(rest.get(..until).unwrap_or("").as_bytes());
        let escape = rest.get(until..).unwrap_or("");
        at += until;
        if !escape.is_empty() {
            at += one_escape(escape, is_bytes, &mut decoded).ok_or((&syntax_messages::BAD_ESCAPE, at))?;
        }
    }
    Ok(decoded)
}

/// Decodes the escape at the start of `text`; its length, or none if it is not one.
fn one_escape(text: &str, is_bytes: bool, decoded: &mut Vec<u8>) -> Option<usize> {
    let second = *text.as_bytes().get(1)?;
    let simple = match second {
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0b,
        b'\\' | b'?' | b'"' | b'\'' | b'`' => second,
        _ => return numeric_escape(text, second, is_bytes, decoded),
    };
    decoded.push(simple);
    Some(2)
}

fn numeric_escape(text: &str, second: u8, is_bytes: bool, decoded: &mut Vec<u8>) -> Option<usize> {
    let (digits, radix) = match second {
        b'x' | b'X' => (2..4, 16),
        b'u' if !is_bytes => (2..6, 16),
        b'U' if !is_bytes => (2..10, 16),
        b'0'..=b'3' => (1..4, 8),
        _ => return None,
    };
    let length = digits.end;
    let digits = text.get(digits).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let code = u32::from_str_radix(digits, radix).ok()?;
    if is_bytes {
        decoded.push(u8::try_from(code).ok()?);
    } else {
        let character = char::from_u32(code)?;
        decoded.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
    Some(length)
}
