//! How conditions are written that say something of the document: `has()`, comparisons, defaults, and named values that
//! are such conditions. Knows no types.

use std::cmp::Ordering;
use std::sync::Arc;

use super::facts::{Fact, Path, Says, path};
use crate::expr::environment::Variable;
use crate::expr::tree::{Binary, Element, ExprId, ExprKind, Tree, Unary};
use crate::expr::types::Word;
use crate::expr::value::{Data, Value, compare};

/// What a condition on a named value says of other values.
#[derive(Clone, Debug, Default)]
pub(in crate::expr) struct Meaning {
    if_true: Vec<Fact>,
    if_false: Vec<Fact>,
    /// The place and the default of `optional.orValue(default)`.
    stand_in: Option<StandIn>,
}

/// A place that may be absent, if it is one of plain fields, and what stands in for it.
#[derive(Clone, Debug)]
struct StandIn {
    path: Option<Path>,
    default: Value<'static>,
}

/// Reads conditions of a tree whose variables are known.
#[derive(Clone, Copy)]
pub(in crate::expr) struct Guards<'g> {
    pub(in crate::expr) tree: &'g Tree,
    pub(in crate::expr) variables: &'g [Variable],
}

impl Guards<'_> {
    /// What a name for the value of the whole tree says where it stands in a condition.
    pub(in crate::expr) fn meaning(self) -> Meaning {
        let outcome = |outcome: bool| {
            let mut facts = Vec::new();
            self.gather(self.tree.root, outcome, &mut facts);
            facts.retain(Fact::is_of_variable);
            facts
        };
        Meaning { if_true: outcome(true), if_false: outcome(false), stand_in: self.stand_in(self.tree.root) }
    }

    /// Adds the facts that hold wherever a condition has this outcome.
    // Recursion is bounded by the depth of the tree, which the parser bounds.
    pub(super) fn gather(self, id: ExprId, outcome: bool, facts: &mut Vec<Fact>) {
        match &self.tree.get(id).kind {
            ExprKind::And(operands) if outcome => {
                operands.iter().for_each(|operand| self.gather(*operand, true, facts));
            }
            ExprKind::Or(operands) if !outcome => {
                operands.iter().for_each(|operand| self.gather(*operand, false, facts));
            }
            ExprKind::Unary(Unary::Not, operand) => self.gather(*operand, !outcome, facts),
            ExprKind::Select(select) if select.is_test => self.presence(id, outcome, facts),
            ExprKind::Call(call) if &*call.name == "hasValue" => {
                if let [receiver] = call.arguments.as_slice() {
                    self.presence(*receiver, outcome, facts);
                }
            }
            ExprKind::Variable(slot) => {
                let meaning = self.variables.get(*slot as usize).map(|variable| &variable.meaning);
                let known = meaning.map(|meaning| if outcome { &meaning.if_true } else { &meaning.if_false });
                facts.extend(known.into_iter().flatten().cloned());
                self.with_default(id, (Binary::Equal, &Value::bool(true)), outcome, facts);
            }
            ExprKind::OrElse { .. } => {
                self.with_default(id, (Binary::Equal, &Value::bool(true)), outcome, facts);
            }
            ExprKind::Binary(Binary::In, wanted, container) => {
                self.member((*wanted, *container), outcome, facts);
            }
            ExprKind::Binary(operator, left, right) => {
                self.compared((*left, *operator, *right), outcome, facts);
                self.compared((*right, turned(*operator), *left), outcome, facts);
            }
            _ => {}
        }
    }

    fn presence(self, id: ExprId, is_present: bool, facts: &mut Vec<Fact>) {
        let says = if is_present { Says::Present } else { Says::Absent };
        facts.extend(path(self.tree, id).map(|path| Fact { path, says }));
    }

    /// `place OPERATOR other`, which has this outcome.
    fn compared(
        self,
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
            self.optional((place, other), is_equal, facts);
        }
        let ExprKind::Constant(constant) = &self.tree.get(other).kind else { return };
        self.with_default(place, (operator, constant), outcome, facts);
        if let Some(inside) = sized(self.tree, place)
            && holds(&Value::int(0), operator, constant).is_some_and(|of_empty| of_empty != outcome)
        {
            self.present_if_not_empty(inside, facts);
        }
        let Some(is_equal) = is_equal else { return };
        if let Data::Bool(truth) = constant.data {
            self.gather(place, truth == is_equal, facts);
        }
        let is_test = matches!(&self.tree.get(place).kind, ExprKind::Select(select) if select.is_test);
        let Some(word) = word(constant).filter(|_| !is_test) else { return };
        let says = if is_equal { Says::OneOf(Arc::from([word])) } else { Says::NoneOf(Arc::from([word])) };
        facts.extend(path(self.tree, place).map(|path| Fact { path, says }));
    }

    /// `this.?a == optional.of('x')`, `this.?a != optional.none()`
    fn optional(self, (place, other): (ExprId, ExprId), is_equal: bool, facts: &mut Vec<Fact>) {
        let ExprKind::Call(call) = &self.tree.get(other).kind else { return };
        let (name, argument) = (call.function.map(|function| function.name), call.arguments.first());
        let is_optional = match &self.tree.get(place).kind {
            ExprKind::Select(select) => select.is_optional,
            ExprKind::Index { is_optional, .. } => *is_optional,
            _ => false,
        };
        match (name, argument) {
            (Some("optional.none"), None) if is_optional => self.presence(place, !is_equal, facts),
            (Some("optional.of"), Some(argument)) if is_optional && is_equal => {
                self.presence(place, true, facts);
                if let (ExprKind::Constant(constant), Some(path)) =
                    (&self.tree.get(*argument).kind, path(self.tree, place))
                    && let Some(word) = word(constant)
                {
                    facts.push(Fact { path, says: Says::OneOf(Arc::from([word])) });
                }
            }
            _ => {}
        }
    }

    /// `optional.orValue(default)`, or a name for that.
    fn stand_in(self, id: ExprId) -> Option<StandIn> {
        match &self.tree.get(id).kind {
            ExprKind::OrElse { optional, other, unwraps: true } => {
                let default = match &self.tree.get(*other).kind {
                    ExprKind::Constant(default) => default.clone(),
                    ExprKind::List(elements) if elements.is_empty() => Value::list(Vec::new()),
                    ExprKind::Map(entries) if entries.is_empty() => Value::map(Vec::new()),
                    _ => return None,
                };
                Some(StandIn { path: path(self.tree, *optional), default })
            }
            ExprKind::Variable(slot) => self.variables.get(*slot as usize)?.meaning.stand_in.clone(),
            _ => None,
        }
    }

    /// `optional.orValue(default) OPERATOR constant` with an outcome that the default does not have: the optional is
    /// present, and the constant, if it is equal to that.
    fn with_default(
        self,
        id: ExprId,
        (operator, constant): (Binary, &Value<'_>),
        outcome: bool,
        facts: &mut Vec<Fact>,
    ) {
        let Some(StandIn { path: Some(path), default }) = self.stand_in(id) else { return };
        if holds(&default, operator, constant).is_none_or(|of_default| of_default == outcome) {
            return;
        }
        facts.push(Fact { path: path.clone(), says: Says::Present });
        let is_equal = operator == Binary::Equal && outcome || operator == Binary::NotEqual && !outcome;
        if let (Some(word), true) = (word(constant), is_equal) {
            facts.push(Fact { path, says: Says::OneOf(Arc::from([word])) });
        }
    }

    /// `optional.orValue([])` that is not empty: the optional is present.
    fn present_if_not_empty(self, id: ExprId, facts: &mut Vec<Fact>) {
        let Some(StandIn { path: Some(path), default }) = self.stand_in(id) else { return };
        let is_empty = match &default.data {
            Data::List(list) => list.is_empty(),
            Data::Map(map) => map.is_empty(),
            Data::String(text) => text.as_str().is_empty(),
            _ => false,
        };
        if is_empty {
            facts.push(Fact { path, says: Says::Present });
        }
    }

    /// `'key' in map`, `text in ['one', 'other']`
    fn member(self, (wanted, container): (ExprId, ExprId), is_member: bool, facts: &mut Vec<Fact>) {
        if let (Some(key), Some(mut path)) = (self.tree.constant_text(wanted), path(self.tree, container)) {
            path.fields.push(Arc::from(key));
            facts.push(Fact { path, says: if is_member { Says::Present } else { Says::Absent } });
        }
        let words = words_of(self.tree, container);
        let (Some(path), Some(words)) = (path(self.tree, wanted), words) else { return };
        let says = if is_member { Says::OneOf(words) } else { Says::NoneOf(words) };
        facts.push(Fact { path, says });
    }
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
