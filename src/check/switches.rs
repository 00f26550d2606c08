//! Which rules are on, by the severities of an assignment: found once for all texts that share it.

use std::cell::OnceCell;
use std::rc::Rc;

use super::policy::Assignment;
use crate::rule::Pack;

/// Which rules of each pack are on.
pub(super) struct Switches<'c> {
    assignment: &'c Assignment<'c>,
    /// By position of the pack in the policy.
    packs: Vec<OnceCell<Rc<[Switch]>>>,
}

/// What is asked of a rule that is on; nothing of one that is off.
#[derive(Clone, Copy, Default)]
pub(super) struct Switch {
    /// It is held against each document by itself.
    pub(super) is_held: bool,
    /// It is a rule across documents, and their keys are gathered.
    pub(super) is_gathered: bool,
}

impl<'c> Switches<'c> {
    pub(super) fn new(assignment: &'c Assignment<'c>, packs: usize) -> Self {
        Self { assignment, packs: vec![OnceCell::new(); packs] }
    }

    pub(super) fn are_of(&self, assignment: &Assignment<'_>) -> bool {
        std::ptr::eq(std::ptr::from_ref(self.assignment).cast::<()>(), std::ptr::from_ref(assignment).cast())
    }

    /// Those of the rules of the pack at this position, in their order.
    pub(super) fn of(&self, index: usize, pack: &Pack) -> Rc<[Switch]> {
        let severities = self.assignment.severities;
        let switches = || {
            let rules = pack.rules.iter().map(|rule| {
                let is_on = severities.of(&rule.id, rule.severity).is_some();
                let is_across = rule.group.is_some();
                Switch { is_held: is_on && !is_across, is_gathered: is_on && is_across }
            });
            rules.collect()
        };
        match self.packs.get(index) {
            Some(known) => Rc::clone(known.get_or_init(switches)),
            None => switches(),
        }
    }
}
