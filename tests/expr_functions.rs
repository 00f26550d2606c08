//! The table of functions: every example holds, every row is complete.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::collections::HashSet;

use greenlight::expr::{Environment, Frame, Program, functions};

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::{describe, evaluate};

#[test]
fn every_example_gives_what_it_says() {
    for function in functions() {
        for (call, result) in function.examples {
            let text = format!("{call} == {result}");
            assert_eq!(evaluate(&text), "true", "{}: {call}", function.name);
        }
    }
}

#[test]
fn every_name_stands_once() {
    let mut names = HashSet::new();
    for function in functions() {
        assert!(names.insert(function.name), "{} stands twice", function.name);
        assert!(!function.overloads.is_empty(), "{} takes nothing", function.name);
    }
}

#[test]
fn every_function_for_linting_is_described_in_both_languages() {
    for function in functions() {
        let Some(summary) = function.summary else { continue };
        for text in [summary.en, summary.ko] {
            assert!(!text.is_empty() && !text.ends_with('.'), "{}: {text}", function.name);
        }
        let needs_files = function.name == "file";
        assert!(needs_files || !function.examples.is_empty(), "{} has no example", function.name);
    }
}

#[test]
fn a_wrong_argument_is_a_failure_at_the_call() {
    let rows = [
        ("1 + size(url('nowhere').host)", "url('nowhere')", "`nowhere` is no absolute URL"),
        ("date('2026-02-30') < date('2026-03-01')", "date('2026-02-30')", "no date"),
        ("checksum('12a', [1, 2, 3])", "checksum('12a', [1, 2, 3])", "no digit"),
        ("checksum('12', [1])", "checksum('12', [1])", "2 digits and 1 weights"),
        ("file('a.png').exists", "file('a.png')", "not available here"),
        ("'a'.matches('(')", "'a'.matches('(')", "cannot be read"),
        ("{'a': 1}.b", "b", "no key `b`"),
        ("[1, 2][2]", "[1, 2][2]", "no element 2 in a list of 2"),
        ("1 / (2 - 2)", "1 / (2 - 2)", "division by zero"),
        ("9223372036854775807 + 1", "9223372036854775807 + 1", "64-bit"),
        ("lists.range(100000)", "lists.range(100000)", "100000"),
    ];
    for (text, place, message) in rows {
        let program = Program::compile(text, &Environment::new())
            .unwrap_or_else(|found| panic!("{}", describe(&found)));
        let failure = program.evaluate(&mut Frame::new()).value.expect_err(text);
        assert_eq!(&text[failure.span.range()], place, "{text}");
        let said = failure.render(greenlight::text::Language::En);
        assert!(said.contains(message), "{text}: {said}");
        assert!(!failure.render(greenlight::text::Language::Ko).contains('{'), "{text}");
    }
}

#[test]
fn beyond_the_specification() {
    let rows = [
        ("[3, 1, 2].sort()", "1, 2, 3"),
        ("['ccc', 'a', 'bb'].sortBy(text, size(text))", "a, bb, ccc"),
        ("[{'n': 2}, {'n': 1}].sortBy(item, item.n).map(item, item.n)", "1, 2"),
        ("[1, 1, 2].distinct()", "1, 2"),
        ("[[1], [2, [3]]].flatten()", "1, 2, 3"),
        ("[1, 2, 3].slice(1, 3)", "2, 3"),
        ("[1, 2, 3].reverse()", "3, 2, 1"),
        ("[1, 2].first().orValue(0) + [1, 2].last().orValue(0)", "3"),
        ("sets.contains([1, 2, 3], [2, 3])", "true"),
        ("sets.equivalent([1, 2], [2, 1, 1])", "true"),
        ("sets.intersects([1, 2], [3])", "false"),
        ("regex.replace('a-b-c', '-', '+', 1)", "a+b-c"),
        ("regex.replace('ab', '(a)(b)', r'\\2\\1')", "ba"),
        ("regex.extract('id=42', 'id=([0-9]+)').orValue('')", "42"),
        ("regex.extractAll('a1b2', '[0-9]')", "1, 2"),
        ("math.sqrt(16.0)", "4"),
        ("{'b': 1, 'a': 2}.map(key, key)", "b, a"),
        ("{'a': 1, 'b': 2}.transformMapEntry(k, v, {v: k})[2]", "b"),
        ("cel.bind(x, 1 / 0, true)", "true"),
        ("cel.bind(x, ['a', 'b'].exists(y, y == 'b'), [1, 2].all(z, x))", "true"),
        (
            "cel.bind(x, ['a'].map(x, x + 'b'), cel.bind(y, x.map(z, z + 'c'), [0].map(z, y[z] + x[z])))",
            "abcab",
        ),
        ("optional.none().orValue(1)", "1"),
        ("optional.of(2).orValue(1 / 0)", "2"),
        ("'b' in {'a': 1, 'b': 2}", "true"),
        ("{'x.y': 1}.`x.y`", "1"),
        ("timestamp('2026-01-31T23:30:00Z').getDate('Asia/Seoul')", "1"),
    ];
    for (text, expected) in rows {
        assert_eq!(evaluate(text), expected, "{text}");
    }
}
