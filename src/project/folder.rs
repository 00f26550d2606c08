//! Reading a folder of policies: all its text files, for the layer that makes packs of them. Knows only their names.

use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::discover::is_document_name;
use super::paths::slashed;
use super::place::Project;
use super::read::{Reading, read_bytes, text_of};
use super::trouble::Trouble;
use crate::finding::Finding;
use crate::text::{Language, Source};

/// Largest file of a pack, in bytes.
const LIMIT: u32 = 20 * 1024 * 1024;
/// Deepest folder below the one that is read.
const DEPTH: usize = 32;
/// The folders of a policy folder that hold texts.
const TEXT_FOLDERS: [&str; 2] = ["rules", "schemas"];

/// A text file of a policy folder.
#[derive(Clone, Debug)]
pub struct FolderFile {
    /// The path in the folder, with `/`: `rules/kakao-messaging/pack.yaml`.
    pub name: String,
    /// The text; its path is the one that findings print.
    pub source: Arc<Source>,
}

/// Reads the YAML and JSON files below `rules/` and `schemas/` of `folder` (absolute), sorted by name; and what is wrong
/// with those that cannot be read.
#[must_use]
pub fn read_folder(project: &Project, folder: &Path, language: Language) -> (Vec<FolderFile>, Vec<Finding>) {
    let mut files = Vec::new();
    let mut findings = Vec::new();
    let tops = TEXT_FOLDERS.iter().map(|name| folder.join(name)).filter(|top| top.exists());
    for entry in tops.flat_map(|top| WalkDir::new(top).max_depth(DEPTH)) {
        match entry {
            Ok(entry) => match read_entry(project, &entry, language) {
                Reading::Text(source) => {
                    let name = slashed(entry.path().strip_prefix(folder).unwrap_or(entry.path()));
                    files.push(FolderFile { name, source });
                }
                Reading::Refused(finding) => findings.push(*finding),
                Reading::NotOurs => {}
            },
            Err(error) => {
                let shown = project.shown(error.path().unwrap_or(folder));
                let trouble = Trouble::from_walk(error.io_error(), &error);
                findings.push(trouble.finding(&shown, language));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    (files, findings)
}

fn read_entry(project: &Project, entry: &DirEntry, language: Language) -> Reading {
    if entry.file_type().is_dir() || !is_document_name(entry.path()) {
        return Reading::NotOurs;
    }
    let shown = project.shown(entry.path());
    match read_bytes(entry.path(), LIMIT) {
        Ok(bytes) => text_of(&shown, bytes, language),
        Err(trouble) => Reading::Refused(Box::new(trouble.finding(&shown, language))),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn texts_of_rules_and_schemas_are_read_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("rules/a")).unwrap();
        fs::create_dir_all(root.join("schemas")).unwrap();
        fs::create_dir_all(root.join("fixtures")).unwrap();
        let files = ["rules/a/pack.yaml", "rules/a/README.md", "schemas/a.schema.json", "fixtures/x.yaml"];
        for name in files {
            fs::write(root.join(name), "{}").unwrap();
        }
        fs::write(root.join("rules/a/broken.yaml"), b"\xff").unwrap();
        let project = Project::discover(root.parent().unwrap());
        let (files, findings) = read_folder(&project, &root, Language::En);
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["rules/a/pack.yaml", "schemas/a.schema.json"]);
        let rules: Vec<_> = findings.iter().map(|finding| &*finding.rule).collect();
        assert_eq!(rules, ["yaml/encoding"]);
        assert!(findings.iter().all(|finding| finding.location.path().ends_with("/rules/a/broken.yaml")));
    }
}
