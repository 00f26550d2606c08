//! Static types of a resolved tree: what does not fit is a problem before any document is seen. Follows the checker of
//! the CEL specification, and goes further where the schema of a document is known: unknown fields, fields that may be
//! absent, comparisons whose outcome is settled. Knows nothing of evaluation.

mod access;
mod assign;
mod calls;
mod facts;
mod guards;
mod settled;
mod unfit;

use std::sync::Arc;

pub(super) use facts::{Fact, assume};
pub(super) use guards::{Guards, Meaning};

use super::environment::Environment;
use super::messages;
use super::problem::{TYPES, problem};
use super::tree::{Binary, Bind, BindKind, Comprehension, ExprId, ExprKind, Tree, Unary, Walk};
use super::types::Type;
use super::value::Data;
use crate::text::{Message, Parameter};
use crate::yaml::Problem;

/// The type of the root of a tree.
///
/// # Errors
/// All problems, in order of their places.
pub(super) fn check(tree: &Tree, environment: &Environment) -> Result<Type, Vec<Problem>> {
    let mut checker = Checker {
        tree,
        environment,
        locals: Vec::new(),
        bindings: Vec::new(),
        facts: environment.facts.clone(),
        problems: Vec::new(),
    };
    let root = checker.infer(tree.root);
    let root = checker.finished(&root);
    let mut problems = checker.problems;
    if problems.is_empty() {
        return Ok(root);
    }
    problems.sort_by_key(|problem| (problem.span.start(), problem.span.end()));
    Err(problems)
}

struct Checker<'c> {
    tree: &'c Tree,
    environment: &'c Environment,
    /// The types of the variables of macros, by depth.
    locals: Vec<Type>,
    /// What type parameters stand for, as far as it is known.
    bindings: Vec<Option<Type>>,
    /// What the conditions that hold here say.
    facts: Vec<Fact>,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    // Recursion is bounded by the depth of the tree, which the parser bounds.
    fn infer(&mut self, id: ExprId) -> Type {
        match &self.tree.get(id).kind {
            ExprKind::Constant(value) => of_constant(&value.data),
            // INVARIANT: a tree with unresolved names is refused before it is checked.
            ExprKind::Name { .. } => Type::Dyn,
            ExprKind::Variable(slot) => {
                let variable = self.environment.variables.get(*slot as usize);
                let ty = variable.map_or(Type::Dyn, |variable| variable.ty.clone());
                self.narrowed(id, ty)
            }
            ExprKind::Local(depth) => {
                let ty = self.locals.get(*depth as usize).cloned().unwrap_or(Type::Dyn);
                self.narrowed(id, ty)
            }
            ExprKind::Select(select) => self.select(id, select),
            ExprKind::Index { operand, index, is_optional } => {
                self.index(id, (*operand, *index), *is_optional)
            }
            ExprKind::Call(call) => self.call(id, call),
            ExprKind::Unary(Unary::Not, operand) => {
                self.condition(*operand);
                Type::Bool
            }
            ExprKind::Unary(Unary::Negate, operand) => self.negate(id, *operand),
            ExprKind::Binary(operator, left, right) => self.binary(id, *operator, (*left, *right)),
            ExprKind::And(operands) => self.chain(operands, true),
            ExprKind::Or(operands) => self.chain(operands, false),
            ExprKind::Conditional { condition, then, otherwise } => {
                self.conditional(*condition, (*then, *otherwise))
            }
            ExprKind::List(elements) => {
                let parts =
                    elements.iter().map(|element| (element.value, element.is_optional)).collect::<Vec<_>>();
                Type::list(self.join_all(&parts))
            }
            ExprKind::Map(entries) => {
                let keys: Vec<_> = entries.iter().map(|entry| (entry.key, false)).collect();
                let values: Vec<_> = entries.iter().map(|entry| (entry.value, entry.is_optional)).collect();
                let key = self.join_all(&keys);
                Type::map(key, self.join_all(&values))
            }
            ExprKind::Comprehension(walk) => self.walk(walk),
            ExprKind::Bind(bind) => self.bind(bind),
            ExprKind::OrElse { optional, other, unwraps } => self.or_else((*optional, *other), *unwraps),
        }
    }

    fn report(&mut self, id: ExprId, message: &'static Message, parameters: Vec<Parameter>) {
        let span = self.tree.span(id);
        self.problems.push(problem(TYPES, message, span, parameters));
    }

    /// An expression that must be true or false.
    fn condition(&mut self, id: ExprId) {
        let ty = self.infer(id);
        if !self.assign(&ty, &Type::Bool) {
            let ty = self.finished(&ty).to_string();
            self.report(id, &messages::NOT_A_BOOL, vec![("type", ty)]);
        }
    }

    /// A chain in which each operand is looked at only if those before it are true (`&&`) or false (`||`).
    fn chain(&mut self, operands: &[ExprId], holds: bool) -> Type {
        let known = self.facts.len();
        for operand in operands {
            self.condition(*operand);
            self.learn(*operand, holds);
        }
        self.facts.truncate(known);
        Type::Bool
    }

    fn conditional(&mut self, condition: ExprId, (then, otherwise): (ExprId, ExprId)) -> Type {
        self.condition(condition);
        let known = self.facts.len();
        self.learn(condition, true);
        let left = self.infer(then);
        self.facts.truncate(known);
        self.learn(condition, false);
        let right = self.infer(otherwise);
        self.facts.truncate(known);
        let left = self.as_word(then, left, &right);
        let right = self.as_word(otherwise, right, &left);
        self.join(&left, &right)
    }

    fn join_all(&mut self, parts: &[(ExprId, bool)]) -> Type {
        let mut joined: Option<Type> = None;
        for (part, is_optional) in parts {
            let mut ty = self.infer(*part);
            if *is_optional {
                ty = self.inside_optional(*part, &ty);
            }
            joined = Some(match joined {
                None => ty,
                Some(before) => self.join(&before, &ty),
            });
        }
        joined.unwrap_or_else(|| self.fresh())
    }

    fn inside_optional(&mut self, id: ExprId, ty: &Type) -> Type {
        match self.shallow(ty) {
            Type::Optional(inner) => Type::clone(&inner),
            Type::Dyn | Type::Parameter(_) => Type::Dyn,
            other => {
                let other = self.finished(&other).to_string();
                self.report(id, &messages::NOT_OPTIONAL, vec![("type", other)]);
                Type::Dyn
            }
        }
    }

    fn or_else(&mut self, (optional, other): (ExprId, ExprId), unwraps: bool) -> Type {
        let left = self.infer(optional);
        let left = self.inside_optional(optional, &left);
        let right = self.infer(other);
        let right =
            if unwraps { self.as_word(other, right, &left) } else { self.inside_optional(other, &right) };
        if !self.assign(&right, &left) && !self.assign(&left, &right) && right != Type::Null {
            let types = vec![
                ("type", self.finished(&right).to_string()),
                ("wanted", self.finished(&left).to_string()),
            ];
            self.report(other, &messages::STAND_IN_UNFIT, types);
        }
        let joined = self.join(&left, &right);
        if unwraps { joined } else { Type::optional(joined) }
    }

    /// The type of a literal text that stands in for one of some known words: one more such word.
    fn as_word(&self, id: ExprId, ty: Type, beside: &Type) -> Type {
        match (&self.tree.get(id).kind, self.shallow(beside)) {
            (ExprKind::Constant(value), Type::Words(_)) => {
                guards::word(value).map_or(ty, |word| Type::Words(Arc::from([word])))
            }
            _ => ty,
        }
    }

    fn bind(&mut self, bind: &Bind) -> Type {
        let init = self.infer(bind.init);
        let inside = match bind.kind {
            BindKind::Value => init,
            BindKind::OptMap | BindKind::OptFlatMap => self.inside_optional(bind.init, &init),
        };
        self.locals.push(inside);
        let body = self.infer(bind.body);
        self.leave(self.locals.len() - 1);
        match bind.kind {
            BindKind::Value => body,
            BindKind::OptMap => Type::optional(body),
            BindKind::OptFlatMap => Type::optional(self.inside_optional(bind.body, &body)),
        }
    }

    fn walk(&mut self, walk: &Comprehension) -> Type {
        let range = self.infer(walk.range);
        let (key, value) = self.element_types(walk.range, &range);
        let depth = self.locals.len();
        let is_list = matches!(self.shallow(&range), Type::List(_));
        match walk.variables.len() {
            1 => self.locals.push(if is_list { value } else { key.clone() }),
            _ => self.locals.extend([key.clone(), value]),
        }
        let known = self.facts.len();
        if let Some(predicate) = walk.predicate {
            self.condition(predicate);
            self.learn(predicate, true);
        }
        let element = self.locals.get(depth).cloned().unwrap_or(Type::Dyn);
        let element = self.refined(depth, element);
        let transformed = walk.transform.map(|transform| self.infer(transform));
        self.facts.truncate(known);
        self.leave(depth);
        match walk.walk {
            Walk::All | Walk::Exists | Walk::ExistsOne => Type::Bool,
            Walk::SortBy => Type::list(element),
            Walk::List => Type::list(transformed.unwrap_or(element)),
            Walk::Map => Type::map(key, transformed.unwrap_or(Type::Dyn)),
            Walk::MapEntry => match transformed.map(|ty| self.shallow(&ty)) {
                Some(ty @ Type::Map(..)) => ty,
                _ => Type::map(Type::Dyn, Type::Dyn),
            },
        }
    }

    /// Forgets the variables of a macro from this depth on, and what was known of them.
    fn leave(&mut self, depth: usize) {
        self.locals.truncate(depth);
    }

    /// Key (or index) and value of what a macro walks through.
    fn element_types(&mut self, id: ExprId, range: &Type) -> (Type, Type) {
        match self.shallow(range) {
            Type::List(element) => (Type::Int, Type::clone(&element)),
            Type::Map(key, value) => (Type::clone(&key), Type::clone(&value)),
            Type::Object(object) => {
                let values = object.properties.iter().map(|property| property.ty.clone());
                (Type::String, Type::union(values.chain(object.additional.clone())))
            }
            Type::Dyn | Type::Parameter(_) | Type::Union(_) => (Type::Dyn, Type::Dyn),
            other => {
                let ty = self.finished(&other).to_string();
                self.report(id, &messages::NO_WALK, vec![("type", ty)]);
                (Type::Dyn, Type::Dyn)
            }
        }
    }

    fn negate(&mut self, id: ExprId, operand: ExprId) -> Type {
        let ty = self.infer(operand);
        for number in [Type::Int, Type::Double] {
            if self.assign(&ty, &number) {
                return if self.shallow(&ty) == Type::Dyn { Type::Dyn } else { number };
            }
        }
        let types = self.names(&[&ty]);
        self.report(id, &messages::NO_OPERATOR, vec![("name", "`-`".to_owned()), ("types", types)]);
        Type::Dyn
    }

    fn binary(&mut self, id: ExprId, operator: Binary, (left, right): (ExprId, ExprId)) -> Type {
        let (left_type, right_type) = (self.infer(left), self.infer(right));
        if operator.compares() {
            self.check_format([(left, &left_type), (right, &right_type)]);
        }
        match operator {
            Binary::Equal | Binary::NotEqual => {
                let is_equality = operator == Binary::Equal;
                self.equality(id, is_equality, [(left, &left_type), (right, &right_type)]);
                return Type::Bool;
            }
            Binary::In => {
                self.membership(id, [(left, &left_type), (right, &right_type)]);
                return Type::Bool;
            }
            Binary::Add => {
                if let (Type::List(one), Type::List(other)) =
                    (self.shallow(&left_type), self.shallow(&right_type))
                {
                    return Type::list(self.join(&one, &other));
                }
            }
            _ => {}
        }
        let arguments = [left_type, right_type];
        if let Some(result) = self.resolve_overloads(calls::of_operator(operator), false, &arguments) {
            return result;
        }
        let [left_type, right_type] = &arguments;
        self.report_unfit(id, operator.spelling(), [(left, left_type), (right, right_type)]);
        Type::Dyn
    }

    fn names(&mut self, types: &[&Type]) -> String {
        types.iter().map(|ty| self.finished(ty).to_string()).collect::<Vec<_>>().join(", ")
    }
}

fn of_constant(data: &Data<'_>) -> Type {
    match data {
        Data::Null => Type::Null,
        Data::Bool(_) => Type::Bool,
        Data::Int(_) => Type::Int,
        Data::Uint(_) => Type::Uint,
        Data::Double(_) => Type::Double,
        Data::String(_) => Type::String,
        Data::Bytes(_) => Type::Bytes,
        Data::Type(_) => Type::Type(Arc::new(Type::Dyn)),
        _ => Type::Dyn,
    }
}
