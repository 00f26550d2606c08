//! `greenlight render`: the request as the text to send, from the templates of the pack. There is none while errors remain,
//! and none that shows what must not be seen.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use jiff::civil::DateTime;

use super::arguments::day;
use super::check::{Material, Opened, check_paths};
use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::{to_stderr, to_stdout};
use super::reports::by_file;
use super::setup::Setup;
use super::terminal::Terminal;
use crate::check::{Leak, Letter, Presenter};
use crate::finding::{Finding, Run, Severity};
use crate::output::escape::visible;
use crate::project::Attachments;
use crate::rule::{Pack, Presentation};
use crate::text::{Language, Location, nearest};
use crate::yaml::Document;

const EXAMPLES: &str = "\
Examples:
  greenlight render submissions/a.yaml
  greenlight render submissions/a.yaml --lang en --text devtalk-post
  greenlight render submissions/a.yaml --draft     before it is ready

Exit codes:
  0  the text was printed
  1  errors remain, or the text would show what must not be seen
  2  wrong usage, configuration or rule, or an internal error
  3  the file is no submission";

/// Print the request as the text to send; there is none while errors remain
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct RenderArguments {
    /// Submission
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Print it although errors remain, marked as a draft
    #[arg(long)]
    draft: bool,

    /// Print this text only, where several are sent
    #[arg(long, value_name = "NAME")]
    text: Option<String>,

    /// Day that counts as today, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DAY", value_parser = day)]
    today: Option<DateTime>,
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, or trouble with an output.
pub(super) fn run(arguments: &RenderArguments, terminal: &Terminal) -> Result<Exit, Failure> {
    let setup = Setup::new(terminal, false)?;
    let paths = std::slice::from_ref(&arguments.file);
    let outcome = check_paths(paths, arguments.today, &setup, terminal)?;
    let exit = outcome.exit(Severity::Error);
    let material = match outcome.material {
        Some(material) if exit != Exit::Failure => material,
        _ => {
            to_stderr(&outcome.run, terminal, setup.language);
            return Ok(Exit::Failure);
        }
    };
    let is_error = |finding: &&Finding| finding.severity == Severity::Error;
    let errors: Vec<Finding> = outcome.run.findings().iter().filter(is_error).cloned().collect();
    let forbids = |finding: &&Finding| !arguments.draft || material.forbids_drafts(finding);
    let forbidding: Vec<Finding> = errors.iter().filter(forbids).cloned().collect();
    if !forbidding.is_empty() {
        refuse(forbidding, arguments.draft, setup.language, terminal);
        return Ok(Exit::Findings);
    }
    let writer = Writer { arguments, setup: &setup, terminal, material: &material };
    let mut letters = Vec::new();
    let mut leaks = Vec::new();
    for file in material.open(&setup) {
        for document in &file.documents {
            let Some(pack) = material.pack_of(document, &file) else { continue };
            let (written, leaked) = writer.letters(document, (&file, pack), &errors)?;
            letters.extend(written);
            leaks.extend(leaked);
        }
    }
    if !leaks.is_empty() {
        to_stderr(&Run::new(by_file(leaks)), terminal, setup.language);
        return Ok(Exit::Findings);
    }
    if letters.is_empty() {
        let is_nothing = exit == Exit::Nothing;
        return if is_nothing {
            Ok(exit)
        } else {
            Err(Failure::new(&messages::NO_TEXT, setup.language, &[]))
        };
    }
    to_stdout(setup.language, |out| write_all(&letters, out))?;
    Ok(Exit::Clean)
}

/// Shows why there is no text.
fn refuse(findings: Vec<Finding>, is_draft: bool, language: Language, terminal: &Terminal) {
    let count = [("count", findings.len().to_string())];
    to_stderr(&Run::new(by_file(findings)), terminal, language);
    let help = if is_draft { &messages::NO_DRAFT_HELP } else { &messages::NOT_READY_HELP };
    Failure::new(&messages::NOT_READY, language, &count).help(help, language, &[]).show(terminal);
}

/// What documents become texts with.
struct Writer<'w> {
    arguments: &'w RenderArguments,
    setup: &'w Setup,
    terminal: &'w Terminal,
    material: &'w Material,
}

impl Writer<'_> {
    /// The texts of a document, and the values that they must not show and yet would.
    fn letters(
        &self,
        document: &Document,
        (file, pack): (&Opened, &Pack),
        errors: &[Finding],
    ) -> Result<(Vec<Letter>, Vec<Finding>), Failure> {
        let presentation = self.material.presentation_of(pack);
        let Some(presentation) = presentation.filter(|presentation| !presentation.requests.is_empty()) else {
            let parameters = [("pack", format!("`{}`", pack.reference()))];
            return Err(Failure::new(&messages::NO_TEMPLATES, self.setup.language, &parameters));
        };
        self.check_name(&presentation)?;
        let attachments = Attachments::of(&self.setup.project);
        let host = attachments.host(&file.found.path);
        let presenter =
            |language| Presenter::new(&presentation, language, self.material.policy.today, Some(&host));
        let written = presenter(self.setup.language).language_of(document.root());
        let language = self.terminal.chosen.or(written).unwrap_or(self.setup.language);
        let presenter = presenter(language);
        let mut letters = presenter.letters(document.root());
        if let Some(name) = &self.arguments.text {
            letters.retain(|letter| letter.name == *name);
        }
        let leaks = presenter.leaks(document.root(), &letters);
        let leaks = leaks.iter().map(|leak| self.leak(leak, file)).collect();
        let is_of_document =
            |finding: &&Finding| finding.document.is_none_or(|index| index == document.index());
        let count = errors.iter().filter(is_of_document).count();
        if count > 0 {
            letters.iter_mut().for_each(|letter| mark(letter, count, language));
        }
        Ok((letters, leaks))
    }

    /// `--text` names a text of the pack.
    fn check_name(&self, presentation: &Presentation) -> Result<(), Failure> {
        let Some(name) = &self.arguments.text else { return Ok(()) };
        let names = || presentation.requests.iter().map(|request| request.name.as_str());
        if names().any(|known| known == name) {
            return Ok(());
        }
        let language = self.setup.language;
        let failure = Failure::new(&messages::NO_SUCH_TEXT, language, &[("name", format!("`{name}`"))]);
        Err(match nearest(name, names()) {
            Some(near) => {
                failure.help(&messages::DID_YOU_MEAN, language, &[("nearest", format!("`{near}`"))])
            }
            None => {
                let known = names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                failure.help(&messages::TEXTS_HELP, language, &[("known", known)])
            }
        })
    }

    fn leak(&self, leak: &Leak, file: &Opened) -> Finding {
        let language = self.setup.language;
        let location = match leak.origin {
            Some(span) => Location::new(&file.source, span),
            None => Location::file(&Arc::clone(&file.source)),
        };
        let parameters = [("text", format!("`{}`", leak.letter)), ("value", format!("`{}`", leak.value))];
        let message = messages::WITHHELD.render(language, &parameters);
        let mut finding = Finding::new("render/withheld", Severity::Error, location, message);
        finding.help = Some(messages::WITHHELD_HELP.render(language, &[]));
        finding
    }
}

/// Puts a line in front of a text that says that it must not be sent yet.
fn mark(letter: &mut Letter, errors: usize, language: Language) {
    let line = messages::DRAFT.render(language, &[("count", errors.to_string())]);
    letter.paragraphs.insert(0, vec![line]);
}

/// Writes texts; where there are several, each below a line that says what it is.
fn write_all(letters: &[Letter], out: &mut dyn Write) -> io::Result<()> {
    for (index, letter) in letters.iter().enumerate() {
        if index > 0 {
            writeln!(out, "\n")?;
        }
        if letters.len() > 1 {
            writeln!(out, "----- {} -----\n", visible(&letter.title))?;
        }
        for (index, paragraph) in letter.paragraphs.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            let mut lines = paragraph.iter().flat_map(|text| text.lines());
            lines.try_for_each(|line| writeln!(out, "{}", visible(line)))?;
        }
    }
    Ok(())
}
