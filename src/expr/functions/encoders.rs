//! The encoders and regular expression extensions.

use std::sync::Arc;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::Shape::{Bytes, Int, List, Optional as Opt, String as Str};
use super::shape::global;
use super::{Answer, Call, Fault, Function, several};
use crate::expr::messages;
use crate::expr::value::{Data, Optional, Value};

/// Decodes with and without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

pub(super) static TABLE: &[Function] = &[
    Function::new("base64.encode", &[global(&[Bytes], Str)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::string(&BASE64.encode(call.bytes(0)?)))
    }),
    Function::new("base64.decode", &[global(&[Str], Bytes)], |call| {
        call.expect_count(1..=1)?;
        let decoded = BASE64.decode(call.text(0)?).map_err(|_| Fault::new(&messages::BAD_BASE64))?;
        Ok(Value::new(Data::Bytes(decoded.into())))
    }),
    Function::new("regex.extract", &[global(&[Str, Str], Opt(&Str))], extract),
    Function::new("regex.extractAll", &[global(&[Str, Str], List(&Str))], extract_all),
    Function::new(
        "regex.replace",
        &[global(&[Str, Str, Str], Str), global(&[Str, Str, Str, Int], Str)],
        replace,
    )
    .told(several::replace),
];

/// The pattern, which may have one group at most, and which group is meant: that one, or the whole.
fn single_group(call: &mut Call<'_, '_>) -> Result<(Arc<regex::Regex>, usize), Fault> {
    let pattern = call.pattern()?;
    match pattern.captures_len() {
        1 => Ok((pattern, 0)),
        2 => Ok((pattern, 1)),
        _ => Err(Fault::with(&messages::MANY_GROUPS, &[("pattern", format!("`{pattern}`"))])),
    }
}

fn extract<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let text = call.text(0)?;
    let (pattern, group) = single_group(call)?;
    let found = pattern.captures(text).and_then(|captures| captures.get(group));
    let optional = found.map_or(Optional::None, |found| Optional::from(Value::string(found.as_str())));
    Ok(Value::new(Data::Optional(optional)))
}

fn extract_all<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let text = call.text(0)?;
    let (pattern, group) = single_group(call)?;
    let found = pattern.captures_iter(text).filter_map(|captures| captures.get(group));
    Ok(Value::list(found.map(|found| Value::string(found.as_str())).collect()))
}

fn replace<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(3..=4)?;
    let (text, template) = (call.text(0)?, call.text(2)?);
    let count = if call.count() == 4 { call.int(3)? } else { -1 };
    let most = if count < 0 { usize::MAX } else { usize::try_from(count).unwrap_or(usize::MAX) };
    if call.cannot_match()? {
        return call.same(0);
    }
    let pattern = call.pattern()?;
    let mut replaced = String::new();
    let mut from = 0;
    for captures in pattern.captures_iter(text).take(most) {
        let Some(whole) = captures.get(0) else { continue };
        replaced.push_str(text.get(from..whole.start()).unwrap_or(""));
        expand(template, &captures, &mut replaced)?;
        from = whole.end();
        call.charge(1 + template.len() / 16)?;
    }
    if replaced.is_empty() && from == 0 {
        return call.same(0);
    }
    replaced.push_str(text.get(from..).unwrap_or(""));
    Ok(Value::string(&replaced))
}

/// Puts groups in the place of `\1`, `\\` for a backslash.
fn expand(template: &str, captures: &regex::Captures<'_>, text: &mut String) -> Result<(), Fault> {
    let bad = || Fault::with(&messages::BAD_REPLACEMENT, &[("text", format!("`{template}`"))]);
    let mut characters = template.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('\\') => text.push('\\'),
            Some(digit) => {
                let group = digit.to_digit(10).map(|group| group as usize);
                let group = group.filter(|group| *group < captures.len()).ok_or_else(bad)?;
                text.push_str(captures.get(group).map_or("", |found| found.as_str()));
            }
            None => return Err(bad()),
        }
    }
    Ok(())
}
