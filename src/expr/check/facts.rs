//! What is known of the document where a condition holds: a field is present, a text is one of some words. Later operands
//! of `&&`, the branches of `?:`, the bodies of macros and the rest of a rule after its `when` are checked knowing that.

use std::sync::Arc;

use super::Checker;
use super::guards::Guards;
use crate::expr::environment::Variable;
use crate::expr::tree::{ExprId, ExprKind, Tree};
use crate::expr::types::{ObjectType, Type, Word};
use crate::expr::value::Data;

/// Something that is known of the value at a path.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::expr) struct Fact {
    pub(super) path: Path,
    pub(super) says: Says,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Says {
    /// It is there.
    Present,
    /// It is not there.
    Absent,
    /// It is one of these constants; it is there, too.
    OneOf(Arc<[Word]>),
    /// It is none of these constants.
    NoneOf(Arc<[Word]>),
}

impl Says {
    const fn implies_presence(&self) -> bool {
        matches!(self, Self::Present | Self::OneOf(_))
    }
}

/// A variable and the fields that lead from it; an element of a list stands as `[0]`, as no field of a schema is called.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Path {
    root: Root,
    pub(super) fields: Vec<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Root {
    Variable(u32),
    Local(u32),
}

impl Fact {
    /// True if it is about a variable of the environment.
    pub(super) const fn is_of_variable(&self) -> bool {
        matches!(self.path.root, Root::Variable(_))
    }
}

/// The facts that hold wherever the root of a tree has this outcome, of the variables of the environment.
pub(in crate::expr) fn assume(tree: &Tree, variables: &[Variable], outcome: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    Guards { tree, variables }.gather(tree.root, outcome, &mut facts);
    facts.retain(Fact::is_of_variable);
    facts
}

impl Checker<'_> {
    /// Takes note of what it means that a condition has this outcome.
    pub(super) fn learn(&mut self, condition: ExprId, outcome: bool) {
        let guards = Guards { tree: self.tree, variables: &self.environment.variables };
        guards.gather(condition, outcome, &mut self.facts);
    }

    /// True if the value of a path is known to be there.
    pub(super) fn is_present(&self, id: ExprId) -> bool {
        let Some(path) = path(self.tree, id) else { return false };
        let is_below = |fact: &Fact| {
            fact.path.root == path.root
                && fact.path.fields.starts_with(&path.fields)
                && fact.says.implies_presence()
        };
        self.facts.iter().any(is_below)
    }

    /// What earlier conditions tell of a test for presence: its outcome, if they settle it.
    pub(super) fn known_presence(&self, id: ExprId) -> Option<bool> {
        let path = path(self.tree, id)?;
        self.facts.iter().rev().filter(|fact| fact.path == path).find_map(|fact| match fact.says {
            Says::Present | Says::OneOf(_) => Some(true),
            Says::Absent => Some(false),
            Says::NoneOf(_) => None,
        })
    }

    /// The type of a variable of a macro, of which only values are kept where the facts hold: fields that they name are
    /// present from now on.
    pub(super) fn refined(&self, depth: usize, ty: Type) -> Type {
        let mut ty = ty;
        for fact in &self.facts {
            if !matches!(fact.path.root, Root::Local(root) if root as usize == depth) {
                continue;
            }
            ty = refine(ty, &fact.path.fields, &fact.says);
        }
        ty
    }

    /// True if earlier conditions left fewer words for a text than its type has.
    pub(super) fn is_narrowed(&self, id: ExprId) -> bool {
        let Some(path) = path(self.tree, id) else { return false };
        self.facts
            .iter()
            .any(|fact| fact.path == path && matches!(fact.says, Says::OneOf(_) | Says::NoneOf(_)))
    }

    /// The type with what is known of the value at this place.
    pub(super) fn narrowed(&self, id: ExprId, ty: Type) -> Type {
        if self.facts.is_empty() {
            return ty;
        }
        let Some(path) = path(self.tree, id) else { return ty };
        let mut ty = ty;
        for fact in self.facts.iter().filter(|fact| fact.path.root == path.root) {
            match fact.path.fields.strip_prefix(path.fields.as_slice()) {
                Some([]) => ty = narrow_text(ty, &fact.says),
                Some([field]) => ty = narrow_union(ty, field, &fact.says),
                _ => {}
            }
        }
        ty
    }
}

fn narrow_text(ty: Type, says: &Says) -> Type {
    let keeps = |word: &Word| match says {
        Says::Present | Says::Absent => true,
        Says::OneOf(words) => words.contains(word),
        Says::NoneOf(words) => !words.contains(word),
    };
    match (&ty, says) {
        (Type::Words(words), _) => {
            let kept: Arc<[Word]> = words.iter().filter(|word| keeps(word)).cloned().collect();
            if kept.is_empty() { ty } else { Type::Words(kept) }
        }
        (_, Says::OneOf(words)) if words.iter().all(|word| word.ty() == ty.widened()) => {
            Type::Words(Arc::clone(words))
        }
        _ => ty,
    }
}

/// Of several objects keeps those whose discriminating field can be what the fact says.
fn narrow_union(ty: Type, field: &str, says: &Says) -> Type {
    let Type::Union(members) = &ty else { return ty };
    let fits = |member: &&Type| match member {
        Type::Object(object) => match (object.property(field), says) {
            (Some(property), Says::OneOf(words)) => match &property.ty {
                Type::Words(known) => known.iter().any(|word| words.contains(word)),
                _ => true,
            },
            (Some(property), Says::NoneOf(words)) => match &property.ty {
                Type::Words(known) => known.iter().any(|word| !words.contains(word)),
                _ => true,
            },
            (Some(property), Says::Absent) => !property.is_required,
            (Some(_), Says::Present) => true,
            (None, Says::Present | Says::OneOf(_)) => object.additional.is_some(),
            (None, Says::NoneOf(_) | Says::Absent) => true,
        },
        _ => true,
    };
    let kept: Vec<Type> = members.iter().filter(fits).cloned().collect();
    if kept.is_empty() { ty } else { Type::union(kept) }
}

/// The type of which only the values are left where a fact holds of the path of these fields.
// Recursion is bounded by the length of a path.
fn refine(ty: Type, fields: &[Arc<str>], says: &Says) -> Type {
    let Some((field, rest)) = fields.split_first() else { return narrow_text(ty, says) };
    // What is said of a field says of the objects around it that they are there.
    let own = if rest.is_empty() { says } else { &Says::Present };
    let narrowed = narrow_union(ty, field, own);
    let members = narrowed.members().iter().map(|member| match member {
        Type::Object(object) => {
            let mut object = ObjectType::clone(object);
            if let Some(property) = object.properties.iter_mut().find(|property| *property.name == **field) {
                property.is_required |= own.implies_presence();
                property.ty = refine(property.ty.clone(), rest, says);
            }
            Type::Object(Arc::new(object))
        }
        other => other.clone(),
    });
    Type::union(members)
}

/// The path that an expression is, if it is one of plain fields.
pub(super) fn path(tree: &Tree, id: ExprId) -> Option<Path> {
    let mut fields = Vec::new();
    let mut at = id;
    loop {
        match &tree.get(at).kind {
            ExprKind::Select(select) => {
                fields.push(Arc::clone(&select.field));
                at = select.operand;
            }
            ExprKind::Index { operand, index, .. } => {
                let ExprKind::Constant(key) = &tree.get(*index).kind else { return None };
                fields.push(match &key.data {
                    Data::Int(position) => Arc::from(format!("[{position}]")),
                    _ => Arc::from(key.as_str()?),
                });
                at = *operand;
            }
            ExprKind::Variable(slot) => {
                fields.reverse();
                return Some(Path { root: Root::Variable(*slot), fields });
            }
            ExprKind::Local(depth) => {
                fields.reverse();
                return Some(Path { root: Root::Local(*depth), fields });
            }
            _ => return None,
        }
    }
}
