//! One rule held against one document: its lists walked, its condition evaluated, its verdicts explained.

use jiff::civil::DateTime;

use super::explain::{Circumstances, Explainer};
use super::messages;
use super::refused::Refused;
use super::trace::{Held, Part, Verdict};
use crate::expr::{Failure, Frame, Host, Outcome, Place, Read, Value};
use crate::finding::Finding;
use crate::rule::{Expression, Rule};
use crate::schema::{Schema, Violation};
use crate::text::{Language, Message};
use crate::yaml::Node;

/// Most evaluation steps of one rule on one document, over all elements of its lists.
const STEPS: u64 = 20_000_000;

/// What surrounds the evaluation of a rule.
#[derive(Clone, Copy)]
pub struct Scope<'s> {
    /// The language of findings.
    pub language: Language,
    /// What `today` means.
    pub today: DateTime,
    /// What `file()` reads; none where there are no files.
    pub host: Option<&'s dyn Host>,
}

/// What one rule, and nothing else, finds in a document.
#[must_use]
pub fn check_rule(rule: &Rule, schema: &Schema, root: Node<'_>, scope: &Scope<'_>) -> Vec<Finding> {
    let violations = schema.check(root);
    let own: Vec<_> =
        violations.iter().filter(|violation| rule.keywords.contains(&violation.schema_pointer)).collect();
    let mut findings = for_violations(rule, &own, root, scope, &Refused::default());
    findings.extend(require(rule, root, scope, &Refused::new(own)));
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}

/// The findings of a rule that speaks for schema keywords, one for each of its violations. Where its own condition finds
/// the same place, that finding stands: it knows the element that was held, and what was read.
pub(super) fn for_violations<'d>(
    rule: &Rule,
    own: &[&Violation<'d>],
    root: Node<'d>,
    scope: &Scope<'_>,
    refused_by_others: &Refused,
) -> Vec<Finding> {
    let explained = require(rule, root, scope, refused_by_others);
    let better = |violation: &Violation<'_>| {
        explained.iter().find(|finding| finding.location.span() == Some(violation.problem.span)).cloned()
    };
    own.iter()
        .map(|violation| better(violation).unwrap_or_else(|| for_violation(rule, violation, root, scope)))
        .collect()
}

/// The finding of a rule that speaks for a schema keyword.
fn for_violation<'d>(rule: &Rule, violation: &Violation<'d>, root: Node<'d>, scope: &Scope<'_>) -> Finding {
    let mut frame = frame(rule, root, scope);
    let place = match &violation.missing {
        Some(key) => Place::Missing { parent: violation.node, keys: vec![key.clone()] },
        None => Place::Node(violation.node),
    };
    let explainer = Explainer { rule, scope };
    let circumstances = Circumstances { place, reads: Vec::new(), element: root };
    let mut finding = explainer.explain(circumstances, &mut frame);
    finding.location = crate::text::Location::new(root.document().source(), violation.problem.span);
    if rule.help.is_none() {
        finding.help =
            violation.problem.help.map(|help| help.render(scope.language, &violation.problem.parameters));
    }
    finding
}

/// What a rule with a condition finds, quiet about what the schema refused.
pub(super) fn require<'d>(rule: &Rule, root: Node<'d>, scope: &Scope<'_>, refused: &Refused) -> Vec<Finding> {
    let Some(condition) = &rule.require else { return Vec::new() };
    let mut walk = Walk::new((rule, condition), scope, refused, root);
    let mut frame = frame(rule, root, scope);
    walk.bind(0, root, &mut frame);
    walk.findings
}

/// How a rule with a condition comes to what it finds.
pub(super) fn held<'d>(rule: &Rule, root: Node<'d>, scope: &Scope<'_>, refused: &Refused) -> Vec<Held<'d>> {
    let Some(condition) = &rule.require else { return Vec::new() };
    let mut walk = Walk::new((rule, condition), scope, refused, root);
    walk.held = Some(Vec::new());
    let mut frame = frame(rule, root, scope).with_trace();
    walk.bind(0, root, &mut frame);
    walk.held.unwrap_or_default()
}

/// The variables of a rule: `this`, `today` and its named values; its binders are given their elements later.
fn frame<'f, 'd>(rule: &'f Rule, root: Node<'d>, scope: &Scope<'f>) -> Frame<'f, 'd> {
    let mut frame = match scope.host {
        Some(host) => Frame::new().with_host(host),
        None => Frame::new(),
    };
    let fixed = [("this", Value::from_node(root)), ("today", Value::timestamp(scope.today))];
    for (name, value) in fixed {
        if let Some(slot) = rule.environment.slot(name) {
            frame.set(slot, value);
        }
    }
    let first = rule.first_let();
    for (index, value) in rule.lets.iter().enumerate() {
        frame.define(first + index, &value.program);
    }
    frame
}

/// A rule on its way through a document.
struct Walk<'r, 's, 'd> {
    rule: &'r Rule,
    condition: &'r Expression,
    scope: &'r Scope<'s>,
    refused: &'r Refused,
    root: Node<'d>,
    /// What the lists of the outer binders read.
    reads: Vec<Read<'d>>,
    findings: Vec<Finding>,
    steps: u64,
    /// What was held so far, if somebody wants to know.
    held: Option<Vec<Held<'d>>>,
    /// The conditions that were evaluated since, if so.
    parts: Vec<Part<'d>>,
}

impl<'r, 's, 'd> Walk<'r, 's, 'd> {
    fn new(
        (rule, condition): (&'r Rule, &'r Expression),
        scope: &'r Scope<'s>,
        refused: &'r Refused,
        root: Node<'d>,
    ) -> Self {
        Self {
            rule,
            condition,
            scope,
            refused,
            root,
            reads: Vec::new(),
            findings: Vec::new(),
            steps: 0,
            held: None,
            parts: Vec::new(),
        }
    }

    /// Keeps the parts of the condition that was evaluated last.
    fn note(&mut self, key: &'static str, frame: &mut Frame<'_, 'd>) {
        if self.held.is_some() {
            self.parts.push(Part { key, steps: frame.take_steps() });
        }
    }

    /// Keeps what came of an element.
    fn conclude(&mut self, element: Node<'d>, verdict: Verdict) {
        if let Some(held) = &mut self.held {
            held.push(Held { element, verdict, parts: std::mem::take(&mut self.parts) });
        }
    }

    /// Gives the binder at `depth` each of its elements in turn, then holds the condition against `element`.
    fn bind(&mut self, depth: usize, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let Some(binder) = self.rule.binders.get(depth) else { return self.hold(element, frame) };
        let Some(slot) = self.rule.environment.slot(&binder.name) else { return };
        let known = self.findings.len();
        let outcome = binder.list.program.evaluate(frame);
        self.note("for", frame);
        let Some((value, reads)) = self.settle(&binder.list, outcome, element) else {
            let verdict = self.unsettled(known);
            return self.conclude(element, verdict);
        };
        let Some(elements) = value.elements() else {
            return self.complain(&binder.list, &messages::NOT_A_LIST, &value, (element, &reads));
        };
        if elements.is_empty() {
            self.conclude(element, Verdict::NotApplicable);
        }
        let known = self.reads.len();
        self.reads.extend(reads);
        for value in elements {
            let node = value.node().unwrap_or(element);
            frame.set(slot, value);
            self.bind(depth + 1, node, frame);
            if self.steps > STEPS {
                break;
            }
        }
        self.reads.truncate(known);
    }

    fn hold(&mut self, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let verdict = self.judge(element, frame);
        self.conclude(element, verdict);
    }

    fn judge(&mut self, element: Node<'d>, frame: &mut Frame<'r, 'd>) -> Verdict {
        let mut reads = Vec::new();
        let known = self.findings.len();
        if let Some(when) = &self.rule.when {
            let outcome = when.program.evaluate(frame);
            self.note("when", frame);
            match self.truth(when, outcome, element) {
                Some((true, decisive)) => reads = decisive,
                Some((false, _)) => return Verdict::NotApplicable,
                None => return self.unsettled(known),
            }
        }
        let outcome = self.condition.program.evaluate(frame);
        self.note("require", frame);
        let mut decisive = match self.truth(self.condition, outcome, element) {
            Some((false, decisive)) => decisive,
            Some((true, _)) => return Verdict::Holds,
            None => return self.unsettled(known),
        };
        decisive.append(&mut reads);
        if self.refused.covers(&decisive)
            || self.refused.covers(&self.reads)
            || self.refused.has_value(element)
        {
            return Verdict::Quiet;
        }
        let place = self.rule.at.as_ref().map_or(Place::None, |at| at.program.locate(frame));
        let explainer = Explainer { rule: self.rule, scope: self.scope };
        let circumstances = Circumstances { place, reads: decisive, element };
        self.findings.push(explainer.explain(circumstances, frame));
        Verdict::Broken
    }

    /// What to say of a condition without a value: a fault, if that was found since there were `known` findings.
    fn unsettled(&self, known: usize) -> Verdict {
        if self.findings.len() > known { Verdict::Faulty } else { Verdict::Quiet }
    }

    /// The truth value of an outcome; anything else is reported as a fault of the rule.
    fn truth(
        &mut self,
        expression: &Expression,
        outcome: Outcome<'d>,
        element: Node<'d>,
    ) -> Option<(bool, Vec<Read<'d>>)> {
        let (value, reads) = self.settle(expression, outcome, element)?;
        match value.as_bool() {
            Some(truth) => Some((truth, reads)),
            None => {
                self.complain(expression, &messages::NOT_A_TRUTH_VALUE, &value, (element, &reads));
                None
            }
        }
    }

    /// The value of an outcome and what it read, or a finding about the rule.
    fn settle(
        &mut self,
        expression: &Expression,
        outcome: Outcome<'d>,
        element: Node<'d>,
    ) -> Option<(Value<'d>, Vec<Read<'d>>)> {
        let before = self.steps;
        self.steps += outcome.cost;
        if before <= STEPS && self.steps > STEPS {
            let limit = ("limit", STEPS.to_string());
            self.fault(expression, (&messages::TOO_MUCH_WORK, vec![limit]), element, None);
            return None;
        }
        match outcome.value {
            Ok(value) => Some((value, outcome.reads)),
            Err(failure) => {
                let words = failure.render(self.scope.language);
                let parameters = vec![("failure", words)];
                if !self.is_quiet(&outcome.reads, element) {
                    self.fault(expression, (&messages::EVALUATION, parameters), element, Some(&failure));
                }
                None
            }
        }
    }

    fn complain(
        &mut self,
        expression: &Expression,
        message: &'static Message,
        value: &Value<'d>,
        (element, reads): (Node<'d>, &[Read<'d>]),
    ) {
        if !self.is_quiet(reads, element) {
            let parameters = vec![("value", format!("`{}`", value.to_text()))];
            self.fault(expression, (message, parameters), element, None);
        }
    }

    fn is_quiet(&self, reads: &[Read<'d>], element: Node<'d>) -> bool {
        self.refused.covers(reads)
            || self.refused.covers(&self.reads)
            || self.refused.has_value(element)
            || self.refused.has_value(self.root)
    }

    fn fault(
        &mut self,
        expression: &Expression,
        words: (&'static Message, Vec<crate::text::Parameter>),
        element: Node<'d>,
        failure: Option<&Failure>,
    ) {
        let explainer = Explainer { rule: self.rule, scope: self.scope };
        self.findings.push(explainer.fault(expression, words, element, failure));
    }
}
