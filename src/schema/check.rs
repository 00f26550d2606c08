//! Holding a document against a schema: first only whether it is valid, then, if not, why.

use jsonschema::ValidationError;

use super::Schema;
use super::distinct::distinct;
use super::explain::explain;
use super::json::Instance;
use super::violation::Violation;
use crate::yaml::Node;

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
