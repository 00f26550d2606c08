//! Holding a document against a schema: first only whether it is valid, then, if not, why. Drops what says the same thing
//! twice; must not know how things are said.

use std::collections::{HashMap, HashSet};

use jsonschema::ValidationError;

use super::Schema;
use super::explain::{About, Found, explain};
use super::json::Instance;
use super::violation::Violation;
use crate::yaml::{Node, NodeId};

impl Schema {
    /// What is wrong with a document, in the order of its text; nothing if it is valid. `root` is the value that the
    /// schema describes, usually [`crate::yaml::Document::root`].
    ///
    /// One thing that is wrong is one violation: a value of the wrong type is reported for nothing else, a misspelt key
    /// not also as a missing one, and nothing twice at one place. What seems to be missing in a collection that a syntax
    /// error damaged is not reported, nor anything at a key that is written twice.
    #[must_use]
    pub fn check<'d>(&self, root: Node<'d>) -> Vec<Violation<'d>> {
        if self.validator.is_valid(Instance::Node(root)) {
            return Vec::new();
        }
        let errors: Vec<ValidationError<'_>> = self.validator.iter_errors(Instance::Node(root)).collect();
        distinct(explain(self.lookup(), root, &errors))
    }
}

/// The violations that say something of their own, in the order of their places.
pub(super) fn distinct(found: Vec<Found<'_>>) -> Vec<Violation<'_>> {
    let told = Told::by(&found);
    let needed = found.into_iter().filter(|one| !told.covers(one));
    let mut violations: Vec<Violation<'_>> = needed.map(|one| one.violation).collect();
    violations.sort_by_key(|violation| (violation.problem.span, violation.node.alias()));
    // What is wrong with an anchored value is wrong once, however many aliases lead to it.
    let mut known = HashSet::new();
    violations.retain(|violation| {
        known.insert((violation.node.id(), violation.schema_pointer.clone(), violation.missing.clone()))
    });
    violations.dedup_by(|later, earlier| says_the_same(later, earlier));
    violations
}

/// What violations tell, by the node that they are about.
struct Told {
    of_nodes: HashMap<NodeId, Vec<About>>,
    /// The keys that misspelt ones were meant to be, by the mapping that holds them.
    meant: HashSet<(NodeId, String)>,
    is_only_unevaluated: bool,
}

impl Told {
    fn by(found: &[Found<'_>]) -> Self {
        let mut of_nodes: HashMap<NodeId, Vec<About>> = HashMap::new();
        let mut meant = HashSet::new();
        for one in found {
            let node = one.violation.node;
            of_nodes.entry(node.id()).or_default().push(one.about);
            if let (Some(name), Some(mapping)) = (&one.meant, node.parent()) {
                meant.insert((mapping.id(), name.clone()));
            }
        }
        let is_only_unevaluated = found.iter().all(|one| one.about == About::UnevaluatedKey);
        Self { of_nodes, meant, is_only_unevaluated }
    }

    /// True if others leave nothing to say for this one.
    fn covers(&self, one: &Found<'_>) -> bool {
        let id = one.violation.node.id();
        let has = |about: About| self.of_nodes.get(&id).is_some_and(|told| told.contains(&about));
        let is_misspelt = one.violation.missing.clone().is_some_and(|name| self.meant.contains(&(id, name)));
        let is_of_wrong_type = has(About::Type);
        let is_no_choice = is_of_wrong_type || has(About::Choice);
        let is_empty = is_no_choice || has(About::Emptiness);
        match one.about {
            About::Type | About::UnknownKey => false,
            // A subschema that does not hold has looked at no key; why it does not hold is told.
            About::UnevaluatedKey => !self.is_only_unevaluated,
            About::Missing => is_of_wrong_type || is_misspelt,
            About::Choice => is_of_wrong_type,
            About::Emptiness => is_no_choice,
            About::Format | About::Value => is_empty,
            About::Pattern => is_empty || has(About::Format),
        }
    }
}

/// True if both are reported at one place with the same words.
fn says_the_same(later: &Violation<'_>, earlier: &Violation<'_>) -> bool {
    let (later_problem, earlier_problem) = (&later.problem, &earlier.problem);
    later_problem.span == earlier_problem.span
        && std::ptr::eq(later_problem.message, earlier_problem.message)
        && later_problem.parameters == earlier_problem.parameters
}
