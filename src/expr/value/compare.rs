//! Equality and order of values (CEL specification, "Equality" and "Ordering"): numbers of different types compare by
//! value; values of other different types are unequal and have no order.

use std::cmp::Ordering;

use super::{Data, List, Map, Optional, Value};

/// `left == right`. Never fails; NaN is unequal to itself.
pub(in crate::expr) fn equal(left: &Value<'_>, right: &Value<'_>) -> bool {
    match (&left.data, &right.data) {
        (Data::Null, Data::Null) => true,
        (Data::Bool(left), Data::Bool(right)) => left == right,
        (Data::String(left), Data::String(right)) => left.as_str() == right.as_str(),
        (Data::Bytes(left), Data::Bytes(right)) => left == right,
        (Data::Timestamp(left), Data::Timestamp(right)) => left == right,
        (Data::Duration(left), Data::Duration(right)) => left == right,
        (Data::Type(left), Data::Type(right)) => left == right,
        (Data::List(left), Data::List(right)) => equal_lists(left, right),
        (Data::Map(left), Data::Map(right)) => equal_maps(left, right),
        (Data::Optional(left), Data::Optional(right)) => equal_optionals(left, right),
        (Data::Object(left), Data::Object(right)) => {
            left.type_name() == right.type_name() && left.as_text() == right.as_text()
        }
        (left, right) => numbers(left, right) == Some(Ordering::Equal),
    }
}

/// The order of two values, if they have one. `Some(None)` if one is NaN: they are comparable and nothing holds.
pub(in crate::expr) fn order(left: &Value<'_>, right: &Value<'_>) -> Option<Option<Ordering>> {
    let ordering = match (&left.data, &right.data) {
        (Data::Bool(left), Data::Bool(right)) => left.cmp(right),
        (Data::String(left), Data::String(right)) => left.as_str().cmp(right.as_str()),
        (Data::Bytes(left), Data::Bytes(right)) => left.cmp(right),
        (Data::Timestamp(left), Data::Timestamp(right)) => left.cmp(right),
        (Data::Duration(left), Data::Duration(right)) => left.cmp(right),
        (left, right) if is_number(left) && is_number(right) => return Some(numbers(left, right)),
        _ => return None,
    };
    Some(Some(ordering))
}

fn is_number(data: &Data<'_>) -> bool {
    matches!(data, Data::Int(_) | Data::Uint(_) | Data::Double(_))
}

/// Comparison of numbers of any two types; none for NaN and for what is no number.
fn numbers(left: &Data<'_>, right: &Data<'_>) -> Option<Ordering> {
    match (left, right) {
        (Data::Int(left), Data::Int(right)) => Some(left.cmp(right)),
        (Data::Uint(left), Data::Uint(right)) => Some(left.cmp(right)),
        (Data::Int(left), Data::Uint(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        (Data::Uint(left), Data::Int(right)) => Some(i128::from(*left).cmp(&i128::from(*right))),
        (Data::Double(left), Data::Double(right)) => left.partial_cmp(right),
        (Data::Int(left), Data::Double(right)) => int_to_double(*left, *right),
        (Data::Uint(left), Data::Double(right)) => uint_to_double(*left, *right),
        (Data::Double(left), Data::Int(right)) => int_to_double(*right, *left).map(Ordering::reverse),
        (Data::Double(left), Data::Uint(right)) => uint_to_double(*right, *left).map(Ordering::reverse),
        _ => None,
    }
}

/// As the conformance suite has it: a double within the range of the integers is compared as double, also where that
/// loses digits of the integer.
fn int_to_double(whole: i64, double: f64) -> Option<Ordering> {
    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is compared")]
    (whole as f64).partial_cmp(&double)
}

fn uint_to_double(whole: u64, double: f64) -> Option<Ordering> {
    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is compared")]
    (whole as f64).partial_cmp(&double)
}

fn equal_lists(left: &List<'_>, right: &List<'_>) -> bool {
    if let (List::Built(left), List::Built(right)) = (left, right) {
        return left.len() == right.len()
            && left.iter().zip(right.iter()).all(|(left, right)| equal(left, right));
    }
    left.len() == right.len()
        && left.to_vec().iter().zip(right.to_vec().iter()).all(|(left, right)| equal(left, right))
}

fn equal_maps(left: &Map<'_>, right: &Map<'_>) -> bool {
    let is_in_right = |key, value| match right.get(&key) {
        Some(found) if equal(&found, &value) => Ok(()),
        _ => Err(()),
    };
    left.len() == right.len() && left.try_each(is_in_right).is_ok()
}

fn equal_optionals(left: &Optional<'_>, right: &Optional<'_>) -> bool {
    match (left.get(), right.get()) {
        (None, None) => true,
        (Some(left), Some(right)) => equal(&left, &right),
        _ => false,
    }
}
