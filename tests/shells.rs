//! Completion scripts and manual pages, read by the shells and the formatters that people use.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;
#[path = "support/system.rs"]
mod system;

use std::fs;
use std::process::Command;

use program::{Folder, run};
use system::has;

/// What is typed, and a word that a shell must then offer.
const TYPED: &[(&[&str], &str)] = &[
    (&["greenlight", "ch"], "check"),
    (&["greenlight", "check", "--fail-"], "--fail-on"),
    (&["greenlight", "check", "--output-format", "sar"], "sarif"),
    (&["greenlight", "check", "--lang", "k"], "ko"),
    (&["greenlight", "explain", "--color", "al"], "always"),
];

/// The folder with the script of a shell in it.
fn with_script(shell: &str, name: &str) -> Folder {
    let folder = Folder::new();
    let ended = run(folder.program().args(["completions", shell]));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    folder.add(name, ended.stdout);
    folder
}

/// What a shell prints when it runs `script` in the folder.
fn told(folder: &Folder, shell: &str, flags: &[&str], script: &str) -> String {
    let mut command = Command::new(shell);
    let ended = run(command.args(flags).args(["-c", script]).current_dir(&folder.root));
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{shell}: {script}");
    ended.stdout
}

#[test]
fn bash_offers_commands_flags_and_values() {
    let folder = with_script("bash", "greenlight.bash");
    for (typed, expected) in TYPED {
        let (words, last) = (typed.join(" "), typed.len() - 1);
        let script = format!(
            "source ./greenlight.bash; complete -p greenlight > /dev/null; COMP_WORDS=({words}); COMP_CWORD={last}; \
             _greenlight greenlight '{}' '{}'; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            typed[last],
            typed[last - 1]
        );
        let offered = told(&folder, "bash", &["--noprofile", "--norc"], &script);
        assert!(offered.lines().any(|word| word == *expected), "{words}: {offered}");
    }
}

#[test]
fn fish_offers_commands_flags_and_values() {
    if !has("fish", &["fish"]) {
        return;
    }
    let folder = with_script("fish", "greenlight.fish");
    for (typed, expected) in TYPED {
        let script = format!("source ./greenlight.fish; complete -C '{}'", typed.join(" "));
        let offered = told(&folder, "fish", &["--no-config"], &script);
        let mut words = offered.lines().filter_map(|line| line.split('\t').next());
        assert!(words.any(|word| word == *expected), "{typed:?}: {offered}");
    }
}

#[test]
fn zsh_loads_the_script() {
    if !has("zsh", &["zsh"]) {
        return;
    }
    let folder = with_script("zsh", "functions/_greenlight");
    let script = "fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; \
                  autoload +X _greenlight && print $_comps[greenlight]";
    assert_eq!(told(&folder, "zsh", &["-f"], script), "_greenlight\n");
    let check = fs::read_to_string(folder.root.join("functions/_greenlight")).unwrap();
    for name in greenlight::output::FORMATS.iter().map(|format| format.name) {
        assert!(check.contains(&format!("{name}\\:\"")), "{name}");
    }
}

#[test]
fn manual_pages_exist_for_every_command_and_can_be_formatted() {
    let folder = Folder::new();
    let ended = run(folder.program().args(["man", "--output", "man1"]));
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let help = run(folder.program().arg("--help")).stdout;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let commands: Vec<&str> = commands
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty())
        .collect();
    assert!(commands.contains(&"check") && commands.contains(&"man"), "{commands:?}");
    let has_mandoc = has("mandoc", &["mandoc"]);
    for command in commands {
        let page = format!("man1/greenlight-{command}.1");
        let text = fs::read_to_string(folder.root.join(&page)).unwrap();
        assert_eq!(run(folder.program().args(["man", command])).stdout, text);
        if has_mandoc {
            let mut mandoc = Command::new("mandoc");
            let lint = run(mandoc.args(["-Tlint", "-Werror", &page]).current_dir(&folder.root));
            assert_eq!((lint.code, lint.stdout.as_str()), (Some(0), ""), "{page}");
        }
    }
    if has_mandoc {
        let mut mandoc = Command::new("mandoc");
        let shown = run(mandoc.args(["-Tutf8", "man1/greenlight-check.1"]).current_dir(&folder.root)).stdout;
        let plain: String = shown.replace("_\u{8}", "");
        assert!(plain.contains("  greenlight check --fail-on warning --lang ko\n"), "{plain}");
    }
}

#[test]
fn a_misspelt_command_gets_the_nearest_one() {
    let folder = Folder::new();
    let ended = run(folder.program().args(["man", "chek"]));
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("did you mean `check`?"), "{}", ended.stderr);
}
