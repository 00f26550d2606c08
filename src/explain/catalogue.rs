//! The table of the engine's own ids, read from the YAML files of `ids/`: every finding that no rule of a pack makes has
//! its entry there. Knows the shape of an entry; does not run its example.

use std::sync::{Arc, OnceLock};

use super::example::{Depth, Encoding, Example, File, SUBMISSION};
use crate::rule::Localized;
use crate::text::Source;
use crate::yaml::{Limits, Node, parse};

/// The tables, in the order in which they are listed.
const TABLES: &[(&str, &str)] = &[
    ("yaml", include_str!("ids/yaml.yaml")),
    ("schema", include_str!("ids/schema.yaml")),
    ("policy", include_str!("ids/policy.yaml")),
    ("ignore", include_str!("ids/ignore.yaml")),
    ("baseline", include_str!("ids/baseline.yaml")),
    ("config", include_str!("ids/config.yaml")),
    ("rule", include_str!("ids/rule.yaml")),
    ("io", include_str!("ids/io.yaml")),
    ("render", include_str!("ids/render.yaml")),
    ("internal", include_str!("ids/internal.yaml")),
];

/// What there is to say of one id.
#[derive(Debug)]
pub struct Entry {
    /// The id, such as `schema/enum`.
    pub id: String,
    /// What is wrong, in one line.
    pub title: Localized<String>,
    /// Why it is a finding.
    pub why: Localized<String>,
    /// What to do about it.
    pub fix: Localized<String>,
    /// A text that has it; none where the machine decides.
    pub fails: Option<Example>,
    /// The same text put right.
    pub passes: Option<Example>,
}

impl Entry {
    /// The family of the id: what stands before `/`.
    #[must_use]
    pub fn family(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }
}

/// All entries, family by family.
#[must_use]
pub fn engine_entries() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| TABLES.iter().flat_map(|(name, text)| read(name, text)).collect())
}

/// The entry of an id.
#[must_use]
pub fn engine_entry(id: &str) -> Option<&'static Entry> {
    engine_entries().iter().find(|entry| entry.id == id)
}

fn read(name: &str, text: &'static str) -> Vec<Entry> {
    let source = Arc::new(Source::new(format!("{name}.yaml"), text));
    let stream = parse(&source, &Limits::default());
    let roots = stream.documents.iter().flat_map(|document| document.root().items());
    roots.filter_map(entry).collect()
}

fn entry(node: Node<'_>) -> Option<Entry> {
    let text = |key: &str| node.get(key).and_then(Node::as_key).map(str::to_owned);
    let place = text("file").unwrap_or_else(|| SUBMISSION.to_owned());
    let other_place = text("passes-file").unwrap_or_else(|| place.clone());
    let encoding = match node.get("encoding") {
        Some(_) => Encoding::Latin1,
        None => Encoding::Utf8,
    };
    let depth = match node.get("depth").and_then(Node::as_key) {
        Some("coverage") => Depth::Coverage,
        Some("mutants") => Depth::Mutants,
        _ => Depth::Run,
    };
    let example = |path: String, key: &str| {
        let file = File { path, text: text(key)? };
        Some(Example { file, encoding, others: others(node), depth })
    };
    Some(Entry {
        id: text("id")?,
        title: localized(node.get("title")?)?,
        why: localized(node.get("why")?)?,
        fix: localized(node.get("fix")?)?,
        fails: example(place, "fails"),
        passes: example(other_place, "passes"),
    })
}

/// The files around an example: `schema` is that of the pack, `with` names any others.
fn others(node: Node<'_>) -> Vec<File> {
    let schema = node.get("schema").map(|schema| ("schemas/example.schema.json", schema));
    let with = node.get("with").into_iter().flat_map(Node::entries);
    let named = with.filter_map(|entry| Some((entry.key.as_key()?, entry.value)));
    let files = schema.into_iter().chain(named);
    files
        .filter_map(|(path, text)| Some(File { path: path.to_owned(), text: text.as_key()?.to_owned() }))
        .collect()
}

fn localized(node: Node<'_>) -> Option<Localized<String>> {
    let text = |key: &str| node.get(key).and_then(Node::as_key).map(str::to_owned);
    Some(Localized { en: text("en")?, ko: text("ko") })
}
