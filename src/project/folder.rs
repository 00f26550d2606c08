//! Reading a folder of policies: its text files, for the layer that makes packs of them. Knows only their names.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::contents::Way;
use super::discover::is_document_name;
use super::messages;
use super::paths::slashed;
use super::place::Project;
use super::read::{Reading, read_path};
use crate::finding::{Finding, Severity};
use crate::rule::Folder;
use crate::text::{Language, Location, Source};

/// Largest file of a pack, in bytes.
const LIMIT: u32 = 20 * 1024 * 1024;
/// Deepest folder below the one that is read.
const DEPTH: usize = 32;
/// The folders of a policy folder that hold texts.
const TEXT_FOLDERS: [&str; 2] = ["rules", "schemas"];

/// A text file and its path in the policy folder, with `/`: `rules/kakao-messaging/pack.yaml`.
struct File {
    name: String,
    source: Arc<Source>,
}

impl File {
    /// True for a file directly in `rules/`, which belongs to no pack.
    fn is_outside_packs(&self) -> bool {
        self.name.strip_prefix("rules/").is_some_and(|rest| !rest.contains('/'))
    }
}

/// The finding that a file in `rules/` belongs to no pack.
#[must_use]
pub fn outside_pack(source: &Arc<Source>, language: Language) -> Finding {
    let row = &messages::OUTSIDE_PACKS;
    let message = row.message.render(language, &[]);
    let location = Location::file(source);
    let mut finding = Finding::new("rule/outside-pack", Severity::Error, location, message);
    finding.help = row.help.as_ref().map(|help| help.render(language, &[]));
    finding
}

/// Reads the packs of `folder` (absolute): the YAML files of every folder below `rules/`, with the schemas below
/// `schemas/`; and what is wrong with those that cannot be read. Packs and files are sorted by name.
pub(super) fn read_folder(
    project: &Project,
    folder: &Path,
    language: Language,
) -> (Vec<Folder>, Vec<Finding>) {
    let (files, mut findings) = read_files(project, folder, language);
    findings.extend(
        files.iter().filter(|file| file.is_outside_packs()).map(|file| outside_pack(&file.source, language)),
    );
    let schemas: Vec<_> = files
        .iter()
        .filter(|file| file.name.starts_with("schemas/"))
        .map(|file| Arc::clone(&file.source))
        .collect();
    let mut packs: BTreeMap<&str, Vec<Arc<Source>>> = BTreeMap::new();
    for file in &files {
        let pack = file.name.strip_prefix("rules/").and_then(|rest| rest.split_once('/'));
        if let Some((pack, _)) = pack {
            packs.entry(pack).or_default().push(Arc::clone(&file.source));
        }
    }
    let folder_of = |(name, rules): (&str, Vec<Arc<Source>>)| Folder {
        name: name.to_owned(),
        rules,
        schemas: schemas.clone(),
        is_trusted: false,
    };
    (packs.into_iter().map(folder_of).collect(), findings)
}

fn read_files(project: &Project, folder: &Path, language: Language) -> (Vec<File>, Vec<Finding>) {
    let mut files = Vec::new();
    let mut findings = Vec::new();
    // Policies that git does not hold (installed by a package manager, say) are read where they lie.
    let is_held = project.contents().look(folder).is_ok();
    let project = &if is_held { project.clone() } else { project.on_disk() };
    for top in TEXT_FOLDERS.map(|name| folder.join(name)) {
        project.contents().walk(&top, Way::All { depth: DEPTH }, &mut |met| match met {
            Ok(path) if is_document_name(&path) => match read_path(project, &path, LIMIT, language) {
                Reading::Text(source) => {
                    let name = slashed(path.strip_prefix(folder).unwrap_or(&path));
                    files.push(File { name, source });
                }
                Reading::Refused(finding) => findings.push(*finding),
                Reading::NotOurs => {}
            },
            Ok(_) => {}
            Err((path, trouble)) => {
                let shown = project.shown(path.as_deref().unwrap_or(folder));
                findings.push(trouble.finding(&shown, language));
            }
        });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    (files, findings)
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
        let (folders, findings) = read_folder(&project, &root, Language::En);
        let texts = |sources: &[Arc<Source>]| -> Vec<String> {
            sources.iter().map(|source| Folder::file_name(source).to_owned()).collect()
        };
        let packs: Vec<_> = folders
            .iter()
            .map(|folder| (&*folder.name, texts(&folder.rules), texts(&folder.schemas)))
            .collect();
        assert_eq!(packs, [("a", vec!["pack.yaml".to_owned()], vec!["a.schema.json".to_owned()])]);
        let rules: Vec<_> = findings.iter().map(|finding| &*finding.rule).collect();
        assert_eq!(rules, ["yaml/encoding"]);
        assert!(findings.iter().all(|finding| finding.location.path().ends_with("/rules/a/broken.yaml")));
    }
}
