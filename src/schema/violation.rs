//! One way in which a document breaks a schema. Holds all that a rule needs to report it in its own words.

use crate::yaml::{Node, Problem};

/// One thing that is wrong with a document, at one place.
#[derive(Clone, Debug)]
pub struct Violation<'d> {
    /// The keyword that fails, such as `required`.
    pub keyword: &'static str,
    /// Where the keyword stands in the schema's file, as a JSON Pointer (RFC 6901) through no `$ref`; for `required` and
    /// the like the missing name is appended: `/properties/app/required/id`.
    pub schema_pointer: String,
    /// The value that is wrong; of an unknown key its value, of a missing key the mapping that lacks it.
    pub node: Node<'d>,
    /// The name of the key that is missing, if that is what is wrong.
    pub missing: Option<String>,
    /// Of an unknown key: the mapping that holds it, and the known key that was probably meant.
    pub meant: Option<(Node<'d>, String)>,
    /// The message, its place and its help. A text of the schema's own stands in the parameters, in every language.
    pub problem: Problem,
}
