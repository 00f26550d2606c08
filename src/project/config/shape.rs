//! The shape of the configuration, held against `config.schema.json`, which also helps editors.

use std::sync::{Arc, OnceLock};

use crate::rule::own_schema;
use crate::schema::Schema;
use crate::text::Source;
use crate::yaml::{Document, Limits, Problem, parse};

/// What is wrong with the shape of a configuration.
pub(super) fn shape_problems(document: &Document) -> Vec<Problem> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    let load = || {
        let source: Arc<Source> = own_schema("config")?;
        let stream = parse(&source, &Limits::default());
        Schema::load(stream.documents.first()?).ok()
    };
    let Some(schema) = SCHEMA.get_or_init(load) else { return Vec::new() };
    let violations = schema.check(document.root()).into_iter();
    violations.map(|violation| Problem { id: config_id(violation.keyword), ..violation.problem }).collect()
}

/// The id of a schema finding in the configuration: those end with exit code 2.
fn config_id(keyword: &str) -> &'static str {
    match keyword {
        "additionalProperties" => "config/unknown-key",
        "required" => "config/missing-key",
        "type" => "config/wrong-type",
        _ => "config/wrong-value",
    }
}
