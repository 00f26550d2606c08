//! A violation in the making: what to say, where, with which parameters.

use std::fmt::Display;

use super::About;
use crate::schema::site::Site;
use crate::schema::words::Words;
use crate::text::{Message, Parameter, Span};
use crate::yaml::{Node, Related};

/// The names of a parameter that differs by language.
pub(super) type Names = [&'static str; 2];
pub(super) const WANTED: Names = ["wanted.en", "wanted.ko"];
pub(super) const ACTUAL: Names = ["actual.en", "actual.ko"];
pub(super) const FORMAT: Names = ["format.en", "format.ko"];
pub(super) const WHAT: Names = ["what.en", "what.ko"];
pub(super) const TEXT: Names = ["text.en", "text.ko"];

/// What is wrong, before it has a place in schema and document.
pub(super) struct Fault<'d> {
    pub(super) keyword: &'static str,
    pub(super) id: &'static str,
    pub(super) about: About,
    pub(super) message: &'static Message,
    pub(super) help: Option<&'static Message>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) related: Vec<Related>,
    /// What to underline; the value of the failure if not set.
    pub(super) span: Option<Span>,
    /// What is wrong; the value of the failure if not set.
    pub(super) node: Option<Node<'d>>,
    /// The key that is wrong, if it is not the value.
    pub(super) key: Option<Node<'d>>,
    pub(super) missing: Option<String>,
    /// The keys of which one is missing, where any will do.
    pub(super) any_of: Vec<String>,
    pub(super) meant: Option<String>,
    /// What to add to the pointer of the keyword.
    pub(super) below: String,
}

impl<'d> Fault<'d> {
    pub(super) fn new(keyword: &str, about: About, message: &'static Message) -> Self {
        let (keyword, id) = known(keyword);
        Self {
            keyword,
            id,
            about,
            message,
            help: None,
            parameters: Vec::new(),
            related: Vec::new(),
            span: None,
            node: None,
            key: None,
            missing: None,
            any_of: Vec::new(),
            meant: None,
            below: String::new(),
        }
    }

    pub(super) fn says(mut self, message: &'static Message) -> Self {
        self.message = message;
        self
    }

    pub(super) fn help(mut self, message: &'static Message) -> Self {
        self.help = Some(message);
        self
    }

    pub(super) fn with(mut self, name: &'static str, text: impl Display) -> Self {
        self.parameters.push((name, text.to_string()));
        self
    }

    pub(super) fn words(self, [en, ko]: Names, words: Words) -> Self {
        self.with(en, words.en).with(ko, words.ko)
    }

    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    pub(super) fn on(mut self, node: Node<'d>) -> Self {
        self.node = Some(node);
        self
    }

    /// Underlines the key of an entry.
    pub(super) fn on_key(mut self, entry: Site<'d>) -> Self {
        self.span = Some(entry.key_place());
        self.node = Some(entry.node);
        self.key = entry.key;
        self
    }

    pub(super) fn label(mut self, span: Span, message: &'static Message) -> Self {
        self.related.push(Related { span, message });
        self
    }
}

/// The keyword as a row of the table; one that no row has counts as `false`.
fn known(keyword: &str) -> (&'static str, &'static str) {
    let row = KEYWORDS.iter().find(|(name, _)| *name == keyword);
    row.copied().unwrap_or(("falseSchema", "schema/falseSchema"))
}

/// The ids of all problems that a schema can find, `schema/` and the keyword.
pub(in crate::schema) fn ids() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|(_, id)| *id)
}

/// Every keyword that can fail, and the id of its problems.
static KEYWORDS: &[(&str, &str)] = &[
    ("$ref", "schema/$ref"),
    ("additionalItems", "schema/additionalItems"),
    ("additionalProperties", "schema/additionalProperties"),
    ("anyOf", "schema/anyOf"),
    ("const", "schema/const"),
    ("contains", "schema/contains"),
    ("contentEncoding", "schema/contentEncoding"),
    ("contentMediaType", "schema/contentMediaType"),
    ("dependencies", "schema/dependencies"),
    ("dependentRequired", "schema/dependentRequired"),
    ("enum", "schema/enum"),
    ("exclusiveMaximum", "schema/exclusiveMaximum"),
    ("exclusiveMinimum", "schema/exclusiveMinimum"),
    ("falseSchema", "schema/falseSchema"),
    ("format", "schema/format"),
    ("maxContains", "schema/maxContains"),
    ("maxItems", "schema/maxItems"),
    ("maxLength", "schema/maxLength"),
    ("maxProperties", "schema/maxProperties"),
    ("maximum", "schema/maximum"),
    ("minContains", "schema/minContains"),
    ("minItems", "schema/minItems"),
    ("minLength", "schema/minLength"),
    ("minProperties", "schema/minProperties"),
    ("minimum", "schema/minimum"),
    ("multipleOf", "schema/multipleOf"),
    ("not", "schema/not"),
    ("oneOf", "schema/oneOf"),
    ("pattern", "schema/pattern"),
    ("propertyNames", "schema/propertyNames"),
    ("required", "schema/required"),
    ("type", "schema/type"),
    ("unevaluatedItems", "schema/unevaluatedItems"),
    ("unevaluatedProperties", "schema/unevaluatedProperties"),
    ("uniqueItems", "schema/uniqueItems"),
];
