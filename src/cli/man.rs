//! `greenlight man`: the manual pages, made from the one table of flags.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::to_stdout;
use super::terminal::Terminal;
use crate::project::write_into;
use crate::text::{Language, nearest};

const EXAMPLES: &str = "\
Examples:
  greenlight man | man -l -                    the page of the program
  greenlight man check | man -l -              the page of a command
  greenlight man --output ~/.local/share/man/man1";

/// Print a manual page, or write all of them into a folder
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ManArguments {
    /// Command whose page is printed [default: that of the program]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,

    /// Write the pages of the program and of all commands into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// Runs the command; `program` is the whole command line.
///
/// # Errors
/// There is no such command, or a page cannot be written.
pub(super) fn run(
    arguments: &ManArguments,
    mut program: Command,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let language = terminal.language(None);
    program.build();
    if let Some(folder) = &arguments.output {
        write_all(&program, folder, language)?;
        return Ok(Exit::Clean);
    }
    let page = match &arguments.command {
        Some(name) => {
            let found = program.find_subcommand(name).ok_or_else(|| no_such(name, &program, language))?;
            page(found)
        }
        None => page(&program),
    };
    let bytes = page.map(|(_, bytes)| bytes);
    to_stdout(language, |out| out.write_all(&bytes?))?;
    Ok(Exit::Clean)
}

/// The page of a command and the name of its file.
fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let man = Man::new(command.clone());
    let name = man.get_filename();
    let mut out = Vec::new();
    // Without a date: a page is the same whenever it is made.
    let title = name.trim_end_matches(".1").to_uppercase();
    writeln!(out, ".TH {title} 1 \"\" \"greenlight {}\" \"greenlight\"", env!("CARGO_PKG_VERSION"))?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut out)?;
    }
    if let Some(text) = command.get_after_long_help().or(command.get_after_help()) {
        sections(&text.to_string()).to_writer(&mut out)?;
    }
    Ok((name, out))
}

/// The end of the help as sections: a line at the left with a colon at its end is a heading; lines are kept as they are.
fn sections(text: &str) -> Roff {
    let mut page = Roff::new();
    for line in text.lines() {
        match line.strip_suffix(':').filter(|heading| !heading.starts_with(' ')) {
            Some(heading) => {
                page.control("fi", []).control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
            }
            None => {
                page.text([roman(line)]);
            }
        }
    }
    page.control("fi", []);
    page
}

fn write_all(program: &Command, folder: &Path, language: Language) -> Result<(), Failure> {
    for command in std::iter::once(program).chain(program.get_subcommands()) {
        let written = page(command).and_then(|(name, bytes)| write_into(folder, &name, &bytes));
        written.map_err(|error| Failure::about(&messages::NOT_WRITTEN, language, folder, &error))?;
    }
    Ok(())
}

fn no_such(name: &str, program: &Command, language: Language) -> Failure {
    let failure = Failure::new(&messages::NO_SUCH_COMMAND, language, &[("name", format!("`{name}`"))]);
    match nearest(name, program.get_subcommands().map(Command::get_name)) {
        Some(near) => failure.help(&messages::DID_YOU_MEAN, language, &[("nearest", format!("`{near}`"))]),
        None => failure,
    }
}
