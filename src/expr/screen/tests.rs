//! What is settled holds; what questions have in common is evaluated once; what only looks alike is kept apart.

use std::cell::RefCell;
use std::sync::Arc;

use super::{Question, Screening};
use crate::expr::{Environment, Host, Program, Type, Value};
use crate::text::Source;
use crate::yaml::{self, Limits};

const DOCUMENT: &str = "a: { b: { c: 7 } }\nnames: [x, y, x]\nlists: [[p, q], [q]]\nname: x\n";

/// A question as a rule would put it: over `list`, `value` stands for an expression, `condition` should hold.
struct Rule {
    list: Program,
    value: Program,
    condition: Program,
}

/// Counts what it is asked for: the path is the answer.
#[derive(Default)]
struct Counting(RefCell<Vec<String>>);

impl Host for Counting {
    fn file(&self, path: &str) -> Option<Value<'static>> {
        self.0.borrow_mut().push(path.to_owned());
        Some(Value::string(path))
    }
}

impl Rule {
    fn new(list: &str, value: &str, condition: &str) -> Self {
        let environment = Environment::new().with_variable("this", Type::Dyn);
        let list = Program::compile_unchecked(list, &environment).unwrap();
        let environment = environment.with_variable("element", Type::Dyn);
        let value = Program::compile_unchecked(value, &environment).unwrap();
        let environment = environment.with_variable("value", Type::Dyn);
        let condition = Program::compile_unchecked(condition, &environment).unwrap();
        Self { list, value, condition }
    }

    fn question(&self) -> Question<'_> {
        Question {
            lists: vec![(1, &self.list)],
            values: vec![(2, &self.value)],
            when: None,
            result: Some(&self.condition),
        }
    }
}

/// Which rules are settled, and which files were asked for.
fn screened(rules: &[Rule]) -> (Vec<bool>, String) {
    screened_within(rules, 1_000_000)
}

fn screened_within(rules: &[Rule], limit: u64) -> (Vec<bool>, String) {
    let questions: Vec<_> = rules.iter().map(Rule::question).collect();
    let screening = Screening::new(&questions, 1);
    let source = Arc::new(Source::new("a.yaml".to_owned(), DOCUMENT.to_owned()));
    let stream = yaml::parse(&source, &Limits::default());
    let host = Counting::default();
    let variables = [Value::from_node(stream.documents.first().unwrap().root())];
    let mut pass = screening.begin(&variables, Some(&host), limit).asking(|_| true);
    screening.ask(&mut [&mut pass]);
    let settled = (0..rules.len()).map(|index| pass.is_settled(index)).collect();
    (settled, host.0.into_inner().join(" "))
}

#[test]
fn what_rules_have_in_common_is_evaluated_once() {
    let rule = |condition| Rule::new("[0]", "0", condition);
    let rules = [rule("file('f') != 'g'"), rule("size(string(file('f'))) == 1"), rule("file('g') == 'g'")];
    assert_eq!(screened(&rules), (vec![true; 3], "f g".to_owned()));
}

#[test]
fn a_named_value_is_what_it_stands_for_and_is_evaluated_only_if_it_is_read() {
    let rules = [
        Rule::new("[0]", "file('f')", "value == 'f' && value != 'g'"),
        Rule::new("[0]", "file('g')", "file('f') == 'f' || value == 'g'"),
    ];
    assert_eq!(screened(&rules), (vec![true; 2], "f".to_owned()));
}

#[test]
fn results_that_depend_on_an_element_are_kept_as_long_as_it() {
    let rule = |list, condition| Rule::new(list, "file(element)", condition);
    let rules = [
        rule("this.names", "value != ''"),
        rule("this.names", "size(string(value)) > 0 && file(this.name) == 'x'"),
        rule("this.names.filter(name, true)", "value != ''"),
    ];
    assert_eq!(screened(&rules), (vec![true; 3], "x y x x x y x".to_owned()));
}

#[test]
fn keeping_an_element_that_was_made_leaves_it_where_it_is() {
    let list = "this.names.map(name, name + '!')";
    let value = "this.name == 'x' && this.a.b.c == 7 ? element : 'other'";
    let rules = [Rule::new(list, value, "value == element && value != '' && element.endsWith('!')")];
    assert_eq!(screened(&rules).0, [true]);
}

#[test]
fn what_depends_on_no_element_is_evaluated_once_for_all() {
    let rules = [Rule::new("this.names", "file(this.name)", "string(value) + element != ''")];
    assert_eq!(screened(&rules).1, "x");
    let rules = [Rule::new("[0]", "0", "this.names.all(name, string(file(this.name)) + name != '')")];
    assert_eq!(screened(&rules).1, "x");
}

#[test]
fn variables_of_macros_are_kept_apart() {
    let rule = |condition| Rule::new("[0]", "0", condition);
    let rules = [
        rule("this.names.all(x, [x].all(y, y + x == x + y && [y].exists(x, x == y)))"),
        rule("this.lists.map(list, list.map(x, x).join('')).join(' ') == 'pq q'"),
        rule("['a'].map(x, ['b'].map(y, x + y)).flatten() == ['ab']"),
        rule("['a'].map(x, ['b'].map(y, y + x)).flatten() == ['ba']"),
        rule("cel.bind(x, 'a', ['b'].map(y, cel.bind(x, x + y, x + y))) == ['abb']"),
        rule("this.names.transformList(index, name, string(index) + name) == ['0x', '1y', '2x']"),
    ];
    assert_eq!(screened(&rules).0, vec![true; rules.len()]);
}

#[test]
fn what_does_not_hold_or_fails_stays_open() {
    let rule = |condition| Rule::new("this.names", "this.none", condition);
    let rules = [
        rule("element == 'x'"),
        rule("value == 1"),
        rule("element"),
        rule("element != '' || value == 1"),
        rule("value == 1 || element != ''"),
        rule("[3, 1].sortBy(x, x) == [1, 3]"),
    ];
    assert_eq!(screened(&rules).0, [false, false, false, true, true, false]);
    assert_eq!(screened(&[Rule::new("this.name", "0", "true")]).0, [false], "no list");
    assert_eq!(screened(&[Rule::new("[]", "0", "false")]).0, [true], "no element");
}

#[test]
fn what_takes_too_many_steps_stays_open() {
    let rules = || [Rule::new("this.names", "0", "[1, 2, 3].all(x, [1, 2, 3].all(y, x + y > 0))")];
    assert_eq!(screened(&rules()).0, [true]);
    assert_eq!(screened_within(&rules(), 50).0, [false]);
    let huge = "lists.range(1000).all(x, lists.range(1000).all(y, x + y >= 0)) || true";
    assert_eq!(screened(&[Rule::new("[0]", "0", huge)]).0, [false]);
}

#[test]
fn deep_questions_fit_on_the_stack_of_a_thread_or_stay_open() {
    let nested =
        |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    let forms =
        [("[", "][0]"), ("[", "].map(x, x)[0]"), ("(true ? ", " : 2)"), ("[0].map(x, ", ")[0]"), ("-", "")];
    let work = move || {
        for (open, close) in forms {
            let rule = |depth| {
                let text = nested(open, close, depth);
                let condition = format!("[{text}, value].all(part, part == value)");
                let is_compiled = Program::compile_unchecked(&condition, &Environment::new()).is_ok();
                is_compiled.then(|| Rule::new("[0]", &text, &condition))
            };
            let settled: Vec<bool> = (1..200).filter_map(rule).flat_map(|rule| screened(&[rule]).0).collect();
            assert!(settled.len() > 20 && settled.first() == Some(&true), "{open}: {settled:?}");
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn named_values_that_lean_on_each_other_fit_on_the_stack_or_stay_open() {
    let forms = [("[", "][0]"), ("[", "].map(x, x)[0]"), ("(true ? ", " : 2)"), ("[0].map(x, ", ")[0]")];
    let work = move || {
        for (open, close) in forms {
            let mut environment = Environment::new().with_variable("v0", Type::Dyn);
            let mut values = Vec::new();
            let mut settled = Vec::new();
            for index in 1..40 {
                let text = format!("{}v{}{}", open.repeat(20), index - 1, close.repeat(20));
                values.push(Program::compile_unchecked(&text, &environment).unwrap());
                let name = format!("v{index}");
                environment = environment.with_variable(&name, Type::Dyn);
                let condition = Program::compile_unchecked(&format!("{name} == 1"), &environment).unwrap();
                let question = Question {
                    values: (1..).zip(&values).collect(),
                    result: Some(&condition),
                    ..Question::default()
                };
                let screening = Screening::new(&[question], 1);
                let mut pass = screening.begin(&[Value::int(1)], None, 1_000_000).asking(|_| true);
                screening.ask(&mut [&mut pass]);
                settled.push(pass.is_settled(0));
            }
            assert_eq!((settled.first(), settled.last()), (Some(&true), Some(&false)), "{open}: {settled:?}");
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn questions_that_are_not_asked_are_not_settled() {
    let rules = [Rule::new("[0]", "0", "true"), Rule::new("[0]", "0", "true")];
    let questions: Vec<_> = rules.iter().map(Rule::question).collect();
    let screening = Screening::new(&questions, 0);
    let mut pass = screening.begin(&[], None, 100).asking(|index| index == 1);
    screening.ask(&mut [&mut pass]);
    assert_eq!([0, 1, 2].map(|index| pass.is_settled(index)), [false, true, false]);
}
