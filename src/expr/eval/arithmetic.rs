//! Arithmetic and order (CEL specification, "Standard Definitions"): overflow is a fault, operands of different types
//! are too.

use std::cmp::Ordering;

use jiff::SignedDuration;
use jiff::civil::DateTime;

use crate::expr::functions::{Answer, Fault};
use crate::expr::messages;
use crate::expr::tree::Binary;
use crate::expr::value::{Data, List, Text, Value, compare, time};

pub(in crate::expr) fn negate<'d>(value: &Value<'d>) -> Answer<'d> {
    match value.data {
        Data::Int(value) => value.checked_neg().map(Value::int).ok_or(Fault::new(&messages::OVERFLOW)),
        Data::Double(value) => Ok(Value::double(-value)),
        _ => Err(Fault::NoOverload),
    }
}

/// `<`, `<=`, `>`, `>=`, as a value
pub(in crate::expr) fn ordered<'d>(operator: Binary, left: &Value<'d>, right: &Value<'d>) -> Answer<'d> {
    are_ordered(operator, left, right).map(Value::bool)
}

/// `<`, `<=`, `>`, `>=`
pub(super) fn are_ordered(operator: Binary, left: &Value<'_>, right: &Value<'_>) -> Result<bool, Fault> {
    let ordering = compare::order(left, right).ok_or(Fault::NoOverload)?;
    Ok(ordering.is_some_and(|ordering| holds(operator, ordering).unwrap_or(false)))
}

/// Whether a comparison holds of what has this order; none if the operator does not go by order.
pub(in crate::expr) fn holds(operator: Binary, ordering: Ordering) -> Option<bool> {
    match operator {
        Binary::Equal => Some(ordering == Ordering::Equal),
        Binary::NotEqual => Some(ordering != Ordering::Equal),
        Binary::Less => Some(ordering == Ordering::Less),
        Binary::LessEqual => Some(ordering != Ordering::Greater),
        Binary::Greater => Some(ordering == Ordering::Greater),
        Binary::GreaterEqual => Some(ordering != Ordering::Less),
        _ => None,
    }
}

/// `+`, `-`, `*`, `/`, `%`
pub(in crate::expr) fn arithmetic<'d>(operator: Binary, left: &Value<'d>, right: &Value<'d>) -> Answer<'d> {
    match (&left.data, &right.data) {
        (Data::Int(left), Data::Int(right)) => ints(operator, *left, *right).map(Value::int),
        (Data::Uint(left), Data::Uint(right)) => {
            uints(operator, *left, *right).map(|value| Value::new(Data::Uint(value)))
        }
        (Data::Double(left), Data::Double(right)) => doubles(operator, *left, *right),
        (Data::Timestamp(_) | Data::Duration(_), Data::Timestamp(_) | Data::Duration(_)) => {
            times(operator, &left.data, &right.data)
        }
        _ if operator == Binary::Add => concatenate(&left.data, &right.data),
        _ => Err(Fault::NoOverload),
    }
}

fn ints(operator: Binary, left: i64, right: i64) -> Result<i64, Fault> {
    if right == 0 && matches!(operator, Binary::Divide | Binary::Remainder) {
        return Err(Fault::new(&messages::DIVISION_BY_ZERO));
    }
    let result = match operator {
        Binary::Add => left.checked_add(right),
        Binary::Subtract => left.checked_sub(right),
        Binary::Multiply => left.checked_mul(right),
        Binary::Divide => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    result.ok_or(Fault::new(&messages::OVERFLOW))
}

fn uints(operator: Binary, left: u64, right: u64) -> Result<u64, Fault> {
    if right == 0 && matches!(operator, Binary::Divide | Binary::Remainder) {
        return Err(Fault::new(&messages::DIVISION_BY_ZERO));
    }
    let result = match operator {
        Binary::Add => left.checked_add(right),
        Binary::Subtract => left.checked_sub(right),
        Binary::Multiply => left.checked_mul(right),
        Binary::Divide => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    result.ok_or(Fault::new(&messages::OVERFLOW))
}

fn doubles<'d>(operator: Binary, left: f64, right: f64) -> Answer<'d> {
    match operator {
        Binary::Add => Ok(Value::double(left + right)),
        Binary::Subtract => Ok(Value::double(left - right)),
        Binary::Multiply => Ok(Value::double(left * right)),
        Binary::Divide => Ok(Value::double(left / right)),
        _ => Err(Fault::NoOverload),
    }
}

fn times<'d>(operator: Binary, left: &Data<'d>, right: &Data<'d>) -> Answer<'d> {
    let out_of_range = || Fault::new(&messages::TIME_RANGE);
    match (operator, left, right) {
        (Binary::Add, Data::Timestamp(time), Data::Duration(span))
        | (Binary::Add, Data::Duration(span), Data::Timestamp(time)) => moved(*time, Some(*span)),
        (Binary::Subtract, Data::Timestamp(time), Data::Duration(span)) => moved(*time, span.checked_neg()),
        (Binary::Subtract, Data::Timestamp(left), Data::Timestamp(right)) => {
            let nanos = left.duration_since(*right).as_nanos();
            let nanos = i64::try_from(nanos).map_err(|_| out_of_range())?;
            Ok(Value::new(Data::Duration(SignedDuration::from_nanos(nanos))))
        }
        (Binary::Add, Data::Duration(left), Data::Duration(right)) => in_range(left.checked_add(*right)),
        (Binary::Subtract, Data::Duration(left), Data::Duration(right)) => in_range(left.checked_sub(*right)),
        _ => Err(Fault::NoOverload),
    }
}

fn moved<'d>(time: DateTime, span: Option<SignedDuration>) -> Answer<'d> {
    let moved = span.and_then(|span| time.checked_add(span).ok()).filter(|time| time::is_in_range(*time));
    moved.map(Value::timestamp).ok_or(Fault::new(&messages::TIME_RANGE))
}

fn in_range<'d>(span: Option<SignedDuration>) -> Answer<'d> {
    let span = span.filter(|span| time::is_duration_in_range(*span));
    span.map(|span| Value::new(Data::Duration(span))).ok_or(Fault::new(&messages::TIME_RANGE))
}

fn concatenate<'d>(left: &Data<'d>, right: &Data<'d>) -> Answer<'d> {
    match (left, right) {
        (Data::String(left), Data::String(right)) => {
            let joined = [left.as_str(), right.as_str()].concat();
            Ok(Value::new(Data::String(Text::Shared(joined.into()))))
        }
        (Data::Bytes(left), Data::Bytes(right)) => {
            Ok(Value::new(Data::Bytes([&**left, &**right].concat().into())))
        }
        (Data::List(left), Data::List(right)) => {
            let mut elements = left.to_vec();
            elements.extend(List::to_vec(right));
            Ok(Value::list(elements))
        }
        _ => Err(Fault::NoOverload),
    }
}
