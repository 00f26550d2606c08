//! Keys that are missing, unknown, forbidden, or too many or too few.

use std::collections::HashSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::fault::Fault;
use super::{About, Explainer, Failure};
use crate::schema::json::key_name;
use crate::schema::lookup::{elements, escape, members, parent, property_names};
use crate::schema::messages::keys as say;
use crate::schema::messages::values::THE_PATTERN_IS;
use crate::schema::quote::{self, quoted};
use crate::schema::sample;
use crate::schema::site::Site;
use crate::text::nearest;

/// Keys among which a misspelt one is looked for.
const SEARCHED: usize = 100;

pub(super) fn explain<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, kind: &Kind) {
    let length = failure.site.node.len();
    match kind {
        Kind::Required { property } => missing(explainer, failure, property.as_str().unwrap_or_default()),
        Kind::AdditionalProperties { unexpected } => {
            let known: Vec<&str> = property_names(failure.holder).collect();
            unknown(explainer, failure, unexpected.iter().map(String::as_str), &known);
        }
        Kind::UnevaluatedProperties { unexpected } => unevaluated(explainer, failure, unexpected),
        Kind::PropertyNames { error } => wrong_name(explainer, failure, error),
        Kind::MinProperties { limit } => {
            let fault = Fault::new("minProperties", About::Missing, &say::TOO_FEW_KEYS)
                .with("length", length)
                .with("limit", limit);
            explainer.report(failure, fault.at(failure.site.handle()));
        }
        Kind::MaxProperties { limit } => {
            let fault = Fault::new("maxProperties", About::Value, &say::TOO_MANY_KEYS)
                .with("length", length)
                .with("limit", limit);
            explainer.report(failure, fault.at(failure.site.handle()));
        }
        _ => {}
    }
}

/// A key that the mapping lacks.
fn missing<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, name: &str) {
    let site = failure.site;
    let schema = explainer.lookup.property(parent(&failure.pointer), name);
    let mut fault = Fault::new(failure.keyword(), About::Missing, &say::MISSING)
        .help(&say::ADD)
        .with("key", quoted(name))
        .with("sample", sample::entry(explainer.lookup, name, schema))
        .at(site.handle());
    if let Some(parent) = site.name() {
        fault = fault.says(&say::MISSING_UNDER).help(&say::ADD_UNDER).with("parent", quoted(parent));
    } else if site.is_element {
        fault = fault.help(&say::ADD_TO_ELEMENT);
    }
    if let Some(entry) = misspelt(explainer, failure, name) {
        let written = quoted(entry.name().unwrap_or_default());
        fault = fault.help(&say::RENAME).with("written", written).label(entry.key_place(), &say::RENAME_THIS);
    }
    if let Some(because) = reason(explainer, failure, name) {
        fault = fault.says(&say::MISSING_BECAUSE).with("because", quoted(because));
        fault.below = format!("/{}", escape(because));
        if let Some(entry) = explainer.entry(failure, because) {
            fault = fault.label(entry.key_place(), &say::BECAUSE_OF);
        }
    }
    fault.below = format!("{}/{}", fault.below, escape(name));
    fault.missing = Some(name.to_owned());
    explainer.report(failure, fault);
}

/// A key that the schema knows nothing of and allows, and that looks like the missing one.
fn misspelt<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    name: &str,
) -> Option<Site<'d>> {
    let lookup = explainer.lookup;
    let is_known = |key: &&str| lookup.property(parent(&failure.pointer), key).is_some();
    let keys = failure.site.node.entries().take(SEARCHED).map(|entry| key_name(entry.key));
    let near = nearest(name, keys.filter(|key| !is_known(key)))?;
    explainer.entry(failure, near)
}

/// The key whose presence makes `name` required, if the keyword is of that kind.
fn reason<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    name: &str,
) -> Option<&'s str> {
    let keyword = failure.keyword();
    let is_conditional = keyword == "dependentRequired" || keyword == "dependencies";
    let rows = members(failure.holder.get(keyword)).filter(|_| is_conditional);
    let mut needing = rows.filter(|(_, names)| elements(Some(names)).any(|known| known == name));
    needing
        .find(|(because, _)| explainer.entry(failure, because).is_some())
        .map(|(because, _)| because.as_str())
}

/// Keys that the schema does not know.
pub(super) fn unknown<'s, 'd, 'n>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    names: impl IntoIterator<Item = &'n str>,
    known: &[&str],
) {
    let present: HashSet<&str> = failure.site.node.entries().map(|entry| key_name(entry.key)).collect();
    let free: Vec<&str> = known.iter().copied().filter(|known| !present.contains(known)).collect();
    for name in names {
        let Some(entry) = explainer.entry(failure, name) else { continue };
        let mut fault = Fault::new(failure.keyword(), About::UnknownKey, &say::UNKNOWN_KEY)
            .with("key", quoted(name))
            .on_key(entry);
        if let Some(near) = nearest(name, free.iter().copied()) {
            fault = fault.help(&say::NEAREST_KEY).with("nearest", quoted(near));
            fault.meant = Some(near.to_owned());
        } else if !free.is_empty() {
            fault = fault.help(&say::KNOWN_KEYS).with("list", quote::names(free.iter().copied()));
        }
        explainer.report(failure, fault);
    }
}

/// Keys that no subschema which holds has looked at: unknown ones, and known ones of subschemas that do not hold.
fn unevaluated<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, names: &[String]) {
    let schemas = explainer.lookup.within(failure.holder);
    let known: Vec<&str> = schemas.iter().flat_map(|schema| property_names(schema)).collect();
    let (declared, others): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| known.contains(name));
    unknown(explainer, failure, others, &known);
    for name in declared {
        if let Some(entry) = explainer.entry(failure, name) {
            let fault = Fault::new(failure.keyword(), About::UnevaluatedKey, &say::KEY_NOT_ALLOWED)
                .with("key", quoted(name))
                .on_key(entry);
            explainer.report(failure, fault);
        }
    }
}

/// A key whose name is wrong in itself.
fn wrong_name<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    error: &ValidationError<'_>,
) {
    let name = error.instance().as_str().unwrap_or_default();
    let Some(entry) = explainer.entry(failure, name) else { return };
    let fault = name_fault(error.kind(), entry).on_key(entry);
    explainer.report(failure, fault);
}

fn name_fault<'d>(kind: &Kind, entry: Site<'d>) -> Fault<'d> {
    let name = entry.name().unwrap_or_default();
    let fault =
        Fault::new("propertyNames", About::UnknownKey, &say::KEY_NOT_ALLOWED).with("key", quoted(name));
    match kind {
        Kind::Enum { options } => {
            let known: Vec<&str> = elements(Some(options)).filter_map(Json::as_str).collect();
            match nearest(name, known.iter().copied()) {
                Some(near) => {
                    let fault = fault.help(&say::NEAREST_KEY).with("nearest", quoted(near));
                    Fault { meant: Some(near.to_owned()), ..fault }
                }
                None => fault.help(&say::KNOWN_KEYS).with("list", quote::names(known)),
            }
        }
        Kind::Pattern { pattern } => {
            fault.says(&say::KEY_WRONG_FORM).help(&THE_PATTERN_IS).with("pattern", quoted(pattern))
        }
        Kind::MaxLength { limit } => fault.says(&say::KEY_TOO_LONG).with("limit", limit),
        Kind::MinLength { limit } => fault.says(&say::KEY_TOO_SHORT).with("limit", limit),
        _ => fault,
    }
}
