//! Lists, and macros that walk through a list or a map.

use super::got::Got;
use super::op::{Op, OpId, OpKind, Steps};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::weight;
use crate::expr::functions::size_of;
use crate::expr::tree::Walk;
use crate::expr::value::{Data, List, Value, compare};
use crate::yaml::{Entry, Kind};

/// What the elements so far have come to.
struct State<'s, 'q, 'd> {
    is_known: bool,
    settled: Option<bool>,
    hits: usize,
    /// Where the elements of the result go.
    elements: &'s mut Vec<Got<'q, 'd>>,
}

impl<'q, 'd> Run<'q, 'd> {
    /// A list as a result.
    pub(super) fn built_list(&mut self, op: &'q Op) -> Quick<Got<'q, 'd>> {
        let mut elements = self.buffer();
        let result = self.append_of(op, &mut elements);
        let list = result.map(|()| self.memory.list(&elements));
        self.give_back(elements);
        list
    }

    /// `size(value)`
    pub(super) fn size(&mut self, sized: OpId) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let op = self.op(sized)?;
        if op.keep.is_none() && builds_list(&op.kind) {
            let mut elements = self.buffer();
            let result = self.append_of(op, &mut elements);
            let size = elements.len();
            self.give_back(elements);
            self.count(size as u64 / 8);
            return result.map(|()| integer(size));
        }
        let sized = self.reach(sized)?;
        let (size, steps) = match sized {
            Got::List(place) => {
                let size = self.memory.parts(place).len();
                (size, size / 8)
            }
            _ => {
                let value = self.memory.look(sized)?;
                let size = size_of(&value.data).ok_or(Unknown)?;
                (size, usize::try_from(weight(&value)).unwrap_or(usize::MAX))
            }
        };
        self.count(steps as u64);
        Ok(integer(size))
    }

    /// A map as a result.
    pub(super) fn map(
        &mut self,
        entries: &'q [(OpId, OpId, bool)],
        are_distinct: bool,
    ) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let mut parts = self.buffer();
        let result = self.append_entries(entries, are_distinct, &mut parts);
        let map = result.map(|()| self.memory.map(&parts));
        self.give_back(parts);
        map
    }

    fn append_entries(
        &mut self,
        entries: &'q [(OpId, OpId, bool)],
        are_distinct: bool,
        parts: &mut Vec<Got<'q, 'd>>,
    ) -> Quick<()> {
        for (key, value, is_optional) in entries {
            let (key, value) = (self.reach(*key)?, self.reach(*value)?);
            let value = if *is_optional { self.memory.unwrapped(value)? } else { Some(value) };
            let Some(value) = value else { continue };
            self.count(parts.len() as u64 / 16);
            if !are_distinct {
                let key = self.memory.look(key)?;
                let is_key =
                    matches!(key.data, Data::Bool(_) | Data::Int(_) | Data::Uint(_) | Data::String(_));
                if !is_key {
                    return Err(Unknown);
                }
                for known in parts.iter().step_by(2) {
                    let known = self.memory.look(*known)?;
                    if compare::equal(&known, &key) {
                        return Err(Unknown);
                    }
                }
            }
            parts.extend([key, value]);
        }
        Ok(())
    }

    /// Appends the elements of a list, which need not become one for that.
    pub(super) fn append(&mut self, id: OpId, elements: &mut Vec<Got<'q, 'd>>) -> Quick<()> {
        let op = self.op(id)?;
        if op.keep.is_none() {
            return self.append_of(op, elements);
        }
        let list = self.reach(id)?;
        self.append_all(list, elements)
    }

    fn append_of(&mut self, op: &'q Op, elements: &mut Vec<Got<'q, 'd>>) -> Quick<()> {
        match &op.kind {
            OpKind::List(parts) => {
                self.count(1);
                for (part, is_optional) in parts {
                    let got = self.reach(*part)?;
                    elements.extend(if *is_optional { self.memory.unwrapped(got)? } else { Some(got) });
                }
                Ok(())
            }
            OpKind::Concat(left, right) => {
                self.append(*left, elements)?;
                self.append(*right, elements)?;
                self.count(1 + elements.len() as u64 / 8);
                Ok(())
            }
            OpKind::Walk(steps) if matches!(steps.walk, Walk::List) => self.each(steps, elements).map(|_| ()),
            OpKind::Conditional(condition, then, otherwise) => {
                self.count(1);
                let branch = if self.decide(*condition)? { then } else { otherwise };
                self.append(*branch, elements)
            }
            OpKind::OrElse { optional, other, unwraps: true } => {
                self.count(1);
                let optional = self.reach(*optional)?;
                match self.memory.unwrapped(optional)? {
                    Some(inside) => self.append_all(inside, elements),
                    None => self.append(*other, elements),
                }
            }
            _ => {
                let list = self.work(op)?;
                self.append_all(list, elements)
            }
        }
    }

    fn append_all(&mut self, list: Got<'q, 'd>, elements: &mut Vec<Got<'q, 'd>>) -> Quick<()> {
        if let Some(node) = self.memory.node_of(list, Kind::Sequence) {
            elements.extend(node.items().map(|item| Got::Node(item.id())));
            return Ok(());
        }
        if let Got::Constant(Value { data: Data::List(List::Built(values)), .. }) = list {
            elements.extend(values.iter().map(Got::Constant));
            return Ok(());
        }
        if let Got::List(place) = list {
            elements.extend_from_slice(self.memory.parts(place));
            return Ok(());
        }
        match self.memory.value(list)?.data {
            Data::List(list) => list.try_each(|value| {
                elements.push(self.memory.made(value));
                Ok(())
            }),
            _ => Err(Unknown),
        }
    }

    pub(super) fn walk(&mut self, op: &'q Op, steps: &'q Steps) -> Quick<Got<'q, 'd>> {
        if matches!(steps.walk, Walk::List) {
            return self.built_list(op);
        }
        let mut none = Vec::new();
        let state = self.each(steps, &mut none)?;
        let (settled, is_known, hits) = (state.settled, state.is_known, state.hits);
        match (settled, steps.walk) {
            (Some(settled), _) => Ok(Got::from(settled)),
            _ if !is_known => Err(Unknown),
            (None, Walk::All) => Ok(Got::from(true)),
            (None, Walk::Exists) => Ok(Got::from(false)),
            (None, Walk::ExistsOne) => Ok(Got::from(hits == 1)),
            (None, Walk::List | Walk::SortBy | Walk::Map | Walk::MapEntry) => Err(Unknown),
        }
    }

    /// Visits the elements of the range until the result is settled.
    fn each<'s>(&mut self, steps: &'q Steps, elements: &'s mut Vec<Got<'q, 'd>>) -> Quick<State<'s, 'q, 'd>> {
        self.count(1);
        let mut state = State { is_known: true, settled: None, hits: 0, elements };
        let range = self.op(steps.range)?;
        if range.keep.is_some() || !builds_list(&range.kind) {
            let range = self.reach(steps.range)?;
            if let Some(node) = self.memory.node_of(range, Kind::Sequence) {
                self.visit_all(steps, &mut state, node.items().map(|item| Got::Node(item.id())))?;
            } else if let Some(node) = self.memory.node_of(range, Kind::Mapping) {
                let entry = |entry: Entry<'_>| (Got::Node(entry.key.id()), Got::Node(entry.value.id()));
                self.visit_entries(steps, &mut state, node.entries().map(entry))?;
            } else if let Got::Map(_) | Got::Made(_) | Got::Constant(_) = range
                && let Data::Map(map) = self.memory.value(range)?.data
            {
                let made = |(key, value)| (self.memory.made(key), self.memory.made(value));
                let entries: Vec<_> = map.to_vec().into_iter().map(made).collect();
                self.visit_entries(steps, &mut state, entries.into_iter())?;
            } else {
                self.visit_built(steps, &mut state, |run, elements| run.append_all(range, elements))?;
            }
        } else {
            self.visit_built(steps, &mut state, |run, elements| run.append(steps.range, elements))?;
        }
        Ok(state)
    }

    fn visit_all(
        &mut self,
        steps: &'q Steps,
        state: &mut State<'_, 'q, 'd>,
        range: impl Iterator<Item = Got<'q, 'd>>,
    ) -> Quick<()> {
        for (index, element) in (0..).zip(range) {
            if steps.has_two {
                self.visit(steps, state, Got::Int(index), Some(element))?;
            } else {
                self.visit(steps, state, element, None)?;
            }
            if state.settled.is_some() {
                break;
            }
        }
        Ok(())
    }

    /// Visits elements that are there only for that.
    fn visit_built(
        &mut self,
        steps: &'q Steps,
        state: &mut State<'_, 'q, 'd>,
        build: impl FnOnce(&mut Self, &mut Vec<Got<'q, 'd>>) -> Quick<()>,
    ) -> Quick<()> {
        let mut elements = self.buffer();
        let result =
            build(self, &mut elements).and_then(|()| self.visit_all(steps, state, elements.drain(..)));
        elements.clear();
        self.give_back(elements);
        result
    }

    fn visit_entries(
        &mut self,
        steps: &'q Steps,
        state: &mut State<'_, 'q, 'd>,
        entries: impl Iterator<Item = (Got<'q, 'd>, Got<'q, 'd>)>,
    ) -> Quick<()> {
        for (key, value) in entries {
            self.visit(steps, state, key, steps.has_two.then_some(value))?;
            if state.settled.is_some() {
                break;
            }
        }
        Ok(())
    }

    fn visit(
        &mut self,
        steps: &'q Steps,
        state: &mut State<'_, 'q, 'd>,
        first: Got<'q, 'd>,
        second: Option<Got<'q, 'd>>,
    ) -> Quick<()> {
        self.count(1);
        self.within_limit()?;
        let (outside, mark) = (self.locals.len(), self.memory.mark());
        self.locals.push(Ok(first));
        self.locals.extend(second.map(Ok));
        let result = self.judge(steps, state);
        self.locals.truncate(outside);
        if !matches!(steps.walk, Walk::List) {
            self.memory.release(mark);
        }
        result
    }

    fn judge(&mut self, steps: &'q Steps, state: &mut State<'_, 'q, 'd>) -> Quick<()> {
        let is_hit = match (steps.predicate.map(|predicate| self.decide(predicate)), steps.walk) {
            (None, _) => true,
            (Some(Ok(is_hit)), _) => is_hit,
            (Some(Err(Unknown)), Walk::All | Walk::Exists) => {
                state.is_known = false;
                return self.pass_over_unknown();
            }
            (Some(Err(Unknown)), _) => return Err(Unknown),
        };
        state.hits += usize::from(is_hit);
        match steps.walk {
            Walk::All if !is_hit => state.settled = Some(false),
            Walk::Exists if is_hit => state.settled = Some(true),
            Walk::List if is_hit => {
                let element = match steps.transform {
                    Some(transform) => self.reach(transform)?,
                    None => self.locals.last().copied().unwrap_or(Err(Unknown))?,
                };
                state.elements.push(element);
            }
            _ => {}
        }
        Ok(())
    }
}

/// True if a list would have to be made only to be walked through or counted.
fn builds_list(kind: &OpKind) -> bool {
    match kind {
        OpKind::List(_) | OpKind::Concat(..) => true,
        OpKind::Walk(steps) => matches!(steps.walk, Walk::List),
        _ => false,
    }
}

fn integer<'q, 'd>(size: usize) -> Got<'q, 'd> {
    Got::Int(i64::try_from(size).unwrap_or(i64::MAX))
}
