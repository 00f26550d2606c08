//! The fix of a finding, as its rule describes it: values computed, places found in the document, edits made.

use super::explain::Explainer;
use super::messages;
use crate::expr::{Data as Known, Frame, Place, Value};
use crate::finding::{Finding, Fix};
use crate::rule::{Action, Expression, Remedy};
use crate::text::{Message, Parameter};
use crate::yaml::Node;
use crate::yaml::rewrite::{self, Data, Declined, Operation, Patch};

/// Longest text that the words of a fix repeat, in characters.
const SHOWN: usize = 60;

/// Why there is no fix.
enum Unmended {
    /// It is not for this document.
    NotMeant,
    /// The text cannot be changed so.
    Declined(Declined),
    /// The rule is wrong.
    Fault(Box<Finding>),
}

impl From<Declined> for Unmended {
    fn from(reason: Declined) -> Self {
        Self::Declined(reason)
    }
}

type Mended<T> = Result<T, Unmended>;

impl Explainer<'_, '_> {
    /// Gives a finding the fix of its rule, or adds to its help why there is none. Returns what is wrong with the rule.
    pub(super) fn mend<'d>(
        &self,
        finding: &mut Finding,
        element: Node<'d>,
        frame: &mut Frame<'_, 'd>,
    ) -> Option<Finding> {
        let remedy = self.rule.fix.as_ref()?;
        match self.fix(remedy, element, frame) {
            Ok(fix) => finding.fix = Some(fix),
            Err(Unmended::NotMeant) => {}
            Err(Unmended::Declined(declined)) => {
                let language = self.scope.language;
                let reason = ("reason", declined.message().text(language).to_owned());
                let note = messages::NO_FIX.render(language, &[reason]);
                let help = finding.help.take();
                finding.help = Some(help.map_or(note.clone(), |help| format!("{help}; {note}")));
            }
            Err(Unmended::Fault(fault)) => return Some(*fault),
        }
        None
    }

    fn fix<'d>(&self, remedy: &Remedy, element: Node<'d>, frame: &mut Frame<'_, 'd>) -> Mended<Fix> {
        if let Some(when) = &remedy.when
            && self.value(when, element, frame)?.as_bool() != Some(true)
        {
            return Err(Unmended::NotMeant);
        }
        let (patch, title) = match &remedy.action {
            Action::Set(place, to) => {
                let data = self.data(to, element, frame)?;
                self.set(&place.program.locate(frame), data)?
            }
            Action::Append(value, list) => {
                let data = self.data(value, element, frame)?;
                self.append(&list.program.locate(frame), data)?
            }
            Action::Rename(place, to) => {
                let node = existing(&place.program.locate(frame))?;
                let name = self.value(to, element, frame)?;
                let Some(name) = name.as_str() else {
                    return Err(self.wrong(to, &messages::NO_NAME, &name, element));
                };
                let title = self.words(&messages::RENAME, named(node), name);
                (rewrite::rename(node, name)?, title)
            }
            Action::Move(from, to) => {
                let node = existing(&from.program.locate(frame))?;
                self.move_to(node, to.program.locate(frame))?
            }
            Action::Remove(place) => {
                let node = existing(&place.program.locate(frame))?;
                (rewrite::remove(node)?, self.words(&messages::REMOVE, named(node), ""))
            }
            Action::Quote(place) => {
                let patch = rewrite::quote(existing(&place.program.locate(frame))?)?;
                let title = self.words(&messages::WRITE, "", &written(&patch));
                (patch, title)
            }
        };
        let own = remedy.title.as_ref().and_then(|title| self.say(title, frame));
        Ok(Fix::of_patch(own.unwrap_or(title), remedy.safety, patch))
    }

    fn set(&self, place: &Place<'_>, data: Data) -> Mended<(Patch, String)> {
        match place {
            Place::Node(node) => {
                if Data::of(*node).is_ok_and(|old| old == data) {
                    return Err(Unmended::NotMeant);
                }
                let patch = rewrite::set(*node, data)?;
                let title = self.words(&messages::WRITE, "", &written(&patch));
                Ok((patch, title))
            }
            Place::Missing { parent, keys } => {
                let (first, rest) = keys.split_first().ok_or(Unmended::NotMeant)?;
                let nest = |inner, key: &String| Data::Map(vec![(key.clone(), inner)]);
                let data = rest.iter().rev().fold(data, nest);
                let patch = rewrite::insert(*parent, first, data, &self.order(*parent))?;
                let title = self.words(&messages::ADD_KEY, "", &written(&patch));
                Ok((patch, title))
            }
            Place::None => Err(Unmended::NotMeant),
        }
    }

    fn append(&self, place: &Place<'_>, data: Data) -> Mended<(Patch, String)> {
        let Place::Node(list) = place else { return self.set(place, Data::List(vec![data])) };
        let patch = rewrite::append(*list, data)?;
        let title = self.words(&messages::APPEND, named(*list), written(&patch).trim_start_matches("- "));
        Ok((patch, title))
    }

    fn move_to(&self, node: Node<'_>, place: Place<'_>) -> Mended<(Patch, String)> {
        let (mapping, key) = match place {
            Place::Missing { parent, keys } => match &keys[..] {
                [key] => (parent, key.clone()),
                _ => return Err(Declined::Layout.into()),
            },
            Place::Node(there) => {
                let key = there.key().and_then(Node::as_key).ok_or(Declined::NotAMap)?;
                (there.parent().ok_or(Declined::NotAMap)?, key.to_owned())
            }
            Place::None => return Err(Unmended::NotMeant),
        };
        let patch = rewrite::move_to(node, mapping, &key, &self.order(mapping))?;
        Ok((patch, self.words(&messages::MOVE, named(node), &key)))
    }

    fn order(&self, mapping: Node<'_>) -> Vec<String> {
        self.scope.schema.map(|schema| schema.key_order(mapping)).unwrap_or_default()
    }

    fn words(&self, message: &Message, old: &str, new: &str) -> String {
        let quoted = |text: &str| format!("`{}`", shortened(text));
        message.render(self.scope.language, &[("old", quoted(old)), ("new", quoted(new))])
    }

    /// The value of an expression; an optional value that is absent means that there is nothing to mend.
    fn value<'d>(
        &self,
        expression: &Expression,
        element: Node<'d>,
        frame: &mut Frame<'_, 'd>,
    ) -> Mended<Value<'d>> {
        let value = match expression.program.evaluate(frame).value {
            Ok(value) => value,
            Err(failure) => {
                let parameters = vec![("failure", failure.render(self.scope.language))];
                let words = (&messages::EVALUATION, parameters);
                let fault = self.fault(expression, words, element, Some(&failure));
                return Err(Unmended::Fault(Box::new(fault)));
            }
        };
        match value.data() {
            Known::Optional(optional) => optional.get().ok_or(Unmended::NotMeant),
            _ => Ok(value),
        }
    }

    fn data<'d>(
        &self,
        expression: &Expression,
        element: Node<'d>,
        frame: &mut Frame<'_, 'd>,
    ) -> Mended<Data> {
        let value = self.value(expression, element, frame)?;
        data_of(&value).ok_or_else(|| self.wrong(expression, &messages::NO_DATA, &value, element))
    }

    fn wrong(
        &self,
        expression: &Expression,
        message: &'static Message,
        value: &Value<'_>,
        element: Node<'_>,
    ) -> Unmended {
        let parameters: Vec<Parameter> = vec![("value", format!("`{}`", value.to_text()))];
        Unmended::Fault(Box::new(self.fault(expression, (message, parameters), element, None)))
    }
}

fn existing<'d>(place: &Place<'d>) -> Mended<Node<'d>> {
    match place {
        Place::Node(node) => Ok(*node),
        Place::Missing { .. } | Place::None => Err(Unmended::NotMeant),
    }
}

/// A value as YAML has it; none if it has none.
fn data_of(value: &Value<'_>) -> Option<Data> {
    Some(match value.data() {
        Known::Null => Data::Null,
        Known::Bool(value) => Data::Bool(*value),
        Known::Int(value) => Data::Int(*value),
        Known::Uint(value) => {
            i64::try_from(*value).map_or_else(|_| Data::BigInt(value.to_string()), Data::Int)
        }
        Known::Double(value) => Data::Float(*value),
        Known::String(text) => Data::String(text.as_str().to_owned()),
        Known::List(list) => Data::List(list.to_vec().iter().map(data_of).collect::<Option<_>>()?),
        Known::Map(map) => {
            let entry =
                |(key, value): &(Value<'_>, Value<'_>)| Some((key.as_str()?.to_owned(), data_of(value)?));
            Data::Map(map.to_vec().iter().map(entry).collect::<Option<_>>()?)
        }
        Known::Object(object) => Data::String(object.as_text().to_owned()),
        Known::Optional(optional) => data_of(&optional.get()?)?,
        Known::Bytes(_) | Known::Timestamp(_) | Known::Duration(_) | Known::Type(_) => return None,
    })
}

/// What a patch writes, on one line.
pub(super) fn written(patch: &Patch) -> String {
    let text: String = patch.edits.iter().map(|edit| edit.text.as_str()).collect();
    let is_entry =
        matches!(patch.changes.first().map(|change| &change.operation), Some(Operation::Insert(..)));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_matches([' ', ',']);
    if is_entry { text.to_owned() } else { text.trim_start_matches(": ").to_owned() }
}

/// What a reader calls a value: its key, or that of the list it is in.
fn named(node: Node<'_>) -> &str {
    let keys = std::iter::successors(Some(node), |node| node.parent()).find_map(Node::key);
    keys.and_then(Node::as_key).unwrap_or("this")
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
