//! Submissions that did not change themselves, but attach a file that did: a check of changes is about them too. They are
//! found by the name of the file in their text. Knows neither rules nor what is in an attachment.

use std::path::Path;

use memchr::memmem;

use super::attachment::TYPES;
use super::contents::Contents;
use super::paths::composed;
use super::read::read_bytes;

/// Most bytes of a submission that is searched: the limit of one by default.
const LIMIT: u32 = 20 * 1024 * 1024;

/// The names of changed files that submissions may attach, composed.
#[derive(Debug)]
pub(super) struct Touched {
    names: Vec<String>,
}

impl Touched {
    /// The attachments among these files; none if there are none.
    pub(super) fn by<'p>(paths: impl Iterator<Item = &'p Path>) -> Option<Self> {
        let names = paths.filter(|path| may_be_attached(path));
        let names = names.filter_map(|path| Some(composed(path.file_name()?.to_str()?).into_owned()));
        let mut names: Vec<_> = names.collect();
        names.sort();
        names.dedup();
        (!names.is_empty()).then_some(Self { names })
    }

    /// True if the file may be a submission, as `is_meant` tells by its bytes, and names one of the attachments.
    pub(super) fn is_named_in(
        &self,
        path: &Path,
        contents: &dyn Contents,
        is_meant: impl FnOnce(&[u8]) -> bool,
    ) -> bool {
        let Ok(bytes) = read_bytes(contents, path, LIMIT) else { return false };
        if !is_meant(&bytes) {
            return false;
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = composed(&text);
        self.names.iter().any(|name| memmem::find(text.as_bytes(), name.as_bytes()).is_some())
    }
}

/// True for names of the types of files that are told apart.
fn may_be_attached(path: &Path) -> bool {
    let extension =
        path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    TYPES.iter().any(|row| row.extensions.contains(&&*extension))
}
