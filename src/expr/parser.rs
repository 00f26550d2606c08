//! Tokens to a tree, by the grammar of the CEL specification ("Syntax") with the optional syntax of its extension.
//! Recursive descent with bounded depth. Knows no names: what they mean is `resolve`'s business.

use std::sync::Arc;

use super::lexer::{Lexer, Token, TokenKind};
use super::problem::{SYNTAX, problem};
use super::tree::{Call, Expr, ExprId, ExprKind, Select, Tree, Unary};
use super::value::Value;
use super::{literal, macros, operators, syntax_messages};
use crate::text::Span;
use crate::yaml::{KeyMark, Problem};

/// Deepest nesting of an expression; `&&` and `||` chains count as one level however long they are.
pub(super) const DEPTH_LIMIT: u32 = 250;

pub(super) type Parsed<T> = Result<T, Box<Problem>>;

const RESERVED: [&str; 17] = [
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
];

/// Parses a whole text.
pub(super) fn parse(text: &str) -> Parsed<Tree> {
    let mut parser = Parser {
        lexer: Lexer::new(text),
        text,
        token: Token { kind: TokenKind::End, span: Span::default() },
        before: Span::default(),
        depth: 0,
        tree: Tree::for_text(text),
    };
    parser.advance()?;
    let root = parser.expression()?;
    if parser.token.kind != TokenKind::End {
        return Err(parser.unexpected(&syntax_messages::EXPECTED_END));
    }
    parser.tree.root = root;
    Ok(parser.tree)
}

pub(super) struct Parser<'t> {
    lexer: Lexer<'t>,
    text: &'t str,
    /// The token to be read next.
    token: Token,
    /// The token before it.
    before: Span,
    depth: u32,
    pub(super) tree: Tree,
}

impl<'t> Parser<'t> {
    fn advance(&mut self) -> Parsed<Token> {
        let read = self.token;
        self.before = read.span;
        self.token = self.lexer.next().map_err(|error| {
            self.foreign(error.span)
                .unwrap_or_else(|| Box::new(problem(SYNTAX, error.message, error.span, Vec::new())))
        })?;
        Ok(read)
    }

    #[inline]
    fn at(&self, mark: &str) -> bool {
        matches!(self.token.kind, TokenKind::Mark(found) if found == mark)
    }

    #[inline]
    fn take(&mut self, mark: &str) -> Parsed<bool> {
        let is_here = self.at(mark);
        if is_here {
            self.advance()?;
        }
        Ok(is_here)
    }

    fn expect(&mut self, mark: &'static str) -> Parsed<()> {
        if self.take(mark)? {
            return Ok(());
        }
        let mut problem = self.unexpected(&syntax_messages::EXPECTED_MARK);
        if matches!(self.token.kind, TokenKind::End) {
            problem.message = &syntax_messages::ENDS_BEFORE_MARK;
        }
        problem.parameters.push(("mark", format!("`{mark}`")));
        Err(problem)
    }

    fn text_of(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// A node from `start` to the last token read.
    pub(super) fn add(&mut self, kind: ExprKind, start: u32, mark: Span) -> Parsed<ExprId> {
        let span = Span::new(start, self.before.end());
        let mut height = 0;
        kind.each_child(&mut |child| {
            height = height.max(self.tree.height(child));
        });
        if height >= DEPTH_LIMIT {
            return Err(Box::new(problem(SYNTAX, &syntax_messages::TOO_DEEP, span, Vec::new())));
        }
        self.tree.heights.push(height + 1);
        Ok(self.tree.add(kind, span, mark))
    }

    pub(super) fn expr(&self, id: ExprId) -> &Expr {
        self.tree.get(id)
    }

    fn expression(&mut self) -> Parsed<ExprId> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(Box::new(problem(SYNTAX, &syntax_messages::TOO_DEEP, self.token.span, Vec::new())));
        }
        let start = self.token.span.start();
        let condition = self.operators(1)?;
        let mark = self.token.span;
        let id = if self.take("?")? {
            let is_glued = self.at(".") && self.token.span.start() == mark.end();
            let then = self.operators(1)?;
            if is_glued && !self.at(":") {
                let span = Span::new(mark.start(), mark.end() + 1);
                return Err(Self::say(&syntax_messages::NO_MEANING, span, ("`?.`", ".?")));
            }
            self.expect(":")?;
            let otherwise = self.expression()?;
            self.add(ExprKind::Conditional { condition, then, otherwise }, start, mark)?
        } else {
            condition
        };
        self.depth -= 1;
        Ok(id)
    }

    /// Operators of at least this precedence, by climbing.
    fn operators(&mut self, minimum: u8) -> Parsed<ExprId> {
        let start = self.token.span.start();
        let mut left = self.unary()?;
        while let Some((operator, precedence)) =
            self.operator().filter(|(_, precedence)| *precedence >= minimum)
        {
            let mark = self.advance()?.span;
            let right = self.operators(precedence + 1)?;
            let kind = match operator {
                operators::Infix::Binary(binary) => ExprKind::Binary(binary, left, right),
                operators::Infix::And => ExprKind::And(self.chain("&&", left, right)?),
                operators::Infix::Or => ExprKind::Or(self.chain("||", left, right)?),
            };
            left = self.add(kind, start, mark)?;
        }
        Ok(left)
    }

    fn chain(&mut self, mark: &str, first: ExprId, second: ExprId) -> Parsed<Vec<ExprId>> {
        let precedence = if mark == "&&" { 3 } else { 2 };
        let mut operands = vec![first, second];
        while self.take(mark)? {
            operands.push(self.operators(precedence)?);
        }
        Ok(operands)
    }

    fn operator(&self) -> Option<(operators::Infix, u8)> {
        match self.token.kind {
            TokenKind::Mark(mark) => operators::infix(mark),
            TokenKind::Identifier if self.text_of(self.token.span) == "in" => operators::infix("in"),
            _ => None,
        }
    }

    fn unary(&mut self) -> Parsed<ExprId> {
        let (mark, operator) = match self.token.kind {
            TokenKind::Mark("!") => ("!", Unary::Not),
            TokenKind::Mark("-") => ("-", Unary::Negate),
            _ => return self.member(None),
        };
        let mut marks = Vec::new();
        while self.at(mark) {
            marks.push(self.advance()?.span);
        }
        let is_number = matches!(self.token.kind, TokenKind::Int | TokenKind::Double);
        if let ([sign], true, Unary::Negate) = (marks.as_slice(), is_number, operator) {
            return self.member(Some(*sign));
        }
        let sign = self.token.span.start();
        let signed = operator == Unary::Not && self.at("-");
        let mut operand = if signed { self.signed_literal(sign)? } else { self.member(None)? };
        for mark in marks.into_iter().rev() {
            operand = self.add(ExprKind::Unary(operator, operand), mark.start(), mark)?;
        }
        Ok(operand)
    }

    /// `-1` after `!`, where the grammar allows a sign only as part of a literal.
    fn signed_literal(&mut self, start: u32) -> Parsed<ExprId> {
        let sign = self.advance()?.span;
        match self.token.kind {
            TokenKind::Int | TokenKind::Double => self.member(Some(sign)),
            _ => {
                let found = Span::new(start, sign.end());
                let parameters = vec![("found", format!("`{}`", self.text_of(found)))];
                Err(Box::new(problem(SYNTAX, &syntax_messages::EXPECTED_OPERAND, found, parameters)))
            }
        }
    }

    /// A primary and what is selected from it; `sign` is the minus that belongs to its literal.
    fn member(&mut self, sign: Option<Span>) -> Parsed<ExprId> {
        let start = sign.map_or(self.token.span.start(), |sign| sign.start());
        let mut operand = match sign {
            Some(_) => self.number(start, true)?,
            None => self.primary()?,
        };
        loop {
            if self.take(".")? {
                operand = self.selection(operand, start)?;
            } else if self.at("[") {
                let mark = self.advance()?.span;
                let is_optional = self.take("?")?;
                let index = self.expression()?;
                self.expect("]")?;
                operand = self.add(ExprKind::Index { operand, index, is_optional }, start, mark)?;
            } else {
                self.refuse_message()?;
                return Ok(operand);
            }
        }
    }

    /// A field or a method call, after the dot.
    fn selection(&mut self, operand: ExprId, start: u32) -> Parsed<ExprId> {
        let is_optional = self.take("?")?;
        let token = self.token;
        let written = self.text_of(token.span);
        let name = match token.kind {
            TokenKind::Identifier if !is_keyword(written) => written,
            TokenKind::Quoted => written.trim_matches('`'),
            _ => return Err(self.unexpected(&syntax_messages::EXPECTED_FIELD)),
        };
        self.advance()?;
        if token.kind == TokenKind::Identifier && !is_optional && self.take("(")? {
            let arguments = self.expressions(")")?;
            return macros::member(
                self,
                macros::Written { name, mark: token.span, start },
                operand,
                arguments,
            );
        }
        let select = Select {
            operand,
            field: Arc::from(name),
            mark: KeyMark::of(name.as_bytes()),
            is_optional,
            is_test: false,
        };
        self.add(ExprKind::Select(select), start, token.span)
    }

    fn primary(&mut self) -> Parsed<ExprId> {
        let token = self.token;
        let start = token.span.start();
        match token.kind {
            TokenKind::Int | TokenKind::Uint | TokenKind::Double => self.number(start, false),
            TokenKind::String => self.string(),
            TokenKind::Identifier => self.name(start, false),
            TokenKind::Mark(".") => {
                self.advance()?;
                self.name(start, true)
            }
            TokenKind::Mark("(") => {
                self.advance()?;
                let inside = self.expression()?;
                self.expect(")")?;
                Ok(inside)
            }
            TokenKind::Mark("[") => self.list(),
            TokenKind::Mark("{") => self.map(),
            _ => Err(self.unexpected(&syntax_messages::EXPECTED_OPERAND)),
        }
    }

    fn number(&mut self, start: u32, is_negative: bool) -> Parsed<ExprId> {
        let token = self.token;
        let text = self.text_of(token.span);
        let whole = Span::new(start, token.span.end());
        let data = match token.kind {
            TokenKind::Double => {
                let magnitude: f64 = text.parse().unwrap_or(f64::NAN);
                Ok(super::value::Data::Double(if is_negative { -magnitude } else { magnitude }))
            }
            _ => literal::integer(text, is_negative),
        };
        let data = data.map_err(|message| {
            let written = vec![("number", format!("`{}`", self.text_of(whole)))];
            Box::new(problem(SYNTAX, message, whole, written))
        })?;
        self.advance()?;
        self.add(ExprKind::Constant(Value::new(data)), start, whole)
    }

    fn string(&mut self) -> Parsed<ExprId> {
        let token = self.token;
        let data = literal::string(self.text_of(token.span)).map_err(|(message, at)| {
            let start = token.span.start() as usize + at;
            let escaped = self.text.get(start + 1..).and_then(|rest| rest.chars().next());
            let span = Span::from_usize(start, start + 1 + escaped.map_or(0, char::len_utf8));
            Box::new(problem(SYNTAX, message, span, vec![("escape", format!("`{}`", self.text_of(span)))]))
        })?;
        self.advance()?;
        self.add(ExprKind::Constant(Value::new(data)), token.span.start(), token.span)
    }

    /// A name, a constant word, a call of a global function.
    fn name(&mut self, start: u32, is_absolute: bool) -> Parsed<ExprId> {
        let token = self.token;
        let name = self.text_of(token.span);
        let is_refused = name == "in" || RESERVED.contains(&name) || (is_absolute && is_keyword(name));
        if token.kind != TokenKind::Identifier || is_refused {
            let message = if RESERVED.contains(&name) {
                &syntax_messages::RESERVED_WORD
            } else {
                &syntax_messages::EXPECTED_OPERAND
            };
            return Err(self.unexpected(message));
        }
        self.advance()?;
        let constant = match name {
            "true" => Some(super::value::Data::Bool(true)),
            "false" => Some(super::value::Data::Bool(false)),
            "null" => Some(super::value::Data::Null),
            _ => None,
        };
        if let Some(data) = constant {
            return self.add(ExprKind::Constant(Value::new(data)), start, token.span);
        }
        if self.take("(")? {
            let arguments = self.expressions(")")?;
            let absolute = format!(".{name}");
            let name = if is_absolute { &absolute } else { name };
            return macros::global(self, macros::Written { name, mark: token.span, start }, arguments);
        }
        self.add(ExprKind::Name { name: Arc::from(name), is_absolute }, start, token.span)
    }

    /// Expressions up to the closing mark, which is read too.
    fn expressions(&mut self, close: &'static str) -> Parsed<Vec<ExprId>> {
        let mut expressions = Vec::new();
        if self.take(close)? {
            return Ok(expressions);
        }
        loop {
            expressions.push(self.expression()?);
            if !self.take(",")? {
                self.expect(close)?;
                return Ok(expressions);
            }
        }
    }

    pub(super) fn call(
        &mut self,
        written: macros::Written<'_>,
        arguments: Vec<ExprId>,
        has_receiver: bool,
    ) -> Parsed<ExprId> {
        let name = Arc::from(written.name);
        let (function, literal) = (None, Arc::default());
        let call = Call { name, arguments, has_receiver, function, has_literal: false, literal };
        self.add(ExprKind::Call(call), written.start, written.mark)
    }
}

fn is_keyword(word: &str) -> bool {
    matches!(word, "in" | "true" | "false" | "null")
}

mod collections;
mod refusals;
