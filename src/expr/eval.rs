//! Evaluating a tree. Values are borrowed from the document; what is read is recorded as it is read, and what did not
//! decide the result is taken back. Knows nothing of texts and types: names are resolved, faults point at spans.

mod access;
pub(super) mod arithmetic;
mod direct;
mod elements;
mod locate;
mod logic;
mod reach;
mod reads;
mod trace;
mod variables;
mod walk;

pub(super) use access::{contains, position};
pub(super) use locate::locate;
pub(super) use trace::{Noted, observe, trace};

use std::ops::Deref;

use super::failure::Failure;
use super::frame::{COST_LIMIT, Frame, Local};
use super::functions::{Call, Fault};
use super::messages;
use super::outcome::Outcome;
use super::tree::{self, Binary, ExprId, ExprKind, Tree, Unary};
use super::value::{Data, List, Map, Value, compare};
use crate::text::{Message, Parameter};
use reach::Reached;
use reads::take_reads;

/// Deepest nesting of evaluations: the heights of a program and of the programs of variables that it waits for.
pub(super) const DEPTH_LIMIT: u32 = 400;

/// Failures are rare and large: they lie on the heap, so that results stay small.
pub(super) type Fallible<T> = Result<T, Box<Failure>>;

type Evaluated<'d> = Fallible<Value<'d>>;

/// Evaluates the root of a tree without keeping what is read.
pub(super) fn evaluate_unrecorded<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
    frame.locals.clear();
    (frame.base, frame.cost, frame.depth, frame.variable) = (0, 0, tree.height(tree.root), None);
    (frame.is_recording, frame.has_unrecorded) = (false, true);
    let value = Evaluator { tree, frame }.eval(tree.root).map_err(|failure| *failure);
    Outcome { value, reads: Vec::new(), cost: frame.cost }
}

/// Evaluates the root of a tree.
pub(super) fn evaluate<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
    start(tree, frame);
    let value = Evaluator { tree, frame }.eval(tree.root).map_err(|failure| *failure);
    Outcome { value, reads: take_reads(frame), cost: frame.cost }
}

fn start(tree: &Tree, frame: &mut Frame<'_, '_>) {
    frame.reads.clear();
    frame.locals.clear();
    (frame.base, frame.cost, frame.depth, frame.variable) = (0, 0, tree.height(tree.root), None);
    frame.is_recording = true;
    if std::mem::take(&mut frame.has_unrecorded) {
        frame.forget(0);
    }
}

struct Evaluator<'e, 'f, 'd> {
    tree: &'e Tree,
    frame: &'e mut Frame<'f, 'd>,
}

/// An operand: a constant of the tree as it stands there, or a value that was made.
enum Operand<'e, 'd> {
    Constant(&'e Value<'d>),
    Made(Value<'d>),
}

impl<'d> Deref for Operand<'_, 'd> {
    type Target = Value<'d>;

    fn deref(&self) -> &Value<'d> {
        match self {
            Self::Constant(value) => value,
            Self::Made(value) => value,
        }
    }
}

impl<'e, 'd> Evaluator<'e, '_, 'd> {
    /// The value of an expression that is read as a whole.
    fn eval(&mut self, id: ExprId) -> Evaluated<'d> {
        self.run(id, true)
    }

    /// The same, without a copy of what is a constant.
    fn operand(&mut self, id: ExprId) -> Fallible<Operand<'e, 'd>> {
        match &self.tree.get(id).kind {
            ExprKind::Constant(value) => {
                self.step(id, 1)?;
                Ok(Operand::Constant(value))
            }
            _ => match self.node(id) {
                Some(node) => Ok(Operand::Made(Value::from_node(node))),
                None => Ok(Operand::Made(self.detour(id, true)?.into_value())),
            },
        }
    }

    fn run(&mut self, id: ExprId, is_read: bool) -> Evaluated<'d> {
        Ok(self.reach(id, is_read)?.into_value())
    }

    fn reach(&mut self, id: ExprId, is_read: bool) -> Fallible<Reached<'d>> {
        match self.straight(id) {
            Some(node) => {
                self.record(id, node, is_read);
                Ok(Reached::Node(node))
            }
            None => self.detour(id, is_read),
        }
    }

    // Recursion is bounded by the heights of the trees that are being evaluated, which `descend` adds up.
    /// The same of what is no path that leads straight to a node.
    fn detour(&mut self, id: ExprId, is_read: bool) -> Fallible<Reached<'d>> {
        self.step(id, 1)?;
        if self.frame.trace.is_some() {
            let result = self.dispatch(id, is_read);
            self.note(id, &result);
            return result;
        }
        self.dispatch(id, is_read)
    }

    /// Adds the height of an expression that is evaluated for the sake of the one at `id`, but is no part of it. Returns
    /// the depth to go back to.
    fn descend(&mut self, id: ExprId, height: u32) -> Fallible<u32> {
        let depth = self.frame.depth;
        if depth + height > DEPTH_LIMIT {
            return Err(self.failure(id, &messages::TOO_DEEP_NOW, Vec::new()));
        }
        self.frame.depth += height;
        Ok(depth)
    }

    fn dispatch(&mut self, id: ExprId, is_read: bool) -> Fallible<Reached<'d>> {
        let value = match &self.tree.get(id).kind {
            ExprKind::Variable(slot) => return self.variable(id, *slot, is_read),
            ExprKind::Local(depth) => return self.local(id, *depth, is_read),
            ExprKind::Select(select) if select.is_test => self.has(id, select).map(Value::bool),
            ExprKind::Select(select) => return self.select(id, select, is_read),
            ExprKind::Index { operand, index, is_optional } => {
                return self.index(id, (*operand, *index), *is_optional, is_read);
            }
            ExprKind::OrElse { optional, other, unwraps } => {
                return self.or_else(id, (*optional, *other), *unwraps, is_read);
            }
            ExprKind::Constant(value) => Ok(value.clone()),
            ExprKind::Binary(operator, left, right) if operator.is_arithmetic() => {
                self.arithmetic(id, *operator, (*left, *right))
            }
            ExprKind::Binary(operator, left, right) => {
                self.comparison(id, *operator, (*left, *right)).map(Value::bool)
            }
            ExprKind::Call(call) => self.call(id, call),
            ExprKind::Unary(Unary::Not, operand) => self.not(id, *operand).map(Value::bool),
            ExprKind::Unary(Unary::Negate, operand) => self.negate(id, *operand),
            ExprKind::And(operands) => self.chain(operands, false).map(Value::bool),
            ExprKind::Or(operands) => self.chain(operands, true).map(Value::bool),
            ExprKind::Conditional { condition, then, otherwise } => {
                return self.conditional(*condition, (*then, *otherwise), is_read);
            }
            ExprKind::List(elements) => self.list(elements),
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Comprehension(comprehension) => self.walk(comprehension),
            ExprKind::Bind(bind) => self.bind(bind, is_read),
            ExprKind::Name { name, .. } => {
                Err(self.failure(id, &messages::UNKNOWN_VARIABLE, vec![("name", format!("`{name}`"))]))
            }
        };
        value.map(Reached::Value)
    }

    /// Counts steps; fails when there have been too many.
    #[inline]
    fn step(&mut self, id: ExprId, steps: u64) -> Fallible<()> {
        self.frame.cost = self.frame.cost.saturating_add(steps);
        if self.frame.cost <= COST_LIMIT { Ok(()) } else { Err(self.too_costly(id)) }
    }

    #[cold]
    fn too_costly(&self, id: ExprId) -> Box<Failure> {
        self.failure(id, &messages::TOO_COSTLY, vec![("limit", COST_LIMIT.to_string())])
    }

    #[cold]
    fn failure(&self, id: ExprId, message: &'static Message, parameters: Vec<Parameter>) -> Box<Failure> {
        let span = self.tree.span(id);
        Box::new(Failure { message, parameters, span, variable: self.frame.variable })
    }

    /// The failure of a field or key: points at the name alone.
    #[cold]
    fn failure_at_mark(
        &self,
        id: ExprId,
        message: &'static Message,
        parameters: Vec<Parameter>,
    ) -> Box<Failure> {
        let mut failure = self.failure(id, message, parameters);
        failure.span = self.tree.get(id).mark;
        failure
    }

    #[cold]
    fn fault(
        &self,
        id: ExprId,
        fault: Fault,
        (none_fits, name): (&'static Message, &str),
        operands: &[&Value<'d>],
    ) -> Box<Failure> {
        match fault {
            Fault::Message(message, parameters) => self.failure(id, message, parameters),
            Fault::NoOverload => {
                let types = operands.iter().map(|value| value.type_name()).collect::<Vec<_>>().join(", ");
                let parameters = vec![("name", format!("`{name}`")), ("types", types)];
                self.failure(id, none_fits, parameters)
            }
        }
    }

    fn negate(&mut self, id: ExprId, operand: ExprId) -> Evaluated<'d> {
        let value = self.operand(operand)?;
        let result = arithmetic::negate(&value);
        result.map_err(|fault| self.fault(id, fault, (&messages::NO_OPERATOR, "-"), &[&value]))
    }

    fn arithmetic(&mut self, id: ExprId, operator: Binary, (left, right): (ExprId, ExprId)) -> Evaluated<'d> {
        let left = self.operand(left)?;
        let right = self.operand(right)?;
        self.step(id, weight(&left) + weight(&right))?;
        let result = arithmetic::arithmetic(operator, &left, &right);
        result.map_err(|fault| self.no_operator(id, operator, fault, (&left, &right)))
    }

    #[cold]
    fn no_operator(
        &self,
        id: ExprId,
        operator: Binary,
        fault: Fault,
        (left, right): (&Value<'d>, &Value<'d>),
    ) -> Box<Failure> {
        self.fault(id, fault, (&messages::NO_OPERATOR, operator.spelling()), &[left, right])
    }

    fn call(&mut self, id: ExprId, call: &tree::Call) -> Evaluated<'d> {
        match call.arguments.as_slice() {
            [] => self.invoke(id, call, &[]),
            [only] => {
                let only = self.operand(*only)?;
                self.invoke(id, call, &[&only])
            }
            [first, second] => {
                let (first, second) = (self.operand(*first)?, self.operand(*second)?);
                self.invoke(id, call, &[&first, &second])
            }
            many => {
                let operands = many.iter().map(|id| self.operand(*id)).collect::<Fallible<Vec<_>>>()?;
                self.invoke(id, call, &operands.iter().map(Deref::deref).collect::<Vec<_>>())
            }
        }
    }

    fn invoke(&mut self, id: ExprId, call: &tree::Call, arguments: &[&Value<'d>]) -> Evaluated<'d> {
        let Some(function) = call.function else {
            let name = ("name", format!("`{}`", call.name));
            return Err(self.failure(id, &messages::UNKNOWN_FUNCTION, vec![name]));
        };
        let mut running = Call {
            arguments,
            host: self.frame.host,
            literal: call.has_literal.then_some(&call.literal),
            patterns: &mut self.frame.patterns,
            fingerprints: None,
            cost: &mut self.frame.cost,
        };
        let result = (function.run)(&mut running);
        let weights = arguments.iter().map(|value| weight(value)).sum::<u64>();
        self.step(id, weights + result.as_ref().map_or(0, weight))?;
        result.map_err(|fault| {
            let name = format!("{}()", call.name);
            self.fault(id, fault, (&messages::NO_OVERLOAD, &name), arguments)
        })
    }

    fn list(&mut self, elements: &[tree::Element]) -> Evaluated<'d> {
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            let value = self.eval(element.value)?;
            if element.is_optional {
                values.extend(self.unwrap_optional(element.value, &value)?);
            } else {
                values.push(value);
            }
        }
        Ok(Value::list(values))
    }

    fn map(&mut self, entries: &[tree::MapEntry]) -> Evaluated<'d> {
        let mut values: Vec<(Value<'d>, Value<'d>)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let key = self.eval(entry.key)?;
            let mut value = self.eval(entry.value)?;
            if entry.is_optional {
                match self.unwrap_optional(entry.value, &value)? {
                    Some(inside) => value = inside,
                    None => continue,
                }
            }
            self.add_entry(entry.key, &mut values, (key, value))?;
        }
        Ok(Value::new(Data::Map(Map::Built(values.into()))))
    }

    fn add_entry(
        &mut self,
        id: ExprId,
        entries: &mut Vec<(Value<'d>, Value<'d>)>,
        (key, value): (Value<'d>, Value<'d>),
    ) -> Fallible<()> {
        if !matches!(key.data, Data::Bool(_) | Data::Int(_) | Data::Uint(_) | Data::String(_)) {
            let parameters = vec![("type", key.type_name().to_owned())];
            return Err(self.failure(id, &messages::BAD_KEY_TYPE, parameters));
        }
        self.step(id, entries.len() as u64 / 8)?;
        if entries.iter().any(|(known, _)| compare::equal(known, &key)) {
            let parameters = vec![("key", format!("`{}`", key.to_text()))];
            return Err(self.failure(id, &messages::REPEATED_KEY, parameters));
        }
        entries.push((key, value));
        Ok(())
    }

    fn unwrap_optional(&self, id: ExprId, value: &Value<'d>) -> Fallible<Option<Value<'d>>> {
        match &value.data {
            Data::Optional(optional) => Ok(optional.get()),
            _ => {
                let parameters = vec![("type", value.type_name().to_owned())];
                Err(self.failure(id, &messages::NOT_OPTIONAL, parameters))
            }
        }
    }

    fn push_local(&mut self, local: Local<'d>) {
        self.frame.locals.push(local);
    }
}

/// The steps that it takes to look through a value once.
pub(super) fn weight(value: &Value<'_>) -> u64 {
    match &value.data {
        Data::String(text) => text.as_str().len() as u64 / 64,
        Data::Bytes(bytes) => bytes.len() as u64 / 64,
        Data::List(List::Node(node)) | Data::Map(Map::Node(node)) => node.len() as u64 / 8,
        Data::List(List::Built(elements)) => elements.len() as u64 / 8,
        Data::Map(Map::Built(entries)) => entries.len() as u64 / 8,
        _ => 0,
    }
}
