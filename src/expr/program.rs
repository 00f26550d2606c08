//! A compiled expression: text, tree, static type. Ties parser, resolver, checker and evaluator together.

use super::environment::Environment;
use super::eval;
use super::frame::Frame;
use super::functions::{Fault, compile_pattern};
use super::outcome::{Outcome, Part, Place};
use super::problem::{TYPES, problem};
use super::tree::{ExprKind, Tree};
use super::types::Type;
use super::{check, parser, resolve};
use crate::yaml::Problem;

/// An expression that has been parsed, resolved against an environment and checked. Independent of any document; may
/// be shared between threads.
#[derive(Debug)]
pub struct Program {
    tree: Tree,
    result: Type,
}

impl Program {
    /// Compiles `text`.
    ///
    /// # Errors
    /// All syntax and type problems; spans are byte offsets in `text`.
    pub fn compile(text: &str, environment: &Environment) -> Result<Self, Vec<Problem>> {
        let mut tree = parser::parse(text).map_err(|problem| vec![*problem])?;
        let problems = resolve::resolve(&mut tree, environment);
        if !problems.is_empty() {
            return Err(problems);
        }
        let result = check::check(&tree, environment)?;
        tree.fold_constants();
        Ok(Self { tree, result })
    }

    /// Compiles `text` without static types: what does not fit fails when it is evaluated, unknown names too.
    ///
    /// # Errors
    /// The first syntax problem.
    pub fn compile_unchecked(text: &str, environment: &Environment) -> Result<Self, Vec<Problem>> {
        let mut tree = parser::parse(text).map_err(|problem| vec![*problem])?;
        let _ = resolve::resolve(&mut tree, environment);
        tree.fold_constants();
        Ok(Self { tree, result: Type::Dyn })
    }

    /// The text it was compiled from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.tree.text
    }

    /// The static type of its value.
    #[must_use]
    pub fn result_type(&self) -> &Type {
        &self.result
    }

    /// What is wrong with the regular expressions that stand in it as literals. Compiling it leaves them for their first
    /// use; a rule's author wants to know before.
    #[must_use]
    pub fn pattern_problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for expr in &self.tree.expressions {
            let ExprKind::Call(call) = &expr.kind else { continue };
            let takes_pattern = &*call.name == "matches" || call.name.starts_with("regex.");
            let Some(literal) = call.arguments.get(1).filter(|_| takes_pattern) else { continue };
            let Some(text) = self.tree.constant_text(*literal) else { continue };
            if let Err(Fault::Message(message, parameters)) = compile_pattern(text) {
                problems.push(problem(TYPES, message, self.tree.span(*literal), parameters));
            }
        }
        problems
    }

    /// True if the variable of `slot` occurs in it.
    #[must_use]
    pub fn uses(&self, slot: usize) -> bool {
        let is_use = |kind: &ExprKind| matches!(kind, ExprKind::Variable(used) if *used as usize == slot);
        self.tree.expressions.iter().any(|expr| is_use(&expr.kind))
    }

    /// Evaluates it with the variables of `frame`.
    pub fn evaluate<'d>(&self, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
        eval::evaluate(&self.tree, frame)
    }

    /// Evaluates it like [`Self::evaluate`] without keeping what is read, which costs less: for the many conditions that
    /// hold, about which nobody asks why.
    pub fn evaluate_unrecorded<'d>(&self, frame: &mut Frame<'_, 'd>) -> Outcome<'d> {
        eval::evaluate_unrecorded(&self.tree, frame)
    }

    /// Evaluates it and hands back the value of every part that was evaluated, literals excepted, in order of their
    /// places.
    pub fn trace<'d>(&self, frame: &mut Frame<'_, 'd>) -> Vec<Part<'d>> {
        eval::trace(&self.tree, frame)
    }

    /// Follows it as a path (variables, fields, indices) as far as the document goes.
    pub fn locate<'d>(&self, frame: &mut Frame<'_, 'd>) -> Place<'d> {
        eval::locate(&self.tree, frame)
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }
}
