//! Names in the configuration that lead elsewhere: packs and rules, which must exist.

use super::{Config, Written};
use crate::check::{is_rule, nearest_rule};
use crate::project::messages;
use crate::rule::Pack;
use crate::text::{Parameter, nearest};
use crate::yaml::Problem;

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
