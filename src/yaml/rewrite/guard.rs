//! What must not be touched: values that other places share, and texts that were not read whole.

use super::children::children;
use super::declined::Declined;
use crate::yaml::document::{Content, Document, NodeId};
use crate::yaml::node::{Kind, Node, Style};

/// Whether something inside of a collection may be changed.
pub(super) fn inside(node: Node<'_>) -> Result<(), Declined> {
    if node.alias().is_some() {
        return Err(Declined::Alias);
    }
    let document = node.document();
    let mut at = node.id();
    while at != NodeId::NONE {
        if is_damaged(document, at) {
            return Err(Declined::Damaged);
        }
        if is_shared(document, at) {
            return Err(Declined::Anchor);
        }
        at = document.node(at).parent;
    }
    Ok(())
}

/// Whether a value may be replaced or taken away: all of [`inside`], and nothing in it is shared.
pub(super) fn whole(node: Node<'_>) -> Result<(), Declined> {
    inside(node)?;
    let document = node.document();
    let mut waiting = vec![node.id()];
    while let Some(id) = waiting.pop() {
        if is_damaged(document, id) {
            return Err(Declined::Damaged);
        }
        if is_shared(document, id) {
            return Err(Declined::Anchor);
        }
        for child in children(document, id) {
            waiting.extend(child.key);
            waiting.push(child.value);
        }
    }
    Ok(())
}

/// Whether a node has neither anchor nor tag and is no alias.
pub(super) fn untouched(node: Node<'_>) -> Result<(), Declined> {
    if node.alias().is_some() {
        return Err(Declined::Alias);
    }
    let document = node.document();
    if node.kind() == Kind::Null && node.written_text().starts_with('*') {
        // An alias that stands for nothing.
        return Err(Declined::Damaged);
    }
    let index = (document.node(node.id()).property as usize).checked_sub(1);
    match index.and_then(|index| document.properties.get(index)) {
        None => Ok(()),
        Some(property) if property.anchor.is_some() => Err(Declined::Anchor),
        Some(_) => Err(Declined::Tag),
    }
}

/// True if a syntax error took something of the node away, or may have mixed up what stands between brackets.
fn is_damaged(document: &Document, id: NodeId) -> bool {
    let node = document.node(id);
    node.is_damaged || (document.has_errors && node.style == Style::Flow)
}

/// True if the node has an anchor that is used.
fn is_shared(document: &Document, id: NodeId) -> bool {
    let index = (document.node(id).property as usize).checked_sub(1);
    let property = index.and_then(|index| document.properties.get(index));
    property.is_some_and(|property| property.anchor.is_some())
        && document.nodes.iter().any(|node| matches!(node.content, Content::Alias(target) if target == id))
}
