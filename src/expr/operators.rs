//! The infix operators: spelling, precedence, and the name by which the checker and messages know them.

use super::tree::Binary;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Infix {
    Or,
    And,
    Binary(Binary),
}

/// Spelling, operator, precedence (higher binds tighter).
const TABLE: [(&str, Infix, u8); 14] = [
    ("||", Infix::Or, 1),
    ("&&", Infix::And, 2),
    ("==", Infix::Binary(Binary::Equal), 3),
    ("!=", Infix::Binary(Binary::NotEqual), 3),
    ("<", Infix::Binary(Binary::Less), 3),
    ("<=", Infix::Binary(Binary::LessEqual), 3),
    (">", Infix::Binary(Binary::Greater), 3),
    (">=", Infix::Binary(Binary::GreaterEqual), 3),
    ("in", Infix::Binary(Binary::In), 3),
    ("+", Infix::Binary(Binary::Add), 4),
    ("-", Infix::Binary(Binary::Subtract), 4),
    ("*", Infix::Binary(Binary::Multiply), 5),
    ("/", Infix::Binary(Binary::Divide), 5),
    ("%", Infix::Binary(Binary::Remainder), 5),
];

/// The operator that is spelt like this, and its precedence.
pub(super) fn infix(spelling: &str) -> Option<(Infix, u8)> {
    TABLE
        .iter()
        .find(|(known, ..)| *known == spelling)
        .map(|(_, operator, precedence)| (*operator, *precedence))
}

impl Binary {
    /// True if it says whether two values are equal, or which is the greater one.
    pub(super) const fn compares(self) -> bool {
        matches!(
            self,
            Self::Equal | Self::NotEqual | Self::Less | Self::LessEqual | Self::Greater | Self::GreaterEqual
        )
    }

    /// The operator as written.
    pub(super) fn spelling(self) -> &'static str {
        TABLE
            .iter()
            .find(|(_, operator, _)| *operator == Infix::Binary(self))
            .map_or("", |(spelling, ..)| spelling)
    }
}
