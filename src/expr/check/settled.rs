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
                self.report_settled(constant, path, &words, Some(&text), !is_equality);
            } else if words.len() == 1 {
                self.report_settled(id, path, &words, None, is_equality);
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
                self.report_settled(wanted, container, &words, Some(&text), false);
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
                self.report_settled(element, wanted, &words, Some(&text), false);
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

    fn report_settled(
        &mut self,
        id: ExprId,
        path: ExprId,
        words: &[Arc<str>],
        text: Option<&str>,
        outcome: bool,
    ) {
        let span = self.tree.span(id);
        let listed = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let parameters = vec![("left", format!("`{}`", self.text_of(path))), ("words", listed)];
        let message = match (outcome, text) {
            (false, Some(_)) => &messages::NEVER_TRUE,
            (false, None) => &messages::NEVER_TRUE,
            (true, Some(_)) => &messages::ALWAYS_UNEQUAL,
            (true, None) => &messages::ALWAYS_TRUE,
        };
        let mut problem = problem(SETTLED, message, span, parameters);
        if let Some(near) = text.and_then(|text| nearest(text, words.iter().map(|word| &**word))) {
            problem.help = Some(&messages::DID_YOU_MEAN);
            problem.parameters.push(("nearest", format!("`{near}`")));
        }
        self.problems.push(problem);
    }

    fn text_of(&self, id: ExprId) -> &str {
        self.tree.text(id)
    }
}
