//! From a verdict to a finding: what is underlined, what is labelled and why, in the reader's language.

use super::fingerprint::{identify, value_at};
use super::labels::labels;
use super::messages;
use super::scope::Scope;
use crate::expr::{Failure, Frame, Place, Read, ReadPlace};
use crate::finding::{Finding, Label, Severity};
use crate::rule::{Expression, Localized, Phrase, Rule};
use crate::text::{Language, Location, Message, Parameter, Span};
use crate::yaml::Node;

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
        finding.labels = labels(&place, &why.reads, (document.source(), span), language);
        let help = rule.help.as_ref().and_then(|text| self.say(text, frame));
        finding.help = help.or_else(|| text_to_add(&place, language));
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

    pub(super) fn say(&self, text: &Localized<Phrase>, frame: &mut Frame<'_, '_>) -> Option<String> {
        let template = self.rule.template(text.get(self.scope.language))?;
        let outcome = template.render(frame);
        outcome.value.ok()?.as_str().map(str::to_owned)
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

/// The line that a missing field needs, for a rule that does not say it better.
fn text_to_add(place: &Place<'_>, language: Language) -> Option<String> {
    let Place::Missing { parent, keys } = place else { return None };
    let closing = " }".repeat(keys.len().saturating_sub(1));
    let sample = ("sample", format!("`{}: ...{closing}`", keys.join(": { ")));
    let parent = parent.key().and_then(Node::as_key);
    Some(match parent {
        Some(name) => messages::ADD_UNDER.render(language, &[sample, ("parent", format!("`{name}`"))]),
        None => messages::ADD.render(language, &[sample]),
    })
}
