//! Fields, indices and optionals, as [`crate::expr::eval`] has them.

use super::got::Got;
use super::op::{Field, OpId, Path};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::position;
use crate::expr::value::{Data, Value};
use crate::yaml::{Kind, Node};

impl<'q, 'd> Run<'q, 'd> {
    #[inline(never)]
    pub(super) fn path(&mut self, path: &'q Path) -> Quick<Got<'q, 'd>> {
        let start = self.reach(path.start)?;
        let fields = path.fields.as_slice();
        self.count(fields.len() as u64);
        match start {
            Got::Node(node) => self.follow(node, false, fields),
            Got::Optional(Some(node)) => self.follow(node, true, fields),
            Got::Optional(None) => Ok(Got::Optional(None)),
            other => self.follow_value(other, fields),
        }
    }

    /// A path through the document; `is_lifted` if it has come through an optional.
    fn follow(&mut self, mut node: Node<'d>, mut is_lifted: bool, fields: &[Field]) -> Quick<Got<'q, 'd>> {
        for field in fields {
            if node.kind() != Kind::Mapping {
                return Err(Unknown);
            }
            self.count(node.len() as u64 / 8);
            is_lifted |= field.is_optional;
            node = match node.field(&field.name) {
                Some(value) => value,
                None if is_lifted => return Ok(Got::Optional(None)),
                None => return Err(Unknown),
            };
        }
        Ok(if is_lifted { Got::Optional(Some(node)) } else { Got::Node(node) })
    }

    /// A path through a value that was made, and maybe from there into the document.
    fn follow_value(&mut self, mut at: Got<'q, 'd>, fields: &'q [Field]) -> Quick<Got<'q, 'd>> {
        let mut rest = fields;
        while let Some((field, others)) = rest.split_first() {
            let (container, is_lifted) = match at {
                Got::Node(node) => return self.follow(node, false, rest),
                Got::Optional(Some(node)) => return self.follow(node, true, rest),
                Got::Optional(None) => return Ok(Got::Optional(None)),
                Got::Made(Value { data: Data::Optional(_), .. }) => match at.unwrapped()? {
                    Some(inside) => (inside, true),
                    None => return Ok(Got::Optional(None)),
                },
                other => (other, false),
            };
            if is_lifted && matches!(container, Got::Node(_)) {
                at = container.wrapped();
                continue;
            }
            let is_optional = is_lifted || field.is_optional;
            let container = container.into_operand();
            let found = match &container.data {
                Data::Map(map) => {
                    self.count(map.len() as u64 / 8);
                    map.field(&field.name)
                }
                Data::Object(object) => object.field(&field.name),
                _ => return Err(Unknown),
            };
            at = match found {
                Some(value) if is_optional => Got::of(&value).wrapped(),
                Some(value) => Got::of(&value),
                None if is_optional => return Ok(Got::Optional(None)),
                None => return Err(Unknown),
            };
            rest = others;
        }
        Ok(at)
    }

    /// `has(operand.field)`
    #[inline(never)]
    pub(super) fn has(&mut self, operand: OpId, field: &str) -> Quick<bool> {
        self.count(1);
        let node = match self.reach(operand)? {
            Got::Node(node) | Got::Optional(Some(node)) => node,
            Got::Optional(None) => return Ok(false),
            other => return self.has_in_value(other, field),
        };
        if node.kind() != Kind::Mapping {
            return Err(Unknown);
        }
        self.count(node.len() as u64 / 8);
        Ok(node.field(field).is_some())
    }

    fn has_in_value(&mut self, container: Got<'q, 'd>, field: &str) -> Quick<bool> {
        let container = match container.clone().unwrapped() {
            Ok(Some(inside)) => inside,
            Ok(None) => return Ok(false),
            Err(Unknown) => container,
        };
        let container = container.into_operand();
        match &container.data {
            Data::Map(map) => {
                self.count(map.len() as u64 / 8);
                Ok(map.field(field).is_some())
            }
            Data::Object(object) => Ok(object.field(field).is_some()),
            _ => Err(Unknown),
        }
    }

    #[inline(never)]
    pub(super) fn index(&mut self, operand: OpId, index: OpId, is_optional: bool) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let operand = self.reach(operand)?;
        let index = self.operand(index)?;
        let (container, is_lifted) = match operand {
            Got::Optional(None) => return Ok(Got::Optional(None)),
            Got::Optional(Some(node)) => (Got::Node(node), true),
            Got::Made(Value { data: Data::Optional(_), .. }) => match operand.unwrapped()? {
                Some(inside) => (inside, true),
                None => return Ok(Got::Optional(None)),
            },
            other => (other, false),
        };
        let is_optional = is_optional || is_lifted;
        let container = container.into_operand();
        let found = match &container.data {
            Data::List(list) => list.get(position(&index).ok_or(Unknown)?.unwrap_or(usize::MAX)),
            Data::Map(map) => {
                self.count(map.len() as u64 / 8);
                map.get(&index)
            }
            _ => return Err(Unknown),
        };
        match found {
            Some(value) if is_optional => Ok(Got::of(&value).wrapped()),
            Some(value) => Ok(Got::of(&value)),
            None if is_optional => Ok(Got::Optional(None)),
            None => Err(Unknown),
        }
    }

    /// `optional.or(other)` and `optional.orValue(other)`
    #[inline(never)]
    pub(super) fn or_else(&mut self, optional: OpId, other: OpId, unwraps: bool) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let inside = self.reach(optional)?.unwrapped()?;
        match (inside, unwraps) {
            (Some(inside), true) => Ok(inside),
            (Some(inside), false) => Ok(inside.wrapped()),
            (None, true) => self.reach(other),
            (None, false) => {
                let other = self.reach(other)?.unwrapped()?;
                Ok(other.map_or(Got::Optional(None), Got::wrapped))
            }
        }
    }
}
