//! What the program does on a terminal only: long texts go through a pager, and values are asked for. The terminal is a
//! pseudo-terminal that Python opens, since the standard library of Rust has none.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "a test may fail by panicking, in its helpers too; it uses a part of the helpers"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::process::{Command, Stdio};

use program::{Ended, Folder, run};

/// Runs the program on a pseudo-terminal and writes all that it shows there.
const ON_A_TERMINAL: &str =
    "import pty, sys, os\nsys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/// A pager that cannot be taken for anything else: it writes each line after `> `.
const PAGER: &str = "sed s/^/>_/";

fn on_a_terminal(
    folder: &Folder,
    arguments: &[&str],
    variables: &[(&str, &str)],
    typed: Option<&str>,
) -> Ended {
    let input = match typed {
        Some(typed) => {
            folder.add("typed", typed);
            Stdio::from(fs::File::open(folder.root.join("typed")).unwrap())
        }
        None => Stdio::null(),
    };
    let mut command = Command::new("python3");
    command.current_dir(&folder.root).env_clear().envs([("PATH", "/usr/bin:/bin"), ("LC_ALL", "C")]);
    command.envs(variables.iter().copied()).args(["-c", ON_A_TERMINAL, env!("CARGO_BIN_EXE_greenlight")]);
    run(command.args(arguments).stdin(input))
}

/// Flags, variables, and whether the pager is seen.
type Row = (&'static [&'static str], &'static [(&'static str, &'static str)], bool);

#[test]
fn a_terminal_gets_the_pager_of_the_environment() {
    let folder = Folder::new();
    let rows: [Row; 5] = [
        (&[], &[("PAGER", PAGER)], true),
        (&[], &[("PAGER", "cat"), ("GREENLIGHT_PAGER", PAGER)], true),
        (&[], &[("PAGER", PAGER), ("GREENLIGHT_PAGER", "")], false),
        (&[], &[("PAGER", "no-such-pager-here")], false),
        (&["--no-pager"], &[("PAGER", PAGER)], false),
    ];
    for (flags, variables, is_paged) in rows {
        let ended = on_a_terminal(&folder, &[&["explain", "schema/enum"], flags].concat(), variables, None);
        assert_eq!(ended.code, Some(0), "{variables:?} {ended:?}");
        assert!(ended.stdout.contains("schema/enum"), "{variables:?} {ended:?}");
        assert_eq!(ended.stdout.contains(">_"), is_paged, "{variables:?} {ended:?}");
    }
}

#[test]
fn a_pipe_gets_the_text_as_it_is() {
    let folder = Folder::new();
    let mut command = folder.program();
    command.env("PATH", "/usr/bin:/bin").env("PAGER", PAGER).args(["explain", "schema/enum"]);
    let ended = run(&mut command);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.starts_with("schema/enum  error\n"), "{ended:?}");
}

#[test]
fn a_new_submission_has_the_values_that_were_typed() {
    let folder = Folder::new();
    // A wrong value, a right one, and the key that ends all questions.
    let typed = "fax\ndevtalk\n\u{4}";
    let ended = on_a_terminal(&folder, &["new", "kakao-messaging", "mine"], &[], Some(typed));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("`fax` is not one of the allowed values"), "{ended:?}");
    let text = fs::read_to_string(folder.root.join("mine/submission.yaml")).unwrap();
    assert!(text.contains("\nprocess: devtalk\n"), "{text}");
}

#[test]
fn a_set_up_is_written_only_if_the_answer_is_yes() {
    let folder = Folder::new();
    for (typed, is_written) in [("n\n", false), ("y\n", true)] {
        let ended = on_a_terminal(&folder, &["init", "kakao-messaging"], &[], Some(typed));
        assert_eq!(ended.code, Some(0), "{typed:?} {ended:?}");
        assert_eq!(folder.root.join("greenlight.yaml").exists(), is_written, "{typed:?} {ended:?}");
    }
}
