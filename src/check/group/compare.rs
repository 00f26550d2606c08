//! The second pass: the documents of a cluster are parsed again, their keys read exactly, and each is held against those
//! that share one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::key::{Peers, RuleIndex};
use super::table::{Cluster, Part};
use crate::check::evaluate::{compare, gather};
use crate::check::policy::{Policy, Severities};
use crate::check::refused::Refused;
use crate::check::scope::Scope;
use crate::expr::Host;
use crate::finding::{Finding, Report};
use crate::rule::{Pack, Rule};
use crate::schema::Schema;
use crate::text::Source;
use crate::yaml::{self, Document, Node};

/// The sources of a run by number, to be read once more.
pub trait Sources: Sync {
    /// The text, if it can still be read.
    fn open(&self, source: usize) -> Option<Arc<Source>>;

    /// The severities of its findings; none if they are not asked for.
    fn severities(&self, source: usize) -> Option<&Severities>;

    /// What `file()` reads in its documents.
    fn host(&self, source: usize) -> Option<Box<dyn Host + '_>>;
}

/// What rules across documents find in the documents of a cluster, by source.
#[must_use]
pub fn check_cluster(cluster: &Cluster, policy: &Policy, sources: &dyn Sources) -> Vec<(usize, Finding)> {
    let is_opened: HashSet<usize> = cluster
        .documents
        .iter()
        .filter(|(_, part)| part.is_witness)
        .map(|((source, _), _)| *source)
        .collect();
    let opened: BTreeMap<usize, Vec<Document>> = cluster
        .sources()
        .filter(|source| is_opened.contains(source))
        .filter_map(|source| Some((source, parse(source, policy, sources)?)))
        .collect();
    let work = Work { policy, sources };
    let mut refused = Refused::default();
    let mut witnesses = Vec::new();
    for ((source, index), part) in cluster.documents.iter().filter(|(_, part)| part.is_witness) {
        let document = opened.get(source).and_then(|documents| documents.get(*index));
        let (Some(document), Some(pack)) = (document, work.pack(part)) else { continue };
        refused.add(&pack.schema.check(document.root()));
        witnesses.push((*source, document.root(), part));
    }
    let mut peers: HashMap<RuleIndex, Peers<'_>> = HashMap::new();
    for (source, root, part) in &witnesses {
        let host = sources.host(*source);
        let scope = work.scope(host.as_deref());
        for (index, rule) in work.rules(part) {
            let (keys, _) = gather(rule, *root, &scope, &refused);
            peers.entry(index).or_default().add(*root, keys);
        }
    }
    let known = Known { opened: &opened, refused: &refused, peers: &peers };
    let mut by_source: BTreeMap<usize, Vec<(usize, &Part)>> = BTreeMap::new();
    for ((source, index), part) in &cluster.documents {
        by_source.entry(*source).or_default().push((*index, part));
    }
    let by_source: Vec<_> = by_source.into_iter().collect();
    by_source.par_iter().flat_map_iter(|(source, parts)| work.judge(*source, parts, &known)).collect()
}

/// What a rule across documents, and nothing else, finds in each of the documents of one text.
#[must_use]
pub fn check_group(rule: &Rule, schema: &Schema, roots: &[Node<'_>], scope: &Scope<'_>) -> Vec<Finding> {
    let mut refused = Refused::default();
    for root in roots {
        refused.add(&schema.check(*root));
    }
    let mut peers = Peers::default();
    let mut report = Report::default();
    for root in roots {
        let (keys, faults) = gather(rule, *root, scope, &refused);
        peers.add(*root, keys);
        merge(&mut report, faults);
    }
    for root in roots {
        merge(&mut report, compare(rule, *root, scope, &refused, &peers));
    }
    report.findings
}

/// Adds findings to a report in their place, each once: a fault of a rule shows in both passes, and documents may share
/// several keys.
pub(in crate::check) fn merge(report: &mut Report, findings: Vec<Finding>) {
    for finding in findings {
        let is_same = |known: &Finding| {
            known.rule == finding.rule
                && known.message == finding.message
                && known.document == finding.document
                && known.location.path() == finding.location.path()
                && known.location.span() == finding.location.span()
        };
        if !report.findings.iter().any(is_same) {
            report.findings.push(finding);
        }
    }
    report.findings.sort_by(|a, b| a.order().cmp(&b.order()));
}

fn parse(source: usize, policy: &Policy, sources: &dyn Sources) -> Option<Vec<Document>> {
    Some(yaml::parse(&sources.open(source)?, &policy.limits).documents)
}

/// What a cluster is held against.
struct Work<'w> {
    policy: &'w Policy,
    sources: &'w dyn Sources,
}

/// What is known of a cluster before its documents are judged.
struct Known<'k, 'd> {
    opened: &'d BTreeMap<usize, Vec<Document>>,
    refused: &'k Refused<'d>,
    peers: &'k HashMap<RuleIndex, Peers<'d>>,
}

impl<'w> Work<'w> {
    /// The pack of a document: that of its rules, which are all of one.
    fn pack(&self, part: &Part) -> Option<&'w Pack> {
        self.policy.packs.get(part.rules.first()?.pack)
    }

    fn rules(&self, part: &Part) -> Vec<(RuleIndex, &'w Rule)> {
        let rule =
            |index: &RuleIndex| Some((*index, self.policy.packs.get(index.pack)?.rules.get(index.rule)?));
        part.rules.iter().filter_map(rule).collect()
    }

    fn scope<'s>(&self, host: Option<&'s dyn Host>) -> Scope<'s> {
        Scope { language: self.policy.language, today: self.policy.today, host, schema: None }
    }

    /// Judges the documents of a source, which is parsed again if no other is held against it.
    fn judge(&self, source: usize, parts: &[(usize, &Part)], known: &Known<'_, '_>) -> Vec<(usize, Finding)> {
        let Some(severities) = self.sources.severities(source) else { return Vec::new() };
        let parsed;
        let documents = match known.opened.get(&source) {
            Some(documents) => documents,
            None => {
                parsed = parse(source, self.policy, self.sources).unwrap_or_default();
                &parsed
            }
        };
        let judged = parts.iter().filter_map(|(index, part)| Some((documents.get(*index)?, *part)));
        let findings = judged.flat_map(|(document, part)| self.hold(source, document, part, known));
        let configured = |mut finding: Finding| {
            finding.severity = severities.of(&finding.rule, finding.severity)?;
            Some((source, finding))
        };
        findings.filter_map(configured).collect()
    }

    fn hold<'d>(
        &self,
        source: usize,
        document: &'d Document,
        part: &Part,
        known: &Known<'_, 'd>,
    ) -> Vec<Finding> {
        let Some(pack) = self.pack(part) else { return Vec::new() };
        let root = document.root();
        let violations = pack.schema.check(root);
        let own = Refused::new(&violations);
        let refused = own.with(known.refused);
        let host = self.sources.host(source);
        let scope = self.scope(host.as_deref());
        let mut findings = Vec::new();
        for (index, rule) in self.rules(part) {
            if let Some(peers) = known.peers.get(&index) {
                findings.extend(compare(rule, root, &scope, &refused, peers));
            }
        }
        findings
    }
}
