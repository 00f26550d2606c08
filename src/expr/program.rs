//! A compiled expression: text, tree, static type. Ties parser, resolver, checker and evaluator together.

use super::environment::Environment;
use super::eval;
use super::frame::Frame;
use super::outcome::{Observed, Outcome, Part, Place};
use super::tree::{ExprKind, Tree};
use super::types::Type;
use super::{check, parser, resolve};
use crate::text::Span;
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

    /// True if the variable of `slot` occurs in it.
    #[must_use]
    pub fn uses(&self, slot: usize) -> bool {
        self.first_use(slot).is_some()
    }

    /// Where the variable of `slot` occurs first, in bytes of its text.
    #[must_use]
    pub fn first_use(&self, slot: usize) -> Option<Span> {
        let is_use = |kind: &ExprKind| matches!(kind, ExprKind::Variable(used) if *used as usize == slot);
        self.tree.expressions.iter().filter(|expr| is_use(&expr.kind)).map(|expr| expr.span).min()
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

    /// Evaluates it and hands back which of its parts were evaluated, and which of them were true or false.
    pub fn observe(&self, frame: &mut Frame<'_, '_>) -> Vec<Observed> {
        eval::observe(&self.tree, frame)
    }

    /// Its parts, literals excepted, each before those within it, in bytes of its text.
    #[must_use]
    pub fn parts(&self) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut pending = vec![self.tree.root];
        while let Some(id) = pending.pop() {
            let kind = &self.tree.get(id).kind;
            if !matches!(kind, ExprKind::Constant(_)) {
                parts.push(self.tree.span(id));
            }
            let first = pending.len();
            kind.each_child(&mut |child| pending.push(child));
            if let Some(children) = pending.get_mut(first..) {
                children.reverse();
            }
        }
        parts
    }

    /// Follows it as a path (variables, fields, indices) as far as the document goes.
    pub fn locate<'d>(&self, frame: &mut Frame<'_, 'd>) -> Place<'d> {
        eval::locate(&self.tree, frame)
    }

    /// True if it names a place, such as `this.app.id` or `item.urls[field]`, so that [`Self::locate`] can follow it.
    #[must_use]
    pub fn is_path(&self) -> bool {
        let mut waiting = vec![self.tree.root];
        // Children have smaller numbers than their parents, so this ends.
        while let Some(id) = waiting.pop() {
            match &self.tree.get(id).kind {
                ExprKind::Variable(_) | ExprKind::Name { .. } => {}
                ExprKind::Select(select) if !select.is_test => waiting.push(select.operand),
                ExprKind::Index { operand, .. } => waiting.push(*operand),
                ExprKind::OrElse { optional, .. } => waiting.push(*optional),
                ExprKind::Conditional { then, otherwise, .. } => waiting.extend([*then, *otherwise]),
                _ => return false,
            }
        }
        true
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }
}
