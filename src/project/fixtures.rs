//! The fixtures of packs on disk: folders whose attachments the examples of rules may use.

use std::path::{Path, PathBuf};

use super::attachment::Attachments;
use crate::expr::Host;
use crate::trial::Fixtures;

/// The folder `fixtures/` beside `rules/` and `schemas/`.
#[derive(Debug)]
pub struct FixtureFolder {
    root: PathBuf,
    attachments: Attachments,
}

impl FixtureFolder {
    /// The fixtures below a folder of packs, be there any or none; nothing if it is no folder of packs.
    #[must_use]
    pub fn below(folder: &Path) -> Option<Self> {
        let root = folder.join("fixtures");
        (root.is_dir() || folder.join("rules").is_dir())
            .then(|| Self { attachments: Attachments::new(folder), root })
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
}
