//! Hosts: addresses, names that the public Internet does not know, registrable domains by the public suffix list.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use psl::{List, Psl};

use super::Shape::{Bool, String as Str};
use super::shape::global;
use super::{Function, summaries, url};
use crate::expr::value::Value;

pub(super) static TABLE: &[Function] = &[
    Function::new("isIp", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(address(call.text(0)?).is_some()))
    })
    .about(
        &summaries::IS_IP,
        &[("isIp('192.168.0.1')", "true"), ("isIp('::1')", "true"), ("isIp('example.com')", "false")],
    ),
    Function::new("isPublicHost", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(is_public(call.text(0)?)))
    })
    .about(
        &summaries::IS_PUBLIC_HOST,
        &[
            ("isPublicHost('www.kakao.com')", "true"),
            ("isPublicHost('localhost')", "false"),
            ("isPublicHost('app.test')", "false"),
            ("isPublicHost('nas.local')", "false"),
            ("isPublicHost('intranet')", "false"),
            ("isPublicHost('example.com')", "false"),
            ("isPublicHost('10.1.2.3')", "false"),
            ("isPublicHost('100.64.0.1')", "false"),
            ("isPublicHost('169.254.169.254')", "false"),
            ("isPublicHost('[::1]')", "false"),
            ("isPublicHost('8.8.8.8')", "true"),
            ("isPublicHost('::ffff:127.0.0.1')", "false"),
        ],
    ),
    Function::new("registrableDomain", &[global(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::string(&registrable_domain(call.text(0)?)))
    })
    .about(
        &summaries::REGISTRABLE_DOMAIN,
        &[
            ("registrableDomain('www.shop.example.co.kr')", "'example.co.kr'"),
            ("registrableDomain('me.github.io')", "'me.github.io'"),
            ("registrableDomain('co.kr')", "''"),
            ("registrableDomain('10.0.0.1')", "''"),
        ],
    ),
];

/// Names that are never delegated in the public tree (RFC 2606, 6761, 6762, 7686, 8375, 9476 and the root zone's
/// `internal`), and those that home and office networks use as if they were theirs.
const RESERVED: [&str; 19] = [
    "alt",
    "arpa",
    "corp",
    "example",
    "example.com",
    "example.net",
    "example.org",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mail",
    "onion",
    "private",
    "test",
];

fn address(host: &str) -> Option<IpAddr> {
    let bare = host.strip_prefix('[').and_then(|inside| inside.strip_suffix(']')).unwrap_or(host);
    bare.parse().ok()
}

fn is_public(host: &str) -> bool {
    let bare = address(host).map_or_else(|| url::normal_host(host), |address| Some(address.to_string()));
    let Some(host) = bare else { return false };
    if let Some(address) = address(&host) {
        return is_public_address(address);
    }
    let is_reserved = |name: &&str| host == **name || host.ends_with(&format!(".{name}"));
    host.contains('.') && !RESERVED.iter().any(is_reserved) && has_known_suffix(&host)
}

fn has_known_suffix(host: &str) -> bool {
    List.suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

fn is_public_address(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Outside the ranges of the IANA special-purpose registry for IPv4 that are local, private or not in use. Addresses for
/// documentation (192.0.2.0/24 and the like) count as public: they stand for such.
fn is_public_v4(address: Ipv4Addr) -> bool {
    let is_special = matches!(
        address.octets(),
        [0 | 10 | 127 | 224..=255, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 0, 0, _]
            | [192, 88, 99, _]
            | [192, 168, ..]
            | [198, 18 | 19, ..]
    );
    !is_special
}

/// Within the global unicast range, and not for documentation or a tunnel to a private IPv4 address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn registrable_domain(host: &str) -> String {
    let Some(host) = url::normal_host(host).filter(|host| address(host).is_none()) else {
        return String::new();
    };
    let domain = List.domain(host.as_bytes()).and_then(|domain| std::str::from_utf8(domain.as_bytes()).ok());
    domain.unwrap_or("").to_owned()
}
