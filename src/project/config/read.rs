//! Reading the configuration from its text. Its shape is checked by `config.schema.json`; what is of the wrong shape is
//! passed over here, so that one mistake is one finding.

use std::sync::Arc;

use super::shape::shape_problems;
use super::{Config, FileSet, Level, Override, RuleLevel, Written};
use crate::finding::{Finding, Severity};
use crate::project::globs::{Glob, GlobError};
use crate::project::messages;
use crate::project::place::Project;
use crate::project::read::{Reading, read_path};
use crate::text::{Language, Location, Source, Span};
use crate::yaml::{Limits, Node, Problem, parse};

/// Problems of a text that the schema of the configuration settles: `off` is a word here.
const SETTLED: &str = "yaml/ambiguous-scalar";

impl Config {
    /// The configuration of a project, the default one if it has none, and what is wrong with it.
    ///
    /// # Errors
    /// The finding, in `language`, that the file cannot be read.
    pub fn load(project: &Project, language: Language) -> Result<(Self, Vec<Problem>), Box<Finding>> {
        let Some(path) = project.config() else {
            return match project.misnamed_config() {
                Some(path) => Err(Box::new(misnamed_config(&project.shown(path), language))),
                None => Ok(Default::default()),
            };
        };
        match read_path(project, path, Limits::default().bytes, language) {
            Reading::Text(source) => Ok(Self::read(&source)),
            Reading::Refused(finding) => Err(finding),
            Reading::NotOurs => Ok(Default::default()),
        }
    }

    /// The configuration that a text holds, and what is wrong with it: `yaml/...` for its syntax, `config/...` for the
    /// rest. What is right is read whatever else is wrong.
    #[must_use]
    pub fn read(source: &Arc<Source>) -> (Self, Vec<Problem>) {
        let stream = parse(source, &Limits::default());
        let mut problems: Vec<_> =
            stream.problems.into_iter().filter(|problem| problem.id != SETTLED).collect();
        let mut config = Self { source: Some(Arc::clone(source)), ..Self::default() };
        let is_broken = !problems.is_empty();
        let mut documents = stream.documents.iter();
        if let Some(document) = documents.next() {
            // A text that does not parse has a hole: what seems wrong with its shape may not be.
            if !is_broken {
                problems.extend(shape_problems(document));
            }
            config.fill(document.root(), &mut problems);
        }
        problems.extend(documents.map(|second| several_documents(second.root().span())));
        problems.sort_by_key(|problem| problem.span);
        (config, problems)
    }

    fn fill(&mut self, root: Node<'_>, problems: &mut Vec<Problem>) {
        let list = |key| root.get(key).into_iter().flat_map(Node::items);
        self.packs = list("packs").filter_map(written_text).collect();
        self.files = list("files").map(|entry| file_set(entry, problems)).collect();
        self.rules = rule_levels(root);
        self.overrides = list("overrides")
            .map(|entry| Override { globs: globs(entry.get("match"), problems), rules: rule_levels(entry) })
            .collect();
        self.language = root.get("language").and_then(Node::as_str).and_then(Language::from_tag);
        self.fail_on = root.get("fail-on").and_then(Node::as_str).and_then(Severity::from_name);
        let limits = root.get("limits");
        let limit = |key: &str, default: u32| {
            let written = limits.and_then(|limits| limits.get(key)).and_then(Node::as_int);
            written.and_then(|number| u32::try_from(number).ok()).unwrap_or(default)
        };
        let default = Limits::default();
        self.limits = Limits {
            depth: limit("depth", default.depth),
            nodes: limit("nodes", default.nodes),
            bytes: limit("bytes", default.bytes),
        };
    }
}

fn file_set(entry: Node<'_>, problems: &mut Vec<Problem>) -> FileSet {
    FileSet {
        globs: globs(entry.get("match"), problems),
        exclude: globs(entry.get("exclude"), problems),
        pack: entry.get("pack").and_then(written_text),
    }
}

/// The globs of a text or of a list of texts.
fn globs(node: Option<Node<'_>>, problems: &mut Vec<Problem>) -> Vec<Glob> {
    let Some(node) = node else { return Vec::new() };
    let texts = node.as_str().map(|_| node).into_iter().chain(node.items());
    texts
        .filter_map(|node| {
            let text = node.as_str()?;
            Glob::new(text, node.span()).map_err(|error| problems.push(wrong_glob(text, node, error))).ok()
        })
        .collect()
}

fn rule_levels(parent: Node<'_>) -> Vec<RuleLevel> {
    let entries = parent.get("rules").into_iter().flat_map(Node::entries);
    entries
        .filter_map(|entry| {
            let rule = Written { value: entry.key.as_key()?.to_owned(), span: entry.key.span() };
            let level = match entry.value.as_str()? {
                "off" => Level::Off,
                name => Level::At(Severity::from_name(name)?),
            };
            Some(RuleLevel { rule, level })
        })
        .collect()
}

fn written_text(node: Node<'_>) -> Option<Written<String>> {
    node.as_str().map(|text| Written { value: text.to_owned(), span: node.span() })
}

fn wrong_glob(text: &str, node: Node<'_>, error: GlobError) -> Problem {
    let mut parameters = vec![("glob", format!("`{text}`"))];
    let row = match error {
        GlobError::Invalid(reason) => {
            parameters.push(("reason", reason));
            &messages::INVALID_GLOB
        }
        GlobError::Outside => &messages::OUTSIDE_GLOB,
    };
    problem("config/invalid-glob", row, parameters, node.span())
}

fn several_documents(span: Span) -> Problem {
    problem("config/several-documents", &messages::SEVERAL_DOCUMENTS, Vec::new(), span)
}

/// The problem that a glob of the configuration matches no file.
#[must_use]
pub fn unmatched_glob(glob: &Glob) -> Problem {
    let parameters = vec![("glob", format!("`{}`", glob.text()))];
    problem("config/unmatched-glob", &messages::UNMATCHED_GLOB, parameters, glob.span())
}

fn problem(
    id: &'static str,
    row: &'static messages::Row,
    parameters: Vec<(&'static str, String)>,
    span: Span,
) -> Problem {
    Problem { id, message: &row.message, help: row.help.as_ref(), parameters, span, related: Vec::new() }
}

/// The finding that a file is probably meant to be the configuration.
#[must_use]
pub fn misnamed_config(shown: &str, language: Language) -> Finding {
    let location = Location::file(&Arc::new(Source::new(shown.to_owned(), "")));
    let row = &messages::MISNAMED_CONFIG;
    let message = row.message.render(language, &[]);
    let mut finding = Finding::new("config/misnamed-file", Severity::Error, location, message);
    finding.help = row.help.as_ref().map(|help| help.render(language, &[]));
    finding
}

#[cfg(test)]
mod tests;
