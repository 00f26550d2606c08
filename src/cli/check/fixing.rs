//! The flags that mend: which fixes, and whether into the files or as a diff.

use clap::{ArgGroup, Args};

use crate::finding::Safety;

/// What is done about what can be mended.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(group = ArgGroup::new("mending").args(["fix", "diff"]).multiple(true))]
pub(super) struct FixArguments {
    /// Mend what can be mended without asking, and report what is left
    ///
    /// Comments, quotation marks and layout stay. A fix that would not remove its finding, or would add one or change
    /// anything else, is not applied and is reported as a fault of its rule. Each file is replaced as a whole or stays as it
    /// was. With `-`, the mended text goes to standard output and the report to standard error.
    #[arg(long, conflicts_with_all = ["staged", "new_only", "trace"])]
    pub(super) fix: bool,

    /// With --fix or --diff: also fixes that may not be what the author meant
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,

    /// Show what --fix would change, as a diff that `git apply` takes; change nothing, and exit with 1 if there is anything
    #[arg(long, conflicts_with_all = ["output_format", "statistics", "new_only", "trace"])]
    pub(super) diff: bool,
}

impl FixArguments {
    /// The fixes that are asked for, if any.
    pub(super) fn wanted(self) -> Option<Safety> {
        let safety = if self.unsafe_fixes { Safety::Unsafe } else { Safety::Safe };
        (self.fix || self.diff).then_some(safety)
    }

    /// True if the files are to be changed.
    pub(super) fn writes(self) -> bool {
        self.fix && !self.diff
    }
}
