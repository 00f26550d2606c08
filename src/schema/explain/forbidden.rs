//! What a schema forbids: `not`, and `false` where a schema could stand.

use serde_json::Value as Json;

use super::fault::{ACTUAL, Fault, WHAT};
use super::types::actual;
use super::{About, Explainer, Failure, keys};
use crate::schema::json::key_name;
use crate::schema::lookup::elements;
use crate::schema::messages::{branches as say, elements as say_elements, keys as say_keys};
use crate::schema::quote::{self, quoted};

/// The value is what it must not be.
pub(super) fn not<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, schema: &Json) {
    let here = explainer.lookup.at(&failure.pointer);
    let forbidden = here.map_or(schema, |here| explainer.lookup.resolve(here));
    let names: Vec<&str> = elements(forbidden.get("required")).filter_map(Json::as_str).collect();
    let is_only = |keyword: &str| {
        forbidden.as_object().is_some_and(|object| object.len() == 1 && object.contains_key(keyword))
    };
    if is_only("required") && !names.is_empty() {
        return together(explainer, failure, &names);
    }
    let node = failure.site.node;
    let fault = Fault::new("not", About::Value, &say::FORM_FORBIDDEN).with("value", quote::value(node));
    let fault = if is_only("const") || is_only("enum") {
        fault.says(&say::VALUE_FORBIDDEN)
    } else if is_only("type") {
        fault.says(&say::TYPE_FORBIDDEN).words(ACTUAL, actual(node, &[]))
    } else {
        let title = explainer.lookup.text(forbidden, "title", None);
        match title.or_else(|| explainer.lookup.text(forbidden, "description", None)) {
            Some(what) => fault.says(&say::FORBIDDEN_KIND).words(WHAT, what),
            None => fault,
        }
    };
    explainer.report(failure, fault);
}

/// Keys that exclude each other: the last of them is underlined, the others are labels.
pub(super) fn together<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, names: &[&str]) {
    let mut entries: Vec<_> = names.iter().filter_map(|name| explainer.entry(failure, name)).collect();
    entries.sort_by_key(|entry| entry.key_place());
    let Some(last) = entries.pop() else { return };
    let keyword = failure.keyword();
    if entries.is_empty() {
        let fault = Fault::new(keyword, About::Value, &say_keys::KEY_NOT_ALLOWED)
            .with("key", quoted(last.name().unwrap_or_default()));
        return explainer.report(failure, fault.on_key(last));
    }
    let mut fault = Fault::new(keyword, About::Value, &say::NOT_TOGETHER)
        .with("list", quote::names(names.iter().copied()))
        .on_key(last);
    for entry in entries {
        fault = fault.label(entry.key_place(), &say::NOT_TOGETHER_WITH);
    }
    explainer.report(failure, fault);
}

/// `false`: whatever the value is, it must not be there.
pub(super) fn always<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>) {
    let site = failure.site;
    if forbids_all_keys(failure) {
        let names = site.node.entries().map(|entry| key_name(entry.key));
        return keys::unknown(explainer, failure, names, &[]);
    }
    let fault = Fault::new("falseSchema", About::Value, &say::NOTHING_ALLOWED);
    let fault = match site.name() {
        Some(name) => fault.says(&say_keys::KEY_NOT_ALLOWED).with("key", quoted(name)).at(site.key_place()),
        None if site.is_element => fault.says(&say_elements::NOT_ALLOWED),
        None => fault,
    };
    explainer.report(failure, fault);
}

/// The validator reports the mapping itself where a schema allows no key at all.
fn forbids_all_keys(failure: &Failure<'_, '_>) -> bool {
    let declares = |keyword: &str| failure.holder.get(keyword).is_some();
    match failure.keyword() {
        "additionalProperties" => !declares("properties") && !declares("patternProperties"),
        "propertyNames" => true,
        _ => false,
    }
}
