//! What an evaluation hands back besides the value: what it read, what it cost, and where a path leads.

use super::failure::Failure;
use super::value::{Text, Value};
use crate::text::Span;
use crate::yaml::Node;

/// The result of one evaluation.
#[derive(Debug)]
pub struct Outcome<'d> {
    /// The value, or why there is none.
    pub value: Result<Value<'d>, Failure>,
    /// What was read and decided the result, nearest to the decision first; each node once.
    pub reads: Vec<Read<'d>>,
    /// Evaluation steps taken, deterministic for equal inputs.
    pub cost: u64,
}

/// One reading of the document.
#[derive(Clone, Debug)]
pub struct Read<'d> {
    /// What was read.
    pub place: ReadPlace<'d>,
    /// The sub-expression that read it, in bytes of the text of its program.
    pub span: Span,
    /// The slot of the variable whose program read it (see [`super::Frame::define`]); none if it is the program that was
    /// evaluated itself.
    pub variable: Option<u32>,
}

impl<'d> Read<'d> {
    /// The node that was read, or the mapping that lacks the key.
    #[must_use]
    pub fn node(&self) -> Node<'d> {
        match self.place {
            ReadPlace::Node(node) => node,
            ReadPlace::Absent { mapping, .. } => mapping,
        }
    }
}

/// The place of a reading.
#[derive(Clone, Debug)]
pub enum ReadPlace<'d> {
    /// A scalar, or a collection that was counted, searched or walked through.
    Node(Node<'d>),
    /// A key that was asked for and is not there.
    Absent {
        /// The mapping that lacks the key.
        mapping: Node<'d>,
        /// The key.
        key: Text<'d>,
    },
}

/// One part of an expression and what it came to.
#[derive(Clone, Debug)]
pub struct Part<'d> {
    /// The part, in bytes of the text of the program.
    pub span: Span,
    /// Its value, or why it has none.
    pub value: Result<Value<'d>, Failure>,
}

/// One part of an expression that was evaluated, maybe for several elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observed {
    /// The part, in bytes of the text of the program.
    pub span: Span,
    /// True if it was true at least once.
    pub was_true: bool,
    /// True if it was false at least once.
    pub was_false: bool,
}

/// Where a path such as `this.request.friends_list.planned` leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Place<'d> {
    /// To this node.
    Node(Node<'d>),
    /// To nothing: these keys are missing, one below the other, from this mapping on.
    Missing {
        /// The deepest node of the path that exists.
        parent: Node<'d>,
        /// The keys that are not there, outermost first; at least one.
        keys: Vec<String>,
    },
    /// The expression is no path into the document, or failed.
    None,
}
