//! What is wrong with a schema that cannot be compiled, at the places in its document. Knows meta-schemas, patterns and
//! references; must not know documents that are held against the schema.
//!
//! Runs only after the validator has refused the schema: it says in full what the validator says first.

use jsonschema::{Draft, JsonType, ValidationError, meta};
use serde_json::Value as Json;

use super::distinct::distinct;
use super::explain::explain;
use super::json::{json_type, key_name};
use super::load::{Flaw, options};
use super::lookup::{Lookup, members};
use super::messages::flaws as say;
use super::quote::quoted;
use super::site::{Site, Sites};
use super::words::type_words;
use crate::text::{Message, Parameter, nearest};
use crate::yaml::{Document, Entry, Node, Problem};

/// The problems of a schema that was refused with `refusal`; at least one.
pub(super) fn find(
    document: &Document,
    value: &Json,
    others: &[(&str, Json)],
    refusal: &Flaw,
) -> Vec<Problem> {
    let root = Site::root(document.root());
    if !matches!(json_type(root.node), JsonType::Object | JsonType::Boolean) {
        let words = type_words(json_type(root.node));
        let parameters = vec![("actual.en", words.en), ("actual.ko", words.ko)];
        return vec![problem("schema/type", &say::NO_SCHEMA, root, parameters)];
    }
    if let Some(problem) = unknown_draft(root, value, others) {
        return vec![problem];
    }
    let mut problems = against_meta_schema(root.node, value);
    let named = Lookup::names(value);
    let search = Search { lookup: Lookup::new(value, &named), value, others };
    search.walk(root.node, &mut problems);
    if problems.is_empty() {
        let site = Sites::of(root.node).at(refusal.schema_path().as_str()).unwrap_or(root);
        let parameters = vec![("reason", refusal.to_string())];
        problems.push(problem("schema/invalid", &say::NOT_A_SCHEMA, site, parameters));
    }
    // The meta-schema says of a bad pattern that it has not the format of one.
    let patterns: Vec<_> =
        problems.iter().filter(|one| one.id == "schema/pattern").map(|one| one.span).collect();
    problems.retain(|one| one.id != "schema/format" || !patterns.contains(&one.span));
    problems.sort_by_key(|problem| problem.span);
    problems
}

fn problem(
    id: &'static str,
    message: &'static Message,
    site: Site<'_>,
    parameters: Vec<Parameter>,
) -> Problem {
    Problem { id, message, help: None, parameters, span: site.value_place(), related: Vec::new() }
}

/// A `$schema` that names no version which is known.
fn unknown_draft(root: Site<'_>, value: &Json, others: &[(&str, Json)]) -> Option<Problem> {
    let named = value.get("$schema")?.as_str()?;
    let is_given = others.iter().any(|(uri, _)| uri.trim_end_matches('#') == named.trim_end_matches('#'));
    if Draft::default().detect(value) != Draft::Unknown || is_given {
        return None;
    }
    const KNOWN: &str = "`http://json-schema.org/draft-04/schema#`, `http://json-schema.org/draft-06/schema#`, \
        `http://json-schema.org/draft-07/schema#`, `https://json-schema.org/draft/2019-09/schema`, \
        `https://json-schema.org/draft/2020-12/schema`";
    let parameters = vec![("value", quoted(named)), ("list", KNOWN.to_owned())];
    let problem = problem(
        "schema/$schema",
        &say::UNKNOWN_DRAFT,
        Sites::of(root.node).entry(root.node, "$schema")?,
        parameters,
    );
    Some(Problem { help: Some(&say::KNOWN_DRAFTS), ..problem })
}

/// What the meta-schema of the draft refuses.
fn against_meta_schema(root: Node<'_>, value: &Json) -> Vec<Problem> {
    let Ok(validator) = meta::validator_for(value) else { return Vec::new() };
    let errors: Vec<ValidationError<'_>> = validator.iter_errors(value).collect();
    // The meta-schema itself is not at hand: what its errors carry is enough to explain them.
    let found = explain(Lookup::new(&Json::Null, &[]), root, &errors);
    distinct(found).into_iter().map(|violation| violation.problem).collect()
}

/// Looks through a schema for patterns and references that cannot be used.
struct Search<'s> {
    lookup: Lookup<'s>,
    value: &'s Json,
    others: &'s [(&'s str, Json)],
}

impl Search<'_> {
    /// INVARIANT: recursion is bounded by `Limits::depth`, which the parser holds.
    fn walk(&self, schema: Node<'_>, problems: &mut Vec<Problem>) {
        for entry in schema.entries() {
            let site = Site::of_entry(entry);
            match (key_name(entry.key), entry.value.as_str()) {
                // Values, not schemas.
                ("enum" | "const" | "default" | "examples" | "defaultSnippets" | "x-ko", _) => {}
                ("pattern", Some(pattern)) => problems.extend(bad_pattern(pattern, site)),
                ("$ref", Some(reference)) => problems.extend(self.bad_reference(reference, site)),
                ("properties" | "definitions" | "$defs" | "dependentSchemas" | "dependencies", _) => {
                    entry.value.entries().for_each(|entry| self.walk(entry.value, problems));
                }
                ("patternProperties", _) => {
                    problems.extend(entry.value.entries().filter_map(bad_name));
                    entry.value.entries().for_each(|entry| self.walk(entry.value, problems));
                }
                _ => self.walk(entry.value, problems),
            }
        }
        schema.items().for_each(|item| self.walk(item, problems));
    }

    fn bad_reference(&self, reference: &str, site: Site<'_>) -> Option<Problem> {
        let (base, _) = reference.split_once('#').unwrap_or((reference, ""));
        let is_given = self.others.iter().any(|(uri, _)| !base.is_empty() && uri.ends_with(base));
        if is_given || self.lookup.follow(reference).is_some() || self.is_own_meta_schema(base) {
            return None;
        }
        if base.is_empty() {
            let parameters = vec![("reference", quoted(reference))];
            let found = problem("schema/$ref", &say::REFERENCE_NOWHERE, site, parameters);
            return Some(self.with_nearest(found, reference));
        }
        let place = if self.value.get("definitions").is_some() { "definitions" } else { "$defs" };
        let parameters = vec![
            ("reference", quoted(reference)),
            ("place", quoted(place)),
            ("example", quoted(&format!("#/{place}/name"))),
        ];
        let found = problem("schema/$ref", &say::REFERENCE_OUTSIDE, site, parameters);
        Some(Problem { help: Some(&say::COPY_IT_IN), ..found })
    }

    /// The validator brings the meta-schema that a schema names with it.
    fn is_own_meta_schema(&self, base: &str) -> bool {
        let named = self.value.get("$schema").and_then(Json::as_str).unwrap_or_default();
        !base.is_empty() && base == named.trim_end_matches('#')
    }

    fn with_nearest(&self, mut problem: Problem, reference: &str) -> Problem {
        let places = ["definitions", "$defs"].into_iter().flat_map(|place| {
            members(self.value.get(place)).map(move |(name, _)| format!("#/{place}/{name}"))
        });
        let candidates: Vec<String> = places.collect();
        if let Some(near) = nearest(reference, candidates.iter().map(String::as_str)) {
            problem.help = Some(&super::messages::values::NEAREST);
            problem.parameters.push(("nearest", quoted(near)));
        }
        problem
    }
}

fn bad_name(entry: Entry<'_>) -> Option<Problem> {
    bad_pattern(key_name(entry.key), Site::root(entry.key))
}

fn bad_pattern(pattern: &str, site: Site<'_>) -> Option<Problem> {
    let schema = serde_json::json!({ "pattern": pattern });
    let is_refused = options().with_draft(Draft::Draft7).build(&schema).is_err();
    let parameters = vec![("pattern", quoted(pattern))];
    is_refused.then(|| problem("schema/pattern", &say::BAD_PATTERN, site, parameters))
}
