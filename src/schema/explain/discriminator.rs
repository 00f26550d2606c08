//! The key that tells alternatives apart: one whose value is fixed in each of them, such as `kind`. Reads schemas and one
//! mapping; says nothing.

use serde_json::Value as Json;

use super::alternatives::own_values;
use crate::schema::equality::equals_json;
use crate::schema::json::entry_named;
use crate::schema::lookup::{Lookup, elements, property_names};
use crate::yaml::{Kind, Node};

/// A key that tells alternatives apart, and what the document says there.
pub(super) struct Discriminator<'s> {
    pub(super) name: &'s str,
    pub(super) rows: Vec<Row<'s>>,
    /// The alternatives with the document's value; none if it has another value, or not the key.
    pub(super) chosen: Vec<usize>,
}

/// The values that one alternative fixes.
pub(super) struct Row<'s> {
    branch: usize,
    pub(super) values: Vec<&'s Json>,
}

impl<'s> Discriminator<'s> {
    /// The first key that decides: it names an alternative, or all alternatives want it otherwise.
    pub(super) fn find(lookup: Lookup<'s>, branches: &[&'s Json], node: Node<'_>) -> Option<Self> {
        if node.kind() != Kind::Mapping {
            return None;
        }
        let found: Vec<Self> = names(lookup, branches)
            .into_iter()
            .map(|name| Self::of(lookup, branches, node, name))
            .filter(Self::tells_apart)
            .collect();
        let maps: Vec<&Json> = branches.iter().copied().filter(|branch| is_for_maps(branch)).collect();
        let decides = |found: &Self| {
            let is_complete = found.rows.len() == maps.len();
            let is_required = maps.iter().all(|branch| requires(branch, found.name));
            let is_written = entry_named(node, found.name).is_some();
            !found.chosen.is_empty() || is_complete && (is_written || is_required)
        };
        let named = found.iter().position(|found| !found.chosen.is_empty());
        let position = named.or_else(|| found.iter().position(decides))?;
        found.into_iter().nth(position)
    }

    fn of(lookup: Lookup<'s>, branches: &[&'s Json], node: Node<'_>, name: &'s str) -> Self {
        let rows: Vec<Row<'s>> = branches
            .iter()
            .enumerate()
            .map(|(branch, schema)| Row { branch, values: fixed(lookup, schema, name) })
            .filter(|row| !row.values.is_empty())
            .collect();
        let written = entry_named(node, name).map(|entry| entry.value);
        let fits = |row: &&Row<'s>| {
            written.is_some_and(|written| row.values.iter().any(|value| equals_json(written, value)))
        };
        let chosen = rows.iter().filter(fits).map(|row| row.branch).collect();
        Self { name, rows, chosen }
    }

    /// True if two alternatives fix different values.
    fn tells_apart(&self) -> bool {
        let first = self.rows.first();
        first.is_some_and(|first| self.rows.iter().any(|row| row.values != first.values))
    }
}

/// The names of properties that are fixed in some alternative: required ones first.
fn names<'s>(lookup: Lookup<'s>, branches: &[&'s Json]) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    for schema in branches.iter().flat_map(|branch| parts(lookup, branch)) {
        for name in property_names(schema) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.sort_by_key(|name| !branches.iter().any(|branch| requires(branch, name)));
    names
}

/// The values that a schema fixes for a property.
fn fixed<'s>(lookup: Lookup<'s>, schema: &'s Json, name: &str) -> Vec<&'s Json> {
    let properties = parts(lookup, schema).into_iter().filter_map(|part| part.get("properties")?.get(name));
    properties
        .map(|property| own_values(lookup.resolve(property)))
        .find(|values| !values.is_empty())
        .unwrap_or_default()
}

/// A schema and those that hold with it.
fn parts<'s>(lookup: Lookup<'s>, schema: &'s Json) -> Vec<&'s Json> {
    let joined = elements(schema.get("allOf")).map(|part| lookup.resolve(part));
    std::iter::once(schema).chain(joined).collect()
}

fn requires(schema: &Json, name: &str) -> bool {
    elements(schema.get("required")).any(|required| required == name)
}

fn is_for_maps(schema: &Json) -> bool {
    match schema.get("type") {
        Some(Json::String(name)) => name == "object",
        Some(names) => elements(Some(names)).any(|name| name == "object"),
        None => schema.get("const").is_none_or(Json::is_object),
    }
}
