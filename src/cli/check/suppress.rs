//! Flags about findings that are not reported because somebody said so.

use clap::Args;

use crate::finding::Run;

/// What is done with ignored findings.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Ignored findings")]
pub(super) struct SuppressArguments {
    /// Also write ignored findings to SARIF, marked as suppressed
    #[arg(long)]
    report_suppressed: bool,
}

impl SuppressArguments {
    /// The run as the formats get it. Most readers of SARIF, GitHub among them, take a suppressed result for an open one.
    pub(super) fn for_outputs(&self, run: Run) -> Run {
        if self.report_suppressed { run } else { run.without_suppressed() }
    }
}
