//! A schema without its annotations: most of the text of a schema that explains itself to editors and readers, and nothing
//! that the validator reads. `build.rs` takes them out of the shipped schemas, whose words it knows; what others write is
//! compiled as it stands.
//!
//! INVARIANT: recursion is bounded by the depth that `serde_json` reads.

use serde_json::Value as Json;

/// Keywords that say nothing about what is valid, besides those that begin with `x-`.
const ANNOTATIONS: [&str; 11] = [
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "defaultSnippets",
    "deprecationMessage",
    "enumDescriptions",
    "errorMessage",
    "markdownDescription",
    "patternErrorMessage",
];

/// Keywords whose members are schemas by name, so that their keys are no keywords.
const NAMED_SCHEMAS: [&str; 6] =
    ["properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas"];

/// Takes the annotations out of a schema. What stays has the JSON Pointers that it had.
pub(super) fn strip(schema: &mut Json) {
    match schema {
        Json::Object(members) => {
            members.retain(|keyword, _| !ANNOTATIONS.contains(&&**keyword) && !keyword.starts_with("x-"));
            for (keyword, value) in members {
                match (&**keyword, value) {
                    // Values, not schemas.
                    ("enum" | "const", _) => {}
                    (keyword, Json::Object(named)) if NAMED_SCHEMAS.contains(&keyword) => {
                        named.values_mut().for_each(strip);
                    }
                    (_, value) => strip(value),
                }
            }
        }
        Json::Array(schemas) => schemas.iter_mut().for_each(strip),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::strip;

    #[test]
    fn annotations_go_and_what_is_called_like_one_stays() {
        let mut schema = json!({
            "title": "a request",
            "x-ko": { "title": "요청" },
            "type": "object",
            "required": ["title"],
            "properties": {
                "title": { "type": "string", "description": "a name", "examples": ["a"] },
                "x-y": { "const": { "title": 1 }, "default": {} },
            },
            "definitions": { "description": { "enum": [{ "examples": [] }], "enumDescriptions": ["none"] } },
            "allOf": [{ "$comment": "why", "if": { "title": "x", "minLength": 1 } }],
        });
        strip(&mut schema);
        let expected = json!({
            "type": "object",
            "required": ["title"],
            "properties": { "title": { "type": "string" }, "x-y": { "const": { "title": 1 } } },
            "definitions": { "description": { "enum": [{ "examples": [] }] } },
            "allOf": [{ "if": { "minLength": 1 } }],
        });
        assert_eq!(schema, expected);
    }
}
