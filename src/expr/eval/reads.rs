//! What an evaluation read: recorded as it is read, taken back where it did not decide, each place once in the end.

use std::sync::Arc;

use super::Evaluator;
use crate::expr::frame::Frame;
use crate::expr::outcome::{Read, ReadPlace};
use crate::expr::tree::ExprId;
use crate::expr::value::Text;
use crate::text::Span;
use crate::yaml::Node;

/// Most reads of an outcome.
pub(super) const READS_LIMIT: usize = 64;

impl<'d> Evaluator<'_, '_, 'd> {
    #[inline]
    pub(super) fn record(&mut self, id: ExprId, node: Node<'d>, is_read: bool) {
        if is_read && self.frame.is_recording {
            self.record_place(self.tree.span(id), ReadPlace::Node(node));
        }
    }

    pub(super) fn record_absent(&mut self, id: ExprId, mapping: Node<'d>, key: impl FnOnce() -> Arc<str>) {
        if self.frame.is_recording {
            let key = Text::Shared(key());
            self.record_place(self.tree.span(id), ReadPlace::Absent { mapping, key });
        }
    }

    fn record_place(&mut self, span: Span, place: ReadPlace<'d>) {
        self.frame.reads.push(Read { place, span, variable: self.frame.variable });
    }

    /// How much has been read so far.
    pub(super) fn reads(&self) -> usize {
        self.frame.reads.len()
    }

    /// Takes back what was read, from the read at `from` to the one before `to`.
    pub(super) fn forget_reads(&mut self, from: usize, to: usize) {
        if from < to {
            self.frame.reads.drain(from..to);
        }
    }
}

/// Hands over what was read, the first of several reads of one place, and leaves none.
pub(super) fn take_reads<'d>(frame: &mut Frame<'_, 'd>) -> Vec<Read<'d>> {
    let mut taken: Vec<Read<'d>> = Vec::with_capacity(frame.reads.len().min(READS_LIMIT));
    // A place whose bit is not set was not read before: then the reads that are kept need not be compared with it.
    let mut seen = [0u64; 4];
    for read in frame.reads.drain(..) {
        let bit = read.node().id().index() % 256;
        let Some(bits) = seen.get_mut(bit / 64).filter(|_| taken.len() < READS_LIMIT) else { break };
        let is_new = *bits & (1 << (bit % 64)) == 0;
        if is_new || !taken.iter().any(|known| is_same(&known.place, &read.place)) {
            *bits |= 1 << (bit % 64);
            taken.push(read);
        }
    }
    taken
}

fn is_same(left: &ReadPlace<'_>, right: &ReadPlace<'_>) -> bool {
    match (left, right) {
        (ReadPlace::Node(left), ReadPlace::Node(right)) => left == right,
        (ReadPlace::Absent { mapping: left, key: one }, ReadPlace::Absent { mapping: right, key: other }) => {
            left == right && one.as_str() == other.as_str()
        }
        _ => false,
    }
}
