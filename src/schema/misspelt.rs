//! Keywords of a schema that are probably misspelt. Validators pass over keywords that they do not know, so that a slip of
//! the author would silently allow everything.

use super::json::key_name;
use super::messages::flaws as say;
use super::quote::quoted;
use super::site::Site;
use crate::text::nearest;
use crate::yaml::{Document, Node, Problem};

/// Keywords that hold a schema, or a list of them.
const SCHEMAS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords that hold schemas by names.
const SCHEMAS_BY_NAME: &[&str] =
    &["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"];

/// All others of the drafts from 4 to 2020-12, and those on which editors and generators of code act.
const OTHERS: &[&str] = &[
    "$anchor",
    "$comment",
    "$dynamicAnchor",
    "$dynamicRef",
    "$id",
    "$recursiveAnchor",
    "$recursiveRef",
    "$ref",
    "$schema",
    "$vocabulary",
    "allowComments",
    "allowTrailingCommas",
    "const",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "default",
    "defaultSnippets",
    "dependentRequired",
    "deprecated",
    "deprecationMessage",
    "description",
    "doNotSuggest",
    "enum",
    "enumDescriptions",
    "errorMessage",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "id",
    "javaType",
    "markdownDescription",
    "markdownEnumDescriptions",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "patternErrorMessage",
    "readOnly",
    "required",
    "suggestSortText",
    "title",
    "tsEnumNames",
    "tsType",
    "type",
    "uniqueItems",
    "writeOnly",
];

/// The keys of a schema that are nearly keywords, in order of their places. Keys that begin with `x-` are the author's own.
#[must_use]
pub fn misspelt_keywords(document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(document.root(), &mut problems);
    problems.sort_by_key(|problem| problem.span);
    problems
}

// Recursion is bounded by `Limits::depth`, which the parser of the schema holds.
fn walk(schema: Node<'_>, problems: &mut Vec<Problem>) {
    for entry in schema.entries() {
        let name = key_name(entry.key);
        if SCHEMAS.contains(&name) {
            walk(entry.value, problems);
            entry.value.items().for_each(|item| walk(item, problems));
        } else if SCHEMAS_BY_NAME.contains(&name) {
            entry.value.entries().for_each(|entry| walk(entry.value, problems));
        } else if !OTHERS.contains(&name) && !name.starts_with("x-") {
            let known = [SCHEMAS, SCHEMAS_BY_NAME, OTHERS].into_iter().flatten().copied();
            problems.extend(nearest(name, known).map(|near| Problem {
                id: "schema/unknown-keyword",
                message: &say::UNKNOWN_KEYWORD,
                help: Some(&super::messages::values::NEAREST),
                parameters: vec![("keyword", quoted(name)), ("nearest", quoted(near))],
                span: Site::of_entry(entry).key_place(),
                related: Vec::new(),
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::misspelt_keywords;
    use crate::text::Source;
    use crate::yaml::{self, Limits};

    #[test]
    fn slips_are_seen_where_keywords_stand_and_nowhere_else() {
        let rows: [(&str, &[&str]); 6] = [
            ("{ typ: string, propertys: {} }", &["typ", "propertys"]),
            ("{ properties: { typ: { enmu: [1] } } }", &["enmu"]),
            ("{ allOf: [{ requierd: [a] }], items: { minLenght: 1 } }", &["requierd", "minLenght"]),
            ("{ default: { typ: 1 }, enum: [{ typ: 1 }], examples: [{ typ: 1 }] }", &[]),
            ("{ x-typ: 1, enumDescriptions: [a], markdownDescription: a, tsType: a }", &[]),
            ("true", &[]),
        ];
        for (text, expected) in rows {
            let source = Arc::new(Source::new("a.schema.json", text));
            let stream = yaml::parse(&source, &Limits::default());
            let problems = stream.documents.first().map(misspelt_keywords).unwrap_or_default();
            let found: Vec<&str> = problems.iter().map(|problem| source.slice(problem.span)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
