//! The stages of a run over 1,000 submissions of 3 KB, each as a ratio to the time in which `saphyr-parser` makes the
//! events of the same files with as many threads. Rounds alternate, so that a noisy machine disturbs both alike.
//!
//! `cargo bench --bench pipeline` prints the table; `GREENLIGHT_BENCH_THREADS`, `GREENLIGHT_BENCH_ROUNDS` and
//! `GREENLIGHT_BENCH_BATCH` change the run; `GREENLIGHT_BENCH_STAGE` chooses one stage to be run alone, under a profiler.
//! `cargo bench --bench pipeline -- --instructions` counts instructions with valgrind, which are steady on a noisy machine.

#![allow(missing_docs, reason = "a program for the project's own use")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement that cannot be made should stop"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use std::{env, fs, io};

#[path = "support/instructions.rs"]
mod instructions;

use greenlight::check::{Assignment, Job, Policy, Severities, inspect_all, midnight};
use greenlight::finding::{Report, Run};
use greenlight::output::{self, Options};
use greenlight::project::Attachments;
use greenlight::rule::{Loaded, embedded_folder};
use greenlight::text::{Language, Source};
use greenlight::yaml::{self, Limits};
use rayon::prelude::*;

const FILES: usize = 1_000;

/// How many files are checked together, as the program does.
const BATCH: usize = 24;

const ATTACHMENTS: &str = "fixtures/kakao-messaging/clean-prelaunch/evidence";
const TEMPLATE: &str = include_str!("../fixtures/kakao-messaging/clean-prelaunch/submission.yaml");

fn main() {
    let threads = number("GREENLIGHT_BENCH_THREADS", 2);
    let rounds = number("GREENLIGHT_BENCH_ROUNDS", 15);
    let corpus = Corpus::new();
    if env::args().any(|argument| argument == "--instructions") {
        return count_instructions(&corpus);
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let stages: [(&str, &(dyn Fn() + Sync)); 7] = [
        ("saphyr-parser: events", &|| corpus.events()),
        ("read", &|| corpus.read()),
        ("parse", &|| corpus.parse()),
        ("parse and schema", &|| corpus.schema()),
        ("parse, schema and rules", &|| corpus.check()),
        ("whole run with render", &|| corpus.run(&corpus.severities)),
        ("... a finding in each file", &|| corpus.run(&Severities::new())),
    ];
    if let Ok(only) = env::var("GREENLIGHT_BENCH_STAGE") {
        let (_, stage) = stages.iter().find(|(name, _)| *name == only).expect("a stage");
        return (0..rounds).for_each(|_| pool.install(stage));
    }
    let mut times = vec![Vec::new(); stages.len()];
    for _ in 0..rounds {
        for ((_, stage), times) in stages.iter().zip(&mut times) {
            let start = Instant::now();
            pool.install(stage);
            times.push(start.elapsed());
        }
    }
    let bytes: usize = corpus.texts.iter().map(String::len).sum();
    println!("{FILES} files, {bytes} bytes, {threads} threads, median of {rounds} rounds");
    let events = median(&mut times[0].clone());
    for ((name, _), times) in stages.iter().zip(&mut times) {
        let time = median(times);
        println!(
            "{name:<28} {:>9.2} ms  {:>5.2} x",
            milliseconds(time),
            time.as_secs_f64() / events.as_secs_f64()
        );
    }
    let alone = Alone::new(&corpus.texts[0]);
    one_file(&alone.path);
}

/// The submissions, in memory and on disk.
struct Corpus {
    _folder: tempfile::TempDir,
    paths: Vec<PathBuf>,
    texts: Vec<String>,
    sources: Vec<Arc<Source>>,
    policy: Policy,
    /// The older procedure, of which all files are, is allowed: one file in twenty has something to find.
    severities: Severities,
    attachments: Attachments,
    batch: usize,
}

impl Corpus {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy_attachments(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(ATTACHMENTS),
            &folder.path().join("evidence"),
        );
        let attachments = Attachments::new(folder.path());
        let texts: Vec<String> = (0..FILES).map(submission).collect();
        let write = |(index, text): (usize, &String)| {
            let path = folder.path().join(format!("{index:04}.yaml"));
            fs::write(&path, text).expect("a file");
            path
        };
        let paths = texts.iter().enumerate().map(write).collect();
        let source =
            |(index, text): (usize, &String)| Arc::new(Source::new(format!("{index:04}.yaml"), text.clone()));
        let sources = texts.iter().enumerate().map(source).collect();
        let folder_of_pack = embedded_folder("kakao-messaging").expect("the pack");
        let pack = Loaded::from_folder(&folder_of_pack, Language::En).pack.expect("a sound pack");
        let today = midnight("2026-03-10").expect("a day");
        let policy = Policy { packs: vec![pack], language: Language::En, today, limits: Limits::default() };
        let mut severities = Severities::new();
        severities.set("outdated-process", None);
        let batch = number("GREENLIGHT_BENCH_BATCH", BATCH);
        Self { _folder: folder, paths, texts, sources, policy, severities, attachments, batch }
    }

    fn events(&self) {
        self.texts.par_iter().for_each(|text| {
            for event in saphyr_parser::Parser::new_from_str(text) {
                black_box(event.expect("an event"));
            }
        });
    }

    fn read(&self) {
        self.paths.par_iter().for_each(|path| {
            black_box(Source::from_bytes("a.yaml", fs::read(path).expect("bytes")));
        });
    }

    fn parse(&self) {
        self.sources.par_iter().for_each(|source| {
            black_box(yaml::parse(source, &self.policy.limits));
        });
    }

    fn schema(&self) {
        self.sources.par_iter().for_each(|source| {
            let stream = yaml::parse(source, &self.policy.limits);
            black_box(self.policy.packs[0].schema.check(stream.documents[0].root()));
        });
    }

    fn check(&self) {
        self.sources.par_chunks(self.batch).for_each(|sources| {
            black_box(self.reports(sources, &self.severities));
        });
    }

    fn run(&self, severities: &Severities) {
        let batches = self.paths.par_chunks(self.batch).flat_map_iter(|paths| {
            let read = |path| Arc::new(Source::from_bytes("a.yaml", fs::read(path).expect("bytes")).0);
            self.reports(&paths.iter().map(read).collect::<Vec<_>>(), severities)
        });
        let reports: Vec<Report> = batches.collect();
        let run = Run::new(reports);
        let format = output::find("pretty").expect("a format");
        (format.write)(&run, &Options::default(), &mut io::sink()).expect("a sink");
    }

    fn reports(&self, sources: &[Arc<Source>], severities: &Severities) -> Vec<Report> {
        let assignment = Assignment { pack: None, is_ours: true, severities };
        let host = self.attachments.host(&self.paths[0]);
        let job = |source| Job { source, assignment: &assignment, host: Some(&host) };
        let inspections = inspect_all(&sources.iter().map(job).collect::<Vec<_>>(), &self.policy);
        inspections.into_iter().map(|inspection| inspection.expect("a submission").finish()).collect()
    }
}

/// A submission with its attachments in a folder of its own: rules across files read the submissions beside it.
struct Alone {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl Alone {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let attachments = Path::new(env!("CARGO_MANIFEST_DIR")).join(ATTACHMENTS);
        copy_attachments(&attachments, &folder.path().join("evidence"));
        let path = folder.path().join("submission.yaml");
        fs::write(&path, text).expect("a file");
        Self { _folder: folder, path }
    }
}

/// The attachments that all submissions share.
fn copy_attachments(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("attachments") {
        let path = entry.expect("an attachment").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
    }
}

/// A submission that differs from all others; one in twenty has something to find.
fn submission(index: usize) -> String {
    let text = TEMPLATE.replace("1442061", &(1_442_061 + index).to_string());
    if index.is_multiple_of(20) { text.replace("trigger: user_action", "trigger: scheduled") } else { text }
}

/// One file, from the start of the process to its end, in processor time.
fn one_file(path: &PathBuf) {
    const TIMES: u32 = 200;
    let before = children_time();
    for _ in 0..TIMES {
        let mut command = Command::new(env!("CARGO_BIN_EXE_greenlight"));
        command.args(["check", "--no-config", "--today", "2026-03-10"]).arg(path);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a process");
    }
    match before.zip(children_time()) {
        Some((before, after)) => {
            println!(
                "one file, whole process     {:>9.2} ms of processor time",
                milliseconds((after - before) / TIMES)
            );
        }
        None => println!("one file, whole process: this system does not tell the time of child processes"),
    }
}

/// The instructions of the whole process for one file, and of each further file: those of 101 files without those of one.
fn count_instructions(corpus: &Corpus) {
    let paths: Vec<&str> = corpus.paths.iter().take(101).map(|path| path.to_str().expect("a path")).collect();
    let count = |paths: &[&str]| {
        let flags = [
            "check",
            "--no-config",
            "--today",
            "2026-03-10",
            "--threads",
            "1",
            "--ignore",
            "outdated-process",
        ];
        let arguments = [&flags[..], &["--output-format", "concise"], paths].concat();
        instructions::count(env!("CARGO_BIN_EXE_greenlight"), &arguments, &[]).expect("valgrind")
    };
    let alone = Alone::new(&corpus.texts[0]);
    let one = count(&[alone.path.to_str().expect("a path")]);
    let each = (count(&paths) - count(&paths[..1])) / 100;
    println!("one file, whole process     {:>10}", instructions::millions(one));
    println!("each further file           {:>10}", instructions::millions(each));
}

/// The processor time of all children so far, in user and kernel mode (fields 16 and 17 of `/proc/self/stat`).
fn children_time() -> Option<Duration> {
    const TICKS_A_SECOND: u64 = 100;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: u64 = fields.split(' ').skip(13).take(2).map(|field| field.parse::<u64>().unwrap_or(0)).sum();
    Some(Duration::from_millis(ticks * 1_000 / TICKS_A_SECOND))
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn number(name: &str, otherwise: usize) -> usize {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}
