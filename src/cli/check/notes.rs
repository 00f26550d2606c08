//! What is said beside findings: of files that were named and are no submissions.

use super::files::Checked;
use crate::cli::failure::Failure;
use crate::cli::messages;
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;

/// Says of each named file that it was not checked because it names no pack.
pub(super) fn say_unclaimed(checked: &[Checked], known_packs: &str, setup: &Setup, terminal: &Terminal) {
    for (path, misspelt) in checked.iter().filter_map(Checked::unclaimed) {
        let language = setup.language;
        let note =
            Failure::new(&messages::NOT_CLAIMED, language, &[("path", format!("`{path}`"))]).into_note();
        let note = match misspelt {
            Some(key) => note.help(&messages::POLICY_MISSPELT, language, &[("key", key.to_owned())]),
            None => note.help(&messages::NOT_CLAIMED_HELP, language, &[("packs", known_packs.to_owned())]),
        };
        note.show(terminal);
    }
}
