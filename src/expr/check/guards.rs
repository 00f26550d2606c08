//! How conditions are written that say something of the document: `has()`, comparisons, defaults. Knows no types.

use std::cmp::Ordering;
use std::sync::Arc;

use super::facts::{Fact, Says, path};
use crate::expr::tree::{Binary, Element, ExprId, ExprKind, Tree, Unary};
use crate::expr::types::Word;
use crate::expr::value::{Data, Value, compare};

/// Adds the facts that hold wherever a condition has this outcome.
// Recursion is bounded by the depth of the tree, which the parser bounds.
pub(super) fn gather(tree: &Tree, id: ExprId, outcome: bool, facts: &mut Vec<Fact>) {
    match &tree.get(id).kind {
        ExprKind::And(operands) if outcome => {
            operands.iter().for_each(|operand| gather(tree, *operand, true, facts));
        }
        ExprKind::Or(operands) if !outcome => {
            operands.iter().for_each(|operand| gather(tree, *operand, false, facts));
        }
        ExprKind::Unary(Unary::Not, operand) => gather(tree, *operand, !outcome, facts),
        ExprKind::Select(select) if select.is_test => presence(tree, id, outcome, facts),
        ExprKind::Call(call) if &*call.name == "hasValue" => {
            if let [receiver] = call.arguments.as_slice() {
                presence(tree, *receiver, outcome, facts);
            }
        }
        ExprKind::OrElse { .. } => {
            with_default(tree, id, (Binary::Equal, &Value::bool(true)), outcome, facts);
        }
        ExprKind::Binary(Binary::In, wanted, container) => {
            member(tree, (*wanted, *container), outcome, facts);
        }
        ExprKind::Binary(operator, left, right) => {
            compared(tree, (*left, *operator, *right), outcome, facts);
            compared(tree, (*right, turned(*operator), *left), outcome, facts);
        }
        _ => {}
    }
}

fn presence(tree: &Tree, id: ExprId, is_present: bool, facts: &mut Vec<Fact>) {
    let says = if is_present { Says::Present } else { Says::Absent };
    facts.extend(path(tree, id).map(|path| Fact { path, says }));
}

/// The operator of the same comparison with its sides exchanged.
const fn turned(operator: Binary) -> Binary {
    match operator {
        Binary::Less => Binary::Greater,
        Binary::LessEqual => Binary::GreaterEqual,
        Binary::Greater => Binary::Less,
        Binary::GreaterEqual => Binary::LessEqual,
        other => other,
    }
}

/// `place OPERATOR other`, which has this outcome.
fn compared(
    tree: &Tree,
    (place, operator, other): (ExprId, Binary, ExprId),
    outcome: bool,
    facts: &mut Vec<Fact>,
) {
    let is_equal = match operator {
        Binary::Equal => Some(outcome),
        Binary::NotEqual => Some(!outcome),
        _ => None,
    };
    if let Some(is_equal) = is_equal {
        optional(tree, (place, other), is_equal, facts);
    }
    let ExprKind::Constant(constant) = &tree.get(other).kind else { return };
    with_default(tree, place, (operator, constant), outcome, facts);
    if let Some(inside) = sized(tree, place)
        && holds(&Value::int(0), operator, constant).is_some_and(|of_empty| of_empty != outcome)
    {
        present_if_not_empty(tree, inside, facts);
    }
    let Some(is_equal) = is_equal else { return };
    if let Data::Bool(truth) = constant.data {
        gather(tree, place, truth == is_equal, facts);
    }
    let is_test = matches!(&tree.get(place).kind, ExprKind::Select(select) if select.is_test);
    let Some(word) = word(constant).filter(|_| !is_test) else { return };
    let says = if is_equal { Says::OneOf(Arc::from([word])) } else { Says::NoneOf(Arc::from([word])) };
    facts.extend(path(tree, place).map(|path| Fact { path, says }));
}

/// `this.?a == optional.of('x')`, `this.?a != optional.none()`
fn optional(tree: &Tree, (place, other): (ExprId, ExprId), is_equal: bool, facts: &mut Vec<Fact>) {
    let ExprKind::Call(call) = &tree.get(other).kind else { return };
    let (name, argument) = (call.function.map(|function| function.name), call.arguments.first());
    let is_optional = matches!(&tree.get(place).kind, ExprKind::Select(select) if select.is_optional)
        || matches!(&tree.get(place).kind, ExprKind::Index { is_optional: true, .. });
    match (name, argument) {
        (Some("optional.none"), None) if is_optional => presence(tree, place, !is_equal, facts),
        (Some("optional.of"), Some(argument)) if is_optional && is_equal => {
            presence(tree, place, true, facts);
            if let (ExprKind::Constant(constant), Some(path)) = (&tree.get(*argument).kind, path(tree, place))
                && let Some(word) = word(constant)
            {
                facts.push(Fact { path, says: Says::OneOf(Arc::from([word])) });
            }
        }
        _ => {}
    }
}

/// `optional.orValue(default) OPERATOR constant` with an outcome that the default does not have: the optional is present,
/// and the constant, if it is equal to that.
fn with_default(
    tree: &Tree,
    id: ExprId,
    (operator, constant): (Binary, &Value<'_>),
    outcome: bool,
    facts: &mut Vec<Fact>,
) {
    let ExprKind::OrElse { optional, other, unwraps: true } = &tree.get(id).kind else { return };
    let ExprKind::Constant(default) = &tree.get(*other).kind else { return };
    if holds(default, operator, constant).is_none_or(|of_default| of_default == outcome) {
        return;
    }
    presence(tree, *optional, true, facts);
    let is_equal = operator == Binary::Equal && outcome || operator == Binary::NotEqual && !outcome;
    if let (Some(word), true, Some(path)) = (word(constant), is_equal, path(tree, *optional)) {
        facts.push(Fact { path, says: Says::OneOf(Arc::from([word])) });
    }
}

/// The outcome of a comparison of constants, if it has one.
fn holds(left: &Value<'_>, operator: Binary, right: &Value<'_>) -> Option<bool> {
    let order = || compare::order(left, right).flatten();
    match operator {
        Binary::Equal => Some(compare::equal(left, right)),
        Binary::NotEqual => Some(!compare::equal(left, right)),
        Binary::Less => order().map(Ordering::is_lt),
        Binary::LessEqual => order().map(Ordering::is_le),
        Binary::Greater => order().map(Ordering::is_gt),
        Binary::GreaterEqual => order().map(Ordering::is_ge),
        _ => None,
    }
}

/// What `size()` is taken of, if an expression is that.
fn sized(tree: &Tree, id: ExprId) -> Option<ExprId> {
    match &tree.get(id).kind {
        ExprKind::Call(call) if &*call.name == "size" => call.arguments.first().copied(),
        _ => None,
    }
}

/// `optional.orValue([])` that is not empty: the optional is present.
fn present_if_not_empty(tree: &Tree, id: ExprId, facts: &mut Vec<Fact>) {
    let ExprKind::OrElse { optional, other, unwraps: true } = &tree.get(id).kind else { return };
    let is_empty = match &tree.get(*other).kind {
        ExprKind::List(elements) => elements.is_empty(),
        ExprKind::Map(entries) => entries.is_empty(),
        ExprKind::Constant(default) => match &default.data {
            Data::List(list) => list.is_empty(),
            Data::String(text) => text.as_str().is_empty(),
            _ => false,
        },
        _ => false,
    };
    if is_empty {
        presence(tree, *optional, true, facts);
    }
}

/// `'key' in map`, `text in ['one', 'other']`
fn member(tree: &Tree, (wanted, container): (ExprId, ExprId), is_member: bool, facts: &mut Vec<Fact>) {
    if let (Some(key), Some(mut path)) = (tree.constant_text(wanted), path(tree, container)) {
        path.fields.push(Arc::from(key));
        facts.push(Fact { path, says: if is_member { Says::Present } else { Says::Absent } });
    }
    let (Some(path), Some(words)) = (path(tree, wanted), words_of(tree, container)) else { return };
    let says = if is_member { Says::OneOf(words) } else { Says::NoneOf(words) };
    facts.push(Fact { path, says });
}

/// The constants of a list of nothing else. A compiled tree has such a list as one constant.
fn words_of(tree: &Tree, list: ExprId) -> Option<Arc<[Word]>> {
    let constant = |element: &Element| match &tree.get(element.value).kind {
        ExprKind::Constant(value) if !element.is_optional => word(value),
        _ => None,
    };
    match &tree.get(list).kind {
        ExprKind::List(elements) => elements.iter().map(constant).collect(),
        ExprKind::Constant(value) => value.elements()?.iter().map(word).collect(),
        _ => None,
    }
}

/// A constant as one of those that a schema lists.
pub(super) fn word(value: &Value<'_>) -> Option<Word> {
    match &value.data {
        Data::String(text) => Some(Word::from(text.as_str())),
        Data::Int(number) => Some(Word::Int(*number)),
        Data::Bool(truth) => Some(Word::Bool(*truth)),
        _ => None,
    }
}
