//! Operands and arguments whose types do not go together, and what to write instead.

use super::Checker;
use crate::expr::functions::Function;
use crate::expr::messages;
use crate::expr::problem::{TYPES, problem};
use crate::expr::tree::{ExprId, ExprKind};
use crate::expr::types::Type;
use crate::expr::value::Data;
use crate::text::{Message, Parameter};
use crate::yaml::Problem;

/// An operand and its type.
pub(super) type Operand<'t> = (ExprId, &'t Type);

/// Longest operand that a message repeats, in characters.
const SHOWN: usize = 40;

/// Most forms of a function that a help lists.
const FORMS: usize = 4;

/// Length in bytes of a date such as `2026-01-31`.
const DATE: usize = 10;

/// What to do, and with what.
type Advice = (&'static Message, Parameter);

impl Checker<'_> {
    /// `left == right` of types that never meet.
    pub(super) fn report_unequal(&mut self, id: ExprId, [left, right]: [Operand<'_>; 2]) {
        let are_numbers = [left, right].iter().all(|(_, ty)| is_number(&self.finished(ty).widened()));
        let message = if are_numbers { &messages::NOT_COMPARED } else { &messages::NEVER_EQUAL };
        let parameters = vec![
            ("left", self.shown(left.0)),
            ("left_type", self.finished(left.1).to_string()),
            ("right", self.shown(right.0)),
            ("right_type", self.finished(right.1).to_string()),
        ];
        self.push_unfit(problem(TYPES, message, self.tree.span(id), parameters), [left, right]);
    }

    /// `left OPERATOR right` of types to which the operator does not apply.
    pub(super) fn report_unfit(&mut self, id: ExprId, operator: &str, operands: [Operand<'_>; 2]) {
        let types = self.names(&operands.map(|(_, ty)| ty));
        let parameters = vec![("name", format!("`{operator}`")), ("types", types)];
        let mut problem = problem(TYPES, &messages::NO_OPERATOR, self.tree.span(id), parameters);
        match self.text_beside_number(operands).filter(|_| operator.starts_with(['<', '>'])) {
            Some(text) => add(&mut problem, Some((&messages::LENGTH_OR_NUMBER, ("text", text)))),
            None => return self.push_unfit(problem, operands),
        }
        self.problems.push(problem);
    }

    /// The operand that is a text, though no literal, if the other is a number.
    fn text_beside_number(&self, [left, right]: [Operand<'_>; 2]) -> Option<String> {
        let plain = |ty: &Type| self.finished(ty).widened();
        let is_text =
            |(id, ty): Operand<'_>| plain(ty) == Type::String && self.tree.constant_text(id).is_none();
        let text = [(left, right), (right, left)].into_iter();
        let mut texts = text.filter(|(text, number)| is_text(*text) && is_number(&plain(number.1)));
        texts.next().map(|((id, _), _)| self.tree.text(id).to_owned())
    }

    /// Arguments that no signature of a function takes.
    pub(super) fn report_arguments(
        &mut self,
        id: ExprId,
        function: &Function,
        has_receiver: bool,
        arguments: &[Operand<'_>],
    ) {
        let types: Vec<&Type> = arguments.iter().map(|(_, ty)| *ty).collect();
        let parameters = vec![("name", format!("`{}()`", function.name)), ("types", self.names(&types))];
        let message = if types.is_empty() { &messages::NEEDS_ARGUMENTS } else { &messages::NO_OVERLOAD };
        let mut problem = problem(TYPES, message, self.tree.span(id), parameters);
        let is_optional = |ty: &Type| matches!(self.shallow(ty), Type::Optional(_));
        let optional = arguments.iter().find(|(_, ty)| is_optional(ty)).map(|(id, _)| *id);
        let advice = optional.map_or_else(|| takes(function, has_receiver), |id| self.unwrap(id));
        add(&mut problem, Some(advice));
        self.problems.push(problem);
    }

    fn push_unfit(&mut self, mut problem: Problem, [left, right]: [Operand<'_>; 2]) {
        let advice = self.advice(left, right).or_else(|| self.advice(right, left));
        add(&mut problem, advice);
        self.problems.push(problem);
    }

    /// What to do with `one`, so that it goes together with `other`.
    fn advice(&self, (one, one_type): Operand<'_>, (other, other_type): Operand<'_>) -> Option<Advice> {
        let one_type = self.finished(one_type).widened();
        let other_type = self.finished(other_type).widened();
        let literal = match &self.tree.get(one).kind {
            ExprKind::Constant(value) => Some(value),
            _ => None,
        };
        let is_plain = |ty: &Type| matches!(ty, Type::Bool) || is_number(ty);
        match (&one_type, &other_type, literal) {
            (Type::Optional(_), other, _) if !matches!(other, Type::Optional(_)) => Some(self.unwrap(one)),
            (Type::Null, _, _) if matches!(self.tree.get(other).kind, ExprKind::Select(_)) => {
                let test = format!("`has({})`", self.tree.text(other));
                Some((&messages::NULL_IS_NO_ABSENCE, ("test", test)))
            }
            (Type::String, Type::Timestamp, _) => {
                let is_long = literal.and_then(|text| text.as_str()).is_some_and(|text| text.len() != DATE);
                let function = if is_long { "timestamp" } else { "date" };
                Some(write(&format!("{function}({})", self.tree.text(one))))
            }
            (Type::String, other, Some(value)) if is_plain(other) => {
                let text = value.as_str()?;
                let is_meant = match other {
                    Type::Bool => matches!(text, "true" | "false"),
                    _ => text.parse::<f64>().is_ok_and(f64::is_finite),
                };
                is_meant.then(|| write(text))
            }
            (plain, Type::String, Some(_)) if is_plain(plain) => {
                Some(write(&format!("'{}'", self.tree.text(one))))
            }
            (Type::Int, Type::Double, Some(value)) => match value.data {
                Data::Int(number) => Some(write(&format!("{number}.0"))),
                _ => None,
            },
            (Type::Int, Type::Uint, Some(_)) => Some(write(&format!("{}u", self.tree.text(one)))),
            (Type::Int | Type::Uint, Type::Double, None) => {
                Some(write(&format!("double({})", self.tree.text(one))))
            }
            (Type::Uint, Type::Int, None) => Some(write(&format!("int({})", self.tree.text(one)))),
            _ => None,
        }
    }

    fn unwrap(&self, optional: ExprId) -> Advice {
        (&messages::UNWRAP, ("path", self.shown(optional)))
    }

    /// An expression as a message repeats it.
    fn shown(&self, id: ExprId) -> String {
        let text = self.tree.text(id).split_whitespace().collect::<Vec<_>>().join(" ");
        match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
            None => format!("`{text}`"),
        }
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int | Type::Uint | Type::Double)
}

fn write(code: &str) -> Advice {
    (&messages::WRITE_OPERATOR, ("operator", format!("`{code}`")))
}

/// The forms in which a function is called.
fn takes(function: &Function, has_receiver: bool) -> Advice {
    let overloads = function.overloads.iter().filter(|overload| overload.is_method == has_receiver);
    let forms = overloads.map(|overload| {
        let form = overload.describe(function.name);
        format!("`{}`", form.split(" -> ").next().unwrap_or_default())
    });
    let mut forms: Vec<String> = forms.collect();
    if forms.len() > FORMS {
        forms.truncate(FORMS);
        forms.push("…".to_owned());
    }
    (&messages::TAKES, ("forms", forms.join(", ")))
}

fn add(problem: &mut Problem, advice: Option<Advice>) {
    if let Some((help, parameter)) = advice {
        problem.help = Some(help);
        problem.parameters.push(parameter);
    }
}
