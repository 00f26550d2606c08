//! `fix:` of a rule: what is done to a document that the rule finds wrong, compiled and checked when the rule is loaded.

mod messages;

use super::localized::Localized;
use super::model::{Expression, Phrase};
use super::rule_file::Compiler;
use crate::expr::{Program, Purpose, Type};
use crate::finding::Safety;
use crate::text::{Message, Parameter};
use crate::yaml::Node;

/// How a rule mends what it finds.
#[derive(Debug)]
pub struct Remedy {
    /// Mends only if this is true.
    pub when: Option<Expression>,
    /// What is done.
    pub action: Action,
    /// Whether it may be done without asking.
    pub safety: Safety,
    /// What it does, in words; otherwise the words follow from the action.
    pub title: Option<Localized<Phrase>>,
}

/// What is done to a document.
#[derive(Debug)]
pub enum Action {
    /// `set: PLACE`, `to: VALUE`
    Set(Expression, Expression),
    /// `append: VALUE`, `to: LIST`
    Append(Expression, Expression),
    /// `rename: PLACE`, `to: NAME`
    Rename(Expression, Expression),
    /// `move: PLACE`, `to: PLACE`
    Move(Expression, Expression),
    /// `remove: PLACE`
    Remove(Expression),
    /// `quote: PLACE`
    Quote(Expression),
}

/// The keys of which a fix has one.
const ACTIONS: [&str; 6] = ["set", "append", "rename", "move", "remove", "quote"];

impl Action {
    /// Its expressions.
    pub(super) fn expressions(&self) -> Vec<&Expression> {
        match self {
            Self::Set(a, b) | Self::Append(a, b) | Self::Rename(a, b) | Self::Move(a, b) => vec![a, b],
            Self::Remove(place) | Self::Quote(place) => vec![place],
        }
    }
}

impl Compiler<'_> {
    /// Compiles `fix:`, whose expressions see what those of the message see.
    pub(super) fn remedy(&mut self, fix: Node<'_>) -> Option<Remedy> {
        let when = fix.get("when").and_then(|node| self.expression(node, Purpose::Condition));
        if let Some(when) = &when {
            self.environment = std::mem::take(&mut self.environment).assuming(&when.program);
        }
        let action = self.action(fix)?;
        let title = fix.get("title").and_then(|node| self.phrases(node));
        let is_safe = fix.get("safety").and_then(Node::as_str) == Some("safe");
        let safety = if is_safe { Safety::Safe } else { Safety::Unsafe };
        Some(Remedy { when, action, safety, title })
    }

    fn action(&mut self, fix: Node<'_>) -> Option<Action> {
        let given: Vec<_> = ACTIONS.iter().filter_map(|key| fix.get_entry(key)).collect();
        let [entry] = given[..] else {
            let place = given.get(1).or(given.first()).map_or_else(|| fix.handle(), |entry| entry.key.span());
            let message =
                if given.is_empty() { &messages::FIX_NO_ACTION } else { &messages::FIX_TWO_ACTIONS };
            return self.complain(fix, place, message, Vec::new());
        };
        let to = fix.get("to");
        match (entry.key.as_key()?, to) {
            ("set", Some(to)) => {
                let (place, value) = (self.path(entry.value)?, self.expression(to, Purpose::Value)?);
                self.check_value(&place, (to, &value), "==")?;
                Some(Action::Set(place, value))
            }
            ("append", Some(to)) => {
                let (value, list) = (self.expression(entry.value, Purpose::Value)?, self.path(to)?);
                self.check_value(&list, (entry.value, &value), "in")?;
                Some(Action::Append(value, list))
            }
            ("rename", Some(to)) => {
                let (place, name) = (self.path(entry.value)?, self.expression(to, Purpose::Value)?);
                self.check_name(to, &name)?;
                Some(Action::Rename(place, name))
            }
            ("move", Some(to)) => Some(Action::Move(self.path(entry.value)?, self.path(to)?)),
            ("remove", None) => Some(Action::Remove(self.path(entry.value)?)),
            ("quote", None) => Some(Action::Quote(self.path(entry.value)?)),
            (name, None) => {
                let parameters = vec![("action", format!("`{name}`"))];
                self.complain(fix, entry.key.span(), &messages::FIX_NO_TO, parameters)
            }
            (name, Some(to)) => {
                let parameters = vec![("action", format!("`{name}`"))];
                let place = to.key().map_or_else(|| to.span(), Node::span);
                self.complain(fix, place, &messages::FIX_NEEDS_NO_TO, parameters)
            }
        }
    }

    /// An expression that names a place.
    fn path(&mut self, node: Node<'_>) -> Option<Expression> {
        let place = self.place(node)?;
        if place.program.is_path() {
            return Some(place);
        }
        self.complain(node, node.span(), &messages::FIX_NO_PLACE, Vec::new())
    }

    fn check_name(&mut self, node: Node<'_>, name: &Expression) -> Option<()> {
        let is_name = matches!(name.program.result_type(), Type::String | Type::Words(_) | Type::Dyn);
        if is_name {
            return Some(());
        }
        self.complain(node, node.span(), &messages::FIX_NO_NAME, Vec::new())
    }

    /// Holds the type of a new value against that of its place: the two must be comparable.
    fn check_value(
        &mut self,
        place: &Expression,
        (node, value): (Node<'_>, &Expression),
        operator: &str,
    ) -> Option<()> {
        let is_optional =
            |expression: &Expression| matches!(expression.program.result_type(), Type::Optional(_));
        if !self.is_checked || is_optional(value) || is_optional(place) {
            return Some(());
        }
        let comparison = format!("({}) {operator} ({})", value.program.text(), place.program.text());
        let environment = self.environment.clone().assuming_nothing().allowing_absence();
        match Program::compile(&comparison, &environment) {
            Ok(_) => Some(()),
            Err(problems) => {
                let parameters = vec![("place", format!("`{}`", place.program.text()))];
                let help = problems.into_iter().find_map(|problem| Some((problem.help?, problem.parameters)));
                self.complain_with(node, (&messages::FIX_UNFIT, parameters), help)
            }
        }
    }

    fn complain<T>(
        &mut self,
        node: Node<'_>,
        span: crate::text::Span,
        message: &'static Message,
        parameters: Vec<Parameter>,
    ) -> Option<T> {
        let words = (message, Some(&messages::FIX_HELP), parameters);
        self.findings.say(node.document().source(), span, "rule/wrong-fix", words);
        None
    }

    /// Like [`Self::complain`], with the help that the check of a comparison gives.
    fn complain_with<T>(
        &mut self,
        node: Node<'_>,
        (message, mut parameters): (&'static Message, Vec<Parameter>),
        help: Option<(&'static Message, Vec<Parameter>)>,
    ) -> Option<T> {
        let help = help.map(|(help, more)| {
            parameters.extend(more);
            help
        });
        self.findings.say(
            node.document().source(),
            node.span(),
            "rule/wrong-fix",
            (message, help, parameters),
        );
        None
    }
}
