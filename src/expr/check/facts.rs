//! What a condition says of the document where it holds: a field is present, a text is one of some words. Later operands
//! of `&&`, the branches of `?:`, the bodies of macros and the rest of a rule after its `when` are checked knowing that.

use std::sync::Arc;

use super::Checker;
use crate::expr::tree::{Binary, ExprId, ExprKind, Tree, Unary};
use crate::expr::types::{ObjectType, Type};
use crate::expr::value::{Data, Value, compare};

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

/// The facts that hold wherever the root of a tree has this outcome, of the variables of the environment.
pub(in crate::expr) fn assume(tree: &Tree, outcome: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    gather(tree, tree.root, outcome, &mut facts);
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

    /// The type of a variable of a macro, of which only values are kept where the facts hold: fields that they name are
    /// present from now on.
    pub(super) fn refined(&self, depth: usize, ty: Type) -> Type {
        let mut ty = ty;
        for fact in &self.facts {
            if !matches!(fact.path.root, Root::Local(root) if root as usize == depth) {
                continue;
            }
            ty = match fact.path.fields.as_slice() {
                [] => narrow_text(ty, &fact.says),
                [field] => require_field(&narrow_union(ty, field, &fact.says), field, &fact.says),
                _ => ty,
            };
        }
        ty
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

/// The type with a field that is present, or is one of some words, where the fact says so.
fn require_field(ty: &Type, field: &str, says: &Says) -> Type {
    let members = ty.members().iter().map(|member| match member {
        Type::Object(object) => {
            let mut object = ObjectType::clone(object);
            if let Some(property) = object.properties.iter_mut().find(|property| *property.name == *field) {
                property.is_required |= !matches!(says, Says::NoneOf(_));
                property.ty = narrow_text(property.ty.clone(), says);
            }
            Type::Object(Arc::new(object))
        }
        other => other.clone(),
    });
    Type::union(members)
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
        ExprKind::Binary(Binary::Greater, size, least) if outcome => not_empty(tree, (*size, *least), facts),
        ExprKind::Binary(Binary::Less, least, size) if outcome => not_empty(tree, (*size, *least), facts),
        ExprKind::OrElse { .. } => with_default(tree, id, &Value::bool(outcome), true, facts),
        ExprKind::Binary(Binary::In, wanted, container) => {
            member(tree, (*wanted, *container), outcome, facts);
        }
        _ => {}
    }
}

fn present(tree: &Tree, id: ExprId, facts: &mut Vec<Fact>) {
    facts.extend(path(tree, id).map(|path| Fact { path, says: Says::Present }));
}

fn compared(tree: &Tree, (left, right): (ExprId, ExprId), is_equal: bool, facts: &mut Vec<Fact>) {
    for (place, other) in [(left, right), (right, left)] {
        let ExprKind::Constant(constant) = &tree.get(other).kind else { continue };
        with_default(tree, place, constant, is_equal, facts);
        if let ([size], Data::Int(0), false) = (sized(tree, place).as_slice(), &constant.data, is_equal) {
            present_if_not_empty(tree, *size, facts);
        }
        let Some(text) = constant.as_str() else { continue };
        let words: Arc<[Arc<str>]> = Arc::from([Arc::from(text)]);
        let says = if is_equal { Says::OneOf(words) } else { Says::NoneOf(words) };
        facts.extend(path(tree, place).map(|path| Fact { path, says }));
    }
}

/// `optional.orValue(default)` that is not the default: the optional is present, and the text that it is compared with.
fn with_default(tree: &Tree, id: ExprId, constant: &Value<'_>, is_equal: bool, facts: &mut Vec<Fact>) {
    let ExprKind::OrElse { optional, other, unwraps: true } = &tree.get(id).kind else { return };
    let ExprKind::Constant(default) = &tree.get(*other).kind else { return };
    if compare::equal(default, constant) == is_equal {
        return;
    }
    present(tree, *optional, facts);
    if let (Some(text), true, Some(path)) = (constant.as_str(), is_equal, path(tree, *optional)) {
        facts.push(Fact { path, says: Says::OneOf(Arc::from([Arc::from(text)])) });
    }
}

/// `size(list) > 0`
fn not_empty(tree: &Tree, (size, least): (ExprId, ExprId), facts: &mut Vec<Fact>) {
    let ExprKind::Constant(constant) = &tree.get(least).kind else { return };
    if let (Data::Int(0..), [inside]) = (&constant.data, sized(tree, size).as_slice()) {
        present_if_not_empty(tree, *inside, facts);
    }
}

/// What `size()` is taken of, if an expression is that.
fn sized(tree: &Tree, id: ExprId) -> Vec<ExprId> {
    match &tree.get(id).kind {
        ExprKind::Call(call) if &*call.name == "size" => call.arguments.clone(),
        _ => Vec::new(),
    }
}

/// `optional.orValue([])` that is not empty: the optional is present.
fn present_if_not_empty(tree: &Tree, id: ExprId, facts: &mut Vec<Fact>) {
    let ExprKind::OrElse { optional, other, unwraps: true } = &tree.get(id).kind else { return };
    let is_empty = match &tree.get(*other).kind {
        ExprKind::List(elements) => elements.is_empty(),
        ExprKind::Map(entries) => entries.is_empty(),
        ExprKind::Constant(default) => default.as_str() == Some(""),
        _ => false,
    };
    if is_empty {
        present(tree, *optional, facts);
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
