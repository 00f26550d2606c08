//! `greenlight test`: do the rules of a pack find what their examples say?

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::day;
use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::{self, Outputs, Target, to_stdout};
use super::reports::by_file;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::finding::Run;
use crate::project::{FixtureFolder, Packs};
use crate::text::Language;
use crate::trial::{Bench, Fixtures, Trial, run_examples};

const EXAMPLES: &str = "\
Examples:
  greenlight test                 packs of this folder, else of greenlight.yaml
  greenlight test ./policies      packs of a folder with rules/ and schemas/
  greenlight test --select RULE   one rule";

/// Run the examples of rules: each must find exactly what it says
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    /// Folder with `rules/` and `schemas/` [default: the current one if it has packs]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,

    /// Test this rule only; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Format of what is found, to standard output or to FILE; may be given several times [default: pretty]
    #[arg(long, value_name = "NAME[=FILE]", value_parser = outputs::target())]
    output_format: Vec<Target>,

    /// Day that counts as today in examples that name none, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with an output.
pub(super) fn run(arguments: &TestArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let language = setup.language;
    let outputs = Outputs::new(&arguments.output_format, false, &setup.project, language)?;
    let Packs { packs, findings: faults, .. } = packs(arguments, &setup)?;
    for id in &arguments.select {
        setup.rule(id, &packs)?;
    }
    let is_wanted = |id: &str| arguments.select.is_empty() || arguments.select.iter().any(|own| own == id);
    let today = arguments.today.unwrap_or_else(super::arguments::today);
    let is_wrong = !faults.is_empty();
    let fixtures = fixtures(arguments, &setup);
    let fixtures = fixtures.as_ref().map(|fixtures| fixtures as &dyn Fixtures);
    let bench = Bench { today, language, fixtures };
    let mut sum = Trial { findings: faults, ..Trial::default() };
    for pack in &packs {
        let trial = run_examples(pack, &is_wanted, bench);
        sum.rules += trial.rules;
        sum.examples += trial.examples;
        sum.skipped += trial.skipped;
        sum.failures += trial.failures;
        sum.findings.extend(trial.findings);
    }
    let has_findings = !sum.findings.is_empty();
    let run = Run::new(by_file(std::mem::take(&mut sum.findings)));
    if has_findings || !arguments.output_format.is_empty() {
        outputs.write(&run, &setup.project, terminal, language)?;
    }
    if arguments.output_format.is_empty() {
        say(&sum, language)?;
    }
    Ok(match (is_wrong, has_findings, sum.examples) {
        (true, ..) => Exit::Failure,
        (_, true, _) => Exit::Findings,
        (_, _, 0) => Exit::Nothing,
        _ => Exit::Clean,
    })
}

/// The fixtures beside the packs to test; none where only the shipped packs are at hand.
fn fixtures(arguments: &TestArguments, setup: &Setup) -> Option<FixtureFolder> {
    let folder = setup.project.absolute(arguments.folder.as_deref().unwrap_or(Path::new(".")));
    FixtureFolder::below(&folder)
}

/// The packs of the configuration, with what is wrong with either.
fn configured(setup: &Setup) -> Packs {
    let mut packs = setup.packs();
    packs.findings.extend(setup.findings.iter().cloned());
    packs
}

fn say(sum: &Trial, language: Language) -> Result<(), Failure> {
    let parameters = [
        ("rules", sum.rules.to_string()),
        ("examples", sum.examples.to_string()),
        ("failures", sum.failures.to_string()),
        ("skipped", sum.skipped.to_string()),
    ];
    let message = if sum.skipped == 0 { &messages::TESTED } else { &messages::TESTED_SOME };
    to_stdout(language, |out| writeln!(out, "{}", message.render(language, &parameters)))
}

/// The packs to test: of the folder that is named, of the current one if it looks like one, else those in use.
fn packs(arguments: &TestArguments, setup: &Setup) -> Result<Packs, Failure> {
    let named = arguments.folder.as_deref();
    let folder = setup.project.absolute(named.unwrap_or(Path::new(".")));
    let packs = Packs::load_folder(&setup.project, &folder, setup.language);
    let Some(named) = named else {
        return Ok(if packs.folders.is_empty() { configured(setup) } else { packs });
    };
    if packs.folders.is_empty() && packs.findings.is_empty() {
        let parameters = [("path", format!("`{}`", named.display()))];
        return Err(Failure::new(&messages::NO_PACKS_THERE, setup.language, &parameters).help(
            &messages::NO_PACKS_HELP,
            setup.language,
            &[],
        ));
    }
    Ok(packs)
}
