//! The value of every part of an expression, as assertion libraries show it under a condition that does not hold.

use super::reach::Reached;
use super::{Evaluated, Evaluator, Fallible, evaluate};
use crate::expr::frame::Frame;
use crate::expr::outcome::{Observed, Part};
use crate::expr::tree::{ExprId, ExprKind, Tree};
use crate::expr::value::Value;

/// Evaluates the root of a tree and hands back the values of its parts, in order of their places, the larger of two
/// that begin together first. Parts that were not evaluated are not among them, nor are literals; of a part that was
/// evaluated for several elements the last value is.
pub(in crate::expr) fn trace<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Vec<Part<'d>> {
    let noted = noted(tree, frame).into_iter();
    let part =
        |Noted { id, value, .. }| Part { span: tree.span(id), value: value.map_err(|failure| *failure) };
    let mut parts: Vec<Part<'d>> = noted.map(part).collect();
    parts.sort_by_key(|part| (part.span.start(), std::cmp::Reverse(part.span.end())));
    parts
}

/// Evaluates the root of a tree and hands back which of its parts were evaluated, and which were true, which false, for
/// at least one element. Literals are not among them.
pub(in crate::expr) fn observe(tree: &Tree, frame: &mut Frame<'_, '_>) -> Vec<Observed> {
    let noted = noted(tree, frame).into_iter();
    noted
        .map(|Noted { id, truths: [was_false, was_true], .. }| Observed {
            span: tree.span(id),
            was_true,
            was_false,
        })
        .collect()
}

fn noted<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Vec<Noted<'d>> {
    frame.trace = Some(Vec::new());
    evaluate(tree, frame);
    let mut noted = frame.trace.take().unwrap_or_default();
    noted.retain(|noted| !matches!(tree.get(noted.id).kind, ExprKind::Constant(_)));
    noted
}

/// What is kept of a part while its program is traced.
pub(in crate::expr) struct Noted<'d> {
    id: ExprId,
    /// Its last value.
    value: Evaluated<'d>,
    /// Whether it was false, and whether it was true.
    truths: [bool; 2],
}

impl<'d> Evaluator<'_, '_, 'd> {
    /// Keeps the value of a part of the program itself; those of its variables have texts of their own.
    pub(super) fn note(&mut self, id: ExprId, result: &Fallible<Reached<'d>>) {
        let is_own = self.frame.variable.is_none();
        let Some(values) = self.frame.trace.as_mut().filter(|_| is_own) else { return };
        let result = match result {
            Ok(reached) => Ok(reached.clone().into_value()),
            Err(failure) => Err(failure.clone()),
        };
        let truth = result.as_ref().ok().and_then(Value::as_bool);
        let truths = [truth == Some(false), truth == Some(true)];
        match values.iter_mut().find(|known| known.id == id) {
            Some(known) => {
                known.value = result;
                known.truths = [known.truths[0] | truths[0], known.truths[1] | truths[1]];
            }
            None => values.push(Noted { id, value: result, truths }),
        }
    }
}
