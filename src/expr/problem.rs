//! Making the problems that parsing and checking report. Knows ids and messages, nothing of trees.

use crate::text::{Message, Parameter, Span};
use crate::yaml::Problem;

/// The text cannot be read as an expression.
pub(super) const SYNTAX: &str = "rule/expression-syntax";
/// A variable, function, type or field that does not exist.
pub(super) const UNKNOWN_NAME: &str = "rule/unknown-name";
/// Operands or arguments of types that do not go together.
pub(super) const TYPES: &str = "rule/type-mismatch";
/// A condition whose value is settled whatever the document says.
pub(super) const SETTLED: &str = "rule/settled-condition";
/// A field is read that may be absent.
pub(super) const MAYBE_ABSENT: &str = "rule/maybe-absent";
/// A name that nothing reads.
pub(super) const UNUSED_NAME: &str = "rule/unused-name";

pub(super) fn problem(
    id: &'static str,
    message: &'static Message,
    span: Span,
    parameters: Vec<Parameter>,
) -> Problem {
    Problem { id, message, help: None, parameters, span, related: Vec::new() }
}
