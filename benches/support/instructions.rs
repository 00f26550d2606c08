//! Counting the instructions of a program with valgrind, which says the same on a busy machine as on an idle one.

use std::process::Command;

/// The instructions that a command takes; none without valgrind.
pub(crate) fn count(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Option<u64> {
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", program]).args(arguments);
    command.envs(variables.iter().copied());
    let said = String::from_utf8(command.output().ok()?.stderr).ok()?;
    let (_, count) = said.lines().find_map(|line| line.split_once("Collected : "))?;
    count.trim().parse().ok()
}

/// A number of instructions in words.
pub(crate) fn millions(count: u64) -> String {
    format!("{}.{:02} M", count / 1_000_000, count % 1_000_000 / 10_000)
}
