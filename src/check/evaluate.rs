//! One rule held against one document: its lists walked, its condition evaluated, its verdicts explained.

use super::explain::{Circumstances, Explainer};
use super::group::{Key, Keyed, Peers};
use super::messages;
use super::refused::Refused;
use super::scope::{Scope, frame, prepare};
use crate::expr::{Failure, Frame, Outcome, Pass, Place, Read, Value};
use crate::finding::{Finding, Fix};
use crate::rule::{Expression, Rule, Rules};
use crate::schema::{Schema, Violation};
use crate::text::Message;
use crate::yaml::Node;

/// Most evaluation steps of one rule on one document, over all elements of its lists; fewer where the limit is tested.
const STEPS: u64 = if cfg!(test) { 100_000 } else { 20_000_000 };

/// What one rule, and nothing else, finds in a document.
#[must_use]
pub fn check_rule(rule: &Rule, schema: &Schema, root: Node<'_>, scope: &Scope<'_>) -> Vec<Finding> {
    check_rule_among(rule, &schema.check(root), root, scope)
}

/// The same, where what the schema refuses in the document is known.
#[must_use]
pub fn check_rule_among(
    rule: &Rule,
    violations: &[Violation<'_>],
    root: Node<'_>,
    scope: &Scope<'_>,
) -> Vec<Finding> {
    let own: Vec<_> =
        violations.iter().filter(|violation| rule.keywords.contains(&violation.schema_pointer)).collect();
    let mut findings = for_violations(rule, &own, root, scope, &Refused::default());
    findings.extend(require(rule, root, scope, &Refused::new(own), &mut Frame::new()));
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
    refused_by_others: &Refused<'d>,
) -> Vec<Finding> {
    let explained = require(rule, root, scope, refused_by_others, &mut Frame::new());
    let better = |violation: &Violation<'_>| {
        explained.iter().find(|finding| finding.location.span() == Some(violation.problem.span)).cloned()
    };
    own.iter()
        .map(|violation| better(violation).unwrap_or_else(|| for_violation(rule, violation, root, scope)))
        .map(|finding| Finding { fix: finding.fix.map(Fix::unveiling), ..finding })
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
    // What a rule with lists mends is one of their elements, and those are not known here.
    let _ = explainer.mend(&mut finding, root, &mut frame);
    finding
}

/// What a rule with a condition finds, quiet about what the schema refused. A rule across documents finds nothing in one.
/// The frame may be that of other rules on the same document.
pub(super) fn require<'r, 'd>(
    rule: &'r Rule,
    root: Node<'d>,
    scope: &Scope<'r>,
    refused: &Refused<'d>,
    frame: &mut Frame<'r, 'd>,
) -> Vec<Finding> {
    if rule.group.is_some() {
        return Vec::new();
    }
    Walk::run(rule, (root, refused), scope, Stage::Alone, frame).findings
}

/// A pass of the rules of a pack over a document, to find those that have nothing to say of it. None for the first few
/// documents (see [`Rules::screening`]).
pub(super) fn pass<'s, 'd>(rules: &'s Rules, root: Node<'d>, scope: &Scope<'s>) -> Option<Pass<'s, 'd>> {
    let variables = [Value::from_node(root), Value::timestamp(scope.today)];
    rules.screening().map(|screening| screening.begin(&variables, scope.host, STEPS))
}

/// The evaluation steps that a rule takes on a document by itself.
pub(super) fn steps<'d>(rule: &Rule, root: Node<'d>, scope: &Scope<'_>, refused: &Refused<'d>) -> u64 {
    let stage = if rule.group.is_some() { Stage::Gather } else { Stage::Alone };
    Walk::run(rule, (root, refused), scope, stage, &mut Frame::new()).steps
}

/// The keys of a document by a rule across documents, and what is wrong with the rule.
pub(super) fn gather<'d>(
    rule: &Rule,
    root: Node<'d>,
    scope: &Scope<'_>,
    refused: &Refused<'d>,
) -> (Vec<Keyed<'d>>, Vec<Finding>) {
    let walk = Walk::run(rule, (root, refused), scope, Stage::Gather, &mut Frame::new());
    (walk.keys, walk.findings)
}

/// What a rule across documents finds in one of them, held against its `peers`.
pub(super) fn compare<'d>(
    rule: &Rule,
    root: Node<'d>,
    scope: &Scope<'_>,
    refused: &Refused<'d>,
    peers: &Peers<'d>,
) -> Vec<Finding> {
    Walk::run(rule, (root, refused), scope, Stage::Compare(peers), &mut Frame::new()).findings
}

/// What a walk is for.
#[derive(Clone, Copy)]
enum Stage<'p, 'd> {
    /// To hold the condition against the document.
    Alone,
    /// To collect the keys of the document.
    Gather,
    /// To hold the condition against the document and those that share a key with it.
    Compare(&'p Peers<'d>),
}

/// A rule on its way through a document.
struct Walk<'w, 'r, 'd> {
    rule: &'r Rule,
    condition: &'r Expression,
    scope: &'w Scope<'r>,
    refused: &'w Refused<'d>,
    stage: Stage<'w, 'd>,
    root: Node<'d>,
    /// What the lists read that the elements at hand are from; gathered only where it matters.
    reads: Vec<Read<'d>>,
    /// Where the documents that share the key at hand have it, the document itself excepted.
    shared: Vec<Read<'d>>,
    keys: Vec<Keyed<'d>>,
    findings: Vec<Finding>,
    steps: u64,
}

/// What came of a walk.
#[derive(Default)]
struct Walked<'d> {
    keys: Vec<Keyed<'d>>,
    findings: Vec<Finding>,
    steps: u64,
}

impl<'w, 'r, 'd> Walk<'w, 'r, 'd> {
    fn run(
        rule: &'r Rule,
        (root, refused): (Node<'d>, &'w Refused<'d>),
        scope: &'w Scope<'r>,
        stage: Stage<'w, 'd>,
        frame: &mut Frame<'r, 'd>,
    ) -> Walked<'d> {
        let Some(condition) = &rule.require else { return Walked::default() };
        let mut walk = Walk {
            rule,
            condition,
            scope,
            refused,
            stage,
            root,
            reads: Vec::new(),
            shared: Vec::new(),
            keys: Vec::new(),
            findings: Vec::new(),
            steps: 0,
        };
        prepare(frame, rule, root, scope);
        walk.bind(0, root, frame);
        Walked { keys: walk.keys, findings: walk.findings, steps: walk.steps }
    }

    /// Gives the binder at `depth` each of its elements in turn, then holds the condition against `element`.
    fn bind(&mut self, depth: usize, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let Some(binder) = self.rule.binders.get(depth) else { return self.arrive(element, frame) };
        let Some(elements) = self.elements(&binder.list, element, frame) else { return };
        for value in elements {
            let node = value.node().unwrap_or(element);
            frame.set(binder.slot, value);
            self.bind(depth + 1, node, frame);
            if self.steps > STEPS {
                break;
            }
        }
    }

    /// The elements of a list; if it is none, that is a fault of the rule.
    fn elements(
        &mut self,
        list: &Expression,
        element: Node<'d>,
        frame: &mut Frame<'r, 'd>,
    ) -> Option<Vec<Value<'d>>> {
        let outcome = list.program.evaluate_unrecorded(frame);
        if self.steps + outcome.cost <= STEPS
            && let Some(elements) = outcome.value.ok().and_then(|value| value.elements())
        {
            self.steps += outcome.cost;
            return Some(elements);
        }
        self.read_lists(frame);
        let outcome = list.program.evaluate(frame);
        let (value, reads) = self.settle(list, outcome, element)?;
        self.complain(list, &messages::NOT_A_LIST, &value, (element, &reads));
        None
    }

    /// What the lists read that the elements at hand are from.
    fn read_lists(&mut self, frame: &mut Frame<'r, 'd>) {
        self.reads =
            self.rule.binders.iter().flat_map(|binder| binder.list.program.evaluate(frame).reads).collect();
    }

    /// Holds the condition against `element`: once, or once for each group that it brings the document into.
    fn arrive(&mut self, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let Some(group) = &self.rule.group else { return self.hold(element, frame) };
        self.read_lists(frame);
        let outcome = group.program.evaluate(frame);
        let Some((value, reads)) = self.settle(group, outcome, element) else { return };
        if self.is_quiet(&reads, element) {
            return;
        }
        let keys = Key::all(&value);
        match self.stage {
            Stage::Alone => {}
            Stage::Gather => {
                self.keys.extend(keys.into_iter().map(|key| Keyed { key, read: reads.first().cloned() }));
            }
            Stage::Compare(peers) => keys.iter().for_each(|key| self.meet(key, peers, element, frame)),
        }
    }

    /// Holds the condition against `element` and the documents that share `key` with this one.
    fn meet(&mut self, key: &Key, peers: &Peers<'d>, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let Some(slot) = self.rule.environment.slot("group") else { return };
        let mut members: Vec<_> = peers.members(key).iter().map(|peer| peer.root).collect();
        if !members.contains(&self.root) {
            members.push(self.root);
        }
        if members.len() < 2 {
            return;
        }
        let others = peers.members(key).iter().filter(|peer| peer.root != self.root);
        self.shared = others.filter_map(|peer| peer.read.clone()).collect();
        frame.set(slot, Value::list(members.into_iter().map(Value::from_node).collect()));
        self.hold(element, frame);
    }

    fn hold(&mut self, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        if self.is_content(frame) {
            return;
        }
        self.read_lists(frame);
        let mut reads = Vec::new();
        if let Some(when) = &self.rule.when {
            let outcome = when.program.evaluate(frame);
            match self.truth(when, outcome, element) {
                Some((true, decisive)) => reads = decisive,
                Some((false, _)) | None => return,
            }
        }
        let outcome = self.condition.program.evaluate(frame);
        let Some((false, mut decisive)) = self.truth(self.condition, outcome, element) else { return };
        decisive.append(&mut reads);
        // What the lists read besides this element is no reason: a rule over several lists goes on with the others.
        if self.refused.covers(&decisive) || self.refused.has_value(element) {
            return;
        }
        if decisive.iter().all(|read| std::ptr::eq(read.node().document(), self.root.document())) {
            // The condition only counted the others: show where they are.
            decisive.extend(self.shared.iter().cloned());
        }
        let place = self.rule.at.as_ref().map_or(Place::None, |at| at.program.locate(frame));
        let explainer = Explainer { rule: self.rule, scope: self.scope };
        let circumstances = Circumstances { place, reads: decisive, element };
        let mut finding = explainer.explain(circumstances, frame);
        let fault = explainer.mend(&mut finding, element, frame);
        self.findings.push(finding);
        self.findings.extend(fault);
    }

    /// True if the rule does not apply here or its condition holds: most do, and then nobody asks what was read.
    /// Where the work becomes too much, the evaluation that is asked for reads says so.
    fn is_content(&mut self, frame: &mut Frame<'r, 'd>) -> bool {
        let before = self.steps;
        let mut truth = |expression: &Expression| {
            let outcome = expression.program.evaluate_unrecorded(frame);
            self.steps += outcome.cost;
            outcome.value.ok().and_then(|value| value.as_bool())
        };
        let applies = self.rule.when.as_ref().map_or(Some(true), &mut truth);
        let is_content = match applies {
            Some(true) => truth(self.condition) == Some(true),
            Some(false) => true,
            None => false,
        };
        if self.steps > STEPS {
            self.steps = before;
            return false;
        }
        is_content
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

#[cfg(test)]
mod tests;
