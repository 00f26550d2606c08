//! The shape of policy files: held against our own schemas, and told in words that fit a rule or a manifest where the
//! general ones would not help. Knows the schemas by their pointers; compiles no rule.

use std::sync::OnceLock;

use super::embedded::own_schema;
use super::messages::{self, Row};
use super::read::Findings;
use crate::schema::{Schema, Violation};
use crate::text::{Source, Span};
use crate::yaml::{self, Document, Limits, Node};

/// What is said otherwise of a violation, by kind of file and place of the keyword in its schema.
const WORDS: &[(&str, &str, &Row)] = &[
    ("rule", "/type", &messages::RULE_IS_A_MAP),
    ("pack", "/type", &messages::PACK_IS_A_MAP),
    ("rule", "/anyOf", &messages::DECIDES_NOTHING),
    ("rule", "/properties/examples/items/oneOf", &messages::PASS_OR_FAIL),
    ("rule", "/properties/examples/items/properties/pass/type", &messages::EXAMPLE_IS_A_TEXT),
    ("rule", "/properties/examples/items/properties/fail/type", &messages::EXAMPLE_IS_A_TEXT),
    ("rule", "/properties/examples/items/properties/fixed/type", &messages::EXAMPLE_IS_A_TEXT),
    ("rule", "/properties/source/type", &messages::SOURCE_IS_A_LIST),
    ("rule", "/properties/let/type", &messages::LET_IS_A_MAP),
    ("rule", "/properties/for/type", &messages::FOR_IS_A_MAP),
];

/// Reports what is wrong with the shape of a `rule` or a manifest (`pack`).
pub(super) fn check(document: &Document, kind: &str, findings: &mut Findings) {
    let tagged = tags(document.root());
    if !tagged.is_empty() {
        // The values are not what they seem: what else is wrong with them follows from that.
        return tagged.into_iter().for_each(|(node, tag)| report_tag(node, tag, findings));
    }
    let Some(schema) = schema(kind) else { return };
    for violation in schema.check(document.root()) {
        let words =
            WORDS.iter().find(|(own, pointer, _)| *own == kind && *pointer == violation.schema_pointer);
        let Violation { mut problem, .. } = violation;
        problem.id = policy_id(problem.id);
        if let Some((_, _, row)) = words {
            (problem.message, problem.help) = (&row.message, Some(&row.help));
            problem.related.clear();
        }
        findings.push(document.source(), &problem);
    }
}

/// The id of a schema finding in a policy file: those end with exit code 2.
fn policy_id(id: &'static str) -> &'static str {
    match id {
        "schema/additionalProperties" => "rule/unknown-key",
        "schema/required" => "rule/missing-key",
        "schema/type" => "rule/wrong-type",
        _ => "rule/wrong-value",
    }
}

/// The compiled schema of a kind of policy file.
fn schema(kind: &str) -> Option<&'static Schema> {
    static RULE: OnceLock<Option<Schema>> = OnceLock::new();
    static PACK: OnceLock<Option<Schema>> = OnceLock::new();
    let cell = if kind == "rule" { &RULE } else { &PACK };
    let load = || {
        let source = own_schema(kind)?;
        let stream = yaml::parse(&source, &Limits::default());
        Schema::load(stream.documents.first()?).ok()
    };
    cell.get_or_init(load).as_ref()
}

/// Values that begin with `!`, which YAML takes for a tag: the author of `require: !has(this.reason)` means a text.
fn tags(root: Node<'_>) -> Vec<(Node<'_>, Span)> {
    let mut found = Vec::new();
    let mut nodes = vec![root];
    while let Some(node) = nodes.pop() {
        nodes.extend(node.items());
        for entry in node.entries() {
            nodes.push(entry.value);
            let tag = tag_after(node.document().source(), entry.key.span().end());
            found.extend(tag.map(|tag| (entry.value, tag)));
        }
    }
    found.sort_by_key(|(_, tag)| *tag);
    found
}

/// The rest of the line after a key that ends at `end` (bytes), if it begins with a tag other than one of YAML's own.
fn tag_after(source: &Source, end: u32) -> Option<Span> {
    let line = source.line_span(end);
    let rest = source.slice(Span::new(end, line.end().max(end)));
    let value = rest.trim_start().strip_prefix(':')?.trim();
    if !value.starts_with('!') || value.starts_with("!!") {
        return None;
    }
    let start = end as usize + rest.find('!')?;
    Some(Span::from_usize(start, start + value.len()))
}

fn report_tag(node: Node<'_>, tag: Span, findings: &mut Findings) {
    let source = node.document().source();
    let written = source.slice(tag);
    let quote = if written.contains('"') { '\'' } else { '"' };
    let parameters = vec![("suggestion", format!("`{quote}{written}{quote}`"))];
    let row = &messages::TAG_NOT_TEXT;
    findings.say(source, tag, "rule/wrong-value", (&row.message, Some(&row.help), parameters));
}
