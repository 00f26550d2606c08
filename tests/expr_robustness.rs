//! Whatever is written: no panic, no overflow of the stack, no end of memory, an answer in bounded time.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use greenlight::expr::{Environment, Frame, Program, Type, Value};
use proptest::prelude::*;

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::describe;

fn environment() -> Environment {
    Environment::new().with_variable("a", Type::Dyn).with_variable("b", Type::Dyn)
}

/// Compiles, checks, and evaluates if that goes well; the first problem or failure in words.
fn answer(text: &str) -> String {
    let environment = environment();
    let program = match Program::compile(text, &environment) {
        Ok(program) => program,
        Err(problems) => {
            for problem in &problems {
                assert!(text.get(problem.span.range()).is_some(), "{text:?}: {:?}", problem.span);
            }
            return describe(&problems);
        }
    };
    let mut frame = Frame::new();
    frame.set(0, Value::list(vec![Value::int(1), Value::string("x")]));
    let outcome = program.evaluate(&mut frame);
    assert!(outcome.cost <= 200_000, "{text:?} took {} steps", outcome.cost);
    match outcome.value {
        Ok(value) => value.to_text(),
        Err(failure) => {
            assert!(text.get(failure.span.range()).is_some(), "{text:?}: {:?}", failure.span);
            failure.render(greenlight::text::Language::En)
        }
    }
}

/// Runs on a stack as small as those of the threads that check files.
fn on_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn deep_nesting_is_a_problem_not_a_crash() {
    on_small_stack(|| {
        let wrappings = [
            ("(", "1", ")"),
            ("[", "1", "]"),
            ("{1:", "1", "}"),
            ("-", "1", ""),
            ("!", "true", ""),
            ("", "a", ".b"),
            ("", "a", "[0]"),
            ("", "1", "+1"),
            ("1+", "1", ""),
            ("true ? 1 : ", "1", ""),
            ("size(", "a", ")"),
            ("[1].map(x, ", "1", ")"),
            ("cel.bind(x, 1, ", "x", ")"),
            ("has(a.b) && (", "true", ")"),
            ("", "a", ".?b"),
            ("", "a", ".b()"),
            ("(true ? ", "1", " : 2)"),
            ("", "optional.none()", ".or(optional.none())"),
        ];
        for (open, core, close) in wrappings {
            let text = format!("{}{core}{}", open.repeat(30_000), close.repeat(30_000));
            assert_eq!(answer(&text), "the expression is nested too deeply", "{open}…{close}");
        }
    });
}

#[test]
fn nesting_up_to_the_limit_is_evaluated() {
    on_small_stack(|| {
        let wrappings = [
            ("[", "1", "]"),
            ("-", "a[0]", ""),
            ("", "1", "+1"),
            ("[1].map(x, ", "1", ")"),
            ("cel.bind(x, 1, ", "x", ")"),
            ("(true ? ", "1", " : 2)"),
        ];
        for (open, core, close) in wrappings {
            let deepest = (1..400)
                .rev()
                .map(|depth| format!("{}{core}{}", open.repeat(depth), close.repeat(depth)))
                .map(|text| answer(&text))
                .find(|found| found != "the expression is nested too deeply")
                .unwrap();
            assert!(!deepest.contains("deep"), "{open}…{close}: {deepest}");
        }
    });
}

#[test]
fn long_chains_are_no_depth() {
    let all = vec!["true"; 5_000].join(" && ");
    assert_eq!(answer(&all), "true");
    let any = vec!["false"; 5_000].join(" || ");
    assert_eq!(answer(&any), "false");
    let list = format!("size([{}])", vec!["1"; 5_000].join(", "));
    assert_eq!(answer(&list), "5000");
}

#[test]
fn variables_that_lean_on_each_other_do_not_pile_up_on_the_stack() {
    on_small_stack(|| {
        let mut environment = Environment::new().with_variable("v0", Type::Dyn);
        let mut programs = Vec::new();
        for index in 1..200 {
            let text = format!("{}v{}{}", "[".repeat(50), index - 1, "][0]".repeat(50));
            programs.push(Program::compile(&text, &environment).unwrap());
            environment = environment.with_variable(&format!("v{index}"), Type::Dyn);
        }
        let mut frame = Frame::new();
        frame.set(0, Value::int(1));
        for (index, program) in programs.iter().enumerate() {
            frame.define(index + 1, program);
        }
        let last = Program::compile("v199", &environment).unwrap();
        let failure = last.evaluate(&mut frame).value.unwrap_err();
        assert_eq!(failure.render(greenlight::text::Language::En), "the expressions nest too deeply");
    });
}

#[test]
fn what_would_take_forever_ends_at_the_limit() {
    let doubling = (1..60)
        .fold("x0".to_owned(), |inner, index| format!("cel.bind(x{index}, x{0} + x{0}, {inner})", index - 1));
    let rows = [
        "lists.range(1000).map(x, lists.range(1000).map(y, x * y))".to_owned(),
        "lists.range(10000).all(x, lists.range(10000).all(y, true))".to_owned(),
        "lists.range(300).map(x, string(x)).all(x, lists.range(1000).all(y, 'a'.replace('a', x) != ''))".to_owned(),
        "cel.bind(a, 'aaaaaaaaaaaaaaaaaaaa', cel.bind(b, a.replace('a', a), cel.bind(c, b.replace('a', b), cel.bind(d, c.replace('a', c), d.replace('a', d)))))".to_owned(),
    ];
    for text in rows {
        assert!(answer(&text).contains("steps"), "{text}: {}", answer(&text).len());
    }
    let grow = (1..40).fold("size(x39)".to_owned(), |inner, index| {
        let index = 40 - index;
        format!("cel.bind(x{index}, x{0} + x{0}, {inner})", index - 1)
    });
    let text = format!("cel.bind(x0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', {grow})");
    assert!(answer(&text).contains("steps"), "{}", answer(&text));
    assert!(answer(&doubling).contains("variable"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_320), ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn random_text_has_an_answer(text in "\\PC{0,40}") {
        answer(&text);
    }

    #[test]
    fn random_bytes_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        answer(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_tokens_have_an_answer(tokens in proptest::collection::vec(token(), 0..24)) {
        answer(&tokens.join(" "));
        answer(&tokens.concat());
    }
}

const TOKENS: &[&str] = &[
    "a",
    "b",
    "x",
    "this",
    "1",
    "0",
    "2u",
    "1.5",
    "'s'",
    "\"t\"",
    "b'y'",
    "r'\\d'",
    "true",
    "false",
    "null",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    ":",
    "?",
    "+",
    "-",
    "*",
    "/",
    "%",
    "!",
    "&&",
    "||",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    "in",
    "has(",
    "size(",
    "all(x,",
    "map(x,",
    "exists(",
    "cel.bind(",
    ".?",
    "[?",
    "string(",
    "int(",
    ".matches(",
    "optional.of(",
    ".orValue(",
    "duration(",
    "timestamp(",
    "math.greatest(",
    ".format([",
    "'%d %s'",
    "9223372036854775807",
    "-9223372036854775808",
    ".split(",
    ".substring(",
    "lists.range(",
    "url(",
    "date(",
    "dyn(",
];

fn token() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(TOKENS)
}
