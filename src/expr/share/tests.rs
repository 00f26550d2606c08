//! What is shared is evaluated once; what only looks alike is not shared.

use super::{Role, Shareable, share};
use crate::expr::{Environment, Frame, Program, Type, Value};
use crate::text::Source;
use crate::yaml::{self, Limits};

const DOCUMENT: &str = "a: { b: { c: 7 } }\nlist: [1, 2, 3]\nother: [3, 2, 1]\n";

/// A rule: the list it runs over, a named value, a condition.
struct Rule {
    list: Program,
    value: Program,
    condition: Program,
}

impl Rule {
    fn new(list: &str, value: &str, condition: &str) -> Self {
        let environment = Environment::new().with_variable("this", Type::Dyn);
        let list = Program::compile(list, &environment).unwrap();
        let environment = environment.with_variable("element", Type::Dyn);
        let value = Program::compile(value, &environment).unwrap();
        let environment = environment.with_variable("value", Type::Dyn);
        let condition = Program::compile(condition, &environment).unwrap();
        Self { list, value, condition }
    }

    fn shareable(&mut self) -> Vec<Shareable<'_>> {
        vec![
            Shareable { role: Role::Elements(1), program: &mut self.list },
            Shareable { role: Role::Value(2), program: &mut self.value },
            Shareable { role: Role::Result, program: &mut self.condition },
        ]
    }
}

/// How many parts rules have in common, and what their conditions come to, element by element, in one frame.
fn held(rules: &mut [Rule]) -> (usize, String) {
    let mut sets: Vec<_> = rules.iter_mut().map(Rule::shareable).collect();
    let shared = share(&mut sets, 1);
    let source = std::sync::Arc::new(Source::new("a.yaml".to_owned(), DOCUMENT.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    let mut frame = Frame::new().with_memory_of(shared);
    let mut all = Vec::new();
    for rule in rules.iter() {
        frame.clear_from(0);
        frame.set(0, Value::from_node(stream.documents.first().unwrap().root()));
        frame.define(2, &rule.value);
        let elements = rule.list.evaluate_unrecorded(&mut frame).value.unwrap().elements().unwrap();
        for (index, element) in elements.into_iter().enumerate() {
            frame.set_element(1, index, element);
            let quick = rule.condition.evaluate_unrecorded(&mut frame).value.unwrap();
            let exact = rule.condition.evaluate(&mut frame).value.unwrap();
            assert_eq!(quick.to_text(), exact.to_text(), "{}", rule.condition.text());
            all.push(quick.to_text());
        }
    }
    (shared, all.join(" "))
}

#[test]
fn what_rules_have_in_common_has_one_number() {
    let rule = |condition| Rule::new("[0]", "0", condition);
    let (shared, values) = held(&mut [rule("this.a.b.c + 1"), rule("this.a.b.c + 2")]);
    assert_eq!((shared, &*values), (1, "8 9"));
}

#[test]
fn a_named_value_is_what_it_stands_for() {
    let mut rules = [Rule::new("[0]", "this.a.b.c", "value + 1"), Rule::new("[0]", "0", "this.a.b.c + 1")];
    assert_eq!(held(&mut rules), (1, "8 8".to_owned()));
}

#[test]
fn values_of_elements_are_kept_apart() {
    let rule = |list, condition| Rule::new(list, "0", condition);
    let mut rules = [
        rule("this.list", "element * 2 + this.list.size()"),
        rule("this.list", "element * 2"),
        rule("this.other", "element * 2"),
    ];
    let (shared, values) = held(&mut rules);
    assert_eq!((shared, &*values), (1, "5 7 9 2 4 6 6 4 2"));
}

#[test]
fn variables_of_macros_are_not_shared() {
    let rule = |condition| Rule::new("[0]", "0", condition);
    let mut rules = [
        rule("this.list.map(x, x + 1 == 2 ? x + 1 : x)"),
        rule("this.other.map(x, x + 1)"),
        rule("this.list.map(x, [0].map(y, x + 1))"),
    ];
    let (shared, values) = held(&mut rules);
    assert_eq!((shared, &*values), (0, "2, 2, 3 4, 3, 2 2, 3, 4"));
}

#[test]
fn a_whole_macro_is_shared() {
    let rule = |condition| Rule::new("[0]", "0", condition);
    let mut rules = [rule("this.list.filter(x, x > 1).size()"), rule("this.list.filter(x, x > 1) == [2, 3]")];
    assert_eq!(held(&mut rules), (1, "2 true".to_owned()));
}
