//! What a condition says of the document where it holds: a field is present, a text is one of some words. Later operands
//! of `&&`, the branches of `?:`, the bodies of macros and the rest of a rule after its `when` are checked knowing that.

use std::sync::Arc;

use super::Checker;
use crate::expr::tree::{Binary, ExprId, ExprKind, Tree, Unary};
use crate::expr::types::Type;

/// Something that is known of the value at a path.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::expr) struct Fact {
    path: Path,
    says: Says,
}

#[derive(Clone, Debug, PartialEq)]
enum Says {
    /// It is there.
    Present,
    /// It is one of these words; it is there, too.
    OneOf(Arc<[Arc<str>]>),
    /// It is none of these words.
    NoneOf(Arc<[Arc<str>]>),
}

/// A variable and the fields that lead from it.
#[derive(Clone, Debug, PartialEq)]
struct Path {
    root: Root,
    fields: Vec<Arc<str>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Root {
    Variable(u32),
    Local(u32),
}

/// The facts that hold wherever the root of a tree is true, of the variables of the environment.
pub(in crate::expr) fn assume(tree: &Tree) -> Vec<Fact> {
    let mut facts = Vec::new();
    gather(tree, tree.root, true, &mut facts);
    facts.retain(|fact| matches!(fact.path.root, Root::Variable(_)));
    facts
}

impl Checker<'_> {
    /// Takes note of what it means that a condition has this outcome.
    pub(super) fn learn(&mut self, condition: ExprId, outcome: bool) {
        gather(self.tree, condition, outcome, &mut self.facts);
    }

    /// True if the value of a path is known to be there.
    pub(super) fn is_present(&self, id: ExprId) -> bool {
        let Some(path) = path(self.tree, id) else { return false };
        let is_below = |fact: &Fact| {
            fact.path.root == path.root
                && fact.path.fields.starts_with(&path.fields)
                && !matches!(fact.says, Says::NoneOf(_))
        };
        self.facts.iter().any(is_below)
    }

    /// True if earlier conditions left fewer words for a text than its type has.
    pub(super) fn is_narrowed(&self, id: ExprId) -> bool {
        let Some(path) = path(self.tree, id) else { return false };
        self.facts.iter().any(|fact| fact.path == path && fact.says != Says::Present)
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
    let keeps = |word: &Arc<str>| match says {
        Says::Present => true,
        Says::OneOf(words) => words.contains(word),
        Says::NoneOf(words) => !words.contains(word),
    };
    match (&ty, says) {
        (Type::Words(words), _) => {
            let kept: Arc<[Arc<str>]> = words.iter().filter(|word| keeps(word)).cloned().collect();
            if kept.is_empty() { ty } else { Type::Words(kept) }
        }
        (Type::String, Says::OneOf(words)) => Type::Words(Arc::clone(words)),
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
            (Some(_), Says::Present) => true,
            (None, Says::Present | Says::OneOf(_)) => object.additional.is_some(),
            (None, Says::NoneOf(_)) => true,
        },
        _ => true,
    };
    let kept: Vec<Type> = members.iter().filter(fits).cloned().collect();
    if kept.is_empty() { ty } else { Type::union(kept) }
}

/// The path that an expression is, if it is one of plain fields.
fn path(tree: &Tree, id: ExprId) -> Option<Path> {
    let mut fields = Vec::new();
    let mut at = id;
    loop {
        match &tree.get(at).kind {
            ExprKind::Select(select) => {
                fields.push(Arc::clone(&select.field));
                at = select.operand;
            }
            ExprKind::Index { operand, index, .. } => {
                fields.push(Arc::from(tree.constant_text(*index)?));
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

// Recursion is bounded by the depth of the tree, which the parser bounds.
fn gather(tree: &Tree, id: ExprId, outcome: bool, facts: &mut Vec<Fact>) {
    match &tree.get(id).kind {
        ExprKind::And(operands) if outcome => {
            operands.iter().for_each(|operand| gather(tree, *operand, true, facts));
        }
        ExprKind::Or(operands) if !outcome => {
            operands.iter().for_each(|operand| gather(tree, *operand, false, facts));
        }
        ExprKind::Unary(Unary::Not, operand) => gather(tree, *operand, !outcome, facts),
        ExprKind::Select(select) if select.is_test && outcome => present(tree, id, facts),
        ExprKind::Call(call) if outcome && &*call.name == "hasValue" => {
            if let [receiver] = call.arguments.as_slice() {
                present(tree, *receiver, facts);
            }
        }
        ExprKind::Binary(Binary::Equal, left, right) => compared(tree, (*left, *right), outcome, facts),
        ExprKind::Binary(Binary::NotEqual, left, right) => compared(tree, (*left, *right), !outcome, facts),
        ExprKind::Binary(Binary::In, wanted, container) => {
            member(tree, (*wanted, *container), outcome, facts)
        }
        _ => {}
    }
}

fn present(tree: &Tree, id: ExprId, facts: &mut Vec<Fact>) {
    facts.extend(path(tree, id).map(|path| Fact { path, says: Says::Present }));
}

fn compared(tree: &Tree, (left, right): (ExprId, ExprId), is_equal: bool, facts: &mut Vec<Fact>) {
    for (place, constant) in [(left, right), (right, left)] {
        let (Some(path), Some(text)) = (path(tree, place), tree.constant_text(constant)) else { continue };
        let words: Arc<[Arc<str>]> = Arc::from([Arc::from(text)]);
        let says = if is_equal { Says::OneOf(words) } else { Says::NoneOf(words) };
        facts.push(Fact { path, says });
    }
}

fn member(tree: &Tree, (wanted, container): (ExprId, ExprId), is_member: bool, facts: &mut Vec<Fact>) {
    if let (Some(key), Some(mut path), true) = (tree.constant_text(wanted), path(tree, container), is_member)
    {
        path.fields.push(Arc::from(key));
        facts.push(Fact { path, says: Says::Present });
    }
    let (Some(path), ExprKind::List(elements)) = (path(tree, wanted), &tree.get(container).kind) else {
        return;
    };
    let texts = elements.iter().map(|element| tree.constant_text(element.value).map(Arc::from));
    if let Some(words) = texts.collect::<Option<Arc<[Arc<str>]>>>() {
        let says = if is_member { Says::OneOf(words) } else { Says::NoneOf(words) };
        facts.push(Fact { path, says });
    }
}
