//! Lists with too many, too few, repeated or forbidden elements.

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::fault::{Fault, WANTED};
use super::{About, Explainer, Failure};
use crate::schema::convert::to_json;
use crate::schema::equality::first_repetition;
use crate::schema::messages::elements as say;
use crate::schema::quote;
use crate::yaml::Node;

pub(super) fn explain<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, kind: &Kind) {
    let node = failure.site.node;
    let fault = match kind {
        Kind::MinItems { limit } => {
            let message = if node.is_empty() { &say::EMPTY_LIST } else { &say::TOO_FEW };
            sized("minItems", About::Missing, message, node).with("limit", limit)
        }
        Kind::MaxItems { limit } => {
            sized("maxItems", About::Value, &say::TOO_MANY, node).with("limit", limit)
        }
        Kind::UniqueItems => repeated(node),
        Kind::AdditionalItems { limit } => {
            let fault = Fault::new("additionalItems", About::Value, &say::ONE_TOO_MANY).with("limit", limit);
            match node.items().nth(*limit) {
                Some(item) => fault.at(item.place()).on(item),
                None => fault,
            }
        }
        Kind::UnevaluatedItems { unexpected } => return unevaluated(explainer, failure, unexpected),
        _ => lacking(explainer, failure),
    };
    explainer.report(failure, fault);
}

fn sized<'d>(
    keyword: &str,
    about: About,
    message: &'static crate::text::Message,
    node: Node<'d>,
) -> Fault<'d> {
    Fault::new(keyword, about, message).with("length", node.len())
}

fn repeated(sequence: Node<'_>) -> Fault<'_> {
    let fault = Fault::new("uniqueItems", About::Value, &say::REPEATED);
    match first_repetition(sequence) {
        Some((first, second)) => fault
            .with("value", quote::value(second))
            .at(second.place())
            .on(second)
            .label(first.place(), &say::FIRST),
        None => fault.with("value", quote::value(sequence)),
    }
}

/// `contains`, `minContains` or `maxContains`.
fn lacking<'d>(explainer: &Explainer<'_, 'd>, failure: &Failure<'_, 'd>) -> Fault<'d> {
    let keyword = failure.keyword();
    if keyword != "contains" {
        let is_least = keyword == "minContains";
        let (about, message) = if is_least {
            (About::Missing, &say::TOO_FEW_OF_KIND)
        } else {
            (About::Value, &say::TOO_MANY_OF_KIND)
        };
        return Fault::new(keyword, about, message)
            .with("limit", failure.holder.get(keyword).unwrap_or(&Json::Null));
    }
    let fault = Fault::new(keyword, About::Missing, &say::LACKS);
    let wanted = explainer.lookup.resolve(failure.holder.get(keyword).unwrap_or(&Json::Null));
    if let Some(value) = wanted.get("const") {
        return fault.says(&say::LACKS_VALUE).with("wanted", quote::json(value));
    }
    match explainer.lookup.text(wanted, "title", None) {
        Some(title) => fault.says(&say::LACKS_KIND).words(WANTED, title),
        None => fault,
    }
}

/// The validator names such elements by their JSON text, in their order.
fn unevaluated<'s, 'd>(explainer: &mut Explainer<'s, 'd>, failure: &Failure<'s, 'd>, texts: &[String]) {
    let mut texts = texts.iter();
    let mut next = texts.next();
    for item in failure.site.node.items() {
        let is_meant = |text: &String| {
            let written = to_json(item).to_string();
            written == *text
        };
        if next.is_some_and(is_meant) {
            next = texts.next();
            let fault = Fault::new("unevaluatedItems", About::Value, &say::NOT_ALLOWED);
            explainer.report(failure, fault.at(item.place()).on(item));
        }
    }
}
