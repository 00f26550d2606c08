//! `greenlight test --watch` tests again when a rule changes, also after its folder was away, and refuses what it cannot do.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail by panicking; it needs a part of the helpers only"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use program::{Folder, run};

const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/tests.in");
const RULE: &str = "rules/notes/title-too-long.yaml";
/// Far above what a run takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["schemas/notes.schema.json", "rules/notes/pack.yaml", RULE] {
        folder.add(name, fs::read(Path::new(PACK).join(name)).unwrap());
    }
    folder
}

/// The program while it watches, and the lines that it writes to either stream.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn begin(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = folder.program();
        command.args(["test", "--watch"]).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let sender = sender.clone();
            thread::spawn(move || {
                let lines = BufReader::new(stream).lines().map_while(Result::ok);
                lines.for_each(|line| sender.send(line).unwrap_or_default());
            });
        }
        Self { child, lines }
    }

    /// Waits for these lines, in any order, since the streams are two.
    fn expect(&self, expected: &[&str]) {
        let (mut open, mut seen) = (expected.to_vec(), Vec::new());
        while !open.is_empty() {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else {
                panic!("{open:?} did not come, but {seen:#?}");
            };
            open.retain(|wanted| *wanted != line);
            seen.push(line);
        }
        assert!(!seen.iter().any(|line| line.contains('\u{1b}')), "no terminal is cleared: {seen:?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

#[test]
fn a_change_of_a_rule_runs_its_examples_again() {
    let folder = folder();
    let rule = fs::read_to_string(folder.root.join(RULE)).unwrap();
    let watching = Watching::begin(&folder, &["--lang", "en"]);
    let idle = "watching folders: 2; stop with Ctrl+C";
    watching.expect(&["rules: 1, examples: 2, fixtures: 0, failed: 0", idle]);
    folder.add(RULE, rule.replace("finds: [Much too long a title]", "finds: [Too long]"));
    watching.expect(&["rules: 1, examples: 2, fixtures: 0, failed: 1", idle]);
    folder.add(RULE, &rule);
    watching.expect(&["rules: 1, examples: 2, fixtures: 0, failed: 0", idle]);
    folder.add("fixtures/notes/a/submission.yaml", "policy: notes/v1\ntitle: A note\n");
    let idle = "watching folders: 3; stop with Ctrl+C";
    watching.expect(&["rules: 1, examples: 2, fixtures: 1, failed: 0", idle]);
}

#[test]
fn a_folder_may_go_and_come_back() {
    let folder = Folder::new();
    let names = ["schemas/notes.schema.json", "rules/notes/pack.yaml", RULE];
    let add = || {
        for name in names {
            folder.add(Path::new("policies").join(name), fs::read(Path::new(PACK).join(name)).unwrap());
        }
    };
    add();
    let watching = Watching::begin(&folder, &["policies", "--lang", "ko"]);
    let idle = "폴더 2개의 변경을 지켜보는 중입니다. 끝내려면 Ctrl+C를 누르십시오";
    watching.expect(&["규칙 1개, 예제 2개, 픽스처 0개, 실패 0개", idle]);
    fs::remove_dir_all(folder.root.join("policies")).unwrap();
    watching.expect(&["폴더 0개의 변경을 지켜보는 중입니다. 끝내려면 Ctrl+C를 누르십시오"]);
    add();
    watching.expect(&["규칙 1개, 예제 2개, 픽스처 0개, 실패 0개", idle]);
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = folder();
    let elsewhere = Folder::new();
    let rows: [(&Folder, &[&str], &str); 4] = [
        (&elsewhere, &[], "which are not in this folder"),
        (&folder, &["--output-format", "junit=out.xml"], "writes no files"),
        (&folder, &["--bless"], "cannot be used with"),
        (&folder, &["--select", "no-such-rule"], "there is no rule `no-such-rule`"),
    ];
    for (folder, arguments, expected) in rows {
        let ended = run(folder.program().args(["test", "--watch"]).args(arguments));
        assert_eq!(ended.code, Some(2), "{arguments:?} {ended:?}");
        assert!(ended.stderr.contains(expected), "{arguments:?} {ended:?}");
    }
}
