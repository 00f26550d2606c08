//! Names in the configuration that lead elsewhere: packs and rules, which must exist.

use super::{Config, Written};
use crate::project::messages;
use crate::rule::Pack;
use crate::schema::violation_ids as schema_ids;
use crate::text::{Parameter, nearest};
use crate::yaml::Problem;

/// Ids of findings that no rule file makes and whose severity may be set, besides those of the schema.
pub const ENGINE_RULES: [&str; 7] = [
    "policy/missing",
    "policy/unknown",
    "yaml/ambiguous-scalar",
    "yaml/duplicate-key",
    "yaml/encoding",
    "yaml/limit",
    "yaml/syntax",
];

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

impl Config {
    /// What names packs or rules that there are not.
    #[must_use]
    pub fn check_names(&self, packs: &[Pack]) -> Vec<Problem> {
        let references: Vec<String> = packs.iter().map(Pack::reference).collect();
        let is_pack = |name: &str| {
            packs.iter().any(|pack| *pack.name == *name) || references.iter().any(|own| own == name)
        };
        let known = || references.iter().map(String::as_str);
        let claims = self.files.iter().filter_map(|set| set.pack.as_ref());
        let unknown_packs =
            claims.filter(|pack| !is_pack(&pack.value)).map(|pack| unknown_pack(pack, known()));
        let unknown_rules = self.named_rules().filter(|rule| !is_rule(&rule.value, packs)).map(|rule| {
            let near = nearest_rule(&rule.value, packs);
            named("config/unknown-rule", [&messages::UNKNOWN_RULE, &messages::UNKNOWN_RULE_NEAR], rule, near)
        });
        unknown_packs.chain(unknown_rules).collect()
    }
}

/// The problem that there is no pack of this name; `known` are those that there are.
pub(in crate::project) fn unknown_pack<'k>(
    name: &Written<String>,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Problem {
    let near = nearest(&name.value, known.clone());
    let rows = [&messages::UNKNOWN_PACK, &messages::UNKNOWN_PACK_NEAR];
    let mut problem = named("config/unknown-pack", rows, name, near);
    let listed: Vec<_> = known.map(|name| format!("`{name}`")).collect();
    problem.parameters.push(("known", listed.join(", ")));
    problem
}

/// A problem of one of two rows: without and with a name that was likely meant.
fn named(
    id: &'static str,
    [plain, with_nearest]: [&'static messages::Row; 2],
    name: &Written<String>,
    near: Option<&str>,
) -> Problem {
    let row = if near.is_some() { with_nearest } else { plain };
    let mut parameters: Vec<Parameter> = vec![("name", format!("`{}`", name.value))];
    parameters.extend(near.map(|near| ("nearest", format!("`{near}`"))));
    Problem {
        id,
        message: &row.message,
        help: row.help.as_ref(),
        parameters,
        span: name.span,
        related: Vec::new(),
    }
}
