//! Equality and membership: types that never meet, and comparisons whose outcome the schema settles.

use std::sync::Arc;

use super::Checker;
use crate::expr::messages;
use crate::expr::problem::{SETTLED, TYPES, problem};
use crate::expr::tree::{ExprId, ExprKind};
use crate::expr::types::Type;
use crate::text::nearest;

/// An operand and its type.
type Operand<'t> = (ExprId, &'t Type);

/// A comparison whose outcome is known beforehand.
struct Settled<'s> {
    /// What is underlined.
    at: ExprId,
    /// The operand that can be one of the words only.
    path: ExprId,
    words: &'s [Arc<str>],
    /// The text it is compared with, if that is none of them.
    text: Option<&'s str>,
    outcome: bool,
}

impl Checker<'_> {
    /// `left == right` or `left != right`.
    pub(super) fn equality(&mut self, id: ExprId, is_equality: bool, operands: [Operand<'_>; 2]) {
        let [(left, left_type), (right, right_type)] = operands;
        if !self.assign(left_type, right_type) && !self.assign(right_type, left_type) {
            let types = self.names(&[left_type, right_type]);
            let span = self.tree.span(id);
            self.problems.push(problem(TYPES, &messages::NEVER_EQUAL, span, vec![("types", types)]));
            return;
        }
        for ((path, ty), constant) in [((left, left_type), right), ((right, right_type), left)] {
            let Some(text) = self.tree.constant_text(constant).map(str::to_owned) else { continue };
            let Some(words) = self.words(ty) else { continue };
            if !words.iter().any(|word| **word == *text) {
                self.settle(&Settled {
                    at: constant,
                    path,
                    words: &words,
                    text: Some(&text),
                    outcome: !is_equality,
                });
            } else if words.len() == 1 && !self.is_narrowed(path) {
                self.settle(&Settled { at: id, path, words: &words, text: None, outcome: is_equality });
            }
        }
    }

    /// `wanted in container`
    pub(super) fn membership(&mut self, id: ExprId, operands: [Operand<'_>; 2]) {
        let [(wanted, wanted_type), (container, container_type)] = operands;
        let container_type = self.shallow(container_type);
        let mut fits = false;
        for member in container_type.members().to_vec() {
            fits |= match member {
                Type::Dyn | Type::Parameter(_) => true,
                Type::List(element) | Type::Map(element, _) => self.assign(wanted_type, &element),
                Type::Object(_) => self.assign(wanted_type, &Type::String),
                _ => false,
            };
        }
        if !fits {
            let types = self.names(&[wanted_type, &container_type]);
            self.report(id, &messages::NO_OPERATOR, vec![("name", "`in`".to_owned()), ("types", types)]);
            return;
        }
        self.settled_membership((wanted, wanted_type), (container, &container_type));
    }

    /// `'word' in list of known words`, `known word in ['literal', ...]`.
    fn settled_membership(
        &mut self,
        (wanted, wanted_type): Operand<'_>,
        (container, container_type): Operand<'_>,
    ) {
        if let (Some(text), Type::List(element)) = (self.tree.constant_text(wanted), container_type) {
            let text = text.to_owned();
            if let Some(words) = self.words(element).filter(|words| !words.iter().any(|word| **word == *text))
            {
                self.settle(&Settled {
                    at: wanted,
                    path: container,
                    words: &words,
                    text: Some(&text),
                    outcome: false,
                });
            }
        }
        let (Some(words), ExprKind::List(elements)) =
            (self.words(wanted_type), &self.tree.get(container).kind)
        else {
            return;
        };
        for element in elements.iter().map(|element| element.value) {
            let Some(text) = self.tree.constant_text(element).map(str::to_owned) else { continue };
            if !words.iter().any(|word| **word == *text) {
                self.settle(&Settled {
                    at: element,
                    path: wanted,
                    words: &words,
                    text: Some(&text),
                    outcome: false,
                });
            }
        }
    }

    /// The words that a value of this type can be, if it can be nothing else.
    fn words(&self, ty: &Type) -> Option<Arc<[Arc<str>]>> {
        match self.shallow(ty) {
            Type::Words(words) => Some(words),
            _ => None,
        }
    }

    fn settle(&mut self, settled: &Settled<'_>) {
        let span = self.tree.span(settled.at);
        let words = settled.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let left = format!("`{}`", self.tree.text(settled.path));
        let message = match (settled.outcome, settled.text) {
            (false, _) => &messages::NEVER_TRUE,
            (true, Some(_)) => &messages::ALWAYS_UNEQUAL,
            (true, None) => &messages::ALWAYS_TRUE,
        };
        let parameters = vec![("left", left), ("words", words)];
        let mut problem = problem(SETTLED, message, span, parameters);
        let words = settled.words.iter().map(|word| &**word);
        if let Some(near) = settled.text.and_then(|text| nearest(text, words)) {
            problem.help = Some(&messages::DID_YOU_MEAN);
            problem.parameters.push(("nearest", format!("`{near}`")));
        }
        self.problems.push(problem);
    }
}
