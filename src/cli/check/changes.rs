//! The flags that make a check about what changed: what the next commit holds, what differs from a branch, what is new.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::cli::failure::Failure;
use crate::cli::messages;
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;
use crate::project::{Base, Changes, GitError, Project, Repository, Side};
use crate::text::Language;

/// Most paths that a note lists.
const LISTED: usize = 5;

/// Which changes a check is about.
#[derive(Debug, Default, Args)]
#[command(group = ArgGroup::new("changes").args(["staged", "changed_since"]).multiple(true))]
pub(super) struct ChangeArguments {
    /// Check what the next commit changes, as the index of git holds it
    ///
    /// Everything is read from the index: submissions, what they attach, the files that rules across files look at,
    /// greenlight.yaml. What is not staged neither hides nor causes a finding. A submission that attaches a changed file
    /// is checked too, and a file that is named whether or not it is changed, if it is a submission.
    #[arg(long, conflicts_with_all = ["stdin_filename", "trace"])]
    staged: bool,

    /// Check the files that differ from the commit at which REVISION and the current branch parted
    ///
    /// The files are read from disk, with what is not committed and files that git does not know yet; with --staged,
    /// from the index.
    #[arg(long, value_name = "REVISION", conflicts_with_all = ["stdin_filename", "trace"])]
    changed_since: Option<String>,

    /// With --staged or --changed-since: report only what was not found in the files before
    ///
    /// The earlier files are held against the same rules. A file that was renamed is compared with what it was.
    #[arg(long, requires = "changes")]
    new_only: bool,
}

/// The changes that a check is about.
#[derive(Debug)]
pub(super) struct Changed {
    repository: Repository,
    base: Base,
    /// What differs.
    pub(super) changes: Changes,
    /// True if only what was not found before is to be reported.
    pub(super) only_new: bool,
}

impl ChangeArguments {
    /// The project as these flags see it, and the changes that they ask for.
    ///
    /// # Errors
    /// Git cannot tell.
    pub(super) fn look(
        &self,
        project: Project,
        language: Language,
    ) -> Result<(Project, Option<Changed>), Failure> {
        if !self.staged && self.changed_since.is_none() {
            return Ok((project, None));
        }
        let failure = |error: GitError| Failure::of_git(&error, language);
        let repository = Repository::open(&project).map_err(failure)?;
        let side = if self.staged { Side::Index } else { Side::WorkTree };
        let project = if self.staged { repository.staged(&project).map_err(failure)? } else { project };
        let base = match &self.changed_since {
            Some(revision) => repository.merge_base(revision),
            None => repository.head(),
        };
        let base = base.map_err(failure)?;
        let mut changes = repository.changes(&base, side).map_err(failure)?;
        if self.changed_since.is_none() {
            // Whoever runs hooks names the files that a commit is about, and all of them for a check of everything.
            changes = changes.taking_named();
        }
        Ok((project, Some(Changed { repository, base, changes, only_new: self.new_only })))
    }
}

impl Changed {
    /// The project with the files of before.
    ///
    /// # Errors
    /// Git cannot tell.
    pub(super) fn before(&self, project: &Project, language: Language) -> Result<Project, Failure> {
        self.repository.at(&self.base, project).map_err(|error| Failure::of_git(&error, language))
    }
}

/// Says how many findings are not reported because they were there before: that a check is silent does not mean that
/// nothing is wrong.
pub(super) fn say_known(count: usize, setup: &Setup, terminal: &Terminal) {
    if count > 0 {
        let parameters = [("count", count.to_string())];
        let note = Failure::new(&messages::KNOWN_BEFORE, setup.language, &parameters).into_note();
        note.help(&messages::KNOWN_BEFORE_HELP, setup.language, &[]).show(terminal);
    }
}

/// Says of attachments that they lie on disk but are not in the index, which a finding cannot know.
pub(super) fn say_left_on_disk(files: &[PathBuf], setup: &Setup, terminal: &Terminal) {
    if files.is_empty() {
        return;
    }
    let shown = files.iter().take(LISTED).map(|path| format!("`{}`", setup.project.shown(path)));
    let mut paths = shown.collect::<Vec<_>>().join(", ");
    if files.len() > LISTED {
        paths.push_str(", ...");
    }
    let parameters = [("path", paths)];
    let note = Failure::new(&messages::LEFT_ON_DISK, setup.language, &parameters).into_note();
    note.help(&messages::LEFT_ON_DISK_HELP, setup.language, &[]).show(terminal);
}
