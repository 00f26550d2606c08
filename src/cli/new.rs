//! `greenlight new`: files to begin with, for those who write policies and those who write submissions. Overwrites nothing.

mod messages;
mod pack;
mod rule;
mod submission;

use std::path::PathBuf;

use clap::Args;

use super::exit::Exit;
use super::failure::Failure;
use super::outputs::to_stdout;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::project::{create_file, system_reason};
use crate::text::Message;

const EXAMPLES: &str = "\
Examples:
  greenlight new kakao-messaging submissions/moimcal
  greenlight new pack requests
  greenlight new rule requests/urgency-unexplained";

/// Write files to begin with: a submission, a rule, or a pack
///
/// What is written passes `greenlight test`, or is a submission that `greenlight check` judges. Existing files stay as
/// they are.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct NewArguments {
    /// `rule`, `pack`, or the name of a pack for a submission
    #[arg(value_name = "WHAT")]
    what: String,

    /// PACK/ID of the rule, name of the pack, or folder of the submission
    #[arg(value_name = "NAME")]
    name: String,

    /// Take the examples of the schema as values instead of asking
    #[arg(long)]
    yes: bool,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, a file that exists, or trouble with writing.
pub(super) fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    match arguments.what.as_str() {
        "rule" => rule::run(&arguments.name, &setup)?,
        "pack" => pack::run(&arguments.name, &setup)?,
        pack => {
            let asks = terminal.is_interactive && terminal.can_answer && !arguments.yes;
            submission::run((pack, &arguments.name), asks, &setup)?;
        }
    }
    Ok(Exit::Clean)
}

/// A file that is to be.
struct File {
    /// Absolute.
    path: PathBuf,
    text: String,
}

/// Writes files, or none if one of them is there already, and says so with what to do next.
fn write(files: &[File], next: &str, setup: &Setup) -> Result<(), Failure> {
    let shown = |file: &File| format!("`{}`", setup.project.shown(&file.path));
    if let Some(file) = files.iter().find(|file| file.path.symlink_metadata().is_ok()) {
        let parameters = [("path", shown(file))];
        return Err(Failure::new(&messages::THERE_ALREADY, setup.language, &parameters).help(
            &messages::THERE_ALREADY_HELP,
            setup.language,
            &[],
        ));
    }
    for file in files {
        create_file(&file.path, file.text.as_bytes()).map_err(|error| {
            let parameters = [("path", shown(file)), ("reason", system_reason(&error))];
            Failure::new(&super::messages::NOT_WRITTEN, setup.language, &parameters)
        })?;
    }
    to_stdout(setup.language, |out| {
        for file in files {
            writeln!(out, "{}", say(&messages::WROTE, setup, &[("path", setup.project.shown(&file.path))]))?;
        }
        writeln!(out, "\n{next}")
    })
}

fn say(message: &Message, setup: &Setup, parameters: &[(&'static str, String)]) -> String {
    message.render(setup.language, parameters)
}

/// True for a name of lower-case words joined by hyphens, as rules and packs have them.
fn is_name(name: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

/// The failure that a name does not have the form of names.
fn no_name(name: &str, setup: &Setup) -> Failure {
    Failure::new(&messages::NO_NAME, setup.language, &[("name", format!("`{name}`"))]).help(
        &messages::NO_NAME_HELP,
        setup.language,
        &[],
    )
}
