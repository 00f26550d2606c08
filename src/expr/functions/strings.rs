//! The strings extension: positions are counted in characters.

use super::Shape::{Int, List, String as Str};
use super::shape::{global, method};
use super::{Answer, Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Text, Value};

pub(super) static TABLE: &[Function] = &[
    Function::new("charAt", &[method(&[Str, Int], Str)], char_at),
    Function::new("indexOf", &[method(&[Str, Str], Int), method(&[Str, Str, Int], Int)], index_of),
    Function::new("lastIndexOf", &[method(&[Str, Str], Int), method(&[Str, Str, Int], Int)], last_index_of),
    Function::new("join", &[method(&[List(&Str)], Str), method(&[List(&Str), Str], Str)], join),
    Function::new("lowerAscii", &[method(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Ok(Value::string(&text.to_ascii_lowercase())),
            false => call.same(0),
        }
    }),
    Function::new("upperAscii", &[method(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        match text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            true => Ok(Value::string(&text.to_ascii_uppercase())),
            false => call.same(0),
        }
    }),
    Function::new("replace", &[method(&[Str, Str, Str], Str), method(&[Str, Str, Str, Int], Str)], replace),
    Function::new("split", &[method(&[Str, Str], List(&Str)), method(&[Str, Str, Int], List(&Str))], split),
    Function::new("substring", &[method(&[Str, Int], Str), method(&[Str, Int, Int], Str)], substring),
    Function::new("trim", &[method(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        let trimmed = text.trim();
        match call.data(0)? {
            Data::String(Text::Borrowed(text)) => Ok(Value::borrowed(text.trim())),
            _ if trimmed.len() == text.len() => call.same(0),
            _ => Ok(Value::string(trimmed)),
        }
    }),
    Function::new("strings.quote", &[global(&[Str], Str)], quote),
];

/// The byte offset of the character at `position`; the length of the text is a position too.
fn offset(text: &str, position: i64) -> Result<usize, Fault> {
    let found = usize::try_from(position)
        .ok()
        .and_then(|position| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(position));
    found.ok_or_else(|| {
        let length = text.chars().count().to_string();
        Fault::with(&messages::BAD_POSITION, &[("index", position.to_string()), ("length", length)])
    })
}

/// The position in characters of a byte offset, or -1.
fn position<'d>(text: &str, offset: Option<usize>) -> Value<'d> {
    let count = |offset| text.get(..offset).unwrap_or("").chars().count();
    Value::int(offset.map_or(-1, |offset| i64::try_from(count(offset)).unwrap_or(i64::MAX)))
}

fn char_at<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let text = call.text(0)?;
    let at = offset(text, call.int(1)?)?;
    let character = text.get(at..).and_then(|rest| rest.chars().next());
    Ok(Value::string(character.map(String::from).as_deref().unwrap_or("")))
}

fn index_of<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=3)?;
    let (text, wanted) = (call.text(0)?, call.text(1)?);
    let from = if call.count() == 3 { offset(text, call.int(2)?)? } else { 0 };
    let found = text.get(from..).and_then(|rest| rest.find(wanted)).map(|at| from + at);
    Ok(position(text, found))
}

fn last_index_of<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=3)?;
    let (text, wanted) = (call.text(0)?, call.text(1)?);
    let last = if call.count() == 3 { offset(text, call.int(2)?)? } else { text.len() };
    let mut end = (last + wanted.len()).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or(text);
    Ok(position(text, head.rfind(wanted)))
}

fn join<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=2)?;
    let list = call.list(0)?;
    let separator = if call.count() == 2 { call.text(1)? } else { "" };
    let mut joined = String::new();
    let mut is_first = true;
    list.try_each(|element| {
        if !is_first {
            joined.push_str(separator);
        }
        is_first = false;
        joined.push_str(element.as_str().ok_or(Fault::NoOverload)?);
        Ok(())
    })?;
    Ok(Value::string(&joined))
}

fn replace<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(3..=4)?;
    let (text, from, to) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let count = if call.count() == 4 { call.int(3)? } else { -1 };
    let found =
        if count < 0 { text.matches(from).count() } else { usize::try_from(count).unwrap_or(usize::MAX) };
    let replaced = text.matches(from).take(found).count();
    if replaced == 0 {
        return call.same(0);
    }
    // Charged before the text is made: it may be far longer than its parts.
    call.charge(replaced.saturating_mul(to.len()) / 64)?;
    Ok(Value::string(&text.replacen(from, to, found)))
}

fn split<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=3)?;
    let (text, separator) = (call.text(0)?, call.text(1)?);
    let limit = if call.count() == 3 { call.int(2)? } else { -1 };
    let most = if limit < 0 { usize::MAX } else { usize::try_from(limit).unwrap_or(usize::MAX) };
    let parts: Vec<_> = if separator.is_empty() {
        split_characters(text, most)
    } else {
        text.splitn(most, separator).map(Value::string).collect()
    };
    Ok(Value::list(parts))
}

fn split_characters<'d>(text: &str, most: usize) -> Vec<Value<'d>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next().filter(|_| parts.len() < most) {
        let is_last = parts.len() + 1 == most;
        let length = if is_last { rest.len() } else { first.len_utf8() };
        parts.push(Value::string(rest.get(..length).unwrap_or("")));
        rest = rest.get(length..).unwrap_or("");
    }
    parts
}

fn substring<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=3)?;
    let (text, first) = (call.text(0)?, call.int(1)?);
    let start = offset(text, first)?;
    let end = if call.count() == 3 { offset(text, call.int(2)?)? } else { text.len() };
    match text.get(start..end) {
        Some(part) => Ok(Value::string(part)),
        None => {
            let last = call.int(2)?.to_string();
            Err(Fault::with(&messages::BAD_SUBSTRING, &[("start", first.to_string()), ("end", last)]))
        }
    }
}

fn quote<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let mut quoted = String::from("\"");
    for character in call.text(0)?.chars() {
        match character {
            '\u{7}' => quoted.push_str("\\a"),
            '\u{8}' => quoted.push_str("\\b"),
            '\u{c}' => quoted.push_str("\\f"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '\u{b}' => quoted.push_str("\\v"),
            '\\' => quoted.push_str("\\\\"),
            '"' => quoted.push_str("\\\""),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    Ok(Value::string(&quoted))
}

/// `reverse()` of a text or a list.
pub(super) fn reverse<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    match call.data(0)? {
        Data::String(text) => Ok(Value::string(&text.as_str().chars().rev().collect::<String>())),
        Data::List(list) => {
            let mut elements = list.to_vec();
            elements.reverse();
            Ok(Value::list(elements))
        }
        _ => Err(Fault::NoOverload),
    }
}
