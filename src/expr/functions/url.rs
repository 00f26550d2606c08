//! URLs by RFC 3986, read as browsers read them where that decides which host is meant (WHATWG URL, "host parsing"):
//! the last `@` ends the user part, and a host that ends in a number is an IPv4 address in whatever notation.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use super::Shape::{Bool, Int, Map, Opaque, String as Str};
use super::shape::{Shape, global};
use super::{Fault, Function, summaries};
use crate::expr::messages;
use crate::expr::value::{Object, Value};

pub(super) static TABLE: &[Function] = &[
    Function::new("isUrl", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(Parts::of(call.text(0)?).is_some_and(|parts| is_host(parts.host))))
    })
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
    scheme: String,
    user: String,
    host: String,
    port: Option<u16>,
    path: String,
    query: String,
    fragment: String,
}

/// The same as it stands in a text; the host may be none.
struct Parts<'t> {
    scheme: &'t str,
    user: &'t str,
    host: &'t str,
    port: Option<u16>,
    path: &'t str,
    query: &'t str,
    fragment: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        if !has_fit_characters(text) {
            return None;
        }
        let (scheme, rest) = text.split_once(':')?;
        let rest = rest.strip_prefix("//").filter(|_| is_scheme(scheme))?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (user, address) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (host, port) = split_port(address)?;
        Some(Self { scheme, user, host, port, path, query, fragment })
    }
}

impl Url {
    fn new(text: &str, parts: &Parts<'_>) -> Option<Self> {
        let scheme = parts.scheme.to_ascii_lowercase();
        let implied = PORTS.iter().find(|(known, _)| *known == scheme).map(|(_, port)| *port);
        Some(Self {
            text: text.to_owned(),
            scheme,
            user: parts.user.to_owned(),
            host: normal_host(parts.host)?,
            port: parts.port.or(implied),
            path: parts.path.to_owned(),
            query: parts.query.to_owned(),
            fragment: parts.fragment.to_owned(),
        })
    }

    /// Scheme, host and port, the port only if the scheme does not imply it.
    fn origin(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let implied = PORTS.iter().any(|(scheme, port)| *scheme == self.scheme && Some(*port) == self.port);
        match self.port {
            Some(port) if !implied => format!("{}://{host}:{port}", self.scheme),
            _ => format!("{}://{host}", self.scheme),
        }
    }

    fn parameters(&self) -> Value<'static> {
        let mut entries: Vec<(String, Value<'static>)> = Vec::new();
        for pair in self.query.split('&').filter(|pair| !pair.is_empty()) {
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
            "scheme" => Value::string(&self.scheme),
            "user" => Value::string(&self.user),
            "host" => Value::string(&self.host),
            "port" => Value::int(i64::from(self.port.unwrap_or(0))),
            "path" => Value::string(&self.path),
            "query" => Value::string(&self.query),
            "parameters" => self.parameters(),
            "fragment" => Value::string(&self.fragment),
            "origin" => Value::string(&self.origin()),
            _ => return None,
        })
    }

    fn as_text(&self) -> &str {
        &self.text
    }
}

fn is_scheme(text: &str) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic()) && text.as_bytes().iter().all(fits)
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
    let after_bracket = address.rfind(']').map_or(0, |at| at + 1);
    let port_at = address.get(after_bracket..)?.rfind(':').map(|at| after_bracket + at);
    let Some(port_at) = port_at else { return Some((address, None)) };
    let host = address.get(..port_at)?;
    match address.get(port_at + 1..)? {
        "" => Some((host, None)),
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some((host, Some(digits.parse().ok()?)))
        }
        _ => None,
    }
}

/// True if [`normal_host`] knows the host.
fn is_host(host: &str) -> bool {
    match is_plain_name(host) {
        Some(is_name) => is_name,
        None => normal_host(host).is_some(),
    }
}

/// Whether a host is a name, if it consists of ASCII and is no address.
fn is_plain_name(host: &str) -> Option<bool> {
    let name = host.strip_suffix('.').unwrap_or(host).as_bytes();
    let mut labels = name.split(|byte| *byte == b'.');
    let last = name.rsplit(|byte| *byte == b'.').next()?;
    let may_be_address = host.starts_with('[') || last.first().is_none_or(u8::is_ascii_digit);
    (host.is_ascii() && !may_be_address).then(|| name.len() <= 253 && labels.all(is_plain_label))
}

fn is_plain_label(label: &[u8]) -> bool {
    let fits = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&label.len())
        && label.iter().all(fits)
        && label.first() != Some(&b'-')
        && label.last() != Some(&b'-')
}

/// The host in small letters, IP addresses in their usual notation, IPv6 without brackets; none if it is no host.
pub(super) fn normal_host(host: &str) -> Option<String> {
    if let Some(inside) = host.strip_prefix('[') {
        let address: Ipv6Addr = inside.strip_suffix(']')?.parse().ok()?;
        return Some(address.to_string());
    }
    let mut host = if host.is_ascii() {
        host.to_ascii_lowercase()
    } else {
        unicode_normalization::UnicodeNormalization::nfkc(host).flat_map(char::to_lowercase).collect()
    };
    if host.ends_with('.') {
        host.pop();
    }
    if host.len() > 253 || !host.split('.').all(is_label) {
        return None;
    }
    match ends_in_number(&host) {
        true => ipv4(&host).map(|address| address.to_string()),
        false => Some(host),
    }
}

/// A part of a name between dots.
fn is_label(label: &str) -> bool {
    let fits = |character: char| character.is_alphanumeric() || character == '-' || character == '_';
    match label.is_ascii() {
        true => is_plain_label(label.as_bytes()),
        false => {
            label.len() <= 63 && label.chars().all(fits) && !label.starts_with('-') && !label.ends_with('-')
        }
    }
}

fn ends_in_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or("");
    let is_hexadecimal =
        last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    last.bytes().all(|byte| byte.is_ascii_digit()) || is_hexadecimal
}

/// An IPv4 address of one to four numbers, each decimal, octal (`0`) or hexadecimal (`0x`); the last fills the rest.
fn ipv4(name: &str) -> Option<IpAddr> {
    let numbers = name.split('.').map(ipv4_number).collect::<Option<Vec<u64>>>()?;
    let (last, first) = numbers.split_last()?;
    let room = 4u32.checked_sub(u32::try_from(first.len()).ok()?)?;
    if room == 0 || first.iter().any(|number| *number > 255) || *last >= 256u64.pow(room) {
        return None;
    }
    let high = first.iter().enumerate().map(|(index, number)| number << (24 - 8 * index)).sum::<u64>();
    Some(IpAddr::V4(Ipv4Addr::from_bits(u32::try_from(high + last).ok()?)))
}

fn ipv4_number(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some("") => Some(0),
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None if text.len() > 1 && text.starts_with('0') => u64::from_str_radix(text, 8).ok(),
        None => text.parse().ok(),
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
    use super::{has_fit_characters, is_host, normal_host};

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

    #[test]
    fn names_lose_their_capitals_and_one_last_dot() {
        let rows = [
            ("WWW.Moim.example", Some("www.moim.example")),
            ("moim.example.", Some("moim.example")),
            ("moim.example..", None),
            ("모임.한국", Some("모임.한국")),
            ("-moim.example", None),
            ("mo im.example", None),
            ("Ｍoim.example", Some("moim.example")),
        ];
        for (host, expected) in rows {
            assert_eq!(normal_host(host).as_deref(), expected, "{host}");
        }
    }

    #[test]
    fn a_host_is_what_has_a_normal_form() {
        let labels =
            ["a", "-a", "a-", "_", "1", "01", "0x1F", "0X1", "256", "", "한", "[::1]", "a b", "1a", "Z9"];
        let long = ["a".repeat(63), "a".repeat(64), "a.".repeat(126), "a.".repeat(127)];
        let labels: Vec<&str> = labels.into_iter().chain(long.iter().map(String::as_str)).collect();
        for first in &labels {
            for second in &labels {
                for host in
                    [format!("{first}.{second}"), format!("{first}{second}"), format!("{first}.{second}.")]
                {
                    assert_eq!(is_host(&host), normal_host(&host).is_some(), "{host}");
                }
            }
        }
    }
}
