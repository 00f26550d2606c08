//! Looking for the smallest document in which a change of a rule shows: from the rule's own examples, one or two steps
//! away, then with all taken out that is not needed. Bounded by the number of documents that are tried.

use std::collections::HashSet;
use std::sync::Arc;

use serde_yaml::Value as Yaml;

use super::flow::written;
use super::neighbours::{Pool, from_node, neighbours, smaller};
use crate::check::{Scope, check_group, check_rule_among};
use crate::expr::Type;
use crate::finding::Finding;
use crate::rule::Rule;
use crate::schema::{Schema, Violation};
use crate::text::{Language, Source};
use crate::trial::stage::Stage;
use crate::yaml::{self, Document, Limits};

/// Most documents that are tried for one rule.
const DOCUMENTS: usize = 6000;
/// Most that are tried to make one smaller.
const SHRINKS: usize = 400;

/// A document in which a change shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The document.
    pub text: String,
    /// What the rule underlines in it, unchanged.
    pub finds: Vec<String>,
    /// What the changed rule underlines; none if it cannot be evaluated.
    pub other: Option<Vec<String>>,
    /// The example of the rule from which it was made, by its number.
    pub example: usize,
}

/// The documents of a candidate, each a value.
type Values = Vec<Yaml>;

/// For each of the `changed` rules a document on which it differs from `rule`.
pub(super) fn tell(
    rule: &Rule,
    changed: &[&Rule],
    stages: &[Stage<'_>],
    (schema, this): (&Schema, &Type),
) -> Vec<Option<Telling>> {
    let pool = Pool::of(rule, stages);
    let mut search = Search { rule, changed, schema, this, pool, tried: HashSet::new(), found: Vec::new() };
    search.found.resize_with(changed.len(), || None);
    let origins: Vec<Values> =
        stages.iter().map(|stage| stage.roots().into_iter().map(from_node).collect()).collect();
    for (example, (stage, origin)) in stages.iter().zip(&origins).enumerate() {
        search.around(example, stage, origin, DOCUMENTS / 2);
    }
    // Two steps away from the smallest examples, as far as the work allows.
    let mut order: Vec<usize> = (0..origins.len()).collect();
    order.sort_by_key(|index| origins.get(*index).map_or(0, |values| written(values).len()));
    for example in order {
        let (Some(stage), Some(origin)) = (stages.get(example), origins.get(example)) else { continue };
        for near in neighbours(origin, this, &search.pool) {
            if search.is_done() || search.tried.len() >= DOCUMENTS {
                break;
            }
            search.around(example, stage, &near, DOCUMENTS);
        }
    }
    search.found
}

struct Search<'s> {
    rule: &'s Rule,
    changed: &'s [&'s Rule],
    schema: &'s Schema,
    this: &'s Type,
    pool: Pool,
    tried: HashSet<String>,
    found: Vec<Option<Telling>>,
}

/// What two rules underline in one document: their texts, where they differ.
struct Difference {
    finds: Vec<String>,
    other: Option<Vec<String>>,
}

impl Search<'_> {
    fn is_done(&self) -> bool {
        self.found.iter().all(Option::is_some)
    }

    /// Tries all documents one step from `origin`.
    fn around(&mut self, example: usize, stage: &Stage<'_>, origin: &Values, most: usize) {
        for candidate in neighbours(origin, self.this, &self.pool) {
            if self.is_done() || self.tried.len() >= most {
                return;
            }
            if self.tried.insert(written(&candidate)) {
                self.try_all(example, stage, &candidate);
            }
        }
    }

    fn try_all(&mut self, example: usize, stage: &Stage<'_>, candidate: &Values) {
        let mut differing = Vec::new();
        self.compare(stage, candidate, &mut |index, _| differing.push(index));
        for index in differing {
            if self.found.get(index).is_some_and(Option::is_some) {
                continue;
            }
            let small = self.shrunk(index, stage, candidate.clone());
            let text = written(&small);
            let mut told = Vec::new();
            self.compare(stage, &small, &mut |other, difference| told.push((other, difference)));
            for (other, Difference { finds, other: others }) in told {
                if let Some(place) = self.found.get_mut(other) {
                    *place = Some(Telling { text: text.clone(), finds, other: others, example });
                }
            }
        }
    }

    /// The smallest document that still tells the rules apart, by taking out one part after the other.
    fn shrunk(&self, index: usize, stage: &Stage<'_>, from: Values) -> Values {
        let mut best = from;
        let mut tries = 0;
        'again: loop {
            for candidate in smaller(&best) {
                tries += 1;
                if tries > SHRINKS {
                    break 'again;
                }
                let mut differs = false;
                self.compare(stage, &candidate, &mut |other, _| differs |= other == index);
                if differs {
                    best = candidate;
                    continue 'again;
                }
            }
            break;
        }
        best
    }

    /// How the rule differs from each of those that are not told apart yet, on documents whose values the schema allows.
    /// Where the rule itself fails nothing is said.
    fn compare(&self, stage: &Stage<'_>, candidate: &Values, see: &mut dyn FnMut(usize, Difference)) {
        let source = Arc::new(Source::new("", written(candidate)));
        let documents = yaml::parse(&source, &Limits::default()).documents;
        let violations: Vec<_> =
            documents.iter().map(|document| self.schema.check(document.root())).collect();
        let is_own = |pointer: &str| self.rule.keywords.iter().any(|own| own == pointer);
        let is_strange =
            |violation: &Violation<'_>| violation.missing.is_none() && !is_own(&violation.schema_pointer);
        if violations.iter().flatten().any(is_strange) {
            return;
        }
        let scope = stage.scope(Language::En, self.schema);
        let is_sound = |findings: &[Finding]| findings.iter().all(|finding| finding.rule == self.rule.id);
        let own = find(self.rule, self.schema, &documents, (&violations, &scope));
        if !is_sound(&own) {
            return;
        }
        let own = texts(&own);
        for (index, changed) in self.changed.iter().enumerate() {
            if self.found.get(index).is_some_and(Option::is_some) {
                continue;
            }
            let others = find(changed, self.schema, &documents, (&violations, &scope));
            let other = is_sound(&others).then(|| texts(&others));
            if other.as_ref() != Some(&own) {
                see(index, Difference { finds: own.clone(), other });
            }
        }
    }
}

fn texts(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|found| found.location.text().to_owned()).collect()
}

fn find(
    rule: &Rule,
    schema: &Schema,
    documents: &[Document],
    (violations, scope): (&[Vec<Violation<'_>>], &Scope<'_>),
) -> Vec<Finding> {
    let roots: Vec<_> = documents.iter().map(Document::root).collect();
    if rule.group.is_some() {
        return check_group(rule, schema, &roots, scope);
    }
    let each = roots.into_iter().zip(violations);
    each.flat_map(|(root, violations)| check_rule_among(rule, violations, root, scope)).collect()
}
