//! Where a path leads: the node, or the deepest one that exists and the keys that are missing below it.

use super::{Evaluator, start};
use crate::expr::frame::Frame;
use crate::expr::outcome::Place;
use crate::expr::tree::{ExprId, ExprKind, Tree};
use crate::expr::value::{Data, Value};

/// Follows the root of a tree as a path.
pub(in crate::expr) fn locate<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Place<'d> {
    start(tree, frame);
    let place = Evaluator { tree, frame }.place(tree.root);
    frame.reads.clear();
    place
}

impl<'d> Evaluator<'_, '_, 'd> {
    // Recursion is bounded by the depth of the tree, which the parser bounds.
    fn place(&mut self, id: ExprId) -> Place<'d> {
        let (operand, key) = match &self.tree.get(id).kind {
            ExprKind::Select(select) if !select.is_test => (select.operand, Some(select.field.to_string())),
            ExprKind::Index { operand, index, .. } => {
                let index = self.eval(*index).ok();
                match index {
                    Some(Value { data: Data::String(text), .. }) => {
                        (*operand, Some(text.as_str().to_owned()))
                    }
                    _ => return self.place_of_value(id),
                }
            }
            ExprKind::OrElse { optional, .. } => return self.place(*optional),
            ExprKind::Conditional { condition, then, otherwise } => {
                return match self.eval(*condition).ok().and_then(|value| value.as_bool()) {
                    Some(true) => self.place(*then),
                    Some(false) => self.place(*otherwise),
                    None => Place::None,
                };
            }
            _ => return self.place_of_value(id),
        };
        let Some(key) = key else { return Place::None };
        match self.place(operand) {
            Place::Node(node) => match node.get(&key) {
                Some(value) => Place::Node(value),
                None => Place::Missing { parent: node, keys: vec![key] },
            },
            Place::Missing { parent, mut keys } => {
                keys.push(key);
                Place::Missing { parent, keys }
            }
            Place::None => Place::None,
        }
    }

    fn place_of_value(&mut self, id: ExprId) -> Place<'d> {
        match self.run(id, false) {
            Ok(value) => value.origin.map_or(Place::None, Place::Node),
            Err(_) => Place::None,
        }
    }
}
