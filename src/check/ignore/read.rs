//! Reading the ignores of a text: what each comment says, what it covers, and why some of it has no effect.

use std::sync::Arc;

use memchr::memmem;

use super::cover::Cover;
use super::directive::{self, Directive, Name};
use super::report::Reporter;
use super::{Claim, Ignores, Known};
use crate::check::known::{is_binding, is_rule, nearest_rule};
use crate::check::policy::{Assignment, Policy};
use crate::finding::{Finding, Severity};
use crate::rule::Pack;
use crate::text::{Source, Span};
use crate::yaml::Stream;

/// What ignores are read against.
pub(in crate::check) struct Surroundings<'s> {
    pub(in crate::check) policy: &'s Policy,
    pub(in crate::check) assignment: &'s Assignment<'s>,
    /// The pack of each document that has one.
    pub(in crate::check) packs: &'s [Option<&'s Pack>],
}

impl Ignores {
    /// The ignores of a text, and what is wrong with them.
    pub(in crate::check) fn read(
        source: &Arc<Source>,
        stream: &Stream,
        surroundings: &Surroundings<'_>,
    ) -> (Self, Vec<Finding>) {
        // Any spelling of the first letter: a wrong one is a finding.
        if memmem::find(source.text().as_bytes(), b"reenlight").is_none() {
            return Default::default();
        }
        let language = surroundings.policy.language;
        let forbidden = surroundings
            .packs
            .iter()
            .map(|pack| pack.map(|pack| pack.not_ignorable.clone()).unwrap_or_default());
        let unused = surroundings.assignment.severities.of("ignore/unused", Severity::Warning);
        let known = Known {
            source: Arc::clone(source),
            language,
            directives: Vec::new(),
            claims: Vec::new(),
            unused,
            forbidden: forbidden.collect(),
        };
        let mut reading = Reading {
            known,
            findings: Vec::new(),
            stream,
            cover: Cover::new(source, &stream.documents),
            reporter: Reporter { source, language },
            surroundings,
        };
        let comments = stream.documents.iter().flat_map(|document| document.comments());
        comments.for_each(|comment| reading.comment(*comment));
        let Reading { known, findings, .. } = reading;
        let ignores = if known.claims.is_empty() { Self(None) } else { Self(Some(Box::new(known))) };
        (ignores, findings)
    }
}

struct Reading<'r> {
    known: Known,
    findings: Vec<Finding>,
    stream: &'r Stream,
    cover: Cover<'r>,
    reporter: Reporter<'r>,
    surroundings: &'r Surroundings<'r>,
}

impl Reading<'_> {
    /// The document that holds a place.
    fn document_at(&self, place: Span) -> usize {
        self.stream.document_at(place.start()).unwrap_or_default()
    }

    fn comment(&mut self, comment: Span) {
        for read in directive::read(self.reporter.source, comment) {
            match read {
                Ok(directive) => self.directive(directive, comment),
                Err(malformed) => {
                    let finding = self.reporter.malformed(&malformed);
                    self.report(finding, self.document_at(comment));
                }
            }
        }
    }

    fn directive(&mut self, directive: Directive, comment: Span) {
        let whole = Span::from_usize(0, self.reporter.source.text().len());
        let covers = if directive.is_file { vec![whole] } else { self.cover.of(comment) };
        let place = covers.first().filter(|_| !directive.is_file).unwrap_or(&comment);
        let document = self.document_at(*place);
        if directive.is_file && !self.cover.is_at_top(comment) {
            return self.report(self.reporter.misplaced(&directive), document);
        }
        if directive.until.is_some_and(|until| until < self.surroundings.policy.today) {
            return self.report(self.reporter.expired(&directive), document);
        }
        let index = self.known.directives.len();
        for (position, name) in directive.names.iter().enumerate() {
            if let Some(finding) = self.objection(&directive, name, document) {
                self.report(finding, document);
                continue;
            }
            let is_judged = self.is_active(&name.id) && self.is_held(&name.id, document, directive.is_file);
            self.known.claims.push(Claim {
                directive: index,
                name: position,
                covers: covers.clone(),
                document,
                is_file: directive.is_file,
                is_judged,
                is_used: false,
            });
        }
        if directive.reason.is_none() && directive.names.iter().any(|name| self.is_active(&name.id)) {
            self.report(self.reporter.reason_missing(&directive), document);
        }
        self.known.directives.push(directive);
    }

    /// Why a name has no effect.
    fn objection(&self, directive: &Directive, name: &Name, document: usize) -> Option<Finding> {
        let packs = &self.surroundings.policy.packs;
        if is_binding(&name.id) && is_rule(&name.id, packs) {
            return Some(self.reporter.not_allowed(directive, name, None));
        }
        let own = self.surroundings.packs.iter().enumerate();
        let mut own = own.filter(|(index, _)| directive.is_file || *index == document);
        let forbids = |pack: &&Pack| pack.not_ignorable.contains(&name.id);
        if let Some(pack) = own.find_map(|(_, pack)| pack.filter(forbids)) {
            return Some(self.reporter.not_allowed(directive, name, Some(&pack.reference())));
        }
        let is_known = is_rule(&name.id, packs);
        (!is_known).then(|| self.reporter.unknown(directive, name, nearest_rule(&name.id, packs)))
    }

    /// True if findings of the rule are reported in this run.
    fn is_active(&self, id: &str) -> bool {
        self.surroundings.assignment.severities.of(id, Severity::Error).is_some()
    }

    /// True if the rule was held against the document: without its pack, only the engine's own were.
    fn is_held(&self, id: &str, document: usize, is_file: bool) -> bool {
        let packs = self.surroundings.packs;
        let has_pack = if is_file {
            packs.iter().any(Option::is_some)
        } else {
            packs.get(document).is_some_and(Option::is_some)
        };
        has_pack || id.starts_with("yaml/")
    }

    fn report(&mut self, mut finding: Finding, document: usize) {
        finding.document = Some(document);
        if let Some(severity) = self.surroundings.assignment.severities.of(&finding.rule, finding.severity) {
            finding.severity = severity;
            self.findings.push(finding);
        }
    }
}
