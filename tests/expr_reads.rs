//! What an evaluation read, where a path leads, and how messages show values.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::sync::Arc;

use greenlight::expr::{Environment, Frame, Place, Program, ReadPlace, Template, Type, Value};
use greenlight::text::Source;
use greenlight::yaml::{self, Document, Limits};

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::describe;

const TEXT: &str = "\
service:
  name: Moim
  status: live
  launched: 2026-01-31
request:
  apis: [friends_list, send]
  count: 007
flow:
  - {step: open, text: hello}
  - {step: pick, text: ''}
  - {step: send, text: ''}
1: one
";

fn document(text: &str) -> Document {
    let source = Arc::new(Source::new("a.yaml", text.to_owned()));
    yaml::parse(&source, &Limits::default()).documents.remove(0)
}

fn environment() -> Environment {
    Environment::new().with_variable("this", Type::Dyn)
}

fn compile(text: &str, environment: &Environment) -> Program {
    Program::compile(text, environment).unwrap_or_else(|problems| panic!("{text}: {}", describe(&problems)))
}

/// The value and what was read, as written in the document; absent keys as `-key`.
fn read(text: &str) -> (String, Vec<String>) {
    let document = document(TEXT);
    let program = compile(text, &environment());
    let mut frame = Frame::new();
    frame.set(0, Value::from_node(document.root()));
    let outcome = program.evaluate(&mut frame);
    let value = match outcome.value {
        Ok(value) => value.to_text(),
        Err(failure) => format!("failed: {}", failure.render(greenlight::text::Language::En)),
    };
    (value, outcome.reads.iter().map(|read| shown(&read.place)).collect())
}

fn shown(place: &ReadPlace<'_>) -> String {
    match place {
        ReadPlace::Node(node) => node.written_text().to_owned(),
        ReadPlace::Absent { key, .. } => format!("-{}", key.as_str()),
    }
}

#[test]
fn only_what_decided_the_result_counts_as_read() {
    let rows: &[(&str, &str, &[&str])] = &[
        ("this.service.name", "Moim", &["Moim"]),
        ("this.service.status == 'live'", "true", &["live"]),
        ("this.service.name == 'Moim' && this.service.status == 'dead'", "false", &["live"]),
        ("this.service.status == 'dead' && this.service.name == 'Moim'", "false", &["live"]),
        ("this.service.name == 'Moim' && this.service.status == 'live'", "true", &["Moim", "live"]),
        ("this.service.name == 'X' || this.service.status == 'live'", "true", &["live"]),
        ("this.nothing.x == 1 || this.service.status == 'live'", "true", &["live"]),
        ("this.flow.all(s, s.text != '')", "false", &["''"]),
        ("this.flow.exists(s, s.step == 'pick')", "true", &["pick"]),
        ("size(this.request.apis) > 5", "false", &["[friends_list, send]"]),
        ("'x' in this.request.apis", "false", &["[friends_list, send]"]),
        ("has(this.service.owner)", "false", &["-owner"]),
        ("has(this.service.name)", "true", &["Moim"]),
        ("this.?request.?friends.?planned.orValue(false)", "false", &["-friends"]),
        ("this.?service.?status.orValue('')", "live", &["live"]),
        ("this.service.owner", "failed: there is no key `owner`", &["-owner"]),
        ("this.service.status == 'live' ? this.service.name : 'x'", "Moim", &["Moim", "live"]),
        ("cel.bind(s, this.service.status, s == 'dead' || s == 'live')", "true", &["live"]),
        ("this.service.name + this.service.name", "MoimMoim", &["Moim"]),
        ("1 + 1", "2", &[]),
        ("this[1]", "one", &["one"]),
    ];
    for (text, value, reads) in rows {
        assert_eq!(
            read(text),
            ((*value).to_owned(), reads.iter().map(ToString::to_string).collect()),
            "{text}"
        );
    }
}

#[test]
fn a_walk_that_fails_as_a_whole_read_its_range() {
    let (value, reads) = read("this.flow.exists(s, s.step == 'nothing')");
    assert_eq!(value, "false");
    assert!(reads[0].starts_with("- {step: open"), "{reads:?}");
    assert_eq!(reads[1..], ["open", "pick", "send"]);
}

#[test]
fn reads_of_a_variable_count_for_whoever_uses_it() {
    let document = document(TEXT);
    let base = environment();
    let status = compile("this.service.status", &base);
    let with_status = base.with_variable("status", Type::Dyn);
    let program = compile("this.service.name == 'Moim' && status == 'dead'", &with_status);
    let mut frame = Frame::new();
    frame.set(0, Value::from_node(document.root()));
    frame.define(1, &status);
    for _ in 0..2 {
        let outcome = program.evaluate(&mut frame);
        let reads: Vec<_> = outcome.reads.iter().map(|read| (shown(&read.place), read.variable)).collect();
        assert_eq!(reads, [("live".to_owned(), Some(1))]);
        assert_eq!(outcome.value.unwrap().as_bool(), Some(false));
    }
}

#[test]
fn a_variable_is_evaluated_once_and_anew_after_a_change_before_it() {
    let document = document(TEXT);
    let base = environment().with_variable("step", Type::Dyn);
    let upper = compile("step.step.upperAscii()", &base);
    let program = compile("upper", &base.with_variable("upper", Type::Dyn));
    let mut frame = Frame::new();
    frame.set(0, Value::from_node(document.root()));
    frame.define(2, &upper);
    let mut values = Vec::new();
    for step in document.root().get("flow").unwrap().items() {
        frame.set(1, Value::from_node(step));
        let first = program.evaluate(&mut frame);
        let second = program.evaluate(&mut frame);
        assert!(second.cost < first.cost, "{} {}", second.cost, first.cost);
        values.push(second.value.unwrap().to_text());
    }
    assert_eq!(values, ["OPEN", "PICK", "SEND"]);
}

#[test]
fn a_variable_that_depends_on_itself_fails() {
    let base = environment().with_variable("a", Type::Dyn);
    let program = compile("a + 1", &base);
    let mut frame = Frame::new();
    frame.define(1, &program);
    let failure = program.evaluate(&mut frame).value.unwrap_err();
    assert_eq!(failure.render(greenlight::text::Language::En), "the variable `a` depends on itself");
}

#[test]
fn a_path_leads_to_a_node_or_to_the_keys_that_are_missing() {
    let document = document(TEXT);
    let locate = |text: &str| {
        let program = compile(text, &environment());
        let mut frame = Frame::new();
        frame.set(0, Value::from_node(document.root()));
        match program.locate(&mut frame) {
            Place::Node(node) => node.written_text().to_owned(),
            Place::Missing { parent, keys } => {
                let parent = if parent == document.root() { "root".to_owned() } else { parent.pointer() };
                format!("{parent} lacks {}", keys.join("."))
            }
            Place::None => "nothing".to_owned(),
        }
    };
    let rows = [
        ("this.service.status", "live"),
        ("this.?service.?status", "live"),
        ("this.flow[1].step", "pick"),
        ("this.request.friends.planned", "/request lacks friends.planned"),
        ("this.?request.?friends.?planned.orValue(false)", "/request lacks friends.planned"),
        ("this['nothing']", "root lacks nothing"),
        ("this.request.apis[7]", "nothing"),
        ("1 + 1", "nothing"),
    ];
    for (text, expected) in rows {
        assert_eq!(locate(text), expected, "{text}");
    }
}

#[test]
fn a_trace_has_the_value_of_every_part_that_was_evaluated() {
    let document = document(TEXT);
    let text = "this.service.name == 'X' || this.flow.all(s, s.text != '') || this.request.nothing.x";
    let program = compile(text, &environment());
    let mut frame = Frame::new();
    frame.set(0, Value::from_node(document.root()));
    let parts = program.trace(&mut frame);
    let shown = |place: &str| {
        let part = parts.iter().find(|part| &text[part.span.range()] == place).expect(place);
        match &part.value {
            Ok(value) => value.to_text(),
            Err(failure) => failure.render(greenlight::text::Language::En),
        }
    };
    assert_eq!(shown("this.service.name"), "Moim");
    assert_eq!(shown("this.service.name == 'X'"), "false");
    assert_eq!(shown("s.text"), "");
    assert_eq!(shown("this.flow.all(s, s.text != '')"), "false");
    assert_eq!(shown("this.request.nothing"), "there is no key `nothing`");
    let texts: Vec<_> = parts.iter().map(|part| &text[part.span.range()]).collect();
    assert_eq!(texts[0], text);
    assert!(!texts.contains(&"'X'") && !texts.contains(&"this.request.nothing.x.y"));
    assert!(program.evaluate(&mut frame).value.is_err());
}

#[test]
fn values_are_json_with_names_for_what_json_lacks() {
    let rows = [
        ("{'a': [1, 1.5, null, true]}", r#"{"a":[1,1.5,null,true]}"#),
        ("1u", r#"{"uint":"1"}"#),
        ("b'\\xff'", r#"{"bytes":"/w=="}"#),
        ("0.0 / 0.0", r#"{"double":"NaN"}"#),
        ("duration('90s')", r#"{"duration":"90s"}"#),
        ("date('2026-01-31')", r#"{"timestamp":"2026-01-31T00:00:00Z"}"#),
        ("int", r#"{"type":"int"}"#),
        ("{1: 'a'}", r#"{"map":[[1,"a"]]}"#),
        ("optional.none()", r#"{"optional":null}"#),
    ];
    for (text, expected) in rows {
        let program = compile(text, &Environment::new());
        let value = program.evaluate(&mut Frame::new()).value.unwrap();
        assert_eq!(value.to_json().to_string(), expected, "{text}");
    }
}

#[test]
fn messages_show_values_as_people_write_them() {
    let document = document(TEXT);
    let rows = [
        ("plain", "plain"),
        ("{this.service.name} is {this.service.status}", "Moim is live"),
        ("`{this.request.apis}` of {size(this.request.apis)}", "`friends_list, send` of 2"),
        ("{{literal}} {1 + 1}", "{literal} 2"),
        ("{ {'a': '}'}.a }", "}"),
        ("{this.request.count}", "007"),
        ("{date('2026-01-31')}", "2026-01-31"),
        ("{this.service.launched}", "2026-01-31"),
        ("{[true, null, 1.5]}", "true, null, 1.5"),
    ];
    for (text, expected) in rows {
        let template =
            Template::compile(text, &environment()).unwrap_or_else(|found| panic!("{}", describe(&found)));
        let mut frame = Frame::new();
        frame.set(0, Value::from_node(document.root()));
        assert_eq!(template.render(&mut frame).value.unwrap().to_text(), expected, "{text}");
    }
}

#[test]
fn problems_of_a_message_stand_where_they_are_written() {
    let rows = [
        ("a {this.} b", "}"),
        ("a {thsi.name} b", "thsi"),
        ("a {1 + 'x'} b", "1 + 'x'"),
        ("a { b", "{"),
        ("a } b", "}"),
    ];
    for (text, place) in rows {
        let problems = Template::compile(text, &environment()).expect_err(text);
        let span = problems[0].span.range();
        let found = if span.is_empty() { &text[span.start..] } else { &text[span] };
        assert!(found.starts_with(place), "{text}: {found} ({})", describe(&problems));
    }
}
