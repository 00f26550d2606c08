//! What a document says of its pack (`policy:`), and what is wrong with that.

use super::fingerprint::identify;
use super::messages;
use super::policy::Policy;
use crate::finding::{Finding, Severity};
use crate::rule::Pack;
use crate::schema::Violation;
use crate::text::{Location, nearest};
use crate::yaml::{Document, Node};

/// What a document says of its pack.
pub(super) fn claim(document: &Document) -> Option<Node<'_>> {
    document.root().get("policy")
}

/// True for a violation that `policy` is there or is missing. The key is greenlight's own: a schema that knows nothing of
/// it holds all the same, and where the configuration names the pack a document need not.
pub(super) fn is_about_claim(violation: &Violation<'_>, root: Node<'_>) -> bool {
    let is_unknown = ["additionalProperties", "unevaluatedProperties", "propertyNames"]
        .contains(&violation.keyword)
        && root.get("policy") == Some(violation.node);
    is_unknown || (violation.missing.as_deref() == Some("policy") && violation.node == root)
}

/// The pack that a document names is none of those at hand.
pub(super) fn pack_unknown(document: &Document, reference: &str, policy: &Policy) -> Finding {
    let known: Vec<String> = policy.packs.iter().map(Pack::reference).collect();
    let near = nearest(reference, known.iter().map(String::as_str));
    let help = if near.is_some() { &messages::UNKNOWN_PACK_NEAREST } else { &messages::UNKNOWN_PACK_KNOWN };
    let parameters = [
        ("name", format!("`{reference}`")),
        ("nearest", format!("`{}`", near.unwrap_or_default())),
        ("known", format!("`{}`", known.join("`, `"))),
    ];
    let language = policy.language;
    let span = claim(document).map_or_else(|| document.root().handle(), Node::place);
    let location = Location::new(document.source(), span);
    let message = messages::UNKNOWN_PACK.render(language, &parameters);
    let mut finding = Finding::new("policy/unknown", Severity::Error, location, message);
    finding.help = Some(help.render(language, &parameters));
    finding.document = Some(document.index());
    finding.pointer = Some("/policy".to_owned());
    identify(&mut finding, "/policy", reference);
    finding
}

/// A document names no pack.
pub(super) fn pack_missing(document: &Document, policy: &Policy) -> Finding {
    let language = policy.language;
    let known = policy.packs.first().map(Pack::reference).unwrap_or_default();
    let (place, message) = match claim(document) {
        Some(claim) => (claim.place(), &messages::PACK_NOT_NAMED),
        None => (document.root().handle(), &messages::PACK_MISSING),
    };
    let location = Location::new(document.source(), place);
    let message = message.render(language, &[]);
    let mut finding = Finding::new("policy/missing", Severity::Error, location, message);
    finding.help = Some(messages::PACK_MISSING_HELP.render(language, &[("known", known)]));
    finding.document = Some(document.index());
    identify(&mut finding, "", "");
    finding
}
