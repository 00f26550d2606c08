//! Fields and indices: which fields a type has, and which of them may be absent.

use super::Checker;
use crate::expr::functions;
use crate::expr::messages;
use crate::expr::problem::{MAYBE_ABSENT, TYPES, UNKNOWN_NAME, problem};
use crate::expr::tree::{ExprId, Select};
use crate::expr::types::Type;
use crate::text::{Span, nearest};

/// What is known of a field of a type.
enum Field {
    /// It has this type, and is there unless `may_be_absent`.
    Known { ty: Type, may_be_absent: bool },
    /// No value of the type has it.
    Unknown,
    /// Values of the type have no fields at all.
    NoFields,
}

impl Checker<'_> {
    pub(super) fn select(&mut self, id: ExprId, select: &Select) -> Type {
        let operand = self.infer(select.operand);
        let (container, is_lifted) = match self.shallow(&operand) {
            Type::Optional(inner) => (self.shallow(&inner), true),
            other => (other, false),
        };
        let is_tolerant = is_lifted || select.is_optional || select.is_test;
        let ty = match self.field(&container, &select.field) {
            Field::Known { ty, may_be_absent } => {
                if may_be_absent && !is_tolerant && !self.is_present(id) {
                    self.report_absence(self.tree.get(id).mark, &select.field);
                }
                self.narrowed(id, ty)
            }
            Field::Unknown => {
                self.report_unknown(id, &container, &select.field);
                Type::Dyn
            }
            Field::NoFields => {
                let parameters = vec![("type", self.finished(&container).to_string())];
                let mark = self.tree.get(id).mark;
                let mut problem = problem(TYPES, &messages::NO_FIELDS, mark, parameters);
                if functions::find(&select.field).is_some() {
                    problem.help = Some(&messages::WRITE_OPERATOR);
                    problem.parameters.push(("operator", format!("`.{}()`", select.field)));
                }
                self.problems.push(problem);
                Type::Dyn
            }
        };
        if select.is_test {
            self.settled_presence(id, &select.field);
        }
        match (select.is_test, is_lifted || select.is_optional) {
            (true, _) => Type::Bool,
            (false, true) => Type::optional(ty),
            (false, false) => ty,
        }
    }

    pub(super) fn index(
        &mut self,
        id: ExprId,
        (operand, index): (ExprId, ExprId),
        is_optional: bool,
    ) -> Type {
        let operand = self.infer(operand);
        let (container, is_lifted) = match self.shallow(&operand) {
            Type::Optional(inner) => (self.shallow(&inner), true),
            other => (other, false),
        };
        let index_type = self.infer(index);
        let is_tolerant = is_lifted || is_optional;
        let ty = match (&container, self.tree.constant_text(index)) {
            (Type::Object(_), Some(name)) => match self.field(&container, name) {
                Field::Known { ty, may_be_absent } => {
                    if may_be_absent && !is_tolerant && !self.is_present(id) {
                        self.report_absence(self.tree.span(index), name);
                    }
                    self.narrowed(id, ty)
                }
                _ => {
                    self.report_unknown(index, &container, name);
                    Type::Dyn
                }
            },
            _ => self.element(id, &container, &index_type),
        };
        if is_tolerant { Type::optional(ty) } else { ty }
    }

    fn element(&mut self, id: ExprId, container: &Type, index: &Type) -> Type {
        let (wanted, element) = match container {
            Type::List(element) => (Type::Int, Type::clone(element)),
            Type::Map(key, value) => (Type::clone(key), Type::clone(value)),
            Type::Object(_) => (Type::String, Type::Dyn),
            Type::Dyn | Type::Parameter(_) | Type::Union(_) => return Type::Dyn,
            _ => (Type::Null, Type::Dyn),
        };
        if self.assign(index, &wanted) && wanted != Type::Null {
            return element;
        }
        let types =
            vec![("type", self.finished(container).to_string()), ("index", self.finished(index).to_string())];
        self.report(id, &messages::NO_INDEX, types);
        Type::Dyn
    }

    fn field(&self, container: &Type, name: &str) -> Field {
        match container {
            Type::Dyn | Type::Parameter(_) => Field::Known { ty: Type::Dyn, may_be_absent: false },
            Type::Map(_, value) => Field::Known { ty: Type::clone(value), may_be_absent: false },
            Type::Object(object) => match (object.property(name), &object.additional) {
                (Some(property), _) => {
                    Field::Known { ty: property.ty.clone(), may_be_absent: !property.is_required }
                }
                (None, Some(additional)) => Field::Known { ty: additional.clone(), may_be_absent: false },
                (None, None) => Field::Unknown,
            },
            Type::Union(members) => self.field_of_union(members, name),
            Type::Opaque(type_name) => match functions::fields(type_name) {
                Some(fields) => match fields.iter().find(|(known, _)| *known == name) {
                    Some((_, shape)) => Field::Known { ty: Type::from(shape), may_be_absent: false },
                    None => Field::Unknown,
                },
                None => Field::NoFields,
            },
            _ => Field::NoFields,
        }
    }

    fn field_of_union(&self, members: &[Type], name: &str) -> Field {
        let mut types = Vec::new();
        let mut is_sometimes_absent = false;
        let mut has_fields = false;
        for member in members {
            match self.field(member, name) {
                Field::Known { ty, may_be_absent } => {
                    types.push(ty);
                    is_sometimes_absent |= may_be_absent;
                    has_fields = true;
                }
                Field::Unknown => {
                    is_sometimes_absent = true;
                    has_fields = true;
                }
                Field::NoFields => {}
            }
        }
        match (types.is_empty(), has_fields) {
            (false, _) => Field::Known { ty: Type::union(types), may_be_absent: is_sometimes_absent },
            (true, true) => Field::Unknown,
            (true, false) => Field::NoFields,
        }
    }

    fn report_absence(&mut self, mark: Span, name: &str) {
        if self.environment.allows_absence {
            return;
        }
        self.problems.push(problem(
            MAYBE_ABSENT,
            &messages::MAYBE_ABSENT,
            mark,
            vec![("name", format!("`{name}`"))],
        ));
    }

    pub(super) fn report_unknown(&mut self, id: ExprId, container: &Type, name: &str) {
        let mut names = Vec::new();
        for member in container.members() {
            match member {
                Type::Object(object) => {
                    names.extend(object.properties.iter().map(|property| &*property.name));
                }
                Type::Opaque(type_name) => {
                    names.extend(functions::fields(type_name).into_iter().flatten().map(|(name, _)| *name));
                }
                _ => {}
            }
        }
        let mark = self.tree.get(id).mark;
        let mut problem =
            problem(UNKNOWN_NAME, &messages::UNKNOWN_FIELD, mark, vec![("name", format!("`{name}`"))]);
        if let Some(near) = nearest(name, names) {
            problem.help = Some(&messages::DID_YOU_MEAN);
            problem.parameters.push(("nearest", format!("`{near}`")));
        }
        self.problems.push(problem);
    }
}
