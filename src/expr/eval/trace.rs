//! Evaluating with every part noted down. Constants and the beginnings of paths are not: they say nothing.

use super::{Evaluated, Evaluator};
use crate::expr::tree::{ExprId, ExprKind};

impl<'d> Evaluator<'_, '_, 'd> {
    pub(super) fn traced(&mut self, id: ExprId, is_read: bool) -> Evaluated<'d> {
        let is_noted = is_read && !matches!(self.tree.get(id).kind, ExprKind::Constant(_));
        let text = if is_noted { Some(self.tree.text(id)) } else { None };
        let step = text.zip(self.frame.trace.as_mut()).and_then(|(text, trace)| trace.begin(text));
        let result = self.counted(id, is_read);
        if let (Some(step), Some(trace)) = (step, &mut self.frame.trace) {
            trace.end(step, &result);
        }
        result
    }
}
