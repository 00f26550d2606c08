//! How a document fares, by what was found in it: what it lacks, and its state in view of each requirement.

use crate::finding::{Finding, Severity};
use crate::output::page::{Requirement, State};
use crate::rule::Enforced;
use crate::schema::instance_path;
use crate::yaml::{Document, Node};

/// The paths of the keys that findings miss, each once, such as `app.id`.
pub(super) fn lacking(document: &Document, findings: &[&Finding]) -> Vec<String> {
    let mut lacking = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let Some(pointer) = finding.pointer.as_deref().filter(|pointer| !exists(document, pointer)) else {
            continue;
        };
        let path = pointer.trim_start_matches('/').replace('/', ".").replace("~1", "/").replace("~0", "~");
        if !path.is_empty() && !lacking.contains(&path) {
            lacking.push(path);
        }
    }
    lacking
}

/// True if a JSON Pointer (RFC 6901) leads to something.
fn exists(document: &Document, pointer: &str) -> bool {
    let mut node = Some(document.root());
    for token in pointer.split('/').skip(1) {
        let key = token.replace("~1", "/").replace("~0", "~");
        let item = |node: Node<'_>| {
            key.parse().ok().and_then(|index: usize| node.items().nth(index).map(|item| item.id()))
        };
        node = node.and_then(|node| match node.get(&key) {
            Some(value) => Some(value),
            None => item(node).map(|id| document.node_at(id)),
        });
    }
    node.is_some()
}

/// How a document fares with a requirement, by what was found in it.
pub(super) fn requirement(enforced: &Enforced<'_>, findings: &[&Finding]) -> Requirement {
    let paths: Vec<String> = enforced.keywords.iter().map(|pointer| instance_path(pointer)).collect();
    let is_against = |finding: &&&Finding| {
        let is_of_rule = enforced.rules.iter().any(|rule| **rule == *finding.rule);
        let is_of_schema =
            || finding.rule.starts_with("schema/") && is_within(finding.pointer.as_deref(), &paths);
        is_of_rule || is_of_schema()
    };
    let worst = findings.iter().filter(is_against).map(|finding| finding.severity).max();
    let is_enforced = !enforced.rules.is_empty() || !enforced.keywords.is_empty();
    let state = match worst {
        Some(Severity::Error) => State::Unmet,
        Some(Severity::Warning) => State::Doubtful,
        Some(Severity::Info) | None if is_enforced => State::Met,
        Some(Severity::Info) | None => State::Human,
    };
    Requirement { id: enforced.statement.id.clone(), words: enforced.statement.words.clone(), state }
}

/// True if a pointer leads to one of the paths, below it or above it; numbers of elements count as any.
fn is_within(pointer: Option<&str>, paths: &[String]) -> bool {
    let Some(pointer) = pointer else { return false };
    let is_number = |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    let general: String = pointer
        .split('/')
        .skip(1)
        .map(|token| if is_number(token) { "/*".to_owned() } else { format!("/{token}") })
        .collect();
    let is_below = |path: &str, other: &str| {
        path.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // What stands above a place decides about it too: it is missing or of a wrong type.
    let meets = |path: &&String| is_below(&general, path) || is_below(path, &general);
    paths.iter().filter(|path| !path.is_empty() && !general.is_empty()).any(|path| meets(&path))
}
