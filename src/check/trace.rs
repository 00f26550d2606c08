//! How a rule came to what it says of a document: each part of its conditions with its value. For people who write rules.

use std::sync::Arc;

use super::evaluate::{Scope, held};
use super::policy::{Assignment, Policy};
use super::refused::Refused;
use crate::expr::{Host, Step};
use crate::rule::Rule;
use crate::text::Source;
use crate::yaml::{self, Node};

/// What a rule says of a document, or of an element of its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its condition is true.
    Holds,
    /// Its condition is false.
    Broken,
    /// Its `when` is false.
    NotApplicable,
    /// What it reads was refused by the schema, so it says nothing.
    Quiet,
    /// It cannot be evaluated.
    Faulty,
}

/// One condition of a rule, evaluated.
#[derive(Debug)]
pub struct Part<'d> {
    /// The key of the rule file: `for`, `when` or `require`.
    pub key: &'static str,
    /// Its parts, in the order in which they began.
    pub steps: Vec<Step<'d>>,
}

/// A rule held against a document, or against an element of its lists.
#[derive(Debug)]
pub struct Held<'d> {
    /// The element of the innermost list, or the root.
    pub element: Node<'d>,
    /// What came of it.
    pub verdict: Verdict,
    /// The conditions that were evaluated, in order.
    pub parts: Vec<Part<'d>>,
}

/// Gives `see` all that a rule does in the documents of a text.
pub fn trace(
    source: &Arc<Source>,
    (policy, assignment): (&Policy, &Assignment<'_>),
    host: Option<&dyn Host>,
    rule: &str,
    see: &mut dyn FnMut(&Held<'_>),
) {
    let stream = yaml::parse(source, &policy.limits);
    let scope = Scope { language: policy.language, today: policy.today, host };
    for document in &stream.documents {
        let root = document.root();
        let reference = root.get("policy").and_then(Node::as_str).or(assignment.pack);
        let Some(pack) = reference.and_then(|reference| policy.pack(reference)) else { continue };
        let Some(rule) = pack.rule(rule) else { continue };
        let violations = pack.schema.check(root);
        let others = violations.iter().filter(|violation| !speaks_for(rule, &violation.schema_pointer));
        held(rule, root, &scope, &Refused::new(others)).iter().for_each(&mut *see);
    }
}

fn speaks_for(rule: &Rule, pointer: &str) -> bool {
    rule.keywords.iter().any(|keyword| keyword == pointer)
}
