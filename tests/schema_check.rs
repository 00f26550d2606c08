//! Promises of the schema layer that no single message shows: no cascade, one place each, silence where the parser has
//! spoken, schemas that refer to each other, schemas printed for readers of one language.

#![expect(clippy::unwrap_used, reason = "helpers of tests, called only by them")]

use std::sync::Arc;

use greenlight::schema::{Schema, annotated};
use greenlight::text::{Language, Source};
use greenlight::yaml::{Document, Limits, parse};

const SUBMISSION_SCHEMA: &str = include_str!("data/schema/submission.schema.json");
const TEN_MISTAKES: &str = include_str!("data/schema/ten-mistakes.yaml");

fn document(text: &str) -> Document {
    let stream = parse(&Arc::new(Source::new("a.yaml", text.to_owned())), &Limits::default());
    stream.documents.into_iter().next().unwrap()
}

fn schema(text: &str) -> Schema {
    Schema::load(&document(text)).unwrap()
}

/// The keyword of each violation and what it underlines.
fn check(schema: &Schema, document: &Document) -> Vec<String> {
    let violations = schema.check(document.root());
    let told = violations.iter().map(|violation| {
        let place = document.source().slice(violation.problem.span);
        format!("{} `{place}`", violation.keyword)
    });
    told.collect()
}

#[test]
fn ten_mistakes_are_ten_violations_each_at_its_own_place() {
    let expected = [
        "enum `lvie`",
        "additionalProperties `staus_note`",
        "required `app`",
        "type `123`",
        "format `nobody`",
        "minItems `[]`",
        "uniqueItems `web`",
        "maximum `9`",
        "minLength `\"\"`",
        "const `small`",
    ];
    assert_eq!(check(&schema(SUBMISSION_SCHEMA), &document(TEN_MISTAKES)), expected);
}

#[test]
fn what_seems_missing_after_a_syntax_error_is_not_reported() {
    let schema = schema("properties: { app: { required: [id, name] } }\nrequired: [app]\n");
    let whole = document("app:\n  name: a\n");
    assert_eq!(check(&schema, &whole), ["required `app`"]);
    let damaged = document("app:\n  name: a\n  @id: 5\n");
    assert_eq!(check(&schema, &damaged), Vec::<String>::new());
}

#[test]
fn a_schema_may_refer_to_another_that_is_given() {
    let other = document("type: object\nrequired: [id]\n");
    let own = document("properties: { app: { $ref: https://example.com/app.json } }\n");
    assert!(Schema::load(&own).is_err());
    let schema = Schema::load_among(&own, &[("https://example.com/app.json", &other)]).unwrap();
    assert_eq!(check(&schema, &document("app: { name: a }")), ["required `app`"]);
}

#[test]
fn many_violations_take_no_more_than_their_number() {
    let schema = schema("additionalProperties: { type: string }\n");
    let text: String = (0..20_000).map(|number| format!("key{number}: {number}\n")).collect();
    assert_eq!(schema.check(document(&text).root()).len(), 20_000);
}

#[test]
fn a_schema_is_printed_in_the_language_of_its_reader() {
    let document = document(
        r#"{"title": "app", "x-ko": {"title": "앱", "description": "설명"}, "properties": {
            "b": {"enum": [1, 1.50, "x"], "enumDescriptions": ["one"], "x-ko": {"enumDescriptions": ["하나"]}},
            "a": {}, "none": []}}"#,
    );
    let english = r#"{
  "title": "app",
  "properties": {
    "b": {
      "enum": [
        1,
        1.5,
        "x"
      ],
      "enumDescriptions": [
        "one"
      ]
    },
    "a": {},
    "none": []
  }
}
"#;
    assert_eq!(annotated(&document, Language::En), english);
    let korean = english.replace("\"title\": \"app\",", "\"title\": \"앱\",").replace("\"one\"", "\"하나\"");
    let korean = korean.trim_end().strip_suffix('}').unwrap().trim_end().to_owned();
    assert_eq!(annotated(&document, Language::Ko), korean + ",\n  \"description\": \"설명\"\n}\n");
}

#[test]
fn alternatives_within_alternatives_do_not_take_for_ever() {
    let branch = |kind: &str| {
        format!(
            "{{required: [kind], properties: {{kind: {{const: {kind}}}, args: {{items: {{$ref: '#'}}}}}}}}"
        )
    };
    let leaf = "{required: [kind], properties: {kind: {const: leaf}, value: {type: string}}}";
    let schema = schema(&format!("oneOf: [{}, {}, {}, {leaf}]", branch("and"), branch("or"), branch("not")));
    let nested = |depth: usize| {
        let open = "{kind: and, args: [".repeat(depth);
        document(&format!("{open}{{kind: leaf, value: 5}}{}", "]}".repeat(depth)))
    };
    assert_eq!(check(&schema, &nested(5)), ["type `5`"]);
    assert_eq!(check(&schema, &nested(100)), ["limit `kind`"]);
}
