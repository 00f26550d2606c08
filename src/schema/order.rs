//! The order in which a schema lists the keys of a map, which is the one that a reader of a document expects. The compiled
//! schema does not keep it, so its text is read again when somebody asks.

use super::Schema;
use crate::yaml::{Document, Kind, Node};

/// References followed in a row.
const REACH: usize = 16;

impl Schema {
    /// The keys that the schema knows at the place of a mapping, in the order of the schema; none where it knows nothing,
    /// or where alternatives decide.
    #[must_use]
    pub fn key_order(&self, mapping: Node<'_>) -> Vec<String> {
        let Some(schema) = self.document() else { return Vec::new() };
        let mut way: Vec<Node<'_>> = std::iter::successors(Some(mapping), |node| node.parent()).collect();
        way.reverse();
        let mut at = Some(resolved(schema, schema.root()));
        for (parent, child) in way.iter().zip(way.iter().skip(1)) {
            at = at.and_then(|at| below(at, *parent, *child)).map(|next| resolved(schema, next));
        }
        let properties = at.and_then(|at| at.get("properties"));
        let keys = properties.into_iter().flat_map(Node::entries).filter_map(|entry| entry.key.as_key());
        keys.map(str::to_owned).collect()
    }
}

/// The schema of a value below that of the collection which holds it.
fn below<'s>(schema: Node<'s>, parent: Node<'_>, child: Node<'_>) -> Option<Node<'s>> {
    if parent.kind() == Kind::Sequence {
        return schema.get("items").filter(|items| items.kind() == Kind::Mapping);
    }
    let key = child.key()?.as_key()?;
    let known = schema.get("properties").and_then(|properties| properties.get(key));
    known.or_else(|| schema.get("additionalProperties").filter(|other| other.kind() == Kind::Mapping))
}

/// What the references of a schema within its file lead to.
fn resolved<'s>(document: &'s Document, mut schema: Node<'s>) -> Node<'s> {
    for _ in 0..REACH {
        let pointer = schema.get("$ref").and_then(Node::as_str).and_then(|target| target.strip_prefix('#'));
        let Some(target) = pointer.and_then(|pointer| at(document.root(), pointer)) else { break };
        schema = target;
    }
    schema
}

fn at<'s>(root: Node<'s>, pointer: &str) -> Option<Node<'s>> {
    pointer
        .split('/')
        .skip(1)
        .try_fold(root, |node, token| node.get(&token.replace("~1", "/").replace("~0", "~")))
}
