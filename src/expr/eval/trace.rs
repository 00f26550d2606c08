//! The value of every part of an expression, as assertion libraries show it under a condition that does not hold.

use super::{Evaluated, Evaluator, evaluate};
use crate::expr::frame::Frame;
use crate::expr::outcome::Part;
use crate::expr::tree::{ExprId, ExprKind, Tree};

/// Evaluates the root of a tree and hands back the values of its parts, in order of their places, the larger of two
/// that begin together first. Parts that were not evaluated are not among them, nor are literals; of a part that was
/// evaluated for several elements the last value is.
pub(in crate::expr) fn trace<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Vec<Part<'d>> {
    frame.trace = Some(Vec::new());
    evaluate(tree, frame);
    let values = frame.trace.take().unwrap_or_default();
    let is_literal = |id: ExprId| matches!(tree.get(id).kind, ExprKind::Constant(_));
    let mut parts: Vec<Part<'d>> = values
        .into_iter()
        .filter(|(id, _)| !is_literal(*id))
        .map(|(id, value)| Part { span: tree.span(id), value })
        .collect();
    parts.sort_by_key(|part| (part.span.start(), std::cmp::Reverse(part.span.end())));
    parts
}

impl<'d> Evaluator<'_, '_, 'd> {
    /// Keeps the value of a part of the program itself; those of its variables have texts of their own.
    pub(super) fn note(&mut self, id: ExprId, result: &Evaluated<'d>) {
        let is_own = self.frame.variable.is_none();
        let Some(values) = self.frame.trace.as_mut().filter(|_| is_own) else { return };
        match values.iter_mut().find(|(known, _)| *known == id) {
            Some((_, value)) => value.clone_from(result),
            None => values.push((id, result.clone())),
        }
    }
}
