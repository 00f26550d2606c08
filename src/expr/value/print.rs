//! Values as text: for people (messages), and as CEL's `string()` writes them.

use std::fmt::Write;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::{Data, Value};

impl Value<'_> {
    /// The value as people read it in a message: texts bare, lists joined by `, `, numbers plain, dates as written.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        text
    }

    /// Appends what [`Value::to_text`] returns.
    pub fn write_text(&self, text: &mut String) {
        if let (Data::Int(_) | Data::Uint(_) | Data::Double(_) | Data::Bool(_), Some(node)) =
            (&self.data, self.origin)
        {
            text.push_str(node.written_text());
            return;
        }
        match &self.data {
            Data::Null => text.push_str("null"),
            Data::String(string) => text.push_str(string.as_str()),
            Data::Bytes(bytes) => text.push_str(&String::from_utf8_lossy(bytes)),
            Data::List(list) => {
                for (index, element) in list.to_vec().iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    element.write_text(text);
                }
            }
            Data::Map(map) => {
                for (index, (key, value)) in map.to_vec().iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    key.write_text(text);
                    text.push_str(": ");
                    value.write_text(text);
                }
            }
            Data::Timestamp(time) if time.time() == jiff::civil::Time::midnight() => {
                let _ = write!(text, "{}", time.date());
            }
            Data::Optional(optional) => {
                if let Some(value) = optional.get() {
                    value.write_text(text);
                }
            }
            Data::Object(object) => text.push_str(object.as_text()),
            data => text.push_str(&scalar(data).unwrap_or_default()),
        }
    }
}

/// A scalar as `string()` writes it; none for collections and what is no scalar.
pub(in crate::expr) fn scalar(data: &Data<'_>) -> Option<String> {
    Some(match data {
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::Uint(value) => value.to_string(),
        Data::Double(value) => double(*value),
        Data::String(text) => text.as_str().to_owned(),
        Data::Timestamp(time) => timestamp(*time),
        Data::Duration(span) => duration(*span),
        Data::Type(name) => (*name).to_owned(),
        _ => return None,
    })
}

/// The shortest digits that read back as the same number, with an exponent only outside 1e-4 to 1e21.
pub(in crate::expr) fn double(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-4..1e21).contains(&magnitude) {
        let short = format!("{value:e}");
        let (digits, exponent) = short.split_once('e').unwrap_or((&short, "0"));
        let exponent: i32 = exponent.parse().unwrap_or(0);
        return format!("{digits}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.abs());
    }
    format!("{value}")
}

/// RFC 3339 in UTC, with as many digits of the fraction as it needs.
pub(in crate::expr) fn timestamp(time: DateTime) -> String {
    format!("{time}Z")
}

/// Seconds with a fraction where it needs one, and `s`.
pub(in crate::expr) fn duration(span: SignedDuration) -> String {
    let sign = if span.is_negative() { "-" } else { "" };
    let span = span.unsigned_abs();
    match span.subsec_nanos() {
        0 => format!("{sign}{}s", span.as_secs()),
        nanos => {
            let fraction = format!("{nanos:09}");
            format!("{sign}{}.{}s", span.as_secs(), fraction.trim_end_matches('0'))
        }
    }
}
