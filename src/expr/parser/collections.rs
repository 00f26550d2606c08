//! List and map literals, with optional elements.

use super::{Parsed, Parser};
use crate::expr::problem::{SYNTAX, problem};
use crate::expr::syntax_messages;
use crate::expr::tree::{Element, ExprId, ExprKind, MapEntry};

impl Parser<'_> {
    pub(super) fn list(&mut self) -> Parsed<ExprId> {
        let mark = self.advance()?.span;
        let mut elements = Vec::new();
        while !self.at("]") {
            let is_optional = self.take("?")?;
            elements.push(Element { value: self.expression()?, is_optional });
            if !self.take(",")? {
                break;
            }
        }
        self.expect("]")?;
        self.add(ExprKind::List(elements), mark.start(), mark)
    }

    pub(super) fn map(&mut self) -> Parsed<ExprId> {
        let mark = self.advance()?.span;
        let mut entries = Vec::new();
        while !self.at("}") {
            let is_optional = self.take("?")?;
            let key = self.expression()?;
            self.expect(":")?;
            entries.push(MapEntry { key, value: self.expression()?, is_optional });
            if !self.take(",")? {
                break;
            }
        }
        self.expect("}")?;
        self.add(ExprKind::Map(entries), mark.start(), mark)
    }

    /// `Name{...}` makes a protocol buffer message, which there are none of.
    pub(super) fn refuse_message(&self) -> Parsed<()> {
        if self.at("{") {
            return Err(Box::new(problem(
                SYNTAX,
                &syntax_messages::NO_MESSAGES,
                self.token.span,
                Vec::new(),
            )));
        }
        Ok(())
    }
}
