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
use crate::project::{Discovery, Reading, read_stream};
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
    let files = discover(&paths, reads_stdin, setup, None)?.files;
    let today = arguments.today.unwrap_or_else(today);
    let policy = Policy { packs, language, today, limits: setup.config.limits };
    let work = FileCheck::new((&setup.project, &setup.config), &policy, (&[], &[]), &files);
    let mut texts: Vec<_> = files.iter().filter_map(|found| Some((found, work.open(found)?))).collect();
    let stream = Discovery::of_stream(&setup.project, &setup.config, arguments.stdin_filename.as_deref());
    if reads_stdin
        && let Reading::Text(source) =
            read_stream(&mut io::stdin().lock(), &stream.shown, policy.limits.bytes, language)
    {
        texts.push((&stream, source));
    }
    let mut verdicts = Vec::new();
    to_stdout(language, |out| {
        let mut result = Ok(());
        for (found, source) in &texts {
            work.trace(found, source, id, &mut |held| {
                if result.is_ok() {
                    result = write(held, verdicts.is_empty(), (language, terminal.width), out);
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
    held: &Held<'_, '_, '_>,
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
    for section in held.sections {
        let name = section.name.map(|name| format!(" {name}")).unwrap_or_default();
        writeln!(out, "  {}{}", section.key, visible(&name))?;
        steps::write((section.text, &section.parts), 4, (language, width), out)?;
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
        Verdict::AcrossFiles => &messages::ACROSS_FILES,
    }
}
