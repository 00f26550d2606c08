//! Calling functions.

use std::sync::Arc;

use regex::Regex;

use super::got::Got;
use super::op::{Invocation, OpId};
use super::run::Run;
use super::{Quick, Unknown};
use crate::expr::eval::weight;
use crate::expr::frame::Host;
use crate::expr::functions::{Call, Fingerprints, ForEach, TextCall, Threshold};
use crate::expr::value::{Data, Text, Value};

/// What a run keeps for the functions that it calls.
#[derive(Default)]
pub(super) struct Supplies<'d> {
    /// Patterns that are no literals.
    patterns: Vec<(String, Arc<Regex>)>,
    pub(super) fingerprints: Fingerprints<'d>,
}

/// What came of a call.
enum Called<'d> {
    /// The first argument as it is: a text in which there was nothing to change.
    First,
    Value(Value<'d>),
}

impl<'q, 'd> Run<'q, 'd> {
    pub(super) fn call(&mut self, call: &'q Invocation) -> Quick<Got<'q, 'd>> {
        self.count(1);
        let [first, others @ ..] = call.arguments.as_slice() else {
            let value = evaluate(call, &[], self.host, &mut self.supplies, &mut self.steps)?;
            return Ok(self.became(Got::Absent, value));
        };
        let first = self.reach(*first)?;
        if let Got::AnyText = first {
            return self.tell(call, others);
        }
        let called = match *others {
            [] => {
                if let Some(truth) = self.ask(call, first, None) {
                    return Ok(Got::from(truth));
                }
                let only = self.memory.look(first)?;
                evaluate(call, &[&only], self.host, &mut self.supplies, &mut self.steps)?
            }
            [second] => {
                let second = self.reach(second)?;
                if let Some(truth) = self.ask(call, first, Some(second)) {
                    return Ok(Got::from(truth));
                }
                let (first, second) = (self.memory.look(first)?, self.memory.look(second)?);
                evaluate(call, &[&first, &second], self.host, &mut self.supplies, &mut self.steps)?
            }
            [second, third] => {
                let (second, third) = (self.reach(second)?, self.reach(third)?);
                let (first, second) = (self.memory.look(first)?, self.memory.look(second)?);
                let values = [&*first, &*second, &*self.memory.look(third)?];
                evaluate(call, &values, self.host, &mut self.supplies, &mut self.steps)?
            }
            _ => {
                let others = others.iter().map(|id| self.reach(*id)).collect::<Quick<Vec<_>>>()?;
                let arguments = std::iter::once(&first).chain(&others);
                let operands = arguments.map(|argument| self.memory.look(*argument));
                let operands = operands.collect::<Quick<Vec<_>>>()?;
                let values: Vec<_> = operands.iter().map(|operand| &**operand).collect();
                evaluate(call, &values, self.host, &mut self.supplies, &mut self.steps)?
            }
        };
        Ok(self.became(first, called))
    }

    /// What comes of a call for each of several texts.
    fn tell(&mut self, call: &'q Invocation, others: &[OpId]) -> Quick<Got<'q, 'd>> {
        let tell = call.function.tell.ok_or(Unknown)?;
        let mut constant = |other: OpId| match self.reach(other)? {
            Got::Constant(value) => Ok(value),
            _ => Err(Unknown),
        };
        let values: &[&Value<'_>] = match *others {
            [] => &[],
            [one] => &[constant(one)?],
            [one, other] => &[constant(one)?, constant(other)?],
            _ => return Err(Unknown),
        };
        let literal = call.literal.as_ref().and_then(|literal| literal.get());
        let (given, charged) = tell(&self.several, values, literal).ok_or(Unknown)?;
        let own = values.iter().map(|value| weight(value)).sum::<u64>();
        self.count(charged + own + 2 * self.several.weight());
        Ok(match given {
            ForEach::False => Got::False,
            ForEach::Nothing => self.memory.list(&[]),
            ForEach::Same => Got::AnyText,
            ForEach::TypeOfText => self.memory.made(Value::new(Data::Type("string"))),
        })
    }

    fn became(&mut self, first: Got<'q, 'd>, called: Called<'d>) -> Got<'q, 'd> {
        match called {
            Called::First => first,
            Called::Value(value) => self.memory.made(value),
        }
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
                value = self.memory.look(other).ok()?;
                match &value.data {
                    Data::String(Text::Borrowed(text)) => (*text, Some(*text)),
                    Data::String(Text::Shared(text)) => (&**text, None),
                    _ => return None,
                }
            }
        };
        let (literal, fingerprints) = (call.literal.as_deref(), &mut self.supplies.fingerprints);
        let truth = ask(&mut TextCall { text, standing, literal, fingerprints })?;
        let steps = text.len() as u64 / 64 + of_literal;
        self.count(steps);
        Some(truth)
    }

    /// `similar(left, right) < 0.9` and the like.
    pub(super) fn alike(&mut self, left: OpId, right: OpId, threshold: Threshold) -> Quick<bool> {
        // The comparison, its number, the call.
        self.count(3);
        let (left, right) = (self.reach(left)?, self.reach(right)?);
        let (left, right) = (self.memory.look(left)?, self.memory.look(right)?);
        self.steps = self.steps.saturating_add(weight(&left) + weight(&right));
        let (left, right) = (left.as_str().ok_or(Unknown)?, right.as_str().ok_or(Unknown)?);
        let (holds, steps) = threshold.holds(left, right);
        self.steps = self.steps.saturating_add(steps);
        self.within_limit().map(|()| holds)
    }
}

fn evaluate<'d>(
    call: &Invocation,
    arguments: &[&Value<'d>],
    host: Option<&dyn Host>,
    supplies: &mut Supplies<'d>,
    steps: &mut u64,
) -> Quick<Called<'d>> {
    let literal = call.literal.as_deref();
    let Supplies { patterns, fingerprints } = supplies;
    let fingerprints = Some(fingerprints);
    let mut running = Call { arguments, host, literal, patterns, fingerprints, cost: steps };
    let result = (call.function.run)(&mut running);
    let weights = arguments.iter().map(|value| weight(value)).sum::<u64>();
    *steps = steps.saturating_add(weights + result.as_ref().map_or(0, weight));
    let result = result.map_err(|_| Unknown)?;
    Ok(match arguments.first() {
        Some(first) if is_same_text(first, &result) => Called::First,
        _ => Called::Value(result),
    })
}

/// True if both are the same text of the document, at the same place.
fn is_same_text(first: &Value<'_>, second: &Value<'_>) -> bool {
    match (&first.data, &second.data) {
        (Data::String(Text::Borrowed(first)), Data::String(Text::Borrowed(second))) => {
            std::ptr::eq(*first, *second)
        }
        _ => false,
    }
}
