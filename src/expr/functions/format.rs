//! `text.format([arguments])`, of the strings extension: `%s %d %f %e %b %o %x %X %%`, precision for `%f` and `%e`.

use super::Shape::{Dyn, List, String as Str};
use super::shape::method;
use super::{Answer, Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Value, print};

pub(super) static TABLE: &[Function] = &[Function::new("format", &[method(&[Str, List(&Dyn)], Str)], format)];

/// Most digits after the point that a clause may ask for.
const PRECISION_LIMIT: usize = 100;

fn format<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let (mut rest, arguments) = (call.text(0)?, call.list(1)?);
    let mut text = String::new();
    let mut index = 0;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        if let Some(after) = after.strip_prefix('%') {
            text.push('%');
            rest = after;
            continue;
        }
        let (precision, after) = precision(after)?;
        let clause = after.chars().next();
        rest = clause.and_then(|clause| after.get(clause.len_utf8()..)).unwrap_or("");
        let value = arguments.get(index).ok_or_else(|| {
            let counts = [("index", index.to_string()), ("length", arguments.len().to_string())];
            Fault::with(&messages::FORMAT_COUNT, &counts)
        })?;
        index += 1;
        text.push_str(&one(clause, precision, &value)?);
    }
    text.push_str(rest);
    Ok(Value::string(&text))
}

fn precision(text: &str) -> Result<(Option<usize>, &str), Fault> {
    let Some(digits) = text.strip_prefix('.') else { return Ok((None, text)) };
    let rest = digits.trim_start_matches(|character: char| character.is_ascii_digit());
    let number = digits.get(..digits.len() - rest.len()).and_then(|digits| digits.parse().ok());
    match number {
        Some(number) if number <= PRECISION_LIMIT => Ok((Some(number), rest)),
        _ => Err(Fault::with(&messages::BAD_FORMAT, &[("clause", format!("`%{text}`"))])),
    }
}

fn one(clause: Option<char>, precision: Option<usize>, value: &Value<'_>) -> Result<String, Fault> {
    let formatted = match clause {
        Some('s') => string(&value.data),
        Some('d') => decimal(&value.data),
        Some('f') => fixed(&value.data, precision.unwrap_or(6)),
        Some('e') => scientific(&value.data, precision.unwrap_or(6)),
        Some('b') => whole(&value.data, |value| format!("{value:b}")),
        Some('o') if !matches!(value.data, Data::Bool(_)) => whole(&value.data, |value| format!("{value:o}")),
        Some('x') => hexadecimal(&value.data),
        Some('X') => hexadecimal(&value.data).map(|text| text.to_uppercase()),
        Some('o') => None,
        _ => {
            let written = clause.map_or_else(|| "`%`".to_owned(), |clause| format!("`%{clause}`"));
            return Err(Fault::with(&messages::BAD_FORMAT, &[("clause", written)]));
        }
    };
    formatted.ok_or_else(|| {
        let written = format!("`%{}`", clause.unwrap_or(' '));
        Fault::with(&messages::FORMAT_TYPE, &[("clause", written), ("type", value.type_name().to_owned())])
    })
}

// Recursion is bounded by the depth of values: that of documents or of expressions.
fn string(data: &Data<'_>) -> Option<String> {
    Some(match data {
        Data::Null => "null".to_owned(),
        Data::Double(value) => double(*value),
        Data::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Data::List(list) => {
            let elements = list.to_vec();
            let texts = elements.iter().map(|element| string(&element.data)).collect::<Option<Vec<_>>>()?;
            format!("[{}]", texts.join(", "))
        }
        Data::Map(map) => {
            let entries = map.to_vec();
            let text =
                |(key, value): &(Value<'_>, Value<'_>)| Some((string(&key.data)?, string(&value.data)?));
            let mut texts = entries.iter().map(text).collect::<Option<Vec<_>>>()?;
            texts.sort();
            let texts: Vec<_> = texts.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
            format!("{{{}}}", texts.join(", "))
        }
        data => return print::scalar(data),
    })
}

fn double(value: f64) -> String {
    unusual(value).unwrap_or_else(|| print::double(value))
}

fn unusual(value: f64) -> Option<String> {
    let text = match value {
        value if value.is_nan() => "NaN",
        value if value.is_infinite() && value > 0.0 => "Infinity",
        value if value.is_infinite() => "-Infinity",
        _ => return None,
    };
    Some(text.to_owned())
}

fn decimal(data: &Data<'_>) -> Option<String> {
    match data {
        Data::Int(value) => Some(value.to_string()),
        Data::Uint(value) => Some(value.to_string()),
        Data::Double(value) => Some(double(*value)),
        _ => None,
    }
}

fn number(data: &Data<'_>) -> Option<f64> {
    match data {
        Data::Double(value) => Some(*value),
        #[expect(clippy::cast_precision_loss, reason = "printed with few digits")]
        Data::Int(value) => Some(*value as f64),
        #[expect(clippy::cast_precision_loss, reason = "printed with few digits")]
        Data::Uint(value) => Some(*value as f64),
        _ => None,
    }
}

fn fixed(data: &Data<'_>, precision: usize) -> Option<String> {
    let value = number(data)?;
    Some(unusual(value).unwrap_or_else(|| format!("{value:.precision$}")))
}

fn scientific(data: &Data<'_>, precision: usize) -> Option<String> {
    let value = number(data)?;
    if let Some(text) = unusual(value) {
        return Some(text);
    }
    let text = format!("{value:.precision$e}");
    let (digits, exponent) = text.split_once('e')?;
    let exponent: i32 = exponent.parse().ok()?;
    Some(format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs()))
}

/// A whole number in another base; a minus sign stands before the digits of its magnitude.
fn whole(data: &Data<'_>, digits: fn(u64) -> String) -> Option<String> {
    match data {
        Data::Bool(value) => Some(digits(u64::from(*value))),
        Data::Uint(value) => Some(digits(*value)),
        Data::Int(value) if *value < 0 => Some(format!("-{}", digits(value.unsigned_abs()))),
        Data::Int(value) => Some(digits(value.unsigned_abs())),
        _ => None,
    }
}

fn hexadecimal(data: &Data<'_>) -> Option<String> {
    let bytes = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match data {
        Data::String(text) => Some(bytes(text.as_str().as_bytes())),
        Data::Bytes(value) => Some(bytes(value)),
        Data::Bool(_) => None,
        data => whole(data, |value| format!("{value:x}")),
    }
}
