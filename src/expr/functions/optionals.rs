//! The optional types extension; `or` and `orValue` are part of the tree, because they evaluate only what they need.

use super::Shape::{Bool, List, Optional as Opt, Parameter};
use super::shape::{Shape, global, method};
use super::{Answer, Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Optional, Value};

const T: Shape = Parameter(0);
const OPTIONAL: Shape = Opt(&T);
const UNWRAP: &[super::Overload] = &[global(&[List(&OPTIONAL)], List(&T))];

pub(super) static TABLE: &[Function] = &[
    Function::new("optional.none", &[global(&[], OPTIONAL)], |_| Ok(wrap(Optional::None))),
    Function::new("optional.of", &[global(&[T], OPTIONAL)], |call| {
        call.expect_count(1..=1)?;
        Ok(wrap(Optional::from(call.value(0)?.clone())))
    }),
    Function::new("optional.ofNonZeroValue", &[global(&[T], OPTIONAL)], |call| {
        call.expect_count(1..=1)?;
        let value = call.value(0)?;
        Ok(wrap(if is_zero(value) { Optional::None } else { Optional::from(value.clone()) }))
    }),
    Function::new("optional.unwrap", UNWRAP, unwrap),
    Function::new("unwrapOpt", &[method(&[List(&OPTIONAL)], List(&T))], unwrap),
    Function::new("hasValue", &[method(&[OPTIONAL], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(call.optional(0)?.is_some()))
    }),
    Function::new("value", &[method(&[OPTIONAL], T)], |call| {
        call.expect_count(1..=1)?;
        call.optional(0)?.get().ok_or(Fault::new(&messages::NONE_VALUE))
    }),
];

fn wrap(optional: Optional<'_>) -> Value<'_> {
    Value::new(Data::Optional(optional))
}

fn unwrap<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(1..=1)?;
    let mut present = Vec::new();
    call.list(0)?.try_each(|element| match &element.data {
        Data::Optional(optional) => {
            present.extend(optional.get());
            Ok(())
        }
        _ => Err(Fault::NoOverload),
    })?;
    Ok(Value::list(present))
}

fn is_zero(value: &Value<'_>) -> bool {
    match &value.data {
        Data::Null => true,
        Data::Bool(value) => !value,
        Data::Int(value) => *value == 0,
        Data::Uint(value) => *value == 0,
        Data::Double(value) => *value == 0.0,
        Data::String(text) => text.as_str().is_empty(),
        Data::Bytes(bytes) => bytes.is_empty(),
        Data::List(list) => list.is_empty(),
        Data::Map(map) => map.is_empty(),
        Data::Duration(span) => span.is_zero(),
        Data::Optional(optional) => !optional.is_some(),
        Data::Timestamp(_) | Data::Type(_) | Data::Object(_) => false,
    }
}
