//! A rule with one of its expressions changed a little. Which changes there are is known to `expr`; here they are made, and
//! those that the loader would refuse are left out.

use std::sync::Arc;

use super::model::{Expression, Rule};
use super::read::Findings;
use super::rule_file::compile_with;
use crate::expr::{Mutation, Type, mutations};
use crate::text::{Language, Location};

/// One small change of a rule.
#[derive(Clone, Debug)]
pub struct Mutant<'r> {
    rule: &'r Rule,
    expression: &'r Expression,
    mutation: Mutation,
}

impl Rule {
    /// Its expressions that decide what it finds, each with its key in the rule file.
    pub fn expressions(&self) -> impl Iterator<Item = (&'static str, &Expression)> {
        let binders = self.binders.iter().map(|binder| ("for", &binder.list));
        let first = [("group", &self.group), ("when", &self.when)];
        let last = [("require", &self.require), ("at", &self.at)];
        binders
            .chain(first.into_iter().filter_map(present))
            .chain(self.lets.iter().map(|value| ("let", value)))
            .chain(last.into_iter().filter_map(present))
    }

    /// The rule once more, checked against the type of documents; none if the loader would refuse it.
    #[must_use]
    pub fn checked(&self, this: &Type) -> Option<Self> {
        let mut findings = Findings::new(Language::En);
        compile_with(Arc::clone(&self.document), Some(this), None, &mut findings)
    }

    /// Its small changes, in the order of the rule file. The rule must be [`Self::checked`] against the same type.
    #[must_use]
    pub fn mutants(&self, this: &Type) -> Vec<Mutant<'_>> {
        let mut mutants = Vec::new();
        for (key, expression) in self.expressions().filter(|(_, expression)| self.decides(expression)) {
            let text = expression.program.text();
            // `at` names a place, also where a truth value stands there.
            let is_condition = key != "at" && *expression.program.result_type() == Type::Bool;
            let left_out = (key == "when").then(|| Mutation::whole(text, "true"));
            for mutation in left_out.into_iter().chain(mutations(text, is_condition, this)) {
                mutants.push(Mutant { rule: self, expression, mutation });
            }
        }
        mutants.sort_by_cached_key(|mutant| mutant.location().span());
        mutants
    }

    /// False for a named value that only texts and fixes read: what is found does not depend on it.
    fn decides(&self, expression: &Expression) -> bool {
        let first = self.first_let();
        let position = self.lets.iter().position(|value| std::ptr::eq(value, expression));
        let Some(position) = position else { return true };
        self.expressions().any(|(_, other)| {
            !std::ptr::eq(other, expression) && other.program.uses(first + position) && self.decides(other)
        })
    }
}

impl Mutant<'_> {
    /// The changed rule; none if the loader would refuse it.
    #[must_use]
    pub fn build(&self, this: &Type) -> Option<Rule> {
        let text = self.mutation.apply(self.expression.program.text());
        let mut findings = Findings::new(Language::En);
        let other = Some((self.expression.node, &*text));
        compile_with(Arc::clone(&self.rule.document), Some(this), other, &mut findings)
    }

    /// What was changed, in the rule file.
    #[must_use]
    pub fn location(&self) -> Location {
        self.rule.place(self.expression, self.mutation.span())
    }

    /// The changed sub-expression before and after.
    #[must_use]
    pub fn change(&self) -> (String, String) {
        self.mutation.shown(self.expression.program.text())
    }
}

fn present<'r>(
    (key, expression): (&'static str, &'r Option<Expression>),
) -> Option<(&'static str, &'r Expression)> {
    Some((key, expression.as_ref()?))
}
