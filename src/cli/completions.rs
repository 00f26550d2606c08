//! `greenlight completions`: what a shell needs to complete commands and flags, made from the one table of flags.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Command};
use clap_complete::Shell;

use super::exit::Exit;
use super::failure::Failure;
use super::outputs::to_stdout;
use super::terminal::Terminal;

/// Shells for which there is a script.
const SHELLS: [(&str, Shell); 5] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
    ("powershell", Shell::PowerShell),
    ("elvish", Shell::Elvish),
];

const EXAMPLES: &str = "\
Examples:
  greenlight completions bash > ~/.local/share/bash-completion/completions/greenlight
  greenlight completions zsh > ~/.zfunc/_greenlight     with ~/.zfunc in fpath
  greenlight completions fish > ~/.config/fish/completions/greenlight.fish";

/// Print the script by which a shell completes commands and flags
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArguments {
    /// Shell that is to read it
    #[arg(value_name = "SHELL", value_parser = shell())]
    shell: Shell,
}

fn shell() -> impl TypedValueParser<Value = Shell> {
    PossibleValuesParser::new(SHELLS.map(|(name, _)| name)).try_map(|word| {
        let row = SHELLS.iter().find(|(name, _)| *name == word);
        row.map(|(_, shell)| *shell).ok_or("is not one of the possible values")
    })
}

/// Runs the command; `program` is the whole command line.
///
/// # Errors
/// Trouble with standard output.
pub(super) fn run(
    arguments: &CompletionsArguments,
    mut program: Command,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "greenlight", &mut script);
    to_stdout(terminal.language(None), |out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
