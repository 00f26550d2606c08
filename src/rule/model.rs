//! A rule as it is held against documents: its conditions compiled, its texts by language.

use std::sync::{Arc, OnceLock};

use super::example::Example;
use super::localized::Localized;
use super::remedy::Remedy;
use crate::expr::{Environment, Program, Question, Template};
use crate::finding::Severity;
use crate::text::{Language, Location, Span};
use crate::yaml::{Document, NodeId, scalar_offsets};

/// How many variables have the same value in all rules: `this` and `today`, which come first.
pub const FIXED_VARIABLES: usize = 2;

/// One rule of a pack.
#[derive(Debug)]
pub struct Rule {
    /// Names the problem; the name of the file.
    pub id: Arc<str>,
    /// How much its findings matter, unless the configuration says otherwise.
    pub severity: Severity,
    /// What is wrong when it fires, without the particulars.
    pub title: Localized<String>,
    /// Why this is required.
    pub why: Option<Localized<String>>,
    /// The requirements that it enforces.
    pub quotes: Vec<Quote>,
    /// Lists over which it runs, outermost first.
    pub binders: Vec<Binder>,
    /// The keys under which a document meets others: the rule is held against the documents that share one.
    pub group: Option<Expression>,
    /// Applies only if this is true.
    pub when: Option<Expression>,
    /// Named values in order, evaluated at most once and only when read.
    pub lets: Vec<Expression>,
    /// The keywords of the pack's schema for which it speaks, as JSON Pointers (RFC 6901): when one fails, the finding is
    /// this rule's.
    pub keywords: Vec<String>,
    /// What must be true besides.
    pub require: Option<Expression>,
    /// What to underline, if not what the condition read.
    pub at: Option<Expression>,
    /// What is wrong, with the particulars; the title if there is none.
    pub message: Option<Localized<Phrase>>,
    /// What to do.
    pub help: Option<Localized<Phrase>>,
    /// How what it finds is mended.
    pub fix: Option<Remedy>,
    /// What it must and must not find.
    pub examples: Vec<Example>,
    /// The names and types that its expressions see, `this` first.
    pub environment: Environment,
    /// The rule file.
    pub document: Arc<Document>,
}

/// `for`: runs the rule once for each element of a list.
#[derive(Debug)]
pub struct Binder {
    /// The name of the element.
    pub name: String,
    /// The slot of the element.
    pub slot: usize,
    /// The list.
    pub list: Expression,
}

/// A compiled expression and where it stands in the rule file.
#[derive(Debug)]
pub struct Expression {
    /// The expression.
    pub program: Program,
    pub(super) node: NodeId,
}

/// A text with expressions in braces, and where it stands in the rule file.
#[derive(Debug)]
pub struct Phrase {
    /// Of shipped rules, compiled when it is first said: most rules find nothing.
    pub(super) template: OnceLock<Option<Template>>,
    pub(super) node: NodeId,
}

/// A published requirement in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The number of the statement in the policy's source document, such as `S13`.
    pub statement: Option<String>,
    /// The words.
    pub quote: Option<String>,
    /// Where they are published.
    pub url: Option<String>,
}

impl Phrase {
    /// The text of a phrase that was compiled when it was read.
    #[must_use]
    pub fn template(&self) -> Option<&Template> {
        self.template.get()?.as_ref()
    }
}

impl Quote {
    /// The language of the words, if there are any: Korean if a letter of them is Hangul.
    fn language(&self) -> Option<Language> {
        let is_hangul = |character: char| ('가'..='힣').contains(&character);
        let words = self.quote.as_deref()?;
        Some(if words.contains(is_hangul) { Language::Ko } else { Language::En })
    }
}

impl Rule {
    /// The requirement to show to a reader of `language`: the first that is quoted in it, else the first.
    #[must_use]
    pub fn quote(&self, language: Language) -> Option<&Quote> {
        let is_own = |quote: &&Quote| quote.language() == Some(language);
        self.quotes.iter().find(is_own).or(self.quotes.first())
    }

    /// The slot of the first `let`; the others follow in order.
    #[must_use]
    pub fn first_let(&self) -> usize {
        self.environment.variables().len() - self.lets.len()
    }

    /// What it asks of a document, for a [`Screening`](crate::expr::Screening): whether its condition holds or, of a rule
    /// across documents, what the keys are.
    pub(super) fn question(&self) -> Question<'_> {
        Question {
            lists: self.binders.iter().map(|binder| (binder.slot, &binder.list.program)).collect(),
            values: (self.first_let()..).zip(self.lets.iter().map(|value| &value.program)).collect(),
            when: self.when.as_ref().map(|when| &when.program),
            result: self.group.as_ref().or(self.require.as_ref()).map(|result| &result.program),
        }
    }

    /// The `let` whose value stands in a slot.
    #[must_use]
    pub fn let_at(&self, slot: u32) -> Option<&Expression> {
        let index = (slot as usize).checked_sub(self.first_let())?;
        self.lets.get(index)
    }

    /// The text of one of its phrases, compiled now if it was not before; none if it cannot be compiled.
    #[must_use]
    pub fn template<'p>(&self, phrase: &'p Phrase) -> Option<&'p Template> {
        let compile = || {
            let text = self.document.node_at(phrase.node).as_key()?;
            Template::compile(text, &self.environment).ok()
        };
        phrase.template.get_or_init(compile).as_ref()
    }

    /// The place in the rule file of a span (bytes) of one of its expressions.
    #[must_use]
    pub fn place(&self, expression: &Expression, span: Span) -> Location {
        self.place_in(expression.node, span)
    }

    /// The place in the rule file of a span (bytes) of one of its phrases.
    #[must_use]
    pub fn phrase_place(&self, phrase: &Phrase, span: Span) -> Location {
        self.place_in(phrase.node, span)
    }

    fn place_in(&self, node: NodeId, span: Span) -> Location {
        let offsets = scalar_offsets(self.document.node_at(node));
        let at = |offset: u32| offsets.source_offset(offset as usize);
        Location::new(self.document.source(), Span::new(at(span.start()), at(span.end())))
    }
}
