//! Operators that relate two results: equality, order, membership, arithmetic. Texts and integers are looked at where they
//! stand; other values are compared as [`crate::expr::eval`] does.

use super::got::{Got, Plain};
use super::op::OpId;
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::{arithmetic, contains, weight};
use crate::expr::tree::Binary;
use crate::expr::value::{Data, List, Value, compare};
use crate::yaml::Kind;

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn equal(&mut self, left: OpId, right: OpId) -> Quick<bool> {
        self.count(1);
        let (left, right) = (self.reach(left)?, self.reach(right)?);
        if let (Got::AnyText, other) | (other, Got::AnyText) = (left, right) {
            return self.equals_any_text(other);
        }
        if let (Some(left), Some(right)) = (self.memory.plain_of(left), self.memory.plain_of(right)) {
            let (is_equal, steps) = (left == right, left.weight() + right.weight() + 1);
            self.count(steps);
            return Ok(is_equal);
        }
        self.equal_values(left, right)
    }

    #[inline(never)]
    fn equal_values(&mut self, left: Got<'q, 'd>, right: Got<'q, 'd>) -> Quick<bool> {
        let (left, right) = (self.memory.look(left)?, self.memory.look(right)?);
        let steps = weight(&left) + weight(&right) + 1;
        let is_equal = compare::equal(&left, &right);
        drop((left, right));
        self.count(steps);
        Ok(is_equal)
    }

    /// Whether a result is equal to each of several texts: the same of them is, and what is no text is equal to none.
    fn equals_any_text(&mut self, other: Got<'q, 'd>) -> Quick<bool> {
        let is_equal = match (other, self.memory.plain_of(other)) {
            (Got::AnyText, _) => true,
            (_, Some(Plain::Bool(_) | Plain::Int(_))) => false,
            _ => return Err(Unknown),
        };
        self.count(1 + 2 * self.several.weight());
        Ok(is_equal)
    }

    pub(super) fn is_in(&mut self, wanted: OpId, container: OpId) -> Quick<bool> {
        self.count(1);
        let wanted = self.reach(wanted)?;
        let container = self.reach(container)?;
        if let Some(text) = self.memory.text_of(wanted) {
            let steps = text.len() as u64 / 64 + 1;
            if let Some(node) = self.memory.node_of(container, Kind::Sequence) {
                self.count(node.len() as u64 / 8 + steps);
                return Ok(node.items().any(|item| item.as_str() == Some(text)));
            }
            if let Got::Constant(Value { data: Data::List(List::Built(elements)), .. }) = container {
                self.count(elements.len() as u64 / 8 + steps);
                return Ok(elements.iter().any(|element| element.as_str() == Some(text)));
            }
        }
        if let (Some(plain), Got::List(place)) = (self.memory.plain_of(wanted), container) {
            let parts = self.memory.parts(place);
            if parts.iter().all(|part| self.memory.plain_of(*part).is_some()) {
                let is_in = parts.iter().any(|part| self.memory.plain_of(*part) == Some(plain));
                let steps = plain.weight() + parts.len() as u64 / 8 + 1;
                self.count(steps);
                return Ok(is_in);
            }
        }
        self.is_in_value(wanted, container)
    }

    #[inline(never)]
    fn is_in_value(&mut self, wanted: Got<'q, 'd>, container: Got<'q, 'd>) -> Quick<bool> {
        let (wanted, container) = (self.memory.look(wanted)?, self.memory.look(container)?);
        let steps = weight(&wanted) + weight(&container) + 1;
        let is_in = contains(&container, &wanted).ok().and_then(|value| value.as_bool());
        drop((wanted, container));
        self.count(steps);
        is_in.ok_or(Unknown)
    }

    pub(super) fn binary(&mut self, operator: Binary, left: OpId, right: OpId) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let (left, right) = (self.reach(left)?, self.reach(right)?);
        if let (Some(left), Some(right)) = (self.memory.integer_of(left), self.memory.integer_of(right)) {
            match operator {
                Binary::Less => return Ok(Got::from(left < right)),
                Binary::LessEqual => return Ok(Got::from(left <= right)),
                Binary::Greater => return Ok(Got::from(left > right)),
                Binary::GreaterEqual => return Ok(Got::from(left >= right)),
                Binary::Add => return left.checked_add(right).map(Got::Int).ok_or(Unknown),
                Binary::Subtract => return left.checked_sub(right).map(Got::Int).ok_or(Unknown),
                _ => {}
            }
        }
        if let (Some(Plain::Text(left)), Some(Plain::Text(right))) =
            (self.memory.plain_of(left), self.memory.plain_of(right))
            && let Some(holds) = arithmetic::holds(operator, left.cmp(right))
        {
            let steps = Plain::Text(left).weight() + Plain::Text(right).weight();
            self.count(steps);
            return Ok(Got::from(holds));
        }
        self.binary_values(operator, left, right)
    }

    #[inline(never)]
    fn binary_values(
        &mut self,
        operator: Binary,
        left: Got<'q, 'd>,
        right: Got<'q, 'd>,
    ) -> Quick<Got<'q, 'd>> {
        let (left, right) = (self.memory.look(left)?, self.memory.look(right)?);
        let steps = weight(&left) + weight(&right);
        let result = match operator {
            Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual => {
                arithmetic::ordered(operator, &left, &right)
            }
            _ => arithmetic::arithmetic(operator, &left, &right),
        };
        drop((left, right));
        self.count(steps);
        let result = result.map_err(|_| Unknown)?;
        Ok(self.memory.made(result))
    }
}
