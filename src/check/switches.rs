//! Which rules are on, by the severities that are configured: found once for all texts that share those.

use std::cell::OnceCell;
use std::rc::Rc;

use super::policy::Severities;
use crate::rule::Pack;

/// Which rules of each pack are on.
pub(super) struct Switches<'c> {
    severities: &'c Severities,
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
    pub(super) fn new(severities: &'c Severities, packs: usize) -> Self {
        Self { severities, packs: vec![OnceCell::new(); packs] }
    }

    pub(super) fn are_of(&self, severities: &Severities) -> bool {
        std::ptr::eq(self.severities, severities)
    }

    /// Those of the rules of the pack at this position, in their order.
    pub(super) fn of(&self, index: usize, pack: &Pack) -> Rc<[Switch]> {
        let switches = || {
            let rules = pack.rules.iter().map(|rule| {
                let is_on = self.severities.of(&rule.id, rule.severity).is_some();
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
