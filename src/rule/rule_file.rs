//! One rule file: from a document of the right shape to a compiled rule.

use std::sync::Arc;

use super::example::{Example, Expectation};
use super::localized::Localized;
use super::messages;
use super::model::{Binder, Expression, Phrase, Quote, Rule};
use super::read::{self, Findings};
use crate::expr::{Environment, Program, Template, Type};
use crate::finding::Severity;
use crate::text::Span;
use crate::yaml::{Document, Node, Problem, scalar_offsets};

/// The rule of a file, or none if one of its expressions cannot be compiled. `this` is the type that the schema of the
/// pack gives to documents.
pub(super) fn compile(document: Document, this: &Type, findings: &mut Findings) -> Option<Rule> {
    let before = findings.count();
    let root = document.root();
    let mut compiler = Compiler {
        environment: Environment::new()
            .with_variable("this", this.clone())
            .with_variable("today", Type::Timestamp),
        names: vec!["this".to_owned(), "today".to_owned()],
        used: Vec::new(),
        is_strict: *this != Type::Dyn,
        findings,
    };
    let binders = compiler.binders(root);
    let lets = compiler.lets(root);
    let environment = compiler.environment.clone();
    let when = root.get("when").and_then(|node| compiler.expression(node));
    // What follows is looked at only where `when` holds, the texts only where `require` does not.
    compiler.know(|environment, condition| environment.assuming(condition), when.as_ref());
    let at = root.get("at").and_then(|node| compiler.place(node));
    let require = root.get("require").and_then(|node| compiler.expression(node));
    compiler.know(|environment, condition| environment.refuting(condition), require.as_ref());
    let message = root.get("message").and_then(|node| compiler.phrases(node));
    let help = root.get("help").and_then(|node| compiler.phrases(node));
    compiler.check_fix(root);
    if compiler.findings.count() == before {
        compiler.report_unused(root);
    }
    if findings.count() != before {
        return None;
    }
    Some(Rule {
        id: Arc::from(root.get("rule")?.as_key()?),
        severity: root.get("severity")?.as_str().and_then(Severity::from_name)?,
        title: read::localized_text(root.get("title")?)?,
        why: root.get("why").and_then(read::localized_text),
        quotes: root.get("source").into_iter().flat_map(Node::items).map(quote).collect(),
        binders,
        when,
        lets,
        keywords: root.get("schema").map(keywords).unwrap_or_default(),
        require,
        at,
        message,
        help,
        examples: root.get("examples").into_iter().flat_map(Node::items).filter_map(example).collect(),
        environment,
        document,
    })
}

/// Compiles the expressions of a rule in the order in which names come into being.
struct Compiler<'f> {
    environment: Environment,
    names: Vec<String>,
    /// The slots that expressions have read so far.
    used: Vec<usize>,
    /// The file is checked as thoroughly as can be, regular expressions too.
    is_strict: bool,
    findings: &'f mut Findings,
}

impl Compiler<'_> {
    fn binders(&mut self, root: Node<'_>) -> Vec<Binder> {
        let mut binders = Vec::new();
        for entry in root.get("for").into_iter().flat_map(Node::entries) {
            let list = self.expression(entry.value);
            let element = list.as_ref().map_or(Type::Dyn, |list| list.program.result_type().element());
            let name = self.declare(entry.key, element);
            binders.extend(list.zip(name).map(|(list, name)| Binder { name, list }));
        }
        binders
    }

    fn lets(&mut self, root: Node<'_>) -> Vec<Expression> {
        let mut lets = Vec::new();
        for entry in root.get("let").into_iter().flat_map(Node::entries) {
            let value = self.expression(entry.value);
            let kind = value.as_ref().map_or(Type::Dyn, |value| value.program.result_type().clone());
            self.declare(entry.key, kind);
            lets.extend(value);
        }
        lets
    }

    /// Makes a name known to the expressions that follow.
    fn declare(&mut self, key: Node<'_>, kind: Type) -> Option<String> {
        let name = key.as_key()?.to_owned();
        if self.names.contains(&name) {
            let parameters = vec![("name", format!("`{name}`"))];
            let words = (&messages::NAME_TAKEN, Some(&messages::NAME_TAKEN_HELP), parameters);
            self.findings.say(key.document().source(), key.span(), "rule/name-taken", words);
            return None;
        }
        self.names.push(name.clone());
        self.environment = std::mem::take(&mut self.environment).with_variable(&name, kind);
        Some(name)
    }

    fn expression(&mut self, node: Node<'_>) -> Option<Expression> {
        // `require: true` is a boolean to YAML and an expression to the author.
        let text = node.as_key()?;
        match Program::compile(text, &self.environment) {
            Ok(program) => {
                self.note_uses(&program);
                if self.is_strict {
                    let problems = program.pattern_problems();
                    if !problems.is_empty() {
                        return self.report(node, problems);
                    }
                }
                Some(Expression { program, node: node.id() })
            }
            Err(problems) => self.report(node, problems),
        }
    }

    /// An expression that names a place, which need not be there.
    fn place(&mut self, node: Node<'_>) -> Option<Expression> {
        let environment = self.environment.clone();
        self.environment = environment.clone().allowing_absence();
        let expression = self.expression(node);
        self.environment = environment;
        expression
    }

    /// The expressions of a fix have to be right, and what they read is used.
    fn check_fix(&mut self, root: Node<'_>) {
        let fix = root.get("fix");
        fix.and_then(|fix| fix.get("set")).and_then(|node| self.place(node));
        fix.and_then(|fix| fix.get("to")).and_then(|node| self.expression(node));
    }

    /// Adds what a condition tells to what the expressions after it are checked against.
    fn know(
        &mut self,
        learn: impl FnOnce(Environment, &Program) -> Environment,
        condition: Option<&Expression>,
    ) {
        if let Some(condition) = condition {
            self.environment = learn(std::mem::take(&mut self.environment), &condition.program);
        }
    }

    fn note_uses(&mut self, program: &Program) {
        self.used.extend((0..self.names.len()).filter(|slot| program.uses(*slot)));
    }

    /// Names of `for` and `let` that no expression reads.
    fn report_unused(&mut self, root: Node<'_>) {
        let entries = ["for", "let"].into_iter().filter_map(|key| root.get(key)).flat_map(Node::entries);
        for (slot, entry) in (2..).zip(entries) {
            if !self.used.contains(&slot) {
                let parameters = vec![("name", format!("`{}`", entry.key.as_key().unwrap_or_default()))];
                let words = (&messages::NAME_UNUSED, None, parameters);
                self.findings.say(entry.key.document().source(), entry.key.span(), "rule/name-unused", words);
            }
        }
    }

    fn phrases(&mut self, node: Node<'_>) -> Option<Localized<Phrase>> {
        let nodes = read::localized(node)?;
        Some(Localized { en: self.phrase(nodes.en)?, ko: nodes.ko.and_then(|node| self.phrase(node)) })
    }

    fn phrase(&mut self, node: Node<'_>) -> Option<Phrase> {
        match Template::compile(node.as_key()?, &self.environment) {
            Ok(template) => {
                template.programs().for_each(|program| self.note_uses(program));
                Some(Phrase { template, node: node.id() })
            }
            Err(problems) => self.report(node, problems),
        }
    }

    /// Reports problems whose spans are offsets in the text of a scalar, where they stand in the file.
    fn report<T>(&mut self, node: Node<'_>, problems: Vec<Problem>) -> Option<T> {
        let offsets = scalar_offsets(node);
        let place = |span: Span| {
            let at = |offset: u32| offsets.source_offset(offset as usize);
            Span::new(at(span.start()), at(span.end()))
        };
        for mut problem in problems {
            problem.span = place(problem.span);
            for related in &mut problem.related {
                related.span = place(related.span);
            }
            self.findings.push(node.document().source(), &problem);
        }
        None
    }
}

/// One pointer or a list of them.
fn keywords(node: Node<'_>) -> Vec<String> {
    match node.as_str() {
        Some(pointer) => vec![pointer.to_owned()],
        None => node.items().filter_map(read::scalar).collect(),
    }
}

fn quote(node: Node<'_>) -> Quote {
    let text = |key: &str| node.get(key).and_then(read::scalar);
    Quote { statement: text("statement"), quote: text("quote"), url: text("url") }
}

fn example(node: Node<'_>) -> Option<Example> {
    let text = |key: &str| node.get(key).and_then(read::scalar);
    let (document, expectation) = match (node.get("pass"), node.get("fail")) {
        (Some(document), _) => (document, Expectation::Pass),
        (None, Some(document)) => {
            let finds = node.get("finds").map(|finds| {
                finds.items().filter_map(|find| Some((read::scalar(find)?, find.id()))).collect()
            });
            (document, Expectation::Fail { finds })
        }
        (None, None) => return None,
    };
    Some(Example { node: document.id(), expectation, today: text("today"), within: text("in") })
}
