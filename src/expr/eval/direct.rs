//! What most expressions consist of, answered without detours: a path of fields through the document is followed to its
//! node at once, and a condition gives a truth value rather than a value that is then asked whether it is one. What is
//! unusual about either is left to the general way; both ways count the same steps and record the same reads.

use super::reach::Reached;
use super::{Evaluator, Fallible, access, arithmetic, weight};
use crate::expr::frame::{COST_LIMIT, Local, Slot};
use crate::expr::functions::Fault;
use crate::expr::messages;
use crate::expr::tree::{Binary, ExprId, ExprKind};
use crate::expr::value::{Data, Value, compare};
use crate::yaml::Node;

impl<'d> Evaluator<'_, '_, 'd> {
    /// The node to which a path of fields that are all there leads. None for everything else: then nothing was counted.
    /// A trace wants to see each part, so there is none for it either.
    #[inline]
    pub(super) fn straight(&mut self, id: ExprId) -> Option<Node<'d>> {
        match self.tree.get(id).kind {
            ExprKind::Select(_) | ExprKind::Local(_) | ExprKind::Variable(_)
                if self.frame.trace.is_none() =>
            {
                self.straight_path(id)
            }
            _ => None,
        }
    }

    fn straight_path(&mut self, id: ExprId) -> Option<Node<'d>> {
        let cost = self.frame.cost;
        let node = self.follow(id);
        if node.is_none() || self.frame.cost > COST_LIMIT {
            // The general way says which step was one too many.
            self.frame.cost = cost;
            return None;
        }
        node
    }

    // Recursion is bounded by the depth of the tree, which the parser bounds.
    fn follow(&mut self, id: ExprId) -> Option<Node<'d>> {
        let select = match &self.tree.get(id).kind {
            ExprKind::Select(select) if !select.is_test && !select.is_optional => select,
            kind => return self.beginning(kind),
        };
        let kind = &self.tree.get(select.operand).kind;
        let container = match kind {
            ExprKind::Select(_) => self.follow(select.operand)?,
            _ => self.beginning(kind)?,
        };
        // What is no mapping has no fields.
        let (node, entries) = container.step(&select.field, select.mark)?;
        self.frame.cost += 1 + entries as u64 / 8;
        Some(node)
    }

    /// The node that a variable stands for.
    #[inline]
    fn beginning(&mut self, kind: &ExprKind) -> Option<Node<'d>> {
        let node = match *kind {
            ExprKind::Local(depth) => match self.frame.locals.get(self.frame.base + depth as usize) {
                Some(Local::Node(node)) => *node,
                _ => return None,
            },
            ExprKind::Variable(slot) => match self.frame.slots.get(slot as usize) {
                Some(Slot::Value(Value { origin: Some(_), data: Data::Optional(_) })) => return None,
                Some(Slot::Value(Value { origin: Some(node), .. })) => *node,
                _ => return None,
            },
            _ => return None,
        };
        self.frame.cost += 1;
        Some(node)
    }

    /// The same, read as a whole.
    #[inline]
    pub(super) fn node(&mut self, id: ExprId) -> Option<Node<'d>> {
        let node = self.straight(id)?;
        self.record(id, node, true);
        Some(node)
    }

    /// The value of an expression that must be true or false.
    pub(super) fn truth(&mut self, id: ExprId) -> Fallible<bool> {
        let tree = self.tree;
        let expr = tree.get(id);
        // A trace wants the value of each part.
        if self.frame.trace.is_some() || !expr.kind.is_condition() {
            return self.truth_of_value(id);
        }
        self.step(id, 1)?;
        match &expr.kind {
            ExprKind::Binary(operator, left, right) => self.comparison(id, *operator, (*left, *right)),
            ExprKind::And(operands) => self.chain(operands, false),
            ExprKind::Or(operands) => self.chain(operands, true),
            ExprKind::Select(select) => self.has(id, select),
            ExprKind::Unary(_, operand) => self.not(id, *operand),
            // INVARIANT: no other expression is a condition.
            _ => Ok(false),
        }
    }

    /// The same by way of a value.
    fn truth_of_value(&mut self, id: ExprId) -> Fallible<bool> {
        match self.reach(id, true)? {
            Reached::Value(Value { data: Data::Bool(truth), .. }) => Ok(truth),
            other => {
                let value = other.into_value();
                let parameters = || vec![("type", value.type_name().to_owned())];
                value.as_bool().ok_or_else(|| self.failure(id, &messages::NOT_A_BOOL, parameters()))
            }
        }
    }

    /// `!operand`
    pub(super) fn not(&mut self, id: ExprId, operand: ExprId) -> Fallible<bool> {
        // Whatever else is no truth value, a condition gives one.
        if self.tree.get(operand).kind.is_condition() {
            return Ok(!self.truth(operand)?);
        }
        let value = self.eval(operand)?;
        match value.as_bool() {
            Some(truth) => Ok(!truth),
            None => Err(self.fault(id, Fault::NoOverload, (&messages::NO_OPERATOR, "!"), &[&value])),
        }
    }

    /// `==`, `!=`, `in`, `<`, `<=`, `>`, `>=`
    pub(super) fn comparison(
        &mut self,
        id: ExprId,
        operator: Binary,
        (left, right): (ExprId, ExprId),
    ) -> Fallible<bool> {
        if let (Binary::Equal | Binary::NotEqual, ExprKind::Constant(constant)) =
            (operator, &self.tree.get(right).kind)
        {
            let is_equal = self.equals(id, left, constant)?;
            return Ok(is_equal == (operator == Binary::Equal));
        }
        let left = self.operand(left)?;
        let right = self.operand(right)?;
        if let (Data::Int(left), Data::Int(right)) = (&left.data, &right.data)
            && let Some(holds) = arithmetic::holds(operator, left.cmp(right))
        {
            return Ok(holds);
        }
        self.step(id, weight(&left) + weight(&right))?;
        let result = match operator {
            Binary::Equal => Ok(compare::equal(&left, &right)),
            Binary::NotEqual => Ok(!compare::equal(&left, &right)),
            Binary::In => access::is_in(&left, &right),
            _ => arithmetic::are_ordered(operator, &left, &right),
        };
        result.map_err(|fault| self.no_operator(id, operator, fault, (&left, &right)))
    }

    /// Whether an expression equals a constant: what most conditions ask. A text of the document is compared where it is.
    fn equals(&mut self, id: ExprId, operand: ExprId, constant: &Value<'d>) -> Fallible<bool> {
        if let Some(node) = self.node(operand) {
            if let Data::String(text) = &constant.data
                && let Some((is_equal, length)) = node.compare_text(text.as_str())
            {
                self.step(id, 1 + length as u64 / 64 + weight(constant))?;
                return Ok(is_equal);
            }
            return self.equal_values(id, &Value::from_node(node), constant);
        }
        let value = self.eval(operand)?;
        self.equal_values(id, &value, constant)
    }

    fn equal_values(&mut self, id: ExprId, value: &Value<'d>, constant: &Value<'d>) -> Fallible<bool> {
        self.step(id, 1 + weight(value) + weight(constant))?;
        Ok(compare::equal(value, constant))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::expr::{Environment, Frame, Program, Type, Value};
    use crate::text::Source;
    use crate::yaml;

    const DOCUMENT: &str = "a: {b: {c: x}, n: 7, t: true, l: [x, y, 3, ~]}\nm: &m [1, 2, 3]\nalias: *m\nnothing:\n\
        base: &base {k: v}\nmerged: {<<: *base, o: 1}\n";

    /// Paths that end in all places, conditions on all sides of each other, what fails, what is never looked at.
    const EXPRESSIONS: [&str; 50] = [
        "this.a.b.c",
        "this.a.b.c == 'x'",
        "this.a.b.c == 'y' || this.a.n > 3",
        "this.a.b.c.d",
        "this.a.x.y",
        "this.a.x == 1",
        "this.a.n < this.m[1]",
        "this.a.n == 7 && this.a.n != 8",
        "this.a.n == 7.0",
        "7 == this.a.n",
        "this.a == this.a",
        "this.a.l == ['x', 'y', 3, null]",
        "this.nothing == null",
        "this.nothing.x",
        "has(this.a.b)",
        "has(this.a.x)",
        "has(this.a.x.y)",
        "has(this.nothing.x)",
        "!has(this.a.x)",
        "!this.a.t",
        "!this.a.n",
        "!!this.a.t",
        "!(this.a.n == 7 && has(this.a.b.c))",
        "this.a.t && this.a.n",
        "this.a.t || this.a.n",
        "this.a.n || this.a.t",
        "this.a.t ? this.a.b.c : this.a.x",
        "-this.a.n + 2 * this.m[0]",
        "-this.a.b.c",
        "this.a.n < 'x'",
        "'x' in this.a.l",
        "'z' in this.a.l",
        "3 in this.m",
        "'b' in this.a",
        "this.a.n in this.a.n",
        "this.?a.?b.?c.orValue('')",
        "this.?x.?b.orValue('z') == 'z'",
        "this.m.all(x, x < 4)",
        "this.m.all(x, x < 2)",
        "this.m.exists(x, x == 2)",
        "this.m.exists(x, x.y || x == 3)",
        "this.m.exists(x, x.y)",
        "this.m.exists(x, this.a.t)",
        "this.m.exists(x, true)",
        "this.m.map(x, x * 2)",
        "this.alias.map(x, x > 1, x)",
        "this.m.filter(x, x > 1)",
        "this.m.filter(x, x)",
        "this.merged.k == 'v' && this.merged.o == 1",
        "this.m.map(x, this.m.filter(y, y < x)).all(l, size(l) < 3)",
    ];

    /// Value, reads and steps, straight on and by the general way, which a trace takes.
    fn outcomes(text: &str, document: &str) -> [String; 2] {
        let source = Arc::new(Source::new("a.yaml".to_owned(), document.to_owned()));
        let stream = yaml::parse(&source, &yaml::Limits::default());
        let environment = Environment::new().with_variable("this", Type::Dyn);
        let program = Program::compile_unchecked(text, &environment).expect("an expression");
        [false, true].map(|is_general| {
            let mut frame = Frame::new();
            frame.set(0, Value::from_node(stream.documents[0].root()));
            frame.trace = is_general.then(Vec::new);
            format!("{:?}", program.evaluate(&mut frame))
        })
    }

    #[test]
    fn the_straight_way_gives_what_the_general_way_gives() {
        for text in EXPRESSIONS {
            let [straight, general] = outcomes(text, DOCUMENT);
            assert_eq!(straight, general, "{text}");
        }
    }

    #[test]
    fn the_step_that_is_one_too_many_is_the_same() {
        let long = format!("l: [{}]\n", "1, ".repeat(350));
        for text in [
            "this.l.all(x, this.l.all(y, x + y > 0))",
            "this.l.map(x, this.l.filter(y, x == y))",
            "this.l.exists(x, this.l.exists(y, size(this.l) < y))",
        ] {
            let [straight, general] = outcomes(text, &long);
            assert!(straight.contains("Err"), "{straight}");
            assert_eq!(straight, general, "{text}");
        }
    }
}
