//! The shipped schemas keep what editors and translators rely on: every field is named, described, shown by an example
//! and said in Korean as well; no object takes keys that nobody knows.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

/// What editors show, and so what has to be said in each language.
const TEXTS: [&str; 7] = [
    "title",
    "description",
    "markdownDescription",
    "enumDescriptions",
    "patternErrorMessage",
    "errorMessage",
    "defaultSnippets",
];

struct Field {
    place: String,
    words: Map<String, Value>,
}

impl Field {
    fn is_scalar(&self) -> bool {
        !["properties", "items", "additionalProperties"].iter().any(|word| self.words.contains_key(*word))
    }

    fn says(&self, word: &str) -> Option<&Value> {
        self.words.get(word)
    }

    fn korean(&self, word: &str) -> Option<&Value> {
        self.says("x-ko")?.get(word)
    }
}

/// The schemas of packs, and of our own files.
fn schemas() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let entries = [folder.join("greenlight"), folder].map(|folder| {
        fs::read_dir(folder).expect("a readable folder").map(|entry| entry.expect("an entry").path())
    });
    let mut schemas: Vec<PathBuf> = entries.into_iter().flatten().filter(|path| path.is_file()).collect();
    schemas.sort();
    schemas
}

/// Every described value of every schema.
fn fields() -> Vec<Field> {
    let mut open: Vec<(String, Value)> = schemas()
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a shipped schema");
            (path.display().to_string(), serde_json::from_str(&text).expect("a schema is JSON"))
        })
        .collect();
    let mut fields = Vec::new();
    while let Some((place, value)) = open.pop() {
        let Value::Object(words) = value else { continue };
        for word in ["properties", "definitions"] {
            let named = words.get(word).and_then(Value::as_object).into_iter().flatten();
            open.extend(named.map(|(name, part)| (format!("{place}/{name}"), part.clone())));
        }
        let parts =
            ["items", "additionalProperties"].into_iter().filter_map(|word| Some((word, words.get(word)?)));
        open.extend(parts.map(|(word, part)| (format!("{place}/{word}"), part.clone())));
        if !words.contains_key("$ref") {
            fields.push(Field { place, words });
        }
    }
    assert!(fields.len() > 150, "the walk found {} fields", fields.len());
    fields
}

fn none_of(fields: &[Field], is_wrong: impl Fn(&Field) -> bool) {
    let wrong: Vec<&str> =
        fields.iter().filter(|field| is_wrong(field)).map(|field| field.place.as_str()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_field_has_a_title_and_a_description() {
    none_of(&fields(), |field| field.says("title").is_none() || field.says("description").is_none());
}

#[test]
fn every_text_is_said_in_korean_too() {
    none_of(&fields(), |field| {
        TEXTS.iter().any(|word| field.says(word).is_some() != field.korean(word).is_some())
            || field.korean("title") == field.says("title") && !is_a_proper_name(field)
    });
}

/// Names that are written alike in both languages.
fn is_a_proper_name(field: &Field) -> bool {
    let title = field.says("title").and_then(Value::as_str);
    title.is_some_and(|title| title.bytes().filter(u8::is_ascii_uppercase).count() > 1)
}

#[test]
fn every_allowed_value_has_its_meaning_in_both_languages() {
    let count = |value: Option<&Value>| value.and_then(Value::as_array).map(Vec::len);
    none_of(&fields(), |field| {
        let values = count(field.says("enum"));
        values != count(field.says("enumDescriptions")) || values != count(field.korean("enumDescriptions"))
    });
}

#[test]
fn every_scalar_has_examples_that_its_own_words_allow() {
    none_of(&fields(), |field| {
        field.is_scalar() && {
            let examples = field.says("examples").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let korean = field.korean("examples").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            let words = Value::Object(field.words.clone());
            let validator =
                jsonschema::options().should_validate_formats(true).build(&words).expect("a schema");
            examples.is_empty() || examples.iter().chain(korean).any(|example| !validator.is_valid(example))
        }
    });
}

#[test]
fn every_object_says_which_keys_it_takes() {
    none_of(&fields(), |field| {
        field.says("properties").is_some() && field.says("additionalProperties").is_none()
    });
}
