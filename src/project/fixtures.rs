//! The fixtures of packs on disk: folders whose attachments the examples of rules may use, and the whole submissions in them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::attachment::Attachments;
use super::claim::may_name_pack;
use super::discover::is_document_name;
use super::paths::slashed;
use crate::expr::Host;
use crate::text::Source;
use crate::trial::{Fixture, Fixtures};

/// Deepest folder below that of a pack.
const DEPTH: usize = 32;

/// The folder `fixtures/` beside `rules/` and `schemas/`.
#[derive(Debug)]
pub struct FixtureFolder {
    root: PathBuf,
    /// What findings print for it.
    shown: String,
    attachments: Attachments,
}

impl FixtureFolder {
    /// The fixtures below a folder of packs, be there any or none; nothing if it is no folder of packs. Findings print their
    /// paths from that folder on.
    #[must_use]
    pub fn below(folder: &Path) -> Option<Self> {
        let root = folder.join("fixtures");
        let shown = "fixtures".to_owned();
        (root.is_dir() || folder.join("rules").is_dir()).then(|| Self {
            attachments: Attachments::new(folder),
            root,
            shown,
        })
    }

    /// The same, for which findings print another path.
    #[must_use]
    pub fn shown_as(self, shown: String) -> Self {
        Self { shown, ..self }
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A submission, if the file is one: it names a pack, or has a list beside it.
    fn submission(&self, path: &Path) -> Option<Fixture> {
        let bytes = fs::read(path).ok()?;
        let stem = path.file_stem()?.to_string_lossy().into_owned();
        let own_list = path.with_file_name(format!("{stem}.expected.txt"));
        let folder_list = path.with_file_name("expected.txt");
        let list_path = if stem == "submission" && !own_list.exists() { folder_list } else { own_list };
        let list = fs::read(&list_path).ok().map(|bytes| self.source(&list_path, bytes));
        let is_submission = list.is_some() || may_name_pack(&bytes);
        let folder = slashed(path.parent()?);
        is_submission.then(|| Fixture {
            source: self.source(path, bytes),
            list,
            path: path.to_owned(),
            list_path,
            folder,
        })
    }

    fn source(&self, path: &Path, bytes: Vec<u8>) -> Arc<Source> {
        let name = slashed(path.strip_prefix(&self.root).unwrap_or(path));
        Arc::new(Source::from_bytes(format!("{}/{name}", self.shown), bytes).0)
    }
}

impl Fixtures for FixtureFolder {
    fn host(&self, pack: &str, fixture: &str) -> Option<Box<dyn Host + '_>> {
        let folder = self.root.join(pack).join(fixture);
        folder.is_dir().then(|| {
            let host: Box<dyn Host + '_> = Box::new(self.attachments.host(&folder.join("submission.yaml")));
            host
        })
    }

    fn submissions(&self, pack: &str) -> Vec<Fixture> {
        let walk = WalkDir::new(self.root.join(pack)).max_depth(DEPTH).sort_by_file_name();
        let files = walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
        let mut fixtures: Vec<Fixture> = files
            .filter(|entry| is_document_name(entry.path()))
            .filter_map(|entry| self.submission(entry.path()))
            .collect();
        fixtures.sort_by(|a, b| (&a.folder, &a.path).cmp(&(&b.folder, &b.path)));
        fixtures
    }

    fn host_of(&self, fixture: &Fixture) -> Box<dyn Host + '_> {
        Box::new(self.attachments.host(&fixture.path))
    }
}
