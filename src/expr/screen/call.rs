//! Calling functions.

use std::sync::Arc;

use regex::Regex;

use super::got::Got;
use super::op::Invocation;
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::weight;
use crate::expr::frame::Host;
use crate::expr::functions::{Call, Fingerprints, Question};
use crate::expr::value::{Data, Text, Value};

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn call(&mut self, call: &'q Invocation) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let result = match *call.arguments.as_slice() {
            [only] => {
                let only = self.reach(only)?;
                if let Some(truth) = self.ask(call, only, None) {
                    return Ok(Got::from(truth));
                }
                let only = self.memory.look(only);
                evaluate(
                    call,
                    &[&only],
                    self.host,
                    (&mut self.patterns, &mut self.fingerprints, &mut self.steps),
                )?
            }
            [first, second] => {
                let (first, second) = (self.reach(first)?, self.reach(second)?);
                if let Some(truth) = self.ask(call, first, Some(second)) {
                    return Ok(Got::from(truth));
                }
                let (first, second) = (self.memory.look(first), self.memory.look(second));
                evaluate(
                    call,
                    &[&first, &second],
                    self.host,
                    (&mut self.patterns, &mut self.fingerprints, &mut self.steps),
                )?
            }
            [first, second, third] => {
                let [first, second, third] = [self.reach(first)?, self.reach(second)?, self.reach(third)?];
                let (first, second) = (self.memory.look(first), self.memory.look(second));
                let values = [&*first, &*second, &*self.memory.look(third)];
                evaluate(
                    call,
                    &values,
                    self.host,
                    (&mut self.patterns, &mut self.fingerprints, &mut self.steps),
                )?
            }
            _ => {
                let arguments = call.arguments.iter().map(|id| self.reach(*id)).collect::<Quick<Vec<_>>>()?;
                let operands: Vec<_> = arguments.iter().map(|argument| self.memory.look(*argument)).collect();
                let values: Vec<_> = operands.iter().map(|operand| &**operand).collect();
                evaluate(
                    call,
                    &values,
                    self.host,
                    (&mut self.patterns, &mut self.fingerprints, &mut self.steps),
                )?
            }
        };
        Ok(self.memory.made(result))
    }

    /// Whether something is true of a text; none if the function must be called to know.
    #[inline]
    fn ask(&mut self, call: &Invocation, first: Got<'q, 'd>, literal: Option<Got<'q, 'd>>) -> Option<bool> {
        let ask = call.function.ask?;
        let of_literal = match literal {
            Some(Got::Constant(value)) if call.literal.is_some() => weight(value),
            Some(_) => return None,
            None => 0,
        };
        let value;
        let (text, standing) = match first {
            Got::Node(id) => {
                let text = self.memory.node(id).ok()?.as_str()?;
                (text, Some(text))
            }
            other => {
                value = self.memory.look(other);
                match &value.data {
                    Data::String(Text::Borrowed(text)) => (*text, Some(*text)),
                    Data::String(Text::Shared(text)) => (&**text, None),
                    _ => return None,
                }
            }
        };
        let literal = call.literal.as_deref();
        let truth = ask(&mut Question { text, standing, literal, fingerprints: &mut self.fingerprints })?;
        let steps = text.len() as u64 / 64 + of_literal;
        self.count(steps);
        Some(truth)
    }
}

/// What a run keeps for functions, and counts.
type Kept<'k, 'd> = (&'k mut Vec<(String, Arc<Regex>)>, &'k mut Fingerprints<'d>, &'k mut u64);

fn evaluate<'d>(
    call: &Invocation,
    arguments: &[&Value<'d>],
    host: Option<&dyn Host>,
    (patterns, fingerprints, steps): Kept<'_, 'd>,
) -> Quick<Value<'d>> {
    let literal = call.literal.as_deref();
    let fingerprints = Some(fingerprints);
    let mut running = Call { arguments, host, literal, patterns, fingerprints, cost: steps };
    let result = (call.function.run)(&mut running).map_err(|_| Unknown)?;
    *steps = steps.saturating_add(arguments.iter().map(|value| weight(value)).sum::<u64>() + weight(&result));
    Ok(result)
}
