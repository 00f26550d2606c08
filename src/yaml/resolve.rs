//! The type of a scalar by the core schema of YAML 1.2.2 (section 10.3), and which plain scalars tools of YAML 1.1
//! take for something else. Knows texts only.

use super::document::Content;

/// What a tag says of the type of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// No tag: by the text.
    None,
    /// A text: `!`, `!!str` and every tag that the core schema does not know.
    Text,
    Null,
    Bool,
    Int,
    Float,
}

/// True unless the first byte of a plain scalar says that it is a text, and in YAML 1.1 as well.
#[inline]
pub(super) const fn may_be_more_than_text(first: u8) -> bool {
    matches!(
        first,
        b'0'..=b'9'
            | b'+'
            | b'-'
            | b'.'
            | b'~'
            | b'n'
            | b'N'
            | b't'
            | b'T'
            | b'f'
            | b'F'
            | b'y'
            | b'Y'
            | b'o'
            | b'O'
            | b'<'
    )
}

/// The value of a plain scalar, none if it is a text.
#[inline]
pub(super) fn plain(text: &str) -> Option<Content> {
    match text.as_bytes().first()? {
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(text),
        b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'~' if text.len() <= 5 => word(text),
        _ => None,
    }
}

/// The value of a scalar with a tag of the core schema, none if the tag does not fit.
pub(super) fn tagged(text: &str, tag: TagKind) -> Option<Content> {
    let content = if text.is_empty() { Content::Null } else { plain(text)? };
    match (tag, content) {
        (TagKind::Null, Content::Null)
        | (TagKind::Bool, Content::Bool(_))
        | (TagKind::Int, Content::Int(_) | Content::BigInt)
        | (TagKind::Float, Content::Float(_)) => Some(content),
        (TagKind::Float, Content::Int(_) | Content::BigInt) => float(text).map(Content::Float),
        _ => None,
    }
}

fn word(text: &str) -> Option<Content> {
    match text {
        "null" | "Null" | "NULL" | "~" => Some(Content::Null),
        "true" | "True" | "TRUE" => Some(Content::Bool(true)),
        "false" | "False" | "FALSE" => Some(Content::Bool(false)),
        _ => None,
    }
}

fn number(text: &str) -> Option<Content> {
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().map_or(Content::BigInt, Content::Int));
    }
    match unsigned {
        ".inf" | ".Inf" | ".INF" => {
            let is_negative = text.starts_with('-');
            Some(Content::Float(if is_negative { f64::NEG_INFINITY } else { f64::INFINITY }))
        }
        ".nan" | ".NaN" | ".NAN" if text.len() == 4 => Some(Content::Float(f64::NAN)),
        _ => is_float(unsigned).then(|| float(text)).flatten().map(Content::Float),
    }
}

fn radix(digits: &str, radix: u32) -> Option<Content> {
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_number.then(|| i64::from_str_radix(digits, radix).map_or(Content::BigInt, Content::Int))
}

fn float(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// True for `\. [0-9]+ | [0-9]+ ( \. [0-9]* )?` with an exponent or without.
fn is_float(unsigned: &str) -> bool {
    let (mantissa, exponent) =
        unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(mantissa, rest)| (mantissa, Some(rest)));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    has_exponent && digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty())
}

/// True if tools of YAML 1.1 read this plain scalar as a value of another type or size. Dates are not among them: as
/// texts and as timestamps they mean the same.
#[inline]
pub(super) fn is_ambiguous(text: &str) -> bool {
    match text.as_bytes().first() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => is_other_number(text),
        Some(b'y' | b'Y' | b'n' | b'N' | b'o' | b'O') => is_other_bool(text),
        _ => false,
    }
}

/// `y`, `no`, `On` and the like: truth values of YAML 1.1.
fn is_other_bool(text: &str) -> bool {
    text.len() <= 3
        && matches!(
            text,
            "y" | "Y"
                | "yes"
                | "Yes"
                | "YES"
                | "n"
                | "N"
                | "no"
                | "No"
                | "NO"
                | "on"
                | "On"
                | "ON"
                | "off"
                | "Off"
                | "OFF"
        )
}

fn is_other_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if let Some(digits) = unsigned.strip_prefix("0b") {
        return is_run(digits, |byte| matches!(byte, b'0' | b'1' | b'_'));
    }
    if let Some(digits) = unsigned.strip_prefix("0o") {
        return unsigned == text && is_run(digits, |byte| matches!(byte, b'0'..=b'7'));
    }
    if let Some(digits) = unsigned.strip_prefix("0x") {
        let is_signed = unsigned != text;
        return is_run(digits, |byte| byte.is_ascii_hexdigit() || byte == b'_')
            && (is_signed || digits.contains('_'));
    }
    if is_run(unsigned, |byte| byte.is_ascii_digit() || byte == b'_') {
        let is_octal =
            unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().any(|byte| byte > b'0');
        return unsigned.starts_with(|first: char| first.is_ascii_digit())
            && (is_octal || unsigned.contains('_'));
    }
    is_sexagesimal(unsigned) || is_other_float(unsigned)
}

fn is_run(text: &str, is_part: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(is_part)
}

/// `12:30:00`, which YAML 1.1 reads to the base 60.
fn is_sexagesimal(unsigned: &str) -> bool {
    let whole = unsigned.split_once('.').map_or(unsigned, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') { whole } else { "" }
    });
    let mut parts = whole.split(':');
    let first = parts.next().unwrap_or("");
    let mut is_more = false;
    let fits = parts.all(|part| {
        is_more = true;
        part.len() <= 2 && part.parse().is_ok_and(|number: u8| number < 60) && !part.starts_with('+')
    });
    is_more && fits && is_run(first, |byte| byte.is_ascii_digit() || byte == b'_') && !first.starts_with('_')
}

/// `1e3` and `1.5e3`, texts of YAML 1.1, which wants a point and a sign; and `1_0.5`, a number of YAML 1.1.
fn is_other_float(unsigned: &str) -> bool {
    if let Some((mantissa, exponent)) = unsigned.split_once(['e', 'E'])
        && is_float(unsigned)
    {
        return !mantissa.contains('.') || !exponent.starts_with(['+', '-']);
    }
    unsigned.contains('_') && unsigned.contains('.') && {
        let has_digit = unsigned.starts_with(|first: char| first.is_ascii_digit());
        has_digit && is_float(&unsigned.replace('_', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::is_ambiguous;

    #[test]
    fn what_older_tools_read_otherwise_is_ambiguous() {
        let ambiguous = "no No NO on off y N yes 0123 -017 08 1_000 12:30:00 12:30 1:30.5 0b101 0o17 1e3 1.5e3 1_0.5 -0x1F";
        for text in ambiguous.split(' ') {
            assert!(is_ambiguous(text), "{text}");
        }
        let plain = "nope none oN yEs 0 00 12 1.5 1.5e+3 2026-11-24 2026-11-24T10:00:00Z 0xFF 12:75 192.168.0.1 1.2.3 \
                     +82-10-1234-5678 .inf - _ 1_a null true Yellow order";
        for text in plain.split_whitespace() {
            assert!(!is_ambiguous(text), "{text}");
        }
    }
}
