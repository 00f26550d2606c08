//! Where a run is written to: formats by name, each to standard output or to a file.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use super::failure::Failure;
use super::messages;
use super::terminal::Terminal;
use crate::finding::Run;
use crate::output::{self, FORMATS, Format, Options};
use crate::project::{Project, replace_file, system_reason};
use crate::text::{Language, nearest};

/// One format and where it goes.
#[derive(Clone, Debug)]
pub(super) struct Target {
    format: &'static Format,
    /// None is standard output.
    file: Option<PathBuf>,
}

/// True if one of them goes to a file.
pub(super) fn writes_file(targets: &[Target]) -> bool {
    targets.iter().any(|target| target.file.is_some())
}

/// `NAME` or `NAME=FILE`, where help and completion list the names.
pub(super) fn target() -> impl TypedValueParser<Value = Target> {
    TargetParser
}

#[derive(Clone)]
struct TargetParser;

impl TypedValueParser for TargetParser {
    type Value = Target;

    fn parse_ref(&self, command: &Command, flag: Option<&Arg>, text: &OsStr) -> Result<Target, clap::Error> {
        let read = |text: &str| -> Result<Target, String> { parse(text) };
        read.parse_ref(command, flag, text)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let row = |format: &Format| PossibleValue::new(format.name).help(format.summary.en);
        Some(Box::new(FORMATS.iter().map(row)))
    }
}

/// Reads `NAME` or `NAME=FILE`.
fn parse(text: &str) -> Result<Target, String> {
    let (name, file) = match text.split_once('=') {
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
        return Err("a file name is missing after `=`".to_owned());
    }
    let names = FORMATS.iter().map(|format| format.name);
    let Some(format) = output::find(name) else {
        let hint = nearest(name, names.clone()).map(|near| format!("; did you mean `{near}`?"));
        let names: Vec<_> = names.collect();
        return Err(format!("the formats are {}{}", names.join(", "), hint.unwrap_or_default()));
    };
    Ok(Target { format, file })
}

/// Where all formats of a run go; without any, the default one goes to standard output.
#[derive(Debug)]
pub(super) struct Outputs {
    targets: Vec<Target>,
    /// What would go to standard output goes to standard error, since a text goes there.
    yields_stdout: bool,
}

impl Outputs {
    /// The outputs of a run. With `takes_stdout`, something else is written to standard output.
    ///
    /// # Errors
    /// Two of them go to one place.
    pub(super) fn new(
        targets: &[Target],
        takes_stdout: bool,
        project: &Project,
        language: Language,
    ) -> Result<Self, Failure> {
        let mut places = HashSet::new();
        places.extend(takes_stdout.then_some(None));
        for target in targets {
            let place = target.file.as_ref().map(|file| project.absolute(file));
            if !places.insert(place) {
                return Err(clash(target, takes_stdout, language));
            }
        }
        let mut targets = targets.to_vec();
        let is_default = targets.is_empty() && !takes_stdout;
        targets.extend(FORMATS.first().filter(|_| is_default).map(|format| Target { format, file: None }));
        Ok(Self { targets, yields_stdout: false })
    }

    /// The same, but that standard output is left to something else.
    pub(super) fn yielding_stdout(self, yields_stdout: bool) -> Self {
        Self { yields_stdout, ..self }
    }

    /// Writes the run to all of them.
    ///
    /// # Errors
    /// A place cannot be written to. A reader that went away is none: it has seen what it wanted.
    pub(super) fn write(
        &self,
        run: &Run,
        project: &Project,
        terminal: &Terminal,
        language: Language,
    ) -> Result<(), Failure> {
        self.write_each((project, terminal, language), &|format, options, out| {
            (format.write)(run, options, out)
        })
    }

    /// Has each of them written by `write`.
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub(super) fn write_each(
        &self,
        (project, terminal, language): (&Project, &Terminal, Language),
        write: &dyn Fn(&Format, &Options, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        for Target { format, file } in &self.targets {
            match file {
                None if self.yields_stdout => {
                    let options = Options { language, color: terminal.stderr_color, width: terminal.width };
                    // Where standard error is gone, nobody is left to be told.
                    let _ = write(format, &options, &mut io::stderr().lock());
                }
                None => {
                    let options = Options { language, color: terminal.stdout_color, width: terminal.width };
                    to_stdout(language, |out| write(format, &options, out))?;
                }
                Some(file) => {
                    let options = Options { language, color: false, width: terminal.width };
                    let mut bytes = Vec::new();
                    let written = write(format, &options, &mut bytes)
                        .and_then(|()| replace_file(&project.absolute(file), &bytes));
                    written
                        .map_err(|error| Failure::about(&messages::NOT_WRITTEN, language, file, &error))?;
                }
            }
        }
        Ok(())
    }
}

fn clash(target: &Target, takes_stdout: bool, language: Language) -> Failure {
    match &target.file {
        Some(file) => {
            let parameters = [("path", format!("`{}`", file.display()))];
            Failure::new(&messages::TWO_TO_FILE, language, &parameters)
        }
        None if takes_stdout => Failure::new(&messages::STATISTICS_AND_FORMAT, language, &[]).help(
            &messages::GIVE_A_FILE,
            language,
            &[("format", target.format.name.to_owned())],
        ),
        None => Failure::new(&messages::TWO_TO_STDOUT, language, &[]).help(
            &messages::GIVE_A_FILE,
            language,
            &[("format", target.format.name.to_owned())],
        ),
    }
}

/// Writes a run for people to standard error: where standard output is for something else.
pub(super) fn to_stderr(run: &Run, terminal: &Terminal, language: Language) {
    let Some(format) = FORMATS.first() else { return };
    let options = Options { language, color: terminal.stderr_color, width: terminal.width };
    let mut text = Vec::new();
    // Where standard error is gone, nobody is left to be told.
    let _ = (format.write)(run, &options, &mut text).and_then(|()| io::stderr().lock().write_all(&text));
}

/// Writes to standard output at once. If its reader went away, that is the reader's wish and no failure.
pub(super) fn to_stdout(
    language: Language,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let parameters = [("reason", system_reason(&error))];
            Err(Failure::new(&messages::STDOUT_NOT_WRITTEN, language, &parameters))
        }
        _ => Ok(()),
    }
}
