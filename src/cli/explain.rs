//! `greenlight explain`: all that there is to say of an id that a finding shows.

use clap::Args;

use super::exit::Exit;
use super::failure::Failure;
use super::pager;
use super::rules::level;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::explain::{Page, engine_entries, engine_entry, engine_page, rule_page, write_page};
use crate::output::Options;

/// Say what an id means: what is wrong, why, by whose words, with examples, and what to do
#[derive(Debug, Args)]
#[command(after_help = "`greenlight rules` lists the rules of packs.")]
pub(super) struct ExplainArguments {
    /// Id as a finding shows it: a rule of a pack, or one of greenlight's own such as `schema/enum`
    #[arg(value_name = "ID")]
    id: String,

    /// Write to the terminal at once, without a pager
    #[arg(long)]
    no_pager: bool,
}

/// Runs the command.
///
/// # Errors
/// The configuration or a pack is wrong, or nothing has this id.
pub(super) fn run(arguments: &ExplainArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let language = setup.language;
    let page = page(&arguments.id, &setup)?;
    let options = Options { language, color: terminal.stdout_color, width: terminal.width };
    let mut text = Vec::new();
    // INVARIANT: writing to a list of bytes does not fail.
    let _ = write_page(&page, &options, &mut text);
    let is_paged = terminal.is_interactive && !arguments.no_pager;
    pager::show(&String::from_utf8_lossy(&text), is_paged, language)?;
    Ok(Exit::Clean)
}

fn page(id: &str, setup: &Setup) -> Result<Page, Failure> {
    // What greenlight itself finds is explained also where the configuration or a pack is wrong.
    if let Some(entry) = engine_entry(id) {
        return Ok(engine_page(entry, setup.language));
    }
    let packs = setup.sound_packs()?;
    let others = engine_entries().iter().map(|entry| &*entry.id);
    let (pack, rule) = setup.rule_or(id, &packs, others)?;
    Ok(rule_page(pack, rule, level(rule, &setup.config), setup.language))
}
