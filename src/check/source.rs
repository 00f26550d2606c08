//! A whole text: parsed, each of its documents held against its pack, all findings in one report.

use std::rc::Rc;
use std::sync::Arc;

use super::claim::{claim, is_about_claim, pack_missing, pack_unknown};
use super::evaluate::{for_violations, gather, pass, require};
use super::fingerprint::{identify, value_at};
use super::group::{Key, Membership, RuleIndex};
use super::ignore::{Ignores, Surroundings};
use super::inspection::Inspection;
use super::policy::{Assignment, Policy};
use super::refused::Refused;
use super::scope::Scope;
use super::slips;
use super::switches::{Switch, Switches};
use crate::expr::{Frame, Host, Pass};
use crate::finding::{Finding, Fix, Report, Severity};
use crate::rule::{Pack, Rule};
use crate::schema::{Schema, Violation};
use crate::text::Source;
use crate::yaml::{self, Document, Kind, Node, Problem, Stream};

/// What is wrong with a text, or none if it is no submission: no document in it names a pack or is given one.
#[must_use]
pub fn check(
    source: &Arc<Source>,
    policy: &Policy,
    assignment: &Assignment<'_>,
    host: Option<&dyn Host>,
) -> Option<Report> {
    inspect(source, policy, assignment, host).map(Inspection::finish)
}

/// What is wrong with a text by itself, and the keys under which its documents meet those of other texts.
#[must_use]
pub fn inspect(
    source: &Arc<Source>,
    policy: &Policy,
    assignment: &Assignment<'_>,
    host: Option<&dyn Host>,
) -> Option<Inspection> {
    inspect_all(&[Job { source, assignment, host }], policy).pop().flatten()
}

/// A text to be inspected.
#[derive(Clone, Copy)]
pub struct Job<'j> {
    /// The text.
    pub source: &'j Arc<Source>,
    /// What the run knows of it.
    pub assignment: &'j Assignment<'j>,
    /// What `file()` reads in it.
    pub host: Option<&'j dyn Host>,
}

/// Inspects texts, as [`inspect`] does each of them. Together it takes less time than one by one, since each rule is held
/// against all documents in turn.
#[must_use]
pub fn inspect_all(jobs: &[Job<'_>], policy: &Policy) -> Vec<Option<Inspection>> {
    let streams: Vec<Stream> = jobs.iter().map(|job| yaml::parse(job.source, &policy.limits)).collect();
    let mut checkers: Vec<Option<Checker<'_>>> = Vec::with_capacity(jobs.len());
    let mut last: Option<Rc<Switches<'_>>> = None;
    for (job, stream) in jobs.iter().zip(&streams) {
        let severities = job.assignment.severities;
        let switches = last.take().filter(|switches| switches.are_of(severities));
        let switches = switches.unwrap_or_else(|| Rc::new(Switches::new(severities, policy.packs.len())));
        last = Some(Rc::clone(&switches));
        checkers.push(Checker::begin(job, stream, policy, switches));
    }
    for pack in &policy.packs {
        let cases = checkers.iter_mut().flatten().flat_map(|checker| &mut checker.cases);
        let cases = cases.filter(|case| std::ptr::eq(case.pack, pack));
        let mut passes: Vec<_> = cases.filter_map(|case| case.pass.as_mut()).collect();
        if !passes.is_empty()
            && let Some(screening) = pack.rules.screening()
        {
            screening.ask(&mut passes);
        }
    }
    checkers.into_iter().map(|checker| Some(checker?.finish())).collect()
}

/// The keys of a text that is read for the sake of others: nothing is said of it.
#[must_use]
pub fn memberships(
    source: &Arc<Source>,
    policy: &Policy,
    assignment: &Assignment<'_>,
    host: Option<&dyn Host>,
) -> Vec<Membership> {
    let stream = yaml::parse(source, &policy.limits);
    let switches = Rc::new(Switches::new(assignment.severities, policy.packs.len()));
    let mut checker = Checker::new(Job { source, assignment, host }, &stream, policy, switches);
    for document in &stream.documents {
        let reference = claim(document).and_then(Node::as_str).or(assignment.pack);
        if let Some(pack) = reference.and_then(|reference| policy.position(reference)) {
            checker.gather_alone(document, pack);
        }
    }
    checker.inspection.memberships
}

/// A key as a token of a JSON Pointer (RFC 6901, section 3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A document that is held against a pack.
struct Case<'c> {
    document: &'c Document,
    /// The position of the pack in the policy.
    index: usize,
    pack: &'c Pack,
    violations: Vec<Violation<'c>>,
    /// Of each rule, what is asked of it.
    switches: Rc<[Switch]>,
    /// Finds the rules that have nothing to say.
    pass: Option<Pass<'c, 'c>>,
}

/// One text on its way.
struct Checker<'c> {
    policy: &'c Policy,
    job: Job<'c>,
    stream: &'c Stream,
    switches: Rc<Switches<'c>>,
    /// The pack of each document so far, if it has one.
    packs: Vec<Option<&'c Pack>>,
    cases: Vec<Case<'c>>,
    inspection: Inspection,
}

impl<'c> Checker<'c> {
    fn new(job: Job<'c>, stream: &'c Stream, policy: &'c Policy, switches: Rc<Switches<'c>>) -> Self {
        let (packs, cases) = (Vec::new(), Vec::new());
        Self { policy, job, stream, switches, packs, cases, inspection: Inspection::default() }
    }

    /// Holds a text against the schemas of its packs; none if it is no submission.
    fn begin(
        job: &Job<'c>,
        stream: &'c Stream,
        policy: &'c Policy,
        switches: Rc<Switches<'c>>,
    ) -> Option<Self> {
        let is_claimed = job.assignment.pack.is_some()
            || stream.documents.iter().any(|document| claim(document).is_some());
        if !is_claimed && !job.assignment.is_ours {
            return None;
        }
        let mut checker = Self::new(*job, stream, policy, switches);
        for problem in &stream.problems {
            let fix = slips::of_problem(problem, job.source, stream, policy.language);
            checker.problem(problem, job.source, None, fix);
        }
        for document in &stream.documents {
            checker.document(document, is_claimed);
        }
        Some(checker)
    }

    /// Holds it against the rules.
    fn finish(mut self) -> Inspection {
        for case in std::mem::take(&mut self.cases) {
            self.rules(case);
        }
        let Self { mut inspection, packs, policy, job, .. } = self;
        let surroundings = Surroundings { policy, assignment: job.assignment, packs: &packs };
        let (ignores, findings) = Ignores::read(job.source, self.stream, &surroundings);
        inspection.ignores = ignores;
        inspection.report.findings.extend(findings);
        inspection.report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        inspection
    }

    fn document(&mut self, document: &'c Document, is_claimed: bool) {
        let claim = claim(document);
        let reference = claim.and_then(Node::as_str).or(self.job.assignment.pack);
        let position = reference.and_then(|reference| self.policy.position(reference));
        self.packs.push(position.and_then(|index| self.policy.packs.get(index)));
        let Some(reference) = reference else {
            if is_claimed && document.root().kind() != Kind::Null {
                self.push(pack_missing(document, self.policy));
            }
            return;
        };
        match position.and_then(|index| Some((index, self.policy.packs.get(index)?))) {
            Some((index, pack)) => {
                self.inspection.report.documents += 1;
                self.hold(document, index, pack);
            }
            None => self.push(pack_unknown(document, reference, self.policy)),
        }
    }

    /// Notes the keys of a document of which nothing else is asked.
    fn gather_alone(&mut self, document: &'c Document, pack: usize) {
        let Some(known) = self.policy.packs.get(pack) else { return };
        let pass_of_rules = pass(&known.rules, document.root(), &self.scope(None));
        let switches = self.switches.of(pack, known);
        self.gather(document, (pack, &switches), &Refused::default(), pass_of_rules);
    }

    /// Notes the keys of a document by the rules across documents of a pack.
    fn gather<'d>(
        &mut self,
        document: &'d Document,
        (pack, switches): (usize, &[Switch]),
        refused: &Refused<'d>,
        pass: Option<Pass<'_, 'd>>,
    ) {
        // Only where something was refused or lost it matters what the keys were read from.
        let mut pass = pass.filter(|_| refused.is_empty() && document.is_sound());
        let Some(rules) = self.policy.packs.get(pack).map(|pack| &pack.rules) else { return };
        let asked = rules.iter().zip(switches).enumerate().filter(|(_, (_, switch))| switch.is_gathered);
        for (index, (rule, _)) in asked {
            let keys = match pass.as_mut().and_then(|pass| pass.values(index)) {
                Some(values) => values.iter().flat_map(Key::all).collect(),
                None => {
                    let (keys, faults) = gather(rule, document.root(), &self.scope(None), refused);
                    faults.into_iter().for_each(|fault| self.push(fault));
                    keys.into_iter().map(|keyed| keyed.key).collect::<Vec<_>>()
                }
            };
            let rule = RuleIndex { pack, rule: index };
            let membership =
                |key: &Key| Membership { rule, digest: key.digest(), document: document.index() };
            self.inspection.memberships.extend(keys.iter().map(membership));
        }
    }

    fn scope(&self, schema: Option<&'c Schema>) -> Scope<'c> {
        Scope { language: self.policy.language, today: self.policy.today, host: self.job.host, schema }
    }

    fn hold(&mut self, document: &'c Document, index: usize, pack: &'c Pack) {
        let root = document.root();
        let scope = self.scope(Some(&pack.schema));
        let mut violations = pack.schema.check(root);
        violations.retain(|violation| !is_about_claim(violation, root));
        let speaker = |violation: &Violation<'_>| pack.rule_for_keyword(&violation.schema_pointer);
        let unspoken = violations.iter().filter(|violation| speaker(violation).is_none());
        for (index, violation) in unspoken.enumerate() {
            let language = self.policy.language;
            let fix = (index < slips::TRIED)
                .then(|| slips::of_violation(violation, &pack.schema, language))
                .flatten();
            self.violation(violation, document, fix);
        }
        let refused = Refused::new(&violations);
        for node in document.ambiguous() {
            if !refused.has_value(node) && !pack.schema.settles_type(node) {
                let fix = slips::of_ambiguity(node, self.policy.language);
                self.problem(&yaml::ambiguity(node), document.source(), Some(node), fix);
            }
        }
        let switches = self.switches.of(index, pack);
        let pass = pass(&pack.rules, root, &scope);
        let pass =
            pass.map(|pass| pass.asking(|index| switches.get(index).is_some_and(|switch| switch.is_held)));
        self.cases.push(Case { document, index, pack, violations, switches, pass });
    }

    /// Holds the rules of its pack against a document whose violations of the schema are known.
    fn rules(&mut self, case: Case<'c>) {
        let Case { document, index, pack, violations, switches, pass } = case;
        let (root, scope) = (document.root(), self.scope(Some(&pack.schema)));
        let refused = Refused::new(&violations);
        let mut frame = Frame::new();
        for (position, (rule, switch)) in pack.rules.iter().zip(&*switches).enumerate() {
            if !violations.is_empty() {
                self.speak(rule, pack, &violations, (root, &scope));
            }
            let is_settled = pass.as_ref().is_some_and(|pass| pass.is_settled(position));
            if switch.is_held && !is_settled {
                for finding in require(rule, root, &scope, &refused, &mut frame) {
                    self.push(finding);
                }
            }
        }
        self.gather(document, (index, &switches), &refused, pass);
    }

    /// What a rule says of the violations of schema keywords for which it speaks.
    fn speak<'d>(
        &mut self,
        rule: &Rule,
        pack: &Pack,
        violations: &[Violation<'d>],
        (root, scope): (Node<'d>, &Scope<'_>),
    ) {
        let is_own = |violation: &&Violation<'_>| {
            pack.rule_for_keyword(&violation.schema_pointer).is_some_and(|other| other.id == rule.id)
        };
        let (own, others): (Vec<_>, Vec<_>) = violations.iter().partition(is_own);
        if !own.is_empty() {
            let findings = for_violations(rule, &own, root, scope, &Refused::new(others));
            findings.into_iter().for_each(|finding| self.refuse(finding));
        }
    }

    fn violation(&mut self, violation: &Violation<'_>, document: &Document, fix: Option<Fix>) {
        let below = violation.missing.iter().fold(String::new(), |_, key| format!("/{}", escaped(key)));
        let pointer = violation.node.pointer() + &below;
        let natural = violation.node.natural_pointer() + &below;
        let severity = Severity::Error;
        let mut finding =
            Finding::from_problem(&violation.problem, document.source(), severity, self.policy.language);
        finding.document = Some(document.index());
        let value = match violation.missing {
            Some(_) => "",
            None => value_at(violation.node, &finding),
        };
        identify(&mut finding, &natural, value);
        finding.pointer = Some(pointer);
        finding.fix = fix;
        self.refuse(finding);
    }

    /// Keeps a finding of the schema, and where it is.
    fn refuse(&mut self, finding: Finding) {
        self.inspection.refusals.push((finding.document, finding.location.span()));
        self.push(finding);
    }

    fn problem(&mut self, problem: &Problem, source: &Arc<Source>, node: Option<Node<'_>>, fix: Option<Fix>) {
        let severity =
            if problem.id == "yaml/ambiguous-scalar" { Severity::Warning } else { Severity::Error };
        let mut finding = Finding::from_problem(problem, source, severity, self.policy.language);
        let index = node.map(|node| node.document().index());
        finding.document = index.or_else(|| self.stream.document_at(problem.span.start()));
        finding.pointer = node.map(Node::pointer);
        let natural = node.map(Node::natural_pointer).unwrap_or_default();
        let value = match node {
            Some(node) => value_at(node, &finding),
            None => source.slice(problem.span),
        };
        identify(&mut finding, &natural, value);
        finding.fix = fix;
        self.push(finding);
    }

    /// Keeps a finding with its configured severity, unless it is turned off.
    fn push(&mut self, mut finding: Finding) {
        if let Some(severity) = self.job.assignment.severities.of(&finding.rule, finding.severity) {
            finding.severity = severity;
            self.inspection.report.findings.push(finding);
        }
    }
}
