//! From the files of a folder to a pack: manifest, schema, rules, and what is wrong with any of them.

use std::sync::Arc;

use super::embedded::bare_schema;
use super::folder::Folder;
use super::late::Late;
use super::messages;
use super::model::Rule;
use super::pack::{Pack, Rules};
use super::presentation::Presentation;
use super::read::{self, Findings};
use super::rule_file;
use super::statement::Statement;
use crate::expr::Type;
use crate::finding::{Finding, Label, Severity};
use crate::schema::{Schema, misspelt_keywords};
use crate::text::{Language, Location, Source, Span, nearest};
use crate::yaml::{self, Document, Limits, Node};

/// What came of a folder: as much of a pack as can be used, and what is wrong with the rest.
#[derive(Debug)]
pub struct Loaded {
    /// The pack, with the rules that could be read; none if manifest or schema cannot be used.
    pub pack: Option<Pack>,
    /// What is wrong, each in the policy file that it is about.
    pub findings: Vec<Finding>,
}

impl Loaded {
    /// Reads the pack of a folder; `language` is that of the findings.
    #[must_use]
    pub fn from_folder(folder: &Folder, language: Language) -> Self {
        let mut findings = Findings::new(language);
        let pack = load(folder, &mut findings);
        Self { pack, findings: findings.into_list() }
    }
}

fn load(folder: &Folder, findings: &mut Findings) -> Option<Pack> {
    let Some(source) = folder.manifest() else {
        let nowhere = Arc::new(Source::new(format!("rules/{}/pack.yaml", folder.name), ""));
        let parameters = vec![("folder", format!("`rules/{}`", folder.name))];
        let is_misnamed = folder.rules.iter().any(|source| Folder::file_name(source) == "pack.yml");
        let help =
            if is_misnamed { &messages::MANIFEST_MISNAMED_HELP } else { &messages::MANIFEST_MISSING_HELP };
        let words = (&messages::MANIFEST_MISSING, Some(help), parameters);
        findings.say(&nowhere, Span::empty(0), "rule/manifest-missing", words);
        return None;
    };
    let manifest = read::document(source, "pack", folder.is_trusted, findings)?;
    let root = manifest.root();
    check_name(root, "pack", &folder.name, findings);
    let languages = languages(root);
    let (schema, rules) = match folder.is_trusted {
        true => postponed(folder, root)?,
        false => {
            let before = findings.count();
            let schema = load_schema(folder, root, findings)?;
            // What a schema with a slip in it says of types is not what its author means.
            let this = (findings.count() == before).then(|| schema.document_type());
            let rules = load_rules(folder, &languages, this.as_ref(), findings);
            (Late::now(schema), Late::now(Rules::new(rules)))
        }
    };
    let pack = Pack {
        name: Arc::from(root.get("pack").and_then(Node::as_str).unwrap_or(&folder.name)),
        version: root.get("version").and_then(Node::as_int).unwrap_or(1),
        title: root.get("title").and_then(read::localized_text)?,
        languages,
        docs: root.get("docs").and_then(read::scalar),
        tested_on: root.get("tested-on").and_then(read::scalar),
        not_ignorable: names(root, "not-ignorable"),
        statements: root.get("statements").into_iter().flat_map(Node::items).filter_map(statement).collect(),
        schema,
        rules,
    };
    if !folder.is_trusted {
        check_references(&pack, &manifest, findings);
        let this = pack.schema.document_type();
        let problems = Presentation::problems(root, &this, &pack.languages, findings.language());
        problems.into_iter().for_each(|problem| findings.add(problem));
    }
    Some(pack)
}

/// The schema and the rules of a shipped pack, each loaded when it is first needed.
fn postponed(folder: &Folder, manifest: Node<'_>) -> Option<(Late<Schema>, Late<Rules>)> {
    let name = manifest.get("schema").and_then(Node::as_str)?;
    let schema = Arc::clone(folder.schema(name)?);
    let schema = Late::later(move || {
        shipped(|_| Schema::load_shipped(&schema, bare_schema(&schema).unwrap_or(schema.text())))
    });
    let folder = folder.clone();
    let rules = Late::later(move || {
        Rules::new(shipped(|findings| Some(load_rules(&folder, &[Language::En], None, findings))))
    });
    Some((schema, rules))
}

/// What is made of a shipped file.
#[expect(clippy::expect_used, reason = "INVARIANT: shipped packs are sound; a test loads each of them")]
fn shipped<T>(make: impl FnOnce(&mut Findings) -> Option<T>) -> T {
    let mut findings = Findings::new(Language::En);
    let made = make(&mut findings);
    made.filter(|_| findings.count() == 0).expect("shipped packs are sound")
}

fn load_schema(folder: &Folder, manifest: Node<'_>, findings: &mut Findings) -> Option<Schema> {
    let node = manifest.get("schema")?;
    let name = node.as_str()?;
    let Some(source) = folder.schema(name) else {
        let known = folder.schemas.iter().map(|source| Folder::file_name(source));
        let near = nearest(name, known).map(|near| format!("`{near}`"));
        let help = near.is_some().then_some(&messages::NEAREST_HELP);
        let parameters = vec![("name", format!("`{name}`")), ("nearest", near.unwrap_or_default())];
        let words = (&messages::SCHEMA_NOT_FOUND, help, parameters);
        findings.say(manifest.document().source(), node.span(), "rule/schema-not-found", words);
        return None;
    };
    compile_schema(source, findings)
}

fn compile_schema(source: &Arc<Source>, findings: &mut Findings) -> Option<Schema> {
    let stream = yaml::parse(source, &Limits::default());
    for problem in &stream.problems {
        findings.push(source, problem);
    }
    let Some(document) = stream.documents.first() else {
        let words = (&messages::EMPTY_FILE, Some(&messages::EMPTY_FILE_HELP), Vec::new());
        findings.say(source, Span::empty(0), "rule/empty", words);
        return None;
    };
    misspelt_keywords(document).iter().for_each(|problem| findings.push(source, problem));
    match Schema::load(document) {
        Ok(schema) => Some(schema),
        Err(problems) => {
            problems.iter().for_each(|problem| findings.push(source, problem));
            None
        }
    }
}

fn load_rules(
    folder: &Folder,
    languages: &[Language],
    this: Option<&Type>,
    findings: &mut Findings,
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::with_capacity(folder.rules.len());
    for source in folder.rule_files() {
        let Some(document) = read::document(source, "rule", folder.is_trusted, findings) else { continue };
        let file = Folder::file_name(source);
        check_name(document.root(), "rule", file.split('.').next().unwrap_or(file), findings);
        if !folder.is_trusted {
            check_languages(&document, languages, findings);
        }
        let Some(rule) = rule_file::compile(document, this, findings) else { continue };
        match rules.iter().find(|other| other.id == rule.id) {
            Some(other) => report_twice(&rule, other, findings),
            None => rules.push(rule),
        }
    }
    rules
}

/// Reports that two files hold a rule of one id, at the second.
fn report_twice(rule: &Rule, other: &Rule, findings: &mut Findings) {
    let place = |rule: &Rule| {
        let span = rule.document.root().get("rule").map_or_else(Span::default, Node::span);
        Location::new(rule.document.source(), span)
    };
    let language = findings.language();
    let name = [("name", format!("`{}`", rule.id))];
    let message = messages::RULE_TWICE.render(language, &name);
    let mut finding = Finding::new("rule/duplicate-id", Severity::Error, place(rule), message);
    finding.help = Some(messages::RULE_TWICE_HELP.render(language, &name));
    let label = messages::RULE_FIRST.render(language, &name);
    finding.labels.push(Label { location: place(other), message: label });
    findings.add(finding);
}

/// `pack:` must be called like its folder, `rule:` like its file.
fn check_name(root: Node<'_>, key: &str, file: &str, findings: &mut Findings) {
    let Some(node) = root.get(key) else { return };
    let name = node.as_key().unwrap_or_default();
    if name == file {
        return;
    }
    let (message, help) = match key {
        "pack" => (&messages::PACK_NAME_DIFFERS, &messages::PACK_NAME_HELP),
        _ => (&messages::RULE_NAME_DIFFERS, &messages::NAME_HELP),
    };
    let file = format!("`{file}`");
    let parameters = vec![("name", format!("`{name}`")), ("file", file.clone()), ("folder", file)];
    let words = (message, Some(help), parameters);
    findings.say(root.document().source(), node.span(), "rule/name-differs", words);
}

/// Every text of a rule exists in every language that the pack promises.
fn check_languages(document: &Document, languages: &[Language], findings: &mut Findings) {
    if !languages.contains(&Language::Ko) {
        return;
    }
    for key in ["title", "why", "message", "help"] {
        let Some(entry) = document.root().get_entry(key) else { continue };
        let has_korean = read::localized(entry.value).is_some_and(|text| text.ko.is_some());
        if !has_korean {
            let parameters = vec![("key", format!("`{key}`"))];
            let words = (&messages::TEXT_MISSING, Some(&messages::TEXT_MISSING_HELP), parameters);
            findings.say(document.source(), entry.key.span(), "rule/text-missing", words);
        }
    }
}

/// Names in the pack that lead to something else in it: schema keywords, rule ids.
fn check_references(pack: &Pack, manifest: &Document, findings: &mut Findings) {
    for rule in &pack.rules {
        check_keywords(rule, &pack.schema, findings);
        check_statements(rule, &pack.statements, findings);
    }
    let unknown = manifest.root().get("not-ignorable").into_iter().flat_map(Node::items);
    for node in unknown.filter(|node| pack.rule(node.as_key().unwrap_or_default()).is_none()) {
        let name = node.as_key().unwrap_or_default();
        let near = nearest(name, pack.rules.iter().map(|rule| &*rule.id)).map(|near| format!("`{near}`"));
        let help = near.is_some().then_some(&messages::NEAREST_HELP);
        let parameters = vec![("name", format!("`{name}`")), ("nearest", near.unwrap_or_default())];
        let words = (&messages::RULE_UNKNOWN, help, parameters);
        findings.say(manifest.source(), node.span(), "rule/unknown-rule", words);
    }
}

/// Every schema keyword that a rule speaks for exists.
fn check_keywords(rule: &Rule, schema: &Schema, findings: &mut Findings) {
    let Some(node) = rule.document.root().get("schema") else { return };
    let nodes = if node.as_str().is_some() { vec![node] } else { node.items().collect() };
    for node in nodes {
        let pointer = node.as_key().unwrap_or_default();
        if schema.has_keyword(pointer) {
            continue;
        }
        let near = schema.nearest_keyword(pointer).map(|near| format!("`{near}`"));
        let help = near.is_some().then_some(&messages::KEYWORD_NEAREST_HELP);
        let parameters = vec![("pointer", format!("`{pointer}`")), ("nearest", near.unwrap_or_default())];
        let words = (&messages::KEYWORD_NOT_FOUND, help, parameters);
        findings.say(rule.document.source(), node.span(), "rule/keyword-not-found", words);
    }
}

/// Every requirement that a rule quotes by its number is one that the manifest lists, if it lists them.
fn check_statements(rule: &Rule, known: &[Statement], findings: &mut Findings) {
    if known.is_empty() {
        return;
    }
    let quotes = rule.document.root().get("source").into_iter().flat_map(Node::items);
    for node in quotes.filter_map(|quote| quote.get("statement")) {
        let id = node.as_key().unwrap_or_default();
        if known.iter().any(|statement| statement.id == id) {
            continue;
        }
        let near = nearest(id, known.iter().map(|statement| &*statement.id)).map(|near| format!("`{near}`"));
        let help = near.is_some().then_some(&messages::NEAREST_HELP);
        let parameters = vec![("name", format!("`{id}`")), ("nearest", near.unwrap_or_default())];
        let words = (&messages::STATEMENT_UNKNOWN, help, parameters);
        findings.say(rule.document.source(), node.span(), "rule/unknown-statement", words);
    }
}

fn statement(node: Node<'_>) -> Option<Statement> {
    Some(Statement {
        id: node.get("id").and_then(read::scalar)?,
        words: node.get("words").and_then(read::scalar)?,
        human: node.get("human").and_then(read::localized_text),
    })
}

fn languages(manifest: Node<'_>) -> Vec<Language> {
    let mut languages: Vec<_> =
        names(manifest, "languages").iter().filter_map(|tag| Language::from_tag(tag)).collect();
    if languages.is_empty() {
        languages.push(Language::En);
    }
    languages
}

fn names(node: Node<'_>, key: &str) -> Vec<String> {
    node.get(key).into_iter().flat_map(Node::items).filter_map(read::scalar).collect()
}
