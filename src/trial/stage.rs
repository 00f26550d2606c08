//! An example of a rule made ready: its documents parsed, its day and its files at hand, for one rule or many variants of it.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::fixtures::Fixture;
use crate::check::{Scope, check_group, check_rule, check_rule_among, midnight};
use crate::expr::Host;
use crate::finding::Finding;
use crate::rule::{Example, Expectation, Rule};
use crate::schema::{Schema, Violation};
use crate::text::{Language, Source};
use crate::yaml::{self, Document, Limits, Node, Stream};

/// The fixtures of packs: folders whose attachments an example has with `in:`, and the whole submissions in them.
pub trait Fixtures: Sync {
    /// What `file()` reads for a document in this fixture of a pack; none if there is no such fixture.
    fn host(&self, pack: &str, fixture: &str) -> Option<Box<dyn Host + '_>>;

    /// The whole submissions of a pack, in order of their paths.
    fn submissions(&self, pack: &str) -> Vec<Fixture>;

    /// What `file()` reads for a whole submission.
    fn host_of(&self, fixture: &Fixture) -> Box<dyn Host + '_>;
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
    /// Called after each rule.
    pub step: &'b (dyn Fn() + Sync),
}

impl Bench<'_> {
    /// False for an example that needs a fixture where there are none.
    pub(super) fn can_run(&self, example: &Example) -> bool {
        example.within.is_none() || self.fixtures.is_some()
    }
}

/// Why an example cannot be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The fixture that it names is not there.
    Fixture,
    /// The day that it names is none.
    Today,
}

/// What a rule finds in documents that belong together.
pub(super) fn find(rule: &Rule, schema: &Schema, roots: &[Node<'_>], scope: &Scope<'_>) -> Vec<Finding> {
    if rule.group.is_some() {
        return check_group(rule, schema, roots, scope);
    }
    roots.iter().flat_map(|root| check_rule(rule, schema, *root, scope)).collect()
}

/// An example made ready.
pub(super) struct Stage<'s> {
    pub(super) expectation: &'s Expectation,
    pub(super) stream: Stream,
    pub(super) today: DateTime,
    pub(super) host: Option<Box<dyn Host + 's>>,
    source: Arc<Source>,
}

impl<'s> Stage<'s> {
    pub(super) fn set(
        rule: &Rule,
        pack: &str,
        example: &'s Example,
        bench: Bench<'s>,
    ) -> Result<Self, Refusal> {
        let text = rule.document.node_at(example.node).as_key().unwrap_or_default();
        let fixture = example.within.as_deref();
        let host = fixture.and_then(|name| bench.fixtures?.host(pack, name));
        if fixture.is_some() && host.is_none() {
            return Err(Refusal::Fixture);
        }
        let today = match example.today.as_deref().map(midnight) {
            None => bench.today,
            Some(Some(today)) => today,
            Some(None) => return Err(Refusal::Today),
        };
        let source = Arc::new(Source::new(rule.document.source().path(), text.to_owned()));
        let stream = yaml::parse(&source, &Limits::default());
        Ok(Self { expectation: &example.expectation, stream, today, host, source })
    }

    pub(super) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    pub(super) fn roots(&self) -> Vec<Node<'_>> {
        self.stream.documents.iter().map(Document::root).collect()
    }

    pub(super) fn scope<'c>(&'c self, language: Language, schema: &'c Schema) -> Scope<'c> {
        Scope { language, today: self.today, host: self.host.as_deref(), schema: Some(schema) }
    }

    /// What a rule finds in the documents.
    pub(super) fn find(&self, rule: &Rule, schema: &Schema, language: Language) -> Vec<Finding> {
        find(rule, schema, &self.roots(), &self.scope(language, schema))
    }

    /// What the schema refuses in each of the documents.
    pub(super) fn violations(&self, schema: &Schema) -> Vec<Vec<Violation<'_>>> {
        self.roots().into_iter().map(|root| schema.check(root)).collect()
    }

    /// What a variant of a rule finds, where what the schema refuses is known.
    pub(super) fn find_among(
        &self,
        rule: &Rule,
        schema: &Schema,
        violations: &[Vec<Violation<'_>>],
    ) -> Vec<Finding> {
        if rule.group.is_some() {
            return self.find(rule, schema, Language::En);
        }
        let scope = self.scope(Language::En, schema);
        let documents = self.roots().into_iter().zip(violations);
        documents.flat_map(|(root, violations)| check_rule_among(rule, violations, root, &scope)).collect()
    }

    /// True if these findings are those that the example asks for.
    pub(super) fn is_met(&self, rule: &str, found: &[Finding]) -> bool {
        if found.iter().any(|finding| &*finding.rule != rule) {
            return false;
        }
        match self.expectation {
            Expectation::Pass => found.is_empty(),
            Expectation::Fail { finds: None } => !found.is_empty(),
            Expectation::Fail { finds: Some(finds) } => {
                let texts = found.iter().map(|finding| finding.location.text());
                texts.eq(finds.iter().map(|(text, _)| text.as_str()))
            }
        }
    }
}
