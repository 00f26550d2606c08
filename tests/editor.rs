//! What a schema-aware editor makes of the shipped schemas, asked of the server behind most of them: every key, allowed
//! value and snippet is completed, every field is explained, a mistake is marked. English and Korean, bound to the document
//! by a comment on its first line and by the editor's settings.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "editor/cases.rs"]
mod cases;
#[path = "editor/completion.rs"]
mod completion;
#[path = "editor/fields.rs"]
mod fields;
#[path = "editor/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use greenlight::rule::embedded_packs;
use serde_json::{Map, Value, json};

use cases::{CHOICES, MISTAKES};
use completion::{Document, filled_in};
use fields::{Field, Step};
use server::{Server, installed};

/// How the editor learns which schema a document has.
#[derive(Clone, Copy, Debug)]
enum Binding {
    /// A comment on the first line of the document.
    Modeline,
    /// The setting `yaml.schemas`, from schemas to names of files.
    Setting,
}

struct Schema {
    pack: &'static str,
    language: &'static str,
    uri: String,
    words: Value,
}

/// An editor in which some schema is bound in some way, and what was found wrong with it.
struct Editor {
    server: Server,
    opened: usize,
    faults: Vec<String>,
}

/// The schema of each pack: the file as it is shipped, and what the program prints in Korean.
fn schemas() -> Vec<Schema> {
    let each = embedded_packs().flat_map(|pack| ["en", "ko"].map(|language| (pack, language)));
    each.map(|(pack, language)| {
        let path = if language == "en" { shipped(pack) } else { printed(pack, language) };
        let words = serde_json::from_slice(&fs::read(&path).expect("a schema")).expect("JSON");
        Schema { pack, language, uri: format!("file://{}", path.display()), words }
    })
    .collect()
}

fn shipped(pack: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{pack}.schema.json"))
}

fn printed(pack: &str, language: &str) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_greenlight"))
        .args(["schema", pack, "--lang", language])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{pack}.{language}.schema.json"));
    // Tests of this file write the same text at the same time: it appears at once or not at all.
    let file = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a file");
    fs::write(file.path(), output.stdout).expect("a writable file");
    file.persist(&path).expect("a file in its place");
    path
}

/// Runs `ask` for every schema and binding, and fails with all that it found.
fn with_every_schema(ask: impl Fn(&mut Editor, &Schema, Binding)) {
    let program = match installed() {
        Ok(program) => program,
        Err(reason) => return eprintln!("skipped: {reason}"),
    };
    let schemas = schemas();
    let bound: Map<String, Value> =
        schemas.iter().map(|schema| (schema.uri.clone(), json!([names(schema)]))).collect();
    let settings = json!({
        "schemas": bound, "validate": true, "hover": true, "completion": true,
        "schemaStore": {"enable": false}, "kubernetesCRDStore": {"enable": false},
    });
    let mut editor = Editor { server: Server::start(program, settings), opened: 0, faults: Vec::new() };
    for schema in &schemas {
        for binding in [Binding::Modeline, Binding::Setting] {
            ask(&mut editor, schema, binding);
        }
    }
    assert!(editor.opened > 0, "something was asked");
    assert!(editor.faults.is_empty(), "{}", editor.faults.join("\n"));
}

/// The files to which the setting binds a schema.
fn names(schema: &Schema) -> String {
    format!("*.{}.{}.yaml", schema.pack, schema.language)
}

impl Editor {
    /// Opens a document in which `‸` marks the cursor.
    fn open(&mut self, schema: &Schema, binding: Binding, marked: &str) -> (String, Document) {
        self.opened += 1;
        let (name, text) = match binding {
            Binding::Modeline => {
                let modeline = format!("# yaml-language-server: $schema={}\n", schema.uri);
                ("modeline.yaml".to_owned(), modeline + marked)
            }
            // A comment, since in an empty document only a modeline is offered.
            Binding::Setting => (names(schema).replace('*', "setting"), format!("# request\n{marked}")),
        };
        let uri = format!("file:///requests/{}/{name}", self.opened);
        let document = Document::new(&text);
        self.server.open(&uri, &document.text);
        (uri, document)
    }

    fn ask(&mut self, method: &str, uri: &str, document: &Document) -> Value {
        let parameters = json!({"textDocument": {"uri": uri}, "position": document.cursor});
        let answer = self.server.request(method, &parameters);
        self.server.close(uri);
        answer
    }

    fn complete(&mut self, schema: &Schema, binding: Binding, marked: &str) -> (Document, Vec<Value>) {
        let (uri, document) = self.open(schema, binding, marked);
        let answer = self.ask("textDocument/completion", &uri, &document);
        (document, answer["items"].as_array().cloned().unwrap_or_default())
    }

    fn hover(&mut self, schema: &Schema, binding: Binding, marked: &str) -> Value {
        let (uri, document) = self.open(schema, binding, marked);
        self.ask("textDocument/hover", &uri, &document)["contents"].clone()
    }

    /// The marked texts with what is said of each.
    fn mark(&mut self, schema: &Schema, binding: Binding, text: &str) -> Vec<(String, String)> {
        let (uri, document) = self.open(schema, binding, &format!("{text}‸"));
        let published = self.server.diagnostics(&uri);
        self.server.close(&uri);
        let told = |found: &Value| (document.cut(&found["range"]).to_owned(), plain(&found["message"]));
        published.iter().map(told).collect()
    }

    fn expect(&mut self, holds: bool, fault: impl FnOnce() -> String) {
        if !holds {
            self.faults.push(fault());
        }
    }
}

/// A text, or the text of a completion's documentation, without the escapes of Markdown and its line breaks.
fn plain(text: &Value) -> String {
    let text = text.as_str().or_else(|| text["value"].as_str()).unwrap_or_default();
    text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_kind(items: &[Value], kind: u64) -> Vec<&Value> {
    items.iter().filter(|item| item["kind"] == kind).collect()
}

fn labels<'v>(items: &[&'v Value]) -> Vec<&'v str> {
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

const PROPERTY: u64 = 10;
const VALUE: u64 = 12;
const SNIPPET: u64 = 9;

#[test]
fn every_key_is_offered_with_its_description() {
    with_every_schema(|editor, schema, binding| {
        for field in Field::all(&schema.words).iter().filter(|field| !field.keys().is_empty()) {
            let marked = field.before_value();
            let (_, items) = editor.complete(schema, binding, &marked);
            let properties = of_kind(&items, PROPERTY);
            for (name, words) in field.words["properties"].as_object().into_iter().flatten() {
                let offered = properties.iter().find(|item| item["label"] == name.as_str());
                let shown = offered.map(|item| plain(&item["documentation"]));
                let said = plain(described(words.as_object().expect("a field")));
                let is_said = shown.as_ref() == Some(&said);
                editor.expect(is_said, || {
                    format!("{} {binding:?} {marked:?} {name}: {shown:?}", schema.language)
                });
            }
        }
    });
}

#[test]
fn every_allowed_value_is_offered_with_its_meaning() {
    with_every_schema(|editor, schema, binding| {
        for field in Field::all(&schema.words).iter().filter(|field| !field.list("enum").is_empty()) {
            let marked = field.before_value();
            let (_, items) = editor.complete(schema, binding, &marked);
            let values = of_kind(&items, VALUE);
            let meanings: Vec<Value> =
                values.iter().map(|item| Value::String(plain(&item["documentation"]))).collect();
            let is_complete =
                labels(&values) == field.list("enum") && meanings == field.list("enumDescriptions");
            editor
                .expect(is_complete, || format!("{} {binding:?} {marked:?}: {meanings:?}", schema.language));
        }
    });
}

#[test]
fn what_is_written_already_decides_which_values_are_offered() {
    with_every_schema(|editor, schema, binding| {
        for choice in CHOICES.iter().filter(|choice| choice.pack == schema.pack) {
            let (_, items) = editor.complete(schema, binding, choice.text);
            let values = of_kind(&items, VALUE);
            editor.expect(labels(&values) == choice.offered, || {
                format!("{} {binding:?} {:?}: {:?}", schema.language, choice.text, labels(&values))
            });
        }
    });
}

#[test]
fn every_snippet_inserts_what_it_holds() {
    with_every_schema(|editor, schema, binding| {
        for field in Field::all(&schema.words) {
            for snippet in field.list("defaultSnippets") {
                let marked = field.before_value();
                let (document, items) = editor.complete(schema, binding, &marked);
                let snippets = of_kind(&items, SNIPPET);
                let offered = snippets.iter().find(|item| item["label"] == snippet["label"]);
                let result = offered.map(|item| document.accept(item));
                let is_inserted =
                    result.as_ref().is_some_and(|result| holds(result, &field.path, &snippet["body"]));
                let is_described = offered
                    .is_some_and(|item| plain(&item["documentation"]) == plain(&snippet["description"]));
                editor.expect(is_inserted && is_described, || {
                    format!(
                        "{} {binding:?} {} inserts\n{}",
                        schema.language,
                        snippet["label"],
                        result.unwrap_or_default()
                    )
                });
            }
        }
    });
}

/// True if the text is a document in which the snippet's body stands at the path.
fn holds(text: &str, path: &[Step], body: &Value) -> bool {
    let Ok(document) = serde_yaml::from_str::<Value>(text) else { return false };
    let found = path.iter().try_fold(&document, |value, step| match step {
        Step::Key(name) => value.get(name),
        Step::Item => value.get(0),
    });
    found.is_some_and(|found| is_same(found, body))
}

/// True if the values are alike, but for the places of the snippet that are filled in and the types of scalars.
fn is_same(found: &Value, body: &Value) -> bool {
    match (found, body) {
        (Value::Object(found), Value::Object(body)) => {
            found.len() == body.len()
                && body.iter().all(|(key, part)| found.get(key).is_some_and(|found| is_same(found, part)))
        }
        (Value::Array(found), Value::Array(body)) => {
            found.len() == body.len() && found.iter().zip(body).all(|(found, part)| is_same(found, part))
        }
        (Value::Null, Value::String(body)) => filled_in(body).is_empty(),
        (Value::String(found), Value::String(body)) => *found == filled_in(body),
        (found, Value::String(body)) => filled_in(body) == format!("{found}"),
        _ => found == body,
    }
}

#[test]
fn every_field_is_explained_by_title_description_example_and_allowed_values() {
    with_every_schema(|editor, schema, binding| {
        for field in Field::all(&schema.words).iter().filter(|field| field.can_be_pointed_at()) {
            let marked = field.on_field();
            let shown = plain(&editor.hover(schema, binding, &marked));
            let missing: Vec<String> =
                explanation(field).into_iter().filter(|part| !shown.contains(part)).collect();
            let is_whole = missing.is_empty();
            editor.expect(is_whole, || {
                format!("{} {binding:?} {marked:?} lacks {missing:?}\nin {shown:?}", schema.language)
            });
        }
    });
}

/// What has to be shown of a field, part by part.
fn explanation(field: &Field) -> Vec<String> {
    let meanings = field.list("enum").iter().zip(field.list("enumDescriptions"));
    let example = field.list("examples").first();
    [format!("#### {}", plain(&field.words["title"])), plain(described(&field.words))]
        .into_iter()
        .chain(meanings.map(|(value, meaning)| format!("* `{}`: {}", plain(value), plain(meaning))))
        .chain(example.map(|example| if example.is_string() { plain(example) } else { example.to_string() }))
        .collect()
}

/// The description that editors prefer.
fn described(words: &Map<String, Value>) -> &Value {
    words.get("markdownDescription").unwrap_or(&words["description"])
}

#[test]
fn clean_submissions_are_not_marked() {
    with_every_schema(|editor, schema, binding| {
        let found = editor.mark(schema, binding, &clean(schema.pack));
        editor.expect(found.is_empty(), || format!("{} {binding:?}: {found:?}", schema.language));
    });
}

#[test]
fn a_mistake_is_marked_where_it_is_and_explained() {
    with_every_schema(|editor, schema, binding| {
        for mistake in MISTAKES.iter().filter(|mistake| mistake.pack == schema.pack) {
            let clean = clean(schema.pack);
            assert_eq!(clean.matches(mistake.right).count(), 1, "{} stands once", mistake.right);
            let found = editor.mark(schema, binding, &clean.replace(mistake.right, mistake.wrong));
            let said = if schema.language == "en" { mistake.en } else { mistake.ko };
            let is_found =
                matches!(&found[..], [(text, message)] if text == mistake.marked && message.contains(said));
            editor
                .expect(is_found, || format!("{} {binding:?} {}: {found:?}", schema.language, mistake.wrong));
        }
    });
}

/// A clean submission of the pack.
fn clean(pack: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(pack);
    let cases =
        fs::read_dir(folder).expect("fixtures of the pack").map(|case| case.expect("a fixture").path());
    let is_clean =
        |case: &PathBuf| case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("clean"));
    let case = cases.filter(is_clean).min().expect("a clean submission");
    fs::read_to_string(case.join("submission.yaml")).expect("a text")
}
