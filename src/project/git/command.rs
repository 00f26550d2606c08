//! Running the `git` program: where, in which surroundings, and what its failures mean. The program and no library,
//! because it alone knows every kind of repository (worktrees, sparse and split indices, partial clones, SHA-256), honours
//! what a hook's environment says (`GIT_INDEX_FILE` above all), and is there wherever a repository is.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::error::GitError;
use super::messages;
use crate::project::paths::tidy;
use crate::project::trouble::system_reason;

/// The `git` of one repository.
#[derive(Clone, Debug)]
pub(super) struct Git {
    /// The top folder of the work tree, absolute.
    top: PathBuf,
}

impl Git {
    /// The `git` of the repository around a folder.
    ///
    /// # Errors
    /// There is none, git does not trust it, or it has no work tree.
    pub(super) fn around(folder: &Path) -> Result<Self, GitError> {
        let here = Self { top: folder.to_owned() };
        let text = here.text(&["rev-parse", "--is-inside-work-tree", "--show-cdup"])?;
        let mut lines = text.lines();
        if lines.next() != Some("true") {
            return Err(GitError::new(&messages::NO_REPOSITORY, Vec::new()));
        }
        Ok(Self { top: tidy(&folder.join(lines.next().unwrap_or_default())) })
    }

    /// The top folder of the work tree, absolute.
    pub(super) fn top(&self) -> &Path {
        &self.top
    }

    /// A command of git that asks nobody, fetches nothing and writes nothing.
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        // Hooks give relative paths in the environment (`GIT_INDEX_FILE`); they are meant from here.
        command.current_dir(&self.top).args(["-c", "core.fsmonitor=false"]).args(arguments);
        command.env("LC_ALL", "C").env("LANGUAGE", "C");
        for (name, value) in
            [("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_TERMINAL_PROMPT", "0")]
        {
            command.env(name, value);
        }
        command.env_remove("GIT_EXTERNAL_DIFF").stdin(Stdio::null());
        command
    }

    /// What git prints.
    ///
    /// # Errors
    /// It cannot be run, or fails.
    pub(super) fn bytes(&self, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
        let output = self.run(arguments)?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.failure(arguments, &output)) }
    }

    /// What git prints, as text without the end of the last line.
    ///
    /// # Errors
    /// It cannot be run, or fails.
    pub(super) fn text(&self, arguments: &[&str]) -> Result<String, GitError> {
        let bytes = self.bytes(arguments)?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
    }

    /// The first line that git prints; none if it says by its exit code 1 that there is nothing.
    ///
    /// # Errors
    /// It cannot be run, or fails.
    pub(super) fn line(&self, arguments: &[&str]) -> Result<Option<String>, GitError> {
        let output = self.run(arguments)?;
        match output.status.code() {
            Some(0) => Ok(String::from_utf8_lossy(&output.stdout).lines().next().map(str::to_owned)),
            Some(1) => Ok(None),
            _ => Err(self.failure(arguments, &output)),
        }
    }

    fn run(&self, arguments: &[&str]) -> Result<Output, GitError> {
        self.command(arguments).output().map_err(|error| {
            let parameters = vec![("reason", system_reason(&error))];
            GitError::new(&messages::NOT_RUN, parameters)
        })
    }

    fn failure(&self, arguments: &[&str], output: &Output) -> GitError {
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("dubious ownership") {
            let parameters = vec![("path", format!("`{}`", self.top.display()))];
            return GitError::new(&messages::NOT_TRUSTED, parameters);
        }
        if said.contains("not a git repository") || said.contains("must be run in a work tree") {
            return GitError::new(&messages::NO_REPOSITORY, Vec::new());
        }
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        let reason = lines.map(|line| line.trim_start_matches("fatal: ")).next().unwrap_or("...").to_owned();
        let command = arguments.first().copied().unwrap_or_default().to_owned();
        GitError::new(&messages::FAILED, vec![("command", format!("`git {command}`")), ("reason", reason)])
    }
}

/// A path as git prints it: bytes, with `/`, relative to the top folder.
pub(super) fn path_from_bytes(top: &Path, bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        top.join(OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        top.join(OsStr::new(String::from_utf8_lossy(bytes).as_ref()))
    }
}
