//! From what the validator says to what a person needs: each of its errors becomes violations at the narrowest place, in
//! plain words. Knows all keywords; must not decide what is valid.

mod alternatives;
mod branches;
mod discriminator;
mod elements;
mod fault;
mod forbidden;
mod keys;
mod types;
mod values;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::lookup::{Lookup, parent};
use super::messages::values::{CUSTOM, THROUGH_ALIAS};
use super::site::{Site, Sites};
use super::violation::Violation;
use super::words::Words;
use crate::yaml::{self, Node, Problem, Related};
use fault::Fault;
pub(super) use fault::ids;

/// Alternatives within alternatives that are looked into; deeper ones are left to the ones around them.
const DEPTH: usize = 32;

/// What a violation is about. Decides which violations say the same thing again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// The type of a value.
    Type,
    /// Which of a few values it is.
    Choice,
    /// That it is empty.
    Emptiness,
    /// Whether a text has a named format.
    Format,
    /// Whether a text matches a pattern.
    Pattern,
    /// Anything else about a value.
    Value,
    /// A key that is not known.
    UnknownKey,
    /// A key that is known to a subschema which did not hold.
    UnevaluatedKey,
    /// What is not there: a key, an element.
    Missing,
}

/// A violation, and what is needed to tell it from others.
#[derive(Debug)]
pub(super) struct Found<'d> {
    pub(super) violation: Violation<'d>,
    pub(super) about: About,
    /// The value whose schema does not hold; of an unknown key the mapping.
    pub(super) holder: Node<'d>,
    /// The keys of which one is missing, where any will do.
    pub(super) any_of: Vec<String>,
}

/// A keyword that fails on a value.
struct Failure<'s, 'd> {
    /// Where the keyword stands in the schema's file.
    pointer: String,
    /// The schema that holds the keyword.
    holder: &'s Json,
    /// The JSON Pointer of the value in the document.
    path: String,
    site: Site<'d>,
}

impl Failure<'_, '_> {
    /// The name of the keyword, as the schema has it.
    fn keyword(&self) -> &str {
        self.pointer.rsplit_once('/').map_or("", |(_, keyword)| keyword)
    }
}

struct Explainer<'s, 'd> {
    lookup: Lookup<'s>,
    sites: Sites<'d>,
    found: Vec<Found<'d>>,
    depth: usize,
}

/// The violations behind the validator's errors about a document.
pub(super) fn explain<'d>(
    lookup: Lookup<'_>,
    root: Node<'d>,
    errors: &[ValidationError<'_>],
) -> Vec<Found<'d>> {
    let mut explainer = Explainer { lookup, sites: Sites::of(root), found: Vec::new(), depth: 0 };
    explainer.errors(errors);
    explainer.found
}

impl<'s, 'd> Explainer<'s, 'd> {
    fn errors(&mut self, errors: &[ValidationError<'_>]) {
        for error in errors {
            if let Some(failure) = self.failure(error) {
                self.error(&failure, error);
            }
        }
    }

    /// Where an error is, in the schema and in the document; none if what it is about was reported by the parser.
    fn failure(&mut self, error: &ValidationError<'_>) -> Option<Failure<'s, 'd>> {
        let absolute = error.absolute_keyword_location().map(jsonschema::Uri::as_str);
        let pointer = self.lookup.file_pointer(absolute, error.schema_path().as_str());
        let holder = self.lookup.at(parent(&pointer)).unwrap_or(&Json::Null);
        let path = error.instance_path().as_str().to_owned();
        let site = self.sites.at(&path)?;
        Some(Failure { pointer, holder, path, site })
    }

    fn error(&mut self, failure: &Failure<'s, 'd>, error: &ValidationError<'_>) {
        match error.kind() {
            Kind::Type { kind } => types::explain(self, failure, kind),
            Kind::Required { .. }
            | Kind::AdditionalProperties { .. }
            | Kind::UnevaluatedProperties { .. }
            | Kind::PropertyNames { .. }
            | Kind::MinProperties { .. }
            | Kind::MaxProperties { .. } => keys::explain(self, failure, error.kind()),
            Kind::AdditionalItems { .. }
            | Kind::UnevaluatedItems { .. }
            | Kind::Contains
            | Kind::MinItems { .. }
            | Kind::MaxItems { .. }
            | Kind::UniqueItems => elements::explain(self, failure, error.kind()),
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                branches::none_fits(self, failure, context);
            }
            Kind::OneOfMultipleValid { context } => branches::several_fit(self, failure, context),
            Kind::Not { schema } => forbidden::not(self, failure, schema),
            Kind::FalseSchema => forbidden::always(self, failure),
            Kind::Constant { .. }
            | Kind::Enum { .. }
            | Kind::MinLength { .. }
            | Kind::MaxLength { .. }
            | Kind::Pattern { .. }
            | Kind::BacktrackLimitExceeded { .. }
            | Kind::RegexEngineFailure { .. }
            | Kind::Format { .. }
            | Kind::Minimum { .. }
            | Kind::Maximum { .. }
            | Kind::ExclusiveMinimum { .. }
            | Kind::ExclusiveMaximum { .. }
            | Kind::MultipleOf { .. }
            | Kind::ContentEncoding { .. }
            | Kind::ContentMediaType { .. }
            | Kind::FromUtf8 { .. }
            | Kind::Custom { .. }
            | Kind::Referencing(_) => values::explain(self, failure, error.kind()),
        }
    }

    /// The value of a key of the mapping that is wrong; none if it is not there, or twice.
    fn entry(&mut self, failure: &Failure<'s, 'd>, name: &str) -> Option<Site<'d>> {
        self.sites.entry(failure.site.node, name)
    }

    /// Adds the violation of a fault.
    fn report(&mut self, failure: &Failure<'s, 'd>, mut fault: Fault<'d>) {
        let node = fault.node.unwrap_or(failure.site.node);
        // What a syntax error took away is not missing, and what stands for it is not wrong.
        if node.is_damaged() && (fault.about == About::Missing || node.kind() == yaml::Kind::Null) {
            return;
        }
        if let Some(text) = self.own_text(failure.holder, &fault) {
            fault = fault.says(&CUSTOM).words(fault::TEXT, text);
        }
        if let Some(span) = fault.key.unwrap_or(node).alias() {
            fault.related.push(Related { span, message: &THROUGH_ALIAS });
        }
        let problem = Problem {
            id: fault.id,
            message: fault.message,
            help: fault.help,
            span: fault.span.unwrap_or_else(|| failure.site.value_place()),
            parameters: fault.parameters,
            related: fault.related,
        };
        let schema_pointer = failure.pointer.clone() + &fault.below;
        let holder = failure.site.node;
        let violation = Violation {
            keyword: fault.keyword,
            schema_pointer,
            node,
            missing: fault.missing,
            meant: fault.meant.map(|name| (holder, name)),
            problem,
        };
        self.found.push(Found { violation, about: fault.about, holder, any_of: fault.any_of });
    }

    /// What the schema itself wants said about a keyword that fails.
    fn own_text(&self, holder: &'s Json, fault: &Fault<'d>) -> Option<Words> {
        let of_keyword = || self.lookup.text(holder, "errorMessage", Some(fault.keyword));
        let of_pattern = || self.lookup.text(holder, "patternErrorMessage", None);
        let of_value = || self.lookup.text(holder, "errorMessage", None);
        match fault.about {
            About::Pattern => of_pattern().or_else(of_keyword).or_else(of_value),
            About::UnknownKey | About::UnevaluatedKey | About::Missing => of_keyword(),
            _ => of_keyword().or_else(of_value),
        }
    }
}
