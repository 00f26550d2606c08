//! `greenlight new rule PACK/ID`: a rule whose condition and examples fit the schema of its pack, to be replaced.

use super::{File, is_name, messages, no_name, say, write};
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::rule::Folder;
use crate::schema::{Draft, Field, Schema};
use crate::text::Language;

/// Writes the rule.
pub(super) fn run(name: &str, setup: &Setup) -> Result<(), Failure> {
    let language = setup.language;
    let Some((pack_name, id)) = name.split_once('/') else {
        let parameters = [("name", format!("`{name}`"))];
        return Err(Failure::new(&messages::RULE_WITHOUT_PACK, language, &parameters).help(
            &messages::RULE_WITHOUT_PACK_HELP,
            language,
            &[],
        ));
    };
    if !is_name(id) {
        return Err(no_name(id, setup));
    }
    let loaded = setup.known_packs();
    let pack = setup.pack(pack_name, &loaded.packs)?;
    let folder = loaded.folders.iter().find(|folder| *folder.name == *pack.name && !folder.is_trusted);
    let Some(manifest) = folder.and_then(Folder::manifest) else {
        let parameters = [("name", format!("`{}`", pack.name))];
        return Err(Failure::new(&messages::SHIPPED, language, &parameters).help(
            &messages::SHIPPED_HELP,
            language,
            &[],
        ));
    };
    let manifest = setup.project.absolute(std::path::Path::new(manifest.path()));
    let path = manifest.with_file_name(format!("{id}.yaml"));
    let draft = Draft::new(&pack.schema, Language::En);
    let head = messages::RULE_HEAD.text(language);
    let text = format!("{head}{}", template(id, &Condition::of(&draft, &pack.schema)));
    let next = say(&messages::NEXT_RULE, setup, &[("id", id.to_owned())]);
    write(&[File { path, text }], &next, setup)
}

/// A condition on one value of a document, and documents that meet it and do not.
pub(super) struct Condition {
    /// The keys that lead to the value.
    keys: Vec<String>,
    /// The value that is refused, as YAML and as an expression have it.
    refused: [String; 2],
    /// A value of the same type that is not, likewise.
    accepted: [String; 2],
}

impl Condition {
    /// A condition on the first value of a draft that can be named in an expression.
    fn of(draft: &Draft, schema: &Schema) -> Self {
        let is_nameable = |key: &str| {
            key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
                && key.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        };
        let candidate = |field: &&Field| -> Option<Self> {
            let keys: Vec<String> = field.pointer.split('/').skip(1).map(str::to_owned).collect();
            let usable = keys.iter().all(|key| is_nameable(key)) && *keys != ["policy"];
            let [example, other] = field.two_values().filter(|_| usable)?;
            // Whole submissions often have the example as their value; what none has disturbs no fixture.
            let is_free = draft.answered(schema, &field.pointer, UNLIKELY).is_ok();
            let (refused, accepted) = if is_free { (unlikely(), example) } else { (example, other) };
            Some(Self { keys, refused, accepted })
        };
        draft.open_fields().iter().find_map(candidate).unwrap_or_else(|| Self {
            keys: vec!["title".to_owned()],
            refused: unlikely(),
            accepted: ["a good one".to_owned(), "''".to_owned()],
        })
    }

    fn read(&self) -> String {
        format!("this.?{}.orValue({})", self.keys.join(".?"), self.accepted[1])
    }

    /// A document with a value, as the text of a block scalar in an example.
    fn document(&self, value: &str) -> String {
        let lines = self.keys.iter().enumerate().map(|(depth, key)| {
            let end = if depth + 1 == self.keys.len() { format!(" {value}") } else { String::new() };
            format!("      {}{key}:{end}\n", "  ".repeat(depth))
        });
        lines.collect()
    }
}

/// A text that no submission has.
const UNLIKELY: &str = "replace me";

/// The same in YAML and in an expression.
fn unlikely() -> [String; 2] {
    [UNLIKELY.to_owned(), format!("'{UNLIKELY}'")]
}

/// The text of a rule.
pub(super) fn template(id: &str, condition: &Condition) -> String {
    let read = condition.read();
    let [refused, expression] = &condition.refused;
    format!(
        "rule: {id}
severity: warning
title:
  en: \"REPLACE: what is wrong, in a few words\"
  ko: \"바꿔 쓰기: 무엇이 잘못되었는지 짧게\"
why:
  en: \"REPLACE: why it matters to whoever decides\"
  ko: \"바꿔 쓰기: 판단하는 사람에게 왜 중요한지\"
require: {}
message:
  en: \"REPLACE: what is wrong with `{{{read}}}`\"
  ko: \"바꿔 쓰기: `{{{read}}}` 값의 문제\"
examples:
  - pass: |
{}  - fail: |
{}    finds: [{}]
",
        in_block(&format!("{read} != {expression}")),
        condition.document(&condition.accepted[0]),
        condition.document(refused),
        quoted(refused),
    )
}

/// A text as the value of a key.
fn in_block(text: &str) -> String {
    if text.contains(": ") || text.contains(" #") { quoted(text) } else { text.to_owned() }
}

/// A text between double quotes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
