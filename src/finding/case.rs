//! A test of a policy: what was tried, and how it ended.

use std::sync::Arc;

use super::finding::Finding;
use crate::text::Location;

/// One test: an example of a rule, or a whole submission among the fixtures of a pack.
#[derive(Clone, Debug)]
pub struct Case {
    /// The pack that is tested.
    pub pack: Arc<str>,
    /// The rule, or the path of the fixture.
    pub subject: String,
    /// Which of the tests of its subject it is.
    pub name: String,
    /// Where it is written.
    pub location: Location,
    /// How it ended.
    pub ending: Ending,
}

/// How a test ended.
#[derive(Clone, Debug)]
pub enum Ending {
    /// As it should.
    Passed,
    /// It could not run: the fixture that it needs is not here.
    Skipped,
    /// Otherwise than it should: at least one finding.
    Failed(Vec<Finding>),
}

impl Case {
    /// What is wrong, if it failed.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        match &self.ending {
            Ending::Failed(findings) => findings,
            Ending::Passed | Ending::Skipped => &[],
        }
    }
}
