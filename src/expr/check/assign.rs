//! Which type fits where: type parameters, `dyn`, and the most general of two types.

use std::sync::Arc;

use super::Checker;
use crate::expr::types::Type;

impl Checker<'_> {
    /// A type parameter that stands for nothing yet.
    pub(super) fn fresh(&mut self) -> Type {
        let number = u32::try_from(self.bindings.len()).unwrap_or(u32::MAX);
        self.bindings.push(None);
        Type::Parameter(number)
    }

    /// The type with its outermost parameter replaced by what it stands for.
    pub(super) fn shallow(&self, ty: &Type) -> Type {
        let mut ty = ty;
        // INVARIANT: `bind` makes no circle, so this ends.
        while let Type::Parameter(number) = ty {
            match self.bindings.get(*number as usize) {
                Some(Some(bound)) => ty = bound,
                _ => break,
            }
        }
        ty.clone()
    }

    /// The type with all parameters replaced; those that stand for nothing are `dyn`.
    pub(super) fn finished(&self, ty: &Type) -> Type {
        match self.shallow(ty) {
            Type::Parameter(_) => Type::Dyn,
            Type::List(element) => Type::list(self.finished(&element)),
            Type::Map(key, value) => Type::map(self.finished(&key), self.finished(&value)),
            Type::Optional(inner) => Type::optional(self.finished(&inner)),
            Type::Type(inner) => Type::Type(Arc::new(self.finished(&inner))),
            other => other,
        }
    }

    /// True if a value of type `from` can stand where `to` is wanted; parameters are bound as that needs.
    pub(super) fn assign(&mut self, from: &Type, to: &Type) -> bool {
        let (from, to) = (self.shallow(from), self.shallow(to));
        match (&from, &to) {
            (Type::Parameter(left), Type::Parameter(right)) if left == right => true,
            (_, Type::Parameter(number)) => self.bind_parameter(*number, &from),
            (Type::Parameter(number), _) => self.bind_parameter(*number, &to),
            (Type::Dyn, _) | (_, Type::Dyn) => true,
            (Type::Union(members), _) => members.iter().any(|member| self.attempt(member, &to)),
            (_, Type::Union(members)) => members.iter().any(|member| self.attempt(&from, member)),
            (Type::Null, Type::Optional(_) | Type::Timestamp | Type::Duration | Type::Opaque(_))
            | (Type::Optional(_) | Type::Timestamp | Type::Duration | Type::Opaque(_), Type::Null)
            | (Type::Object(_), Type::Object(_))
            | (Type::Type(_), Type::Type(_)) => true,
            (Type::Words(_) | Type::Formatted(_), _) | (_, Type::Words(_) | Type::Formatted(_)) => {
                from.widened() == to.widened()
            }
            (Type::List(left), Type::List(right)) | (Type::Optional(left), Type::Optional(right)) => {
                self.assign(left, right)
            }
            (Type::Map(key, value), Type::Map(wanted_key, wanted)) => {
                self.assign(key, wanted_key) && self.assign(value, wanted)
            }
            (Type::Object(_), Type::Map(key, value)) | (Type::Map(key, value), Type::Object(_)) => {
                self.assign(&Type::String, key) && self.assign(&Type::Dyn, value)
            }
            _ => from == to,
        }
    }

    /// Like `assign`, but a failure leaves no binding behind.
    fn attempt(&mut self, from: &Type, to: &Type) -> bool {
        let before = self.bindings.clone();
        let fits = self.assign(from, to);
        if !fits {
            self.bindings = before;
        }
        fits
    }

    fn bind_parameter(&mut self, number: u32, ty: &Type) -> bool {
        if self.mentions(ty, number) {
            return false;
        }
        if let Some(place) = self.bindings.get_mut(number as usize) {
            *place = Some(ty.clone());
        }
        true
    }

    fn mentions(&self, ty: &Type, number: u32) -> bool {
        match self.shallow(ty) {
            Type::Parameter(found) => found == number,
            Type::List(inner) | Type::Optional(inner) | Type::Type(inner) => self.mentions(&inner, number),
            Type::Map(key, value) => self.mentions(&key, number) || self.mentions(&value, number),
            _ => false,
        }
    }

    /// The type of a value that is of one of two types: the more general one if one fits the other,
    /// either where a schema tells them apart, else anything.
    pub(super) fn join(&mut self, left: &Type, right: &Type) -> Type {
        let (left, right) = (self.shallow(left), self.shallow(right));
        match (&left, &right) {
            (Type::List(one), Type::List(other)) => return Type::list(self.join(one, other)),
            (Type::Optional(one), Type::Optional(other)) => return Type::optional(self.join(one, other)),
            (Type::Map(key, value), Type::Map(other_key, other)) => {
                let key = self.join(key, other_key);
                return Type::map(key, self.join(value, other));
            }
            _ => {}
        }
        let fits = self.attempt(&right, &left);
        let (left, right) = (self.shallow(&left), self.shallow(&right));
        match (&left, &right) {
            (Type::Null, Type::Optional(_)) => right,
            (Type::Optional(_), Type::Null) => left,
            (Type::Object(one), Type::Object(other)) if one == other => left,
            (Type::Union(_) | Type::Words(_) | Type::Object(_), _)
            | (_, Type::Union(_) | Type::Object(_)) => Type::union([left, right]),
            _ if !fits => Type::Dyn,
            _ if self.is_more_general(&left, &right) => left,
            _ => right,
        }
    }

    fn is_more_general(&self, left: &Type, right: &Type) -> bool {
        match (self.shallow(left), self.shallow(right)) {
            (Type::Dyn | Type::Parameter(_), _) => true,
            (_, Type::Dyn | Type::Parameter(_)) => false,
            (Type::List(left), Type::List(right))
            | (Type::Optional(left), Type::Optional(right))
            | (Type::Type(left), Type::Type(right)) => self.is_more_general(&left, &right),
            (Type::Map(key, value), Type::Map(other_key, other)) => {
                self.is_more_general(&key, &other_key) && self.is_more_general(&value, &other)
            }
            (Type::Words(_) | Type::Formatted(_), plain) if plain == plain.widened() => false,
            (left, right) => left == right || left == right.widened(),
        }
    }
}
