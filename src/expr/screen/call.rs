//! Calling functions.

use std::sync::Arc;

use regex::Regex;

use super::got::Got;
use super::op::{Invocation, OpKind};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::weight;
use crate::expr::frame::Host;
use crate::expr::functions::Call;
use crate::expr::value::Value;

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn call(&mut self, call: &'q Invocation) -> Quick<Got<'q, 'd>> {
        self.count(1);
        match *call.arguments.as_slice() {
            [only] => {
                let arguments = [self.reach(only)?];
                self.invoke(call, arguments)
            }
            [first, second] => {
                let first = self.reach(first)?;
                if let OpKind::Constant(second, steps) = &self.op(second)?.kind {
                    self.count(*steps);
                    let first = self.memory.look(first);
                    let values = [&*first, second];
                    let result = evaluate(call, &values, self.host, (&mut self.patterns, &mut self.steps))?;
                    return Ok(self.memory.made(result));
                }
                let second = self.reach(second)?;
                self.invoke(call, [first, second])
            }
            [first, second, third] => {
                let arguments = [self.reach(first)?, self.reach(second)?, self.reach(third)?];
                self.invoke(call, arguments)
            }
            _ => {
                let arguments = call.arguments.iter().map(|id| self.reach(*id)).collect::<Quick<Vec<_>>>()?;
                let operands: Vec<_> = arguments.iter().map(|argument| self.memory.look(*argument)).collect();
                let values: Vec<_> = operands.iter().map(|operand| &**operand).collect();
                let result = evaluate(call, &values, self.host, (&mut self.patterns, &mut self.steps))?;
                Ok(self.memory.made(result))
            }
        }
    }

    /// A call with few arguments, without a list of them.
    fn invoke<const N: usize>(
        &mut self,
        call: &'q Invocation,
        arguments: [Got<'q, 'd>; N],
    ) -> Quick<Got<'q, 'd>> {
        let operands = arguments.map(|argument| self.memory.look(argument));
        let values = operands.each_ref().map(|operand| &**operand);
        let result = evaluate(call, &values, self.host, (&mut self.patterns, &mut self.steps))?;
        Ok(self.memory.made(result))
    }
}

fn evaluate<'d>(
    call: &Invocation,
    arguments: &[&Value<'d>],
    host: Option<&dyn Host>,
    (patterns, steps): (&mut Vec<(String, Arc<Regex>)>, &mut u64),
) -> Quick<Value<'d>> {
    let literal = call.literal.as_deref();
    let mut running = Call { arguments, host, literal, patterns, cost: steps };
    let result = (call.function.run)(&mut running).map_err(|_| Unknown)?;
    *steps = steps.saturating_add(arguments.iter().map(|value| weight(value)).sum::<u64>() + weight(&result));
    Ok(result)
}
