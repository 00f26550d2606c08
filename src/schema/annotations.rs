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

/// The place in documents that a subschema is about, as a JSON Pointer in which `*` stands for any element: what
/// `/properties/flow/items/properties/step` of a schema is about stands at `/flow/*/step`.
#[must_use]
pub fn instance_path(schema_pointer: &str) -> String {
    let mut path = String::new();
    let mut tokens = schema_pointer.split('/').skip(1);
    while let Some(token) = tokens.next() {
        match token {
            "properties" => path.extend(tokens.next().into_iter().flat_map(|key| ["/", key])),
            "items" | "prefixItems" | "additionalProperties" => path.push_str("/*"),
            _ => {}
        }
    }
    path
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

#[cfg(test)]
mod tests {
    use super::instance_path;

    #[test]
    fn a_subschema_is_about_a_place_in_documents() {
        let rows = [
            ("/properties/app/properties/id", "/app/id"),
            ("/properties/flow/items/allOf/0/then/properties/display", "/flow/*/display"),
            ("/properties/properties/properties/items", "/properties/items"),
            ("", ""),
        ];
        for (pointer, expected) in rows {
            assert_eq!(instance_path(pointer), expected, "{pointer}");
        }
    }
}
