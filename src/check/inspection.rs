//! What came of a text before it is settled what of it is reported: rules across files may still add to it, and only then
//! is known which ignores are of use.

use super::group::{Membership, merge};
use super::ignore::{Ignores, Refusal};
use crate::finding::{Finding, Report};

/// What came of a text.
#[derive(Debug, Default)]
pub struct Inspection {
    /// What is wrong with it by itself.
    pub report: Report,
    /// The keys under which its documents meet those of other texts.
    pub memberships: Vec<Membership>,
    pub(super) ignores: Ignores,
    pub(super) refusals: Vec<Refusal>,
}

impl Inspection {
    /// Of a text that could not be read.
    #[must_use]
    pub fn of(findings: Vec<Finding>) -> Self {
        Self { report: Report { findings, ..Report::default() }, ..Self::default() }
    }

    /// Of a text that is not looked at itself, but has these keys.
    #[must_use]
    pub fn with_keys(memberships: Vec<Membership>) -> Self {
        Self { memberships, ..Self::default() }
    }

    /// Adds what was found in the text beside others.
    pub fn add(&mut self, findings: Vec<Finding>) {
        merge(&mut self.report, findings);
    }

    /// What is reported: what is found but for what is ignored, and what is wrong with the ignores.
    #[must_use]
    pub fn finish(mut self) -> Report {
        self.ignores.settle(&mut self.report, &self.refusals);
        self.report
    }
}
