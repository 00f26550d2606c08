//! `greenlight check --trace RULE`: a rule at work. Shows each of its conditions with the value of every part, for each
//! document and each element of its lists.

use std::io::{self, Write};

use super::files::FileCheck;
use super::{CheckArguments, discover, split_stdin};
use crate::check::{Held, Policy, Verdict};
use crate::cli::arguments::today;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::outputs::to_stdout;
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;
use crate::cli::{messages, steps};
use crate::output::escape::visible;
use crate::project::Discovery;
use crate::text::{Language, Message, Unit};

/// Shows how the rule `id` comes to what it says. The exit codes are those of a check by this rule alone.
pub(super) fn run(
    id: &str,
    arguments: &CheckArguments,
    setup: &Setup,
    terminal: &Terminal,
) -> Result<Exit, Failure> {
    let language = setup.language;
    let packs = setup.sound_packs()?;
    if setup.rule(id, &packs)?.1.require.is_none() {
        let parameters = [("id", format!("`{id}`"))];
        return Err(Failure::new(&messages::NO_CONDITION, language, &parameters).help(
            &messages::NO_CONDITION_HELP,
            language,
            &parameters,
        ));
    }
    let (paths, reads_stdin) = split_stdin(arguments, setup)?;
    let mut files = discover(&paths, reads_stdin, setup)?.files;
    let today = arguments.today.unwrap_or_else(today);
    let policy = Policy { packs, language, today, limits: setup.config.limits };
    let work = FileCheck::new(&setup.config, &policy, (&[], &[]), &files, setup.project.root());
    if reads_stdin {
        files.push(Discovery::of_stream(&setup.project, &setup.config, arguments.stdin_filename.as_deref()));
    }
    let mut verdicts = Vec::new();
    to_stdout(language, |out| {
        let mut result = Ok(());
        for (index, found) in files.iter().enumerate() {
            let is_stream = reads_stdin && index + 1 == files.len();
            work.trace(found, is_stream, id, &mut |held| {
                if result.is_ok() {
                    let is_first = verdicts.is_empty();
                    result = write(held, is_first, (language, terminal.width), out);
                }
                verdicts.push(held.verdict);
            });
        }
        result
    })?;
    Ok(exit(&verdicts, arguments.allow_empty))
}

fn exit(verdicts: &[Verdict], allows_empty: bool) -> Exit {
    if verdicts.contains(&Verdict::Faulty) {
        Exit::Failure
    } else if verdicts.contains(&Verdict::Broken) {
        Exit::Findings
    } else if verdicts.is_empty() && !allows_empty {
        Exit::Nothing
    } else {
        Exit::Clean
    }
}

fn write(
    held: &Held<'_>,
    is_first: bool,
    (language, width): (Language, usize),
    out: &mut dyn Write,
) -> io::Result<()> {
    if !is_first {
        writeln!(out)?;
    }
    let source = held.element.document().source();
    let position = source.position(held.element.span().start(), Unit::Character);
    let place = format!("{}:{}:{}", source.path(), position.line, position.column);
    writeln!(out, "{}: {}", visible(&place), words(held.verdict).text(language))?;
    for part in &held.parts {
        writeln!(out, "  {}", part.key)?;
        steps::write(&part.steps, 4, (language, width), out)?;
    }
    Ok(())
}

fn words(verdict: Verdict) -> &'static Message {
    match verdict {
        Verdict::Holds => &messages::HOLDS,
        Verdict::Broken => &messages::BROKEN,
        Verdict::NotApplicable => &messages::NOT_APPLICABLE,
        Verdict::Quiet => &messages::QUIET,
        Verdict::Faulty => &messages::FAULTY,
    }
}
