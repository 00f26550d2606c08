//! Annotations of a schema that validation ignores, such as the requirements that a subschema enforces.

use serde_json::Value as Json;

use super::Schema;
use super::lookup::escape;

impl Schema {
    /// The texts in the lists under `keyword`, each with the JSON Pointer (RFC 6901) of the subschema that holds the list,
    /// in order of the schema.
    #[must_use]
    pub fn annotations(&self, keyword: &str) -> Vec<(String, &str)> {
        let mut found = Vec::new();
        collect(self.value(), keyword, &mut String::new(), &mut found);
        found
    }
}

// Recursion is bounded by `Limits::depth`, which the parser of the schema holds.
fn collect<'s>(value: &'s Json, keyword: &str, pointer: &mut String, found: &mut Vec<(String, &'s str)>) {
    let length = pointer.len();
    match value {
        Json::Object(members) => {
            let texts = members.get(keyword).and_then(Json::as_array).into_iter().flatten();
            found.extend(texts.filter_map(Json::as_str).map(|text| (pointer.clone(), text)));
            for (name, member) in members {
                pointer.push('/');
                pointer.push_str(&escape(name));
                collect(member, keyword, pointer, found);
                pointer.truncate(length);
            }
        }
        Json::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                collect(element, keyword, pointer, found);
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}
