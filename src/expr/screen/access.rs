//! Fields, indices and optionals, as [`crate::expr::eval`] has them.

use super::got::{Got, Plain};
use super::op::{Field, OpId, Path};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::position;
use crate::expr::value::{Data, Map, Value};
use crate::yaml::{Kind, Node};

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn path(&mut self, path: &'q Path) -> Quick<Got<'q, 'd>> {
        let fields = path.fields.as_slice();
        self.count(fields.len() as u64);
        let got = match self.node_at_hand(path.start) {
            Some(node) => self.follow(node, false, fields)?,
            None => match self.reach(path.start)? {
                Got::Node(id) => self.follow(self.memory.node(id)?, false, fields)?,
                Got::Present(id) => self.follow(self.memory.node(id)?, true, fields)?,
                Got::Absent => Got::Absent,
                other => self.follow_value(other, fields)?,
            },
        };
        let Some(otherwise) = path.otherwise else { return Ok(got) };
        self.count(1);
        match got {
            Got::Present(id) => Ok(Got::Node(id)),
            Got::Absent => self.reach(otherwise),
            other => self.memory.unwrapped(other)?.ok_or(Unknown),
        }
    }

    /// A path through the document; `is_lifted` if it has come through an optional.
    fn follow(&mut self, mut node: Node<'d>, mut is_lifted: bool, fields: &[Field]) -> Quick<Got<'q, 'd>> {
        for field in fields {
            is_lifted |= field.is_optional;
            node = match node.step(&field.name, field.mark) {
                Some((value, entries)) => {
                    self.count(entries as u64 / 8);
                    value
                }
                None if node.kind() == Kind::Mapping && is_lifted => {
                    self.count(node.len() as u64 / 8);
                    return Ok(Got::Absent);
                }
                None => return Err(Unknown),
            };
        }
        Ok(if is_lifted { Got::Present(node.id()) } else { Got::Node(node.id()) })
    }

    /// A path through a value that was made, and maybe from there into the document.
    fn follow_value(&mut self, mut at: Got<'q, 'd>, fields: &'q [Field]) -> Quick<Got<'q, 'd>> {
        let mut rest = fields;
        let mut is_lifted = false;
        while let Some((field, others)) = rest.split_first() {
            if !is_lifted {
                match self.memory.unwrapped(at) {
                    Ok(Some(inside)) => (at, is_lifted) = (inside, true),
                    Ok(None) => return Ok(Got::Absent),
                    Err(Unknown) => {}
                }
            }
            if let Got::Node(id) = at {
                return self.follow(self.memory.node(id)?, is_lifted, rest);
            }
            is_lifted |= field.is_optional;
            at = match self.field_of_value(at, &field.name)? {
                Some(found) => found,
                None if is_lifted => return Ok(Got::Absent),
                None => return Err(Unknown),
            };
            rest = others;
        }
        Ok(if is_lifted { self.memory.wrapped(at) } else { at })
    }

    /// The field of what is no mapping of the document.
    fn field_of_value(&mut self, container: Got<'q, 'd>, field: &str) -> Quick<Option<Got<'q, 'd>>> {
        if let Got::Map(place) = container {
            let parts = self.memory.parts(place);
            let steps = parts.len() as u64 / 16;
            let is_key = |key: Got<'q, 'd>| self.memory.plain_of(key) == Some(Plain::Text(field));
            let found = parts.chunks_exact(2).find_map(|entry| match entry {
                [key, value] if is_key(*key) => Some(*value),
                _ => None,
            });
            self.count(steps);
            return Ok(found);
        }
        let (steps, found) = match &self.memory.look(container)?.data {
            Data::Map(map) => (map.len() as u64 / 8, map.field(field)),
            Data::Object(object) => (0, object.field(field)),
            _ => return Err(Unknown),
        };
        self.count(steps);
        Ok(found.map(|value| self.memory.made(value)))
    }

    /// `has(operand.field)`
    pub(super) fn has(&mut self, operand: OpId, field: &Field) -> Quick<bool> {
        self.count(1);
        let node = match self.reach(operand)? {
            Got::Node(id) | Got::Present(id) => self.memory.node(id)?,
            Got::Absent => return Ok(false),
            other => return self.has_in_value(other, &field.name),
        };
        match node.step(&field.name, field.mark) {
            Some((_, entries)) => {
                self.count(entries as u64 / 8);
                Ok(true)
            }
            None if node.kind() == Kind::Mapping => {
                self.count(node.len() as u64 / 8);
                Ok(false)
            }
            None => Err(Unknown),
        }
    }

    fn has_in_value(&mut self, container: Got<'q, 'd>, field: &str) -> Quick<bool> {
        let container = match self.memory.unwrapped(container) {
            Ok(Some(inside)) => inside,
            Ok(None) => return Ok(false),
            Err(Unknown) => container,
        };
        if let Some(node) = self.memory.node_of(container, Kind::Mapping) {
            self.count(node.len() as u64 / 8);
            return Ok(node.field(field).is_some());
        }
        self.field_of_value(container, field).map(|found| found.is_some())
    }

    pub(super) fn index(&mut self, operand: OpId, index: OpId, is_optional: bool) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let operand = self.reach(operand)?;
        let index = self.reach(index)?;
        let (container, is_lifted) = match self.memory.unwrapped(operand) {
            Ok(Some(inside)) => (inside, true),
            Ok(None) => return Ok(Got::Absent),
            Err(Unknown) => (operand, false),
        };
        let is_optional = is_optional || is_lifted;
        match self.element_of(container, index)? {
            Some(found) if is_optional => Ok(self.memory.wrapped(found)),
            Some(found) => Ok(found),
            None if is_optional => Ok(Got::Absent),
            None => Err(Unknown),
        }
    }

    fn element_of(&mut self, container: Got<'q, 'd>, index: Got<'q, 'd>) -> Quick<Option<Got<'q, 'd>>> {
        if let Some(number) = self.memory.integer_of(index) {
            let number = usize::try_from(number).unwrap_or(usize::MAX);
            if let Got::List(place) = container {
                return Ok(self.memory.parts(place).get(number).copied());
            }
            if let Some(node) = self.memory.node_of(container, Kind::Sequence) {
                return Ok(node.items().nth(number).map(|item| Got::Node(item.id())));
            }
        }
        if let (Got::Constant(Value { data: Data::Map(Map::Built(entries)), .. }), Some(key)) =
            (container, self.memory.text_of(index))
        {
            self.count(entries.len() as u64 / 8);
            let entry = entries.iter().find(|(known, _)| known.as_str() == Some(key));
            return Ok(entry.map(|(_, value)| Got::Constant(value)));
        }
        let (index, container) = (self.memory.look(index)?, self.memory.look(container)?);
        let (steps, found) = match &container.data {
            Data::List(list) => (0, list.get(position(&index).ok_or(Unknown)?.unwrap_or(usize::MAX))),
            Data::Map(map) => (map.len() as u64 / 8, map.get(&index)),
            _ => return Err(Unknown),
        };
        drop((index, container));
        self.count(steps);
        Ok(found.map(|value| self.memory.made(value)))
    }

    /// `optional.or(other)` and `optional.orValue(other)`
    pub(super) fn or_else(&mut self, optional: OpId, other: OpId, unwraps: bool) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let optional = self.reach(optional)?;
        match (self.memory.unwrapped(optional)?, unwraps) {
            (Some(inside), true) => Ok(inside),
            (Some(inside), false) => Ok(self.memory.wrapped(inside)),
            (None, true) => self.reach(other),
            (None, false) => {
                let other = self.reach(other)?;
                let inside = self.memory.unwrapped(other)?;
                Ok(inside.map_or(Got::Absent, |inside| self.memory.wrapped(inside)))
            }
        }
    }
}
