//! What the tests of the expression language share: values and types of the conformance suite's notation.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

use base64::Engine;
use greenlight::expr::{Data, Environment, Frame, Map, Program, Type, Value};
use greenlight::text::Language;
use greenlight::yaml::Problem;
use serde_json::Value as Json;
use std::sync::Arc;

/// A value of the suite's notation: `{"int": "1"}`.
pub(crate) fn host_value(json: &Json) -> Value<'static> {
    let (kind, inside) = json.as_object().unwrap().iter().next().unwrap();
    match kind.as_str() {
        "null" => Value::new(Data::Null),
        "bool" => Value::bool(inside.as_bool().unwrap()),
        "int" => Value::int(inside.as_str().unwrap().parse().unwrap()),
        "uint" => Value::new(Data::Uint(inside.as_str().unwrap().parse().unwrap())),
        "double" => Value::double(double(inside.as_str().unwrap())),
        "string" => Value::string(inside.as_str().unwrap()),
        "bytes" => {
            let bytes = base64::prelude::BASE64_STANDARD.decode(inside.as_str().unwrap()).unwrap();
            Value::new(Data::Bytes(bytes.into()))
        }
        "list" => Value::list(inside.as_array().unwrap().iter().map(host_value).collect()),
        "map" => {
            let entries = inside.as_array().unwrap().iter();
            let entries = entries.map(|entry| (host_value(&entry[0]), host_value(&entry[1]))).collect();
            Value::new(Data::Map(Map::Built(entries)))
        }
        other => panic!("a value of kind {other}"),
    }
}

/// A number as the suite writes it, with names for what has no digits.
pub(crate) fn double(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("a double: {text}"))
}

/// A type of the suite's notation: `{"k": "list", "e": {"k": "int"}}`.
pub(crate) fn declared_type(json: &Json) -> Result<Type, String> {
    Ok(match json["k"].as_str().unwrap() {
        "dyn" => Type::Dyn,
        "null" => Type::Null,
        "bool" => Type::Bool,
        "int" => Type::Int,
        "uint" => Type::Uint,
        "double" => Type::Double,
        "string" => Type::String,
        "bytes" => Type::Bytes,
        "list" => Type::List(Arc::new(declared_type(&json["e"])?)),
        "map" => Type::Map(Arc::new(declared_type(&json["key"])?), Arc::new(declared_type(&json["val"])?)),
        "abstract" if json["n"] == "optional_type" => Type::Optional(Arc::new(declared_type(&json["p"][0])?)),
        other => return Err(format!("a declared type of kind {other}")),
    })
}

/// All problems on one line.
pub(crate) fn describe(problems: &[Problem]) -> String {
    let texts = problems.iter().map(|problem| problem.message.render(Language::En, &problem.parameters));
    texts.collect::<Vec<_>>().join("; ")
}

/// The value of an expression without variables, as text.
pub(crate) fn evaluate(text: &str) -> String {
    let program = Program::compile(text, &Environment::new())
        .unwrap_or_else(|problems| panic!("{text}: {}", describe(&problems)));
    match program.evaluate(&mut Frame::new()).value {
        Ok(value) => value.to_text(),
        Err(failure) => panic!("{text}: {}", failure.render(Language::En)),
    }
}
