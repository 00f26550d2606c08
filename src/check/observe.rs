//! What the expressions of a rule do with documents, part by part: for those who ask whether a rule is tested. Goes the way
//! of the evaluation itself, and says nothing of what is found.

use super::evaluate::gather;
use super::group::{Key, Peers};
use super::refused::Refused;
use super::scope::{Scope, frame};
use crate::expr::{Frame, Observed, Place, Program, Value};
use crate::rule::{Expression, Rule};
use crate::yaml::Node;

/// Gives `see` each expression of a rule that is evaluated for these documents, which belong together, with its parts.
pub fn observe<'r>(
    rule: &'r Rule,
    roots: &[Node<'_>],
    scope: &Scope<'r>,
    see: &mut dyn FnMut(&'r Program, &[Observed]),
) {
    let refused = Refused::default();
    let mut peers = Peers::default();
    for root in roots.iter().filter(|_| rule.group.is_some()) {
        peers.add(*root, gather(rule, *root, scope, &refused).0);
    }
    for root in roots {
        let mut observer = Observer { rule, root: *root, peers: &peers, see: &mut *see };
        observer.bind(0, &mut frame(rule, *root, scope));
    }
}

/// A rule on its way through a document.
struct Observer<'o, 'r, 'd> {
    rule: &'r Rule,
    root: Node<'d>,
    peers: &'o Peers<'d>,
    see: &'o mut dyn FnMut(&'r Program, &[Observed]),
}

impl<'r, 'd> Observer<'_, 'r, 'd> {
    /// Gives the binder at `depth` each of its elements in turn, then holds the rule.
    fn bind(&mut self, depth: usize, frame: &mut Frame<'r, 'd>) {
        let Some(binder) = self.rule.binders.get(depth) else { return self.arrive(frame) };
        let Some(slot) = self.rule.environment.slot(&binder.name) else { return };
        self.look(&binder.list.program, frame);
        let list = binder.list.program.evaluate(frame).value.ok();
        for element in list.and_then(|list| list.elements()).unwrap_or_default() {
            frame.set(slot, element);
            self.bind(depth + 1, frame);
        }
    }

    fn arrive(&mut self, frame: &mut Frame<'r, 'd>) {
        let Some(group) = &self.rule.group else { return self.hold(frame) };
        self.look(&group.program, frame);
        let Some(value) = group.program.evaluate(frame).value.ok() else { return };
        let Some(slot) = self.rule.environment.slot("group") else { return };
        for key in Key::all(&value) {
            let members: Vec<_> = self.peers.members(&key).iter().map(|peer| peer.root).collect();
            if members.len() > 1 && members.contains(&self.root) {
                frame.set(slot, Value::list(members.into_iter().map(Value::from_node).collect()));
                self.hold(frame);
            }
        }
    }

    fn hold(&mut self, frame: &mut Frame<'r, 'd>) {
        let applies = self.rule.when.as_ref().is_none_or(|when| self.truth(when, frame) == Some(true));
        let is_broken = applies
            && self.rule.require.as_ref().is_some_and(|require| self.truth(require, frame) == Some(false));
        if !is_broken {
            return;
        }
        if let Some(at) = &self.rule.at {
            // A place that is not there is followed, not evaluated.
            match at.program.locate(frame) {
                Place::None => {}
                Place::Missing { .. } | Place::Node(_) => self.look(&at.program, frame),
            }
        }
        let rule = self.rule;
        for phrase in [&rule.message, &rule.help].into_iter().flatten() {
            let texts = [Some(&phrase.en), phrase.ko.as_ref()];
            let templates = texts.into_iter().flatten().filter_map(|phrase| rule.template(phrase));
            templates.flat_map(|template| template.programs()).for_each(|program| self.look(program, frame));
        }
    }

    fn truth(&mut self, expression: &'r Expression, frame: &mut Frame<'r, 'd>) -> Option<bool> {
        self.look(&expression.program, frame);
        expression.program.evaluate(frame).value.ok().and_then(|value| value.as_bool())
    }

    /// Shows an expression, and the named values that it reads, and those that they read.
    fn look(&mut self, program: &'r Program, frame: &mut Frame<'r, 'd>) {
        let first = self.rule.first_let();
        let mut wanted: Vec<&Program> = vec![program];
        let mut shown: Vec<usize> = Vec::new();
        while let Some(program) = wanted.pop() {
            let parts = program.observe(frame);
            (self.see)(program, &parts);
            let read =
                |name: &str| parts.iter().any(|part| program.text().get(part.span.range()) == Some(name));
            let lets = self.rule.lets.iter().zip(self.rule.environment.variables().iter().skip(first));
            for (index, (value, variable)) in lets.enumerate() {
                if program.uses(first + index) && read(&variable.name) && !shown.contains(&index) {
                    shown.push(index);
                    wanted.push(&value.program);
                }
            }
        }
    }
}
