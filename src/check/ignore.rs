//! Comments that say a finding may stay: `# greenlight: ignore[rule-id] reason`. Each is bound to the entry or list item
//! beside or above which it stands; what is wrong with one is a finding itself. Knows the text and the findings in it;
//! applied once all of them are there, those of rules across files too.

mod add;
mod cover;
mod directive;
mod doubts;
mod messages;
mod nested;
mod read;
mod report;

pub use add::{Annotated, annotate, is_reason};
pub(super) use read::Surroundings;

use std::collections::HashMap;
use std::sync::Arc;

use self::directive::{Directive, Name};
use self::doubts::Doubts;
use self::nested::Nested;
use self::report::Reporter;
use crate::finding::{Finding, Label, Report, Severity, Suppressed, Suppression};
use crate::text::{Language, Location, Source, Span};

/// The ignores of a text.
#[derive(Debug, Default)]
pub(super) struct Ignores(Option<Box<Known>>);

/// What is known of a text that has ignores.
#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    language: Language,
    directives: Vec<Directive>,
    claims: Vec<Claim>,
    /// The severity of a finding that an ignore is unused.
    unused: Option<Severity>,
    /// Rules that the packs of the text forbid to ignore, by document.
    forbidden: Vec<Vec<String>>,
}

/// One rule of one directive.
#[derive(Debug)]
struct Claim {
    directive: usize,
    name: usize,
    /// The ranges in which it holds.
    covers: Vec<Span>,
    document: usize,
    /// True if it holds in the whole text.
    is_file: bool,
    /// False if nothing can be said of its use: the rule is off, or was not held against the document.
    is_judged: bool,
    is_used: bool,
}

impl Ignores {
    /// Takes away what is ignored, and reports what ignored nothing. `refusals` are the places where the schema refused
    /// something: rules that read it are quiet, and what they would find is not known.
    pub(super) fn settle(self, report: &mut Report, refusals: &[Refusal]) {
        if let Some(known) = self.0 {
            known.settle(report, refusals);
        }
    }
}

/// The place of a finding of the schema.
pub(super) type Refusal = (Option<usize>, Option<Span>);

impl Known {
    fn settle(mut self, report: &mut Report, refusals: &[Refusal]) {
        let by_rule = self.by_rule();
        let found = std::mem::take(&mut report.findings);
        for finding in found {
            match self.claim_on(&finding, &by_rule) {
                Some(index) => {
                    let reason = self.take(index);
                    report.suppressed.push(Suppressed { finding, by: Suppression::Comment(reason) });
                }
                None => report.findings.push(finding),
            }
        }
        let unused = self.unused(&report.findings, refusals);
        report.findings.extend(unused);
        report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
    }

    /// The ranges of the claims on each rule.
    fn by_rule(&self) -> HashMap<String, Nested<usize>> {
        let mut ranges: HashMap<String, Vec<(Span, usize)>> = HashMap::new();
        for (index, claim) in self.claims.iter().enumerate() {
            if let Some(name) = self.name(claim) {
                let own = ranges.entry(name.id.clone()).or_default();
                own.extend(claim.covers.iter().map(|span| (*span, index)));
            }
        }
        ranges.into_iter().map(|(id, ranges)| (id, Nested::new(ranges))).collect()
    }

    /// The innermost claim that covers a finding.
    fn claim_on(&self, finding: &Finding, by_rule: &HashMap<String, Nested<usize>>) -> Option<usize> {
        let claims = by_rule.get(&*finding.rule)?;
        let span = finding.location.span().filter(|_| finding.location.path() == self.source.path())?;
        let forbidden = self.forbidden.get(finding.document.unwrap_or_default());
        if forbidden.is_some_and(|ids| ids.iter().any(|id| *id == *finding.rule)) {
            return None;
        }
        claims.around(Span::empty(span.start())).next().map(|(_, claim)| *claim)
    }

    /// Marks a claim as used; gives its reason.
    fn take(&mut self, index: usize) -> Option<String> {
        let claim = self.claims.get_mut(index)?;
        claim.is_used = true;
        self.directives.get(claim.directive)?.reason.clone()
    }

    fn name(&self, claim: &Claim) -> Option<&Name> {
        self.directives.get(claim.directive)?.names.get(claim.name)
    }

    fn unused(&self, kept: &[Finding], refusals: &[Refusal]) -> Vec<Finding> {
        let Some(severity) = self.unused else { return Vec::new() };
        let doubts = Doubts::of(kept, refusals);
        let mut by_directive: Vec<Vec<&Claim>> = self.directives.iter().map(|_| Vec::new()).collect();
        for claim in &self.claims {
            let is_sure = self.name(claim).is_some_and(|name| !doubts.hang_over(name, claim));
            if let Some(claims) = by_directive.get_mut(claim.directive)
                && !claim.is_used
                && claim.is_judged
                && is_sure
            {
                claims.push(claim);
            }
        }
        let mut findings = Vec::new();
        for (directive, claims) in self.directives.iter().zip(&by_directive) {
            let is_all = claims.len() == directive.names.len();
            let groups: Vec<&[&Claim]> = if is_all { vec![claims] } else { claims.chunks(1).collect() };
            for group in groups.into_iter().filter(|group| !group.is_empty()) {
                let mut finding = self.unused_finding(directive, group, kept);
                finding.severity = severity;
                findings.push(finding);
            }
        }
        findings
    }

    fn unused_finding(&self, directive: &Directive, claims: &[&Claim], kept: &[Finding]) -> Finding {
        let names: Vec<&Name> = claims.iter().filter_map(|claim| self.name(claim)).collect();
        let is_bound = claims.iter().any(|claim| !claim.covers.is_empty());
        let reporter = Reporter { source: &self.source, language: self.language };
        let mut finding = reporter.unused(directive, &names, is_bound);
        finding.document = claims.first().map(|claim| claim.document);
        let is_meant = |other: &&Finding| {
            names.iter().any(|name| *name.id == *other.rule) && other.location.path() == self.source.path()
        };
        if let Some(other) = kept.iter().find(is_meant) {
            finding.help = Some(messages::UNUSED_ELSEWHERE_HELP.render(self.language, &[]));
            let parameters = [("id", format!("`{}`", other.rule))];
            let message = messages::NOT_COVERED.render(self.language, &parameters);
            finding.labels.push(Label { location: Location::clone(&other.location), message });
            // It stands in the wrong place, and is not to be removed but moved.
            finding.fix = None;
        }
        finding
    }
}
