//! Overloads of functions and operators.

use super::Checker;
use crate::expr::functions::{Overload, Shape};
use crate::expr::tree::{Binary, Call, ExprId};
use crate::expr::types::Type;
use std::sync::Arc;

const fn operator(parameters: &'static [Shape], result: Shape) -> Overload {
    Overload { is_method: false, parameters, is_variadic: false, result }
}

const INT: Overload = operator(&[Shape::Int, Shape::Int], Shape::Int);
const UINT: Overload = operator(&[Shape::Uint, Shape::Uint], Shape::Uint);
const DOUBLE: Overload = operator(&[Shape::Double, Shape::Double], Shape::Double);
const SPANS: Overload = operator(&[Shape::Duration, Shape::Duration], Shape::Duration);
const LATER: Overload = operator(&[Shape::Timestamp, Shape::Duration], Shape::Timestamp);
const LIST: Shape = Shape::List(&Shape::Parameter(0));

const ADD: &[Overload] = &[
    INT,
    UINT,
    DOUBLE,
    operator(&[Shape::String, Shape::String], Shape::String),
    operator(&[Shape::Bytes, Shape::Bytes], Shape::Bytes),
    operator(&[LIST, LIST], LIST),
    LATER,
    operator(&[Shape::Duration, Shape::Timestamp], Shape::Timestamp),
    SPANS,
];
const SUBTRACT: &[Overload] =
    &[INT, UINT, DOUBLE, LATER, SPANS, operator(&[Shape::Timestamp, Shape::Timestamp], Shape::Duration)];
const ORDER: &[Overload] = &[
    operator(&[Shape::Bool, Shape::Bool], Shape::Bool),
    operator(&[Shape::Int, Shape::Int], Shape::Bool),
    operator(&[Shape::Uint, Shape::Uint], Shape::Bool),
    operator(&[Shape::Double, Shape::Double], Shape::Bool),
    operator(&[Shape::Int, Shape::Uint], Shape::Bool),
    operator(&[Shape::Int, Shape::Double], Shape::Bool),
    operator(&[Shape::Uint, Shape::Int], Shape::Bool),
    operator(&[Shape::Uint, Shape::Double], Shape::Bool),
    operator(&[Shape::Double, Shape::Int], Shape::Bool),
    operator(&[Shape::Double, Shape::Uint], Shape::Bool),
    operator(&[Shape::String, Shape::String], Shape::Bool),
    operator(&[Shape::Bytes, Shape::Bytes], Shape::Bool),
    operator(&[Shape::Timestamp, Shape::Timestamp], Shape::Bool),
    operator(&[Shape::Duration, Shape::Duration], Shape::Bool),
];

/// The signatures of an operator; equality and `in` have rules of their own.
pub(super) fn of_operator(operator: Binary) -> &'static [Overload] {
    match operator {
        Binary::Add => ADD,
        Binary::Subtract => SUBTRACT,
        Binary::Multiply | Binary::Divide => &[INT, UINT, DOUBLE],
        Binary::Remainder => &[INT, UINT],
        Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual => ORDER,
        Binary::Equal | Binary::NotEqual | Binary::In => &[],
    }
}

impl Checker<'_> {
    pub(super) fn call(&mut self, id: ExprId, call: &Call) -> Type {
        let arguments: Vec<Type> = call.arguments.iter().map(|argument| self.infer(*argument)).collect();
        // INVARIANT: a tree with unresolved functions is refused before it is checked.
        let Some(function) = call.function else { return Type::Dyn };
        if let Some(result) = self.resolve_overloads(function.overloads, call.has_receiver, &arguments) {
            return result;
        }
        let operands: Vec<_> = call.arguments.iter().copied().zip(&arguments).collect();
        self.report_arguments(id, function, call.has_receiver, &operands);
        Type::Dyn
    }

    /// The type of the result: that of the overload that fits, `dyn` if several do and differ.
    pub(super) fn resolve_overloads(
        &mut self,
        overloads: &[Overload],
        has_receiver: bool,
        arguments: &[Type],
    ) -> Option<Type> {
        let is_certain = !arguments.iter().any(|argument| self.is_open(argument));
        let mut result: Option<Type> = None;
        for overload in overloads.iter().filter(|overload| overload.is_method == has_receiver) {
            let before = self.bindings.clone();
            match self.fit(overload, arguments) {
                None => self.bindings = before,
                Some(found) if is_certain => return Some(found),
                Some(found) => match &result {
                    None => result = Some(found),
                    Some(known) if self.finished(known) == self.finished(&found) => {}
                    Some(_) => {
                        self.bindings = before;
                        return Some(Type::Dyn);
                    }
                },
            }
        }
        result
    }

    /// True if more than one overload may turn out to be meant.
    fn is_open(&self, ty: &Type) -> bool {
        matches!(self.shallow(ty), Type::Dyn | Type::Parameter(_) | Type::Union(_))
    }

    fn fit(&mut self, overload: &Overload, arguments: &[Type]) -> Option<Type> {
        let wanted = overload.parameters;
        let is_count_right = match overload.is_variadic {
            true => arguments.len() >= wanted.len(),
            false => arguments.len() == wanted.len(),
        };
        if !is_count_right {
            return None;
        }
        let mut parameters = Vec::new();
        let last = wanted.last();
        for (index, argument) in arguments.iter().enumerate() {
            let shape = wanted.get(index).or(last)?;
            let wanted = self.instantiate(shape, &mut parameters);
            if !self.assign(argument, &wanted) {
                return None;
            }
        }
        Some(self.instantiate(&overload.result, &mut parameters))
    }

    /// The type of a shape, its type parameters fresh for this call.
    fn instantiate(&mut self, shape: &Shape, parameters: &mut Vec<(u32, Type)>) -> Type {
        match shape {
            Shape::List(element) => Type::list(self.instantiate(element, parameters)),
            Shape::Map(key, value) => {
                let key = self.instantiate(key, parameters);
                Type::map(key, self.instantiate(value, parameters))
            }
            Shape::Optional(inner) => Type::optional(self.instantiate(inner, parameters)),
            Shape::Type(inner) => Type::Type(Arc::new(self.instantiate(inner, parameters))),
            Shape::Parameter(number) => match parameters.iter().find(|(known, _)| known == number) {
                Some((_, ty)) => ty.clone(),
                None => {
                    let ty = self.fresh();
                    parameters.push((*number, ty.clone()));
                    ty
                }
            },
            plain => Type::from(plain),
        }
    }
}
