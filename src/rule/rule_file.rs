//! One rule file: from a document of the right shape to a compiled rule.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::example::{Example, Expectation};
use super::let_order::LetOrder;
use super::localized::Localized;
use super::messages;
use super::model::{Binder, Expression, Phrase, Quote, Rule};
use super::read::{self, Findings};
use crate::expr::{Environment, Program, Purpose, Template, Type};
use crate::finding::Severity;
use crate::text::Span;
use crate::yaml::{Document, Node, NodeId, Problem, scalar_offsets};

/// The rule of a file, or none if one of its expressions cannot be compiled. `this` is the type of documents by the pack's
/// schema, against which the expressions are checked; none if that was done before.
pub(super) fn compile(document: Document, this: Option<&Type>, findings: &mut Findings) -> Option<Rule> {
    compile_with(Arc::new(document), this, None, findings)
}

/// The same, with another text in the place of one of its expressions.
pub(super) fn compile_with(
    document: Arc<Document>,
    this: Option<&Type>,
    other: Option<(NodeId, &str)>,
    findings: &mut Findings,
) -> Option<Rule> {
    let before = findings.count();
    let root = document.root();
    let environment = Environment::new()
        .with_variable("this", this.cloned().unwrap_or(Type::Dyn))
        .with_variable("today", Type::Timestamp);
    let mut compiler = Compiler {
        environment,
        names: Vec::new(),
        is_checked: this.is_some(),
        postpones_phrases: this.is_none(),
        other,
        findings,
    };
    let before_lists = LetOrder::new(root, &compiler.environment, this.is_some());
    let binders = compiler.binders(root, &before_lists);
    let group = root.get("group").and_then(|node| compiler.group(node, this));
    // A value that `when` does not need is read only where `when` holds, and may rely on that.
    let order = LetOrder::new(root, &compiler.environment, this.is_some());
    let needed = compiler.needed_by(root.get("when"), &order);
    let mut lets = compiler.lets(root, &order, 0..needed);
    let when = root.get("when").and_then(|node| compiler.expression(node, Purpose::Condition));
    if let Some(when) = when.as_ref().filter(|_| compiler.is_checked) {
        compiler.environment = std::mem::take(&mut compiler.environment).assuming(&when.program);
    }
    lets.extend(compiler.lets(root, &order, needed..usize::MAX));
    let plain = compiler.environment.clone().assuming_nothing();
    let require = root.get("require").and_then(|node| compiler.expression(node, Purpose::Condition));
    let at = root.get("at").and_then(|node| compiler.place(node));
    if let Some(require) = require.as_ref().filter(|_| compiler.is_checked) {
        compiler.environment = std::mem::take(&mut compiler.environment).refuting(&require.program);
    }
    let message = root.get("message").and_then(|node| compiler.phrases(node));
    let help = root.get("help").and_then(|node| compiler.phrases(node));
    let fix = root.get("fix").and_then(|node| compiler.remedy(node));
    let is_sound = compiler.findings.count() == before;
    let rule = Rule {
        id: Arc::from(root.get("rule")?.as_key()?),
        severity: root.get("severity")?.as_str().and_then(Severity::from_name)?,
        title: read::localized_text(root.get("title")?)?,
        why: root.get("why").and_then(read::localized_text),
        quotes: root.get("source").into_iter().flat_map(Node::items).map(quote).collect(),
        binders,
        group,
        when,
        lets,
        keywords: root.get("schema").map(keywords).unwrap_or_default(),
        require,
        at,
        message,
        help,
        fix,
        examples: root.get("examples").into_iter().flat_map(Node::items).filter_map(example).collect(),
        environment: plain,
        document,
    };
    if this.is_some() && is_sound {
        report_unused(&rule, findings);
    }
    is_sound.then_some(rule)
}

/// Names that mean something by themselves.
pub(super) const RESERVED: [&str; 3] = ["this", "today", "group"];

/// Compiles the expressions of a rule in the order in which names come into being.
pub(super) struct Compiler<'f> {
    pub(super) environment: Environment,
    /// The names of binders and `let`s so far.
    pub(super) names: Vec<String>,
    pub(super) is_checked: bool,
    /// What stands for the text of one of the expressions.
    pub(super) other: Option<(NodeId, &'f str)>,
    /// Phrases are compiled when they are first said.
    pub(super) postpones_phrases: bool,
    pub(super) findings: &'f mut Findings,
}

impl<'f> Compiler<'f> {
    pub(super) fn binders(&mut self, root: Node<'_>, order: &LetOrder) -> Vec<Binder> {
        let mut binders = Vec::new();
        for entry in root.get("for").into_iter().flat_map(Node::entries) {
            let list = match self.is_checked.then(|| order.problem_of_list(entry.value)).flatten() {
                Some(problem) => self.report(entry.value, vec![problem]),
                None => self.expression(entry.value, Purpose::List),
            };
            let element = list.as_ref().map_or(Type::Dyn, |list| list.program.result_type().element());
            let slot = self.environment.variables().len();
            let name = self.declare(entry.key, element);
            binders.extend(list.zip(name).map(|(list, name)| Binder { name, slot, list }));
        }
        binders
    }

    /// `group`: the expression sees the binders; what follows it sees the documents of the group under that name.
    fn group(&mut self, node: Node<'_>, this: Option<&Type>) -> Option<Expression> {
        let key = self.expression(node, Purpose::Value);
        let members = Type::list(this.cloned().unwrap_or(Type::Dyn));
        self.environment = std::mem::take(&mut self.environment).with_variable("group", members);
        key
    }

    /// How many values of `let` are read no later than `when`; all, where nothing relies on `when`.
    fn needed_by(&self, when: Option<Node<'_>>, order: &LetOrder) -> usize {
        if !self.is_checked {
            return usize::MAX;
        }
        let read = when.map(|node| order.read_by(node)).unwrap_or_default();
        read.last().map_or(0, |(last, _)| last + 1)
    }

    fn lets(&mut self, root: Node<'_>, order: &LetOrder, which: Range<usize>) -> Vec<Expression> {
        let mut lets = Vec::new();
        let entries = root.get("let").into_iter().flat_map(Node::entries).enumerate();
        for (index, entry) in entries.skip(which.start).take(which.end - which.start) {
            let value = match order.problem(index) {
                Some(problem) => self.report(entry.value, vec![problem]),
                None => self.expression(entry.value, Purpose::Value),
            };
            let kind = value.as_ref().map_or(Type::Dyn, |value| value.program.result_type().clone());
            self.declare(entry.key, kind);
            if let Some(value) = value.as_ref().filter(|_| self.is_checked) {
                self.environment = std::mem::take(&mut self.environment).naming(&value.program);
            }
            lets.extend(value);
        }
        lets
    }

    /// Makes a name known to the expressions that follow.
    pub(super) fn declare(&mut self, key: Node<'_>, kind: Type) -> Option<String> {
        let name = key.as_key()?.to_owned();
        if RESERVED.contains(&&*name) || self.names.contains(&name) {
            let parameters = vec![("name", format!("`{name}`"))];
            let words = (&messages::NAME_TAKEN, Some(&messages::NAME_TAKEN_HELP), parameters);
            self.findings.say(key.document().source(), key.span(), "rule/name-taken", words);
            // What it means is not known: nothing more is said of where it is used.
            self.environment = std::mem::take(&mut self.environment).with_variable(&name, Type::Dyn);
            return None;
        }
        self.names.push(name.clone());
        self.environment = std::mem::take(&mut self.environment).with_variable(&name, kind);
        Some(name)
    }

    /// The text of an expression.
    fn text_of<'t>(&self, node: Node<'t>) -> Option<&'t str>
    where
        'f: 't,
    {
        self.other.filter(|(id, _)| *id == node.id()).map(|(_, text)| text).or(node.as_key())
    }

    pub(super) fn expression(&mut self, node: Node<'_>, purpose: Purpose) -> Option<Expression> {
        let environment = std::mem::take(&mut self.environment);
        let expression = self.expression_in(node, &environment, purpose);
        self.environment = environment;
        expression
    }

    /// `at`: may name what is not there.
    pub(super) fn place(&mut self, node: Node<'_>) -> Option<Expression> {
        self.expression_in(node, &self.environment.clone().allowing_absence(), Purpose::Value)
    }

    fn expression_in(
        &mut self,
        node: Node<'_>,
        environment: &Environment,
        purpose: Purpose,
    ) -> Option<Expression> {
        // `require: true` is a boolean to YAML and an expression to the author.
        let text = self.text_of(node)?;
        let compile = if self.is_checked { Program::compile } else { Program::compile_unchecked };
        match compile(text, environment) {
            Ok(program) => {
                let problems = if self.is_checked { program.scrutinize(purpose) } else { Vec::new() };
                match problems.is_empty() {
                    true => Some(Expression { program, node: node.id() }),
                    false => self.report(node, problems),
                }
            }
            Err(problems) => self.report(node, problems),
        }
    }

    pub(super) fn phrases(&mut self, node: Node<'_>) -> Option<Localized<Phrase>> {
        let nodes = read::localized(node)?;
        Some(Localized { en: self.phrase(nodes.en)?, ko: nodes.ko.and_then(|node| self.phrase(node)) })
    }

    fn phrase(&mut self, node: Node<'_>) -> Option<Phrase> {
        if self.postpones_phrases {
            return Some(Phrase { template: OnceLock::new(), node: node.id() });
        }
        match Template::compile(node.as_key()?, &self.environment) {
            Ok(template) => Some(Phrase { template: OnceLock::from(Some(template)), node: node.id() }),
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

/// Reports binders and `let`s that no expression reads.
fn report_unused(rule: &Rule, findings: &mut Findings) {
    let fix_title = rule.fix.as_ref().and_then(|fix| fix.title.as_ref());
    let phrases = [rule.message.as_ref(), rule.help.as_ref(), fix_title].into_iter().flatten();
    let templates = phrases.flat_map(|text| [Some(&text.en), text.ko.as_ref()]).flatten();
    let of_phrases =
        templates.filter_map(|phrase| rule.template(phrase)).flat_map(|template| template.programs());
    let alone = [&rule.group, &rule.when, &rule.require, &rule.at].into_iter().flatten().chain(&rule.lets);
    let of_rule =
        alone.chain(rule.binders.iter().map(|binder| &binder.list)).map(|expression| &expression.program);
    let of_fix = rule.fix.iter().flat_map(|fix| fix.action.expressions().into_iter().chain(&fix.when));
    let of_fix = of_fix.map(|expression| &expression.program);
    let programs: Vec<&Program> = of_rule.chain(of_phrases).chain(of_fix).collect();
    let root = rule.document.root();
    for entry in ["for", "let"].into_iter().filter_map(|key| root.get(key)).flat_map(Node::entries) {
        let name = entry.key.as_key().unwrap_or_default();
        let slot = rule.environment.slot(name);
        let is_used = slot.is_some_and(|slot| programs.iter().any(|program| program.uses(slot)));
        if !is_used {
            let parameters = vec![("name", format!("`{name}`"))];
            let words = (&messages::NAME_UNUSED, Some(&messages::NAME_UNUSED_HELP), parameters);
            findings.say(rule.document.source(), entry.key.span(), "rule/unused-name", words);
        }
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
    let fixed = node.get("fixed").map(Node::id);
    Some(Example { node: document.id(), expectation, fixed, today: text("today"), within: text("in") })
}
