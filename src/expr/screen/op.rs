//! Operations: what the programs of a screening are made of, each once however many programs it occurs in.

use std::sync::{Arc, OnceLock};

use crate::expr::functions::{Function, Prepared, Threshold};
use crate::expr::tree::{Binary, BindKind, Walk};
use crate::expr::value::Value;
use crate::yaml::KeyMark;

/// The index of an operation in its screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct OpId(u32);

/// One operation.
#[derive(Debug)]
pub(super) struct Op {
    pub(super) kind: OpKind,
    /// Its result is kept, here.
    pub(super) keep: Option<Keep>,
    /// What it is given from outside.
    pub(super) needs: Needs,
}

/// Where a result is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keep {
    /// As long as the elements of so many lists stay the same.
    pub(super) level: usize,
    pub(super) slot: usize,
}

/// What the result of an operation depends on besides the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// The elements of so many lists, the outermost first.
    pub(super) elements: usize,
    /// The innermost so many variables of macros that are bound outside of it.
    pub(super) locals: u32,
}

/// What an operation does. Its parts are operations that stand before it.
#[derive(Debug)]
pub(super) enum OpKind {
    /// What is not compiled: nothing is known of its result.
    Unknown,
    /// A constant, and the steps that it stands for.
    Constant(Value<'static>, u64),
    /// A variable that is the same for all questions.
    Variable(usize),
    /// The element of the list at this depth.
    Element(usize),
    /// A variable of a macro; 0 is the innermost.
    Local(u32),
    /// `start.a.?b.c`, `start.a.?b.orValue('')`
    Path(Path),
    /// `has(operand.field)`
    Has(OpId, Field),
    Index {
        operand: OpId,
        index: OpId,
        is_optional: bool,
    },
    OrElse {
        optional: OpId,
        other: OpId,
        unwraps: bool,
    },
    Not(OpId),
    Negate(OpId),
    And(Vec<OpId>),
    Or(Vec<OpId>),
    Conditional(OpId, OpId, OpId),
    /// `==` and `!=`: these, and whether it is the latter.
    Equal(OpId, OpId, bool),
    In(OpId, OpId),
    Binary(Binary, OpId, OpId),
    /// `similar(these, two) < 0.9`
    Alike(OpId, OpId, Threshold),
    /// The lists in a chain of `+`, of which one at least is a list by its form.
    Concat(OpId, OpId),
    List(Vec<(OpId, bool)>),
    /// The entries, and whether their keys are texts that are known to be distinct.
    Map(Vec<(OpId, OpId, bool)>, bool),
    /// `size(value)`, for which a list need not be made.
    Size(OpId),
    Walk(Box<Steps>),
    Bind(BindKind, OpId, OpId),
    Call(Box<Invocation>),
}

#[derive(Debug)]
pub(super) struct Path {
    pub(super) start: OpId,
    pub(super) fields: Vec<Field>,
    /// The constant that stands for it where it leads to nothing.
    pub(super) otherwise: Option<OpId>,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: Arc<str>,
    /// Of the name.
    pub(super) mark: KeyMark,
    pub(super) is_optional: bool,
}

/// A macro that walks through a list or a map.
#[derive(Debug)]
pub(super) struct Steps {
    pub(super) walk: Walk,
    pub(super) range: OpId,
    /// One variable, or two: the key or index before the element.
    pub(super) has_two: bool,
    pub(super) predicate: Option<OpId>,
    pub(super) transform: Option<OpId>,
}

#[derive(Debug)]
pub(super) struct Invocation {
    pub(super) function: &'static Function,
    pub(super) arguments: Vec<OpId>,
    /// What is made of the second argument, if that is a constant.
    pub(super) literal: Option<Arc<OnceLock<Prepared>>>,
}

impl OpId {
    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl OpKind {
    /// Visits the parts; says of each whether it may be evaluated several times each time that the whole is.
    pub(super) fn each_part(&self, visit: &mut dyn FnMut(OpId, bool)) {
        match self {
            Self::Unknown | Self::Constant(..) | Self::Variable(_) | Self::Element(_) | Self::Local(_) => {}
            Self::Path(Path { start, otherwise, .. }) => {
                visit(*start, false);
                otherwise.iter().for_each(|part| visit(*part, false));
            }
            Self::Has(part, _) | Self::Not(part) | Self::Negate(part) | Self::Size(part) => {
                visit(*part, false);
            }
            Self::Index { operand: first, index: second, .. }
            | Self::OrElse { optional: first, other: second, .. }
            | Self::Equal(first, second, _)
            | Self::In(first, second)
            | Self::Binary(_, first, second)
            | Self::Alike(first, second, _)
            | Self::Concat(first, second)
            | Self::Bind(_, first, second) => {
                visit(*first, false);
                visit(*second, false);
            }
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| visit(*part, false)),
            Self::Conditional(condition, then, otherwise) => {
                [condition, then, otherwise].into_iter().for_each(|part| visit(*part, false));
            }
            Self::List(elements) => elements.iter().for_each(|(element, _)| visit(*element, false)),
            Self::Map(entries, _) => entries.iter().for_each(|(key, value, _)| {
                visit(*key, false);
                visit(*value, false);
            }),
            Self::Walk(steps) => {
                visit(steps.range, false);
                [steps.predicate, steps.transform].into_iter().flatten().for_each(|part| visit(part, true));
            }
            Self::Call(call) => call.arguments.iter().for_each(|part| visit(*part, false)),
        }
    }

    /// True if it can be nothing but a list.
    pub(super) fn is_list(&self, of: &dyn Fn(OpId) -> bool) -> bool {
        match self {
            Self::List(_) | Self::Concat(..) => true,
            Self::Constant(value, _) => value.elements().is_some(),
            Self::Walk(steps) => matches!(steps.walk, Walk::List),
            Self::OrElse { other, unwraps, .. } => *unwraps && of(*other),
            Self::Conditional(_, then, otherwise) => of(*then) || of(*otherwise),
            _ => false,
        }
    }
}
