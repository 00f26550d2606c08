//! Functions of the CEL specification, "Standard Definitions": sizes, conversions, types, texts.

use super::Shape::{
    Bool, Bytes, Double, Duration, Dyn, Int, List, Map, Parameter, String as Str, Timestamp, Type, Uint,
};
use super::shape::{Shape, global, method};
use super::{Answer, Call, Fault, Function, several};
use crate::expr::messages;
use crate::expr::value::{Data, Text, Value, print, time};

const T: Shape = Parameter(0);
const U: Shape = Parameter(1);
const LIST: Shape = List(&T);
const MAP: Shape = Map(&T, &U);

pub(super) static TABLE: &[Function] = &[
    Function::new(
        "size",
        &[
            global(&[Str], Int),
            global(&[Bytes], Int),
            global(&[LIST], Int),
            global(&[MAP], Int),
            method(&[Str], Int),
            method(&[Bytes], Int),
            method(&[LIST], Int),
            method(&[MAP], Int),
        ],
        size,
    ),
    Function::new("type", &[global(&[T], Type(&T))], type_of).told(several::type_name),
    Function::new("dyn", &[global(&[T], Dyn)], |call| call.value(0).cloned()),
    Function::new("bool", &[global(&[Bool], Bool), global(&[Str], Bool)], to_bool),
    Function::new(
        "int",
        &[
            global(&[Int], Int),
            global(&[Uint], Int),
            global(&[Double], Int),
            global(&[Str], Int),
            global(&[Timestamp], Int),
        ],
        to_int,
    ),
    Function::new(
        "uint",
        &[global(&[Uint], Uint), global(&[Int], Uint), global(&[Double], Uint), global(&[Str], Uint)],
        to_uint,
    ),
    Function::new(
        "double",
        &[global(&[Double], Double), global(&[Int], Double), global(&[Uint], Double), global(&[Str], Double)],
        to_double,
    ),
    Function::new(
        "string",
        &[
            global(&[Str], Str),
            global(&[Bool], Str),
            global(&[Int], Str),
            global(&[Uint], Str),
            global(&[Double], Str),
            global(&[Bytes], Str),
            global(&[Timestamp], Str),
            global(&[Duration], Str),
            global(&[Shape::Opaque("net.IP")], Str),
            global(&[Shape::Opaque("net.CIDR")], Str),
        ],
        to_string,
    ),
    Function::new("bytes", &[global(&[Bytes], Bytes), global(&[Str], Bytes)], to_bytes),
    Function::new(
        "timestamp",
        &[global(&[Timestamp], Timestamp), global(&[Str], Timestamp), global(&[Int], Timestamp)],
        to_timestamp,
    ),
    Function::new("duration", &[global(&[Duration], Duration), global(&[Str], Duration)], to_duration),
    Function::new("contains", &[method(&[Str, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        Ok(Value::bool(call.text(0)?.contains(call.text(1)?)))
    }),
    Function::new("startsWith", &[method(&[Str, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        Ok(Value::bool(call.text(0)?.starts_with(call.text(1)?)))
    }),
    Function::new("endsWith", &[method(&[Str, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        Ok(Value::bool(call.text(0)?.ends_with(call.text(1)?)))
    }),
    Function::new("matches", &[method(&[Str, Str], Bool), global(&[Str, Str], Bool)], |call| {
        call.expect_count(2..=2)?;
        let text = call.text(0)?;
        Ok(Value::bool(!call.cannot_match()? && call.pattern()?.is_match(text)))
    })
    .asked(|question| question.matches())
    .told(several::matches),
];

fn size<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let size = size_of(call.data(0)?).ok_or(Fault::NoOverload)?;
    Ok(Value::int(i64::try_from(size).unwrap_or(i64::MAX)))
}

/// The characters of a text, the bytes, elements or entries of another value; none if it has no size.
pub(in crate::expr) fn size_of(data: &Data<'_>) -> Option<usize> {
    Some(match data {
        Data::String(text) => text.as_str().chars().count(),
        Data::Bytes(bytes) => bytes.len(),
        Data::List(list) => list.len(),
        Data::Map(map) => map.len(),
        _ => return None,
    })
}

fn type_of<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    Ok(Value::new(Data::Type(call.value(0)?.type_name())))
}

fn unfit(value: &Value<'_>, name: &str) -> Fault {
    let text = match value.as_str() {
        Some(text) => format!("`{text}`"),
        None => format!("`{}`", value.to_text()),
    };
    Fault::with(&messages::BAD_CONVERSION, &[("value", text), ("type", name.to_owned())])
}

fn to_bool<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    match &value.data {
        Data::Bool(_) => Ok(value.clone()),
        Data::String(text) => match text.as_str() {
            "1" | "t" | "true" | "True" | "TRUE" => Ok(Value::bool(true)),
            "0" | "f" | "false" | "False" | "FALSE" => Ok(Value::bool(false)),
            _ => Err(unfit(value, "bool")),
        },
        _ => Err(Fault::NoOverload),
    }
}

fn to_int<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    let result = match &value.data {
        Data::Int(_) => return Ok(value.clone()),
        Data::Uint(value) => i64::try_from(*value).ok(),
        // Both ends are excluded: as doubles they may stand for whole numbers outside the range.
        #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
        Data::Double(value) if value.abs() < 9_223_372_036_854_775_807.0 => Some(*value as i64),
        Data::Double(_) => None,
        Data::String(text) => text.as_str().parse().ok(),
        Data::Timestamp(moment) => Some(time::to_seconds(*moment)),
        _ => return Err(Fault::NoOverload),
    };
    result.map(Value::int).ok_or_else(|| unfit(value, "int"))
}

fn to_uint<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    let result = match &value.data {
        Data::Uint(_) => return Ok(value.clone()),
        Data::Int(value) => u64::try_from(*value).ok(),
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be in range")]
        Data::Double(value) if *value > -1.0 && *value < 18_446_744_073_709_551_615.0 => Some(*value as u64),
        Data::Double(_) => None,
        Data::String(text) => text.as_str().parse().ok(),
        _ => return Err(Fault::NoOverload),
    };
    result.map(|value| Value::new(Data::Uint(value))).ok_or_else(|| unfit(value, "uint"))
}

fn to_double<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    match &value.data {
        Data::Double(_) => Ok(value.clone()),
        #[expect(
            clippy::cast_precision_loss,
            reason = "the nearest double is what the specification asks for"
        )]
        Data::Int(value) => Ok(Value::double(*value as f64)),
        #[expect(
            clippy::cast_precision_loss,
            reason = "the nearest double is what the specification asks for"
        )]
        Data::Uint(value) => Ok(Value::double(*value as f64)),
        Data::String(text) => text.as_str().parse().map(Value::double).map_err(|_| unfit(value, "double")),
        _ => Err(Fault::NoOverload),
    }
}

fn to_string<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    match &value.data {
        Data::String(_) => Ok(value.clone()),
        Data::Bytes(bytes) => {
            std::str::from_utf8(bytes).map(Value::string).map_err(|_| Fault::new(&messages::BAD_UTF8))
        }
        Data::Object(object) => Ok(Value::string(object.as_text())),
        Data::Type(_) => Err(Fault::NoOverload),
        data => print::scalar(data).map(|text| Value::string(&text)).ok_or(Fault::NoOverload),
    }
}

fn to_bytes<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    match &value.data {
        Data::Bytes(_) => Ok(value.clone()),
        Data::String(text) => Ok(Value::new(Data::Bytes(Text::as_str(text).as_bytes().into()))),
        _ => Err(Fault::NoOverload),
    }
}

fn to_timestamp<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    let moment = match &value.data {
        Data::Timestamp(_) => return Ok(value.clone()),
        Data::String(text) => time::parse_timestamp(text.as_str()),
        Data::Int(seconds) => time::from_seconds(*seconds),
        _ => return Err(Fault::NoOverload),
    };
    moment.map(Value::timestamp).ok_or_else(|| unfit(value, "timestamp"))
}

fn to_duration<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = call.value(0)?;
    match &value.data {
        Data::Duration(_) => Ok(value.clone()),
        Data::String(text) => {
            let span = time::parse_duration(text.as_str());
            span.map(|span| Value::new(Data::Duration(span))).ok_or_else(|| unfit(value, "duration"))
        }
        _ => Err(Fault::NoOverload),
    }
}
