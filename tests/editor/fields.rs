//! The fields of a schema with the place where each stands in a document, to ask an editor's server about every one.

use serde_json::{Map, Value};

/// One step from a value to a part of it.
#[derive(Clone)]
pub(crate) enum Step {
    Key(String),
    Item,
}

pub(crate) struct Field {
    /// From the root; empty for the root.
    pub(crate) path: Vec<Step>,
    pub(crate) words: Map<String, Value>,
}

impl Field {
    /// Every field that is reached by keys and items, in the order of the schema.
    pub(crate) fn all(schema: &Value) -> Vec<Self> {
        let mut open = vec![(Vec::new(), schema.clone())];
        let mut fields = Vec::new();
        while let Some((path, value)) = open.pop() {
            let Value::Object(words) = value else { continue };
            let below = |step: Step| path.iter().cloned().chain([step]).collect::<Vec<_>>();
            let named = words.get("properties").and_then(Value::as_object).into_iter().flatten();
            open.extend(named.map(|(name, part)| (below(Step::Key(name.clone())), part.clone())));
            open.extend(words.get("items").map(|part| (below(Step::Item), part.clone())));
            fields.push(Self { path, words });
        }
        fields
    }

    pub(crate) fn list(&self, word: &str) -> &[Value] {
        self.words.get(word).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The keys of an object, none for other values.
    pub(crate) fn keys(&self) -> Vec<&str> {
        let named = self.words.get("properties").and_then(Value::as_object);
        named.map(|named| named.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// False for the root and for items that are objects: there is no word of theirs to hover over.
    pub(crate) fn can_be_pointed_at(&self) -> bool {
        match self.path.last() {
            Some(Step::Key(_)) => true,
            Some(Step::Item) => self.keys().is_empty(),
            None => false,
        }
    }

    /// A document with the cursor where the field's value is about to be written.
    pub(crate) fn before_value(&self) -> String {
        let opening = opening(&self.path);
        match self.path.last() {
            Some(Step::Key(_)) if self.keys().is_empty() && !self.words.contains_key("items") => {
                format!("{} ‸", opening.trim_end())
            }
            _ => format!("{opening}‸"),
        }
    }

    /// A document with the cursor on the field's key, or on its value if it is an item of a list.
    pub(crate) fn on_field(&self) -> String {
        let example = self.list("examples").first().map(ToString::to_string).unwrap_or_default();
        match self.path.split_last() {
            Some((Step::Key(name), above)) => format!("{}‸{name}: {example}\n", opening(above)),
            _ => format!("{}‸{example}\n", opening(&self.path)),
        }
    }
}

/// The lines that lead to the value at `path`, up to where it begins.
fn opening(path: &[Step]) -> String {
    let mut text = String::new();
    let mut indent = String::new();
    for step in path {
        match step {
            Step::Key(name) => {
                indent += "  ";
                text += &format!("{name}:\n{indent}");
            }
            Step::Item => {
                indent += "  ";
                text += "- ";
            }
        }
    }
    text
}
