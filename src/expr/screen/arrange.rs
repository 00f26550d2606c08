//! Which results are worth keeping, and where; paths of several steps as one operation.

use super::op::{Keep, Op, OpId, OpKind, Path};

/// The least effort, in operations, for which a result is kept: to look it up is not free.
const LEAST_EFFORT: u32 = 2;

/// How the results of operations are used.
#[derive(Clone, Copy, Default)]
struct Use {
    /// By how many operations and questions.
    count: u32,
    /// By one that is evaluated more often than it.
    is_repeated: bool,
}

/// Joins paths and decides which results are kept. `roots` are the operations that questions ask for, each as often as it
/// is asked for. Returns how many results are kept by level and by the list whose elements they depend on.
pub(super) fn arrange(ops: &mut [Op], roots: &[OpId]) -> Slots {
    let uses = count_uses(ops, roots);
    let mut efforts: Vec<u32> = Vec::with_capacity(ops.len());
    let mut slots = Slots::default();
    for index in 0..ops.len() {
        let used = uses.get(index).copied().unwrap_or_default();
        join_path(ops, index);
        join_default(ops, index);
        let Some(op) = ops.get(index) else { break };
        let mut effort = own_effort(&op.kind);
        op.kind.each_part(&mut |part, _| effort += efforts.get(part.index()).copied().unwrap_or(0));
        let is_kept = (used.count > 1 || used.is_repeated) && op.needs.locals == 0 && effort >= LEAST_EFFORT;
        efforts.push(if is_kept { 1 } else { effort.min(1_000) });
        if is_kept {
            let list = list_of(ops, OpId::at(index));
            let keep =
                Keep { level: ops.get(index).map_or(0, |op| op.needs.elements), slot: slots.next(list) };
            if let Some(op) = ops.get_mut(index) {
                op.keep = Some(keep);
            }
        }
    }
    slots
}

/// How many results are kept for the elements of each list.
#[derive(Debug, Default)]
pub(super) struct Slots {
    counts: Vec<(Option<OpId>, usize)>,
}

impl Slots {
    /// How many depend on the elements of this list, or on none.
    pub(super) fn of(&self, element: Option<OpId>) -> usize {
        self.counts.iter().find(|(known, _)| *known == element).map_or(0, |(_, count)| *count)
    }

    fn next(&mut self, element: Option<OpId>) -> usize {
        match self.counts.iter_mut().find(|(known, _)| *known == element) {
            Some((_, count)) => {
                *count += 1;
                *count - 1
            }
            None => {
                self.counts.push((element, 1));
                0
            }
        }
    }
}

/// The element of the innermost list that an operation depends on.
fn list_of(ops: &[Op], id: OpId) -> Option<OpId> {
    let mut at = id;
    loop {
        let op = ops.get(at.index())?;
        if op.needs.elements == 0 {
            return None;
        }
        if matches!(op.kind, OpKind::Element(_)) {
            return Some(at);
        }
        let mut next = None;
        op.kind.each_part(&mut |part, _| {
            let is_as_deep =
                ops.get(part.index()).is_some_and(|part| part.needs.elements == op.needs.elements);
            next = next.or(is_as_deep.then_some(part));
        });
        at = next?;
    }
}

/// The effort of an operation besides that of its parts.
fn own_effort(kind: &OpKind) -> u32 {
    match kind {
        OpKind::Constant(..) | OpKind::Variable(_) | OpKind::Element(_) | OpKind::Local(_) => 0,
        OpKind::Path(path) => path.fields.iter().map(|_| LEAST_EFFORT).sum(),
        OpKind::Call(_) | OpKind::Walk(_) | OpKind::Concat(..) => LEAST_EFFORT,
        _ => 1,
    }
}

fn count_uses(ops: &[Op], roots: &[OpId]) -> Vec<Use> {
    let mut uses = vec![Use::default(); ops.len()];
    let mut waiting: Vec<OpId> = Vec::new();
    for root in roots {
        waiting.push(*root);
        while let Some(id) = waiting.pop() {
            let Some(used) = uses.get_mut(id.index()) else { continue };
            used.count += 1;
            let Some(op) = ops.get(id.index()).filter(|_| used.count == 1) else { continue };
            op.kind.each_part(&mut |part, is_in_walk| {
                waiting.push(part);
                let needs = ops.get(part.index()).map(|part| part.needs).unwrap_or_default();
                let is_rarer =
                    needs.elements < op.needs.elements || (needs.locals == 0 && op.needs.locals > 0);
                if let Some(used) = uses.get_mut(part.index()) {
                    used.is_repeated |= is_in_walk || is_rarer;
                }
            });
        }
    }
    uses
}

/// Makes one path of a path that begins with another whose result is not kept.
fn join_path(ops: &mut [Op], index: usize) {
    let Some(OpKind::Path(path)) = ops.get(index).map(|op| &op.kind) else { return };
    let Some(Op { kind: OpKind::Path(before), keep: None, .. }) = ops.get(path.start.index()) else { return };
    if before.otherwise.is_some() {
        return;
    }
    let (start, mut fields) = (before.start, before.fields.clone());
    if let Some(OpKind::Path(path)) = ops.get_mut(index).map(|op| &mut op.kind) {
        fields.append(&mut path.fields);
        (path.start, path.fields) = (start, fields);
    }
}

/// Makes one path of `path.orValue(constant)`.
fn join_default(ops: &mut [Op], index: usize) {
    let Some(OpKind::OrElse { optional, other, unwraps: true }) = ops.get(index).map(|op| &op.kind) else {
        return;
    };
    let Some(Op { kind: OpKind::Path(path), keep: None, .. }) = ops.get(optional.index()) else { return };
    let is_constant = matches!(ops.get(other.index()).map(|op| &op.kind), Some(OpKind::Constant(..)));
    if path.otherwise.is_some() || !is_constant {
        return;
    }
    let path = Path { start: path.start, fields: path.fields.clone(), otherwise: Some(*other) };
    if let Some(op) = ops.get_mut(index) {
        op.kind = OpKind::Path(path);
    }
}
