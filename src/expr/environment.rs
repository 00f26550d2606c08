//! What names mean to an expression: variables in order, with their types. Functions are the same everywhere.

use super::check::{Fact, Guards, Meaning, assume};
use super::program::Program;
use super::types::Type;

/// A variable of an environment.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name; dots are allowed (`com.example.x`).
    pub name: String,
    /// The static type, `Type::Dyn` if nothing is known.
    pub ty: Type,
    /// What conditions on it say of other variables.
    pub(super) meaning: Meaning,
}

/// The names that an expression may use. A later variable hides an earlier one of the same name.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    pub(super) variables: Vec<Variable>,
    pub(super) container: String,
    /// What is known of the variables where expressions are evaluated.
    pub(super) facts: Vec<Fact>,
    /// Fields that may be absent are read without being tested for.
    pub(super) allows_absence: bool,
}

impl Environment {
    /// An environment without variables, with all functions.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The environment with one more variable, whose slot is the number of variables before it.
    #[must_use]
    pub fn with_variable(mut self, name: &str, ty: Type) -> Self {
        self.variables.push(Variable { name: name.to_owned(), ty, meaning: Meaning::default() });
        self
    }

    /// The environment whose last variable is a name for the value of `program`: a condition on the name says of other
    /// values what the same condition on the value says.
    #[must_use]
    pub fn naming(mut self, program: &Program) -> Self {
        let meaning = Guards { tree: program.tree(), variables: &self.variables }.meaning();
        if let Some(last) = self.variables.last_mut() {
            last.meaning = meaning;
        }
        self
    }

    /// The environment with a container: a name `x` may then mean `container.x` (CEL, section "Name resolution").
    #[must_use]
    pub fn with_container(mut self, container: &str) -> Self {
        container.clone_into(&mut self.container);
        self
    }

    /// The environment of expressions that are evaluated only where `condition` is true, such as what follows the `when`
    /// of a rule: fields that it tests for are present, texts are those it compares with.
    #[must_use]
    pub fn assuming(mut self, condition: &Program) -> Self {
        self.facts.extend(assume(condition.tree(), &self.variables, true));
        self
    }

    /// The environment of expressions that are evaluated only where `condition` is false, such as the message of a rule
    /// whose requirement is not met.
    #[must_use]
    pub fn refuting(mut self, condition: &Program) -> Self {
        self.facts.extend(assume(condition.tree(), &self.variables, false));
        self
    }

    /// The environment with its variables alone.
    #[must_use]
    pub fn assuming_nothing(mut self) -> Self {
        self.facts.clear();
        self.allows_absence = false;
        self
    }

    /// The environment of expressions that name places rather than values, such as what a rule underlines: that a field
    /// may be absent is no problem of theirs.
    #[must_use]
    pub fn allowing_absence(mut self) -> Self {
        self.allows_absence = true;
        self
    }

    /// The slot of a variable, for [`super::Frame::set`].
    #[must_use]
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.variables.iter().rposition(|variable| variable.name == name)
    }

    /// The variables in order of their slots.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }
}
