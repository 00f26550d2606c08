//! What the manifest of a pack says of showing its documents to people: `report` for those who review a submission,
//! `render` for the request that is sent. A command that needs it reads it; a check does not.

use std::sync::Arc;

use super::folder::Folder;
use super::let_order::LetOrder;
use super::localized::Localized;
use super::messages;
use super::model::{Binder, Expression, Phrase};
use super::read::{self, Findings};
use super::rule_file::Compiler;
use crate::expr::{Environment, Purpose, Type};
use crate::finding::Finding;
use crate::text::Language;
use crate::yaml::{self, Limits, Node};

/// How documents of a pack are shown.
#[derive(Debug)]
pub struct Presentation {
    /// The names and types that all expressions see: `this`, `today`, then the named values. The element of a list comes
    /// behind them.
    pub environment: Environment,
    /// Named values in order.
    pub lets: Vec<Localized<Expression>>,
    /// What a report shows of a document.
    pub outline: Outline,
    /// The language of the request: that in which the document is written.
    pub language: Option<Expression>,
    /// The texts of the request.
    pub requests: Vec<Request>,
}

/// What a report shows of a document.
#[derive(Debug, Default)]
pub struct Outline {
    /// What the document is called.
    pub title: Option<Localized<Phrase>>,
    /// What a reviewer wants to know at once: names and values.
    pub facts: Vec<(Localized<String>, Line)>,
    /// The attached files to show, in their order.
    pub evidence: Option<Evidence>,
}

/// The attached files of a document.
#[derive(Debug)]
pub struct Evidence {
    /// What has a file, in the order in which the files are shown.
    pub each: Binder,
    /// The path of the file.
    pub file: Expression,
    /// What the file shows.
    pub caption: Option<Localized<Phrase>>,
}

/// One text that is sent.
#[derive(Debug)]
pub struct Request {
    /// By which it is asked for.
    pub name: String,
    /// What it is and where it goes.
    pub title: Localized<String>,
    /// Sent only if this is true.
    pub when: Option<Expression>,
    /// Values that the text must not show.
    pub withhold: Vec<Expression>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// A part of a request: left out if it has no line.
#[derive(Debug)]
pub struct Section {
    /// Its first line.
    pub heading: Option<Localized<Phrase>>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line, or one for each element of a list.
#[derive(Debug)]
pub struct Line {
    /// The list.
    pub each: Option<Binder>,
    /// Shown only if this is true.
    pub when: Option<Expression>,
    /// Its text.
    pub text: Localized<Phrase>,
}

impl Presentation {
    /// Reads the manifest of a pack that has been found sound.
    #[must_use]
    pub fn of(folder: &Folder) -> Option<Self> {
        let stream = yaml::parse(folder.manifest()?, &Limits::default());
        let mut findings = Findings::new(Language::default());
        Some(compile(stream.documents.first()?.root(), None, &[], &mut findings))
    }

    /// What is wrong with it, with documents of type `this`; texts exist in all `languages`.
    #[must_use]
    pub(super) fn problems(
        manifest: Node<'_>,
        this: &Type,
        languages: &[Language],
        language: Language,
    ) -> Vec<Finding> {
        let mut findings = Findings::new(language);
        compile(manifest, Some(this), languages, &mut findings);
        findings.into_list()
    }
}

fn compile(
    manifest: Node<'_>,
    this: Option<&Type>,
    languages: &[Language],
    findings: &mut Findings,
) -> Presentation {
    let environment = Environment::new()
        .with_variable("this", this.cloned().unwrap_or(Type::Dyn))
        .with_variable("today", Type::Timestamp);
    let compiler = Compiler {
        environment,
        names: Vec::new(),
        is_checked: this.is_some(),
        postpones_phrases: false,
        other: None,
        findings,
    };
    let mut reader = Reader { compiler, languages };
    let lets = reader.lets(manifest);
    let environment = reader.compiler.environment.clone();
    let outline = manifest.get("report").map(|report| reader.outline(report)).unwrap_or_default();
    let render = manifest.get("render");
    let language = render.and_then(|render| render.get("language"));
    Presentation {
        lets,
        outline,
        language: language.and_then(|node| reader.compiler.expression(node, Purpose::Value)),
        requests: items(render, "requests").filter_map(|request| reader.request(request)).collect(),
        environment,
    }
}

struct Reader<'r> {
    compiler: Compiler<'r>,
    languages: &'r [Language],
}

impl Reader<'_> {
    fn lets(&mut self, manifest: Node<'_>) -> Vec<Localized<Expression>> {
        let mut lets = Vec::new();
        for entry in manifest.get("let").into_iter().flat_map(Node::entries) {
            let Some(nodes) = read::localized(entry.value) else { continue };
            let english = self.compiler.expression(nodes.en, Purpose::Value);
            let korean = nodes.ko.and_then(|node| self.compiler.expression(node, Purpose::Value));
            let kind = english.as_ref().map_or(Type::Dyn, |value| value.program.result_type().clone());
            self.compiler.declare(entry.key, kind);
            self.check_languages(entry.value, &nodes);
            lets.extend(english.map(|en| Localized { en, ko: korean }));
        }
        lets
    }

    fn outline(&mut self, report: Node<'_>) -> Outline {
        let fact = |reader: &mut Self, node: Node<'_>| {
            let name = node.get("name").and_then(read::localized_text)?;
            Some((name, reader.line(node)?))
        };
        Outline {
            title: report.get("title").and_then(|title| self.text(title)),
            facts: items(Some(report), "facts").filter_map(|node| fact(self, node)).collect(),
            evidence: report.get("evidence").and_then(|node| self.evidence(node)),
        }
    }

    fn evidence(&mut self, node: Node<'_>) -> Option<Evidence> {
        self.scoped(|reader| {
            let each = reader.binder(node);
            let file = node.get("file").and_then(|file| reader.compiler.expression(file, Purpose::Value));
            let caption = node.get("caption").and_then(|caption| reader.text(caption));
            Some(Evidence { each: each?, file: file?, caption })
        })
    }

    fn request(&mut self, node: Node<'_>) -> Option<Request> {
        self.scoped(|reader| {
            let when = reader.condition(node);
            let withhold = items(Some(node), "withhold");
            Some(Request {
                name: node.get("name").and_then(read::scalar)?,
                title: node.get("title").and_then(read::localized_text)?,
                withhold: withhold
                    .filter_map(|value| reader.compiler.expression(value, Purpose::Value))
                    .collect(),
                sections: items(Some(node), "sections").map(|section| reader.section(section)).collect(),
                when,
            })
        })
    }

    fn section(&mut self, node: Node<'_>) -> Section {
        Section {
            heading: node.get("heading").and_then(|heading| self.text(heading)),
            lines: items(Some(node), "lines").filter_map(|line| self.line(line)).collect(),
        }
    }

    fn line(&mut self, node: Node<'_>) -> Option<Line> {
        self.scoped(|reader| {
            let each = reader.binder(node);
            let when = reader.condition(node);
            let text = node.get("text").and_then(|text| reader.text(text))?;
            Some(Line { each, when, text })
        })
    }

    /// `for`: a name for the elements of a list.
    fn binder(&mut self, node: Node<'_>) -> Option<Binder> {
        let order = LetOrder::new(node, &self.compiler.environment, self.compiler.is_checked);
        self.compiler.binders(node, &order).into_iter().next()
    }

    /// `when`: what follows it may rely on it.
    fn condition(&mut self, node: Node<'_>) -> Option<Expression> {
        let when = node.get("when").and_then(|when| self.compiler.expression(when, Purpose::Condition))?;
        let environment = std::mem::take(&mut self.compiler.environment);
        self.compiler.environment = environment.assuming(&when.program);
        Some(when)
    }

    fn text(&mut self, node: Node<'_>) -> Option<Localized<Phrase>> {
        let nodes = read::localized(node)?;
        self.check_languages(node, &nodes);
        self.compiler.phrases(node)
    }

    /// A text that differs by language exists in every language that the pack promises.
    fn check_languages(&mut self, node: Node<'_>, nodes: &Localized<Node<'_>>) {
        let is_plain = node.as_key().is_some();
        if is_plain || nodes.ko.is_some() || !self.languages.contains(&Language::Ko) {
            return;
        }
        let parameters = vec![("language", Language::Ko.tag().to_owned())];
        let words = (&messages::TEXT_MISSING, Some(&messages::TEXT_MISSING_HELP), parameters);
        let source = Arc::clone(node.document().source());
        self.compiler.findings.say(&source, node.handle(), "rule/text-missing", words);
    }

    /// Reads something whose names and conditions hold in it alone.
    fn scoped<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let (environment, names) = (self.compiler.environment.clone(), self.compiler.names.clone());
        let value = read(self);
        self.compiler.environment = environment;
        self.compiler.names = names;
        value
    }
}

fn items<'d>(node: Option<Node<'d>>, key: &str) -> impl Iterator<Item = Node<'d>> + use<'d> {
    node.and_then(|node| node.get(key)).into_iter().flat_map(Node::items)
}
