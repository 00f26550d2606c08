//! The examples of the rules of a pack, one after the other, each seen by its own rule only.

mod fixed;

use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::compare::compare;
use super::messages;
use super::stage::{Bench, Refusal, Stage, find};
use crate::check::Scope;
use crate::finding::{Case, Ending, Finding, Label, Severity};
use crate::rule::{Example, Expectation, Pack, Rule};
use crate::text::{Language, Location, Message, Parameter, Source, Span};
use crate::yaml::{self, Document, Limits, Node, NodeId, TextMap, scalar_offsets};

/// What came of running examples.
#[derive(Debug, Default)]
pub struct Trial {
    /// Rules whose examples ran.
    pub rules: usize,
    /// The examples, in the order of the rules and of their files.
    pub cases: Vec<Case>,
    /// What is wrong, each in its rule file: what failed, and rules without an example of either kind.
    pub findings: Vec<Finding>,
}

/// Runs the examples of those rules of a pack whose id `is_wanted`.
#[must_use]
pub fn run_examples(pack: &Pack, is_wanted: &(dyn Fn(&str) -> bool + Sync), bench: Bench<'_>) -> Trial {
    let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| is_wanted(&rule.id)).collect();
    let each = |rule: &&Rule| {
        let trial = run_rule(rule, pack, bench);
        (bench.step)();
        trial
    };
    let trials: Vec<Trial> = rules.par_iter().map(each).collect();
    let mut sum = Trial::default();
    for trial in trials {
        sum.rules += trial.rules;
        sum.cases.extend(trial.cases);
        sum.findings.extend(trial.findings);
    }
    sum
}

fn run_rule(rule: &Rule, pack: &Pack, bench: Bench<'_>) -> Trial {
    let mut trial = Trial { rules: 1, ..Trial::default() };
    let mut run = RuleRun { rule, pack, language: bench.language, findings: Vec::new() };
    run.check_kinds();
    run.check_shown();
    trial.findings.append(&mut run.findings);
    for (index, example) in rule.examples.iter().enumerate() {
        let ending = match bench.can_run(example) {
            false => Ending::Skipped,
            true => {
                run.example(example, bench);
                let findings = std::mem::take(&mut run.findings);
                trial.findings.extend(findings.iter().cloned());
                if findings.is_empty() { Ending::Passed } else { Ending::Failed(findings) }
            }
        };
        let node = rule.document.node_at(example.node);
        let kind = if example.expectation == Expectation::Pass { "pass" } else { "fail" };
        trial.cases.push(Case {
            pack: Arc::clone(&pack.name),
            subject: rule.id.to_string(),
            name: format!("example {} ({kind})", index + 1),
            location: Location::new(
                rule.document.source(),
                node.key().map_or_else(|| node.place(), Node::span),
            ),
            ending,
        });
    }
    trial
}

/// The examples of one rule.
struct RuleRun<'r> {
    rule: &'r Rule,
    pack: &'r Pack,
    language: Language,
    findings: Vec<Finding>,
}

impl RuleRun<'_> {
    /// A rule without an example of either kind is untested.
    fn check_kinds(&mut self) {
        let has = |wanted: fn(&Expectation) -> bool| {
            self.rule.examples.iter().any(|example| wanted(&example.expectation))
        };
        let has_pass = has(|expectation| *expectation == Expectation::Pass);
        let has_fail = has(|expectation| *expectation != Expectation::Pass);
        let root = self.rule.document.root();
        let span = root.get("rule").map_or_else(|| root.handle(), Node::span);
        for (is_there, message) in [(has_pass, &messages::NO_PASS), (has_fail, &messages::NO_FAIL)] {
            if !is_there {
                let mut finding = self.finding("rule/example-missing", span, message, &[]);
                finding.help = Some(messages::EXAMPLE_HELP.render(self.language, &[]));
                self.findings.push(finding);
            }
        }
    }

    fn example(&mut self, example: &Example, bench: Bench<'_>) {
        let stage = match Stage::set(self.rule, &self.pack.name, example, bench) {
            Ok(stage) => stage,
            Err(Refusal::Fixture) => return self.at_key(example, "in", &messages::NO_FIXTURE),
            Err(Refusal::Today) => return self.at_key(example, "today", &messages::BAD_TODAY),
        };
        let node = self.rule.document.node_at(example.node);
        let offsets = scalar_offsets(node);
        for problem in &stage.stream.problems {
            let source = stage.source();
            let mut finding = Finding::from_problem(problem, source, Severity::Error, self.language);
            finding.labels.clear();
            finding.location = self.place(&offsets, problem.span);
            self.findings.push(finding);
        }
        let found = stage.find(self.rule, &self.pack.schema, self.language);
        self.judge(example, node, &found, &offsets);
        self.check_fixed(example, stage.source(), found, &stage.scope(self.language, &self.pack.schema));
    }

    /// What the rule finds in a text.
    fn found_in(&self, source: &Arc<Source>, scope: &Scope<'_>) -> Vec<Finding> {
        let stream = yaml::parse(source, &Limits::default());
        let roots: Vec<_> = stream.documents.iter().map(Document::root).collect();
        find(self.rule, &self.pack.schema, &roots, scope)
    }

    fn judge(&mut self, example: &Example, node: Node<'_>, found: &[Finding], offsets: &TextMap) {
        let (faults, found): (Vec<&Finding>, Vec<&Finding>) =
            found.iter().partition(|finding| finding.rule != self.rule.id);
        for fault in faults {
            let mut fault = fault.clone();
            for label in &mut fault.labels {
                label.location = self.place(offsets, label.location.span().unwrap_or_default());
            }
            self.findings.push(fault);
        }
        match &example.expectation {
            Expectation::Pass => {
                for finding in found {
                    self.unexpected(&messages::SHOULD_PASS, finding, offsets);
                }
            }
            Expectation::Fail { .. } if found.is_empty() => {
                let span = node.key().map_or_else(|| node.place(), Node::span);
                let finding = self.finding("rule/example", span, &messages::SHOULD_FAIL, &[]);
                self.findings.push(finding);
            }
            Expectation::Fail { finds: None } => {}
            Expectation::Fail { finds: Some(finds) } => self.hold_against(finds, &found, offsets),
        }
    }

    /// Compares the underlined texts with the list of the example.
    fn hold_against(&mut self, finds: &[(String, NodeId)], found: &[&Finding], offsets: &TextMap) {
        let expected: Vec<&str> = finds.iter().map(|(text, _)| text.as_str()).collect();
        let actual: Vec<&str> = found.iter().map(|finding| finding.location.text()).collect();
        let listed = format!("`{}`", actual.join("`, `"));
        let difference = compare(&expected, &actual);
        for index in difference.missing {
            let Some((text, node)) = finds.get(index) else { continue };
            let mut finding = self.at_expectation(&messages::NOT_FOUND, text, *node, &listed);
            finding.help = Some(messages::UNDERLINED.render(self.language, &[("found", listed.clone())]));
            self.findings.push(finding);
        }
        for index in difference.extra {
            let Some(finding) = found.get(index) else { continue };
            self.unexpected(&messages::NOT_LISTED, finding, offsets);
        }
        if let Some((text, node)) = difference.swapped.and_then(|index| finds.get(index)) {
            let finding = self.at_expectation(&messages::OTHER_ORDER, text, *node, &listed);
            self.findings.push(finding);
        }
    }

    fn at_expectation(&self, message: &'static Message, text: &str, node: NodeId, listed: &str) -> Finding {
        let parameters = [("text", format!("`{text}`")), ("found", listed.to_owned())];
        self.finding("rule/example", self.rule.document.node_at(node).place(), message, &parameters)
    }

    fn unexpected(&mut self, message: &'static Message, found: &Finding, offsets: &TextMap) {
        let parameters = [("message", found.message.clone())];
        let mut finding = self.finding("rule/example", Span::empty(0), message, &parameters);
        finding.location = self.place(offsets, found.location.span().unwrap_or_default());
        let labels = found.labels.iter().map(|label| Label {
            location: self.place(offsets, label.location.span().unwrap_or_default()),
            message: label.message.clone(),
        });
        finding.labels = labels.collect();
        self.findings.push(finding);
    }

    /// Reports what another key of an example says.
    fn at_key(&mut self, example: &Example, key: &str, message: &'static Message) {
        let entry = self.rule.document.node_at(example.node).parent().and_then(|node| node.get(key));
        let Some(node) = entry else { return };
        let parameters = [("text", format!("`{}`", node.written_text()))];
        let finding = self.finding("rule/wrong-value", node.place(), message, &parameters);
        self.findings.push(finding);
    }

    /// Where a span of an example stands in the rule file.
    fn place(&self, offsets: &TextMap, span: Span) -> Location {
        let at = |offset: u32| offsets.source_offset(offset as usize);
        Location::new(self.rule.document.source(), Span::new(at(span.start()), at(span.end())))
    }

    fn finding(&self, id: &str, span: Span, message: &'static Message, parameters: &[Parameter]) -> Finding {
        let location = Location::new(self.rule.document.source(), span);
        Finding::new(id, Severity::Error, location, message.render(self.language, parameters))
    }
}
