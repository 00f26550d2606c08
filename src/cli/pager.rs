//! A pager: what is longer than a screen can be scrolled. Only for people at a terminal; a pipe gets the text as it is.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::failure::Failure;
use super::outputs::to_stdout;
use crate::text::Language;

/// What `less` is told if the environment says nothing: leave if all fits on the screen, keep colours, do not clear.
const LESS: &str = "FRX";

/// Shows a text by the pager of the environment (`GREENLIGHT_PAGER`, then `PAGER`, then `less`), or without one.
///
/// # Errors
/// Standard output cannot be written to.
pub(super) fn show(text: &str, is_wanted: bool, language: Language) -> Result<(), Failure> {
    let is_paged = is_wanted && command().is_some_and(|mut command| page(text, &mut command).is_ok());
    if is_paged { Ok(()) } else { to_stdout(language, |out| out.write_all(text.as_bytes())) }
}

/// The pager; none if the environment names an empty one or `cat`.
fn command() -> Option<Command> {
    let named = ["GREENLIGHT_PAGER", "PAGER"].into_iter().find_map(|name| env::var(name).ok());
    let line = named.unwrap_or_else(|| "less".to_owned());
    let mut words = line.split_whitespace();
    let program = words.next().filter(|program| *program != "cat")?;
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    Some(command)
}

/// Runs the pager to its end.
///
/// # Errors
/// It cannot be started: nothing was shown then.
fn page(text: &str, command: &mut Command) -> io::Result<()> {
    let mut pager = command.spawn()?;
    if let Some(mut pipe) = pager.stdin.take() {
        // A reader who leaves before the end has seen what they wanted.
        let _ = pipe.write_all(text.as_bytes());
    }
    pager.wait().map(|_| ())
}
