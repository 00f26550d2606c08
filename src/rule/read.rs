//! Reading a policy file: parse, hold against our own schema, and gather what is wrong with it as findings.

use std::sync::Arc;

use super::localized::Localized;
use super::messages;
use super::shape;
use crate::finding::{Finding, Severity};
use crate::text::{Language, Message, Parameter, Source, Span};
use crate::yaml::{self, Document, Limits, Node, Problem};

/// What is found while policy files are read.
pub(super) struct Findings {
    language: Language,
    list: Vec<Finding>,
}

impl Findings {
    pub(super) fn new(language: Language) -> Self {
        Self { language, list: Vec::new() }
    }

    pub(super) fn into_list(self) -> Vec<Finding> {
        self.list
    }

    pub(super) fn language(&self) -> Language {
        self.language
    }

    pub(super) fn add(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn push(&mut self, source: &Arc<Source>, problem: &Problem) {
        let finding = Finding::from_problem(problem, source, Severity::Error, self.language);
        self.list.push(finding);
    }

    /// A problem of a row of our own table.
    pub(super) fn say(
        &mut self,
        source: &Arc<Source>,
        span: Span,
        id: &'static str,
        words: (&'static Message, Option<&'static Message>, Vec<Parameter>),
    ) {
        let (message, help, parameters) = words;
        self.push(source, &Problem { id, message, help, parameters, span, related: Vec::new() });
    }
}

/// The first document of a policy file, if the file can be read and has the shape that `kind` asks for.
pub(super) fn document(
    source: &Arc<Source>,
    kind: &str,
    is_trusted: bool,
    findings: &mut Findings,
) -> Option<Document> {
    let before = findings.count();
    let stream = yaml::parse(source, &Limits::default());
    for problem in &stream.problems {
        findings.push(source, problem);
    }
    let mut documents = stream.documents.into_iter();
    let Some(document) = documents.next() else {
        let words = (&messages::EMPTY_FILE, Some(&messages::EMPTY_FILE_HELP), Vec::new());
        findings.say(source, Span::empty(0), "rule/empty", words);
        return None;
    };
    if let Some(second) = documents.next() {
        let words = (&messages::SECOND_DOCUMENT, Some(&messages::SECOND_DOCUMENT_HELP), Vec::new());
        findings.say(source, second.root().span(), "rule/second-document", words);
    }
    if !is_trusted {
        shape::check(&document, kind, findings);
    }
    (findings.count() == before).then_some(document)
}

/// The text of a scalar: numbers and truth values as they are written.
pub(super) fn scalar(node: Node<'_>) -> Option<String> {
    node.as_key().map(str::to_owned)
}

/// The nodes of a text: itself, or one a language.
pub(super) fn localized(node: Node<'_>) -> Option<Localized<Node<'_>>> {
    if node.as_key().is_some() {
        return Some(Localized { en: node, ko: None });
    }
    Some(Localized { en: node.get("en")?, ko: node.get("ko") })
}

/// The strings of a text.
pub(super) fn localized_text(node: Node<'_>) -> Option<Localized<String>> {
    let nodes = localized(node)?;
    Some(Localized { en: scalar(nodes.en)?, ko: nodes.ko.and_then(scalar) })
}
