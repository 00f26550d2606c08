//! A bound on the work of explaining. Where alternatives nest in each other, each has errors for each alternative within,
//! and their number grows with the power of the depth: forty brackets would be enough to never end.

use std::cell::Cell;

/// Reads of collections for the smallest document.
const LEAST: u64 = 500_000;
/// Reads of collections for each node, on top.
const PER_NODE: u64 = 16;

/// How many collections may still be read.
pub(super) struct Budget {
    left: Cell<u64>,
    is_exceeded: Cell<bool>,
}

impl Budget {
    /// A budget for a document of so many nodes.
    pub(super) fn for_nodes(count: usize) -> Self {
        let nodes = u64::try_from(count).unwrap_or(u64::MAX);
        let left = nodes.saturating_mul(PER_NODE).saturating_add(LEAST);
        Self { left: Cell::new(left), is_exceeded: Cell::new(false) }
    }

    /// Takes `cost` from the budget; false if that much is not left, now and from then on.
    pub(super) fn spend(&self, cost: u64) -> bool {
        match self.left.get().checked_sub(cost) {
            Some(left) if !self.is_exceeded.get() => {
                self.left.set(left);
                true
            }
            _ => {
                self.is_exceeded.set(true);
                false
            }
        }
    }

    /// True if something was not read for lack of budget.
    pub(super) fn is_exceeded(&self) -> bool {
        self.is_exceeded.get()
    }
}
