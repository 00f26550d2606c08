//! A whole text: parsed, each of its documents held against its pack, all findings in one report.

use std::sync::Arc;

use super::evaluate::{for_violations, gather, require};
use super::fingerprint::{identify, value_at};
use super::group::{Membership, RuleIndex};
use super::ignore::{Ignores, Surroundings};
use super::inspection::Inspection;
use super::messages;
use super::policy::{Assignment, Policy};
use super::refused::Refused;
use super::scope::Scope;
use super::slips;
use crate::expr::{Frame, Host};
use crate::finding::{Finding, Fix, Report, Severity};
use crate::rule::Pack;
use crate::schema::Violation;
use crate::text::{Location, Source, nearest};
use crate::yaml::{self, Document, Kind, Node, Problem};

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
    let stream = yaml::parse(source, &policy.limits);
    let is_claimed =
        assignment.pack.is_some() || stream.documents.iter().any(|document| claim(document).is_some());
    if !is_claimed && !assignment.is_ours {
        return None;
    }
    let mut checker = Checker::new(policy, assignment, host);
    for problem in &stream.problems {
        let fix = slips::of_problem(problem, source, &stream, policy.language);
        checker.problem(problem, source, None, fix);
    }
    for document in &stream.documents {
        checker.document(document, is_claimed);
    }
    let Checker { mut inspection, packs, .. } = checker;
    let (ignores, findings) =
        Ignores::read(source, &stream, &Surroundings { policy, assignment, packs: &packs });
    inspection.ignores = ignores;
    inspection.report.findings.extend(findings);
    inspection.report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    Some(inspection)
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
    let mut checker = Checker::new(policy, assignment, host);
    for document in &stream.documents {
        let reference = claim(document).and_then(Node::as_str).or(assignment.pack);
        if let Some(pack) = reference.and_then(|reference| policy.position(reference)) {
            checker.gather(document, pack, &Refused::default());
        }
    }
    checker.inspection.memberships
}

/// A key as a token of a JSON Pointer (RFC 6901, section 3).
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// True for a violation that `policy` is there or is missing. The key is greenlight's own: a schema that knows nothing of
/// it holds all the same, and where the configuration names the pack a document need not.
fn is_about_claim(violation: &Violation<'_>, root: Node<'_>) -> bool {
    let is_unknown = ["additionalProperties", "unevaluatedProperties", "propertyNames"]
        .contains(&violation.keyword)
        && root.get("policy") == Some(violation.node);
    is_unknown || (violation.missing.as_deref() == Some("policy") && violation.node == root)
}

/// What a document says of its pack.
pub(super) fn claim(document: &Document) -> Option<Node<'_>> {
    document.root().get("policy")
}

struct Checker<'c> {
    policy: &'c Policy,
    assignment: &'c Assignment<'c>,
    host: Option<&'c dyn Host>,
    /// The pack of each document so far, if it has one.
    packs: Vec<Option<&'c Pack>>,
    inspection: Inspection,
}

impl<'c> Checker<'c> {
    fn new(policy: &'c Policy, assignment: &'c Assignment<'c>, host: Option<&'c dyn Host>) -> Self {
        Self { policy, assignment, host, packs: Vec::new(), inspection: Inspection::default() }
    }

    fn document(&mut self, document: &Document, is_claimed: bool) {
        let claim = claim(document);
        let reference = claim.and_then(Node::as_str).or(self.assignment.pack);
        let position = reference.and_then(|reference| self.policy.position(reference));
        self.packs.push(position.and_then(|index| self.policy.packs.get(index)));
        let Some(reference) = reference else {
            if is_claimed && document.root().kind() != Kind::Null {
                self.report_missing_pack(document);
            }
            return;
        };
        match position.and_then(|index| Some((index, self.policy.packs.get(index)?))) {
            Some((index, pack)) => {
                self.inspection.report.documents += 1;
                self.hold(document, index, pack);
            }
            None => self.report_unknown_pack(document, claim, reference),
        }
    }

    /// Notes the keys of a document by the rules across documents of a pack.
    fn gather(&mut self, document: &Document, pack: usize, refused: &Refused<'_>) {
        let scope =
            Scope { language: self.policy.language, today: self.policy.today, host: self.host, schema: None };
        let rules = self.policy.packs.get(pack).into_iter().flat_map(|pack| pack.rules.iter().enumerate());
        for (index, rule) in rules.filter(|(_, rule)| rule.group.is_some()) {
            if self.assignment.severities.of(&rule.id, rule.severity).is_none() {
                continue;
            }
            let (keys, faults) = gather(rule, document.root(), &scope, refused);
            faults.into_iter().for_each(|fault| self.push(fault));
            let rule = RuleIndex { pack, rule: index };
            let membership = |digest| Membership { rule, digest, document: document.index() };
            self.inspection.memberships.extend(keys.iter().map(|keyed| membership(keyed.key.digest())));
        }
    }

    fn hold(&mut self, document: &Document, index: usize, pack: &'c Pack) {
        let root = document.root();
        let scope = Scope {
            language: self.policy.language,
            today: self.policy.today,
            host: self.host,
            schema: Some(&pack.schema),
        };
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
        let mut frame = Frame::new().with_memory_of(pack.rules.shared());
        for rule in &pack.rules {
            let speaks =
                |violation: &&Violation<'_>| speaker(violation).is_some_and(|other| other.id == rule.id);
            let (own, others): (Vec<_>, Vec<_>) = violations.iter().partition(speaks);
            if !own.is_empty() {
                let findings = for_violations(rule, &own, root, &scope, &Refused::new(others));
                findings.into_iter().for_each(|finding| self.refuse(finding));
            }
            if self.assignment.severities.of(&rule.id, rule.severity).is_some() {
                for finding in require(rule, root, &scope, &refused, &mut frame) {
                    self.push(finding);
                }
            }
        }
        self.gather(document, index, &refused);
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
        finding.document = node.map(|node| node.document().index());
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

    fn report_unknown_pack(&mut self, document: &Document, claim: Option<Node<'_>>, reference: &str) {
        let known: Vec<String> = self.policy.packs.iter().map(Pack::reference).collect();
        let near = nearest(reference, known.iter().map(String::as_str));
        let help =
            if near.is_some() { &messages::UNKNOWN_PACK_NEAREST } else { &messages::UNKNOWN_PACK_KNOWN };
        let parameters = [
            ("name", format!("`{reference}`")),
            ("nearest", format!("`{}`", near.unwrap_or_default())),
            ("known", format!("`{}`", known.join("`, `"))),
        ];
        let language = self.policy.language;
        let span = claim.map_or_else(|| document.root().handle(), Node::place);
        let location = Location::new(document.source(), span);
        let message = messages::UNKNOWN_PACK.render(language, &parameters);
        let mut finding = Finding::new("policy/unknown", Severity::Error, location, message);
        finding.help = Some(help.render(language, &parameters));
        finding.document = Some(document.index());
        finding.pointer = Some("/policy".to_owned());
        identify(&mut finding, "/policy", reference);
        self.push(finding);
    }

    fn report_missing_pack(&mut self, document: &Document) {
        let language = self.policy.language;
        let known = self.policy.packs.first().map(Pack::reference).unwrap_or_default();
        let (place, message) = match claim(document) {
            Some(claim) => (claim.place(), &messages::PACK_NOT_NAMED),
            None => (document.root().handle(), &messages::PACK_MISSING),
        };
        let location = Location::new(document.source(), place);
        let message = message.render(language, &[]);
        let mut finding = Finding::new("policy/missing", Severity::Error, location, message);
        finding.help = Some(messages::PACK_MISSING_HELP.render(language, &[("known", known)]));
        finding.document = Some(document.index());
        identify(&mut finding, "", "");
        self.push(finding);
    }

    /// Keeps a finding with its configured severity, unless it is turned off.
    fn push(&mut self, mut finding: Finding) {
        if let Some(severity) = self.assignment.severities.of(&finding.rule, finding.severity) {
            finding.severity = severity;
            self.inspection.report.findings.push(finding);
        }
    }
}
