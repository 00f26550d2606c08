//! The files of a pack, read by whoever can read: the embedded ones, or a folder on disk.

use std::sync::Arc;

use crate::text::Source;

/// The texts that make a pack.
#[derive(Clone, Debug)]
pub struct Folder {
    /// The name of the folder below `rules/`.
    pub name: String,
    /// Its YAML files, `pack.yaml` among them, in order of their names.
    pub rules: Vec<Arc<Source>>,
    /// The schemas that a manifest may name.
    pub schemas: Vec<Arc<Source>>,
    /// True for packs shipped in the binary: the project's tests have checked them, so that a run need not.
    pub is_trusted: bool,
}

impl Folder {
    /// The name of a file without its folders.
    #[must_use]
    pub fn file_name(source: &Source) -> &str {
        source.path().rsplit('/').next().unwrap_or_default()
    }

    /// The manifest.
    #[must_use]
    pub fn manifest(&self) -> Option<&Arc<Source>> {
        self.rules.iter().find(|source| Self::file_name(source) == "pack.yaml")
    }

    /// The rule files.
    pub fn rule_files(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.rules.iter().filter(|source| Self::file_name(source) != "pack.yaml")
    }

    /// The schema of this file name.
    #[must_use]
    pub fn schema(&self, name: &str) -> Option<&Arc<Source>> {
        self.schemas.iter().find(|source| Self::file_name(source) == name)
    }
}
