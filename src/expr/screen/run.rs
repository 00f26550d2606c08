//! Evaluating operations over one document. Steps are counted so that they are never fewer than [`crate::expr::eval`] counts
//! for the same programs: what is settled here within the limits is within them there too.

use std::sync::Arc;

use regex::Regex;

use super::got::{Got, Operand};
use super::kept::{Kept, Known};
use super::op::{Invocation, Keep, Op, OpId, OpKind};
use super::{Quick, Unknown};
use crate::expr::eval::{arithmetic, contains, weight};
use crate::expr::frame::{COST_LIMIT, Host};
use crate::expr::functions::Call;
use crate::expr::tree::{Binary, BindKind};
use crate::expr::value::{Data, List, Map, Value, compare};
use crate::yaml::Kind;

/// A screening on its way through a document.
pub(super) struct Run<'q, 'd> {
    ops: &'q [Op],
    variables: Vec<Got<'q, 'd>>,
    host: Option<&'q dyn Host>,
    /// The elements at hand, by depth of their list.
    elements: Vec<Got<'q, 'd>>,
    /// The variables of macros, the innermost last.
    pub(super) locals: Vec<Quick<Got<'q, 'd>>>,
    kept: Kept<'q, 'd>,
    patterns: Vec<(String, Arc<Regex>)>,
    /// Room for elements, to be used again.
    buffers: Vec<Vec<Got<'q, 'd>>>,
    steps: u64,
}

impl<'q, 'd> Run<'q, 'd> {
    /// A run in which so many results are kept that depend on the document alone.
    pub(super) fn new(
        ops: &'q [Op],
        variables: &[Value<'d>],
        host: Option<&'q dyn Host>,
        slots: usize,
    ) -> Self {
        let mut kept = Kept::default();
        kept.begin(0, slots);
        let variables = variables.iter().map(Got::of).collect();
        Self {
            ops,
            variables,
            host,
            elements: Vec::new(),
            locals: Vec::new(),
            kept,
            patterns: Vec::new(),
            buffers: Vec::new(),
            steps: 0,
        }
    }

    /// Sets the element of the list at a depth; so many results are kept that depend on it.
    pub(super) fn set_element(&mut self, depth: usize, element: Got<'q, 'd>, slots: usize) {
        self.elements.truncate(depth);
        self.elements.push(element);
        self.kept.begin(depth + 1, slots);
    }

    /// The steps of the last evaluation.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The truth value of a condition.
    pub(super) fn truth(&mut self, id: OpId) -> Quick<bool> {
        self.steps = 0;
        let truth = self.decide(id)?;
        self.within_limit().map(|()| truth)
    }

    /// The elements of a list.
    pub(super) fn list(&mut self, id: OpId) -> Quick<Vec<Got<'q, 'd>>> {
        self.steps = 0;
        let mut elements = self.buffer();
        self.append(id, &mut elements)?;
        self.within_limit().map(|()| elements)
    }

    /// An empty list.
    pub(super) fn buffer(&mut self) -> Vec<Got<'q, 'd>> {
        self.buffers.pop().unwrap_or_else(|| Vec::with_capacity(16))
    }

    /// Keeps the room of a list that has been emptied.
    pub(super) fn give_back(&mut self, buffer: Vec<Got<'q, 'd>>) {
        self.buffers.push(buffer);
    }

    /// Any value.
    pub(super) fn value(&mut self, id: OpId) -> Quick<Value<'d>> {
        self.steps = 0;
        let value = self.reach(id)?.into_value();
        self.within_limit().map(|()| value)
    }

    pub(super) fn op(&self, id: OpId) -> Quick<&'q Op> {
        self.ops.get(id.index()).ok_or(Unknown)
    }

    #[inline]
    pub(super) fn count(&mut self, steps: u64) {
        self.steps = self.steps.saturating_add(steps);
    }

    pub(super) fn within_limit(&self) -> Quick<()> {
        if self.steps <= COST_LIMIT { Ok(()) } else { Err(Unknown) }
    }

    /// The result of an operation.
    // Recursion is bounded by the heights of programs, which `number` adds up.
    pub(super) fn reach(&mut self, id: OpId) -> Quick<Got<'q, 'd>> {
        let op = self.op(id)?;
        match op.keep {
            None => self.work(op),
            Some(place) => self.kept(op, place),
        }
    }

    /// The truth value that an operation results in.
    pub(super) fn decide(&mut self, id: OpId) -> Quick<bool> {
        let op = self.op(id)?;
        match op.keep {
            None => self.truth_of(op),
            Some(place) => self.kept(op, place)?.truth(),
        }
    }

    /// A result that was kept, or that is found and kept now. It counts as many steps as when it was found.
    #[inline(never)]
    fn kept(&mut self, op: &'q Op, place: Keep) -> Quick<Got<'q, 'd>> {
        if let Some(known) = self.kept.get(place) {
            self.steps += known.steps;
            return known.got.clone();
        }
        let before = self.steps;
        let got = self.work(op);
        self.kept.put(place, Known { got: got.clone(), steps: self.steps - before });
        got
    }

    pub(super) fn operand(&mut self, id: OpId) -> Quick<Operand<'q, 'd>> {
        Ok(self.reach(id)?.into_operand())
    }

    /// Does what an operation does. What is common stands here, the rest apart, so that this stays small.
    pub(super) fn work(&mut self, op: &'q Op) -> Quick<Got<'q, 'd>> {
        match &op.kind {
            OpKind::Constant(value, steps) => {
                self.count(*steps);
                Ok(Got::Constant(value))
            }
            OpKind::Variable(index) => {
                self.count(1);
                self.variables.get(*index).cloned().ok_or(Unknown)
            }
            OpKind::Element(depth) => {
                self.count(1);
                self.elements.get(*depth).cloned().ok_or(Unknown)
            }
            OpKind::Local(index) => {
                self.count(1);
                self.locals.iter().nth_back(*index as usize).cloned().unwrap_or(Err(Unknown))
            }
            OpKind::Path(path) => self.path(path),
            OpKind::Index { operand, index, is_optional } => self.index(*operand, *index, *is_optional),
            OpKind::OrElse { optional, other, unwraps } => self.or_else(*optional, *other, *unwraps),
            OpKind::Call(call) => self.call(call),
            OpKind::Has(..)
            | OpKind::Not(_)
            | OpKind::And(_)
            | OpKind::Or(_)
            | OpKind::Equal(..)
            | OpKind::In(..) => self.truth_of(op).map(Got::Truth),
            OpKind::Unknown => Err(Unknown),
            _ => self.work_apart(op),
        }
    }

    #[inline(never)]
    fn work_apart(&mut self, op: &'q Op) -> Quick<Got<'q, 'd>> {
        match &op.kind {
            OpKind::Conditional(condition, then, otherwise) => {
                self.count(1);
                let branch = if self.decide(*condition)? { then } else { otherwise };
                self.reach(*branch)
            }
            OpKind::Negate(operand) => {
                self.count(1);
                let operand = self.operand(*operand)?;
                arithmetic::negate(&operand).map(Got::Made).map_err(|_| Unknown)
            }
            OpKind::Binary(operator, left, right) => self.binary(*operator, *left, *right),
            OpKind::List(_) | OpKind::Concat(..) => self.built_list(op),
            OpKind::Map(entries) => self.map(entries),
            OpKind::Walk(steps) => self.walk(op, steps),
            OpKind::Bind(kind, init, body) => self.bind(*kind, *init, *body),
            _ => Err(Unknown),
        }
    }

    fn truth_of(&mut self, op: &'q Op) -> Quick<bool> {
        match &op.kind {
            OpKind::Not(operand) => {
                self.count(1);
                self.decide(*operand).map(|truth| !truth)
            }
            OpKind::And(operands) => self.chain(operands, false),
            OpKind::Or(operands) => self.chain(operands, true),
            OpKind::Equal(left, right, is_negated) => Ok(self.equal(*left, *right)? != *is_negated),
            OpKind::In(wanted, container) => self.is_in(*wanted, *container),
            OpKind::Has(operand, field) => self.has(*operand, field),
            OpKind::Conditional(condition, then, otherwise) => {
                self.count(1);
                let branch = if self.decide(*condition)? { then } else { otherwise };
                self.decide(*branch)
            }
            _ => self.work(op)?.truth(),
        }
    }

    /// A chain of `&&` (settled by false) or `||` (settled by true). What settles it makes up for what is unknown.
    #[inline(never)]
    fn chain(&mut self, operands: &[OpId], settling: bool) -> Quick<bool> {
        self.count(1);
        let mut is_known = true;
        for operand in operands {
            match self.decide(*operand) {
                Ok(truth) if truth == settling => return Ok(settling),
                Ok(_) => {}
                Err(Unknown) => is_known = false,
            }
        }
        if is_known { Ok(!settling) } else { Err(Unknown) }
    }

    #[inline(never)]
    fn equal(&mut self, left: OpId, right: OpId) -> Quick<bool> {
        self.count(1);
        let left = self.reach(left)?;
        let right = self.reach(right)?;
        if let (Got::Node(node), Got::Constant(Value { data: Data::String(text), .. })) = (&left, &right)
            && let Some(found) = node.as_str()
        {
            self.count((found.len() + text.as_str().len()) as u64 / 64 + 2);
            return Ok(found == text.as_str());
        }
        let (left, right) = (left.into_operand(), right.into_operand());
        self.count(weight(&left) + weight(&right) + 1);
        Ok(compare::equal(&left, &right))
    }

    #[inline(never)]
    fn is_in(&mut self, wanted: OpId, container: OpId) -> Quick<bool> {
        self.count(1);
        let wanted = self.operand(wanted)?;
        let container = self.reach(container)?;
        match (&container, wanted.as_str()) {
            (Got::Node(node), Some(wanted)) if node.kind() == Kind::Sequence => {
                self.count(node.len() as u64 / 8 + wanted.len() as u64 / 64 + 1);
                return Ok(node.items().any(|item| item.as_str() == Some(wanted)));
            }
            (Got::Constant(Value { data: Data::List(List::Built(elements)), .. }), _) => {
                self.count(weight(&wanted) + elements.len() as u64 / 8);
                return Ok(elements.iter().any(|element| compare::equal(element, &wanted)));
            }
            _ => {}
        }
        let container = container.into_operand();
        self.count(weight(&wanted) + weight(&container));
        contains(&container, &wanted).ok().and_then(|value| value.as_bool()).ok_or(Unknown)
    }

    fn binary(&mut self, operator: Binary, left: OpId, right: OpId) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        self.count(weight(&left) + weight(&right));
        let result = match operator {
            Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual => {
                arithmetic::ordered(operator, &left, &right)
            }
            _ => arithmetic::arithmetic(operator, &left, &right),
        };
        Ok(match result.map_err(|_| Unknown)? {
            Value { data: Data::Bool(truth), .. } => Got::Truth(truth),
            value => Got::Made(value),
        })
    }

    fn map(&mut self, entries: &[(OpId, OpId, bool)]) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let mut values: Vec<(Value<'d>, Value<'d>)> = Vec::with_capacity(entries.len());
        for (key, value, is_optional) in entries {
            let key = self.reach(*key)?.into_value();
            let value = self.reach(*value)?;
            let value = match if *is_optional { value.unwrapped()? } else { Some(value) } {
                Some(value) => value.into_value(),
                None => continue,
            };
            self.count(values.len() as u64 / 8);
            let is_key = matches!(key.data, Data::Bool(_) | Data::Int(_) | Data::Uint(_) | Data::String(_));
            if !is_key || values.iter().any(|(known, _)| compare::equal(known, &key)) {
                return Err(Unknown);
            }
            values.push((key, value));
        }
        Ok(Got::Made(Value::new(Data::Map(Map::Built(values.into())))))
    }

    /// `cel.bind`, `optMap`, `optFlatMap`. What is bound is evaluated at once; if that is unknown, that matters only if it
    /// is asked for.
    fn bind(&mut self, kind: BindKind, init: OpId, body: OpId) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let bound = match (self.reach(init), kind) {
            (bound, BindKind::Value) => bound,
            (bound, BindKind::OptMap | BindKind::OptFlatMap) => match bound?.unwrapped()? {
                Some(inside) => Ok(inside),
                None => return Ok(Got::Optional(None)),
            },
        };
        self.locals.push(bound);
        let result = self.reach(body);
        self.locals.pop();
        let result = result?;
        match kind {
            BindKind::Value => Ok(result),
            BindKind::OptMap => {
                let value = result.into_value();
                Ok(Got::Made(Value::new(Data::Optional(value.into()))))
            }
            BindKind::OptFlatMap => result.clone().unwrapped().map(|_| result),
        }
    }

    #[inline(never)]
    fn call(&mut self, call: &'q Invocation) -> Quick<Got<'q, 'd>> {
        self.count(1);
        match call.arguments.as_slice() {
            [only] => {
                let only = self.operand(*only)?;
                self.invoke(call, &[&only])
            }
            [first, second] => {
                let (first, second) = (self.operand(*first)?, self.operand(*second)?);
                self.invoke(call, &[&first, &second])
            }
            many => {
                let operands = many.iter().map(|id| self.operand(*id)).collect::<Quick<Vec<_>>>()?;
                self.invoke(call, &operands.iter().map(|operand| &**operand).collect::<Vec<_>>())
            }
        }
    }

    fn invoke(&mut self, call: &'q Invocation, arguments: &[&Value<'d>]) -> Quick<Got<'q, 'd>> {
        let mut running = Call {
            arguments,
            host: self.host,
            literal: call.literal.as_deref(),
            patterns: &mut self.patterns,
            cost: &mut self.steps,
        };
        let result = (call.function.run)(&mut running).map_err(|_| Unknown)?;
        self.count(arguments.iter().map(|value| weight(value)).sum::<u64>() + weight(&result));
        Ok(match result {
            Value { data: Data::Bool(truth), .. } => Got::Truth(truth),
            value => Got::Made(value),
        })
    }
}
