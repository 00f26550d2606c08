//! Holding a document against a schema: first only whether it is valid, then, if not, why.

use jsonschema::ValidationError;

use super::Schema;
use super::budget::Budget;
use super::distinct::distinct;
use super::explain::{self, explain};
use super::json::Instance;
use super::messages::branches::NOT_EXPLAINED;
use super::violation::Violation;
use crate::yaml::{Node, Problem};

/// The ids of all findings of schemas: `schema/` and the keyword that fails, and `schema/limit`.
pub fn violation_ids() -> impl Iterator<Item = &'static str> {
    explain::ids().chain([LIMIT])
}

/// The id of the finding that a document could not be looked through.
const LIMIT: &str = "schema/limit";

impl Schema {
    /// What is wrong with a document, in the order of its text; nothing if it is valid. `root` is the value that the
    /// schema describes, usually [`crate::yaml::Document::root`].
    ///
    /// One thing that is wrong is one violation: a value of the wrong type is reported for nothing else, a misspelt key
    /// not also as a missing one, and nothing twice at one place. What seems to be missing in a collection that a syntax
    /// error damaged is not reported, nor anything at a key that is written twice. If alternatives nest so deeply that the
    /// reasons are too many to look through, one violation says so.
    #[must_use]
    pub fn check<'d>(&self, root: Node<'d>) -> Vec<Violation<'d>> {
        if self.validator.is_valid(Instance::of(root)) {
            return Vec::new();
        }
        let budget = Budget::for_nodes(root.document().node_count());
        let errors: Vec<ValidationError<'_>> =
            self.validator.iter_errors(Instance::within(root, &budget)).collect();
        if budget.is_exceeded() {
            return vec![not_explained(root)];
        }
        distinct(explain(self.lookup(), root, &errors))
    }
}

/// The document is not valid, but to say why would take too long.
fn not_explained(root: Node<'_>) -> Violation<'_> {
    let problem = Problem {
        id: LIMIT,
        message: &NOT_EXPLAINED,
        help: None,
        parameters: Vec::new(),
        span: root.handle(),
        related: Vec::new(),
    };
    let schema_pointer = String::new();
    Violation { keyword: "limit", schema_pointer, node: root, missing: None, meant: None, problem }
}
