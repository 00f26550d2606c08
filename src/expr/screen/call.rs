//! Calling functions.

use std::sync::Arc;

use regex::Regex;

use super::got::Got;
use super::op::{Invocation, OpId};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::weight;
use crate::expr::frame::Host;
use crate::expr::functions::{Call, Fingerprints, Threshold};
use crate::expr::value::Value;

/// What a run keeps for the functions that it calls.
#[derive(Default)]
pub(super) struct Supplies<'d> {
    /// Patterns that are no literals.
    patterns: Vec<(String, Arc<Regex>)>,
    fingerprints: Fingerprints<'d>,
}

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn call(&mut self, call: &'q Invocation) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let result = match *call.arguments.as_slice() {
            [only] => {
                let only = self.reach(only)?;
                let only = self.memory.look(only);
                evaluate(call, &[&only], self.host, &mut self.supplies, &mut self.steps)?
            }
            [first, second] => {
                let (first, second) = (self.reach(first)?, self.reach(second)?);
                let (first, second) = (self.memory.look(first), self.memory.look(second));
                evaluate(call, &[&first, &second], self.host, &mut self.supplies, &mut self.steps)?
            }
            [first, second, third] => {
                let [first, second, third] = [self.reach(first)?, self.reach(second)?, self.reach(third)?];
                let (first, second) = (self.memory.look(first), self.memory.look(second));
                let values = [&*first, &*second, &*self.memory.look(third)];
                evaluate(call, &values, self.host, &mut self.supplies, &mut self.steps)?
            }
            _ => {
                let arguments = call.arguments.iter().map(|id| self.reach(*id)).collect::<Quick<Vec<_>>>()?;
                let operands: Vec<_> = arguments.iter().map(|argument| self.memory.look(*argument)).collect();
                let values: Vec<_> = operands.iter().map(|operand| &**operand).collect();
                evaluate(call, &values, self.host, &mut self.supplies, &mut self.steps)?
            }
        };
        Ok(self.memory.made(result))
    }

    /// `similar(left, right) < 0.9` and the like.
    pub(super) fn alike(&mut self, left: OpId, right: OpId, threshold: Threshold) -> Quick<bool> {
        // The comparison, its number, the call.
        self.count(3);
        let (left, right) = (self.reach(left)?, self.reach(right)?);
        let (left, right) = (self.memory.look(left), self.memory.look(right));
        let (left, right) = (left.as_str().ok_or(Unknown)?, right.as_str().ok_or(Unknown)?);
        let (holds, steps) = threshold.holds(left, right);
        self.steps = self.steps.saturating_add(steps + (left.len() / 64 + right.len() / 64) as u64);
        self.within_limit().map(|()| holds)
    }
}

fn evaluate<'d>(
    call: &Invocation,
    arguments: &[&Value<'d>],
    host: Option<&dyn Host>,
    supplies: &mut Supplies<'d>,
    steps: &mut u64,
) -> Quick<Value<'d>> {
    let literal = call.literal.as_deref();
    let Supplies { patterns, fingerprints } = supplies;
    let fingerprints = Some(fingerprints);
    let mut running = Call { arguments, host, literal, patterns, fingerprints, cost: steps };
    let result = (call.function.run)(&mut running).map_err(|_| Unknown)?;
    *steps = steps.saturating_add(arguments.iter().map(|value| weight(value)).sum::<u64>() + weight(&result));
    Ok(result)
}
