//! Evaluating operations over one document. Steps are counted so that they are never fewer than [`crate::expr::eval`] counts
//! for the same programs: what is settled here within the limits is within them there too.

use super::call::Supplies;
use super::got::Got;
use super::memory::{Known, Memory};
use super::op::{Keep, Op, OpId, OpKind};
use super::{Quick, Unknown};
use crate::expr::eval::arithmetic;
use crate::expr::frame::{COST_LIMIT, Host};
use crate::expr::functions::Several;
use crate::expr::tree::BindKind;
use crate::expr::value::Value;
use crate::yaml::Node;

/// A screening on its way through a document.
pub(super) struct Run<'q, 'd> {
    ops: &'q [Op],
    variables: Vec<Got<'q, 'd>>,
    pub(super) host: Option<&'q dyn Host>,
    /// The elements at hand, by depth of their list.
    elements: Vec<Got<'q, 'd>>,
    /// The variables of macros, the innermost last.
    pub(super) locals: Vec<Quick<Got<'q, 'd>>>,
    pub(super) memory: Memory<'q, 'd>,
    pub(super) supplies: Supplies<'d>,
    /// The texts that are meant by any text.
    pub(super) several: Box<Several>,
    /// What is evaluated depends on an element that is any text.
    pub(super) is_of_several: bool,
    /// Room for elements, to be used again.
    buffers: Vec<Vec<Got<'q, 'd>>>,
    pub(super) steps: u64,
}

impl<'q, 'd> Run<'q, 'd> {
    /// A run in which so many results are kept that depend on the document alone.
    pub(super) fn new(
        ops: &'q [Op],
        variables: &[Value<'d>],
        host: Option<&'q dyn Host>,
        slots: usize,
    ) -> Self {
        let document = variables.iter().find_map(Value::node).map(Node::document);
        let mut memory = Memory::new(document);
        memory.begin(0, slots);
        Self {
            ops,
            variables: variables.iter().map(|value| memory.made(value.clone())).collect(),
            host,
            elements: Vec::new(),
            locals: Vec::with_capacity(8),
            memory,
            supplies: Supplies::default(),
            several: Box::default(),
            is_of_several: false,
            buffers: Vec::new(),
            steps: 0,
        }
    }

    /// Makes room for the results that depend on the elements of the list at a depth: so many of each element.
    pub(super) fn begin_elements(&mut self, depth: usize, elements: usize, slots: usize) {
        self.memory.begin(depth + 1, elements * slots);
    }

    /// Sets the element of the list at a depth, the one at this position of those for which there is room.
    pub(super) fn set_element(
        &mut self,
        depth: usize,
        element: Got<'q, 'd>,
        (position, slots): (usize, usize),
    ) {
        self.elements.truncate(depth);
        self.elements.push(element);
        self.memory.turn_to(depth + 1, position * slots);
    }

    /// Means by any text those of these elements that are texts of the document. Returns how many they are.
    pub(super) fn mean(&mut self, elements: &[Got<'q, 'd>]) -> usize {
        *self.several = Several::default();
        let texts = elements.iter().filter_map(|element| self.memory.standing_text(*element));
        texts.map(|text| self.several.add(text, &mut self.supplies.fingerprints)).count()
    }

    /// The steps of the last evaluation.
    pub(super) fn steps(&self) -> u64 {
        self.steps
    }

    /// The truth value of a condition.
    pub(super) fn truth(&mut self, id: OpId) -> Quick<bool> {
        self.steps = 0;
        let mark = self.memory.mark();
        let truth = self.decide(id);
        self.memory.release(mark);
        self.within_limit().and(truth)
    }

    /// The elements of a list. They lie in memory until what was made before is released.
    pub(super) fn list(&mut self, id: OpId) -> Quick<Vec<Got<'q, 'd>>> {
        self.steps = 0;
        let mut elements = self.buffer();
        self.append(id, &mut elements)?;
        self.within_limit().map(|()| elements)
    }

    /// Any value.
    pub(super) fn value(&mut self, id: OpId) -> Quick<Value<'d>> {
        self.steps = 0;
        let got = self.reach(id)?;
        self.within_limit().and_then(|()| self.memory.value(got))
    }

    /// An empty list.
    pub(super) fn buffer(&mut self) -> Vec<Got<'q, 'd>> {
        self.buffers.pop().unwrap_or_else(|| Vec::with_capacity(16))
    }

    /// Keeps the room of a list that is no longer needed.
    pub(super) fn give_back(&mut self, mut buffer: Vec<Got<'q, 'd>>) {
        buffer.clear();
        self.buffers.push(buffer);
    }

    #[inline]
    pub(super) fn op(&self, id: OpId) -> Quick<&'q Op> {
        self.ops.get(id.index()).ok_or(Unknown)
    }

    /// Counts the steps of an operation, twice: where programs are evaluated one by one, each read of a named value is a step
    /// too, and there are not more of those than there are operations.
    #[inline]
    pub(super) fn count(&mut self, steps: u64) {
        self.steps = self.steps.saturating_add(2 * steps);
    }

    /// Counts steps that were counted before.
    #[inline]
    fn count_again(&mut self, steps: u64) {
        self.steps = self.steps.saturating_add(steps);
    }

    #[inline]
    pub(super) fn within_limit(&self) -> Quick<()> {
        if self.steps <= COST_LIMIT { Ok(()) } else { Err(Unknown) }
    }

    /// Goes on although something is unknown, which may come not to matter. Of several texts it always matters: how many
    /// steps it takes for one of them is unknown too.
    pub(super) fn pass_over_unknown(&self) -> Quick<()> {
        if self.is_of_several { Err(Unknown) } else { Ok(()) }
    }

    /// The result of an operation.
    // Recursion is bounded by the heights of programs, which `number` adds up.
    #[inline]
    pub(super) fn reach(&mut self, id: OpId) -> Quick<Got<'q, 'd>> {
        let op = self.op(id)?;
        match (&op.kind, op.keep) {
            (OpKind::Constant(value, steps), _) => {
                self.count(*steps);
                Ok(Got::Constant(value))
            }
            (_, Some(place)) => self.kept(op, place),
            (OpKind::Path(path), None) => self.path(path),
            (OpKind::Element(depth), None) => {
                self.count(1);
                self.elements.get(*depth).copied().ok_or(Unknown)
            }
            (_, None) => self.work(op),
        }
    }

    /// The truth value that an operation results in.
    #[inline]
    pub(super) fn decide(&mut self, id: OpId) -> Quick<bool> {
        let op = self.op(id)?;
        match op.keep {
            None => self.truth_of(op),
            Some(place) => {
                let got = self.kept(op, place)?;
                self.memory.truth(got)
            }
        }
    }

    /// The node of the document that an operation results in, if that can be seen at once: most paths begin with one.
    #[inline]
    pub(super) fn node_at_hand(&mut self, id: OpId) -> Option<Node<'d>> {
        let got = match &self.op(id).ok()?.kind {
            OpKind::Variable(index) => self.variables.get(*index)?,
            OpKind::Element(depth) => self.elements.get(*depth)?,
            OpKind::Local(index) => self.locals.iter().nth_back(*index as usize)?.as_ref().ok()?,
            _ => return None,
        };
        let Got::Node(id) = *got else { return None };
        self.count(1);
        self.memory.node(id).ok()
    }

    /// A result that was kept, or that is found and kept now. It counts as many steps as when it was found.
    #[inline(never)]
    fn kept(&mut self, op: &'q Op, place: Keep) -> Quick<Got<'q, 'd>> {
        if let Some(known) = self.memory.get(place) {
            self.count_again(known.steps);
            return known.got;
        }
        let (before, mark) = (self.steps, self.memory.mark());
        // What is kept of the document is kept for single elements too.
        let is_of_several = self.is_of_several;
        self.is_of_several &= place.level > 0;
        let got = self.work(op);
        self.is_of_several = is_of_several;
        self.memory.put(place, Known { got, steps: self.steps - before }, mark)
    }

    /// Does what an operation does.
    pub(super) fn work(&mut self, op: &'q Op) -> Quick<Got<'q, 'd>> {
        match &op.kind {
            OpKind::Constant(value, steps) => {
                self.count(*steps);
                Ok(Got::Constant(value))
            }
            OpKind::Variable(index) => {
                self.count(1);
                self.variables.get(*index).copied().ok_or(Unknown)
            }
            OpKind::Element(depth) => {
                self.count(1);
                self.elements.get(*depth).copied().ok_or(Unknown)
            }
            OpKind::Size(sized) => self.size(*sized),
            OpKind::Local(index) => {
                self.count(1);
                self.locals.iter().nth_back(*index as usize).copied().unwrap_or(Err(Unknown))
            }
            OpKind::Path(path) => self.path(path),
            OpKind::Index { operand, index, is_optional } => self.index(*operand, *index, *is_optional),
            OpKind::OrElse { optional, other, unwraps } => self.or_else(*optional, *other, *unwraps),
            OpKind::Call(call) => self.call(call),
            OpKind::Conditional(condition, then, otherwise) => {
                self.count(1);
                let branch = if self.decide(*condition)? { then } else { otherwise };
                self.reach(*branch)
            }
            OpKind::Negate(operand) => {
                self.count(1);
                let operand = self.reach(*operand)?;
                let operand = self.memory.look(operand)?;
                let value = arithmetic::negate(&operand).map_err(|_| Unknown)?;
                drop(operand);
                Ok(self.memory.made(value))
            }
            OpKind::Binary(operator, left, right) => self.binary(*operator, *left, *right),
            OpKind::List(_) | OpKind::Concat(..) => self.built_list(op),
            OpKind::Map(entries, are_distinct) => self.map(entries, *are_distinct),
            OpKind::Walk(steps) => self.walk(op, steps),
            OpKind::Bind(kind, init, body) => self.bind(*kind, *init, *body),
            OpKind::Has(..)
            | OpKind::Not(_)
            | OpKind::And(_)
            | OpKind::Or(_)
            | OpKind::Equal(..)
            | OpKind::In(..)
            | OpKind::Alike(..) => self.truth_of(op).map(Got::from),
            OpKind::Unknown => Err(Unknown),
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
            OpKind::Call(call) => {
                let got = self.call(call)?;
                self.memory.truth(got)
            }
            OpKind::Walk(steps) => {
                let got = self.walk(op, steps)?;
                self.memory.truth(got)
            }
            OpKind::Alike(left, right, threshold) => self.alike(*left, *right, *threshold),
            OpKind::Has(operand, field) => self.has(*operand, field),
            OpKind::Conditional(condition, then, otherwise) => {
                self.count(1);
                let branch = if self.decide(*condition)? { then } else { otherwise };
                self.decide(*branch)
            }
            _ => {
                let got = self.work(op)?;
                self.memory.truth(got)
            }
        }
    }

    /// A chain of `&&` (settled by false) or `||` (settled by true). What settles it makes up for what is unknown.
    fn chain(&mut self, operands: &[OpId], settling: bool) -> Quick<bool> {
        self.count(1);
        let mut is_known = true;
        for operand in operands {
            let truth = match self.op(*operand)? {
                Op { kind: OpKind::Not(operand), keep: None, .. } => {
                    self.count(1);
                    self.decide(*operand).map(|truth| !truth)
                }
                _ => self.decide(*operand),
            };
            match truth {
                Ok(truth) if truth == settling => return Ok(settling),
                Ok(_) => {}
                Err(Unknown) => {
                    self.pass_over_unknown()?;
                    is_known = false;
                }
            }
        }
        if is_known { Ok(!settling) } else { Err(Unknown) }
    }

    /// `cel.bind`, `optMap`, `optFlatMap`. What is bound is evaluated at once; if that is unknown, that matters only if it
    /// is asked for.
    fn bind(&mut self, kind: BindKind, init: OpId, body: OpId) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let bound = match (self.reach(init), kind) {
            (Err(Unknown), BindKind::Value) => {
                self.pass_over_unknown()?;
                Err(Unknown)
            }
            (bound, BindKind::Value) => bound,
            (bound, BindKind::OptMap | BindKind::OptFlatMap) => match self.memory.unwrapped(bound?)? {
                Some(inside) => Ok(inside),
                None => return Ok(Got::Absent),
            },
        };
        self.locals.push(bound);
        let result = self.reach(body);
        self.locals.pop();
        let result = result?;
        match kind {
            BindKind::Value => Ok(result),
            BindKind::OptMap => Ok(self.memory.wrapped(result)),
            BindKind::OptFlatMap => self.memory.unwrapped(result).map(|_| result),
        }
    }
}
