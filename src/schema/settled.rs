//! Whether a schema settles the type of a value, so that it does not matter how other tools would read it unquoted.

use serde_json::Value as Json;

use super::Schema;
use super::lookup::Lookup;
use crate::yaml::{Kind, Node};

impl Schema {
    /// True if the schema allows one type only at the place of this value. Places below `oneOf`, `anyOf` or a pattern count
    /// as not settled.
    #[must_use]
    pub fn settles_type(&self, node: Node<'_>) -> bool {
        let mut way: Vec<Node<'_>> = std::iter::successors(Some(node), |node| node.parent()).collect();
        way.reverse();
        let lookup = self.lookup();
        let mut schema = Some(lookup.resolve(self.value()));
        for (parent, child) in way.iter().zip(way.iter().skip(1)) {
            schema =
                schema.and_then(|schema| below(schema, *parent, *child)).map(|next| lookup.resolve(next));
        }
        schema.is_some_and(|schema| allows_one_type(schema, lookup))
    }
}

/// The schema of a value below the schema of the collection that holds it.
fn below<'s>(schema: &'s Json, parent: Node<'_>, child: Node<'_>) -> Option<&'s Json> {
    if parent.kind() == Kind::Sequence {
        return schema.get("items").filter(|items| items.is_object());
    }
    let key = child.key()?.as_key()?;
    let known = schema.get("properties").and_then(|properties| properties.get(key));
    known.or_else(|| schema.get("additionalProperties").filter(|other| other.is_object()))
}

fn allows_one_type(schema: &Json, lookup: Lookup<'_>) -> bool {
    if let Some(name) = schema.get("type") {
        return name.is_string() || name.as_array().is_some_and(|names| names.len() == 1);
    }
    if schema.get("const").is_some() {
        return true;
    }
    if let Some(values) = schema.get("enum").and_then(Json::as_array) {
        let kinds: Vec<_> = values.iter().map(std::mem::discriminant).collect();
        return kinds.iter().all(|kind| Some(kind) == kinds.first());
    }
    let parts = schema.get("allOf").and_then(Json::as_array);
    parts.into_iter().flatten().any(|part| lookup.resolve(part).get("type").is_some_and(Json::is_string))
}
