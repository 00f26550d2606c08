//! The math extension.

use std::cmp::Ordering;

use super::Shape::{Bool, Double, Int, Uint};
use super::shape::{Overload, Shape, global, variadic};
use super::{Answer, Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Value, compare};

const NUMBER: &[Overload] = &[
    variadic(&[Int], Int),
    variadic(&[Uint], Uint),
    variadic(&[Double], Double),
    variadic(&[Shape::Dyn], Shape::Dyn),
];
const OF_DOUBLE: &[Overload] = &[global(&[Double], Double)];
const IS_DOUBLE: &[Overload] = &[global(&[Double], Bool)];
const SAME: &[Overload] = &[global(&[Int], Int), global(&[Uint], Uint), global(&[Double], Double)];
const BITS: &[Overload] = &[global(&[Int, Int], Int), global(&[Uint, Uint], Uint)];
const SHIFT: &[Overload] = &[global(&[Int, Int], Int), global(&[Uint, Int], Uint)];

pub(super) static TABLE: &[Function] = &[
    Function::new("math.greatest", NUMBER, |call| extreme(call, Ordering::Greater)),
    Function::new("math.least", NUMBER, |call| extreme(call, Ordering::Less)),
    Function::new("math.ceil", OF_DOUBLE, |call| double(call, f64::ceil)),
    Function::new("math.floor", OF_DOUBLE, |call| double(call, f64::floor)),
    Function::new("math.round", OF_DOUBLE, |call| double(call, f64::round)),
    Function::new("math.trunc", OF_DOUBLE, |call| double(call, f64::trunc)),
    Function::new(
        "math.sqrt",
        &[global(&[Double], Double), global(&[Int], Double), global(&[Uint], Double)],
        sqrt,
    ),
    Function::new("math.isNaN", IS_DOUBLE, |call| call.double(0).map(|value| Value::bool(value.is_nan()))),
    Function::new("math.isInf", IS_DOUBLE, |call| {
        call.double(0).map(|value| Value::bool(value.is_infinite()))
    }),
    Function::new("math.isFinite", IS_DOUBLE, |call| {
        call.double(0).map(|value| Value::bool(value.is_finite()))
    }),
    Function::new("math.abs", SAME, abs),
    Function::new("math.sign", SAME, sign),
    Function::new("math.bitAnd", BITS, |call| bits(call, |left, right| left & right)),
    Function::new("math.bitOr", BITS, |call| bits(call, |left, right| left | right)),
    Function::new("math.bitXor", BITS, |call| bits(call, |left, right| left ^ right)),
    Function::new("math.bitNot", &[global(&[Int], Int), global(&[Uint], Uint)], bit_not),
    Function::new("math.bitShiftLeft", SHIFT, |call| shift(call, u64::checked_shl)),
    Function::new("math.bitShiftRight", SHIFT, |call| shift(call, u64::checked_shr)),
];

fn extreme<'d>(call: &mut Call<'_, 'd>, wanted: Ordering) -> Answer<'d> {
    let candidates = match call.arguments {
        [Value { data: Data::List(list), .. }] => list.to_vec(),
        arguments => arguments.iter().copied().cloned().collect(),
    };
    let mut best: Option<Value<'d>> = None;
    for candidate in candidates {
        if !matches!(candidate.data, Data::Int(_) | Data::Uint(_) | Data::Double(_)) {
            return Err(Fault::NoOverload);
        }
        let is_better = |best: &Value<'d>| compare::order(&candidate, best).flatten() == Some(wanted);
        if best.as_ref().is_none_or(is_better) {
            best = Some(candidate);
        }
    }
    best.ok_or(Fault::new(&messages::EMPTY_LIST))
}

fn double<'d>(call: &Call<'_, 'd>, function: fn(f64) -> f64) -> Answer<'d> {
    call.expect_count(1..=1)?;
    call.double(0).map(|value| Value::double(function(value)))
}

fn sqrt<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let value = match call.data(0)? {
        Data::Double(value) => *value,
        #[expect(clippy::cast_precision_loss, reason = "the root is a double anyhow")]
        Data::Int(value) => *value as f64,
        #[expect(clippy::cast_precision_loss, reason = "the root is a double anyhow")]
        Data::Uint(value) => *value as f64,
        _ => return Err(Fault::NoOverload),
    };
    Ok(Value::double(value.sqrt()))
}

fn abs<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    match call.data(0)? {
        Data::Int(value) => value.checked_abs().map(Value::int).ok_or(Fault::new(&messages::OVERFLOW)),
        Data::Uint(value) => Ok(Value::new(Data::Uint(*value))),
        Data::Double(value) => Ok(Value::double(value.abs())),
        _ => Err(Fault::NoOverload),
    }
}

fn sign<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    match call.data(0)? {
        Data::Int(value) => Ok(Value::int(value.signum())),
        Data::Uint(value) => Ok(Value::new(Data::Uint((*value).min(1)))),
        Data::Double(value) if *value == 0.0 || value.is_nan() => Ok(Value::double(*value)),
        Data::Double(value) => Ok(Value::double(value.signum())),
        _ => Err(Fault::NoOverload),
    }
}

fn bits<'d>(call: &Call<'_, 'd>, function: fn(u64, u64) -> u64) -> Answer<'d> {
    call.expect_count(2..=2)?;
    match (call.data(0)?, call.data(1)?) {
        (Data::Int(left), Data::Int(right)) => {
            Ok(Value::int(function(left.cast_unsigned(), right.cast_unsigned()).cast_signed()))
        }
        (Data::Uint(left), Data::Uint(right)) => Ok(Value::new(Data::Uint(function(*left, *right)))),
        _ => Err(Fault::NoOverload),
    }
}

fn bit_not<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    match call.data(0)? {
        Data::Int(value) => Ok(Value::int(!value)),
        Data::Uint(value) => Ok(Value::new(Data::Uint(!value))),
        _ => Err(Fault::NoOverload),
    }
}

/// Shifts the bits; zeros come in at both ends, whatever the sign.
fn shift<'d>(call: &Call<'_, 'd>, function: fn(u64, u32) -> Option<u64>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let count = call.int(1)?;
    let shifted = |value: u64| {
        if count < 0 {
            return Err(Fault::with(&messages::BAD_SHIFT, &[("count", count.to_string())]));
        }
        Ok(function(value, u32::try_from(count).unwrap_or(u32::MAX)).unwrap_or(0))
    };
    match call.data(0)? {
        Data::Int(value) => Ok(Value::int(shifted(value.cast_unsigned())?.cast_signed())),
        Data::Uint(value) => Ok(Value::new(Data::Uint(shifted(*value)?))),
        _ => Err(Fault::NoOverload),
    }
}
