//! How a run ends: the exit codes, which are promised.

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Findings at or above `--fail-on`.
    Findings,
    /// Wrong usage, configuration or rule, or an error of the program itself.
    Failure,
    /// There was nothing to check.
    Nothing,
}

/// The exit codes as `--help` shows them.
pub(super) const HELP: &str = "\
Exit codes:
  0  nothing was found at or above --fail-on (default: error)
  1  something was found
  2  wrong usage, configuration or rule, or an internal error
  3  nothing was checked (0 with --allow-empty, --staged or --changed-since)";

impl Exit {
    /// The code for the system.
    pub(super) const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failure => 2,
            Self::Nothing => 3,
        }
    }
}
