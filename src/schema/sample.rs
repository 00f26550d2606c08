//! What to write for a key that is missing, as the schema of its value suggests it.

use jsonschema::JsonType;
use serde_json::Value as Json;

use super::lookup::{Lookup, elements};
use super::quote::{is_plain, quoted, written};

/// Most characters of an example that is offered to be copied.
const LONGEST: usize = 40;

/// `name: value` between backticks; `schema` is that of the value, if the schema declares it.
pub(super) fn entry(lookup: Lookup<'_>, name: &str, schema: Option<&Json>) -> String {
    let key = if is_plain(name) { name.to_owned() } else { Json::from(name).to_string() };
    let value = schema.and_then(|schema| suggestion(lookup, schema)).unwrap_or_else(|| "...".to_owned());
    quoted(&format!("{key}: {value}"))
}

/// The value that a schema itself suggests, else one that shows its type.
fn suggestion(lookup: Lookup<'_>, schema: &Json) -> Option<String> {
    let schemas = lookup.within(schema);
    let said = |keyword: &str| schemas.iter().find_map(|schema| schema.get(keyword));
    let first = |keyword: &str| schemas.iter().find_map(|schema| elements(schema.get(keyword)).next());
    let suggested = said("const").or_else(|| first("examples")).or_else(|| first("enum"));
    if let Some(value) = suggested.filter(|value| !value.is_object() && !value.is_array()) {
        let sample = written(value);
        // A long example is a text that somebody has to write in their own words.
        return Some(if sample.chars().count() > LONGEST { "...".to_owned() } else { sample });
    }
    let named = said("type").and_then(|kind| kind.as_str().or_else(|| kind.get(0)?.as_str()))?;
    let sample = match named.parse::<JsonType>().ok()? {
        JsonType::Boolean => "true",
        JsonType::Integer | JsonType::Number => return Some(said("minimum").map_or("1".to_owned(), written)),
        JsonType::Array => "[...]",
        JsonType::Null => "null",
        JsonType::Object | JsonType::String => "...",
    };
    Some(sample.to_owned())
}
