//! Flags about findings that are not reported because somebody said so.

mod add;
mod baseline;
mod messages;

use std::path::PathBuf;

use clap::Args;

pub(super) use baseline::Ran;

use super::files::Checked;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::finding::{Finding, Run};

/// What is done with findings that are known.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Known findings")]
pub(super) struct SuppressArguments {
    /// Do not report what is in this baseline [default: greenlight-baseline.yaml, if there is one]
    ///
    /// Without the flag, greenlight-baseline.yaml is used if it lies beside greenlight.yaml, or at the root of a
    /// repository that has none. An entry stands for one finding of its file, known by rule, place and value.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Use no baseline
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline"])]
    no_baseline: bool,

    /// Write what is found into the baseline and exit with 0
    ///
    /// Entries of the files of this run are written anew, those of other files stay. What cannot be ignored is still
    /// reported.
    #[arg(long, conflicts_with_all = ["changes", "trace", "diff"])]
    write_baseline: bool,

    /// Write a comment that ignores it, for this reason, beside or above everything that is found
    ///
    /// Use --select to ignore one rule. What can have no comment (in JSON, on standard input, behind a syntax error) is still
    /// reported, and so is what cannot be ignored. Nothing else in the files changes.
    #[arg(long, value_name = "REASON", conflicts_with_all = ["write_baseline", "changes", "trace", "fix", "unsafe_fixes", "diff"])]
    add_ignore: Option<String>,

    /// Also write ignored and known findings to SARIF, marked as suppressed
    #[arg(long)]
    report_suppressed: bool,
}

impl SuppressArguments {
    /// The run as the formats get it. Most readers of SARIF, GitHub among them, take a suppressed result for an open one.
    pub(super) fn for_outputs(&self, run: Run) -> Run {
        if self.report_suppressed { run } else { run.without_suppressed() }
    }

    /// Whoever writes down what is found is done.
    pub(super) fn exit(&self, exit: Exit) -> Exit {
        if self.write_baseline && exit == Exit::Findings { Exit::Clean } else { exit }
    }

    /// Writes the baseline if that is asked for, takes what is in it away from the settled `checked` files, and writes ignores
    /// for the rest if that is. Returns what is wrong with the baseline itself.
    ///
    /// # Errors
    /// There is no such baseline, or a file cannot be written.
    pub(super) fn apply(&self, ran: &Ran<'_>, checked: &mut [Checked]) -> Result<Vec<Finding>, Failure> {
        let unused = match self.no_baseline {
            true => Vec::new(),
            false => baseline::hold(ran, checked, (self.baseline.as_deref(), self.write_baseline))?,
        };
        if let Some(reason) = &self.add_ignore {
            add::write(ran, checked, reason.trim())?;
        }
        Ok(unused)
    }
}
