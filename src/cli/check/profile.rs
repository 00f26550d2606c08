//! `greenlight check --profile`: where the time of a check goes, by stage and by rule. Measured in a second pass, on one
//! thread, so that the check itself is not slowed down by clocks; written to standard error, beside whatever output.

use std::fmt::Write;
use std::time::{Duration, Instant};

use clap::Args;

use super::files::FileCheck;
use super::{CheckArguments, discover, split_stdin};
use crate::check::{Costs, Policy};
use crate::cli::arguments::today;
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::output::escape::visible;
use crate::project::Packs;
use crate::text::{Language, Message};

/// Flags about the time that a check takes.
#[derive(Debug, Default, Args)]
pub(super) struct ProfileArguments {
    /// Also show on standard error where the time goes, by stage and by rule, on one thread
    #[arg(long, conflicts_with_all = ["trace", "staged", "changed_since"])]
    profile: bool,
}

impl ProfileArguments {
    /// Measures the check that these arguments ask for, if that was asked for, and shows what it took; `render` is the
    /// time that its output took.
    pub(super) fn show(
        &self,
        arguments: &CheckArguments,
        setup: &Setup,
        render: Duration,
    ) -> Result<(), Failure> {
        if !self.profile || !setup.findings.is_empty() {
            return Ok(());
        }
        let start = Instant::now();
        let Packs { packs, .. } = setup.packs_for_check();
        let load = start.elapsed();
        let (paths, reads_stdin) = split_stdin(arguments, setup)?;
        let start = Instant::now();
        let files = discover(&paths, reads_stdin, setup, None)?.files;
        let find = start.elapsed();
        let today = arguments.today.unwrap_or_else(today);
        let policy = Policy { packs, language: setup.language, today, limits: setup.config.limits };
        let flags = (&*arguments.select, &*arguments.ignore);
        let work = FileCheck::new((&setup.project, &setup.config), &policy, flags, &files);
        let (mut read, mut costs) = (Duration::ZERO, Costs::default());
        for found in &files {
            let start = Instant::now();
            let source = work.open(found);
            read += start.elapsed();
            if let Some(source) = source {
                work.measure(found, &source, &mut costs);
            }
        }
        let stages = [
            (&LOAD, load),
            (&FIND, find),
            (&READ, read),
            (&PARSE, costs.parse),
            (&SCHEMA, costs.schema),
            (&RULES, costs.all_rules()),
            (&RENDER, render),
        ];
        let counts = [("files", files.len().to_string()), ("documents", costs.documents.to_string())];
        let head = HEAD.render(setup.language, &counts);
        // Where standard error is gone, nobody is left to be told.
        eprint!(
            "\n{head}\n\n{}\n{}",
            stage_table(stages, setup.language),
            rule_table(&costs, setup.language)
        );
        Ok(())
    }
}

/// The stages, the longest first.
fn stage_table(mut stages: [(&Message, Duration); 7], language: Language) -> String {
    let whole: Duration = stages.iter().map(|(_, time)| *time).sum();
    stages.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    let mut text = String::new();
    for (name, time) in stages {
        let share = time.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE) * 100.0;
        // INVARIANT: writing to a string does not fail.
        let _ = writeln!(text, "{:>10}  {share:>3.0} %  {}", milliseconds(time), name.text(language));
    }
    text
}

/// The rules, the longest first.
fn rule_table(costs: &Costs, language: Language) -> String {
    let mut rules: Vec<_> = costs.rules.iter().collect();
    rules.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.time));
    let widest = rules.iter().map(|(_, cost)| cost.steps.to_string().len()).max().unwrap_or(1);
    let mut text = String::new();
    for (id, cost) in rules {
        let steps = STEPS.render(language, &[("steps", format!("{:>widest$}", cost.steps))]);
        // INVARIANT: writing to a string does not fail.
        let _ = writeln!(text, "{:>10}  {steps}  {}", milliseconds(cost.time), visible(id));
    }
    text
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}

static HEAD: Message = Message {
    en: "Where the time goes, on one thread (files: {files}, documents: {documents}):",
    ko: "시간이 드는 곳, 스레드 하나 기준 (파일 {files}개, 문서 {documents}개):",
};
static LOAD: Message = Message { en: "load packs", ko: "팩 읽기" };
static FIND: Message = Message { en: "find files", ko: "파일 찾기" };
static READ: Message = Message { en: "read files", ko: "파일 읽기" };
static PARSE: Message = Message { en: "parse", ko: "구문 분석" };
static SCHEMA: Message = Message { en: "schema", ko: "스키마" };
static RULES: Message = Message { en: "rules", ko: "규칙" };
static RENDER: Message = Message { en: "write the output", ko: "출력" };
static STEPS: Message = Message { en: "{steps} steps", ko: "{steps}단계" };
