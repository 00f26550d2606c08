//! `greenlight check`: the main job. Finds the files, holds them against their packs, shows what was found.

mod across;
mod changes;
mod files;
mod fixing;
mod levels;
mod material;
mod mending;
mod notes;
mod novel;
mod parallel;
mod profile;
mod suppress;
mod trace;

use std::io;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::{day, severity, today};
use super::exit::{self, Exit};
use super::failure::Failure;
use super::messages;
use super::outputs::{self, Outputs, Target, to_stdout};
use super::reports::by_file;
use super::setup::{Setup, current_project};
use super::statistics;
use super::terminal::Terminal;
use crate::check::Policy;
use crate::finding::{Finding, Run, Severity};
use crate::project::{Discovery, Found, MissingPath, Packs, unmatched_glob};
use crate::rule::Pack;
use crate::text::Source;
use across::Neighbours;
use changes::{ChangeArguments, Changed};
use files::{Checked, FileCheck};
use fixing::FixArguments;
pub(super) use material::{Material, Opened};
use mending::Repairs;
use novel::Standard;
use profile::ProfileArguments;
use suppress::{Ran, SuppressArguments};

const EXAMPLES: &str = "\
Examples:
  greenlight check                      all below the current folder
  greenlight check submissions/a.yaml   one file
  greenlight check --fail-on warning --lang ko
  greenlight check --diff               what --fix would mend
  greenlight check --staged             what the next commit changes
  greenlight check --changed-since main --new-only
  greenlight check --trace RULE         how a rule decides
  greenlight check --output-format pretty --output-format json=report.json
  generate | greenlight check - --stdin-filename submissions/a.yaml";

/// Check submissions: find what is wrong, show where, say why
///
/// A folder is searched for files that greenlight.yaml names, and for YAML and JSON files with a line that begins with
/// `policy:`. What .gitignore names is left out, and no link to a folder is followed. A named file is always checked.
#[derive(Debug, Default, Args)]
#[command(after_help = EXAMPLES, after_long_help = format!("{EXAMPLES}\n\n{}", exit::HELP))]
pub(super) struct CheckArguments {
    /// Files and folders to check, `-` for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Format of what is found, to standard output or to FILE; may be given several times [default: pretty]
    #[arg(long, value_name = "NAME[=FILE]", value_parser = outputs::target())]
    output_format: Vec<Target>,

    /// Least severity that makes the exit code 1 [default: that of greenlight.yaml, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = severity())]
    fail_on: Option<Severity>,

    /// Report this rule only; may be given several times. Texts that cannot be read are reported always
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Do not report this rule; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,

    #[command(flatten)]
    fixing: FixArguments,

    #[command(flatten)]
    changes: ChangeArguments,

    /// Print how often each rule was broken instead of each finding
    #[arg(long)]
    statistics: bool,

    /// Show how this rule decides instead: each condition with the value of every part
    #[arg(long, value_name = "RULE", conflicts_with_all = ["output_format", "select", "ignore", "statistics", "fail_on", "threads"])]
    trace: Option<String>,

    /// Day that counts as today, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,

    /// Path that standard input counts as
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,

    /// Do not read greenlight.yaml
    #[arg(long)]
    no_config: bool,

    /// Exit with 0 if there was nothing to check
    #[arg(long)]
    allow_empty: bool,

    /// Number of threads [default: one for each processor]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    #[command(flatten)]
    profile: ProfileArguments,

    #[command(flatten)]
    suppress: SuppressArguments,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with an output.
pub(super) fn run(arguments: &CheckArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let project = current_project(terminal)?;
    let (project, changed) = arguments.changes.look(project, terminal.language(None))?;
    let setup = Setup::of(project, terminal, arguments.no_config);
    let language = setup.language;
    if let Some(rule) = &arguments.trace {
        return trace::run(rule, arguments, &setup, terminal);
    }
    let takes_stdin = arguments.paths.iter().any(|path| path.as_os_str() == "-");
    let outputs = Outputs::new(&arguments.output_format, arguments.statistics, &setup.project, language)?
        .yielding_stdout(takes_stdin && arguments.fixing.writes());
    let mut outcome = check(arguments, &setup, changed.as_ref(), terminal)?;
    outcome.run = arguments.suppress.for_outputs(outcome.run);
    if arguments.fixing.diff {
        let exit = outcome.exit(Severity::Error);
        return mending::show_diff(&outcome.repairs, &outcome.run, exit, (language, terminal));
    }
    if let Some(text) =
        outcome.repairs.stream().or(outcome.stream.as_ref()).filter(|_| arguments.fixing.writes())
    {
        to_stdout(language, |out| out.write_all(text.text().as_bytes()))?;
    }
    let start = Instant::now();
    let is_quiet = changed.is_some() && outcome.is_empty() && arguments.output_format.is_empty();
    if !is_quiet {
        outputs.write(&outcome.run, &setup.project, terminal, language)?;
    }
    if arguments.statistics {
        to_stdout(language, |out| statistics::write(&outcome.run, language, out))?;
    }
    outcome.repairs.failures.iter().for_each(|failure| failure.show(terminal));
    arguments.profile.show(arguments, &setup, start.elapsed())?;
    let fail_on = arguments.fail_on.or(setup.config.fail_on).unwrap_or(Severity::Error);
    let exit = arguments.suppress.exit(outcome.exit(fail_on));
    if exit != Exit::Nothing {
        return Ok(exit);
    }
    if arguments.allow_empty || changed.is_some() {
        return Ok(Exit::Clean);
    }
    Failure::new(&messages::NOTHING_CHECKED, language, &[])
        .help(&messages::NOTHING_CHECKED_HELP, language, &[("packs", outcome.known_packs)])
        .show(terminal);
    Ok(exit)
}

/// What came of a run.
pub(super) struct Outcome {
    /// What was found.
    pub(super) run: Run,
    /// What was checked, unless that could not begin. It stays until the process ends, which takes no time at all; to take
    /// the compiled rules apart would take a twentieth of checking one file.
    pub(super) material: Option<ManuallyDrop<Material>>,
    /// True if the configuration, a pack or the program itself is wrong.
    is_wrong: bool,
    /// The packs that a document may name, for a message.
    pub(super) known_packs: String,
    /// What was mended.
    repairs: Repairs,
    /// The text of standard input.
    stream: Option<Arc<Source>>,
}

impl Outcome {
    /// The outcome if the configuration or a pack is so wrong that nothing can be checked.
    fn wrong(findings: Vec<Finding>) -> Self {
        Self {
            run: Run::new(by_file(findings)),
            material: None,
            is_wrong: true,
            known_packs: String::new(),
            repairs: Repairs::default(),
            stream: None,
        }
    }

    /// True if there was nothing to check and nothing to say.
    fn is_empty(&self) -> bool {
        self.run.findings().is_empty() && self.run.summary().documents == 0
    }

    /// How a command ends that fails on findings of this severity.
    pub(super) fn exit(&self, fail_on: Severity) -> Exit {
        let findings = self.run.findings();
        if self.is_wrong || findings.iter().any(is_fault) {
            Exit::Failure
        } else if findings.iter().any(|finding| finding.severity >= fail_on) {
            Exit::Findings
        } else if self.is_empty() {
            Exit::Nothing
        } else {
            Exit::Clean
        }
    }
}

/// Checks what lies at `paths` as the command does without flags.
///
/// # Errors
/// Wrong usage.
pub(super) fn check_paths(
    paths: &[PathBuf],
    today: Option<DateTime>,
    setup: &Setup,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let arguments = CheckArguments { paths: paths.to_vec(), today, ..CheckArguments::default() };
    check(&arguments, setup, None, terminal)
}

/// True for what is wrong with the configuration, a pack or the program itself.
fn is_fault(finding: &Finding) -> bool {
    ["config/", "rule/", "internal/"].iter().any(|prefix| finding.rule.starts_with(prefix))
}

/// Finds the files, those that `changed` leaves, and holds them against their packs.
fn check(
    arguments: &CheckArguments,
    setup: &Setup,
    changed: Option<&Changed>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    if !setup.findings.is_empty() {
        return Ok(Outcome::wrong(setup.all_findings()));
    }
    let Packs { packs, folders, findings: mut faults, is_complete, .. } = setup.packs_for_check();
    if !is_complete {
        // Without its pack every submission would be wrong.
        return Ok(Outcome::wrong(faults));
    }
    let mut named = arguments.select.iter().chain(&arguments.ignore);
    named.try_for_each(|id| setup.unknown_rule(id, &packs).map_or(Ok(()), Err))?;
    let known_packs = references(&packs);
    let (paths, reads_stdin) = split_stdin(arguments, setup)?;
    let discovery = discover(&paths, reads_stdin, setup, changed)?;
    faults.extend(unmatched_globs(&discovery, setup));
    let today = arguments.today.unwrap_or_else(today);
    let policy = Policy { packs, language: setup.language, today, limits: setup.config.limits };
    let flags = (&*arguments.select, &*arguments.ignore);
    let work = FileCheck::new((&setup.project, &setup.config), &policy, flags, &discovery.files);
    let threads = arguments.threads.map(usize::from);
    let mut checked = work.all(&discovery.files, threads);
    let stream = if reads_stdin { Some(checked_stream(arguments, setup, &work, &mut checked)) } else { None };
    let is_partial = changed.is_some() || reads_stdin && paths.is_empty();
    let neighbours = Neighbours {
        project: &setup.project,
        config: &setup.config,
        language: setup.language,
        flags,
        paths: (!is_partial).then_some(&*paths),
    };
    across::check_across((&work, threads), &discovery.files, stream.as_ref(), &mut checked, &neighbours);
    let given = (&*discovery.files, stream.as_ref());
    let mut repairs = mending::repair(arguments.fixing, (&work, threads), given, &neighbours, &mut checked);
    checked.iter_mut().for_each(Checked::settle);
    let ran = Ran {
        setup,
        policy: &policy,
        work: &work,
        files: discovery.files.iter().chain(stream.as_ref().map(|(found, _)| found)).collect(),
        on_disk: discovery.files.len(),
        is_whole: changed.is_none() && !reads_stdin && paths.is_empty(),
    };
    let unused = arguments.suppress.apply(&ran, &mut checked)?;
    let unused = repairs.mend_baseline(unused, arguments.fixing, setup.language);
    if let Some(changed) = changed.filter(|changed| changed.only_new) {
        let standard = Standard { setup, policy: &policy, flags, threads };
        let known = novel::keep_new(changed, &discovery.files, &mut checked, standard)?;
        changes::say_known(known, setup, terminal);
    }
    if changed.is_some() {
        changes::say_left_on_disk(&work.left_on_disk(), setup, terminal);
    }
    notes::say_unclaimed(&checked, &known_packs, setup, terminal);
    faults.append(&mut repairs.faults);
    let is_wrong = !faults.is_empty() || !repairs.failures.is_empty();
    let refused = by_file(discovery.refused.into_iter().chain(faults).chain(unused));
    let submissions = Material::submissions(discovery.files, &checked, &work);
    let reports = checked.into_iter().filter_map(Checked::into_report);
    let run = Run::new(reports.chain(refused)).with_fixed(repairs.fixed());
    let stream = stream.and_then(|(_, text)| text);
    let material = Some(ManuallyDrop::new(Material { policy, folders, submissions }));
    Ok(Outcome { run, material, is_wrong, known_packs, repairs, stream })
}

/// The names of packs as a document gives them, for a message.
fn references(packs: &[Pack]) -> String {
    packs.iter().map(|pack| format!("`{}`", pack.reference())).collect::<Vec<_>>().join(", ")
}

/// Checks standard input after all files; also gives its text, since it cannot be read again.
fn checked_stream(
    arguments: &CheckArguments,
    setup: &Setup,
    work: &FileCheck<'_>,
    checked: &mut Vec<Checked>,
) -> (Found, Option<Arc<Source>>) {
    let found = Discovery::of_stream(&setup.project, &setup.config, arguments.stdin_filename.as_deref());
    let (stdin, text) = work.stream(&mut io::stdin().lock(), &found);
    checked.push(stdin);
    (found, text)
}

/// The findings that globs of the configuration match nothing.
fn unmatched_globs(discovery: &Discovery, setup: &Setup) -> Vec<Finding> {
    let Some(source) = &setup.config.source else { return Vec::new() };
    let problems = discovery.unmatched.iter().map(unmatched_glob);
    problems.map(|problem| Finding::from_problem(&problem, source, Severity::Error, setup.language)).collect()
}

/// The files to check besides standard input.
fn discover(
    paths: &[PathBuf],
    reads_stdin: bool,
    setup: &Setup,
    changed: Option<&Changed>,
) -> Result<Discovery, Failure> {
    let Setup { project, config, language, .. } = setup;
    let found = match changed {
        Some(_) if reads_stdin => {
            return Err(Failure::new(&messages::STDIN_AND_CHANGES, *language, &[]).help(
                &messages::STDIN_AND_CHANGES_HELP,
                *language,
                &[],
            ));
        }
        Some(changed) => Discovery::of_changes(project, config, paths, &changed.changes, *language),
        None if reads_stdin && paths.is_empty() => return Ok(Discovery::default()),
        None => Discovery::find(project, config, paths, *language),
    };
    found.map_err(|missing| no_such_path(&missing, setup))
}

/// The paths without `-`, and whether it was among them.
fn split_stdin(arguments: &CheckArguments, setup: &Setup) -> Result<(Vec<PathBuf>, bool), Failure> {
    let (stdin, paths): (Vec<_>, Vec<_>) =
        arguments.paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    if let (true, Some(name)) = (stdin.is_empty(), &arguments.stdin_filename) {
        let parameters = [("name", name.display().to_string())];
        return Err(Failure::new(&messages::TWO_STDIN_NAMES, setup.language, &[]).help(
            &messages::STDIN_HELP,
            setup.language,
            &parameters,
        ));
    }
    Ok((paths, !stdin.is_empty()))
}

fn no_such_path(missing: &[MissingPath], setup: &Setup) -> Failure {
    let paths: Vec<_> = missing.iter().map(|path| format!("`{}`", path.given)).collect();
    if missing.iter().any(|path| path.is_unstaged) {
        let parameters = [("path", paths.join(", "))];
        return Failure::new(&messages::NOT_STAGED, setup.language, &parameters).help(
            &messages::NOT_STAGED_HELP,
            setup.language,
            &[],
        );
    }
    let failure = Failure::new(&messages::NO_SUCH_PATH, setup.language, &[("path", paths.join(", "))]);
    match missing.iter().find_map(|path| path.nearest.as_ref()) {
        Some(nearest) => {
            let parameters = [("nearest", format!("`{nearest}`"))];
            failure.help(&messages::DID_YOU_MEAN, setup.language, &parameters)
        }
        None => failure,
    }
}
