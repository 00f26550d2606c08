//! `greenlight test`: do the rules of a pack find what their examples say, and would the examples notice if they did not?

mod bless;
mod depth;
mod messages;
mod subject;
mod summary;

use std::io;

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::day;
use super::exit::Exit;
use super::failure::Failure;
use super::messages::{WATCH_AND_FILE, WATCH_AND_FILE_HELP};
use super::outputs::{self, Outputs, Target, to_stdout, writes_file};
use super::progress::Progress;
use super::reports::by_file;
use super::setup::Setup;
use super::terminal::Terminal;
use super::watch::watch;
use crate::check::{Policy, midnight};
use crate::finding::{Case, Finding, Run, Severity};
use crate::output::{Tests, find_for_tests};
use crate::project::FixtureFolder;
use crate::rule::Pack;
use crate::trial::{Bench, Coverage, Fixtures, run_coverage, run_examples, run_fixtures, run_mutants};

use depth::DepthArguments;
use subject::Subject;

const EXAMPLES: &str = "\
Examples:
  greenlight test               packs of this folder, else of greenlight.yaml
  greenlight test ./policies    packs of a folder with rules/ and schemas/
  greenlight test brn-checksum  one rule; or a pack by its name, a rule's file
  greenlight test --watch       again whenever a rule or a fixture changes
  greenlight test --coverage    what no example exercises
  greenlight test --mutants     changes of the rules that no example notices";

/// Run the examples and fixtures of packs: each must find exactly what it says
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    /// Folder with `rules/` and `schemas/`, a pack, or a rule [default: the current folder if it has packs]
    #[arg(value_name = "WHAT")]
    what: Option<String>,

    /// Test this rule only; may be given several times
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,

    /// Test only rules whose id, and submissions whose path contains this text
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,

    #[command(flatten)]
    depth: DepthArguments,

    /// Write down what is found as what is expected, and show the difference
    #[arg(long)]
    bless: bool,

    /// Test again whenever a file of the packs changes, until Ctrl+C
    #[arg(long, conflicts_with = "bless")]
    watch: bool,

    /// Format of what is found, to standard output or to FILE; may be given several times [default: pretty]
    #[arg(long, value_name = "NAME[=FILE]", value_parser = outputs::target())]
    output_format: Vec<Target>,

    /// Day that counts as today in tests that name none, as YYYY-MM-DD [default: `tested-on` of the pack, else today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,
}

impl TestArguments {
    fn wants_rule(&self, subject: &Subject, id: &str) -> bool {
        subject.has_rule(id)
            && (self.select.is_empty() || self.select.iter().any(|own| own == id))
            && self.wants_path(id)
    }

    /// True unless only rules are meant.
    fn wants_fixtures(&self, subject: &Subject) -> bool {
        subject.is_whole_pack() && self.select.is_empty()
    }

    /// True for the path of a submission that is meant.
    fn wants_path(&self, path: &str) -> bool {
        self.filter.as_deref().is_none_or(|text| path.contains(text))
    }
}

/// What came of all tests.
#[derive(Default)]
struct Results {
    rules: usize,
    fixtures: usize,
    cases: Vec<Case>,
    /// What no test found.
    others: Vec<Finding>,
    /// By pack, if asked for.
    coverage: Vec<(String, Vec<Coverage>)>,
    /// Changes that were tried, and those that survive with a reason and without.
    changes: Option<[usize; 3]>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with an output.
pub(super) fn run(arguments: &TestArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    if !arguments.watch {
        return run_once(arguments, terminal);
    }
    let language = Setup::new(terminal, false)?.language;
    if writes_file(&arguments.output_format) {
        let failure = Failure::new(&WATCH_AND_FILE, language, &[]);
        return Err(failure.help(&WATCH_AND_FILE_HELP, language, &[]));
    }
    let places = || {
        let setup = Setup::new(terminal, false)?;
        Subject::find(arguments.what.as_deref(), &setup)?.places(&setup)
    };
    let Err(failure) = watch((terminal, language), &places, &|| run_once(arguments, terminal));
    Err(failure)
}

fn run_once(arguments: &TestArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let language = setup.language;
    let outputs = Outputs::new(&arguments.output_format, false, &setup.project, language)?;
    if arguments.bless {
        each_pack(arguments, &setup, &|| (), &mut |pack, subject, bench| {
            bless::bless(pack, arguments, (subject, &setup, terminal), bench)
        })?;
    }
    let mut results = Results::default();
    let progress = Progress::new(messages::TESTING.render(language, &[]), terminal);
    let faults = each_pack(arguments, &setup, &|| progress.step(), &mut |pack, subject, bench| {
        let rules = pack.1.rules.iter().filter(|rule| arguments.wants_rule(subject, &rule.id));
        progress.expect(rules.count() * arguments.depth.rounds());
        test_pack(pack, arguments, subject, bench, &mut results);
        Ok(())
    })?;
    drop(progress);
    results.others.extend(faults.iter().cloned());
    show(&results, arguments, (&setup, terminal), &outputs)?;
    let is_serious = |finding: &Finding| finding.severity > Severity::Info;
    let has_failed =
        results.cases.iter().any(|case| !case.findings().is_empty()) || results.others.iter().any(is_serious);
    Ok(match (faults.is_empty(), has_failed || arguments.depth.is_below(&results.coverage)) {
        (false, _) => Exit::Failure,
        (_, true) => Exit::Findings,
        _ if results.cases.is_empty() => Exit::Nothing,
        _ => Exit::Clean,
    })
}

/// What is done with a pack.
type Visit<'v> = dyn FnMut((&Policy, &Pack), &Subject, Bench<'_>) -> Result<(), Failure> + 'v;

/// Has `visit` do something with each pack that is meant, and hands back what is wrong with their files.
fn each_pack(
    arguments: &TestArguments,
    setup: &Setup,
    step: &(dyn Fn() + Sync),
    visit: &mut Visit<'_>,
) -> Result<Vec<Finding>, Failure> {
    let mut subject = Subject::find(arguments.what.as_deref(), setup)?;
    for id in &arguments.select {
        setup.rule(id, &subject.packs)?;
    }
    let fixtures = FixtureFolder::below(&subject.folder).map(|fixtures| {
        let shown = setup.project.shown(fixtures.root());
        fixtures.shown_as(shown)
    });
    let (language, clock) = (setup.language, super::arguments::today());
    let packs = std::mem::take(&mut subject.packs);
    let mut policy = Policy { packs, language, today: clock, limits: setup.config.limits };
    for index in 0..policy.packs.len() {
        let tested_on = policy.packs.get(index).and_then(|pack| pack.tested_on.as_deref());
        policy.today = arguments.today.or_else(|| midnight(tested_on?)).unwrap_or(clock);
        let fixtures = fixtures.as_ref().map(|fixtures| fixtures as &dyn Fixtures);
        let bench = Bench { today: policy.today, language, fixtures, step };
        if let Some(pack) = policy.packs.get(index).filter(|pack| subject.has_pack(pack)) {
            visit((&policy, pack), &subject, bench)?;
        }
    }
    Ok(subject.findings)
}

fn test_pack(
    (policy, pack): (&Policy, &Pack),
    arguments: &TestArguments,
    subject: &Subject,
    bench: Bench<'_>,
    results: &mut Results,
) {
    let is_wanted = |id: &str| arguments.wants_rule(subject, id);
    let trial = run_examples(pack, &is_wanted, bench);
    results.rules += trial.rules;
    let is_own = |finding: &Finding| &*finding.rule == "rule/example-missing";
    results.others.extend(trial.findings.into_iter().filter(is_own));
    results.cases.extend(trial.cases);
    if let Some(fixtures) = bench.fixtures.filter(|_| arguments.wants_fixtures(subject)) {
        let trials = run_fixtures((policy, pack), fixtures, &|path| arguments.wants_path(path));
        results.fixtures += trials.len();
        results.cases.extend(trials.into_iter().map(|trial| trial.case));
    }
    if arguments.depth.coverage {
        let mut coverage = run_coverage(pack, &is_wanted, bench);
        results.others.extend(coverage.iter_mut().flat_map(|rule| std::mem::take(&mut rule.findings)));
        results.coverage.push((pack.name.to_string(), coverage));
    }
    if arguments.depth.mutants {
        let trial = run_mutants(pack, &is_wanted, true, bench);
        let [tried, listed, survived] = results.changes.unwrap_or_default();
        results.changes =
            Some([tried + trial.tried, listed + trial.listed, survived + trial.survivors.len()]);
        results.others.extend(trial.findings);
    }
}

fn show(
    results: &Results,
    arguments: &TestArguments,
    (setup, terminal): (&Setup, &Terminal),
    outputs: &Outputs,
) -> Result<(), Failure> {
    let failed = results.cases.iter().flat_map(Case::findings);
    let findings: Vec<Finding> = failed.chain(&results.others).cloned().collect();
    let is_quiet = findings.is_empty() && arguments.output_format.is_empty();
    let run = Run::new(by_file(findings));
    let coverage: Vec<(String, usize, usize)> = results
        .coverage
        .iter()
        .flat_map(|(_, rules)| rules)
        .map(|rule| (rule.rule.to_string(), rule.met, rule.goals))
        .collect();
    let tests = Tests { cases: &results.cases, others: &results.others, coverage: &coverage };
    if !is_quiet {
        outputs.write_each((&setup.project, terminal, setup.language), &|format, options, out| {
            match find_for_tests(format.name) {
                Some(write) => write(&tests, options, out),
                None => (format.write)(&run, options, out),
            }
        })?;
    }
    if arguments.output_format.is_empty() {
        to_stdout(setup.language, |out: &mut dyn io::Write| summary::write(results, setup.language, out))?;
    }
    Ok(())
}
