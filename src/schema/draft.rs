//! A document to begin with: every key that a schema requires, each with what the schema says of it and with its own
//! example as the value. Built from the schema alone, so that it never goes stale.
//!
//! What is required only together with something else is found by holding the draft against the schema until nothing is
//! missing.

mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use jsonschema::JsonType;
use serde_json::Value as Json;

use super::Schema;
use super::lookup::{Lookup, elements, escape, members};
use super::quote::written;
use super::violation::Violation;
use crate::text::{Language, Source};
use crate::yaml::{Document, Limits, Problem, parse};

/// How often a draft is held against its schema at most.
const ROUNDS: usize = 16;
/// Deepest nesting of a draft.
const DEPTH: usize = 16;

/// A document in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    fields: Vec<Field>,
    language: Language,
    /// The pointers of keys that are required besides those of the schemas themselves.
    added: BTreeSet<String>,
    /// What has been answered, by pointer.
    answers: Vec<(String, Json)>,
}

/// A key of a draft.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub key: String,
    /// The JSON Pointer (RFC 6901) of its value.
    pub pointer: String,
    /// What the schema calls it.
    pub title: Option<String>,
    /// What the schema says of it.
    pub description: Option<String>,
    /// The values that are allowed, if they are few, each with what it means.
    pub choices: Vec<(String, Option<String>)>,
    content: Content,
}

/// The value of a key.
#[derive(Clone, Debug)]
enum Content {
    /// A single value; true if the schema allows no other.
    Scalar(Json, bool),
    /// A list of single values.
    Scalars(Vec<Json>),
    /// A mapping.
    Map(Vec<Field>),
    /// A list of mappings, of which the draft has one.
    Element(Vec<Field>),
}

impl Field {
    /// The value as it stands in the draft, if it is a single one or a list of such.
    #[must_use]
    pub fn value(&self) -> Option<String> {
        match &self.content {
            Content::Scalar(value, _) => {
                Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            }
            Content::Scalars(values) => {
                let texts = values
                    .iter()
                    .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
                Some(texts.collect::<Vec<_>>().join(", "))
            }
            Content::Map(_) | Content::Element(_) => None,
        }
    }

    /// The value and another of its type, each as one writes it in YAML and in an expression; none for lists and for
    /// values that are the only one allowed.
    #[must_use]
    pub fn two_values(&self) -> Option<[[String; 2]; 2]> {
        let Content::Scalar(value, false) = &self.content else { return None };
        let other = match value {
            Json::Bool(truth) => Json::Bool(!truth),
            Json::Number(number) => Json::from(number.as_i64()?.checked_add(1)?),
            Json::String(_) => self
                .choices
                .iter()
                .map(|(choice, _)| Json::from(choice.as_str()))
                .find(|one| one != value)
                .unwrap_or_else(|| Json::from("something else")),
            Json::Null | Json::Array(_) | Json::Object(_) => return None,
        };
        let both = |value: &Json| {
            let expression =
                value.as_str().map(|text| format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")));
            [written(value), expression.unwrap_or_else(|| value.to_string())]
        };
        Some([both(value), both(&other)])
    }

    /// True if the value is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.content, Content::Scalars(_))
    }

    /// True if there is something to decide.
    fn is_open(&self) -> bool {
        matches!(&self.content, Content::Scalar(_, false) | Content::Scalars(_))
    }

    /// The fields inside.
    fn children(&self) -> &[Field] {
        match &self.content {
            Content::Map(fields) | Content::Element(fields) => fields,
            Content::Scalar(..) | Content::Scalars(_) => &[],
        }
    }
}

impl Draft {
    /// A draft of a document that the schema describes, its texts in `language`.
    #[must_use]
    pub fn new(schema: &Schema, language: Language) -> Self {
        let mut draft = Self { fields: Vec::new(), language, added: BTreeSet::new(), answers: Vec::new() };
        draft.complete(schema);
        draft
    }

    /// The first field, in order, with something to decide and a pointer that is not among those.
    #[must_use]
    pub fn next_open(&self, decided: &BTreeSet<String>) -> Option<&Field> {
        self.open_fields().into_iter().find(|field| !decided.contains(&field.pointer))
    }

    /// True if the document has a key of this name.
    #[must_use]
    pub fn has_key(&self, name: &str) -> bool {
        self.fields.iter().any(|field| field.key == name)
    }

    /// All fields with something to decide, in order.
    #[must_use]
    pub fn open_fields(&self) -> Vec<&Field> {
        let mut found = Vec::new();
        let mut waiting: Vec<&Field> = self.fields.iter().rev().collect();
        while let Some(field) = waiting.pop() {
            found.extend(field.is_open().then_some(field));
            waiting.extend(field.children().iter().rev());
        }
        found
    }

    /// The draft with an answer as the value of a field, or what is wrong with the answer.
    ///
    /// # Errors
    /// What the schema says against it.
    pub fn answered(&self, schema: &Schema, pointer: &str, answer: &str) -> Result<Self, Vec<Problem>> {
        let mut draft = self.clone();
        let Some(field) = find(&self.fields, &|field| field.pointer == pointer) else { return Ok(draft) };
        let value = match &field.content {
            Content::Scalars(_) => {
                Json::Array(answer.split(',').map(|one| typed(one, schema, pointer)).collect())
            }
            _ => typed(answer, schema, pointer),
        };
        draft.answers.retain(|(own, _)| own != pointer);
        draft.answers.push((pointer.to_owned(), value));
        draft.build(schema);
        let below = format!("{pointer}/");
        let document = draft.document();
        let against: Vec<Problem> = document
            .iter()
            .flat_map(|document| schema.check(document.root()))
            .filter(|violation| violation.missing.is_none())
            .filter(|violation| {
                let place = violation.node.pointer();
                place == pointer || place.starts_with(&below)
            })
            .map(|violation| violation.problem)
            .collect();
        if !against.is_empty() {
            return Err(against);
        }
        draft.complete(schema);
        Ok(draft)
    }

    /// Adds what is missing, until nothing is.
    fn complete(&mut self, schema: &Schema) {
        for _ in 0..ROUNDS {
            self.build(schema);
            let Some(document) = self.document() else { return };
            let missing = |violation: Violation<'_>| {
                let name = violation.missing?;
                Some(format!("{}/{}", violation.node.pointer(), escape(&name)))
            };
            let missing: Vec<String> =
                schema.check(document.root()).into_iter().filter_map(missing).collect();
            let before = self.added.len();
            self.added.extend(missing);
            if self.added.len() == before {
                return;
            }
        }
    }

    fn build(&mut self, schema: &Schema) {
        let lookup = schema.lookup();
        let builder = Builder { lookup, draft: self };
        self.fields = builder.fields(lookup.resolve(schema.value()), "", 0);
    }

    fn document(&self) -> Option<Document> {
        let source = Arc::new(Source::new("draft", self.text()));
        parse(&source, &Limits::default()).documents.into_iter().next()
    }
}

fn find<'f>(fields: &'f [Field], is_wanted: &dyn Fn(&Field) -> bool) -> Option<&'f Field> {
    fields.iter().find_map(
        |field| {
            if is_wanted(field) { Some(field) } else { find(field.children(), is_wanted) }
        },
    )
}

/// An answer as the type that the schema wants, where it can be read as that; else as a text, which the schema refuses.
fn typed(answer: &str, schema: &Schema, pointer: &str) -> Json {
    let answer = answer.trim();
    let lookup = schema.lookup();
    let place = pointer.split('/').skip(1).try_fold(lookup.resolve(schema.value()), |place, token| {
        let inner = place.get("properties").and_then(|own| own.get(token)).or_else(|| place.get("items"))?;
        Some(lookup.resolve(inner))
    });
    let place = place.and_then(|place| place.get("items").or(Some(place)));
    let types = place.map(types).unwrap_or_default();
    let has = |wanted: &str| types.contains(&wanted);
    let read = serde_json::from_str::<Json>(answer).ok();
    let fits = |value: &Json| match value {
        Json::Bool(_) => has("boolean"),
        Json::Number(number) => has("number") || (has("integer") && (number.is_i64() || number.is_u64())),
        _ => false,
    };
    read.filter(fits).unwrap_or_else(|| Json::from(answer))
}

fn types(schema: &Json) -> Vec<&str> {
    let named = schema.get("type");
    named.and_then(Json::as_str).into_iter().chain(elements(named).filter_map(Json::as_str)).collect()
}

/// Makes the fields of a draft.
struct Builder<'s, 'd> {
    lookup: Lookup<'s>,
    draft: &'d Draft,
}

impl<'s> Builder<'s, '_> {
    /// The fields of a mapping: what its schema requires in that order, then what was found to be missing.
    fn fields(&self, schema: &'s Json, pointer: &str, depth: usize) -> Vec<Field> {
        let required = elements(schema.get("required")).filter_map(Json::as_str);
        let below = format!("{pointer}/");
        let added = self.draft.added.iter().filter_map(|added| added.strip_prefix(&below));
        let added = added.filter(|name| !name.contains('/'));
        let mut names: Vec<&str> = Vec::new();
        for name in required.chain(added) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() && schema.get("minProperties").is_some() {
            names.extend(members(schema.get("properties")).next().map(|(name, _)| name.as_str()));
        }
        let properties = schema.get("properties");
        let field = |name: &str| {
            let own = properties.and_then(|properties| properties.get(name)).unwrap_or(&Json::Null);
            self.field(name, self.lookup.resolve(own), format!("{pointer}/{}", escape(name)), depth + 1)
        };
        names.into_iter().map(field).collect()
    }

    fn field(&self, key: &str, schema: &'s Json, pointer: String, depth: usize) -> Field {
        let items =
            schema.get("items").filter(|items| items.is_object()).map(|items| self.lookup.resolve(items));
        let described = items.filter(|items| items.get("enum").is_some()).unwrap_or(schema);
        let content = self.content(schema, items, &pointer, depth);
        // Of a mapping that may be empty the reader should know what it can hold.
        let choices = match &content {
            Content::Map(fields) if fields.is_empty() => self.keys(schema),
            _ => self.choices(described),
        };
        let (title, description) = (self.text(schema, "title"), self.text(schema, "description"));
        Field { key: key.to_owned(), title, description, choices, content, pointer }
    }

    /// The keys that a mapping may have, each with its title.
    fn keys(&self, schema: &'s Json) -> Vec<(String, Option<String>)> {
        let properties = members(schema.get("properties"));
        properties.map(|(name, own)| (name.clone(), self.text(self.lookup.resolve(own), "title"))).collect()
    }

    fn content(&self, schema: &'s Json, items: Option<&'s Json>, pointer: &str, depth: usize) -> Content {
        let answer =
            self.draft.answers.iter().find(|(own, _)| own == pointer).map(|(_, value)| value.clone());
        let is_object =
            |schema: &Json| types(schema).first() == Some(&"object") || schema.get("properties").is_some();
        match (answer, items) {
            (Some(Json::Array(values)), _) => Content::Scalars(values),
            (Some(value), _) => Content::Scalar(value, false),
            (None, _) if depth >= DEPTH => Content::Scalar(self.example(schema), false),
            (None, Some(items)) if is_object(items) => {
                Content::Element(self.fields(items, &format!("{pointer}/0"), depth + 1))
            }
            (None, Some(items)) => Content::Scalars(vec![self.example(items)]),
            (None, None) if is_object(schema) => Content::Map(self.fields(schema, pointer, depth)),
            (None, None) => Content::Scalar(self.example(schema), schema.get("const").is_some()),
        }
    }

    /// The value that a schema itself gives as an example, in the language of the draft where it has one.
    fn example(&self, schema: &Json) -> Json {
        let korean = schema.get("x-ko").filter(|_| self.draft.language == Language::Ko);
        let first = |from: Option<&'_ Json>, keyword: &str| elements(from?.get(keyword)).next().cloned();
        let said = |keyword: &str| schema.get(keyword).cloned();
        let suggested = said("const")
            .or_else(|| first(korean, "examples"))
            .or_else(|| first(Some(schema), "examples"))
            .or_else(|| said("default"))
            .or_else(|| first(Some(schema), "enum"));
        suggested.unwrap_or_else(|| {
            let named = types(schema).first().and_then(|name| name.parse::<JsonType>().ok());
            match named {
                Some(JsonType::Boolean) => Json::Bool(true),
                Some(JsonType::Integer | JsonType::Number) => {
                    said("minimum").unwrap_or_else(|| Json::from(1))
                }
                Some(JsonType::Null) => Json::Null,
                _ => Json::from("..."),
            }
        })
    }

    fn choices(&self, schema: &'s Json) -> Vec<(String, Option<String>)> {
        let korean = schema.get("x-ko").filter(|_| self.draft.language == Language::Ko);
        let texts = korean.and_then(|korean| korean.get("enumDescriptions"));
        let texts = texts.or_else(|| schema.get("enumDescriptions"));
        let values = elements(schema.get("enum")).map(written);
        let meanings = elements(texts).map(|text| text.as_str().map(str::to_owned));
        values.zip(meanings.chain(std::iter::repeat(None))).collect()
    }

    fn text(&self, schema: &'s Json, annotation: &str) -> Option<String> {
        let words = self.lookup.text(schema, annotation, None)?;
        Some(if self.draft.language == Language::Ko { words.ko } else { words.en })
    }
}
