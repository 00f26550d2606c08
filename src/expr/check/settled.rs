//! Equality and membership: types that never meet, and comparisons whose outcome the schema settles.

use std::sync::Arc;

use super::Checker;
use super::guards::word;
use super::unfit::Operand;
use crate::expr::messages;
use crate::expr::problem::{SETTLED, problem};
use crate::expr::tree::{ExprId, ExprKind};
use crate::expr::types::{Format, Type, Word};
use crate::expr::value::time;
use crate::text::nearest;

/// A comparison whose outcome is known beforehand.
struct Settled<'s> {
    /// What is underlined.
    at: ExprId,
    /// The operand that can be one of the words only.
    path: ExprId,
    words: &'s [Word],
    /// The constant it is compared with, if that is none of them.
    stray: Option<&'s Word>,
    outcome: bool,
}

impl Checker<'_> {
    /// `left == right` or `left != right`.
    pub(super) fn equality(&mut self, id: ExprId, is_equality: bool, operands: [Operand<'_>; 2]) {
        let [(left, left_type), (right, right_type)] = operands;
        if !self.assign(left_type, right_type) && !self.assign(right_type, left_type) {
            self.report_unequal(id, operands);
            return;
        }
        for ((path, ty), constant) in [((left, left_type), right), ((right, right_type), left)] {
            let (Some(word), Some(words)) = (self.constant(constant), self.words(ty)) else { continue };
            let narrowed = self.is_narrowed(path);
            if !words.contains(&word) {
                let stray = Some(&word);
                self.settle(&Settled { at: constant, path, words: &words, stray, outcome: !is_equality });
            } else if words.len() == 1 && !(narrowed && is_equality) {
                self.settle(&Settled { at: id, path, words: &words, stray: None, outcome: is_equality });
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
            self.report_unfit(id, "in", [(wanted, wanted_type), (container, &container_type)]);
            return;
        }
        self.known_key(wanted, &container_type);
        self.settled_membership(id, (wanted, wanted_type), (container, &container_type));
    }

    /// `'key' in object`: an object that the schema closes has no other keys.
    fn known_key(&mut self, wanted: ExprId, container: &Type) {
        let Some(name) = self.tree.constant_text(wanted).map(str::to_owned) else { return };
        let lacks = |member: &Type| match member {
            Type::Object(object) => object.additional.is_none() && object.property(&name).is_none(),
            _ => false,
        };
        if container.members().iter().all(lacks) {
            self.report_unknown(wanted, container, &name);
        }
    }

    /// `'word' in list of known words`, `known word in ['literal', ...]`.
    fn settled_membership(
        &mut self,
        id: ExprId,
        (wanted, wanted_type): Operand<'_>,
        (container, container_type): Operand<'_>,
    ) {
        if let (Some(word), Type::List(element)) = (self.constant(wanted), container_type)
            && let Some(words) = self.words(element).filter(|words| !words.contains(&word))
        {
            let stray = Some(&word);
            self.settle(&Settled { at: wanted, path: container, words: &words, stray, outcome: false });
        }
        let (Some(words), ExprKind::List(elements)) =
            (self.words(wanted_type), &self.tree.get(container).kind)
        else {
            return;
        };
        let listed: Vec<(ExprId, Option<Word>)> =
            elements.iter().map(|element| (element.value, self.constant(element.value))).collect();
        for (at, word) in &listed {
            let stray = word.as_ref().filter(|word| !words.contains(word));
            if stray.is_some() {
                self.settle(&Settled { at: *at, path: wanted, words: &words, stray, outcome: false });
            }
        }
        let is_listed = |word: &Word| listed.iter().any(|(_, known)| known.as_ref() == Some(word));
        if words.iter().all(is_listed) && !self.is_narrowed(wanted) {
            self.settle(&Settled { at: id, path: wanted, words: &words, stray: None, outcome: true });
        }
    }

    /// A literal text beside a string of a format that it does not have.
    pub(super) fn check_format(&mut self, operands: [Operand<'_>; 2]) {
        let [one, other] = operands;
        for ((path, ty), literal) in [(one, other.0), (other, one.0)] {
            let Type::Formatted(format) = self.shallow(ty) else { continue };
            let Some(text) = self.tree.constant_text(literal) else { continue };
            let (has_format, message) = match format {
                Format::Date => (time::parse_date(text).is_some(), &messages::NO_DATE),
                Format::DateTime => (time::parse_timestamp(text).is_some(), &messages::NO_TIMESTAMP),
                Format::Email => (text.contains('@'), &messages::NO_EMAIL),
                Format::Url => (text.contains(':'), &messages::NO_URL),
            };
            if !has_format {
                let left = format!("`{}`", self.tree.text(path));
                self.problems.push(problem(SETTLED, message, self.tree.span(literal), vec![("left", left)]));
            }
        }
    }

    /// The constant that an expression is, if it is of a type of which schemas list some.
    fn constant(&self, id: ExprId) -> Option<Word> {
        match &self.tree.get(id).kind {
            ExprKind::Constant(value) => word(value),
            _ => None,
        }
    }

    /// The constants that a value of this type can be, if it can be nothing else.
    fn words(&self, ty: &Type) -> Option<Arc<[Word]>> {
        match self.shallow(ty) {
            Type::Words(words) => Some(words),
            _ => None,
        }
    }

    fn settle(&mut self, settled: &Settled<'_>) {
        let span = self.tree.span(settled.at);
        let words = settled.words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let left = format!("`{}`", self.tree.text(settled.path));
        let is_one = settled.words.len() == 1;
        let message = match (settled.outcome, settled.stray, is_one) {
            (false, _, true) => &messages::NEVER_TRUE_OF_ONE,
            (false, _, false) => &messages::NEVER_TRUE,
            (true, Some(_), false) => &messages::ALWAYS_UNEQUAL,
            (true, None, false) => &messages::ALWAYS_LISTED,
            (true, _, true) => &messages::ALWAYS_TRUE,
        };
        let parameters = vec![("left", left), ("words", words)];
        let mut problem = problem(SETTLED, message, span, parameters);
        let texts: Vec<String> = settled.words.iter().map(ToString::to_string).collect();
        let stray = settled.stray.map(ToString::to_string);
        if let Some(near) =
            stray.and_then(|stray| nearest(&stray, texts.iter().map(String::as_str)).map(str::to_owned))
        {
            problem.help = Some(&messages::DID_YOU_MEAN);
            problem.parameters.push(("nearest", format!("`{near}`")));
        }
        self.problems.push(problem);
    }

    /// `has(path)` whose outcome earlier conditions settle.
    pub(super) fn settled_presence(&mut self, id: ExprId, name: &str) {
        let message = match self.known_presence(id) {
            Some(true) => &messages::ALWAYS_PRESENT,
            Some(false) => &messages::NEVER_PRESENT,
            None => return,
        };
        let parameters = vec![("name", format!("`{name}`"))];
        self.problems.push(problem(SETTLED, message, self.tree.span(id), parameters));
    }
}
