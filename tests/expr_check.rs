//! What is said of an expression before any document is seen: each row is an expression and the texts underlined in it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::sync::Arc;

use greenlight::expr::{Environment, ObjectType, Program, Property, Type};
use greenlight::text::Language;
use greenlight::yaml::Problem;

#[path = "support/expr.rs"]
mod expr_support;

use expr_support::describe;

fn property(name: &str, ty: Type, is_required: bool) -> Property {
    Property { name: Arc::from(name), ty, is_required }
}

fn object(properties: Vec<Property>) -> Type {
    Type::Object(Arc::new(ObjectType { properties, additional: None }))
}

/// A submission: a service that is live or not yet, an optional list of evidence, messages of two kinds.
fn schema() -> Type {
    let service = object(vec![
        property("name", Type::String, true),
        property("status", Type::words(["live", "prelaunch"]), true),
        property("users", Type::Int, false),
    ]);
    let evidence = object(vec![property("id", Type::String, true), property("note", Type::String, false)]);
    let feed = object(vec![
        property("kind", Type::words(["feed"]), true),
        property("buttons", Type::Int, true),
        property("likes", Type::Int, false),
    ]);
    let text =
        object(vec![property("kind", Type::words(["text"]), true), property("text", Type::String, true)]);
    object(vec![
        property("service", service, true),
        property("evidence", Type::list(evidence), false),
        property("message", Type::union([feed, text]), true),
        property("apis", Type::list(Type::words(["send", "friends"])), true),
        property("extra", Type::map(Type::String, Type::Dyn), true),
        property("reach", Type::union([Type::Int, Type::Double]), true),
    ])
}

fn environment() -> Environment {
    Environment::new().with_variable("this", schema())
}

fn underlined(text: &str, environment: &Environment) -> (Vec<String>, Vec<Problem>) {
    match Program::compile(text, environment) {
        Ok(_) => (Vec::new(), Vec::new()),
        Err(problems) => {
            let places = problems.iter().map(|problem| text[problem.span.range()].to_owned()).collect();
            (places, problems)
        }
    }
}

#[test]
fn what_is_wrong_is_underlined() {
    let rows: &[(&str, &[&str])] = &[
        // Unknown names.
        ("thsi.service", &["thsi"]),
        ("this.servce.name == ''", &["servce"]),
        ("this.service.nmae == ''", &["nmae"]),
        ("sise(this.apis) > 0", &["sise"]),
        ("this.apis.lenght() > 0", &["lenght"]),
        ("this['servce'] != null", &["'servce'"]),
        ("url(this.service.name).hst == ''", &["hst"]),
        // Comparisons that are settled.
        ("this.service.status == 'lvie'", &["'lvie'"]),
        ("this.?service.?status.orValue('') == 'lvie'", &["'lvie'"]),
        ("this.service.status in ['live', 'lunch']", &["'lunch'"]),
        ("'sned' in this.apis", &["'sned'"]),
        ("this.service.status == 'live' && this.service.status == 'prelaunch'", &["'prelaunch'"]),
        ("this.service.status != 'live' && this.service.status == 'live'", &["'live'"]),
        ("this.apis.all(api, api == 'push')", &["'push'"]),
        // Types that never meet.
        ("this.service.name == 1", &["this.service.name == 1"]),
        ("this.service.name > 1", &["this.service.name > 1"]),
        ("this.service.name + 1 == ''", &["this.service.name + 1"]),
        ("size(this.service.users) > 0", &["size(this.service.users)", "users"]),
        ("this.service.name && true", &["this.service.name"]),
        ("this.service.name.first == ''", &["first"]),
        ("[1, 2].all(x, x)", &["x"]),
        ("this.service.name.all(x, true)", &["this.service.name"]),
        ("this.apis.matches('x')", &["this.apis.matches('x')"]),
        // Fields that may be absent.
        ("this.service.users > 5", &["users"]),
        ("size(this.evidence) > 0", &["evidence"]),
        ("this.?evidence.orValue([]).all(e, e.note != '')", &["note"]),
        ("this.message.buttons > 1", &["buttons"]),
        ("this.message.kind == 'text' && this.message.buttons > 1", &["buttons"]),
        ("this.service.status in ['live', 'prelaunch']", &["this.service.status in ['live', 'prelaunch']"]),
        (
            "this.service.status == 'live' && this.service.status != 'live'",
            &["this.service.status != 'live'"],
        ),
        ("has(this.service.users) && !has(this.service.users)", &["has(this.service.users)"]),
        ("'nmae' in this.service", &["'nmae'"]),
        ("this.service.?users.orValue('many') == 3", &["'many'"]),
        // Guards that say something else.
        ("has(this.service.users) == false && this.service.users > 5", &["users"]),
        ("this.service.?users.orValue(9) > 3 && this.service.users > 5", &["users"]),
        ("this.service.?users == optional.none() && this.service.users > 5", &["users"]),
        ("this.?evidence.orValue([]).filter(e, !has(e.note)).all(e, e.note != '')", &["note"]),
        ("has(this.evidence) && has(this.evidence[0].note) && this.evidence[1].note != ''", &["note"]),
        // Two problems, both said.
        ("this.servce == 1 && this.service.status == 'x'", &["servce", "'x'"]),
    ];
    for (text, places) in rows {
        let (found, problems) = underlined(text, &environment());
        assert_eq!(found, *places, "{text}: {}", describe(&problems));
    }
}

#[test]
fn what_is_right_is_let_through() {
    let rows = [
        "this.service.status == 'live' || this.service.status == 'prelaunch'",
        "has(this.service.users) && this.service.users > 5",
        "!has(this.service.users) || this.service.users > 5",
        "has(this.service.users) ? this.service.users > 5 : true",
        "this.service.?users.orValue(0) > 5",
        "this.?evidence.orValue([]).all(e, !has(e.note) || e.note != '')",
        "this.?evidence.orValue([]).filter(e, has(e.note)).size() == 0",
        "this.?evidence.orValue([]).filter(e, has(e.note)).map(e, e.note) == []",
        "size(this.?evidence.orValue([])) > 0 && this.evidence[0].id != ''",
        "this.?evidence.orValue([]).size() != 0 && this.evidence[0].id != ''",
        "this.service.?users.orValue(0) != 0 && this.service.users > 5",
        "true ? 1 : 'a'",
        "has(([this.service] + [this.message])[0].kind)",
        "this.?evidence.orValue([]).map(e, has(e.note), e.note).all(note, note != '')",
        "'users' in this.service && this.service.users > 5",
        "this.message.kind == 'feed' && this.message.buttons > 1",
        "this.message.kind != 'text' && this.message.buttons > 1",
        "this.message.kind in ['feed'] ? this.message.buttons > 1 : this.message.text != ''",
        "this.service.?users.hasValue() && this.service.users > 5",
        "'send' in this.apis && this.apis.exists(api, api == 'friends')",
        "this.extra.anything.at.all == 1",
        "this.reach > 1000 && this.reach < 0.5",
        "size(this.service) > 1 && 'name' in this.service",
        "this.service.map(key, key).all(key, key != '')",
        "url(this.service.name).parameters.q == ''",
        "this.apis.exists(api, api in ['send'])",
        "this.service.?users == optional.of(5) && this.service.users > 4",
        "this.service.?users != optional.none() && this.service.users > 5",
        "has(this.service.users) == true && this.service.users > 5",
        "has(this.service.users) == false || this.service.users > 5",
        "this.service.?users.orValue(0) > 3 && this.service.users < 5",
        "5 <= this.service.?users.orValue(0) && this.service.users < 50",
        "has(this.evidence) && has(this.evidence[0].note) && this.evidence[0].note != ''",
        "this.?evidence.orValue([]).filter(e, e.?note.orValue('') != '').all(e, e.note != 'x')",
        "[this].filter(t, has(t.service.users)).all(t, t.service.users > 5)",
        "!has(this.message.buttons) && this.message.text != ''",
        "this.service.?users.orValue(null) == null",
        "'send' in this.apis ? true : this.service.status in ['live', 'live']",
        "this.service.status == 'live' ? 1 == 2 : this.service.status == 'prelaunch'",
    ];
    for text in rows {
        let (_, problems) = underlined(text, &environment());
        assert!(problems.is_empty(), "{text}: {}", describe(&problems));
    }
}

#[test]
fn what_follows_a_condition_knows_it() {
    let rows = [
        ("has(this.service.users)", "this.service.users > 5", true),
        ("has(this.evidence) && true", "size(this.evidence) > 0", true),
        ("has(this.evidence) || true", "size(this.evidence) > 0", false),
        ("this.message.kind == 'feed'", "this.message.buttons < 3", true),
        ("this.message.kind == 'text'", "this.message.buttons < 3", false),
        ("this.service.status == 'live'", "this.service.status == 'prelaunch'", false),
    ];
    for (when, require, is_fine) in rows {
        let condition = Program::compile(when, &environment()).unwrap();
        let (_, problems) = underlined(require, &environment().assuming(&condition));
        assert_eq!(problems.is_empty(), is_fine, "{when}, {require}: {}", describe(&problems));
    }
}

/// Each row names a value, and is a condition on that name: as `let` and `require` of a rule.
#[test]
fn a_named_value_is_as_good_a_guard() {
    let rows = [
        ("has(this.service.users)", "named && this.service.users > 5", true),
        ("has(this.service.users)", "!named || this.service.users > 5", true),
        ("has(this.service.users)", "named || this.service.users > 5", false),
        ("!has(this.service.users)", "named || this.service.users > 5", true),
        ("this.service.?users.orValue(0)", "named > 3 && this.service.users > 5", true),
        ("this.service.?users.orValue(9)", "named > 3 && this.service.users > 5", false),
        ("this.?evidence.orValue([])", "size(named) > 0 && this.evidence[0].id != ''", true),
        ("this.message.kind == 'feed'", "named ? this.message.buttons > 1 : this.message.text != ''", true),
    ];
    for (value, condition, is_fine) in rows {
        let value = Program::compile(value, &environment()).unwrap();
        let named = environment().with_variable("named", value.result_type().clone()).naming(&value);
        let (_, problems) = underlined(condition, &named);
        assert_eq!(problems.is_empty(), is_fine, "{condition}: {}", describe(&problems));
    }
}

#[test]
fn the_nearest_name_is_offered() {
    let rows = [
        ("this.servce.name == ''", "`service`"),
        ("thsi.service", "`this`"),
        ("this.service.status == 'lvie'", "`live`"),
        ("sise(this.apis) > 0", "`size`"),
        ("url(this.service.name).hst == ''", "`host`"),
    ];
    for (text, name) in rows {
        let (_, problems) = underlined(text, &environment());
        let help = problems[0].help.expect(text).render(Language::En, &problems[0].parameters);
        assert!(help.contains(name), "{text}: {help}");
    }
}

/// Each row is an expression as a newcomer writes it, and what the help tells to write.
#[test]
fn what_other_languages_write_is_understood() {
    let rows = [
        ("this.apis === 1", "`==`"),
        ("this.apis <> []", "`!=`"),
        ("this.service.name =~ 'a'", "`.matches()`"),
        ("this.service.name ?? 'a'", "`.orValue()`"),
        ("this.apis.exists(api => api == 'send')", "`,`"),
        ("this?.service", "`.?`"),
        ("true & true", "`&&`"),
        ("not true", "`!`"),
        ("true and true", "`&&`"),
        ("'a' not in this.apis", "`!(... in ...)`"),
        ("len(this.apis)", "`size()`"),
        ("this.apis.lenght()", "`size()`"),
        ("this.apis.any(api, api == 'send')", "`.exists(item, ...)`"),
        ("this.apis.exists(api == 'send')", "`list.exists(item, condition)`"),
        ("this.service.name.isUrl()", "`isUrl(string)`"),
        ("this.service.name.trim == ''", "`.trim()`"),
        ("math.grates(1, 2)", "`math.greatest`"),
        ("True", "`true`"),
        ("now()", "`today`"),
        ("apis.size() > 0", "`this.apis`"),
        ("this.service.name == 1", "`'1'`"),
        ("this.service.name > 1", "`size(this.service.name)`"),
        ("this.service.name + 1 == ''", "`'1'`"),
        ("this.apis.size() == '1'", "`1`"),
        ("this.service.?users == 1", "`.orValue(...)`"),
        ("this.service.name == null", "`has(this.service.name)`"),
        ("this.apis.size() == 1.5", "`double(this.apis.size())`"),
        ("size()", "`size(string)`"),
    ];
    for (text, wanted) in rows {
        let (_, problems) = underlined(text, &environment());
        assert_eq!(problems.len(), 1, "{text}: {}", describe(&problems));
        for language in [Language::En, Language::Ko] {
            let help = problems[0].help.expect(text).render(language, &problems[0].parameters);
            assert!(help.contains(wanted), "{text}: {help}");
        }
    }
}

#[test]
fn types_are_inferred() {
    let rows = [
        ("this.apis", "list(string)"),
        ("this.service.?users", "optional(int)"),
        ("this.?evidence.orValue([]).map(e, e.id)", "list(string)"),
        ("this.reach", "int or double"),
        ("this.apis.size() + 1", "int"),
        ("{'a': 1}", "map(string, int)"),
        ("[1, 'a']", "list(dyn)"),
        ("date('2026-01-01') - timestamp('2026-01-01T00:00:00Z')", "duration"),
        ("url(this.service.name).port", "int"),
        ("this.apis.join(', ').split(',')", "list(string)"),
        ("optional.of(1).optMap(x, string(x))", "optional(string)"),
        ("math.greatest(1, 2)", "int"),
    ];
    for (text, expected) in rows {
        let program = Program::compile(text, &environment())
            .unwrap_or_else(|found| panic!("{text}: {}", describe(&found)));
        assert_eq!(program.result_type().to_string(), expected, "{text}");
    }
}
