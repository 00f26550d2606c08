//! The network extension: IP addresses and networks in CIDR notation.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use super::Shape::{Bool, Int, Opaque, String as Str};
use super::shape::{Overload, Shape, global, method};
use super::{Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Object, Value};

const IP: Shape = Opaque("net.IP");
const CIDR: Shape = Opaque("net.CIDR");
const IP_BOOL: &[Overload] = &[method(&[IP], Bool)];

pub(super) static TABLE: &[Function] = &[
    Function::new("ip", &[global(&[Str], IP), method(&[CIDR], IP)], |call| {
        call.expect_count(1..=1)?;
        match call.data(0)? {
            Data::String(text) => parse_ip(text.as_str()).map(ip_value),
            _ => network(call, 0).map(|(address, _)| ip_value(address)),
        }
    }),
    Function::new("isIP", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(parse_ip(call.text(0)?).is_ok()))
    }),
    Function::new("ip.isCanonical", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        Ok(Value::bool(parse_ip(text)?.to_string() == text))
    }),
    Function::new("family", &[method(&[IP], Int)], |call| {
        Ok(Value::int(if address(call, 0)?.is_ipv4() { 4 } else { 6 }))
    }),
    Function::new("isUnspecified", IP_BOOL, |call| Ok(Value::bool(address(call, 0)?.is_unspecified()))),
    Function::new("isLoopback", IP_BOOL, |call| Ok(Value::bool(address(call, 0)?.is_loopback()))),
    Function::new("isGlobalUnicast", IP_BOOL, |call| Ok(Value::bool(is_global_unicast(address(call, 0)?)))),
    Function::new("isLinkLocalMulticast", IP_BOOL, |call| {
        Ok(Value::bool(is_link_local_multicast(address(call, 0)?)))
    }),
    Function::new("isLinkLocalUnicast", IP_BOOL, |call| {
        Ok(Value::bool(is_link_local_unicast(address(call, 0)?)))
    }),
    Function::new("cidr", &[global(&[Str], CIDR)], |call| {
        call.expect_count(1..=1)?;
        parse_cidr(call.text(0)?).map(cidr_value)
    }),
    Function::new("isCIDR", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(parse_cidr(call.text(0)?).is_ok()))
    }),
    Function::new("containsIP", &[method(&[CIDR, IP], Bool), method(&[CIDR, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        let inner = match call.data(1)? {
            Data::String(text) => parse_ip(text.as_str())?,
            _ => address(call, 1)?,
        };
        let whole = if inner.is_ipv4() { 32 } else { 128 };
        Ok(Value::bool(contains(network(call, 0)?, (inner, whole))))
    }),
    Function::new("containsCIDR", &[method(&[CIDR, CIDR], Bool), method(&[CIDR, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        let inner = match call.data(1)? {
            Data::String(text) => parse_cidr(text.as_str())?,
            _ => network(call, 1)?,
        };
        Ok(Value::bool(contains(network(call, 0)?, inner)))
    }),
    Function::new("masked", &[method(&[CIDR], CIDR)], |call| {
        let (address, length) = network(call, 0)?;
        Ok(cidr_value((masked(address, length), length)))
    }),
    Function::new("prefixLength", &[method(&[CIDR], Int)], |call| {
        Ok(Value::int(i64::from(network(call, 0)?.1)))
    }),
];

/// An address or a network, by its text.
#[derive(Debug)]
struct Address {
    type_name: &'static str,
    text: String,
}

impl Object for Address {
    fn type_name(&self) -> &'static str {
        self.type_name
    }

    fn field(&self, _: &str) -> Option<Value<'static>> {
        None
    }

    fn as_text(&self) -> &str {
        &self.text
    }
}

fn ip_value<'d>(address: IpAddr) -> Value<'d> {
    Value::object(Arc::new(Address { type_name: "net.IP", text: address.to_string() }))
}

fn cidr_value<'d>((address, length): (IpAddr, u8)) -> Value<'d> {
    Value::object(Arc::new(Address { type_name: "net.CIDR", text: format!("{address}/{length}") }))
}

/// An IPv4 address that is written in hexadecimal within an IPv6 address counts as the IPv4 address; with dots it is
/// refused, as zones are.
fn parse_ip(text: &str) -> Result<IpAddr, Fault> {
    let bad = || Fault::with(&messages::BAD_ADDRESS, &[("value", format!("`{text}`"))]);
    if text.contains(':') && text.contains('.') {
        return Err(bad());
    }
    let address: IpAddr = text.parse().map_err(|_| bad())?;
    Ok(address.to_canonical())
}

fn parse_cidr(text: &str) -> Result<(IpAddr, u8), Fault> {
    let bad = || Fault::with(&messages::BAD_NETWORK, &[("value", format!("`{text}`"))]);
    let (address, length) = text.split_once('/').ok_or_else(bad)?;
    let address = parse_ip(address).map_err(|_| bad())?;
    let is_plain =
        length.bytes().all(|byte| byte.is_ascii_digit()) && (length == "0" || !length.starts_with('0'));
    let length: u8 = length.parse().map_err(|_| bad())?;
    let most = if address.is_ipv4() { 32 } else { 128 };
    if is_plain && length <= most { Ok((address, length)) } else { Err(bad()) }
}

fn object_text<'c>(call: &Call<'c, '_>, index: usize, type_name: &str) -> Result<&'c str, Fault> {
    match call.data(index)? {
        Data::Object(object) if object.type_name() == type_name => Ok(object.as_text()),
        _ => Err(Fault::NoOverload),
    }
}

fn address(call: &Call<'_, '_>, index: usize) -> Result<IpAddr, Fault> {
    object_text(call, index, "net.IP")?.parse().map_err(|_| Fault::NoOverload)
}

fn network(call: &Call<'_, '_>, index: usize) -> Result<(IpAddr, u8), Fault> {
    parse_cidr(object_text(call, index, "net.CIDR")?)
}

fn masked(address: IpAddr, length: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length.min(32))).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length.min(128))).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

fn contains(outer: (IpAddr, u8), inner: (IpAddr, u8)) -> bool {
    outer.0.is_ipv4() == inner.0.is_ipv4()
        && outer.1 <= inner.1
        && masked(inner.0, outer.1) == masked(outer.0, outer.1)
}

fn is_link_local_multicast(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => matches!(address.octets(), [224, 0, 0, _]),
        IpAddr::V6(address) => matches!(address.segments(), [first, ..] if first & 0xff0f == 0xff02),
    }
}

fn is_link_local_unicast(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_link_local(),
        IpAddr::V6(address) => address.is_unicast_link_local(),
    }
}

fn is_global_unicast(address: IpAddr) -> bool {
    let is_broadcast = matches!(address, IpAddr::V4(address) if address.is_broadcast());
    let is_other = address.is_unspecified() || address.is_loopback() || address.is_multicast();
    !is_broadcast && !is_other && !is_link_local_unicast(address)
}
