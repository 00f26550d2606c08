//! What a stream says, without its places: to tell whether two texts mean the same, and what one means after a change.
//!
//! The order of keys does not count, aliases and anchors count by their names.

use super::children::children;
use super::data::Data;
use super::{Change, Operation};
use crate::yaml::document::{Content, Document, NodeId, Stream};
use crate::yaml::node::Node;

/// The values of a stream.
#[derive(Clone, Debug)]
pub struct Shape {
    documents: Vec<Part>,
}

/// A value, its anchor and tag in front of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    property: String,
    content: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    /// Type and value, or an alias.
    Scalar(&'static str, String),
    List(Vec<Part>),
    Map(Vec<(Part, Part)>),
}

impl Shape {
    /// The values of a stream.
    #[must_use]
    pub fn of(stream: &Stream) -> Self {
        Self { documents: stream.documents.iter().map(|document| part(document, document.root)).collect() }
    }

    /// The values after changes, each of which counts from the values before.
    #[must_use]
    pub fn changed(&self, changes: &[&Change]) -> Option<Self> {
        let mut shape = self.clone();
        let (mut removals, others): (Vec<&Change>, Vec<&Change>) =
            changes.iter().partition(|change| change.operation == Operation::Remove);
        // Nothing but a removal moves what stands behind it, and the last ones go first.
        removals.sort_by(|a, b| b.path.cmp(&a.path));
        for change in others.into_iter().chain(removals) {
            shape.documents.get_mut(change.document)?.change(&change.path, &change.operation)?;
        }
        Some(shape)
    }

    fn sorted(&self) -> Vec<Part> {
        self.documents.iter().cloned().map(Part::sorted).collect()
    }
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.sorted() == other.sorted()
    }
}

impl Eq for Shape {}

impl Part {
    fn new(content: Meaning) -> Self {
        Self { property: String::new(), content }
    }

    fn scalar(kind: &'static str, value: &(impl ToString + ?Sized)) -> Self {
        Self::new(Meaning::Scalar(kind, value.to_string()))
    }

    fn key(name: &str) -> Self {
        Self::scalar("text", name)
    }

    fn of(data: &Data) -> Self {
        match data {
            Data::Null => Self::scalar("null", ""),
            Data::Bool(value) => Self::scalar("bool", value),
            Data::Int(value) => Self::scalar("int", value),
            Data::BigInt(digits) => Self::scalar("int", digits),
            Data::Float(value) => Self::scalar("float", value),
            Data::String(text) => Self::scalar("text", text),
            Data::List(items) => Self::new(Meaning::List(items.iter().map(Self::of).collect())),
            Data::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (Self::key(key), Self::of(value)));
                Self::new(Meaning::Map(entries.collect()))
            }
        }
    }

    fn child(&mut self, index: usize) -> Option<&mut Self> {
        match &mut self.content {
            Meaning::List(items) => items.get_mut(index),
            Meaning::Map(entries) => entries.get_mut(index).map(|(_, value)| value),
            Meaning::Scalar(..) => None,
        }
    }

    fn change(&mut self, path: &[usize], operation: &Operation) -> Option<()> {
        if let (Operation::Rename(_) | Operation::Remove, [index]) = (operation, path) {
            return self.change_child(*index, operation);
        }
        if let [index, rest @ ..] = path {
            return self.child(*index)?.change(rest, operation);
        }
        match (operation, &mut self.content) {
            (Operation::Set(data), _) => *self = Self::of(data),
            (Operation::Insert(key, data), Meaning::Map(entries)) => {
                entries.push((Self::key(key), Self::of(data)));
            }
            (Operation::Append(data), Meaning::List(items)) => items.push(Self::of(data)),
            _ => return None,
        }
        Some(())
    }

    fn change_child(&mut self, index: usize, operation: &Operation) -> Option<()> {
        match (operation, &mut self.content) {
            (Operation::Rename(name), Meaning::Map(entries)) => entries.get_mut(index)?.0 = Self::key(name),
            (Operation::Remove, Meaning::Map(entries)) if index < entries.len() => {
                entries.remove(index);
            }
            (Operation::Remove, Meaning::List(items)) if index < items.len() => {
                items.remove(index);
            }
            _ => return None,
        }
        Some(())
    }

    /// The value with its keys in one order.
    fn sorted(self) -> Self {
        let content = match self.content {
            Meaning::Scalar(..) => self.content,
            Meaning::List(items) => Meaning::List(items.into_iter().map(Self::sorted).collect()),
            Meaning::Map(entries) => {
                let mut entries: Vec<_> =
                    entries.into_iter().map(|(key, value)| (key.sorted(), value.sorted())).collect();
                entries.sort();
                Meaning::Map(entries)
            }
        };
        Self { content, ..self }
    }
}

// Recursion is bounded by the depth of the document, which the parser bounds.
fn part(document: &Document, id: NodeId) -> Part {
    let node = document.node(id);
    let content = match node.content {
        Content::Alias(_) => Meaning::Scalar("alias", document.source.slice(node.span).to_owned()),
        Content::Sequence(_) => {
            let items = children(document, id);
            Meaning::List(items.iter().map(|child| part(document, child.value)).collect())
        }
        Content::Mapping(_) => {
            let entries =
                children(document, id).into_iter().filter_map(|child| Some((child.key?, child.value)));
            Meaning::Map(entries.map(|(key, value)| (part(document, key), part(document, value))).collect())
        }
        _ => Part::of(&Data::of_scalar(Node::resolved(document, id, NodeId::NONE))).content,
    };
    let property = (node.property as usize).checked_sub(1).and_then(|index| document.properties.get(index));
    let spans = property.into_iter().flat_map(|property| [property.anchor, property.tag]).flatten();
    Part { property: spans.map(|span| document.source.slice(span)).collect::<Vec<_>>().join(" "), content }
}
