//! What names in a tree mean: variables by slot, variables of macros by depth, type names, functions. Follows the CEL
//! specification, "Name Resolution". Knows no types.

use std::sync::Arc;

use super::environment::Environment;
use super::functions::{self, Function};
use super::hints;
use super::macros;
use super::messages;
use super::problem::{UNKNOWN_NAME, problem};
use super::tree::{ExprId, ExprKind, Tree};
use super::types::Type;
use super::value::{Data, Value};
use crate::text::{Message, Span, nearest};
use crate::yaml::Problem;

/// Names of types that are values.
const TYPE_NAMES: [&str; 16] = [
    "bool",
    "int",
    "uint",
    "double",
    "string",
    "bytes",
    "list",
    "map",
    "null_type",
    "type",
    "optional_type",
    "google.protobuf.Timestamp",
    "google.protobuf.Duration",
    "net.IP",
    "net.CIDR",
    "url",
];

/// Resolves the names of a tree in place; the problems are the names that mean nothing, which stay as they are.
pub(super) fn resolve(tree: &mut Tree, environment: &Environment) -> Vec<Problem> {
    let is_qualified = environment.variables.iter().any(|variable| variable.name.contains('.'));
    let root = tree.root;
    let (locals, pending, problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut resolver = Resolver { tree, environment, is_qualified, locals, pending, problems };
    resolver.resolve(root);
    resolver.problems
}

struct Resolver<'r> {
    tree: &'r mut Tree,
    environment: &'r Environment,
    /// Some variable has a dot in its name.
    is_qualified: bool,
    locals: Vec<Arc<str>>,
    /// The parts that wait, of all the expressions that are being resolved.
    pending: Vec<ExprId>,
    problems: Vec<Problem>,
}

/// A chain of plain names: `a.b.c`.
struct Chain {
    names: Vec<Arc<str>>,
    is_absolute: bool,
}

impl Resolver<'_> {
    // Recursion is bounded by the depth of the tree, which the parser bounds.
    fn resolve(&mut self, id: ExprId) {
        match &self.tree.get(id).kind {
            ExprKind::Name { .. } => self.name(id),
            ExprKind::Select(select) => {
                let operand = select.operand;
                if !self.qualified_name(id) {
                    self.resolve(operand);
                }
            }
            ExprKind::Call(_) => self.call(id),
            ExprKind::Comprehension(comprehension) => {
                let names: Vec<_> =
                    comprehension.variables.iter().map(|binder| Arc::clone(&binder.name)).collect();
                let parts = [comprehension.predicate, comprehension.transform];
                self.resolve_scope(id, comprehension.range, &names, &parts);
            }
            ExprKind::Bind(bind) => {
                let (init, name, body) = (bind.init, Arc::clone(&bind.variable.name), bind.body);
                self.resolve_scope(id, init, &[name], &[Some(body)]);
            }
            _ => self.resolve_parts(id),
        }
    }

    /// Resolves the direct parts of an expression, in their order.
    fn resolve_parts(&mut self, id: ExprId) {
        let first = self.pending.len();
        let Self { tree, pending, .. } = self;
        tree.get(id).kind.each_child(&mut |child| pending.push(child));
        let end = self.pending.len();
        for index in first..end {
            if let Some(part) = self.pending.get(index).copied() {
                self.resolve(part);
            }
        }
        self.pending.truncate(first);
    }

    fn resolve_scope(&mut self, id: ExprId, before: ExprId, names: &[Arc<str>], inside: &[Option<ExprId>]) {
        self.resolve(before);
        let depth = self.locals.len();
        let local = u32::try_from(depth).unwrap_or(u32::MAX);
        match self.tree.get_mut(id).map(|expr| &mut expr.kind) {
            Some(ExprKind::Comprehension(comprehension)) => comprehension.local = local,
            Some(ExprKind::Bind(bind)) => bind.local = local,
            _ => {}
        }
        self.locals.extend(names.iter().cloned());
        inside.iter().flatten().for_each(|part| self.resolve(*part));
        self.locals.truncate(depth);
    }

    fn name(&mut self, id: ExprId) {
        let ExprKind::Name { name, is_absolute } = &self.tree.get(id).kind else { return };
        let (name, is_absolute) = (Arc::clone(name), *is_absolute);
        match self.meaning(&name, is_absolute) {
            Some(kind) => {
                self.tree.names.push((id, name));
                self.set(id, kind);
            }
            None => {
                let known = self.environment.variables.iter().map(|variable| variable.name.as_str());
                let known = known.chain(self.locals.iter().map(|local| &**local));
                let near = hints::value(&name).or_else(|| nearest(&name, known)).map(str::to_owned);
                let near = self.of_document(&name).or(near);
                self.unknown(&messages::UNKNOWN_VARIABLE, self.tree.span(id), &name, near);
            }
        }
    }

    /// `this.name`, if the document has a field of this name.
    fn of_document(&self, name: &str) -> Option<String> {
        let this = self.environment.variables.iter().find(|variable| variable.name == "this")?;
        let has_field =
            |member: &Type| matches!(member, Type::Object(object) if object.property(name).is_some());
        this.ty.members().iter().any(has_field).then(|| format!("this.{name}"))
    }

    fn meaning(&self, name: &str, is_absolute: bool) -> Option<ExprKind> {
        if !is_absolute && let Some(depth) = self.locals.iter().rposition(|local| **local == *name) {
            return Some(ExprKind::Local(u32::try_from(depth).unwrap_or(u32::MAX)));
        }
        let scopes = if is_absolute { "" } else { self.environment.container.as_str() };
        let mut scope = Some(scopes);
        while let Some(container) = scope {
            let found = if container.is_empty() {
                self.environment.slot(name)
            } else {
                self.environment.slot(&format!("{container}.{name}"))
            };
            if let Some(slot) = found {
                return Some(ExprKind::Variable(u32::try_from(slot).unwrap_or(u32::MAX)));
            }
            scope = match container.rsplit_once('.') {
                Some((outer, _)) => Some(outer),
                None if container.is_empty() => None,
                None => Some(""),
            };
        }
        let type_name = TYPE_NAMES.into_iter().find(|known| *known == name)?;
        Some(ExprKind::Constant(Value::new(Data::Type(type_name))))
    }

    /// Resolves a chain that as a whole is one name: of a variable with dots in its name, or of a type.
    fn qualified_name(&mut self, id: ExprId) -> bool {
        let Some((head, is_absolute)) = self.head(id) else { return false };
        let is_type = matches!(head, "google" | "net");
        let is_local = || self.locals.iter().any(|local| **local == *head);
        if !(self.is_qualified || is_type) || (!is_absolute && is_local()) {
            return false;
        }
        let Some(chain) = self.chain(id) else { return false };
        let name = chain.names.join(".");
        match self.meaning(&name, chain.is_absolute) {
            Some(kind) => {
                self.tree.names.push((id, name.into()));
                self.set(id, kind);
                true
            }
            None => false,
        }
    }

    /// The first name of a chain, and whether it is absolute.
    fn head(&self, id: ExprId) -> Option<(&str, bool)> {
        let mut at = id;
        loop {
            match &self.tree.get(at).kind {
                ExprKind::Name { name, is_absolute } => return Some((name, *is_absolute)),
                ExprKind::Select(select) if !select.is_optional && !select.is_test => at = select.operand,
                _ => return None,
            }
        }
    }

    fn chain(&self, id: ExprId) -> Option<Chain> {
        let mut names = Vec::new();
        let mut at = id;
        loop {
            match &self.tree.get(at).kind {
                ExprKind::Name { name, is_absolute } => {
                    names.push(Arc::clone(name));
                    names.reverse();
                    return Some(Chain { names, is_absolute: *is_absolute });
                }
                ExprKind::Select(select) if !select.is_optional && !select.is_test => {
                    names.push(Arc::clone(&select.field));
                    at = select.operand;
                }
                _ => return None,
            }
        }
    }

    fn call(&mut self, id: ExprId) {
        let ExprKind::Call(call) = &self.tree.get(id).kind else { return };
        let has_receiver = call.has_receiver;
        let qualified =
            call.has_receiver.then(|| self.qualified_function(call.arguments.first(), &call.name)).flatten();
        let function = qualified.or_else(|| functions::find(call.name.trim_start_matches('.')));
        let fits = |function: &&'static Function| {
            let wants_receiver = call.has_receiver && qualified.is_none();
            function.overloads.iter().any(|overload| overload.is_method == wants_receiver)
        };
        let function = function.filter(fits);
        let is_known = function.is_some();
        let (name, mark) = (Arc::clone(&call.name), self.tree.get(id).mark);
        if let Some(ExprKind::Call(call)) = self.tree.get_mut(id).map(|expr| &mut expr.kind) {
            call.function = function;
            if qualified.is_some() && is_known {
                call.has_receiver = false;
                call.arguments.remove(0);
            }
        }
        match &self.tree.get(id).kind {
            ExprKind::Call(call) if !is_known => {
                let arguments = call.arguments.clone();
                self.unknown_call((&name, mark), &arguments, has_receiver);
            }
            _ => self.resolve_parts(id),
        }
    }

    /// A call that means nothing. If its first argument is a name, it may be one that a macro was to bring in.
    fn unknown_call(&mut self, (name, mark): (&str, Span), arguments: &[ExprId], has_receiver: bool) {
        let space = arguments.first().filter(|_| has_receiver).and_then(|receiver| self.namespace(*receiver));
        let full = space.as_ref().map_or_else(|| name.to_owned(), |space| format!("{space}.{name}"));
        let is_macro = macros::form(name).is_some();
        let exists = functions::find(&full).is_some() || is_macro;
        let message = if exists { &messages::CALLED_OTHERWISE } else { &messages::UNKNOWN_FUNCTION };
        self.unknown(message, mark, &full, hints::call(&full, has_receiver && space.is_none()));
        let depth = self.locals.len();
        let (receiver, others) = arguments.split_at(usize::from(has_receiver).min(arguments.len()));
        receiver.iter().filter(|_| space.is_none()).for_each(|receiver| self.resolve(*receiver));
        let first = others.first().filter(|_| has_receiver).map(|first| &self.tree.get(*first).kind);
        if let Some(ExprKind::Name { name, .. }) = first {
            self.locals.push(Arc::clone(name));
        }
        // What a macro does not take cannot be told apart into names and parts.
        others.iter().filter(|_| !is_macro).for_each(|argument| self.resolve(*argument));
        self.locals.truncate(depth);
    }

    /// What stands before the dot of functions such as `math.abs`, if an expression is that.
    fn namespace(&self, id: ExprId) -> Option<String> {
        let chain = self.chain(id)?;
        let space = chain.names.join(".");
        let is_of = |name: &str| name.strip_prefix(&space).is_some_and(|rest| rest.starts_with('.'));
        (space == "cel" || functions::all().any(|function| is_of(function.name))).then_some(space)
    }

    /// The function `math.abs` of `math.abs(x)`, unless `math` is a variable.
    fn qualified_function(&self, receiver: Option<&ExprId>, name: &str) -> Option<&'static Function> {
        let (head, is_absolute) = self.head(*receiver?)?;
        if self.meaning(head, is_absolute).is_some_and(|kind| !matches!(kind, ExprKind::Constant(_))) {
            return None;
        }
        let chain = self.chain(*receiver?)?;
        functions::find(&format!("{}.{name}", chain.names.join(".")))
    }

    fn set(&mut self, id: ExprId, kind: ExprKind) {
        if let Some(expr) = self.tree.get_mut(id) {
            expr.kind = kind;
        }
    }

    fn unknown(&mut self, message: &'static Message, span: Span, name: &str, near: Option<String>) {
        let mut problem = problem(UNKNOWN_NAME, message, span, vec![("name", format!("`{name}`"))]);
        if let Some(near) = near {
            problem.help = Some(&messages::DID_YOU_MEAN);
            problem.parameters.push(("nearest", format!("`{near}`")));
        }
        self.problems.push(problem);
    }
}
