//! Small changes of an expression, one at a time: what a test of it ought to notice. Works on the text and its tree
//! alone: whether a change still compiles, and whether anybody notices it, is the caller's business.

mod constant;

use super::parser;
use super::tree::{Binary, Comprehension, ExprId, ExprKind, Tree, Unary, Walk};
use super::types::Type;
use super::value::Data;
use crate::text::Span;

use constant::Words;

/// Longest sub-expression that is shown around a change, in bytes.
const SHOWN: u32 = 72;

/// Longest list of constants each element of which is changed; of longer ones, which are tables, the first and the last.
const TABLE: usize = 4;

/// One small change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// The bytes of the text that change.
    edit: Span,
    replacement: String,
    /// The part in which they stand, for people.
    part: Span,
}

impl Mutation {
    /// The change of a whole text into another.
    #[must_use]
    pub fn whole(text: &str, replacement: &str) -> Self {
        let span = Span::from_usize(0, text.len());
        Self { edit: span, replacement: replacement.to_owned(), part: span }
    }

    /// The changed text.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        self.spliced(text, Span::from_usize(0, text.len()))
    }

    /// The bytes of the sub-expression that the change is about.
    #[must_use]
    pub fn span(&self) -> Span {
        self.part
    }

    /// That sub-expression before and after the change.
    #[must_use]
    pub fn shown(&self, text: &str) -> (String, String) {
        (text.get(self.part.range()).unwrap_or_default().to_owned(), self.spliced(text, self.part))
    }

    /// A part of the text with the change made.
    fn spliced(&self, text: &str, part: Span) -> String {
        let before = text.get(part.start() as usize..self.edit.start() as usize).unwrap_or_default();
        let after = text.get(self.edit.end() as usize..part.end() as usize).unwrap_or_default();
        format!("{before}{}{after}", self.replacement)
    }
}

/// The small changes of an expression, in the order of the text. If it `is_condition`, its value is true or false. Of the
/// words that documents of type `this` may hold, one is changed into another.
#[must_use]
pub fn mutations(text: &str, is_condition: bool, this: &Type) -> Vec<Mutation> {
    let Ok(tree) = parser::parse(text) else { return Vec::new() };
    let mut mutator = Mutator { tree: &tree, words: Words::of(this), around: Vec::new(), list: Vec::new() };
    mutator.visit(tree.root, if is_condition { Role::Condition } else { Role::Value });
    let mut list = mutator.list;
    list.sort_by_key(|mutation| mutation.edit);
    let mut kept: Vec<Mutation> = Vec::with_capacity(list.len());
    for mutation in list {
        let is_new = !kept
            .iter()
            .any(|known| known.edit == mutation.edit && known.replacement == mutation.replacement);
        let is_change = text.get(mutation.edit.range()) != Some(&mutation.replacement);
        if is_new && is_change {
            kept.push(mutation);
        }
    }
    kept
}

/// What an expression names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The texts that stand in it as literals.
    pub texts: Vec<String>,
    /// The whole numbers that stand in it as literals.
    pub numbers: Vec<i64>,
    /// The fields that it reads or tests for.
    pub fields: Vec<String>,
}

/// What an expression names, in the order of its text.
#[must_use]
pub fn vocabulary(text: &str) -> Vocabulary {
    let mut found = Vocabulary::default();
    let Ok(tree) = parser::parse(text) else { return found };
    for expr in &tree.expressions {
        match &expr.kind {
            ExprKind::Select(select) => found.fields.push(select.field.to_string()),
            ExprKind::Constant(value) => match &value.data {
                Data::String(text) => found.texts.push(text.as_str().to_owned()),
                Data::Int(number) => found.numbers.push(*number),
                _ => {}
            },
            _ => {}
        }
    }
    found
}

/// What the value of an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It decides alone: to negate it is a change of its own.
    Condition,
    /// It decides with others, and a change that leaves it out says more than one that negates it.
    Operand,
    /// Anything else.
    Value,
}

struct Mutator<'t> {
    tree: &'t Tree,
    words: Words,
    /// The expressions around the one at hand, outermost first.
    around: Vec<ExprId>,
    list: Vec<Mutation>,
}

impl Mutator<'_> {
    // Recursion is bounded by the depth of the tree, which the parser bounds.
    fn visit(&mut self, id: ExprId, role: Role) {
        self.around.push(id);
        let tree = self.tree;
        match &tree.get(id).kind {
            ExprKind::And(operands) => self.chain(id, operands, ("true", "&&", "||")),
            ExprKind::Or(operands) => self.chain(id, operands, ("false", "||", "&&")),
            ExprKind::Unary(Unary::Not, operand) => {
                if role == Role::Condition {
                    self.change(tree.get(id).mark, "");
                }
                self.visit(*operand, Role::Operand);
            }
            ExprKind::Binary(operator, left, right) => self.binary(id, *operator, (*left, *right), role),
            ExprKind::Conditional { condition, then, otherwise } => {
                self.visit(*condition, Role::Condition);
                self.visit(*then, role);
                self.visit(*otherwise, role);
            }
            ExprKind::Comprehension(walk) => self.walk(id, walk, role),
            ExprKind::Constant(value) => self.constant(id, value),
            ExprKind::List(elements) => {
                let values: Vec<ExprId> = elements.iter().map(|element| element.value).collect();
                self.elements(id, &values);
            }
            ExprKind::Map(entries) if entries.len() > TABLE => {}
            kind => {
                if role == Role::Condition {
                    self.negate(id);
                }
                let is_pattern = matches!(kind, ExprKind::Call(call) if &*call.name == "matches");
                kind.each_child(&mut |child| {
                    // A pattern is a language of its own.
                    if !(is_pattern && tree.constant_text(child).is_some()) {
                        self.visit(child, Role::Value);
                    }
                });
            }
        }
        self.around.pop();
    }

    /// A chain: each operand left out, and the other operator.
    fn chain(&mut self, id: ExprId, operands: &[ExprId], (neutral, own, other): (&str, &str, &str)) {
        for operand in operands {
            self.change(self.tree.span(*operand), neutral);
        }
        let whole = self.tree.span(id);
        let mut changed = String::new();
        let mut at = whole.start();
        for operand in operands {
            let span = self.tree.span(*operand);
            changed.push_str(&self.text(Span::new(at, span.start())).replace(own, other));
            changed.push_str(self.text(span));
            at = span.end();
        }
        changed.push_str(self.text(Span::new(at, whole.end())));
        self.change(whole, &changed);
        operands.iter().for_each(|operand| self.visit(*operand, Role::Operand));
    }

    fn binary(&mut self, id: ExprId, operator: Binary, (left, right): (ExprId, ExprId), role: Role) {
        if self.is_constant(id) {
            // `20 * 1024 * 1024` is one number to its author.
            return;
        }
        let mark = self.tree.get(id).mark;
        let whole = self.tree.span(id);
        let is_condition = role == Role::Condition;
        match operator {
            Binary::Equal if is_condition => self.change(mark, "!="),
            Binary::NotEqual if is_condition => self.change(mark, "=="),
            Binary::In if is_condition => self.negate(id),
            // The neighbours of a whole number are changes of their own.
            Binary::Less | Binary::LessEqual | Binary::Greater | Binary::GreaterEqual
                if self.is_whole(left) || self.is_whole(right) => {}
            Binary::Less => self.change(mark, "<="),
            Binary::LessEqual => self.change(mark, "<"),
            Binary::Greater => self.change(mark, ">="),
            Binary::GreaterEqual => self.change(mark, ">"),
            Binary::Subtract => self.change(mark, "+"),
            Binary::Add => {
                let sides = [Span::new(whole.start(), mark.start()), Span::new(mark.end(), whole.end())];
                for side in sides {
                    let text = self.text(side).trim().to_owned();
                    self.change(whole, &text);
                }
            }
            _ => {}
        }
        self.visit(left, Role::Value);
        self.visit(right, Role::Value);
    }

    fn walk(&mut self, id: ExprId, walk: &Comprehension, role: Role) {
        let mark = self.tree.get(id).mark;
        match walk.walk {
            Walk::All => self.change(mark, "exists"),
            Walk::Exists => self.change(mark, "all"),
            Walk::ExistsOne => self.change(mark, "exists"),
            Walk::List | Walk::SortBy | Walk::Map | Walk::MapEntry => {}
        }
        if role == Role::Condition && walk.walk != Walk::List {
            self.negate(id);
        }
        self.visit(walk.range, Role::Value);
        if let Some(predicate) = walk.predicate {
            let is_choice = !matches!(walk.walk, Walk::All | Walk::Exists | Walk::ExistsOne);
            if is_choice {
                self.change(self.tree.span(predicate), "true");
            }
            self.visit(predicate, if is_choice { Role::Operand } else { Role::Condition });
        }
        if let Some(transform) = walk.transform {
            self.visit(transform, Role::Value);
        }
    }

    /// A list: each element left out; the constants among them are data.
    fn elements(&mut self, id: ExprId, elements: &[ExprId]) {
        let count = elements.len();
        let whole = self.tree.span(id);
        let inside = Span::new(whole.start() + 1, whole.end().saturating_sub(1).max(whole.start() + 1));
        let spans: Vec<Span> = elements.iter().map(|element| self.tree.span(*element)).collect();
        let pieces = self.pieces(inside, &spans);
        for (index, _) in pieces.iter().enumerate().filter(|_| count > 1) {
            if count <= TABLE || index == 0 || index + 1 == count {
                let others: Vec<&str> = pieces
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != index)
                    .map(|(_, piece)| &**piece)
                    .collect();
                self.change(whole, &format!("[{}]", others.join(", ")));
            }
        }
        for element in elements {
            if count == 1 || !self.is_constant(*element) {
                self.visit(*element, Role::Value);
            }
        }
    }

    /// The texts of the elements of a list, with their question marks and parentheses; none if a comma cannot be found.
    fn pieces(&self, inside: Span, elements: &[Span]) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut start = inside.start();
        for (index, element) in elements.iter().enumerate() {
            let end = match elements.get(index + 1) {
                None => inside.end(),
                Some(next) => {
                    let gap = self.text(Span::new(element.end(), next.start()));
                    let Some(comma) = gap.find(',') else { return Vec::new() };
                    element.end().saturating_add(u32::try_from(comma).unwrap_or(0))
                }
            };
            pieces.push(self.text(Span::new(start, end)).trim().trim_end_matches(',').to_owned());
            start = end + 1;
        }
        pieces
    }

    fn negate(&mut self, id: ExprId) {
        let span = self.tree.span(id);
        let negated = format!("!({})", self.text(span));
        self.change(span, &negated);
    }

    fn is_whole(&self, id: ExprId) -> bool {
        matches!(&self.tree.get(id).kind, ExprKind::Constant(value) if matches!(value.data, Data::Int(_)))
    }

    /// True for what has no variable in it.
    fn is_constant(&self, id: ExprId) -> bool {
        let kind = &self.tree.get(id).kind;
        let mut is_constant = !matches!(
            kind,
            ExprKind::Name { .. } | ExprKind::Variable(_) | ExprKind::Local(_) | ExprKind::Comprehension(_)
        );
        kind.each_child(&mut |child| is_constant &= self.is_constant(child));
        is_constant
    }

    /// Adds a change of these bytes, shown with the largest expression around them that is still short.
    fn change(&mut self, edit: Span, replacement: &str) {
        let mut spans = self.around.iter().map(|id| self.tree.span(*id));
        let part = spans.find(|span| span.len() <= SHOWN && span.contains(edit)).unwrap_or(edit);
        let whole = self.around.last().map_or(edit, |id| self.tree.span(*id));
        let part = if part == edit && replacement.is_empty() { whole } else { part };
        self.list.push(Mutation { edit, replacement: replacement.to_owned(), part });
    }

    fn text(&self, span: Span) -> &str {
        self.tree.text.get(span.range()).unwrap_or_default()
    }
}
