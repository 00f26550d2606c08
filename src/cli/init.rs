//! `greenlight init`: what a repository needs so that its submissions are checked while they are written, at each commit and
//! in each pull request. Shows what it will write, asks, and leaves every file that exists as it is.

mod messages;
mod templates;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::dialog::Dialog;
use super::exit::Exit;
use super::failure::Failure;
use super::outputs::to_stdout;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::project::{Reading, create_file, read_path, system_reason};
use crate::rule::{Pack, embedded_packs};
use crate::text::Message;
use templates::{Template, templates};

const EXAMPLES: &str = "\
Examples:
  greenlight init kakao-messaging             show what is missing, ask, write
  greenlight init kakao-messaging --dry-run   only show it
  greenlight init kakao-messaging --yes       write without asking";

/// Set a repository up: configuration, commit hook, pull-request workflow, editor settings
///
/// Shows what it will write and asks. Existing files stay as they are; what to add to them by hand is said. Running it
/// again changes nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InitArguments {
    /// Pack of the submissions [default: asks on a terminal]
    #[arg(value_name = "PACK")]
    pack: Option<String>,

    /// Write without asking
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,

    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Most bytes of an existing file that is looked into.
const MOST: u32 = 20 * 1024 * 1024;

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with a file.
pub(super) fn run(arguments: &InitArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let asks = terminal.is_interactive && terminal.can_answer;
    let packs = setup.sound_packs()?;
    let pack = match &arguments.pack {
        Some(name) => setup.pack(name, &packs)?,
        None if asks => choose(&packs, &setup)?,
        None => return Err(no_pack(&setup)),
    };
    let plans = plans(pack, &setup);
    to_stdout(setup.language, |out| show(&plans, &setup, out))?;
    let new: Vec<&Plan> = plans.iter().filter(|plan| plan.state == State::New).collect();
    if new.is_empty() || arguments.dry_run {
        let message = if new.is_empty() { &messages::NOTHING_TO_DO } else { &messages::DRY_RUN };
        to_stdout(setup.language, |out| writeln!(out, "\n{}", message.text(setup.language)))?;
        return Ok(Exit::Clean);
    }
    if !arguments.yes && !asks {
        return Err(Failure::new(&messages::NOT_ASKED, setup.language, &[]).help(
            &messages::NOT_ASKED_HELP,
            setup.language,
            &[],
        ));
    }
    if !arguments.yes && !confirm(&setup)? {
        return Ok(Exit::Clean);
    }
    for plan in new {
        create_file(&plan.path, plan.template.text.as_bytes()).map_err(|error| {
            let parameters = [("path", format!("`{}`", plan.shown)), ("reason", system_reason(&error))];
            Failure::new(&super::messages::NOT_WRITTEN, setup.language, &parameters)
        })?;
    }
    let next = messages::NEXT.render(setup.language, &[("pack", pack.name.to_string())]);
    to_stdout(setup.language, |out| writeln!(out, "\n{next}"))?;
    Ok(Exit::Clean)
}

/// A file of the set-up and how it stands.
struct Plan {
    template: Template,
    path: PathBuf,
    shown: String,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It is not there.
    New,
    /// It is as it would be written, or says all that is needed.
    Done,
    /// It is there and lacks something.
    Lacking,
}

fn plans(pack: &Pack, setup: &Setup) -> Vec<Plan> {
    let schema = setup
        .known_packs()
        .folders
        .iter()
        .find(|folder| *folder.name == *pack.name)
        .and_then(|folder| crate::cli::schema::text_of(folder, setup.language));
    let plan = |template: Template| {
        let path = match template.path.as_str() {
            crate::project::CONFIG_NAME => setup
                .project
                .config()
                .map_or_else(|| setup.project.root().join(&template.path), std::path::Path::to_path_buf),
            path => setup.project.root().join(path),
        };
        let shown = setup.project.shown(&path);
        let state = match read_path(&setup.project, &path, MOST, setup.language) {
            Reading::Text(source) if source.text() == template.text => State::Done,
            Reading::Text(source) if source.text().contains(&template.mark) => State::Done,
            Reading::Text(_) | Reading::NotOurs => State::Lacking,
            // What is there and cannot be read is not touched either.
            Reading::Refused(_) if path.symlink_metadata().is_ok() => State::Lacking,
            Reading::Refused(_) => State::New,
        };
        Plan { template, path, shown, state }
    };
    templates(pack, schema, setup.language).into_iter().map(plan).collect()
}

/// Shows each file: what will be in it, that nothing is to do, or what to add by hand.
fn show(plans: &[Plan], setup: &Setup, out: &mut dyn Write) -> io::Result<()> {
    let say = |message: &Message, plan: &Plan| {
        let lines = plan.template.text.lines().count().to_string();
        message.render(setup.language, &[("path", plan.shown.clone()), ("lines", lines)])
    };
    for (index, plan) in plans.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let (message, sign, text) = match plan.state {
            State::Done => (&messages::DONE, "", ""),
            State::Lacking => (&messages::LACKING, "  ", plan.template.by_hand.as_str()),
            State::New if plan.template.is_long => (&messages::NEW_LONG, "", ""),
            State::New => (&messages::NEW, "+ ", plan.template.text.as_str()),
        };
        writeln!(out, "{}", say(message, plan))?;
        for line in text.lines() {
            writeln!(out, "{}", format!("{sign}{line}").trim_end())?;
        }
    }
    Ok(())
}

fn confirm(setup: &Setup) -> Result<bool, Failure> {
    let language = setup.language;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout());
    let mut dialog = Dialog::new(&mut input, &mut output, language);
    let question = format!("\n{}", messages::WRITE_THEM.text(language));
    dialog.confirm(&question).map_err(|error| not_read(&error, setup))
}

/// Asks for the pack.
fn choose<'p>(packs: &'p [Pack], setup: &Setup) -> Result<&'p Pack, Failure> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout());
    let mut dialog = Dialog::new(&mut input, &mut output, setup.language);
    let mut ask = || -> io::Result<Option<String>> {
        for pack in packs {
            dialog.say(&format!("  {}: {}", pack.name, pack.title.get(setup.language)))?;
        }
        dialog.ask(&format!("{} ", messages::WHICH_PACK.text(setup.language)))
    };
    let answer = ask().map_err(|error| not_read(&error, setup))?;
    match answer.filter(|answer| !answer.is_empty()) {
        Some(name) => setup.pack(&name, packs),
        None => Err(no_pack(setup)),
    }
}

fn not_read(error: &io::Error, setup: &Setup) -> Failure {
    let parameters = [("reason", system_reason(error))];
    Failure::new(&super::messages::STDIN_NOT_READ, setup.language, &parameters)
}

fn no_pack(setup: &Setup) -> Failure {
    let known: Vec<String> = embedded_packs().map(|name| format!("`{name}`")).collect();
    let parameters = [("known", known.join(", "))];
    Failure::new(&messages::NO_PACK, setup.language, &[]).help(
        &messages::NO_PACK_HELP,
        setup.language,
        &parameters,
    )
}
