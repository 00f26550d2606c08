//! `&&`, `||`, `?:` and what only sometimes evaluates its parts. An operand that settles the result absorbs the errors
//! of the others, in whichever order they stand (CEL specification, "Logical Operators"), and its reads replace theirs.

use super::reach::Reached;
use super::{Evaluated, Evaluator, Fallible};
use crate::expr::frame::Local;
use crate::expr::messages;
use crate::expr::tree::{Bind, BindKind, ExprId};
use crate::expr::value::{Data, Optional, Value};

impl<'d> Evaluator<'_, '_, 'd> {
    /// A chain of `&&` (settled by false) or `||` (settled by true).
    pub(super) fn chain(&mut self, operands: &[ExprId], settling: bool) -> Fallible<bool> {
        let start = self.reads();
        let mut first_failure = None;
        for operand in operands {
            let before = self.reads();
            match self.truth(*operand) {
                Ok(value) if value == settling => {
                    self.forget_reads(start, before);
                    return Ok(settling);
                }
                Ok(_) => {}
                Err(failure) => {
                    first_failure.get_or_insert(failure);
                }
            }
        }
        first_failure.map_or(Ok(!settling), Err)
    }

    pub(super) fn conditional(
        &mut self,
        condition: ExprId,
        (then, otherwise): (ExprId, ExprId),
        is_read: bool,
    ) -> Fallible<Reached<'d>> {
        let start = self.reads();
        let branch = if self.truth(condition)? { then } else { otherwise };
        let middle = self.reads();
        let reached = self.reach(branch, is_read);
        // What the branch read is nearer to the result than what chose the branch.
        if let Some(reads) = self.frame.reads.get_mut(start..).filter(|reads| !reads.is_empty()) {
            reads.rotate_left(middle - start);
        }
        reached
    }

    /// `optional.or(other)`, `optional.orValue(other)`
    pub(super) fn or_else(
        &mut self,
        id: ExprId,
        (optional, other): (ExprId, ExprId),
        unwraps: bool,
        is_read: bool,
    ) -> Fallible<Reached<'d>> {
        match (self.reach(optional, is_read)?.unwrapped(), unwraps) {
            (Ok(Some(inside)), true) => Ok(inside),
            (Ok(Some(inside)), false) => Ok(inside.wrapped()),
            (Ok(None), true) => self.reach(other, is_read),
            (Ok(None), false) => match self.reach(other, is_read)?.unwrapped() {
                Ok(Some(inside)) => Ok(inside.wrapped()),
                Ok(None) => Ok(Reached::Optional(None)),
                Err(value) => {
                    let parameters = vec![("type", value.type_name().to_owned())];
                    Err(self.failure(other, &messages::NOT_OPTIONAL, parameters))
                }
            },
            (Err(value), _) => {
                let types = value.type_name().to_owned();
                let name = if unwraps { "`orValue()`" } else { "`or()`" }.to_owned();
                Err(self.failure(id, &messages::NO_OVERLOAD, vec![("name", name), ("types", types)]))
            }
        }
    }

    /// `cel.bind(name, init, body)`, `optional.optMap(name, body)`, `optional.optFlatMap(name, body)`
    pub(super) fn bind(&mut self, bind: &Bind, is_read: bool) -> Evaluated<'d> {
        let local = match bind.kind {
            BindKind::Value => Local::Lazy(bind.init),
            BindKind::OptMap | BindKind::OptFlatMap => {
                let target = self.run(bind.init, false)?;
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
