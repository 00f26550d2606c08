//! The command line: clap types and one file a command. Turns what was typed into a run, and a run into text and an exit
//! code; what is wrong with a submission is found elsewhere.

mod arguments;
mod check;
mod completions;
mod coverage;
mod dialog;
mod eval;
mod exit;
mod explain;
mod failure;
mod functions;
mod init;
mod man;
mod messages;
mod new;
mod outputs;
mod pager;
mod progress;
mod render;
mod report;
mod reports;
mod rules;
mod schema;
mod setup;
mod statistics;
mod steps;
mod terminal;
mod test;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use arguments::GlobalArguments;
use exit::Exit;
use terminal::Terminal;

/// Finds what would get a submission rejected, underlines it, says why and what to do.
///
/// Submissions are YAML or JSON files; a policy pack (a JSON Schema and declarative rules) says what a good one is.
#[derive(Debug, Parser)]
#[command(
    name = "greenlight",
    version,
    max_term_width = 100,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Begin with `greenlight check`; `greenlight check --help` has examples.",
    after_long_help = exit::HELP
)]
struct CommandLine {
    #[command(flatten)]
    global: GlobalArguments,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArguments),
    Eval(eval::EvalArguments),
    Explain(explain::ExplainArguments),
    Rules(rules::RulesArguments),
    Schema(schema::SchemaArguments),
    New(new::NewArguments),
    Init(init::InitArguments),
    Test(test::TestArguments),
    Render(render::RenderArguments),
    Report(report::ReportArguments),
    Completions(completions::CompletionsArguments),
    Man(man::ManArguments),
}

/// Runs the program with the arguments and the environment of the process.
#[must_use]
pub fn main() -> ExitCode {
    let CommandLine { global, command } = CommandLine::parse();
    let terminal = Terminal::new(global.color, global.lang);
    let result = match &command {
        Command::Check(arguments) => check::run(arguments, &terminal),
        Command::Eval(arguments) => eval::run(arguments, &terminal),
        Command::Explain(arguments) => explain::run(arguments, &terminal),
        Command::Rules(arguments) => rules::run(arguments, &terminal),
        Command::Schema(arguments) => schema::run(arguments, &terminal),
        Command::New(arguments) => new::run(arguments, &terminal),
        Command::Init(arguments) => init::run(arguments, &terminal),
        Command::Test(arguments) => test::run(arguments, &terminal),
        Command::Render(arguments) => render::run(arguments, &terminal),
        Command::Report(arguments) => report::run(arguments, &terminal),
        Command::Completions(arguments) => completions::run(arguments, CommandLine::command(), &terminal),
        Command::Man(arguments) => man::run(arguments, CommandLine::command(), &terminal),
    };
    let exit = result.unwrap_or_else(|failure| {
        failure.show(&terminal);
        Exit::Failure
    });
    ExitCode::from(exit.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn every_flag_and_command_says_what_it_does() {
        let root = CommandLine::command();
        for command in root.get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
