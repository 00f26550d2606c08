//! What the author of a rule is told of an expression that can be evaluated: patterns that cannot be read, names that
//! nothing reads, comparisons of a thing with itself, a result of the wrong type. Knows no documents.

use super::functions::{Fault, compile_pattern};
use super::messages;
use super::problem::{SETTLED, TYPES, UNUSED_NAME, problem};
use super::program::Program;
use super::tree::{Binary, Binder, ExprId, ExprKind, Tree};
use super::types::Type;
use crate::yaml::Problem;

/// What an expression is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be true or false.
    Condition,
    /// To be walked through.
    List,
    /// To be any value.
    Value,
}

impl Program {
    /// What is wrong with it that compiling it does not tell, as it keeps no one from evaluating it.
    #[must_use]
    pub fn scrutinize(&self, purpose: Purpose) -> Vec<Problem> {
        let tree = self.tree();
        let mut problems: Vec<Problem> = unfit(tree, self.result_type(), purpose).into_iter().collect();
        for (index, expr) in tree.expressions.iter().enumerate() {
            let id = ExprId(u32::try_from(index).unwrap_or(u32::MAX));
            match &expr.kind {
                ExprKind::Call(_) => problems.extend(pattern(tree, id)),
                ExprKind::Binary(operator, left, right) => {
                    problems.extend(same_sides(tree, id, (*left, *operator, *right)));
                }
                ExprKind::Comprehension(walk) => {
                    let parts = [walk.predicate, walk.transform];
                    problems.extend(unread(tree, &walk.variables, walk.local, &parts));
                }
                ExprKind::Bind(bind) => {
                    let variables = std::slice::from_ref(&bind.variable);
                    problems.extend(unread(tree, variables, bind.local, &[Some(bind.body)]));
                }
                _ => {}
            }
        }
        problems.sort_by_key(|problem| problem.span);
        problems
    }
}

/// A result that does not serve the purpose.
fn unfit(tree: &Tree, result: &Type, purpose: Purpose) -> Option<Problem> {
    let fits = |member: &Type| match (purpose, member.widened()) {
        (Purpose::Value, _) | (_, Type::Dyn | Type::Parameter(_)) => true,
        (Purpose::Condition, ty) => ty == Type::Bool,
        (Purpose::List, ty) => matches!(ty, Type::List(_)),
    };
    if result.members().iter().any(fits) {
        return None;
    }
    let message = if purpose == Purpose::List { &messages::NOT_A_LIST } else { &messages::NOT_A_BOOL };
    let mut unfit = problem(TYPES, message, tree.span(tree.root), vec![("type", result.to_string())]);
    if matches!(result, Type::Optional(_)) {
        unfit.help = Some(&messages::UNWRAP);
        unfit.parameters.push(("path", format!("`{}`", tree.text(tree.root))));
    }
    Some(unfit)
}

/// A regular expression that stands there as a literal and cannot be read.
fn pattern(tree: &Tree, id: ExprId) -> Option<Problem> {
    let ExprKind::Call(call) = &tree.get(id).kind else { return None };
    let takes_pattern = &*call.name == "matches" || call.name.starts_with("regex.");
    let literal = *call.arguments.get(1).filter(|_| takes_pattern)?;
    match compile_pattern(tree.constant_text(literal)?) {
        Err(Fault::Message(message, parameters)) => {
            Some(problem(TYPES, message, tree.span(literal), parameters))
        }
        _ => None,
    }
}

/// `this.a == this.a`
fn same_sides(tree: &Tree, id: ExprId, (left, operator, right): (ExprId, Binary, ExprId)) -> Option<Problem> {
    let are_same = tree.text(left) == tree.text(right);
    (operator.compares() && are_same)
        .then(|| problem(SETTLED, &messages::SAME_SIDES, tree.span(id), Vec::new()))
}

/// The last of the variables of a macro, if its parts read none of them.
fn unread(tree: &Tree, variables: &[Binder], first: u32, parts: &[Option<ExprId>]) -> Option<Problem> {
    let last = variables.last().filter(|variable| !variable.name.starts_with('_'))?;
    let depths = first..first.saturating_add(u32::try_from(variables.len()).unwrap_or(u32::MAX));
    let is_read = parts.iter().flatten().any(|part| reads(tree, *part, &depths));
    let parameters = vec![("name", format!("`{}`", last.name))];
    let mut unread = problem(UNUSED_NAME, &messages::NAME_UNREAD, last.span, parameters);
    unread.help = Some(&messages::NAME_UNREAD_HELP);
    (!is_read).then_some(unread)
}

// Recursion is bounded by the depth of the tree, which the parser bounds.
fn reads(tree: &Tree, id: ExprId, depths: &std::ops::Range<u32>) -> bool {
    let kind = &tree.get(id).kind;
    if let ExprKind::Local(depth) = kind {
        return depths.contains(depth);
    }
    let mut found = false;
    kind.each_child(&mut |child| found = found || reads(tree, child, depths));
    found
}
