//! `greenlight test --bless`: what is found becomes what is expected, and the difference is shown.

use std::path::Path;

use super::subject::Subject;
use super::{TestArguments, messages};
use crate::check::Policy;
use crate::cli::failure::Failure;
use crate::cli::messages::NOT_WRITTEN;
use crate::cli::outputs::to_stdout;
use crate::cli::setup::Setup;
use crate::cli::terminal::Terminal;
use crate::output::write_diff;
use crate::project::replace_file;
use crate::rule::Pack;
use crate::trial::{Bench, Blessed, bless_examples, bless_fixtures};

/// Writes the expectations of one pack, and shows what changes; nothing where a file of the packs has a mistake.
///
/// # Errors
/// A file cannot be written to.
pub(super) fn bless(
    (policy, pack): (&Policy, &Pack),
    arguments: &TestArguments,
    (subject, setup, terminal): (&Subject, &Setup, &Terminal),
    bench: Bench<'_>,
) -> Result<(), Failure> {
    if !subject.is_on_disk {
        return Err(Failure::new(&messages::NOT_ON_DISK, setup.language, &[]).help(
            &messages::NO_PACKS_HELP,
            setup.language,
            &[],
        ));
    }
    if !subject.findings.is_empty() {
        // What a file with a mistake means is not known.
        return Ok(());
    }
    let rules = pack.rules.iter().filter(|rule| arguments.wants_rule(subject, &rule.id));
    let mut blessed: Vec<Blessed> = rules
        .filter_map(|rule| {
            let source = rule.document.source();
            let path = setup.project.absolute(Path::new(source.path()));
            let before = source.text().to_owned();
            Some(Blessed { path, before, after: bless_examples(rule, pack, bench)? })
        })
        .collect();
    if let Some(fixtures) = bench.fixtures.filter(|_| arguments.wants_fixtures(subject)) {
        blessed.extend(bless_fixtures((policy, pack), fixtures, &|path| arguments.wants_path(path)));
    }
    for file in &blessed {
        replace_file(&file.path, file.after.as_bytes())
            .map_err(|error| Failure::about(&NOT_WRITTEN, setup.language, &file.path, &error))?;
        let texts = (&*file.before, &*file.after);
        let shown = setup.project.shown(&file.path);
        to_stdout(setup.language, |out| write_diff(&shown, texts, (true, terminal.stdout_color), out))?;
    }
    Ok(())
}
