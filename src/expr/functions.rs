//! The functions, as rows of tables: name, signatures, what it does, examples, code. Help, docs and the checker read
//! the same rows.

mod call;
mod checks;
mod encoders;
mod fingerprint;
mod format;
mod hosts;
mod lists;
mod long_run;
mod math;
mod mentions;
mod needles;
mod network;
mod normal;
mod optionals;
mod placeholder;
mod prose;
pub(super) mod several;
mod shape;
mod similarity;
mod standard;
mod strings;
mod summaries;
mod times;
mod url;

use std::collections::HashMap;
use std::sync::OnceLock;

use several::Tell;

pub(super) use call::{Answer, Call, Fault, Prepared, TextCall, compile as compile_pattern};
pub(super) use fingerprint::Fingerprints;
pub(super) use several::{ForEach, Several};
pub use shape::{Overload, Shape};
pub(super) use similarity::Threshold;
pub(super) use standard::size_of;

use crate::text::Message;

/// One function with all its overloads.
#[derive(Debug)]
pub struct Function {
    /// The name, with its namespace if it has one (`math.abs`).
    pub name: &'static str,
    /// The signatures.
    pub overloads: &'static [Overload],
    /// What it does; none for functions of the CEL specification and its standard extensions.
    pub summary: Option<&'static Message>,
    /// Expressions and, as an expression too, what they give.
    pub examples: &'static [(&'static str, &'static str)],
    pub(super) run: for<'c, 'd> fn(&mut Call<'c, 'd>) -> Answer<'d>,
    /// The same at less expense about a text and at most one literal, if the answer is true or false and costs no steps;
    /// none where that cannot tell.
    pub(super) ask: Option<Ask>,
    /// The same about several texts at once.
    pub(super) tell: Option<Tell>,
}

/// Whether something is true of a text.
type Ask = fn(&mut TextCall<'_, '_>) -> Option<bool>;

impl Function {
    const fn new(
        name: &'static str,
        overloads: &'static [Overload],
        run: for<'c, 'd> fn(&mut Call<'c, 'd>) -> Answer<'d>,
    ) -> Self {
        Self { name, overloads, summary: None, examples: &[], run, ask: None, tell: None }
    }

    const fn asked(mut self, ask: Ask) -> Self {
        self.ask = Some(ask);
        self
    }

    const fn told(mut self, tell: Tell) -> Self {
        self.tell = Some(tell);
        self
    }

    const fn about(
        mut self,
        summary: &'static Message,
        examples: &'static [(&'static str, &'static str)],
    ) -> Self {
        self.summary = Some(summary);
        self.examples = examples;
        self
    }
}

/// The tables, in the order in which they are listed.
static TABLES: &[&[Function]] = &[
    standard::TABLE,
    times::TABLE,
    strings::TABLE,
    format::TABLE,
    math::TABLE,
    lists::TABLE,
    optionals::TABLE,
    encoders::TABLE,
    network::TABLE,
    url::TABLE,
    hosts::TABLE,
    prose::TABLE,
    checks::TABLE,
];

/// All functions, in the order of their tables.
pub fn all() -> impl Iterator<Item = &'static Function> {
    TABLES.iter().flat_map(|table| table.iter())
}

/// The fields of values of a named type, if it has any.
pub(super) fn fields(type_name: &str) -> Option<&'static [(&'static str, Shape)]> {
    match type_name {
        "url" => Some(url::FIELDS),
        "file" => Some(checks::FILE_FIELDS),
        _ => None,
    }
}

/// The function of a name.
pub(super) fn find(name: &str) -> Option<&'static Function> {
    static INDEX: OnceLock<HashMap<&'static str, &'static Function>> = OnceLock::new();
    INDEX.get_or_init(|| all().map(|function| (function.name, function)).collect()).get(name).copied()
}
