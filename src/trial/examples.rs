//! The examples of the rules of a pack, one after the other, each seen by its own rule only.

mod fixed;

use std::sync::Arc;

use jiff::civil::DateTime;

use super::compare::compare;
use super::messages;
use crate::check::{Scope, check_group, check_rule, midnight};
use crate::expr::Host;
use crate::finding::{Finding, Label, Severity};
use crate::rule::{Example, Expectation, Pack, Rule};
use crate::text::{Language, Location, Message, Parameter, Source, Span};
use crate::yaml::{self, Document, Limits, Node, NodeId, TextMap, scalar_offsets};

/// What came of running examples.
#[derive(Debug, Default)]
pub struct Trial {
    /// Rules whose examples ran.
    pub rules: usize,
    /// Examples that ran.
    pub examples: usize,
    /// Examples that did not run, since the fixture that they need is not here.
    pub skipped: usize,
    /// Examples that did not do what they say.
    pub failures: usize,
    /// What is wrong, each in its rule file.
    pub findings: Vec<Finding>,
}

/// The folders whose attachments an example has with `in:`.
pub trait Fixtures {
    /// What `file()` reads for a document in this fixture of a pack; none if there is no such fixture.
    fn host(&self, pack: &str, fixture: &str) -> Option<Box<dyn Host + '_>>;
}

/// What surrounds a trial.
#[derive(Clone, Copy)]
pub struct Bench<'b> {
    /// The day where an example names none.
    pub today: DateTime,
    /// The language of findings.
    pub language: Language,
    /// The fixtures of the packs; without them, examples that need one do not run.
    pub fixtures: Option<&'b dyn Fixtures>,
}

/// Runs the examples of those rules of a pack whose id `is_wanted`.
#[must_use]
pub fn run_examples(pack: &Pack, is_wanted: &dyn Fn(&str) -> bool, bench: Bench<'_>) -> Trial {
    let mut trial = Trial::default();
    for rule in pack.rules.iter().filter(|rule| is_wanted(&rule.id)) {
        trial.rules += 1;
        let mut run = RuleRun { rule, pack, language: bench.language, findings: Vec::new() };
        run.check_kinds();
        run.check_shown();
        for example in &rule.examples {
            if example.within.is_some() && bench.fixtures.is_none() {
                trial.skipped += 1;
                continue;
            }
            let before = run.findings.len();
            run.example(example, bench);
            trial.examples += 1;
            trial.failures += usize::from(run.findings.len() > before);
        }
        trial.findings.append(&mut run.findings);
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
        let node = self.rule.document.node_at(example.node);
        let Some(text) = node.as_key() else { return };
        let fixture = example.within.as_deref();
        let host = fixture.and_then(|name| bench.fixtures?.host(&self.pack.name, name));
        if fixture.is_some() && host.is_none() {
            return self.at_key(example, "in", &messages::NO_FIXTURE);
        }
        let today = match example.today.as_deref().map(midnight) {
            None => bench.today,
            Some(Some(today)) => today,
            Some(None) => return self.at_key(example, "today", &messages::BAD_TODAY),
        };
        let source = Arc::new(Source::new(self.rule.document.source().path(), text.to_owned()));
        let stream = yaml::parse(&source, &Limits::default());
        let offsets = scalar_offsets(node);
        for problem in &stream.problems {
            let mut finding = Finding::from_problem(problem, &source, Severity::Error, self.language);
            finding.labels.clear();
            finding.location = self.place(&offsets, problem.span);
            self.findings.push(finding);
        }
        let schema = Some(&self.pack.schema);
        let scope = Scope { language: self.language, today, host: host.as_deref(), schema };
        let found = self.found_in(&source, &scope);
        self.judge(example, node, &found, &offsets);
        self.check_fixed(example, &source, found, &scope);
    }

    /// What the rule finds in a text.
    fn found_in(&self, source: &Arc<Source>, scope: &Scope<'_>) -> Vec<Finding> {
        let stream = yaml::parse(source, &Limits::default());
        let roots: Vec<_> = stream.documents.iter().map(Document::root).collect();
        let schema = &self.pack.schema;
        if self.rule.group.is_some() {
            check_group(self.rule, schema, &roots, scope)
        } else {
            roots.iter().flat_map(|root| check_rule(self.rule, schema, *root, scope)).collect()
        }
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
