//! Loading a schema: from a document to a compiled validator. Knows which options hold for all our schemas.

use std::sync::{Arc, OnceLock};

use jsonschema::{Draft, PatternOptions, Registry, Retrieve, ValidationOptions, Validator};
use serde_json::Value as Json;

use super::convert::to_json;
use super::email::is_email;
use super::flaws;
use super::json::Yaml;
use super::lookup::{Lookup, Named};
use crate::text::Source;
use crate::yaml::{self, Document, Limits, Problem};

/// Steps that the backtracking engine may take for one match. Only patterns with look-around or back-references need
/// that engine; all others run in linear time.
const BACKTRACK_LIMIT: usize = 20_000;

/// A compiled JSON Schema.
pub struct Schema {
    pub(super) validator: Validator<Yaml>,
    /// The schema with its annotations; of a shipped one made when somebody asks.
    value: OnceLock<Json>,
    source: Arc<Source>,
    /// The file once more, read when somebody asks.
    documents: OnceLock<Vec<Document>>,
    /// Found on the first explanation; a valid document never asks.
    named: OnceLock<Vec<Named>>,
}

impl Schema {
    /// Compiles the schema that the document is. Its draft is what `$schema` says, else 2020-12.
    ///
    /// # Errors
    ///
    /// What is wrong with the schema, each problem at its place in the document: what its meta-schema refuses, patterns
    /// that are no regular expressions, references that lead nowhere or out of the document.
    pub fn load(document: &Document) -> Result<Self, Vec<Problem>> {
        Self::load_among(document, &[])
    }

    /// Compiles a schema that may refer to other ones by the URI given with each.
    ///
    /// # Errors
    ///
    /// As for [`Schema::load`].
    pub fn load_among(document: &Document, others: &[(&str, &Document)]) -> Result<Self, Vec<Problem>> {
        let value = to_json(document.root());
        let others: Vec<(&str, Json)> =
            others.iter().map(|(uri, other)| (*uri, to_json(other.root()))).collect();
        match build(&value, &others) {
            Ok(validator) => Ok(Self::new(validator, OnceLock::from(value), document.source())),
            Err(error) => Err(flaws::find(document, &value, &others, &error)),
        }
    }

    /// Compiles the schema of a shipped file, which is known to be sound, from its JSON without what validation ignores;
    /// who asks for that has the file read.
    ///
    /// None if it is not sound after all.
    #[must_use]
    pub fn load_shipped(source: &Arc<Source>, bare: &str) -> Option<Self> {
        let value = serde_json::from_str(bare).ok()?;
        Some(Self::new(build(&value, &[]).ok()?, OnceLock::new(), source))
    }

    fn new(validator: Validator<Yaml>, value: OnceLock<Json>, source: &Arc<Source>) -> Self {
        let source = Arc::clone(source);
        Self { validator, value, source, documents: OnceLock::new(), named: OnceLock::new() }
    }

    /// The file of the schema, read again; none if it cannot be.
    pub(super) fn document(&self) -> Option<&Document> {
        self.documents.get_or_init(|| yaml::parse(&self.source, &Limits::default()).documents).first()
    }

    /// The schema as it is.
    pub(super) fn value(&self) -> &Json {
        let whole = || self.document().map_or(Json::Null, |document| to_json(document.root()));
        self.value.get_or_init(whole)
    }

    /// What the explanations read of the schema.
    pub(super) fn lookup(&self) -> Lookup<'_> {
        Lookup::new(self.value(), self.named.get_or_init(|| Lookup::names(self.value())))
    }
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Schema").finish_non_exhaustive()
    }
}

fn build(value: &Json, others: &[(&str, Json)]) -> Result<Validator<Yaml>, Flaw> {
    if others.is_empty() {
        return options().build(value);
    }
    let own = Draft::default().detect(value);
    let draft = if own == Draft::Unknown { Draft::default() } else { own };
    let mut registry = Registry::new().draft(draft);
    for (uri, other) in others {
        let draft = draft.detect(other);
        registry = registry.add(*uri, draft.create_resource_ref(other))?;
    }
    let registry = registry.prepare()?;
    options().with_registry(&registry).build(value)
}

/// The options of every schema: no retrieval, formats asserted, patterns bounded.
pub(super) fn options<'r>() -> ValidationOptions<'r, Arc<dyn Retrieve>, Yaml> {
    jsonschema::options_for::<Yaml>()
        .offline()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(true)
        .with_format("email", is_email)
        .with_pattern_options(PatternOptions::fancy_regex().backtrack_limit(BACKTRACK_LIMIT))
}

/// Why a schema could not be compiled.
pub(super) type Flaw = jsonschema::ValidationError<'static>;
