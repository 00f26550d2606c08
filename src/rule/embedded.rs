//! The packs and schemas shipped in the binary, gathered by `build.rs` from `rules/` and `schemas/`.

use std::sync::Arc;

use super::folder::Folder;
use crate::text::Source;

struct EmbeddedFile {
    path: &'static str,
    text: &'static str,
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
}

/// The names of the shipped packs, sorted.
pub fn embedded_packs() -> impl Iterator<Item = &'static str> + Clone {
    PACKS.iter().map(|folder| folder.name)
}

/// The files of a shipped pack.
#[must_use]
pub fn embedded_folder(name: &str) -> Option<Folder> {
    let folder = PACKS.iter().find(|folder| folder.name == name)?;
    Some(Folder {
        name: folder.name.to_owned(),
        rules: folder.files.iter().map(EmbeddedFile::source).collect(),
        schemas: SCHEMAS.iter().map(EmbeddedFile::source).collect(),
        is_trusted: true,
    })
}

/// The schema of one of greenlight's own kinds of file: `rule`, `pack`, `config`, `output-v1`.
#[must_use]
pub fn own_schema(kind: &str) -> Option<Arc<Source>> {
    let name = format!("schemas/greenlight/{kind}.schema.json");
    OWN_SCHEMAS.iter().find(|file| file.path == name).map(EmbeddedFile::source)
}
