//! From programs to operations: equal parts of all programs become one operation (value numbering). A named value is what
//! it stands for.

use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use super::op::{Field, Invocation, Needs, Op, OpId, OpKind, Path, Steps};
use crate::expr::eval::DEPTH_LIMIT;
use crate::expr::functions::Threshold;
use crate::expr::tree::{
    Binary, Bind, BindKind, Call, Comprehension, Element, Expr, ExprId, ExprKind, MapEntry, Select, Tree,
    Unary, Walk,
};
use crate::expr::value::{Data, Map, Value, compare};
use crate::yaml::KeyMark;

/// Operations so far.
#[derive(Default)]
pub(super) struct Numbering {
    pub(super) ops: Vec<Op>,
    known: HashMap<Shape, OpId>,
}

/// What the variables of a program stand for, by slot.
pub(super) type Meanings = Vec<Option<Meaning>>;

/// What a variable stands for.
#[derive(Clone, Copy)]
pub(super) struct Meaning {
    pub(super) op: OpId,
    /// How deep evaluating it goes: its own height and that of the named values in it.
    pub(super) depth: u32,
}

/// What makes two operations equal: what they are, the words they hold, their parts.
#[derive(PartialEq, Eq, Hash)]
struct Shape {
    kind: Discriminant<OpKind>,
    number: u32,
    word: Option<Arc<str>>,
    parts: Vec<OpId>,
}

/// One program on its way.
struct Translation<'t> {
    numbering: &'t mut Numbering,
    tree: &'t Tree,
    meanings: &'t Meanings,
    /// The depth of the deepest named value that it reads.
    deepest: u32,
}

impl Numbering {
    /// The operation of a program.
    pub(super) fn program(&mut self, tree: &Tree, meanings: &Meanings) -> Meaning {
        let mut translation = Translation { numbering: self, tree, meanings, deepest: 0 };
        let op = translation.translate(tree.root, 0);
        // What `cel.bind` names is evaluated where it is asked for: its height may count there again.
        let binds = tree.expressions.iter().filter(|expr| matches!(expr.kind, ExprKind::Bind(_))).count();
        let height = tree.height(tree.root).saturating_mul(1 + as_number(binds));
        let depth = translation.deepest.saturating_add(height);
        let op = if depth > DEPTH_LIMIT { self.add(OpKind::Unknown, 0, None) } else { op };
        Meaning { op, depth }
    }

    /// What a named value stands for. One that is only another name is an operation of its own, so that its reads are
    /// counted.
    pub(super) fn named(&mut self, tree: &Tree, meanings: &Meanings) -> Meaning {
        let meaning = self.program(tree, meanings);
        let ExprKind::Variable(_) = tree.get(tree.root).kind else { return meaning };
        let local = self.add(OpKind::Local(0), 0, None);
        let op = self.add(OpKind::Bind(BindKind::Value, meaning.op, local), BindKind::Value as u32, None);
        Meaning { op, ..meaning }
    }

    pub(super) fn variable(&mut self, index: usize) -> Meaning {
        let op = self.add(OpKind::Variable(index), as_number(index), None);
        Meaning { op, depth: 0 }
    }

    /// The element of a list at a depth.
    pub(super) fn element(&mut self, list: OpId, depth: usize) -> Meaning {
        let parts = vec![list];
        let shape =
            Shape { kind: discriminant(&OpKind::Element(0)), number: as_number(depth), word: None, parts };
        let needs = Needs { elements: depth + 1, ..Needs::default() };
        Meaning { op: self.shaped(shape, OpKind::Element(depth), needs), depth: 0 }
    }

    pub(super) fn get(&self, id: OpId) -> Option<&Op> {
        self.ops.get(id.index())
    }

    /// The operation of this kind; `number` and `word` are what it says besides its parts.
    fn add(&mut self, kind: OpKind, number: u32, word: Option<Arc<str>>) -> OpId {
        let mut parts = Vec::new();
        kind.each_part(&mut |part, _| parts.push(part));
        let mut needs = Needs::default();
        for part in parts.iter().filter_map(|part| self.get(*part)) {
            needs.elements = needs.elements.max(part.needs.elements);
            needs.locals = needs.locals.max(part.needs.locals);
        }
        needs.locals = match &kind {
            OpKind::Local(index) => index + 1,
            OpKind::Walk(steps) => {
                let inside = [steps.predicate, steps.transform].into_iter().flatten();
                let inside = inside.map(|part| self.locals_of(part)).max().unwrap_or(0);
                let bound = 1 + u32::from(steps.has_two);
                self.locals_of(steps.range).max(inside.saturating_sub(bound))
            }
            OpKind::Bind(_, init, body) => self.locals_of(*init).max(self.locals_of(*body).saturating_sub(1)),
            _ => needs.locals,
        };
        self.shaped(Shape { kind: discriminant(&kind), number, word, parts }, kind, needs)
    }

    fn locals_of(&self, id: OpId) -> u32 {
        self.get(id).map_or(0, |op| op.needs.locals)
    }

    fn shaped(&mut self, shape: Shape, kind: OpKind, needs: Needs) -> OpId {
        if let Some(known) = self.known.get(&shape) {
            return *known;
        }
        let id = OpId::at(self.ops.len());
        self.ops.push(Op { kind, keep: None, needs });
        self.known.insert(shape, id);
        id
    }

    fn is_list(&self, id: OpId) -> bool {
        self.get(id).is_some_and(|op| op.kind.is_list(&|part| self.is_list(part)))
    }
}

impl Translation<'_> {
    // Recursion is bounded by the depth of the tree, which the parser bounds. `level` counts the variables of macros that are
    // bound around an expression.
    fn translate(&mut self, id: ExprId, level: u32) -> OpId {
        let Expr { kind, .. } = self.tree.get(id);
        let text = || Some(Arc::from(self.tree.text(id)));
        let (kind, number, word) = match kind {
            ExprKind::Constant(value) => (OpKind::Constant(value.clone(), 1), 0, text()),
            ExprKind::Variable(slot) => return self.variable(*slot),
            ExprKind::Local(depth) => match level.checked_sub(depth + 1) {
                Some(index) => (OpKind::Local(index), index, None),
                None => (OpKind::Unknown, 0, None),
            },
            ExprKind::Select(select) => self.select(select, level),
            ExprKind::Index { operand, index, is_optional } => {
                let (operand, index) = (self.translate(*operand, level), self.translate(*index, level));
                let is_optional = *is_optional;
                (OpKind::Index { operand, index, is_optional }, u32::from(is_optional), None)
            }
            ExprKind::OrElse { optional, other, unwraps } => {
                let (optional, other) = (self.translate(*optional, level), self.translate(*other, level));
                let unwraps = *unwraps;
                (OpKind::OrElse { optional, other, unwraps }, u32::from(unwraps), None)
            }
            ExprKind::Unary(Unary::Not, operand) => (OpKind::Not(self.translate(*operand, level)), 0, None),
            ExprKind::Unary(Unary::Negate, operand) => {
                (OpKind::Negate(self.translate(*operand, level)), 0, None)
            }
            ExprKind::Binary(operator, left, right) => self.binary(*operator, (*left, *right), level),
            ExprKind::And(operands) => (OpKind::And(self.all(operands, level)), 0, None),
            ExprKind::Or(operands) => (OpKind::Or(self.all(operands, level)), 0, None),
            ExprKind::Conditional { condition, then, otherwise } => {
                let [condition, then, otherwise] =
                    [condition, then, otherwise].map(|part| self.translate(*part, level));
                (OpKind::Conditional(condition, then, otherwise), 0, None)
            }
            ExprKind::List(elements) => {
                let optional = optional_ones(elements.iter().map(|element| element.is_optional));
                let element = |element: &Element| (self.translate(element.value, level), element.is_optional);
                (OpKind::List(elements.iter().map(element).collect()), 0, optional)
            }
            ExprKind::Map(entries) => self.map(entries, level),
            ExprKind::Comprehension(walk) => self.walk(walk, level),
            ExprKind::Bind(bind) => self.bind(bind, level),
            ExprKind::Call(call) => self.call(call, level),
            ExprKind::Name { .. } => (OpKind::Unknown, 0, None),
        };
        self.numbering.add(kind, number, word)
    }

    fn all(&mut self, operands: &[ExprId], level: u32) -> Vec<OpId> {
        operands.iter().map(|operand| self.translate(*operand, level)).collect()
    }

    fn variable(&mut self, slot: u32) -> OpId {
        match self.meanings.get(slot as usize).copied().flatten() {
            Some(meaning) => {
                self.deepest = self.deepest.max(meaning.depth);
                meaning.op
            }
            None => self.numbering.add(OpKind::Unknown, 0, None),
        }
    }

    fn select(&mut self, select: &Select, level: u32) -> Made {
        let start = self.translate(select.operand, level);
        let name = Arc::clone(&select.field);
        let word = Some(Arc::clone(&name));
        let field = Field { mark: KeyMark::of(name.as_bytes()), name, is_optional: select.is_optional };
        if select.is_test {
            return (OpKind::Has(start, field), 0, word);
        }
        let fields = vec![field];
        (OpKind::Path(Path { start, fields, otherwise: None }), u32::from(select.is_optional), word)
    }

    fn binary(&mut self, operator: Binary, (left, right): (ExprId, ExprId), level: u32) -> Made {
        let (left, right) = (self.translate(left, level), self.translate(right, level));
        let is_list = |id| self.numbering.is_list(id);
        match operator {
            Binary::Equal => (OpKind::Equal(left, right, false), 0, None),
            Binary::NotEqual => (OpKind::Equal(left, right, true), 1, None),
            Binary::In => (OpKind::In(left, right), 0, None),
            Binary::Add if is_list(left) || is_list(right) => (OpKind::Concat(left, right), 0, None),
            _ => self.alike(operator, left, right).unwrap_or((
                OpKind::Binary(operator, left, right),
                operator as u32,
                None,
            )),
        }
    }

    /// A comparison of `similar(a, b)` with a number.
    fn alike(&self, operator: Binary, left: OpId, right: OpId) -> Option<Made> {
        let (OpKind::Call(call), OpKind::Constant(number, _)) =
            (&self.numbering.get(left)?.kind, &self.numbering.get(right)?.kind)
        else {
            return None;
        };
        let ("similar", [first, second], Data::Double(number)) =
            (call.function.name, call.arguments.as_slice(), &number.data)
        else {
            return None;
        };
        let threshold = Threshold::new(operator, *number)?;
        Some((OpKind::Alike(*first, *second, threshold), operator as u32, Some(number.to_string().into())))
    }

    fn map(&mut self, entries: &[MapEntry], level: u32) -> Made {
        let optional = optional_ones(entries.iter().map(|entry| entry.is_optional));
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| {
                (self.translate(entry.key, level), self.translate(entry.value, level), entry.is_optional)
            })
            .collect();
        match self.constant_map(&entries) {
            Some((constant, text)) => (constant, 1, Some(text)),
            None => {
                let are_distinct = self.are_distinct(&entries);
                (OpKind::Map(entries, are_distinct), 0, optional)
            }
        }
    }

    /// A map whose keys and values are constants, built now and not each time; and what tells it from others.
    fn constant_map(&self, entries: &[(OpId, OpId, bool)]) -> Option<(OpKind, Arc<str>)> {
        let constant = |id: OpId| match &self.numbering.get(id)?.kind {
            OpKind::Constant(value, _) => Some(value.clone()),
            _ => None,
        };
        let mut built: Vec<(Value<'static>, Value<'static>)> = Vec::with_capacity(entries.len());
        for (key, value, is_optional) in entries {
            let key = constant(*key).filter(|key| key.as_str().is_some() && !is_optional)?;
            if built.iter().any(|(known, _)| compare::equal(known, &key)) {
                return None;
            }
            built.push((key, constant(*value)?));
        }
        let ids: Vec<String> =
            entries.iter().map(|(key, value, _)| format!("{}:{}", key.index(), value.index())).collect();
        let entries = entries.len() as u64;
        let steps = 1 + 2 * entries + entries * entries / 8;
        Some((OpKind::Constant(Value::new(Data::Map(Map::Built(built.into()))), steps), ids.join(",").into()))
    }

    /// True if all keys are constant texts, of which no two are the same.
    fn are_distinct(&self, entries: &[(OpId, OpId, bool)]) -> bool {
        let text = |id: OpId| match self.numbering.get(id).map(|op| &op.kind) {
            Some(OpKind::Constant(key, _)) => key.as_str(),
            _ => None,
        };
        let known: Option<HashSet<&str>> = entries.iter().map(|(key, ..)| text(*key)).collect();
        known.is_some_and(|known| known.len() == entries.len())
    }

    fn walk(&mut self, walk: &Comprehension, level: u32) -> Made {
        if matches!(walk.walk, Walk::SortBy | Walk::Map | Walk::MapEntry) {
            return (OpKind::Unknown, 0, None);
        }
        let range = self.translate(walk.range, level);
        let inside = level + as_number(walk.variables.len());
        let [predicate, transform] =
            [walk.predicate, walk.transform].map(|part| part.map(|part| self.translate(part, inside)));
        let has_two = walk.variables.len() > 1;
        let form = u32::from(has_two) * 2 + u32::from(predicate.is_some());
        let steps = Steps { walk: walk.walk, range, has_two, predicate, transform };
        (OpKind::Walk(Box::new(steps)), walk.walk as u32 * 4 + form, None)
    }

    fn bind(&mut self, bind: &Bind, level: u32) -> Made {
        let (init, body) = (self.translate(bind.init, level), self.translate(bind.body, level + 1));
        (OpKind::Bind(bind.kind, init, body), bind.kind as u32, None)
    }

    fn call(&mut self, call: &Call, level: u32) -> Made {
        let Some(function) = call.function else { return (OpKind::Unknown, 0, None) };
        let arguments = self.all(&call.arguments, level);
        if let ("size", [sized]) = (function.name, arguments.as_slice()) {
            return (OpKind::Size(*sized), 0, None);
        }
        let literal = call.has_literal.then(|| Arc::clone(&call.literal));
        let word = Some(Arc::from(function.name));
        (OpKind::Call(Box::new(Invocation { function, arguments, literal })), 0, word)
    }
}

/// An operation, and what it says besides its parts.
type Made = (OpKind, u32, Option<Arc<str>>);

/// Which parts are optional, as a word; none if no part is.
fn optional_ones(parts: impl Iterator<Item = bool> + Clone) -> Option<Arc<str>> {
    let any = parts.clone().any(|is_optional| is_optional);
    any.then(|| parts.map(|is_optional| if is_optional { '?' } else { ' ' }).collect::<String>().into())
}

fn as_number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
