//! The `cel` crate as a second opinion on syntax: random expressions parse to the same tree, or both refuse them. Where
//! the two differ on purpose, the difference is a row of `DIFFERENCES` with its reason.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, LiteralValue};
use greenlight::expr::outline;
use proptest::prelude::*;

/// Texts on which we and the crate differ, and why we are right.
const DIFFERENCES: &[(&str, &str)] = &[
    ("--'x'", "the crate drops pairs of signs, so that the negation of a text goes unnoticed"),
    ("!!'x'", "the crate drops pairs of signs, so that the negation of a text goes unnoticed"),
];

/// True if a text falls under a known difference.
fn is_excused(text: &str) -> bool {
    let bare: String = text.split_whitespace().collect();
    bare.contains("--") || bare.contains("!!")
}

fn theirs(text: &str) -> Result<String, String> {
    let parser = cel::parser::Parser::default().enable_ident_escape_syntax(true).enable_optional_syntax(true);
    let tree = parser.parse(text).map_err(|error| error.to_string())?;
    let mut outline = String::new();
    write(&tree, &mut outline);
    Ok(outline)
}

fn compare(text: &str) -> Result<(), String> {
    let ours = outline(text).map_err(|problem| problem.message.en.to_owned());
    let theirs = theirs(text);
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) if ours == theirs => Ok(()),
        (Err(_), Err(_)) => Ok(()),
        // By decision the language has no message types; what the crate reads as their literals has no outline.
        (Err(_), Ok(theirs)) if theirs.contains("<no such thing>") => Ok(()),
        _ if is_excused(text) => Ok(()),
        (ours, theirs) => Err(format!("{text}\n  ours:   {ours:?}\n  theirs: {theirs:?}")),
    }
}

#[test]
fn known_differences_are_still_there() {
    for (text, reason) in DIFFERENCES {
        assert!(!reason.is_empty() && is_excused(text));
        let ours = outline(text).map_err(|_| ());
        assert_ne!(ours, theirs(text).map_err(|_| ()), "no difference any more: {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_261_124),
        ..ProptestConfig::with_cases(3_000)
    })]

    #[test]
    fn expressions_parse_to_the_same_tree(text in expression()) {
        compare(&text).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn what_one_refuses_the_other_refuses_too(tokens in proptest::collection::vec(token(), 1..10)) {
        compare(&tokens.join(" ")).map_err(TestCaseError::fail)?;
    }
}

fn expression() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(vec![
        "a",
        "b.c",
        "_x9",
        "1",
        "0x1F",
        "18446744073709551615u",
        "1.5",
        "1e3",
        ".5",
        "'s'",
        "\"d\\n\"",
        "r'\\d'",
        "b'\\xff'",
        "'''t\n'''",
        "true",
        "false",
        "null",
        "-1",
        "- 2.5",
        "[]",
        "{}",
        "'\\u00e9'",
        "a.`b-c`",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 48, 4, |inner| {
        let two = (inner.clone(), inner.clone());
        let three = (inner.clone(), inner.clone(), inner.clone());
        let operators = vec!["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", " in ", "&&", "||"];
        prop_oneof![
            (two.clone(), proptest::sample::select(operators)).prop_map(|((a, b), o)| format!("{a}{o}{b}")),
            three.prop_map(|(a, b, c)| format!("{a} ? {b} : {c}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("!({a})")),
            inner.clone().prop_map(|a| format!("-({a})")),
            inner.clone().prop_map(|a| format!("({a}).f")),
            inner.clone().prop_map(|a| format!("has(({a}).f)")),
            inner.prop_map(|a| format!("({a}).?f")),
            two.clone().prop_map(|(a, b)| format!("({a})[{b}]")),
            two.clone().prop_map(|(a, b)| format!("({a})[?{b}]")),
            two.clone().prop_map(|(a, b)| format!("[{a}, ?{b}]")),
            two.clone().prop_map(|(a, b)| format!("{{{a}: {b}}}")),
            two.clone().prop_map(|(a, b)| format!("f({a}, {b})")),
            two.clone().prop_map(|(a, b)| format!("({a}).g({b})")),
            two.clone().prop_map(|(a, b)| format!("({a}).all(x, {b})")),
            two.clone().prop_map(|(a, b)| format!("({a}).exists(x, {b})")),
            two.clone().prop_map(|(a, b)| format!("({a}).map(x, {b})")),
            two.prop_map(|(a, b)| format!("({a}).filter(x, {b}) // why")),
        ]
    })
}

fn token() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "a", "b", "in", "if", "1", "2u", "1.5", "'s'", "true", "null", "(", ")", "[", "]", "{", "}", ".",
        ",", ":", "?", "+", "-", "!", "&&", "||", "==", "<", "*", "f(", ".g(", "as", "b'x'",
    ])
}

fn write(expr: &IdedExpr, out: &mut String) {
    match &expr.expr {
        Expr::Unspecified | Expr::Struct(_) => out.push_str("<no such thing>"),
        Expr::Ident(name) => out.push_str(name),
        Expr::Literal(literal) => out.push_str(&constant(literal)),
        Expr::Select(select) => {
            out.push_str(if select.test { "(has " } else { "(. " });
            write(&select.operand, out);
            out.push_str(&format!(" {})", select.field));
        }
        Expr::Call(call) => write_call(expr, call, out),
        Expr::List(elements) => {
            out.push_str("(list");
            for (index, element) in elements.elements.iter().enumerate() {
                out.push_str(if elements.optional_indices.contains(&index) { " ?" } else { " " });
                write(element, out);
            }
            out.push(')');
        }
        Expr::Map(map) => {
            out.push_str("(map");
            for entry in &map.entries {
                let EntryExpr::MapEntry(entry) = &entry.expr else { panic!("an entry of a map") };
                out.push_str(if entry.optional { " ?" } else { " " });
                write(&entry.key, out);
                out.push('=');
                write(&entry.value, out);
            }
            out.push(')');
        }
        Expr::Comprehension(walk) => {
            out.push_str("(walk ");
            write(&walk.iter_range, out);
            out.push_str(&format!(" {})", walk.iter_var));
        }
    }
}

fn list(head: &str, parts: &[&IdedExpr], out: &mut String) {
    out.push('(');
    out.push_str(head);
    for part in parts {
        out.push(' ');
        write(part, out);
    }
    out.push(')');
}

fn write_call(expr: &IdedExpr, call: &CallExpr, out: &mut String) {
    let mut parts: Vec<&IdedExpr> = call.target.iter().map(|target| &**target).collect();
    parts.extend(&call.args);
    match call.func_name.as_str() {
        name @ ("_&&_" | "_||_") => {
            let mut operands = Vec::new();
            flatten(expr, name, &mut operands);
            list(name.trim_matches('_'), &operands, out);
        }
        "_?_:_" => list("?:", &parts, out),
        "!_" => list("!", &parts, out),
        "-_" => list("neg", &parts, out),
        "_[_]" => list("[]", &parts, out),
        "_[?_]" => list("[?]", &parts, out),
        "@in" => list("in", &parts, out),
        "_?._" => {
            out.push_str("(.? ");
            write(parts[0], out);
            let Expr::Literal(LiteralValue::String(name)) = &parts[1].expr else { panic!("a field") };
            out.push_str(&format!(" {})", name.inner()));
        }
        name if name.starts_with('_') && name.ends_with('_') => list(name.trim_matches('_'), &parts, out),
        name if call.target.is_some() => list(&format!(".{name}()"), &parts, out),
        name => list(&format!("{name}()"), &parts, out),
    }
}

/// The operands of a chain, which the crate keeps as a balanced tree.
fn flatten<'e>(expr: &'e IdedExpr, name: &str, operands: &mut Vec<&'e IdedExpr>) {
    match &expr.expr {
        Expr::Call(call) if call.func_name == name => {
            call.args.iter().for_each(|argument| flatten(argument, name, operands));
        }
        _ => operands.push(expr),
    }
}

fn constant(literal: &LiteralValue) -> String {
    match literal {
        LiteralValue::Boolean(value) => value.inner().to_string(),
        LiteralValue::Bytes(value) => format!("b{:?}", value.inner()),
        LiteralValue::Double(value) => format!("{:?}", value.inner()),
        LiteralValue::Int(value) => value.inner().to_string(),
        LiteralValue::Null => "null".to_owned(),
        LiteralValue::String(value) => format!("{:?}", value.inner()),
        LiteralValue::UInt(value) => format!("{}u", value.inner()),
    }
}
