//! `greenlight rules`: what there is to break.

use std::io::{self, Write};

use clap::Args;

use super::coverage;
use super::exit::Exit;
use super::failure::Failure;
use super::functions;
use super::outputs::to_stdout;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::finding::Severity;
use crate::output::escape::visible;
use crate::project::{Config, Level};
use crate::rule::{Pack, Rule};
use crate::text::Language;

/// List the rules of the packs in use
#[derive(Debug, Args)]
#[command(
    after_help = "`greenlight explain RULE` says more of one; `greenlight eval EXPRESSION` tries a function."
)]
pub(super) struct RulesArguments {
    /// Pack to list [default: all]
    #[arg(value_name = "PACK")]
    pack: Option<String>,

    /// Show the requirements of the pack, each with what enforces it; exit code 1 if nothing does
    #[arg(long, requires = "pack", conflicts_with = "functions")]
    coverage: bool,

    /// List the functions that expressions may call instead, with what they do
    #[arg(long, conflicts_with = "pack")]
    functions: bool,
}

/// Runs the command.
///
/// # Errors
/// The configuration or a pack is wrong, or there is no such pack.
pub(super) fn run(arguments: &RulesArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    if arguments.functions {
        to_stdout(setup.language, |out| functions::write(terminal.width, setup.language, out))?;
        return Ok(Exit::Clean);
    }
    let packs = setup.sound_packs()?;
    let shown: Vec<&Pack> = match &arguments.pack {
        Some(name) => vec![setup.pack(name, &packs)?],
        None => packs.iter().collect(),
    };
    if arguments.coverage {
        let mut is_covered = true;
        to_stdout(setup.language, |out| {
            for pack in shown {
                is_covered &= coverage::write(pack, setup.language, out)?;
            }
            Ok(())
        })?;
        return Ok(if is_covered { Exit::Clean } else { Exit::Findings });
    }
    to_stdout(setup.language, |out| {
        for (index, pack) in shown.into_iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write(pack, &setup.config, setup.language, out)?;
        }
        Ok(())
    })?;
    Ok(Exit::Clean)
}

fn write(pack: &Pack, config: &Config, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", visible(&pack.reference()), visible(pack.title.get(language)))?;
    let width = pack.rules.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in &pack.rules {
        let severity = level(rule, config).map_or("off", Severity::name);
        let title = visible(rule.title.get(language));
        writeln!(out, "  {severity:<7}  {:<width$}  {title}", visible(&rule.id))?;
    }
    Ok(())
}

/// The severity of a rule: by the configuration, else by itself; none if it is off.
pub(super) fn level(rule: &Rule, config: &Config) -> Option<Severity> {
    let setting = config.rules.iter().rfind(|setting| *setting.rule.value == *rule.id);
    match setting.map(|setting| setting.level) {
        Some(Level::Off) => None,
        Some(Level::At(severity)) => Some(severity),
        None => Some(rule.severity),
    }
}
