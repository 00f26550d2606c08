//! Running the real program in a folder of its own, with a bound on time.

#![allow(dead_code, reason = "each binary uses a part of this file")]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// Far above what any run takes, far below what a person would wait.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder that goes away with the test.
pub(crate) struct Folder {
    _guard: tempfile::TempDir,
    pub(crate) root: PathBuf,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        let guard = tempfile::tempdir().unwrap();
        let root = guard.path().canonicalize().unwrap();
        Self { _guard: guard, root }
    }

    pub(crate) fn add(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The program, to be run here, in surroundings that are the same everywhere.
    pub(crate) fn program(&self) -> Command {
        self.program_at(Path::new(env!("CARGO_BIN_EXE_greenlight")))
    }

    pub(crate) fn program_at(&self, path: &Path) -> Command {
        let mut command = Command::new(path);
        command.current_dir(&self.root).env_clear().env("LC_ALL", "C");
        command.stdin(Stdio::null());
        command
    }

    /// Runs `greenlight check --output-format concise` with these arguments.
    pub(crate) fn check(&self, arguments: &[&str]) -> Ended {
        let mut command = self.program();
        command.args(["check", "--output-format", "concise"]).args(arguments);
        run(&mut command)
    }
}

/// Runs a command to its end.
///
/// # Panics
/// If it takes longer than anybody would wait.
pub(crate) fn run(command: &mut Command) -> Ended {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let out = thread::spawn(move || read(&mut stdout));
    let err = thread::spawn(move || read(&mut stderr));
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} did not end");
        }
        thread::sleep(Duration::from_millis(5));
    };
    Ended { code: status.code(), stdout: out.join().unwrap(), stderr: err.join().unwrap() }
}

fn read(stream: &mut dyn Read) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}
