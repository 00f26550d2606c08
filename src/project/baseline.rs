//! Where the baseline lies, and how it names files: relative to its own folder, so that it means the same wherever the
//! program is called. Knows nothing of its entries.

use std::path::{Path, PathBuf};

use super::paths::relative;
use super::place::Project;

/// The name of the file that is used without being named.
pub const BASELINE_NAME: &str = "greenlight-baseline.yaml";

/// The place of a baseline.
#[derive(Debug)]
pub struct BaselinePlace<'p> {
    project: &'p Project,
    path: PathBuf,
}

impl<'p> BaselinePlace<'p> {
    /// The file `given`, or `greenlight-baseline.yaml` beside the configuration, or at the root of a project that has none.
    #[must_use]
    pub fn new(project: &'p Project, given: Option<&Path>) -> Self {
        let path = given.map_or_else(|| project.baseline(), |given| project.absolute(given));
        Self { project, path }
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file as it is printed.
    #[must_use]
    pub fn shown(&self) -> String {
        self.project.shown(&self.path)
    }

    /// True if there is such a file.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.project.contents().look(&self.path).is_ok()
    }

    /// The name by which entries know a file.
    #[must_use]
    pub fn name(&self, file: &Path) -> String {
        relative(self.folder(), file)
    }

    /// True if there is a file of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.project.contents().look(&self.folder().join(name)).is_ok()
    }

    /// True if the current folder holds all that the baseline is about.
    #[must_use]
    pub fn is_below_current(&self) -> bool {
        self.folder().starts_with(self.project.current())
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(&self.path)
    }
}
