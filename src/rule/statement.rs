//! The requirements of a policy by their numbers, and what of a pack enforces each.

use super::localized::Localized;
use super::model::Rule;
use super::pack::Pack;

/// The keyword of a schema under which a subschema lists the requirements that it enforces.
const KEYWORD: &str = "x-statements";

/// One requirement that the policy's source states.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its number, such as `S13`.
    pub id: String,
    /// Its words.
    pub words: String,
    /// Why only a person can judge it, if nothing enforces it.
    pub human: Option<Localized<String>>,
}

/// A requirement and what enforces it.
#[derive(Debug)]
pub struct Enforced<'p> {
    /// The requirement.
    pub statement: &'p Statement,
    /// The ids of the rules that quote it.
    pub rules: Vec<&'p str>,
    /// The subschemas that name it, as JSON Pointers (RFC 6901).
    pub keywords: Vec<String>,
}

impl Enforced<'_> {
    /// True if a rule or a schema enforces it, or it is said why only a person can.
    #[must_use]
    pub fn is_accounted_for(&self) -> bool {
        !self.rules.is_empty() || !self.keywords.is_empty() || self.statement.human.is_some()
    }
}

impl Pack {
    /// Each requirement of the manifest with what enforces it, in the order of the manifest.
    #[must_use]
    pub fn coverage(&self) -> Vec<Enforced<'_>> {
        let annotations = self.schema.annotations(KEYWORD);
        let rules = |id: &str| {
            let quotes =
                |rule: &&Rule| rule.quotes.iter().any(|quote| quote.statement.as_deref() == Some(id));
            self.rules.iter().filter(quotes).map(|rule| &*rule.id).collect()
        };
        let keywords = |id: &str| {
            let own = annotations.iter().filter(|(_, name)| *name == id);
            own.map(|(pointer, _)| pointer.clone()).collect()
        };
        let enforced = self.statements.iter().map(|statement| Enforced {
            statement,
            rules: rules(&statement.id),
            keywords: keywords(&statement.id),
        });
        enforced.collect()
    }
}
