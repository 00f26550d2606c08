//! The ids that findings can have: of the rules of packs, of schemas, of the engine itself.

use crate::rule::Pack;
use crate::schema::violation_ids as schema_ids;
use crate::text::nearest;

/// Ids of findings that no rule file makes and whose severity may be set, besides those of the schema.
pub const ENGINE_RULES: [&str; 14] = [
    "baseline/unused",
    "ignore/expired",
    "ignore/not-allowed",
    "ignore/reason-missing",
    "ignore/syntax",
    "ignore/unknown-rule",
    "ignore/unused",
    "policy/missing",
    "policy/unknown",
    "yaml/ambiguous-scalar",
    "yaml/duplicate-key",
    "yaml/encoding",
    "yaml/limit",
    "yaml/syntax",
];

/// Families of findings that are not about what a document says, but about whether it was checked at all, and how.
const BINDING_FAMILIES: [&str; 7] =
    ["baseline/", "config/", "ignore/", "internal/", "io/", "policy/", "rule/"];
/// Further such ids.
const BINDING: [&str; 4] = ["schema/limit", "yaml/encoding", "yaml/limit", "yaml/syntax"];

/// True if findings of this id can be, with these packs.
#[must_use]
pub fn is_rule(id: &str, packs: &[Pack]) -> bool {
    ENGINE_RULES.contains(&id)
        || schema_ids().any(|known| known == id)
        || packs.iter().any(|pack| pack.rule(id).is_some())
}

/// The id of these packs that was likely meant by `id`.
#[must_use]
pub fn nearest_rule<'p>(id: &str, packs: &'p [Pack]) -> Option<&'p str> {
    let own = packs.iter().flat_map(|pack| &pack.rules).map(|rule| &*rule.id);
    nearest(id, own.chain(ENGINE_RULES).chain(schema_ids().map(|id| -> &'p str { id })))
}

/// True if neither a comment nor a baseline takes away findings of this id, since behind them nothing was checked.
#[must_use]
pub fn is_binding(id: &str) -> bool {
    BINDING.contains(&id) || BINDING_FAMILIES.iter().any(|family| id.starts_with(family))
}
