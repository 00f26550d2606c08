//! Writing scalars: as plain as is safe for every reader of YAML 1.1, 1.2 and JSON, in the quotation marks of what stood
//! there before.

use super::data::Data;
use crate::yaml::node::{Kind, Node, Style};
use crate::yaml::resolve;

/// What decides how a scalar is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// The quotation marks that are preferred; [`Style::Plain`] for none.
    pub(super) style: Style,
    /// Within brackets or braces.
    pub(super) is_flow: bool,
    /// Among keys in double quotes within braces: it may be JSON.
    pub(super) is_json: bool,
    /// The marks for what cannot be plain.
    pub(super) quote: Style,
}

impl Surroundings {
    /// Around something new in a collection.
    pub(super) fn within(collection: Node<'_>) -> Self {
        let mut around = std::iter::successors(Some(collection), |node| node.parent());
        let is_flow = around.clone().any(|node| node.style() == Style::Flow);
        let has_quoted_keys = |node: Node<'_>| {
            node.style() == Style::Flow
                && node.kind() == Kind::Mapping
                && node.entries().next().is_some_and(|entry| entry.key.style() == Style::DoubleQuoted)
        };
        let is_json = around.any(has_quoted_keys);
        Self { style: Style::Plain, is_flow, is_json, quote: usual_quote(collection) }
    }

    /// Around a value that is replaced.
    pub(super) fn of_value(node: Node<'_>) -> Self {
        Self { style: node.style(), ..Self::within(node) }
    }

    /// Around a key that is replaced.
    pub(super) fn of_key(key: Node<'_>) -> Self {
        Self { style: key.style(), is_json: false, ..Self::within(key) }
    }
}

/// The quotation marks that the document has more of.
fn usual_quote(node: Node<'_>) -> Style {
    let nodes = &node.document().nodes;
    let count = |style| nodes.iter().filter(|node| node.style == style).count();
    if count(Style::SingleQuoted) > count(Style::DoubleQuoted) {
        Style::SingleQuoted
    } else {
        Style::DoubleQuoted
    }
}

/// A scalar on one line; collections are written elsewhere.
pub(super) fn scalar(data: &Data, around: Surroundings) -> String {
    match data {
        Data::Null => "null".to_owned(),
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::BigInt(digits) => digits.clone(),
        Data::Float(value) => float(*value),
        Data::String(text) => self::text(text, around),
        Data::List(_) | Data::Map(_) => String::new(),
    }
}

/// A text on one line of a new document: plain if every reader takes it for that text, else in double quotes.
#[must_use]
pub fn plain_or_quoted(text: &str) -> String {
    let around =
        Surroundings { style: Style::Plain, is_flow: false, is_json: false, quote: Style::DoubleQuoted };
    self::text(text, around)
}

/// A text on one line.
pub(super) fn text(text: &str, around: Surroundings) -> String {
    let is_clean = text.chars().all(|character| !needs_escape(character));
    if around.is_json {
        return double_quoted(text);
    }
    let wanted = match around.style {
        Style::SingleQuoted | Style::DoubleQuoted => around.style,
        _ if is_clean && is_plain(text, around.is_flow) => return text.to_owned(),
        _ => around.quote,
    };
    if wanted == Style::SingleQuoted && is_clean {
        return format!("'{}'", text.replace('\'', "''"));
    }
    double_quoted(text)
}

/// True if the text may stand without quotation marks: every reader takes it for that text.
fn is_plain(text: &str, is_flow: bool) -> bool {
    let starts_well = text.starts_with(|first: char| {
        first.is_alphanumeric()
            || matches!(first, '_' | '/' | '.' | '+' | '(' | '^' | '~' | '$' | ';')
            || (!first.is_ascii() && !first.is_whitespace())
    });
    let ends_well = !text.ends_with([' ', ':']);
    let is_whole = !text.contains(": ") && !text.contains(" #") && !text.contains('\t');
    let fits_flow = !is_flow || !text.contains([',', '[', ']', '{', '}']);
    let is_text = resolve::plain(text).is_none() && !resolve::is_ambiguous(text) && !text.starts_with("...");
    starts_well && ends_well && is_whole && fits_flow && is_text
}

/// True for characters that only an escape can stand for, or that some readers take for a line break.
fn needs_escape(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
    )
}

/// In double quotes, with the escapes that JSON has too.
fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if needs_escape(other) => quoted.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A number that every reader takes for one with a fraction: with a point, and a sign in its exponent.
fn float(value: f64) -> String {
    if value.is_nan() {
        return ".nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let shortest = format!("{value:?}");
    let Some((mantissa, exponent)) = shortest.split_once('e') else { return shortest };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{mantissa}{point}e{sign}{exponent}")
}
