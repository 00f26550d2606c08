//! `anyOf` and `oneOf`: what is wrong is told for the alternative that the document chose, as if there were no other.
//! Which one that is, `alternatives` decides.

use jsonschema::ValidationError;
use serde_json::Value as Json;

use super::alternatives::{self, Choice};
use super::fault::{ACTUAL, Fault, Names, WANTED};
use super::types::{self, is_absent};
use super::{About, DEPTH, Explainer, Failure, forbidden, values};
use crate::schema::json::text;
use crate::schema::lookup::{elements, escape};
use crate::schema::messages::{branches as say, keys as say_keys, values as say_values};
use crate::schema::quote::{self, quoted};
use crate::schema::words::{Words, type_words};
use crate::text::nearest;

/// No alternative fits.
pub(super) fn none_fits<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    context: &[Vec<ValidationError<'_>>],
) {
    if explainer.depth >= DEPTH {
        let fault = Fault::new(failure.keyword(), About::Value, &say::FORM_FORBIDDEN);
        return explainer.report(failure, fault);
    }
    explainer.depth += 1;
    let branches = branches(explainer, failure);
    match alternatives::choose(explainer.lookup, &branches, failure, context) {
        Choice::Branch(index) => explainer.errors(context.get(index).map_or(&[], Vec::as_slice)),
        Choice::Types(wanted) => types::report(explainer, failure, &wanted),
        Choice::Values(allowed) => {
            let fault = values::not_among("enum", failure.site.node, &allowed.iter().collect::<Vec<_>>());
            explainer.report(failure, fault);
        }
        Choice::TypesOrValues(wanted, allowed) => neither(explainer, failure, &wanted, &allowed),
        Choice::Keys(names) => needs_one(explainer, failure, &names),
        Choice::Discriminator(name, allowed) => discriminator(explainer, failure, name, &allowed),
    }
    explainer.depth -= 1;
}

/// Several alternatives fit where only one may.
pub(super) fn several_fit<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    context: &[Vec<ValidationError<'_>>],
) {
    let branches = branches(explainer, failure);
    let fitting =
        || context.iter().enumerate().filter(|(_, errors)| errors.is_empty()).map(|(index, _)| index);
    let schemas: Vec<&Json> = fitting().filter_map(|index| branches.get(index).copied()).collect();
    if let Some(names) = alternatives::required_only(&schemas) {
        return forbidden::together(explainer, failure, &names);
    }
    let titles = fitting().map(|index| {
        let title = branches.get(index).and_then(|branch| explainer.lookup.text(branch, "title", None));
        title.unwrap_or_else(|| Words::same(format!("{}", index + 1)))
    });
    let titles: Vec<Words> =
        titles.map(|words| Words { en: quoted(&words.en), ko: quoted(&words.ko) }).collect();
    let fault = Fault::new(failure.keyword(), About::Value, &say::SEVERAL_FIT)
        .help(&say::LEAVE_ONE)
        .with("count", titles.len())
        .words(LIST, Words::all_of(&titles));
    explainer.report(failure, fault);
}

const LIST: Names = ["list.en", "list.ko"];

/// The alternatives, references followed.
fn branches<'s>(explainer: &Explainer<'s, '_>, failure: &Failure<'s, '_>) -> Vec<&'s Json> {
    let listed = elements(failure.holder.get(failure.keyword()));
    listed.map(|branch| explainer.lookup.resolve(branch)).collect()
}

/// Neither one of the types nor one of the values.
fn neither<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    wanted: &[jsonschema::JsonType],
    allowed: &[Json],
) {
    let node = failure.site.node;
    let mut words: Vec<Words> = wanted.iter().map(|wanted| type_words(*wanted)).collect();
    words.extend(allowed.iter().take(quote::LISTED).map(|value| Words::same(quote::json(value))));
    if allowed.len() > quote::LISTED {
        words.push(Words::same("…".to_owned()));
    }
    let message = if is_absent(node) { &say_values::NOTHING_HERE } else { &say::NEITHER };
    let mut fault = Fault::new(failure.keyword(), About::Type, message)
        .words(WANTED, Words::any_of(&words))
        .words(ACTUAL, Words::same(quote::value(node)));
    let names: Vec<&str> = allowed.iter().filter_map(|value| value.as_str()).collect();
    if let Some(near) = text(node).and_then(|text| nearest(text, names)) {
        fault = fault.help(&say_values::NEAREST).with("nearest", quoted(near));
    }
    explainer.report(failure, fault);
}

/// None of the keys of which one is required.
fn needs_one<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, names: &[&str]) {
    let is_one = failure.keyword() == "oneOf";
    let message = if is_one { &say::NEEDS_EXACTLY_ONE_OF } else { &say::NEEDS_ONE_OF };
    let mut fault = Fault::new(failure.keyword(), About::Missing, message)
        .with("list", quote::names(names.iter().copied()))
        .at(failure.site.handle());
    fault.any_of = names.iter().map(|name| (*name).to_owned()).collect();
    explainer.report(failure, fault);
}

/// The key that tells the alternatives apart has none of their values, or is missing.
fn discriminator<'s, 'd>(
    explainer: &mut Explainer<'s, 'd>,
    failure: &Failure<'s, 'd>,
    name: &str,
    allowed: &[&Json],
) {
    if let Some(entry) = explainer.entry(failure, name) {
        let fault = values::not_among("enum", entry.node, allowed).at(entry.value_place()).on(entry.node);
        return explainer.report(failure, fault);
    }
    let mut fault = Fault::new("required", About::Missing, &say_keys::MISSING)
        .help(&say_keys::ADD_ONE_OF)
        .with("key", quoted(name))
        .with("list", quote::list(allowed.iter().copied()))
        .at(failure.site.handle());
    if let Some(parent) = failure.site.name() {
        fault = fault.says(&say_keys::MISSING_UNDER).with("parent", quoted(parent));
    }
    fault.below = format!("/{}", escape(name));
    fault.missing = Some(name.to_owned());
    explainer.report(failure, fault);
}
