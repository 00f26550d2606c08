//! The CEL conformance suite through our parser, checker and evaluator. A case that does not pass is listed with the
//! decision behind it in `tests/data/cel-exceptions.txt`; a listed case that passes fails the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use base64::Engine;
use greenlight::expr::{Data, Environment, Frame, Program, Question, Screening, Type, Value};
use serde_json::Value as Json;

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::{declared_type, host_value};

#[test]
fn every_case_passes_or_is_listed() {
    let Some(cases) = cases() else { return };
    let exceptions = exceptions();
    let mut problems = Vec::new();
    let mut passed = 0;
    let mut ids = BTreeMap::new();
    for case in &cases {
        let id = ["file", "section", "name"].map(|key| case[key].as_str().unwrap()).join("/");
        let count = ids.entry(id.clone()).or_insert(0);
        *count += 1;
        let id = if *count == 1 { id } else { format!("{id}#{count}") };
        match (run(case), exceptions.contains_key(&id)) {
            (Ok(()), false) => passed += 1,
            (Ok(()), true) => problems.push(format!("{id}: listed, but passes")),
            (Err(_), true) => {}
            (Err(reason), false) => {
                problems.push(format!("{id}: `{}`: {reason}", case["expr"].as_str().unwrap()));
            }
        }
    }
    let unknown = exceptions.keys().filter(|id| !ids.contains_key(id.split('#').next().unwrap()));
    problems.extend(unknown.map(|id| format!("{id}: listed, but there is no such case")));
    println!("{passed} of {} cases pass, {} are listed", cases.len(), exceptions.len());
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn cases() -> Option<Vec<Json>> {
    let root = std::env::var_os("GREENLIGHT_CONFORMANCE").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance"),
        PathBuf::from,
    );
    match std::fs::read_to_string(root.join("cel/cel-conformance.json")) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(_) => {
            println!("skipped: no conformance suite at {}", root.display());
            None
        }
    }
}

/// Case ids and reasons: `id: reason` a line.
fn exceptions() -> BTreeMap<String, String> {
    let text = include_str!("data/cel-exceptions.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (id, reason) = line.split_once(": ").expect("a line is `id: reason`");
            assert!(!reason.trim().is_empty(), "no reason: {line}");
            (id.to_owned(), reason.to_owned())
        })
        .collect()
}

fn run(case: &Json) -> Result<(), String> {
    let text = case["expr"].as_str().unwrap();
    let bindings = case["bindings"].as_object().unwrap();
    let environment = environment(case)?;
    let is_unchecked = case["disable_check"].as_bool().unwrap();
    let compiled = if is_unchecked {
        Program::compile_unchecked(text, &environment)
    } else {
        Program::compile(text, &environment)
    };
    let want = &case["want"];
    let program = match compiled {
        Ok(program) => program,
        Err(_) if want.get("error").is_some() => return Ok(()),
        Err(problems) => return Err(format!("refused: {}", expr_support::describe(&problems))),
    };
    if let Some(expected) = want.get("type") {
        let expected = declared_type(expected)?;
        let found = program.result_type();
        if *found != expected {
            return Err(format!("type {found:?} instead of {expected:?}"));
        }
    }
    if case["check_only"].as_bool().unwrap() {
        return Ok(());
    }
    let mut frame = Frame::new();
    for (name, value) in bindings {
        let slot = environment.slot(name).expect("bindings are declared");
        frame.set(slot, host_value(value));
    }
    let outcome = program.evaluate(&mut frame);
    screening_agrees(text, &environment, bindings, outcome.value.as_ref().ok())?;
    match (want.get("error"), outcome.value) {
        (Some(_), Err(_)) => Ok(()),
        (Some(_), Ok(value)) => Err(format!("no error but {}", value.to_text())),
        (None, Err(failure)) => Err(format!("failed: {}", failure.render(greenlight::text::Language::En))),
        (None, Ok(value)) => match want.get("value") {
            Some(expected) if !is_same(expected, &value) => {
                Err(format!("gave {:?} instead of {expected}", value.data()))
            }
            _ => Ok(()),
        },
    }
}

/// A screening must not settle what fails, nor that a value is another than it is; nearly always it settles that it is this.
fn screening_agrees(
    text: &str,
    environment: &Environment,
    bindings: &serde_json::Map<String, Json>,
    value: Option<&Value<'static>>,
) -> Result<(), String> {
    let fixed = environment.variables().len() + 1;
    let environment = environment.clone().with_variable("wanted_value", Type::Dyn);
    let mut variables = vec![Value::new(Data::Null); fixed];
    for (name, value) in bindings {
        variables[environment.slot(name).expect("bindings are declared")] = host_value(value);
    }
    variables[fixed - 1] = value.cloned().unwrap_or(Value::new(Data::Null));
    let is_settled = |condition: &str| {
        let program = Program::compile_unchecked(condition, &environment).unwrap();
        let question = Question { result: Some(&program), ..Question::default() };
        let screening = Screening::new(&[question], fixed);
        let mut pass = screening.begin(&variables, None, u64::MAX).asking(|_| true);
        screening.ask(&mut [&mut pass]);
        pass.is_settled(0)
    };
    let is_itself = value.is_some_and(|value| !has_nan(value));
    let claims_another = is_settled(&format!("({text}) != wanted_value"));
    let claims_this = is_settled(&format!("({text}) == wanted_value"));
    match (value, is_itself) {
        (None, _) if claims_another || claims_this => Err("settled, but fails".to_owned()),
        (Some(_), true) if claims_another => Err("settled to be another value".to_owned()),
        (Some(_), true) if !claims_this && !is_left_out(text) => Err("not settled".to_owned()),
        _ => Ok(()),
    }
}

/// Macros that a screening leaves to the evaluation of one program.
fn is_left_out(text: &str) -> bool {
    ["sortBy", "transformMap"].iter().any(|name| text.contains(name))
}

fn has_nan(value: &Value<'_>) -> bool {
    value.to_text().contains("NaN")
}

fn environment(case: &Json) -> Result<Environment, String> {
    let mut environment = Environment::new().with_container(case["container"].as_str().unwrap());
    for declaration in case["env"].as_array().unwrap() {
        let Some(name) = declaration.get("ident") else {
            return Err("declares a function".to_owned());
        };
        environment = environment.with_variable(name.as_str().unwrap(), declared_type(&declaration["type"])?);
    }
    for name in case["bindings"].as_object().unwrap().keys() {
        if environment.slot(name).is_none() {
            environment = environment.with_variable(name, Type::Dyn);
        }
    }
    Ok(environment)
}

/// Equality of type and value; maps without order, NaN equal to NaN.
fn is_same(expected: &Json, value: &Value<'_>) -> bool {
    let (kind, expected) = expected.as_object().unwrap().iter().next().unwrap();
    let text = || expected.as_str().unwrap();
    match (kind.as_str(), value.data()) {
        ("null", Data::Null) => true,
        ("bool", Data::Bool(value)) => expected.as_bool() == Some(*value),
        ("int", Data::Int(value)) => text() == value.to_string(),
        ("uint", Data::Uint(value)) => text() == value.to_string(),
        ("double", Data::Double(value)) => {
            let expected = expr_support::double(text());
            expected.to_bits() == value.to_bits() || (expected.is_nan() && value.is_nan())
        }
        ("string", Data::String(value)) => text() == value.as_str(),
        ("bytes", Data::Bytes(value)) => text() == base64::prelude::BASE64_STANDARD.encode(value),
        ("type", Data::Type(value)) => text() == *value,
        ("list", Data::List(list)) => {
            let expected = expected.as_array().unwrap();
            let found = list.to_vec();
            expected.len() == found.len()
                && expected.iter().zip(&found).all(|(expected, found)| is_same(expected, found))
        }
        ("map", Data::Map(map)) => {
            let (expected, found) = (expected.as_array().unwrap(), map.to_vec());
            let is_there = |entry: &Json| {
                found.iter().any(|(key, value)| is_same(&entry[0], key) && is_same(&entry[1], value))
            };
            expected.len() == found.len() && expected.iter().all(is_there)
        }
        _ => false,
    }
}
