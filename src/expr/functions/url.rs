//! URLs by RFC 3986, read as browsers read them where that decides which host is meant (WHATWG URL, "host parsing"):
//! the last `@` ends the user part, and a host that ends in a number is an IPv4 address in whatever notation.

mod host;

use std::sync::Arc;

use super::Shape::{Bool, Int, Map, Opaque, String as Str};
use super::shape::{Shape, global};
use super::{Fault, Function, summaries};
use crate::expr::messages;
use crate::expr::value::{Object, Value};
use host::is_host;
pub(super) use host::normal_host;

pub(super) static TABLE: &[Function] = &[
    Function::new("isUrl", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(is_url(call.text(0)?)))
    })
    .asked(|question| question.alone().map(is_url))
    .about(
        &summaries::IS_URL,
        &[
            ("isUrl('https://example.com/a?b=c')", "true"),
            ("isUrl('example.com')", "false"),
            ("isUrl('https://exa mple.com')", "false"),
            ("isUrl('https://')", "false"),
            ("isUrl('https://example.com:99999')", "false"),
        ],
    ),
    Function::new("url", &[global(&[Str], Opaque("url"))], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        let bad = || Fault::with(&messages::BAD_URL, &[("value", format!("`{text}`"))]);
        let url = Parts::of(text).and_then(|parts| Url::new(text, &parts)).ok_or_else(bad)?;
        Ok(Value::object(Arc::new(url)))
    })
    .about(
        &summaries::URL,
        &[
            ("url('https://Example.com/a').host", "'example.com'"),
            ("url('https://example.com').port", "443"),
            ("url('https://kakao.com@evil.example:8443/').host", "'evil.example'"),
            ("url('http://0x7f.1/').host", "'127.0.0.1'"),
            ("url('https://a.kr/?q=%ED%95%9C&r=1+2').parameters", "{'q': '한', 'r': '1 2'}"),
            ("url('https://a.kr:8443/x?y#z').origin", "'https://a.kr:8443'"),
        ],
    ),
];

/// The fields of `url()`.
pub(super) static FIELDS: &[(&str, Shape)] = &[
    ("scheme", Str),
    ("user", Str),
    ("host", Str),
    ("port", Int),
    ("path", Str),
    ("query", Str),
    ("parameters", Map(&Str, &Str)),
    ("fragment", Str),
    ("origin", Str),
];

/// Schemes and the ports that they imply.
const PORTS: [(&str, u16); 5] = [("https", 443), ("http", 80), ("wss", 443), ("ws", 80), ("ftp", 21)];

/// An absolute URL with a host.
#[derive(Debug)]
struct Url {
    text: String,
    scheme_end: usize,
    user_end: usize,
    /// Where what stands behind the port begins.
    page_start: usize,
    host: Arc<str>,
    port: Option<u16>,
}

/// The same as it stands in a text; the host may be none.
struct Parts<'t> {
    scheme: &'t str,
    user: &'t str,
    host: &'t str,
    port: Option<u16>,
    /// What stands behind the port.
    rest: &'t str,
}

fn is_url(text: &str) -> bool {
    Parts::of(text).is_some_and(|parts| is_host(parts.host))
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        // Most texts that are no URLs end here.
        let (scheme, rest) = text.split_at_checked(text.bytes().position(|byte| !fits_scheme(byte))?)?;
        let rest = rest.strip_prefix("://")?;
        if !scheme.starts_with(|first: char| first.is_ascii_alphabetic()) || !has_fit_characters(rest) {
            return None;
        }
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
        let (authority, rest) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let (user, address) = match authority.bytes().rposition(|byte| byte == b'@') {
            Some(at) => (authority.get(..at)?, authority.get(at + 1..)?),
            None => ("", authority),
        };
        let (host, port) = split_port(address)?;
        Some(Self { scheme, user, host, port, rest })
    }
}

impl Url {
    fn new(text: &str, parts: &Parts<'_>) -> Option<Self> {
        let host = Arc::from(normal_host(parts.host)?);
        let implied = PORTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(parts.scheme));
        let port = parts.port.or(implied.map(|(_, port)| *port));
        let scheme_end = parts.scheme.len();
        let user_end = scheme_end + "://".len() + parts.user.len();
        let page_start = text.len() - parts.rest.len();
        Some(Self { text: text.to_owned(), scheme_end, user_end, page_start, host, port })
    }

    fn scheme(&self) -> String {
        self.text.get(..self.scheme_end).unwrap_or("").to_ascii_lowercase()
    }

    fn user(&self) -> &str {
        self.text.get(self.scheme_end + "://".len()..self.user_end).unwrap_or("")
    }

    /// Path, query and fragment.
    fn page(&self) -> (&str, &str, &str) {
        let rest = self.text.get(self.page_start..).unwrap_or("");
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        (path, query, fragment)
    }

    /// Scheme, host and port, the port only if the scheme does not imply it.
    fn origin(&self) -> String {
        let mut origin = self.scheme();
        let implied = PORTS.iter().any(|(known, port)| *known == origin && Some(*port) == self.port);
        let is_address = self.host.contains(':');
        origin.extend([
            "://",
            if is_address { "[" } else { "" },
            &self.host,
            if is_address { "]" } else { "" },
        ]);
        if let Some(port) = self.port.filter(|_| !implied) {
            origin.extend([":", &port.to_string()]);
        }
        origin
    }

    fn parameters(&self) -> Value<'static> {
        let mut entries: Vec<(String, Value<'static>)> = Vec::new();
        for pair in self.page().1.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = decode(name);
            if !entries.iter().any(|(known, _)| *known == name) {
                entries.push((name, Value::string(&decode(value))));
            }
        }
        Value::map(entries.iter().map(|(name, value)| (name.as_str(), value.clone())).collect())
    }
}

impl Object for Url {
    fn type_name(&self) -> &'static str {
        "url"
    }

    fn field(&self, name: &str) -> Option<Value<'static>> {
        Some(match name {
            "scheme" => Value::string(&self.scheme()),
            "user" => Value::string(self.user()),
            "host" => Value::shared(Arc::clone(&self.host)),
            "port" => Value::int(i64::from(self.port.unwrap_or(0))),
            "path" => Value::string(self.page().0),
            "query" => Value::string(self.page().1),
            "parameters" => self.parameters(),
            "fragment" => Value::string(self.page().2),
            "origin" => Value::string(&self.origin()),
            _ => return None,
        })
    }

    fn as_text(&self) -> &str {
        &self.text
    }
}

fn fits_scheme(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

/// What a byte may be in a URL, as bits: nothing, the beginning of an escape, a part of a character outside ASCII.
const STRAY: u8 = 1;
const ESCAPE: u8 = 2;
const OTHER: u8 = 4;

/// Those bits of all bytes. Control characters, blanks, and a few marks are in no URL.
static BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut rest: &mut [u8] = &mut bytes;
    let mut byte = 0u8;
    while let [first, after @ ..] = rest {
        *first = match byte {
            0..=b' ' | 0x7f | b'\\' | b'<' | b'>' | b'"' | b'`' | b'{' | b'}' | b'|' | b'^' => STRAY,
            b'%' => ESCAPE,
            0x80.. => OTHER,
            _ => 0,
        };
        byte = byte.wrapping_add(1);
        rest = after;
    }
    bytes
};

/// True unless a text holds a character that no URL has, or a `%` that begins no escape.
fn has_fit_characters(text: &str) -> bool {
    let bits = |byte: u8| BYTES.get(usize::from(byte)).copied().unwrap_or(STRAY);
    let seen = text.bytes().fold(0, |seen, byte| seen | bits(byte));
    let is_stray = |character: char| character.is_control() || character.is_whitespace();
    seen & STRAY == 0
        && (seen & ESCAPE == 0 || has_valid_escapes(text))
        && (seen & OTHER == 0 || !text.contains(is_stray))
}

/// Every `%` is followed by two hexadecimal digits.
fn has_valid_escapes(text: &str) -> bool {
    text.split('%').skip(1).all(|after| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Host and port of `host:port`, `[::1]:port`; none if the port is not one.
fn split_port(address: &str) -> Option<(&str, Option<u16>)> {
    let last = |wanted: u8| address.bytes().rposition(|byte| byte == wanted);
    let Some(port_at) = last(b':').filter(|at| last(b']').is_none_or(|bracket| bracket < *at)) else {
        return Some((address, None));
    };
    let host = address.get(..port_at)?;
    match address.get(port_at + 1..)? {
        "" => Some((host, None)),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((host, Some(digits.parse().ok()?)))
        }
        _ => None,
    }
}

/// Percent escapes and `+` decoded; bytes that are not UTF-8 become U+FFFD.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [high, low, after @ ..]) => {
                let digit =
                    |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                bytes.push(digit(*high).unwrap_or(0) * 16 + digit(*low).unwrap_or(0));
                rest = after;
            }
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::has_fit_characters;

    #[test]
    fn strays_are_the_same_in_ascii_as_beside_other_characters() {
        for character in '\0'..='\x7f' {
            let (ascii, other) = (format!("a{character}b"), format!("가{character}b"));
            assert_eq!(has_fit_characters(&ascii), has_fit_characters(&other), "{ascii:?}");
        }
        for character in " \t\n\0\u{7f}\\<>\"`{}|^".chars() {
            assert!(!has_fit_characters(&format!("a{character}b")), "{character:?}");
        }
        assert!(!has_fit_characters("a\u{a0}b") && !has_fit_characters("a\u{85}b"));
        assert!(has_fit_characters("가b") && has_fit_characters("a%2fb") && !has_fit_characters("a%2"));
    }
}
