//! How a rule comes to what it says of a document: each of its conditions with the value of every part. For people who
//! write rules.

use std::sync::Arc;

use super::policy::{Assignment, Policy};
use super::refused::Refused;
use super::scope::{Scope, frame};
use crate::expr::{Frame, Host, Part, Program, Read};
use crate::rule::{Expression, Rule};
use crate::text::{Source, Span};
use crate::yaml::{self, Node};

/// What a rule says of a document, or of an element of its lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its condition is true.
    Holds,
    /// Its condition is false.
    Broken,
    /// Its `when` is false, or its list is empty.
    NotApplicable,
    /// What it reads was refused by the schema, so it says nothing.
    Quiet,
    /// It cannot be evaluated.
    Faulty,
    /// It compares documents, which one document alone does not decide.
    AcrossFiles,
}

/// One expression of a rule, evaluated.
#[derive(Debug)]
pub struct Section<'r, 'd> {
    /// The key of the rule file: `for`, `group`, `let`, `when` or `require`; `element` for one of the list of a `for`.
    pub key: &'static str,
    /// The name that the expression gives a value to, if it does.
    pub name: Option<&'r str>,
    /// The expression.
    pub text: &'r str,
    /// Its parts, outer ones before those within.
    pub parts: Vec<Part<'d>>,
}

/// A rule held against a document, or against an element of its lists.
#[derive(Debug)]
pub struct Held<'h, 'r, 'd> {
    /// The element of the innermost list, or the root.
    pub element: Node<'d>,
    /// What came of it.
    pub verdict: Verdict,
    /// The expressions that were evaluated, in order.
    pub sections: &'h [Section<'r, 'd>],
}

/// Gives `see` all that the rule of an id does in the documents of a text.
pub fn trace(
    source: &Arc<Source>,
    (policy, assignment): (&Policy, &Assignment<'_>),
    host: Option<&dyn Host>,
    id: &str,
    see: &mut dyn FnMut(&Held<'_, '_, '_>),
) {
    let stream = yaml::parse(source, &policy.limits);
    let scope = Scope { language: policy.language, today: policy.today, host, schema: None };
    for document in &stream.documents {
        let root = document.root();
        let reference = root.get("policy").and_then(Node::as_str).or(assignment.pack);
        let Some(pack) = reference.and_then(|reference| policy.pack(reference)) else { continue };
        let Some(rule) = pack.rule(id) else { continue };
        let violations = pack.schema.check(root);
        let is_other = |pointer: &str| !rule.keywords.iter().any(|keyword| keyword == pointer);
        let others = violations.iter().filter(|violation| is_other(&violation.schema_pointer));
        let refused = Refused::new(others);
        let mut tracer = Tracer { rule, root, refused: &refused, sections: Vec::new(), see: &mut *see };
        tracer.bind(0, root, &mut frame(rule, root, &scope));
    }
}

/// A rule on its way through a document.
struct Tracer<'t, 'r, 'd> {
    rule: &'r Rule,
    root: Node<'d>,
    refused: &'t Refused<'d>,
    /// What was evaluated for the element at hand.
    sections: Vec<Section<'r, 'd>>,
    see: &'t mut dyn FnMut(&Held<'_, '_, '_>),
}

impl<'r, 'd> Tracer<'_, 'r, 'd> {
    /// Gives the binder at `depth` each of its elements in turn, then holds the rule against `element`.
    fn bind(&mut self, depth: usize, element: Node<'d>, frame: &mut Frame<'r, 'd>) {
        let known = self.sections.len();
        let Some(binder) = self.rule.binders.get(depth) else {
            let verdict = self.judge(element, frame);
            self.tell(element, verdict);
            return self.sections.truncate(known);
        };
        let Some(slot) = self.rule.environment.slot(&binder.name) else { return };
        self.section("for", Some(&binder.name), &binder.list.program, frame);
        let outcome = binder.list.program.evaluate(frame);
        match outcome.value.ok().and_then(|value| value.elements()) {
            None => {
                let verdict = self.unsettled(&outcome.reads, element);
                self.tell(element, verdict);
            }
            Some(elements) if elements.is_empty() => self.tell(element, Verdict::NotApplicable),
            Some(elements) => {
                for value in elements {
                    let node = value.node().unwrap_or(element);
                    frame.set(slot, value.clone());
                    let known = self.sections.len();
                    let span = Span::from_usize(0, binder.name.len());
                    let parts = vec![Part { span, value: Ok(value) }];
                    self.sections.push(Section { key: "element", name: None, text: &binder.name, parts });
                    self.bind(depth + 1, node, frame);
                    self.sections.truncate(known);
                }
            }
        }
        self.sections.truncate(known);
    }

    fn judge(&mut self, element: Node<'d>, frame: &mut Frame<'r, 'd>) -> Verdict {
        if let Some(group) = &self.rule.group {
            self.section("group", None, &group.program, frame);
            return Verdict::AcrossFiles;
        }
        let known = self.sections.len();
        for (key, condition) in [("when", &self.rule.when), ("require", &self.rule.require)] {
            let Some(condition) = condition else { continue };
            self.lets(condition, known, frame);
            self.section(key, None, &condition.program, frame);
            let outcome = condition.program.evaluate(frame);
            match (key, outcome.value.ok().and_then(|value| value.as_bool())) {
                (_, None) => return self.unsettled(&outcome.reads, element),
                ("when", Some(false)) => return Verdict::NotApplicable,
                (_, Some(true)) => {}
                (_, Some(false)) if self.is_quiet(&outcome.reads, element) => return Verdict::Quiet,
                (_, Some(false)) => return Verdict::Broken,
            }
        }
        Verdict::Holds
    }

    /// Adds the named values that an expression needs, those that they need themselves before them, each once: `known` is
    /// the number of sections before the first of this element.
    fn lets(&mut self, expression: &'r Expression, known: usize, frame: &mut Frame<'r, 'd>) {
        let first = self.rule.first_let();
        let mut needed = vec![&expression.program];
        let mut wanted = vec![false; self.rule.lets.len()];
        while let Some(program) = needed.pop() {
            for (index, value) in self.rule.lets.iter().enumerate() {
                if let Some(is_wanted) = wanted.get_mut(index).filter(|is_wanted| !**is_wanted)
                    && program.uses(first + index)
                {
                    *is_wanted = true;
                    needed.push(&value.program);
                }
            }
        }
        let variables = self.rule.environment.variables();
        let all = self.rule.lets.iter().zip(variables.iter().skip(first)).zip(wanted);
        for ((value, variable), _) in all.filter(|(_, is_wanted)| *is_wanted) {
            let name = Some(&*variable.name);
            let is_told = self.sections.iter().skip(known).any(|section| section.name == name);
            if !is_told {
                self.section("let", name, &value.program, frame);
            }
        }
    }

    fn section(
        &mut self,
        key: &'static str,
        name: Option<&'r str>,
        program: &'r Program,
        frame: &mut Frame<'r, 'd>,
    ) {
        let parts = program.trace(frame);
        self.sections.push(Section { key, name, text: program.text(), parts });
    }

    fn tell(&mut self, element: Node<'d>, verdict: Verdict) {
        (self.see)(&Held { element, verdict, sections: &self.sections });
    }

    /// What to say of an expression without a value.
    fn unsettled(&self, reads: &[Read<'d>], element: Node<'d>) -> Verdict {
        if self.is_quiet(reads, element) { Verdict::Quiet } else { Verdict::Faulty }
    }

    fn is_quiet(&self, reads: &[Read<'d>], element: Node<'d>) -> bool {
        self.refused.covers(reads) || self.refused.has_value(element) || self.refused.has_value(self.root)
    }
}
