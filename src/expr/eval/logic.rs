//! `&&`, `||`, `?:` and what only sometimes evaluates its parts. An operand that settles the result absorbs the errors
//! of the others, in whichever order they stand (CEL specification, "Logical Operators"), and its reads replace theirs.

use super::{Evaluated, Evaluator};
use crate::expr::failure::Failure;
use crate::expr::frame::Local;
use crate::expr::messages;
use crate::expr::tree::{Bind, BindKind, ExprId};
use crate::expr::value::{Data, Optional, Value};

impl<'d> Evaluator<'_, '_, 'd> {
    /// A chain of `&&` (settled by false) or `||` (settled by true).
    pub(super) fn chain(&mut self, operands: &[ExprId], settling: bool) -> Evaluated<'d> {
        let start = self.frame.reads.len();
        let mut first_failure = None;
        for operand in operands {
            let before = self.frame.reads.len();
            match self.truth(*operand) {
                Ok(value) if value == settling => {
                    self.frame.reads.drain(start..before);
                    return Ok(Value::bool(settling));
                }
                Ok(_) => {}
                Err(failure) => {
                    first_failure.get_or_insert(failure);
                }
            }
        }
        first_failure.map_or(Ok(Value::bool(!settling)), Err)
    }

    /// The value of an expression that must be true or false.
    pub(super) fn truth(&mut self, id: ExprId) -> Result<bool, Failure> {
        let value = self.eval(id)?;
        value.as_bool().ok_or_else(|| {
            let parameters = vec![("type", value.type_name().to_owned())];
            self.failure(id, &messages::NOT_A_BOOL, parameters)
        })
    }

    pub(super) fn conditional(
        &mut self,
        condition: ExprId,
        (then, otherwise): (ExprId, ExprId),
        is_read: bool,
    ) -> Evaluated<'d> {
        let start = self.frame.reads.len();
        let branch = if self.truth(condition)? { then } else { otherwise };
        let middle = self.frame.reads.len();
        let value = self.run(branch, is_read);
        // What the branch read is nearer to the result than what chose the branch.
        if let Some(reads) = self.frame.reads.get_mut(start..) {
            reads.rotate_left(middle - start);
        }
        value
    }

    /// `optional.or(other)`, `optional.orValue(other)`
    pub(super) fn or_else(
        &mut self,
        id: ExprId,
        (optional, other): (ExprId, ExprId),
        unwraps: bool,
        is_read: bool,
    ) -> Evaluated<'d> {
        let value = self.run(optional, is_read)?;
        let Data::Optional(inner) = &value.data else {
            let types = value.type_name().to_owned();
            let name = if unwraps { "`orValue()`" } else { "`or()`" }.to_owned();
            return Err(self.failure(id, &messages::NO_OVERLOAD, vec![("name", name), ("types", types)]));
        };
        match (inner.get(), unwraps) {
            (Some(inside), true) => Ok(inside),
            (Some(_), false) => Ok(value),
            (None, true) => self.run(other, is_read),
            (None, false) => {
                let other_value = self.run(other, is_read)?;
                match other_value.data {
                    Data::Optional(_) => Ok(other_value),
                    _ => {
                        let parameters = vec![("type", other_value.type_name().to_owned())];
                        Err(self.failure(other, &messages::NOT_OPTIONAL, parameters))
                    }
                }
            }
        }
    }

    /// `cel.bind(name, init, body)`, `optional.optMap(name, body)`, `optional.optFlatMap(name, body)`
    pub(super) fn bind(&mut self, bind: &Bind, is_read: bool) -> Evaluated<'d> {
        let local = match bind.kind {
            BindKind::Value => Local::Lazy(bind.init),
            BindKind::OptMap | BindKind::OptFlatMap => {
                let target = self.path(bind.init)?;
                match self.unwrap_optional(bind.init, &target)? {
                    Some(inside) => Local::Value(inside),
                    None => return Ok(Value::new(Data::Optional(Optional::None))),
                }
            }
        };
        self.push_local(local);
        let result = self.run(bind.body, is_read);
        self.frame.locals.pop();
        let value = result?;
        match bind.kind {
            BindKind::Value => Ok(value),
            BindKind::OptMap => Ok(Value::new(Data::Optional(Optional::from(value)))),
            BindKind::OptFlatMap => self.unwrap_optional(bind.body, &value).map(|_| value),
        }
    }
}
