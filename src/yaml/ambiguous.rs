//! Plain scalars that tools of YAML 1.1 read as another value. Collected while parsing, but no problems by themselves:
//! where a schema settles the type, nothing is ambiguous, and only the layers above know schemas.

use super::document::{Content, Document, NodeId};
use super::messages;
use super::node::Node;
use super::problem::Problem;

impl Document {
    /// The plain scalars, keys among them, that tools of YAML 1.1 read otherwise (`no`, `0123`, `12:30`), in the order
    /// of the text. [`ambiguity`] makes a problem of one.
    pub fn ambiguous(&self) -> impl Iterator<Item = Node<'_>> {
        self.ambiguous.iter().map(|id| Node::resolved(self, *id, NodeId::NONE))
    }
}

/// What is ambiguous about a node that [`Document::ambiguous`] names (`yaml/ambiguous-scalar`).
#[must_use]
pub fn ambiguity(node: Node<'_>) -> Problem {
    let value = node.written_text();
    let mut parameters = vec![("value", value.to_owned())];
    let row = match node.data().content {
        Content::Int(number) => {
            parameters.push(("number", number.to_string()));
            if value.contains(['o', 'x']) {
                &messages::values::AMBIGUOUS_TEXT
            } else {
                &messages::values::AMBIGUOUS_OCTAL
            }
        }
        Content::Float(number) => {
            parameters.push(("number", format!("{number:?}")));
            &messages::values::AMBIGUOUS_TEXT
        }
        _ if value.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            let is_true = value.starts_with(['y', 'Y']) || value.eq_ignore_ascii_case("on");
            parameters.push(("other", is_true.to_string()));
            &messages::values::AMBIGUOUS_BOOL
        }
        _ => &messages::values::AMBIGUOUS_NUMBER,
    };
    Problem::of_row(row, node.span(), parameters)
}
