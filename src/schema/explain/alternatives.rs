//! Which alternative of `anyOf` or `oneOf` a document chose: by the value of the key that tells them apart, else by its
//! type, else the one with the least wrong, the first among equals. Decides; says nothing.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value as Json;

use super::Failure;
use super::discriminator::{Discriminator, Row};
use super::types::types;
use crate::schema::lookup::{Lookup, elements};
use crate::yaml::Node;

/// What to tell about alternatives of which none fits.
pub(super) enum Choice<'s> {
    /// What is wrong by this alternative.
    Branch(usize),
    /// The value has none of the types.
    Types(Vec<JsonType>),
    /// It is none of the values.
    Values(Vec<Json>),
    /// It is neither of a type nor a value.
    TypesOrValues(Vec<JsonType>, Vec<Json>),
    /// It has none of the keys of which one is required.
    Keys(Vec<&'s str>),
    /// The key that tells alternatives apart has none of these values, or is missing.
    Discriminator(&'s str, Vec<&'s Json>),
}

/// Decides among `branches`; `context` holds the errors of each.
pub(super) fn choose<'s>(
    lookup: Lookup<'s>,
    branches: &[&'s Json],
    failure: &Failure<'s, '_>,
    context: &[Vec<ValidationError<'_>>],
) -> Choice<'s> {
    let mut candidates: Vec<usize> = (0..context.len()).collect();
    if let Some(discriminator) = Discriminator::find(lookup, branches, failure.site.node) {
        if discriminator.chosen.is_empty() {
            return Choice::Discriminator(discriminator.name, values_of(discriminator.rows));
        }
        candidates = discriminator.chosen;
    }
    let errors = |index: usize| context.get(index).map_or(&[][..], Vec::as_slice);
    let of_candidates: Vec<&[ValidationError<'_>]> = candidates.iter().map(|index| errors(*index)).collect();
    let schemas: Vec<&'s Json> =
        candidates.iter().filter_map(|index| branches.get(*index).copied()).collect();
    if candidates.len() > 1 {
        if let Some(choice) = outright(&failure.path, &of_candidates) {
            return choice;
        }
        if let Some(names) = required_only(&schemas) {
            let begun =
                candidates.iter().zip(&schemas).find(|(_, schema)| is_begun(schema, failure.site.node));
            return begun.map_or(Choice::Keys(names), |(index, _)| Choice::Branch(*index));
        }
    }
    let is_of_type = |index: &usize| !errors(*index).iter().any(|error| is_type_error(error, &failure.path));
    let fits_type: Vec<usize> = candidates.iter().copied().filter(is_of_type).collect();
    let candidates = if fits_type.is_empty() { candidates } else { fits_type };
    let least = candidates.into_iter().min_by_key(|index| weight(errors(*index)));
    Choice::Branch(least.unwrap_or(0))
}

/// True if a document has some of the keys that an alternative requires.
fn is_begun(branch: &Json, node: Node<'_>) -> bool {
    elements(branch.get("required")).filter_map(Json::as_str).any(|name| node.get(name).is_some())
}

/// The names that alternatives require, each of them one or more and nothing else.
pub(super) fn required_only<'s>(branches: &[&'s Json]) -> Option<Vec<&'s str>> {
    let mut names = Vec::new();
    for branch in branches {
        let object = branch.as_object()?;
        let is_only =
            object.keys().all(|key| matches!(key.as_str(), "required" | "title" | "description" | "x-ko"));
        let required: Vec<&str> = elements(object.get("required")).filter_map(Json::as_str).collect();
        if !is_only || required.is_empty() {
            return None;
        }
        add_new(&mut names, required);
    }
    Some(names)
}

/// What all alternatives say, if each speaks only of the value itself: its type, or which of a few values it is.
fn outright<'s>(path: &str, context: &[&[ValidationError<'_>]]) -> Option<Choice<'s>> {
    let (mut wanted, mut allowed): (Vec<JsonType>, Vec<Json>) = (Vec::new(), Vec::new());
    for errors in context {
        if errors.iter().any(|error| error.instance_path().as_str() != path) {
            return None;
        }
        let values: Vec<Json> = errors.iter().flat_map(|error| named_values(error.kind())).collect();
        let types: Vec<JsonType> = errors.iter().flat_map(|error| wanted_types(error.kind())).collect();
        if values.is_empty() && types.is_empty() {
            return None;
        }
        // Where a value is named, its type says nothing more.
        let types = if values.is_empty() { types } else { Vec::new() };
        add_new(&mut allowed, values);
        add_new(&mut wanted, types);
    }
    Some(match (wanted.is_empty(), allowed.is_empty()) {
        (true, _) => Choice::Values(allowed),
        (_, true) => Choice::Types(wanted),
        _ => Choice::TypesOrValues(wanted, allowed),
    })
}

fn add_new<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

fn named_values(kind: &Kind) -> Vec<Json> {
    match kind {
        Kind::Constant { expected_value } => vec![Json::clone(expected_value)],
        Kind::Enum { options } => elements(Some(options)).cloned().collect(),
        _ => Vec::new(),
    }
}

fn wanted_types(kind: &Kind) -> Vec<JsonType> {
    match kind {
        Kind::Type { kind } => types(kind),
        _ => Vec::new(),
    }
}

/// The values that a schema allows by name.
pub(super) fn own_values(schema: &Json) -> Vec<&Json> {
    match schema.get("const") {
        Some(value) => vec![value],
        None => elements(schema.get("enum")).collect(),
    }
}

fn values_of(rows: Vec<Row<'_>>) -> Vec<&Json> {
    let mut values = Vec::new();
    rows.into_iter().for_each(|row| add_new(&mut values, row.values));
    values
}

fn is_type_error(error: &ValidationError<'_>, path: &str) -> bool {
    matches!(error.kind(), Kind::Type { .. }) && error.instance_path().as_str() == path
}

/// How much is wrong.
fn weight(errors: &[ValidationError<'_>]) -> usize {
    errors.iter().fold(0, |sum, error| {
        sum + match error.kind() {
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                unexpected.len()
            }
            _ => 1,
        }
    })
}
