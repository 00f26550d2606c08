//! From a verdict to a finding: what is underlined, what is labelled and why, in the reader's language.

use std::sync::Arc;

use super::evaluate::Scope;
use super::fingerprint::{identify, value_at};
use super::messages;
use crate::expr::{Failure, Frame, Place, Read, ReadPlace};
use crate::finding::{Finding, Label, Severity};
use crate::rule::{Expression, Localized, Phrase, Rule};
use crate::text::{Location, Message, Parameter, Source, Span};
use crate::yaml::{Kind, Node};

/// Most labels of a finding.
const LABELS: usize = 6;

/// Longest value that a label repeats, in characters.
const SHOWN: usize = 40;

/// Why a rule fired.
pub(super) struct Circumstances<'d> {
    /// Where the rule itself says to underline.
    pub(super) place: Place<'d>,
    /// What the decision read, nearest to it first.
    pub(super) reads: Vec<Read<'d>>,
    /// The element of the innermost list, or the root.
    pub(super) element: Node<'d>,
}

/// Writes the findings of one rule.
pub(super) struct Explainer<'e, 's> {
    pub(super) rule: &'e Rule,
    pub(super) scope: &'e Scope<'s>,
}

impl Explainer<'_, '_> {
    /// The finding of a rule whose condition does not hold.
    pub(super) fn explain<'d>(&self, why: Circumstances<'d>, frame: &mut Frame<'_, 'd>) -> Finding {
        let language = self.scope.language;
        let rule = self.rule;
        let place = match why.place {
            Place::None => first_read(&why.reads).unwrap_or(Place::Node(why.element)),
            place => place,
        };
        let title = || rule.title.get(language).clone();
        let message = rule.message.as_ref().and_then(|text| self.say(text, frame)).unwrap_or_else(title);
        let (span, pointer, natural) = whereabouts(&place);
        let document = why.element.document();
        let location = Location::new(document.source(), span);
        let mut finding = Finding::new(&rule.id, rule.severity, location, message);
        finding.document = Some(document.index());
        finding.pointer = Some(pointer);
        finding.labels = self.labels(&place, &why.reads, (document.source(), span));
        finding.help = rule.help.as_ref().and_then(|text| self.say(text, frame));
        finding.why = rule.why.as_ref().map(|why| why.get(language).clone());
        let quote = rule.quote(self.scope.language);
        finding.quote = quote.and_then(|quote| quote.quote.clone());
        finding.url = quote.and_then(|quote| quote.url.clone());
        let value = place_value(&place, &finding);
        identify(&mut finding, &natural, value);
        finding
    }

    /// The finding about a rule that cannot be evaluated.
    pub(super) fn fault(
        &self,
        expression: &Expression,
        (message, mut parameters): (&'static Message, Vec<Parameter>),
        element: Node<'_>,
        failure: Option<&Failure>,
    ) -> Finding {
        let language = self.scope.language;
        parameters.push(("rule", format!("`{}`", self.rule.id)));
        let failed = failure.and_then(|failure| self.rule.let_at(failure.variable?)).unwrap_or(expression);
        let whole = Span::from_usize(0, failed.program.text().len());
        let location = self.rule.place(failed, failure.map_or(whole, |failure| failure.span));
        let text = message.render(language, &parameters);
        let mut finding = Finding::new("rule/evaluation", Severity::Error, location, text);
        let label = messages::CHECKED_HERE.render(language, &[]);
        let place = Location::new(element.document().source(), element.handle());
        finding.labels.push(Label { location: place, message: label });
        identify(&mut finding, "", failed.program.text());
        finding
    }

    fn say(&self, text: &Localized<Phrase>, frame: &mut Frame<'_, '_>) -> Option<String> {
        let outcome = text.get(self.scope.language).template.render(frame);
        outcome.value.ok()?.as_str().map(str::to_owned)
    }

    /// A label for each other value that decided, nearest first, one a line.
    fn labels(
        &self,
        place: &Place<'_>,
        reads: &[Read<'_>],
        (own, primary): (&Arc<Source>, Span),
    ) -> Vec<Label> {
        let mut candidates: Vec<(Span, &Arc<Source>, String)> = Vec::new();
        if let Place::Node(node) = place {
            candidates.extend(self.alias_label(*node));
        }
        for read in reads {
            let (node, label) = self.label(read);
            let span = match &read.place {
                ReadPlace::Node(node) => node.place(),
                ReadPlace::Absent { mapping, .. } => mapping.handle(),
            };
            candidates.push((span, node.document().source(), label));
            candidates.extend(self.alias_label(node));
        }
        // Those of this text first; those of others keep their order.
        let distance = |source, span: Span| match Arc::ptr_eq(source, own) {
            true => (false, span.start().abs_diff(primary.start())),
            false => (true, 0),
        };
        candidates.sort_by_key(|(span, source, _)| distance(source, *span));
        let mut taken = vec![(own, primary)];
        let mut labels = Vec::new();
        for (span, source, message) in candidates {
            let line = source.line_span(span.start());
            let is_taken = taken.iter().any(|(text, other)| {
                let is_primary = Arc::ptr_eq(text, own) && *other == primary;
                Arc::ptr_eq(text, source) && (line.contains(*other) && !is_primary || *other == span)
            });
            if !is_taken && labels.len() < LABELS {
                taken.push((source, span));
                labels.push(Label { location: Location::new(source, span), message });
            }
        }
        labels
    }

    fn label<'d>(&self, read: &Read<'d>) -> (Node<'d>, String) {
        let language = self.scope.language;
        match &read.place {
            ReadPlace::Node(node) => {
                let name = ("name", format!("`{}`", name(*node)));
                let text = match node.kind() {
                    Kind::Sequence | Kind::Mapping => messages::COLLECTION_HERE.render(language, &[name]),
                    _ => {
                        let value = ("value", format!("`{}`", shortened(node.written_text())));
                        messages::VALUE_HERE.render(language, &[name, value])
                    }
                };
                (*node, text)
            }
            ReadPlace::Absent { mapping, key } => {
                let name = ("name", format!("`{}`", key.as_str()));
                (*mapping, messages::ABSENT_HERE.render(language, &[name]))
            }
        }
    }

    fn alias_label<'d>(&self, node: Node<'d>) -> Option<(Span, &'d Arc<Source>, String)> {
        let span = node.alias()?;
        let source = node.document().source();
        let alias = ("alias", format!("`{}`", source.slice(span)));
        Some((span, source, messages::ALIAS_HERE.render(self.scope.language, &[alias])))
    }
}

fn first_read<'d>(reads: &[Read<'d>]) -> Option<Place<'d>> {
    reads.first().map(|read| match &read.place {
        ReadPlace::Node(node) => Place::Node(*node),
        ReadPlace::Absent { mapping, key } => {
            Place::Missing { parent: *mapping, keys: vec![key.as_str().to_owned()] }
        }
    })
}

/// What to underline, and the pointers to it: by number, by natural keys.
fn whereabouts(place: &Place<'_>) -> (Span, String, String) {
    match place {
        Place::Node(node) => (node.place(), node.pointer(), node.natural_pointer()),
        Place::Missing { parent, keys } => {
            let below = keys
                .iter()
                .fold(String::new(), |path, key| path + "/" + &key.replace('~', "~0").replace('/', "~1"));
            (parent.handle(), parent.pointer() + &below, parent.natural_pointer() + &below)
        }
        Place::None => (Span::empty(0), String::new(), String::new()),
    }
}

/// The value by which a finding at this place is known.
fn place_value<'d>(place: &Place<'d>, finding: &Finding) -> &'d str {
    match place {
        Place::Node(node) => value_at(*node, finding),
        Place::Missing { .. } | Place::None => "",
    }
}

/// What a reader calls a value: its key, or that of the list it is in.
fn name(node: Node<'_>) -> String {
    let named = std::iter::successors(Some(node), |node| node.parent()).find_map(Node::key);
    named.and_then(Node::as_key).unwrap_or("this").to_owned()
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= SHOWN && line.len() == text.len() {
        return line.to_owned();
    }
    line.chars().take(SHOWN).chain(['…']).collect()
}
