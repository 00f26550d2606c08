//! Changing a text so that its value changes as asked and everything else stays byte for byte: comments, blank lines,
//! quotation marks, indentation, line ends. A change has two meanings, one on the text ([`Patch::edits`]) and one on the
//! value ([`Patch::changes`], applied by [`Shape::changed`]); after the edits the text reads as the changed value. Where
//! that cannot be had, the change is [`Declined`]. Knows texts and nodes; knows nothing of findings, schemas or rules.

mod block;
mod children;
mod contract;
mod data;
mod declined;
mod flow;
mod guard;
mod lines;
mod remove;
mod scalar;
mod set;
mod shape;
mod write;

use super::document::Document;
use super::node::{Kind, Node, Style};
use crate::text::{Edit, Span, overlap};

use children::{Children, path_of};
pub use contract::{Breach, applied};
pub use data::Data;
pub use declined::Declined;
pub use scalar::plain_or_quoted;
pub use shape::Shape;

/// What happens to a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// The value at the path becomes another.
    Set(Data),
    /// The map at the path has one more entry.
    Insert(String, Data),
    /// The list at the path has one more element, the last.
    Append(Data),
    /// The entry whose value is at the path has another key.
    Rename(String),
    /// The entry or the element at the path is gone.
    Remove,
}

/// One thing that happens to the value of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The number of the document in its stream.
    pub document: usize,
    /// The way from the root: at each step the number of the entry or the element as written.
    pub path: Vec<usize>,
    /// What happens there.
    pub operation: Operation,
}

/// A change of a text, and what it changes in the value.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// Sorted and disjoint.
    pub edits: Vec<Edit>,
    /// What differs afterwards; nothing else does.
    pub changes: Vec<Change>,
}

impl Patch {
    fn new(node: Node<'_>, operation: Operation, mut edits: Vec<Edit>) -> Result<Self, Declined> {
        edits.sort_by_key(|edit| edit.span);
        let change = Change { document: node.document().index(), path: path_of(node)?, operation };
        Ok(Self { edits, changes: vec![change] })
    }

    /// Both, unless they touch the same bytes.
    fn and(mut self, other: Self) -> Result<Self, Declined> {
        let meets = |edit: &Edit| other.edits.iter().any(|their| overlap(edit, their));
        if self.edits.iter().any(meets) {
            return Err(Declined::Layout);
        }
        self.edits.extend(other.edits);
        self.edits.sort_by_key(|edit| edit.span);
        self.changes.extend(other.changes);
        Ok(self)
    }
}

/// Gives a node another value.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn set(node: Node<'_>, value: Data) -> Result<Patch, Declined> {
    set::set(node, value)
}

/// Adds an entry to a mapping, or to nothing where a mapping may stand. `order` names keys in the order in which they
/// should stand; a key that is not among them comes last.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn insert(mapping: Node<'_>, key: &str, value: Data, order: &[String]) -> Result<Patch, Declined> {
    if mapping.kind() == Kind::Null {
        return set(mapping, Data::Map(vec![(key.to_owned(), value)]));
    }
    if mapping.kind() != Kind::Mapping {
        return Err(Declined::NotAMap);
    }
    guard::inside(mapping)?;
    let children = Children::of(mapping)?;
    if mapping.get_entry(key).is_some() {
        return Err(Declined::KeyExists);
    }
    let before = place_in_order(&children, key, order);
    let edits = match mapping.style() {
        Style::Flow => flow::insert(&children, Some(key), &value, before)?,
        _ => block::insert(&children, Some(key), &value, before)?,
    };
    Patch::new(mapping, Operation::Insert(key.to_owned(), value), edits)
}

/// Adds an element behind the last one of a list, or to nothing where a list may stand.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn append(list: Node<'_>, value: Data) -> Result<Patch, Declined> {
    if list.kind() == Kind::Null {
        return set(list, Data::List(vec![value]));
    }
    if list.kind() != Kind::Sequence {
        return Err(Declined::NotAList);
    }
    guard::inside(list)?;
    let children = Children::of(list)?;
    let before = children.len();
    let edits = match list.style() {
        Style::Flow => flow::insert(&children, None, &value, before)?,
        _ => block::insert(&children, None, &value, before)?,
    };
    Patch::new(list, Operation::Append(value), edits)
}

/// Gives the key of a value another name, in the quotation marks that it has.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn rename(value: Node<'_>, name: &str) -> Result<Patch, Declined> {
    let (mapping, index) = children::parent_of(value)?;
    guard::inside(mapping)?;
    let children = Children::of(mapping)?;
    let key = children.key(index).ok_or(Declined::NotAMap)?;
    guard::untouched(key)?;
    let is_taken = mapping.get_entry(name).is_some_and(|entry| entry.key != key);
    if is_taken {
        return Err(Declined::KeyExists);
    }
    let is_scalar = !matches!(key.kind(), Kind::Sequence | Kind::Mapping);
    if !is_scalar || key.span().is_empty() || matches!(key.style(), Style::Literal | Style::Folded) {
        return Err(Declined::Layout);
    }
    let written = scalar::text(name, scalar::Surroundings::of_key(key));
    let edit = Edit::replace(key.span(), written);
    Patch::new(value, Operation::Rename(name.to_owned()), vec![edit])
}

/// Takes an entry or an element away, with the comments that belong to it.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn remove(node: Node<'_>) -> Result<Patch, Declined> {
    remove::remove(node, true)
}

/// Takes away the entry whose key stands at `key`, if an equal key before it in the same map has an equal value and the
/// text can be changed so.
#[must_use]
pub fn without_copy(document: &Document, key: Span) -> Option<Patch> {
    remove::copy(document, key)
}

/// Takes a value from where it is to the key `key` of `mapping`, which has none or holds nothing there.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn move_to(node: Node<'_>, mapping: Node<'_>, key: &str, order: &[String]) -> Result<Patch, Declined> {
    let there = mapping.get(key);
    if there.is_none() && children::parent_of(node)?.0 == mapping && node.key().is_some() {
        return rename(node, key);
    }
    let is_inside =
        std::iter::successors(Some(mapping), |around| around.parent()).any(|around| around == node);
    if is_inside {
        return Err(Declined::Layout);
    }
    let data = Data::of(node)?;
    let arrival = match there {
        None => insert(mapping, key, data, order)?,
        Some(there) if there.kind() == Kind::Null || there.as_str() == Some("") => set(there, data)?,
        Some(_) => return Err(Declined::KeyExists),
    };
    arrival.and(remove::remove(node, false)?)
}

/// Makes a text of a scalar, as it is written, by quotation marks.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn quote(node: Node<'_>) -> Result<Patch, Declined> {
    if node.style() != Style::Plain || node.span().is_empty() {
        return Err(Declined::Layout);
    }
    set(node, Data::String(node.as_str().unwrap_or_else(|| node.written_text()).to_owned()))
}

/// Makes a text of a key, as it is written, by quotation marks.
///
/// # Errors
/// Why the text cannot be changed so.
pub fn quote_key(value: Node<'_>) -> Result<Patch, Declined> {
    let key = value.key().ok_or(Declined::NotAMap)?;
    rename(value, key.written_text())
}

/// The number of the entry before which a new key belongs: behind the last of those that should stand before it.
fn place_in_order(children: &Children<'_>, key: &str, order: &[String]) -> usize {
    let Some(rank) = order.iter().position(|known| known == key) else { return children.len() };
    let earlier = order.get(..rank).unwrap_or(&[]);
    let is_earlier = |index: &usize| {
        let name = children.key(*index).and_then(Node::as_key);
        name.is_some_and(|name| earlier.iter().any(|known| known == name))
    };
    (0..children.len()).rev().find(is_earlier).map_or(0, |index| index + 1)
}

/// The comments that a span cuts into.
fn comments_in(document: &Document, span: Span) -> impl Iterator<Item = Span> + '_ {
    let first = document.comments.partition_point(|comment| comment.end() <= span.start());
    let rest = document.comments.iter().skip(first).copied();
    rest.take_while(move |comment| comment.start() < span.end())
}
