//! What is said about documents that break a schema: every case of `tests/data/schema/examples` in both languages, with
//! the underlined text; and that every kind of error which the validator knows is among them.
#![expect(clippy::unwrap_used, reason = "helpers of tests, called only by them")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use greenlight::schema::{Schema, Violation};
use greenlight::text::{Language, Source};
use greenlight::yaml::{Document, Limits, Node, Problem, parse};
use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

fn document(text: &str) -> Document {
    let stream = parse(&Arc::new(Source::new("case.yaml", text.to_owned())), &Limits::default());
    stream.documents.into_iter().next().unwrap()
}

/// All cases: their file, and the case.
fn for_each_case(mut run: impl FnMut(&str, Node<'_>)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/schema/examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let file = document(&std::fs::read_to_string(&path).unwrap());
        file.root().items().for_each(|case| run(&name, case));
    }
}

/// A schema is a node of the case; by itself it is a document of JSON.
fn schema_document(case: Node<'_>) -> Document {
    document(&json(case.get("schema").unwrap()).to_string())
}

fn json(node: Node<'_>) -> serde_json::Value {
    serde_yaml::from_str(&indented(node)).unwrap()
}

/// The text of a node, with the indentation of its first line.
fn indented(node: Node<'_>) -> String {
    let source = node.document().source();
    let line = source.line_span(node.span().start());
    " ".repeat((node.span().start() - line.start()) as usize) + node.written_text()
}

/// One problem as the cases write it.
fn told(problem: &Problem, source: &Source, pointer: Option<&str>) -> String {
    let mut text = String::new();
    let render =
        |message: &greenlight::text::Message, language| message.render(language, &problem.parameters);
    writeln!(text, "{}", format!("at: {}", source.slice(problem.span)).trim_end()).unwrap();
    writeln!(text, "id: {}", problem.id).unwrap();
    if let Some(pointer) = pointer {
        writeln!(text, "{}", format!("schema: {pointer}").trim_end()).unwrap();
    }
    for language in Language::ALL {
        writeln!(text, "{}: {}", language.tag(), render(problem.message, language)).unwrap();
        if let Some(help) = problem.help {
            writeln!(text, "  {}", render(help, language)).unwrap();
        }
        for related in &problem.related {
            let place = source.slice(related.span);
            writeln!(text, "  `{place}`: {}", render(related.message, language)).unwrap();
        }
    }
    text
}

fn told_of(violation: &Violation<'_>) -> String {
    told(&violation.problem, violation.node.document().source(), Some(&violation.schema_pointer))
}

#[test]
fn every_case_is_told_as_it_says() {
    let mut differences = String::new();
    for_each_case(|file, case| {
        let name = case.get("name").unwrap().as_str().unwrap();
        let schema = schema_document(case);
        let actual = match (Schema::load(&schema), case.get("document")) {
            (Ok(schema), Some(text)) => {
                let document = document(text.as_str().unwrap());
                let violations = schema.check(document.root());
                violations.iter().map(told_of).collect::<Vec<_>>().join("---\n")
            }
            (Err(problems), None) => {
                let told = problems.iter().map(|problem| told(problem, schema.source(), None));
                told.collect::<Vec<_>>().join("---\n")
            }
            (Err(problems), Some(_)) => panic!("{name}: {problems:?}"),
            (Ok(_), None) => String::new(),
        };
        let expected = case.get("finds").and_then(Node::as_str).unwrap_or("");
        if actual != expected {
            writeln!(differences, "=== {file}: {name}\n{actual}").unwrap();
        }
    });
    assert!(differences.is_empty(), "told otherwise than the cases say:\n{differences}");
}

/// The name of a kind of error. A new kind does not compile here until it has a name, and then needs a case.
fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::AdditionalItems { .. } => "AdditionalItems",
        Kind::AdditionalProperties { .. } => "AdditionalProperties",
        Kind::AnyOf { .. } => "AnyOf",
        Kind::BacktrackLimitExceeded { .. } => "BacktrackLimitExceeded",
        Kind::RegexEngineFailure { .. } => "RegexEngineFailure",
        Kind::Constant { .. } => "Constant",
        Kind::Contains => "Contains",
        Kind::ContentEncoding { .. } => "ContentEncoding",
        Kind::ContentMediaType { .. } => "ContentMediaType",
        Kind::Custom { .. } => "Custom",
        Kind::Enum { .. } => "Enum",
        Kind::ExclusiveMaximum { .. } => "ExclusiveMaximum",
        Kind::ExclusiveMinimum { .. } => "ExclusiveMinimum",
        Kind::FalseSchema => "FalseSchema",
        Kind::Format { .. } => "Format",
        Kind::FromUtf8 { .. } => "FromUtf8",
        Kind::MaxItems { .. } => "MaxItems",
        Kind::Maximum { .. } => "Maximum",
        Kind::MaxLength { .. } => "MaxLength",
        Kind::MaxProperties { .. } => "MaxProperties",
        Kind::MinItems { .. } => "MinItems",
        Kind::Minimum { .. } => "Minimum",
        Kind::MinLength { .. } => "MinLength",
        Kind::MinProperties { .. } => "MinProperties",
        Kind::MultipleOf { .. } => "MultipleOf",
        Kind::Not { .. } => "Not",
        Kind::OneOfMultipleValid { .. } => "OneOfMultipleValid",
        Kind::OneOfNotValid { .. } => "OneOfNotValid",
        Kind::Pattern { .. } => "Pattern",
        Kind::PropertyNames { .. } => "PropertyNames",
        Kind::Required { .. } => "Required",
        Kind::Type { .. } => "Type",
        Kind::UnevaluatedItems { .. } => "UnevaluatedItems",
        Kind::UnevaluatedProperties { .. } => "UnevaluatedProperties",
        Kind::UniqueItems => "UniqueItems",
        Kind::Referencing(_) => "Referencing",
    }
}

/// What no document can bring about: we register no keyword, a reference that leads nowhere refuses the schema, and the
/// engine's failure is a defect of the engine.
const UNREACHABLE: [&str; 3] = ["Custom", "Referencing", "RegexEngineFailure"];

fn collect_kinds(errors: &[ValidationError<'_>], kinds: &mut BTreeSet<&'static str>) {
    for error in errors {
        kinds.insert(kind_name(error.kind()));
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                context.iter().for_each(|branch| collect_kinds(branch, kinds));
            }
            _ => {}
        }
    }
}

#[test]
fn every_kind_of_error_has_a_case() {
    let mut kinds = BTreeSet::from(UNREACHABLE);
    for_each_case(|_, case| {
        let Some(text) = case.get("document") else { return };
        let Ok(value) = serde_yaml::from_str::<serde_json::Value>(text.as_str().unwrap()) else { return };
        let options = jsonschema::options()
            .should_validate_formats(true)
            .with_pattern_options(jsonschema::PatternOptions::fancy_regex().backtrack_limit(1000));
        let validator = options.build(&json(case.get("schema").unwrap())).unwrap();
        collect_kinds(&validator.iter_errors(&value).collect::<Vec<_>>(), &mut kinds);
    });
    let all = [
        "AdditionalItems",
        "AdditionalProperties",
        "AnyOf",
        "BacktrackLimitExceeded",
        "Constant",
        "Contains",
        "ContentEncoding",
        "ContentMediaType",
        "Custom",
        "Enum",
        "ExclusiveMaximum",
        "ExclusiveMinimum",
        "FalseSchema",
        "Format",
        "FromUtf8",
        "MaxItems",
        "MaxLength",
        "MaxProperties",
        "Maximum",
        "MinItems",
        "MinLength",
        "MinProperties",
        "Minimum",
        "MultipleOf",
        "Not",
        "OneOfMultipleValid",
        "OneOfNotValid",
        "Pattern",
        "PropertyNames",
        "Referencing",
        "RegexEngineFailure",
        "Required",
        "Type",
        "UnevaluatedItems",
        "UnevaluatedProperties",
        "UniqueItems",
    ];
    let missing: Vec<&str> = all.into_iter().filter(|name| !kinds.contains(name)).collect();
    assert!(missing.is_empty(), "no case brings about {missing:?}");
}
