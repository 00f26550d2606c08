//! The tree of a text in nested parentheses: what was understood, for comparison with other parsers.

use std::fmt::Write;

use super::parser;
use super::tree::{Bind, BindKind, ExprId, ExprKind, Select, Tree, Unary};
use super::value::{Data, Value};
use crate::yaml::Problem;

/// The tree of `text`, without regard to what its names mean: `1 + a.b` is `(+ 1 (. a b))`. Chains of `&&` and `||` are
/// one node; macros that walk through a list show the list and the names.
///
/// # Errors
/// The syntax problem.
pub fn outline(text: &str) -> Result<String, Box<Problem>> {
    let tree = parser::parse(text)?;
    let mut outline = String::new();
    write(&tree, tree.root, &mut outline);
    Ok(outline)
}

// Recursion is bounded by the depth of the tree, which the parser bounds.
fn write(tree: &Tree, id: ExprId, out: &mut String) {
    match &tree.get(id).kind {
        ExprKind::Constant(value) => constant(value, out),
        ExprKind::Name { name, is_absolute } => {
            out.push_str(if *is_absolute { "." } else { "" });
            out.push_str(name);
        }
        // A tree that was only parsed has names, no slots and no depths.
        ExprKind::Variable(number) | ExprKind::Local(number) => {
            let _ = write!(out, "#{number}");
        }
        ExprKind::Select(select) => field(tree, select, out),
        ExprKind::Index { operand, index, is_optional } => {
            list(tree, if *is_optional { "[?]" } else { "[]" }, &[*operand, *index], out);
        }
        ExprKind::Call(call) if call.has_receiver => {
            list(tree, &format!(".{}()", call.name), &call.arguments, out);
        }
        ExprKind::Call(call) => list(tree, &format!("{}()", call.name), &call.arguments, out),
        ExprKind::Unary(Unary::Not, operand) => list(tree, "!", &[*operand], out),
        ExprKind::Unary(Unary::Negate, operand) => list(tree, "neg", &[*operand], out),
        ExprKind::Binary(operator, left, right) => list(tree, operator.spelling(), &[*left, *right], out),
        ExprKind::And(_) | ExprKind::Or(_) => {
            let mut operands = Vec::new();
            let is_and = matches!(tree.get(id).kind, ExprKind::And(_));
            flatten(tree, id, is_and, &mut operands);
            list(tree, if is_and { "&&" } else { "||" }, &operands, out);
        }
        ExprKind::Conditional { condition, then, otherwise } => {
            list(tree, "?:", &[*condition, *then, *otherwise], out);
        }
        ExprKind::List(elements) => {
            out.push_str("(list");
            for element in elements {
                out.push_str(if element.is_optional { " ?" } else { " " });
                write(tree, element.value, out);
            }
            out.push(')');
        }
        ExprKind::Map(entries) => {
            out.push_str("(map");
            for entry in entries {
                out.push_str(if entry.is_optional { " ?" } else { " " });
                write(tree, entry.key, out);
                out.push('=');
                write(tree, entry.value, out);
            }
            out.push(')');
        }
        ExprKind::Comprehension(walk) => {
            out.push_str("(walk ");
            write(tree, walk.range, out);
            for variable in &walk.variables {
                let _ = write!(out, " {}", variable.name);
            }
            out.push(')');
        }
        ExprKind::Bind(bind) => binding(tree, bind, out),
        ExprKind::OrElse { optional, other, unwraps } => {
            list(tree, if *unwraps { ".orValue()" } else { ".or()" }, &[*optional, *other], out);
        }
    }
}

/// The operands of a chain, those of chains in parentheses too.
fn flatten(tree: &Tree, id: ExprId, is_and: bool, operands: &mut Vec<ExprId>) {
    match &tree.get(id).kind {
        ExprKind::And(parts) if is_and => {
            parts.iter().for_each(|part| flatten(tree, *part, is_and, operands));
        }
        ExprKind::Or(parts) if !is_and => {
            parts.iter().for_each(|part| flatten(tree, *part, is_and, operands));
        }
        _ => operands.push(id),
    }
}

fn list(tree: &Tree, head: &str, parts: &[ExprId], out: &mut String) {
    out.push('(');
    out.push_str(head);
    for part in parts {
        out.push(' ');
        write(tree, *part, out);
    }
    out.push(')');
}

fn field(tree: &Tree, select: &Select, out: &mut String) {
    out.push_str(match (select.is_test, select.is_optional) {
        (true, _) => "(has ",
        (false, true) => "(.? ",
        (false, false) => "(. ",
    });
    write(tree, select.operand, out);
    let _ = write!(out, " {})", select.field);
}

fn binding(tree: &Tree, bind: &Bind, out: &mut String) {
    let head = match bind.kind {
        BindKind::Value => "bind",
        BindKind::OptMap => "optMap",
        BindKind::OptFlatMap => "optFlatMap",
    };
    let _ = write!(out, "({head} {} ", bind.variable.name);
    write(tree, bind.init, out);
    out.push(' ');
    write(tree, bind.body, out);
    out.push(')');
}

fn constant(value: &Value<'_>, out: &mut String) {
    let _ = match &value.data {
        Data::Uint(value) => write!(out, "{value}u"),
        Data::Double(value) => write!(out, "{value:?}"),
        Data::String(text) => write!(out, "{:?}", text.as_str()),
        Data::Bytes(bytes) => write!(out, "b{bytes:?}"),
        _ => write!(out, "{}", value.to_text()),
    };
}
