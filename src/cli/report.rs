//! `greenlight report`: one HTML page for those who review submissions.

mod fares;
mod gather;

use std::path::PathBuf;

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::day;
use super::check::check_paths;
use super::exit::{self, Exit};
use super::failure::Failure;
use super::messages;
use super::outputs::{to_stderr, to_stdout};
use super::setup::Setup;
use super::terminal::Terminal;
use crate::finding::Severity;
use crate::output::escape::visible;
use crate::project::write_into;
use gather::Gatherer;

/// The name of the page.
const NAME: &str = "index.html";

const EXAMPLES: &str = "\
Examples:
  greenlight report --output review              all below the current folder
  greenlight report --output review submissions/moimcal --lang ko";

/// Write an HTML page for reviewers: what is ready, what each submission lacks, its evidence
///
/// The page is one file, works without scripts and offline, and prints well. It shows what `greenlight check` finds; the exit
/// code is that of `check`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(super) struct ReportArguments {
    /// Files and folders to show [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Folder of the page, which is made if it is not there
    #[arg(long, value_name = "DIR")]
    output: PathBuf,

    /// Day that counts as today, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or the page cannot be written.
pub(super) fn run(arguments: &ReportArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let outcome = check_paths(&arguments.paths, arguments.today, &setup, terminal)?;
    let exit = outcome.exit(setup.config.fail_on.unwrap_or(Severity::Error));
    let material = match &outcome.material {
        Some(material) if exit != Exit::Failure => material,
        _ => {
            to_stderr(&outcome.run, terminal, setup.language);
            return Ok(Exit::Failure);
        }
    };
    if exit == Exit::Nothing {
        let failure = Failure::new(&messages::NOTHING_CHECKED, setup.language, &[]);
        let packs = [("packs", outcome.known_packs)];
        failure.help(&messages::NOTHING_CHECKED_HELP, setup.language, &packs).show(terminal);
        return Ok(exit);
    }
    let page = Gatherer::new(&setup, material, &outcome.run).page();
    let mut bytes = Vec::new();
    let written = page.write(setup.language, &mut bytes);
    let folder = setup.project.absolute(&arguments.output);
    let written = written.and_then(|()| write_into(&folder, NAME, &bytes));
    let path = arguments.output.join(NAME);
    written.map_err(|error| Failure::about(&messages::NOT_WRITTEN, setup.language, &path, &error))?;
    let ready = page.submissions.iter().filter(|submission| submission.is_ready()).count();
    let counts = [
        ("path", path.display().to_string()),
        ("ready", ready.to_string()),
        ("unready", (page.submissions.len() - ready).to_string()),
    ];
    let line = messages::REPORT_WRITTEN.render(setup.language, &counts);
    to_stdout(setup.language, |out| writeln!(out, "{}", visible(&line)))?;
    Ok(exit)
}
