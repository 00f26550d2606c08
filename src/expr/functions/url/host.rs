//! Hosts of URLs as browsers read them: names, and addresses in whatever notation.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// True if [`normal_host`] knows the host.
pub(super) fn is_host(host: &str) -> bool {
    match is_plain_name(host) {
        Some(is_name) => is_name,
        None => other_host(host).is_some(),
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
pub(in crate::expr::functions) fn normal_host(host: &str) -> Option<String> {
    match is_plain_name(host) {
        Some(is_name) => is_name.then(|| host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase()),
        None => other_host(host),
    }
}

/// The same of any host.
fn other_host(host: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::{is_host, normal_host, other_host};

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
                    let expected = other_host(&host);
                    assert_eq!(is_host(&host), expected.is_some(), "{host}");
                    assert_eq!(normal_host(&host), expected, "{host}");
                }
            }
        }
    }
}
