//! The packs and schemas shipped in the binary, gathered by `build.rs` from `rules/` and `schemas/`.

use std::sync::Arc;

use super::folder::Folder;
use crate::text::Source;

struct EmbeddedFile {
    path: &'static str,
    text: &'static str,
    /// Where the examples of a rule begin (bytes), or the end of the text.
    examples: usize,
}

struct EmbeddedFolder {
    name: &'static str,
    files: &'static [EmbeddedFile],
}

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

impl EmbeddedFile {
    fn source(&self) -> Arc<Source> {
        Arc::new(Source::new(self.path, self.text))
    }

    /// The file without its examples, which are its end: offsets stay those of the whole file.
    fn source_without_examples(&self) -> Arc<Source> {
        Arc::new(Source::new(self.path, self.text.get(..self.examples).unwrap_or(self.text)))
    }
}

/// The names of the shipped packs, sorted.
pub fn embedded_packs() -> impl Iterator<Item = &'static str> + Clone {
    PACKS.iter().map(|folder| folder.name)
}

/// The files of a shipped pack.
#[must_use]
pub fn embedded_folder(name: &str) -> Option<Folder> {
    folder(name, EmbeddedFile::source)
}

/// The files of a shipped pack without the examples of its rules, which make most of their text and which no check
/// reads.
#[must_use]
pub fn embedded_folder_without_examples(name: &str) -> Option<Folder> {
    folder(name, EmbeddedFile::source_without_examples)
}

fn folder(name: &str, source: fn(&EmbeddedFile) -> Arc<Source>) -> Option<Folder> {
    let folder = PACKS.iter().find(|folder| folder.name == name)?;
    Some(Folder {
        name: folder.name.to_owned(),
        rules: folder.files.iter().map(source).collect(),
        schemas: SCHEMAS.iter().map(EmbeddedFile::source).collect(),
        is_trusted: true,
    })
}

/// The text of a shipped schema without its annotations; none if the schema is not shipped.
pub(super) fn bare_schema(schema: &Source) -> Option<&'static str> {
    let place = SCHEMAS.iter().position(|file| file.path == schema.path() && file.text == schema.text())?;
    BARE_SCHEMAS.get(place).copied()
}

/// The schema of one of greenlight's own kinds of file: `rule`, `pack`, `config`, `output-v1`.
#[must_use]
pub fn own_schema(kind: &str) -> Option<Arc<Source>> {
    let name = format!("schemas/greenlight/{kind}.schema.json");
    OWN_SCHEMAS.iter().find(|file| file.path == name).map(EmbeddedFile::source)
}
