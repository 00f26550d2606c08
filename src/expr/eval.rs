//! Evaluating a tree. Values are borrowed from the document; what is read is recorded as it is read, and what did not
//! decide the result is taken back. Knows nothing of texts and types: names are resolved, faults point at spans.

mod access;
mod arithmetic;
mod locate;
mod logic;
mod trace;
mod variables;
mod walk;

pub(super) use locate::locate;
pub(super) use trace::{Noted, observe, trace};

use std::sync::Arc;

use super::failure::Failure;
use super::frame::{COST_LIMIT, Frame, Local};
use super::functions::{Call, Fault};
use super::messages;
use super::outcome::{Outcome, Read, ReadPlace};
use super::tree::{self, Binary, ExprId, ExprKind, Tree, Unary};
use super::value::{Data, List, Map, Text, Value, compare};
use crate::text::{Message, Parameter, Span};
use crate::yaml::Node;

/// Deepest nesting of evaluations, the programs of variables included.
const DEPTH_LIMIT: u32 = 400;

/// Most reads of an outcome.
const READS_LIMIT: usize = 64;

type Evaluated<'d> = Result<Value<'d>, Failure>;

/// Evaluates the root of a tree without keeping what is read.
pub(super) fn evaluate_unrecorded<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
    frame.locals.clear();
    (frame.base, frame.cost, frame.depth, frame.variable) = (0, 0, 0, None);
    (frame.is_recording, frame.has_unrecorded) = (false, true);
    let value = Evaluator { tree, frame }.eval(tree.root);
    Outcome { value, reads: Vec::new(), cost: frame.cost }
}

/// Evaluates the root of a tree.
pub(super) fn evaluate<'d>(tree: &Tree, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
    start(frame);
    let value = Evaluator { tree, frame }.eval(tree.root);
    let mut reads = std::mem::take(&mut frame.reads);
    if reads.len() > 1 {
        keep_first_of_each(&mut reads);
    }
    Outcome { value, reads, cost: frame.cost }
}

fn start(frame: &mut Frame<'_, '_>) {
    frame.reads.clear();
    frame.locals.clear();
    (frame.base, frame.cost, frame.depth, frame.variable) = (0, 0, 0, None);
    frame.is_recording = true;
    if std::mem::take(&mut frame.has_unrecorded) {
        frame.forget(0);
    }
}

fn keep_first_of_each(reads: &mut Vec<Read<'_>>) {
    let mut kept = 0;
    for index in 0..reads.len() {
        let (Some(known), Some(read)) = (reads.get(..kept), reads.get(index)) else { break };
        if kept < READS_LIMIT && !known.iter().any(|known| is_same(&known.place, &read.place)) {
            reads.swap(kept, index);
            kept += 1;
        }
    }
    reads.truncate(kept);
}

fn is_same(left: &ReadPlace<'_>, right: &ReadPlace<'_>) -> bool {
    match (left, right) {
        (ReadPlace::Node(left), ReadPlace::Node(right)) => left == right,
        (ReadPlace::Absent { mapping: left, key: one }, ReadPlace::Absent { mapping: right, key: other }) => {
            left == right && one.as_str() == other.as_str()
        }
        _ => false,
    }
}

struct Evaluator<'e, 'f, 'd> {
    tree: &'e Tree,
    frame: &'e mut Frame<'f, 'd>,
}

impl<'d> Evaluator<'_, '_, 'd> {
    /// The value of an expression that is read as a whole.
    fn eval(&mut self, id: ExprId) -> Evaluated<'d> {
        self.run(id, true)
    }

    /// The value of an expression of which only a part will be read.
    fn path(&mut self, id: ExprId) -> Evaluated<'d> {
        self.run(id, false)
    }

    // Recursion is bounded by DEPTH_LIMIT.
    fn run(&mut self, id: ExprId, is_read: bool) -> Evaluated<'d> {
        self.step(id, 1)?;
        if self.frame.depth >= DEPTH_LIMIT {
            return Err(self.failure(id, &messages::TOO_DEEP_NOW, Vec::new()));
        }
        self.frame.depth += 1;
        let result = self.dispatch(id, is_read);
        self.frame.depth -= 1;
        if self.frame.trace.is_some() {
            self.note(id, &result);
        }
        result
    }

    fn dispatch(&mut self, id: ExprId, is_read: bool) -> Evaluated<'d> {
        match &self.tree.get(id).kind {
            ExprKind::Constant(value) => Ok(value.clone()),
            ExprKind::Variable(slot) => self.variable(id, *slot, is_read),
            ExprKind::Local(depth) => self.local(id, *depth, is_read),
            ExprKind::Select(select) => {
                let value = self.select(id, select)?;
                self.record(id, &value, is_read && !select.is_test);
                Ok(value)
            }
            ExprKind::Index { operand, index, is_optional } => {
                let value = self.index(id, (*operand, *index), *is_optional)?;
                self.record(id, &value, is_read);
                Ok(value)
            }
            ExprKind::Name { name, .. } => {
                Err(self.failure(id, &messages::UNKNOWN_VARIABLE, vec![("name", format!("`{name}`"))]))
            }
            ExprKind::Call(call) => self.call(id, call),
            ExprKind::Unary(operator, operand) => self.unary(id, *operator, *operand),
            ExprKind::Binary(operator, left, right) => self.binary(id, *operator, (*left, *right)),
            ExprKind::And(operands) => self.chain(operands, false),
            ExprKind::Or(operands) => self.chain(operands, true),
            ExprKind::Conditional { condition, then, otherwise } => {
                self.conditional(*condition, (*then, *otherwise), is_read)
            }
            ExprKind::List(elements) => self.list(elements),
            ExprKind::Map(entries) => self.map(entries),
            ExprKind::Comprehension(comprehension) => self.walk(comprehension),
            ExprKind::Bind(bind) => self.bind(bind, is_read),
            ExprKind::OrElse { optional, other, unwraps } => {
                self.or_else(id, (*optional, *other), *unwraps, is_read)
            }
        }
    }

    /// Counts steps; fails when there have been too many.
    fn step(&mut self, id: ExprId, steps: u64) -> Result<(), Failure> {
        self.frame.cost = self.frame.cost.saturating_add(steps);
        if self.frame.cost <= COST_LIMIT {
            return Ok(());
        }
        Err(self.failure(id, &messages::TOO_COSTLY, vec![("limit", COST_LIMIT.to_string())]))
    }

    fn record(&mut self, id: ExprId, value: &Value<'d>, is_read: bool) {
        if is_read
            && self.frame.is_recording
            && let Some(node) = value.origin
        {
            self.record_place(self.tree.span(id), ReadPlace::Node(node));
        }
    }

    fn record_absent(&mut self, id: ExprId, mapping: Node<'d>, key: impl FnOnce() -> Arc<str>) {
        if self.frame.is_recording {
            let key = Text::Shared(key());
            self.record_place(self.tree.span(id), ReadPlace::Absent { mapping, key });
        }
    }

    fn record_place(&mut self, span: Span, place: ReadPlace<'d>) {
        self.frame.reads.push(Read { place, span, variable: self.frame.variable });
    }

    fn failure(&self, id: ExprId, message: &'static Message, parameters: Vec<Parameter>) -> Failure {
        Failure { message, parameters, span: self.tree.span(id), variable: self.frame.variable }
    }

    /// The failure of a field or key: points at the name alone.
    fn failure_at_mark(&self, id: ExprId, message: &'static Message, parameters: Vec<Parameter>) -> Failure {
        Failure { span: self.tree.get(id).mark, ..self.failure(id, message, parameters) }
    }

    fn operator_failure(&self, id: ExprId, fault: Fault, spelling: &str, operands: &[&Value<'d>]) -> Failure {
        match fault {
            Fault::Message(message, parameters) => self.failure(id, message, parameters),
            Fault::NoOverload => {
                let types = operands.iter().map(|value| value.type_name()).collect::<Vec<_>>().join(", ");
                let parameters = vec![("name", format!("`{spelling}`")), ("types", types)];
                self.failure(id, &messages::NO_OPERATOR, parameters)
            }
        }
    }

    fn unary(&mut self, id: ExprId, operator: Unary, operand: ExprId) -> Evaluated<'d> {
        let value = self.eval(operand)?;
        let (result, spelling) = match operator {
            Unary::Not => (value.as_bool().map(|value| Value::bool(!value)).ok_or(Fault::NoOverload), "!"),
            Unary::Negate => (arithmetic::negate(&value), "-"),
        };
        result.map_err(|fault| self.operator_failure(id, fault, spelling, &[&value]))
    }

    fn binary(&mut self, id: ExprId, operator: Binary, (left, right): (ExprId, ExprId)) -> Evaluated<'d> {
        let left = self.eval(left)?;
        let right = self.eval(right)?;
        self.step(id, weight(&left) + weight(&right))?;
        let result = match operator {
            Binary::Equal => Ok(Value::bool(compare::equal(&left, &right))),
            Binary::NotEqual => Ok(Value::bool(!compare::equal(&left, &right))),
            Binary::In => access::contains(&right, &left),
            Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual => {
                arithmetic::ordered(operator, &left, &right)
            }
            _ => arithmetic::arithmetic(operator, &left, &right),
        };
        result.map_err(|fault| self.operator_failure(id, fault, operator.spelling(), &[&left, &right]))
    }

    fn call(&mut self, id: ExprId, call: &tree::Call) -> Evaluated<'d> {
        let Some(function) = call.function else {
            return Err(self.failure(
                id,
                &messages::UNKNOWN_FUNCTION,
                vec![("name", format!("`{}`", call.name))],
            ));
        };
        match call.arguments.as_slice() {
            [] => self.invoke(id, call, function, &[]),
            [only] => {
                let arguments = [self.eval(*only)?];
                self.invoke(id, call, function, &arguments)
            }
            [first, second] => {
                let arguments = [self.eval(*first)?, self.eval(*second)?];
                self.invoke(id, call, function, &arguments)
            }
            many => {
                let arguments = many.iter().map(|id| self.eval(*id)).collect::<Result<Vec<_>, _>>()?;
                self.invoke(id, call, function, &arguments)
            }
        }
    }

    fn invoke(
        &mut self,
        id: ExprId,
        call: &tree::Call,
        function: &super::functions::Function,
        arguments: &[Value<'d>],
    ) -> Evaluated<'d> {
        let is_literal =
            call.arguments.get(1).is_some_and(|pattern| self.tree.constant_text(*pattern).is_some());
        let mut running = Call {
            arguments,
            host: self.frame.host,
            pattern: is_literal.then_some(&call.pattern),
            patterns: &mut self.frame.patterns,
            cost: &mut self.frame.cost,
        };
        let result = (function.run)(&mut running);
        let weights = arguments.iter().map(weight).sum::<u64>() + result.as_ref().map_or(0, weight);
        self.step(id, weights)?;
        result.map_err(|fault| match fault {
            Fault::Message(message, parameters) => self.failure(id, message, parameters),
            Fault::NoOverload => {
                let types = arguments.iter().map(Value::type_name).collect::<Vec<_>>().join(", ");
                let parameters = vec![("name", format!("`{}()`", call.name)), ("types", types)];
                self.failure(id, &messages::NO_OVERLOAD, parameters)
            }
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
    ) -> Result<(), Failure> {
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

    fn unwrap_optional(&self, id: ExprId, value: &Value<'d>) -> Result<Option<Value<'d>>, Failure> {
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
fn weight(value: &Value<'_>) -> u64 {
    match &value.data {
        Data::String(text) => text.as_str().len() as u64 / 64,
        Data::Bytes(bytes) => bytes.len() as u64 / 64,
        Data::List(List::Node(node)) | Data::Map(Map::Node(node)) => node.len() as u64 / 8,
        Data::List(List::Built(elements)) => elements.len() as u64 / 8,
        Data::Map(Map::Built(entries)) => entries.len() as u64 / 8,
        _ => 0,
    }
}
