//! Where the time of a check goes: its steps one after the other, each with a clock beside it. A walk of its own, so that a
//! check itself pays nothing for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::claim::claim;
use super::evaluate::steps;
use super::policy::{Assignment, Policy};
use super::refused::Refused;
use super::scope::Scope;
use crate::expr::Host;
use crate::text::Source;
use crate::yaml::{self, Node};

/// What checking texts took.
#[derive(Debug, Default)]
pub struct Costs {
    /// Documents that were held against a pack.
    pub documents: usize,
    /// Making trees of texts.
    pub parse: Duration,
    /// Holding documents against schemas.
    pub schema: Duration,
    /// Each rule by its id.
    pub rules: BTreeMap<Arc<str>, RuleCost>,
}

/// What one rule took.
#[derive(Clone, Copy, Debug, Default)]
pub struct RuleCost {
    /// Steps of its expressions, the same in every run.
    pub steps: u64,
    /// Time.
    pub time: Duration,
}

impl Costs {
    /// Adds what a text takes: parsed, and each of its documents held against the schema and the rules of its pack.
    pub fn add(
        &mut self,
        source: &Arc<Source>,
        policy: &Policy,
        assignment: &Assignment<'_>,
        host: Option<&dyn Host>,
    ) {
        let start = Instant::now();
        let stream = yaml::parse(source, &policy.limits);
        self.parse += start.elapsed();
        for document in &stream.documents {
            let reference = claim(document).and_then(Node::as_str).or(assignment.pack);
            let Some(pack) = reference.and_then(|reference| policy.pack(reference)) else { continue };
            self.documents += 1;
            let start = Instant::now();
            let violations = pack.schema.check(document.root());
            self.schema += start.elapsed();
            let refused = Refused::new(&violations);
            let scope =
                Scope { language: policy.language, today: policy.today, host, schema: Some(&pack.schema) };
            for rule in &pack.rules {
                if assignment.severities.of(&rule.id, rule.severity).is_none() {
                    continue;
                }
                let start = Instant::now();
                let steps = steps(rule, document.root(), &scope, &refused);
                let cost = self.rules.entry(Arc::clone(&rule.id)).or_default();
                cost.time += start.elapsed();
                cost.steps += steps;
            }
        }
    }

    /// The time of all rules.
    #[must_use]
    pub fn all_rules(&self) -> Duration {
        self.rules.values().map(|cost| cost.time).sum()
    }
}
