//! The rules that are shipped, checked against the type that their pack's schema gives to documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use greenlight::expr::{Environment, Program, Type};
use greenlight::rule::{Loaded, Pack, Rule, embedded_folder, embedded_packs};
use greenlight::text::Language;

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::describe;

#[test]
fn no_shipped_rule_contradicts_its_schema() {
    let mut said = Vec::new();
    for name in embedded_packs() {
        let folder = embedded_folder(name).expect(name);
        let pack = Loaded::from_folder(&folder, Language::En).pack.expect(name);
        for rule in &pack.rules {
            said.extend(check(&pack, rule));
        }
    }
    assert!(said.is_empty(), "{} problems:\n{}", said.len(), said.join("\n"));
}

fn check(pack: &Pack, rule: &Rule) -> Vec<String> {
    let mut said = Vec::new();
    let mut environment = Environment::new()
        .with_variable("this", pack.schema.document_type())
        .with_variable("today", Type::Timestamp);
    let mut compile = |text: &str, environment: &Environment| match Program::compile(text, environment) {
        Ok(program) => Some(program),
        Err(problems) => {
            let places: Vec<_> = problems.iter().map(|problem| &text[problem.span.range()]).collect();
            said.push(format!("{}: {text}: {places:?}: {}", rule.id, describe(&problems)));
            None
        }
    };
    let names: Vec<String> =
        rule.environment.variables().iter().map(|variable| variable.name.clone()).collect();
    let mut names = names.iter().skip(2);
    for binder in &rule.binders {
        let list = compile(binder.list.program.text(), &environment);
        let element = list.map_or(Type::Dyn, |list| list.result_type().element());
        environment = environment.with_variable(names.next().unwrap(), element);
    }
    if let Some(group) = &rule.group {
        compile(group.program.text(), &environment);
        environment =
            environment.with_variable(names.next().unwrap(), Type::list(pack.schema.document_type()));
    }
    for value in &rule.lets {
        let program = compile(value.program.text(), &environment);
        let ty = program.map_or(Type::Dyn, |program| program.result_type().clone());
        environment = environment.with_variable(names.next().unwrap(), ty);
    }
    if let Some(when) = rule.when.as_ref().and_then(|when| compile(when.program.text(), &environment)) {
        environment = environment.assuming(&when);
    }
    if let Some(at) = &rule.at {
        compile(at.program.text(), &environment.clone().allowing_absence());
    }
    let require = rule.require.as_ref().and_then(|require| compile(require.program.text(), &environment));
    if let Some(require) = require {
        environment = environment.refuting(&require);
    }
    for phrases in [&rule.message, &rule.help].into_iter().flatten() {
        for language in Language::ALL {
            for program in rule.template(phrases.get(language)).unwrap().programs() {
                compile(program.text(), &environment);
            }
        }
    }
    said
}
