//! In which order the names of `let` stand: each sees those above it. Finds names that are used before they are defined,
//! and those that go round in a circle. Knows no types.

use std::collections::VecDeque;

use super::messages;
use super::rule_file::RESERVED;
use crate::expr::{Environment, Program, Type};
use crate::text::{Message, Parameter, Span};
use crate::yaml::{Node, Problem};

/// A name is used above its definition.
const EARLY: &str = "rule/unknown-name";

/// The names of the `let`s of a rule, and which of them each reads.
pub(super) struct LetOrder {
    names: Vec<String>,
    /// For each name the others that its value reads, each with its place in the expression (bytes).
    reads: Vec<Vec<(usize, Span)>>,
    /// The number of variables before the first `let`.
    first: usize,
    /// The variables and all names.
    environment: Environment,
}

impl LetOrder {
    /// The `let`s of a rule whose other variables are those of `environment`; of a rule that is not checked none, so that
    /// nothing is said of them.
    pub(super) fn new(root: Node<'_>, environment: &Environment, is_checked: bool) -> Self {
        if !is_checked {
            return Self { names: Vec::new(), reads: Vec::new(), first: 0, environment: Environment::new() };
        }
        let entries = || root.get("let").into_iter().flat_map(Node::entries);
        let names: Vec<String> =
            entries().map(|entry| entry.key.as_key().unwrap_or_default().to_owned()).collect();
        let first = environment.variables().len();
        let environment = names
            .iter()
            .fold(environment.clone(), |environment, name| environment.with_variable(name, Type::Dyn));
        let mut order = Self { names, reads: Vec::new(), first, environment };
        order.reads = entries().map(|entry| order.read_by(entry.value)).collect();
        order
    }

    /// The names that an expression reads, in their order.
    pub(super) fn read_by(&self, expression: Node<'_>) -> Vec<(usize, Span)> {
        let text = expression.as_key().filter(|_| !self.names.is_empty());
        let program = text.and_then(|text| Program::compile_unchecked(text, &self.environment).ok());
        let place = |index: usize| Some((index, program.as_ref()?.first_use(self.first + index)?));
        (0..self.names.len()).filter_map(place).collect()
    }

    /// What is wrong with the name at `index`: that its value reads itself or one further down.
    pub(super) fn problem(&self, index: usize) -> Option<Problem> {
        // That a name which means something by itself is taken is said where it is defined.
        let is_free = |read: usize| self.names.get(read).is_some_and(|name| !RESERVED.contains(&&**name));
        let is_early = |(read, _): &&(usize, Span)| *read >= index && is_free(*read);
        let (read, span) = self.reads.get(index)?.iter().find(is_early)?;
        let name = |index: usize| format!("`{}`", self.names.get(index).map_or("", String::as_str));
        let circle = self.circle(index, *read);
        let (message, help): (&Message, &Message) = match &circle {
            Some(circle) if circle.len() == 1 => (&messages::DEFINED_BY_ITSELF, &messages::CIRCLE_HELP),
            Some(_) => (&messages::CIRCLE, &messages::CIRCLE_HELP),
            None => (&messages::DEFINED_BELOW, &messages::DEFINED_BELOW_HELP),
        };
        let circle = circle.into_iter().flatten().chain([index]).map(name).collect::<Vec<_>>().join(" → ");
        let parameters = vec![("name", name(*read)), ("user", name(index)), ("circle", circle)];
        Some(early(message, help, *span, parameters))
    }

    /// What is wrong with a list of `for`, which is walked before any name of `let` has a value: that it reads one.
    pub(super) fn problem_of_list(&self, list: Node<'_>) -> Option<Problem> {
        let (read, span) = self.read_by(list).into_iter().next()?;
        let name = format!("`{}`", self.names.get(read)?);
        let (message, help) = (&messages::LET_IN_FOR, &messages::LET_IN_FOR_HELP);
        Some(early(message, help, span, vec![("name", name)]))
    }

    /// The names on the shortest way from `index`, which reads `first`, back to itself.
    fn circle(&self, index: usize, first: usize) -> Option<Vec<usize>> {
        if first == index {
            return Some(vec![index]);
        }
        let mut came_from: Vec<Option<usize>> = vec![None; self.names.len()];
        *came_from.get_mut(first)? = Some(index);
        let mut queue = VecDeque::from([first]);
        while let Some(at) = queue.pop_front() {
            for (next, _) in self.reads.get(at).into_iter().flatten() {
                if *next == index {
                    let before = |at: &usize| came_from.get(*at).copied().flatten().filter(|_| *at != index);
                    let mut way: Vec<usize> = std::iter::successors(Some(at), before).collect();
                    way.reverse();
                    return Some(way);
                }
                if let Some(place @ None) = came_from.get_mut(*next) {
                    *place = Some(at);
                    queue.push_back(*next);
                }
            }
        }
        None
    }
}

fn early(
    message: &'static Message,
    help: &'static Message,
    span: Span,
    parameters: Vec<Parameter>,
) -> Problem {
    Problem { id: EARLY, message, help: Some(help), parameters, span, related: Vec::new() }
}
