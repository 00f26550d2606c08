//! An expression as a tree in one arena, macros kept as they stood. Names are resolved in place by `resolve`.

use std::sync::{Arc, OnceLock};

use super::functions::{Function, Prepared};
use super::value::Value;
use crate::text::Span;
use crate::yaml::KeyMark;

/// How many bytes of text there are for an expression, in rules as they are written.
const BYTES_PER_EXPRESSION: usize = 6;

/// The index of an expression in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ExprId(pub(super) u32);

/// One compiled text.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) text: String,
    pub(super) expressions: Vec<Expr>,
    /// How many levels each expression has.
    pub(super) heights: Vec<u32>,
    pub(super) root: ExprId,
    /// The names of the variables that `resolve` replaced by slots and depths.
    pub(super) names: Vec<(ExprId, Arc<str>)>,
}

impl Default for ExprId {
    fn default() -> Self {
        Self(u32::MAX)
    }
}

#[derive(Debug)]
pub(super) struct Expr {
    pub(super) kind: ExprKind,
    /// The whole sub-expression; for calls and operators `mark` is narrower.
    pub(super) span: Span,
    /// The name or operator itself.
    pub(super) mark: Span,
}

#[derive(Debug)]
pub(super) enum ExprKind {
    Constant(Value<'static>),
    /// A name as parsed; `.name` is absolute.
    Name {
        name: Arc<str>,
        is_absolute: bool,
    },
    /// A variable of the environment, by slot.
    Variable(u32),
    /// A variable of a macro, by depth.
    Local(u32),
    Select(Select),
    Index {
        operand: ExprId,
        index: ExprId,
        is_optional: bool,
    },
    Call(Call),
    Unary(Unary, ExprId),
    Binary(Binary, ExprId, ExprId),
    And(Vec<ExprId>),
    Or(Vec<ExprId>),
    Conditional {
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
    },
    List(Vec<Element>),
    Map(Vec<MapEntry>),
    Comprehension(Box<Comprehension>),
    /// `cel.bind(name, init, body)`, and the macros that go into an optional.
    Bind(Box<Bind>),
    /// `optional.or(other)` and, if `unwraps`, `optional.orValue(other)`: the other only if needed.
    OrElse {
        optional: ExprId,
        other: ExprId,
        unwraps: bool,
    },
}

#[derive(Clone, Debug)]
pub(super) struct Select {
    pub(super) operand: ExprId,
    pub(super) field: Arc<str>,
    /// That of the field.
    pub(super) mark: KeyMark,
    /// `.?field`
    pub(super) is_optional: bool,
    /// `has(operand.field)`
    pub(super) is_test: bool,
}

#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: Arc<str>,
    /// The receiver first, if there is one.
    pub(super) arguments: Vec<ExprId>,
    pub(super) has_receiver: bool,
    pub(super) function: Option<&'static Function>,
    /// The second argument is a constant; what functions make of it is kept in `literal`.
    pub(super) has_literal: bool,
    pub(super) literal: Arc<OnceLock<Prepared>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unary {
    Not,
    Negate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Binary {
    /// True if it makes a value of its operands rather than comparing them.
    pub(super) const fn is_arithmetic(self) -> bool {
        matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Remainder)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub(super) value: ExprId,
    pub(super) is_optional: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct MapEntry {
    pub(super) key: ExprId,
    pub(super) value: ExprId,
    pub(super) is_optional: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Walk {
    All,
    Exists,
    ExistsOne,
    /// `map` and `filter`, `transformList`
    List,
    /// `sortBy`: the elements in the order of what they are transformed to.
    SortBy,
    /// `transformMap`
    Map,
    /// `transformMapEntry`
    MapEntry,
}

#[derive(Debug)]
pub(super) struct Comprehension {
    pub(super) walk: Walk,
    pub(super) range: ExprId,
    pub(super) variables: Vec<Binder>,
    /// The depth of the first variable, set by `resolve`.
    pub(super) local: u32,
    /// The condition on elements.
    pub(super) predicate: Option<ExprId>,
    /// What becomes of them; the element itself if none (`filter`).
    pub(super) transform: Option<ExprId>,
}

/// A name that a macro brings in.
#[derive(Clone, Debug)]
pub(super) struct Binder {
    pub(super) name: Arc<str>,
    pub(super) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BindKind {
    /// `cel.bind`
    Value,
    /// `optMap`: the value inside, wrapped again.
    OptMap,
    /// `optFlatMap`
    OptFlatMap,
}

#[derive(Debug)]
pub(super) struct Bind {
    pub(super) kind: BindKind,
    pub(super) variable: Binder,
    pub(super) local: u32,
    pub(super) init: ExprId,
    pub(super) body: ExprId,
}

impl ExprId {
    /// The position in the arena.
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn at(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

impl Tree {
    /// A tree without expressions, with room for those of most texts of this length.
    pub(super) fn for_text(text: &str) -> Self {
        let room = text.len() / BYTES_PER_EXPRESSION + 1;
        Self {
            text: text.to_owned(),
            expressions: Vec::with_capacity(room),
            heights: Vec::with_capacity(room),
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, kind: ExprKind, span: Span, mark: Span) -> ExprId {
        let id = ExprId::at(self.expressions.len());
        self.expressions.push(Expr { kind, span, mark });
        id
    }

    /// The expression of an id of this tree.
    pub(super) fn get(&self, id: ExprId) -> &Expr {
        // INVARIANT: ids are made by `add`; the fallback keeps the lookup total.
        self.expressions.get(id.index()).unwrap_or_else(|| nothing())
    }

    pub(super) fn get_mut(&mut self, id: ExprId) -> Option<&mut Expr> {
        self.expressions.get_mut(id.index())
    }

    /// Makes constants of lists whose elements are constants, so that they are built once and not at each evaluation, and
    /// marks calls whose second argument is a constant. Parts stand before the whole in the arena, so one pass folds lists
    /// in lists too.
    pub(super) fn fold_constants(&mut self) {
        for index in 0..self.expressions.len() {
            let folded = self.expressions.get(index).and_then(|expr| self.folded(&expr.kind));
            let Some(expr) = self.expressions.get_mut(index) else { continue };
            match (&mut expr.kind, folded) {
                (ExprKind::Call(call), Some(_)) => call.has_literal = true,
                (kind, Some(value)) => *kind = ExprKind::Constant(value),
                (_, None) => {}
            }
        }
    }

    /// The constant that a list is, or that is the second argument of a call.
    fn folded(&self, kind: &ExprKind) -> Option<Value<'static>> {
        let constant = |id: ExprId| match &self.get(id).kind {
            ExprKind::Constant(value) => Some(value.clone()),
            _ => None,
        };
        match kind {
            ExprKind::List(elements) => {
                let element = |element: &Element| constant(element.value).filter(|_| !element.is_optional);
                elements.iter().map(element).collect::<Option<Vec<_>>>().map(Value::list)
            }
            ExprKind::Call(call) => constant(*call.arguments.get(1)?),
            _ => None,
        }
    }

    /// How many levels an expression has.
    pub(super) fn height(&self, id: ExprId) -> u32 {
        self.heights.get(id.index()).copied().unwrap_or(0)
    }

    /// An expression as written.
    pub(super) fn text(&self, id: ExprId) -> &str {
        self.text.get(self.span(id).range()).unwrap_or("")
    }

    /// The name of a variable, where it stands as one.
    pub(super) fn written(&self, id: ExprId) -> &str {
        self.names.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name)
    }

    pub(super) fn span(&self, id: ExprId) -> Span {
        self.get(id).span
    }

    /// The text of a constant string.
    pub(super) fn constant_text(&self, id: ExprId) -> Option<&str> {
        match &self.get(id).kind {
            ExprKind::Constant(value) => value.as_str(),
            _ => None,
        }
    }
}

#[cold]
fn nothing() -> &'static Expr {
    static NOTHING: OnceLock<Expr> = OnceLock::new();
    NOTHING.get_or_init(|| Expr {
        kind: ExprKind::Constant(Value::new(super::value::Data::Null)),
        span: Span::default(),
        mark: Span::default(),
    })
}

impl ExprKind {
    /// True if it gives a truth value or fails, and needs no value for that.
    pub(super) fn is_condition(&self) -> bool {
        match self {
            Self::And(_) | Self::Or(_) | Self::Unary(Unary::Not, _) => true,
            Self::Binary(operator, ..) => !operator.is_arithmetic(),
            Self::Select(select) => select.is_test,
            _ => false,
        }
    }

    /// Visits the direct parts, in source order.
    pub(super) fn each_child(&self, visit: &mut dyn FnMut(ExprId)) {
        match self {
            Self::Constant(_) | Self::Name { .. } | Self::Variable(_) | Self::Local(_) => {}
            Self::Select(select) => visit(select.operand),
            Self::Unary(_, operand) => visit(*operand),
            Self::Index { operand: first, index: second, .. }
            | Self::Binary(_, first, second)
            | Self::OrElse { optional: first, other: second, .. } => {
                visit(*first);
                visit(*second);
            }
            Self::Call(call) => call.arguments.iter().for_each(|id| visit(*id)),
            Self::And(operands) | Self::Or(operands) => operands.iter().for_each(|id| visit(*id)),
            Self::Conditional { condition, then, otherwise } => {
                [condition, then, otherwise].into_iter().for_each(|id| visit(*id));
            }
            Self::List(elements) => elements.iter().for_each(|element| visit(element.value)),
            Self::Map(entries) => {
                entries.iter().flat_map(|entry| [entry.key, entry.value]).for_each(visit);
            }
            Self::Comprehension(comprehension) => {
                visit(comprehension.range);
                [comprehension.predicate, comprehension.transform].into_iter().flatten().for_each(visit);
            }
            Self::Bind(bind) => {
                visit(bind.init);
                visit(bind.body);
            }
        }
    }
}
