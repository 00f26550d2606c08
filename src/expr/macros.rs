//! Macros: calls that are no calls, because they bring in names or test for presence (CEL specification, "Macros", and
//! the extensions for two variables, bindings and optionals). They stay one node each, so that a finding can point at
//! them as written.

use std::sync::Arc;

use super::parser::{Parsed, Parser};
use super::problem::{SYNTAX, problem};
use super::syntax_messages;
use super::tree::{Bind, BindKind, Binder, Comprehension, ExprId, ExprKind, Walk};
use crate::text::Span;

/// Every macro and how it is written.
const FORMS: [(&str, &str); 15] = [
    ("has", "has(this.name)"),
    ("all", "list.all(item, condition)"),
    ("exists", "list.exists(item, condition)"),
    ("exists_one", "list.exists_one(item, condition)"),
    ("existsOne", "list.existsOne(item, condition)"),
    ("map", "list.map(item, value)"),
    ("filter", "list.filter(item, condition)"),
    ("sortBy", "list.sortBy(item, key)"),
    ("transformList", "list.transformList(index, item, value)"),
    ("transformMap", "map.transformMap(key, value, new)"),
    ("transformMapEntry", "map.transformMapEntry(key, value, {new: value})"),
    ("optMap", "optional.optMap(value, new)"),
    ("optFlatMap", "optional.optFlatMap(value, optional)"),
    ("orValue", "optional.orValue(default)"),
    ("bind", "cel.bind(name, value, expression)"),
];

/// How the macro of a name is written, if there is one.
pub(super) fn form(name: &str) -> Option<&'static str> {
    FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
}

/// The names of all macros.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FORMS.iter().map(|(name, _)| *name)
}

/// The name of a call as written, and where the call begins.
#[derive(Clone, Copy)]
pub(super) struct Written<'t> {
    pub(super) name: &'t str,
    pub(super) mark: Span,
    pub(super) start: u32,
}

/// A call without receiver: `has`, or a function.
pub(super) fn global(
    parser: &mut Parser<'_>,
    written: Written<'_>,
    arguments: Vec<ExprId>,
) -> Parsed<ExprId> {
    let ([operand], "has") = (arguments.as_slice(), written.name) else {
        return parser.call(written, arguments, false);
    };
    let ExprKind::Select(select) = &parser.expr(*operand).kind else {
        let span = parser.tree.span(*operand);
        return Err(Box::new(problem(SYNTAX, &syntax_messages::HAS_NEEDS_FIELD, span, Vec::new())));
    };
    let select = super::tree::Select { is_test: true, ..select.clone() };
    let field = parser.expr(*operand).mark;
    parser.add(ExprKind::Select(select), written.start, field)
}

/// A call with a receiver: a macro, or a function.
pub(super) fn member(
    parser: &mut Parser<'_>,
    written: Written<'_>,
    receiver: ExprId,
    mut arguments: Vec<ExprId>,
) -> Parsed<ExprId> {
    if let Some(shape) = shape(written.name, arguments.len()) {
        return comprehension(parser, written, &shape, (receiver, &arguments));
    }
    let kind = match (written.name, arguments.len()) {
        ("optMap", 2) => Some(BindKind::OptMap),
        ("optFlatMap", 2) => Some(BindKind::OptFlatMap),
        ("bind", 3) if is_name(parser, receiver, "cel") => Some(BindKind::Value),
        _ => None,
    };
    if let Some(kind) = kind {
        return bind(parser, written, kind, (receiver, &arguments));
    }
    let unwraps = written.name == "orValue";
    if let ([other], true) = (arguments.as_slice(), unwraps || written.name == "or") {
        let kind = ExprKind::OrElse { optional: receiver, other: *other, unwraps };
        return parser.add(kind, written.start, written.mark);
    }
    arguments.insert(0, receiver);
    parser.call(written, arguments, true)
}

/// How the arguments of a walk divide: how many names, whether a predicate and a transformation follow.
struct Shape {
    walk: Walk,
    names: usize,
    has_predicate: bool,
    has_transform: bool,
}

fn shape(name: &str, arguments: usize) -> Option<Shape> {
    let (walk, names, has_predicate, has_transform) = match (name, arguments) {
        ("all", 2 | 3) => (Walk::All, arguments - 1, true, false),
        ("exists", 2 | 3) => (Walk::Exists, arguments - 1, true, false),
        ("exists_one" | "existsOne", 2 | 3) => (Walk::ExistsOne, arguments - 1, true, false),
        ("map", 2) => (Walk::List, 1, false, true),
        ("map", 3) => (Walk::List, 1, true, true),
        ("filter", 2) => (Walk::List, 1, true, false),
        ("sortBy", 2) => (Walk::SortBy, 1, false, true),
        ("transformList", 3 | 4) => (Walk::List, 2, arguments == 4, true),
        ("transformMap", 3 | 4) => (Walk::Map, 2, arguments == 4, true),
        ("transformMapEntry", 3 | 4) => (Walk::MapEntry, 2, arguments == 4, true),
        _ => return None,
    };
    Some(Shape { walk, names, has_predicate, has_transform })
}

fn comprehension(
    parser: &mut Parser<'_>,
    written: Written<'_>,
    shape: &Shape,
    (range, arguments): (ExprId, &[ExprId]),
) -> Parsed<ExprId> {
    let (names, parts) = arguments.split_at(shape.names.min(arguments.len()));
    let variables = names.iter().map(|name| binder(parser, *name)).collect::<Parsed<Vec<_>>>()?;
    if let [first, second] = variables.as_slice()
        && first.name == second.name
    {
        let parameters = vec![("name", format!("`{}`", second.name))];
        return Err(Box::new(problem(SYNTAX, &syntax_messages::NAME_TWICE, second.span, parameters)));
    }
    let mut parts = parts.iter().copied();
    let predicate = if shape.has_predicate { parts.next() } else { None };
    let transform = if shape.has_transform { parts.next() } else { None };
    let comprehension = Comprehension { walk: shape.walk, range, variables, local: 0, predicate, transform };
    parser.add(ExprKind::Comprehension(Box::new(comprehension)), written.start, written.mark)
}

fn bind(
    parser: &mut Parser<'_>,
    written: Written<'_>,
    kind: BindKind,
    (receiver, arguments): (ExprId, &[ExprId]),
) -> Parsed<ExprId> {
    let parts = match (kind, arguments) {
        (BindKind::Value, [name, init, body]) => Some((*name, *init, *body)),
        (_, [name, body]) => Some((*name, receiver, *body)),
        _ => None,
    };
    // INVARIANT: the caller has counted the arguments; without a fit the call stays a call.
    let Some((name, init, body)) = parts else { return parser.call(written, arguments.to_vec(), true) };
    let bind = Bind { kind, variable: binder(parser, name)?, local: 0, init, body };
    parser.add(ExprKind::Bind(Box::new(bind)), written.start, written.mark)
}

fn is_name(parser: &Parser<'_>, id: ExprId, wanted: &str) -> bool {
    matches!(&parser.expr(id).kind, ExprKind::Name { name, .. } if &**name == wanted)
}

fn binder(parser: &Parser<'_>, id: ExprId) -> Parsed<Binder> {
    let expr = parser.expr(id);
    match &expr.kind {
        ExprKind::Name { name, is_absolute: false } => Ok(Binder { name: Arc::clone(name), span: expr.span }),
        _ => Err(Box::new(problem(SYNTAX, &syntax_messages::EXPECTED_NAME, expr.span, Vec::new()))),
    }
}
