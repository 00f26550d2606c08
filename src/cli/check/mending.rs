//! `--fix` and `--diff`: the texts of a run are mended together, then written, or shown as a diff. Each round checks the
//! texts as they would be, with rules across files and ignores, exactly as a run would.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::across::{Neighbours, check_across};
use super::files::{Checked, FileCheck, Stdin};
use super::fixing::FixArguments;
use super::is_fault;
use crate::check::{Baseline, Membership, Mended, Mending, mend};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::messages;
use crate::cli::outputs::to_stdout;
use crate::cli::reports::by_file;
use crate::cli::terminal::Terminal;
use crate::finding::{Finding, Run, Safety};
use crate::output::{FORMATS, Options, write_diff};
use crate::project::{Found, Replaced, replace_text};
use crate::text::{Edit, Language, Source, edited};

/// What is mended, and how it is checked.
struct Mender<'m, 'a> {
    work: &'m FileCheck<'a>,
    threads: Option<usize>,
    files: &'m [Found],
    /// Standard input, if it was read.
    stream: Option<&'m Found>,
    neighbours: &'m Neighbours<'m>,
    safety: Safety,
}

/// A text that was mended.
struct Repair {
    /// The file; none for standard input.
    file: Option<PathBuf>,
    shown: String,
    before: Arc<Source>,
    after: Arc<Source>,
    fixed: Vec<Finding>,
}

/// What came of mending a run.
#[derive(Default)]
pub(super) struct Repairs {
    list: Vec<Repair>,
    /// What is wrong with rules whose fixes were refused.
    pub(super) faults: Vec<Finding>,
    /// Why files could not be written.
    pub(super) failures: Vec<Failure>,
}

impl Mender<'_, '_> {
    /// Mends the texts of `checked`, an element for each of the files and one for the stream; all that was found is in
    /// them. Afterwards the check reads the mended texts in their place.
    fn run(&self, checked: &mut [Checked]) -> Repairs {
        let memberships: Vec<Vec<Membership>> =
            checked.iter().map(|checked| checked.memberships().to_vec()).collect();
        checked.iter_mut().for_each(Checked::settle);
        let candidates: Vec<(usize, &Found)> = self
            .files
            .iter()
            .chain(self.stream)
            .enumerate()
            .filter(|(index, _)| checked.get(*index).is_some_and(|checked| self.text(checked).is_some()))
            .collect();
        let texts = candidates.iter().filter_map(|(index, _)| {
            let checked = checked.get(*index)?;
            Some((Arc::clone(self.text(checked)?), checked.findings().to_vec()))
        });
        let texts: Vec<_> = texts.collect();
        let before: Vec<Arc<Source>> = texts.iter().map(|(source, _)| Arc::clone(source)).collect();
        let policy = self.work.policy();
        let check = |sources: &[Arc<Source>]| self.check(&candidates, sources, &memberships);
        let is_across =
            |id: &str| policy.packs.iter().filter_map(|pack| pack.rule(id)).any(|rule| rule.group.is_some());
        let is_beside = |id: &str| id.starts_with("ignore/") || id.starts_with("baseline/") || is_across(id);
        let mending =
            Mending { limits: &policy.limits, safety: self.safety, check: &check, is_beside: &is_beside };
        let mended = mend(texts, &mending);
        let mut repairs = Repairs::default();
        for (((_, found), before), mended) in candidates.iter().zip(before).zip(mended) {
            self.work.put(found, &mended.source);
            repairs.faults.extend(self.faults(&mended));
            if mended.source.text() != before.text() {
                let is_stream = self.stream.is_some_and(|stream| std::ptr::eq(stream, *found));
                repairs.list.push(Repair {
                    file: (!is_stream).then(|| found.path.clone()),
                    shown: found.shown.clone(),
                    before,
                    after: mended.source,
                    fixed: mended.fixed,
                });
            }
        }
        repairs
    }

    /// The text of a file in which something can be mended.
    fn text<'c>(&self, checked: &'c Checked) -> Option<&'c Arc<Source>> {
        let is_wanted =
            |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety() <= self.safety);
        checked.findings().iter().find(is_wanted).map(|finding| finding.location.source())
    }

    /// What is wrong with the candidates if they have these texts.
    fn check(
        &self,
        candidates: &[(usize, &Found)],
        sources: &[Arc<Source>],
        memberships: &[Vec<Membership>],
    ) -> Vec<Vec<Finding>> {
        for ((_, found), source) in candidates.iter().zip(sources) {
            self.work.put(found, source);
        }
        let mut round: Vec<Checked> = memberships.iter().map(|own| Checked::with_keys(own.clone())).collect();
        let again: Vec<Found> = candidates.iter().map(|(_, found)| (*found).clone()).collect();
        for ((index, _), checked) in candidates.iter().zip(self.work.all(&again, self.threads)) {
            if let Some(place) = round.get_mut(*index) {
                *place = checked;
            }
        }
        let stream = self.stream.map(|found| (found.clone(), self.work.open(found)));
        check_across((self.work, self.threads), self.files, stream.as_ref(), &mut round, self.neighbours);
        let findings = candidates.iter().map(|(index, _)| {
            let checked = round.get_mut(*index)?;
            checked.settle();
            Some(checked.findings().to_vec())
        });
        findings.map(Option::unwrap_or_default).collect()
    }

    /// Checks all files again, as they are after mending.
    fn check_again(&self) -> Vec<Checked> {
        let mut checked = self.work.all(self.files, self.threads);
        checked.extend(self.stream.map(|found| self.work.one(found)));
        let stream = self.stream.map(|found| (found.clone(), self.work.open(found)));
        check_across((self.work, self.threads), self.files, stream.as_ref(), &mut checked, self.neighbours);
        checked
    }

    fn faults(&self, mended: &Mended) -> Vec<Finding> {
        let policy = self.work.policy();
        let rule = |id: &str| policy.packs.iter().find_map(|pack| pack.rule(id));
        let faults = mended.refused.iter();
        faults
            .map(|(finding, refusal)| refusal.fault(finding, rule(&finding.rule), policy.language))
            .collect()
    }
}

impl Repair {
    /// The baseline after the fixes of these findings, if it can be read then.
    fn of_baseline(fixed: Vec<Finding>, language: Language) -> Option<Self> {
        let before = Arc::clone(fixed.first()?.location.source());
        let fixes = fixed.iter().filter_map(|finding| finding.fix.as_ref());
        let mut edits: Vec<Edit> = fixes.flat_map(|fix| fix.edits().iter().cloned()).collect();
        edits.sort_by_key(|edit| edit.span);
        let after = Arc::new(Source::new(before.path(), edited(before.text(), &edits)?));
        let (_, wrong) = Baseline::read(&after, language);
        let shown = before.path().to_owned();
        wrong.is_empty().then(|| Self { file: Some(PathBuf::from(&shown)), shown, before, after, fixed })
    }

    /// Replaces the file, or says why not.
    fn write(&self, file: &Path, language: Language) -> Option<Failure> {
        let (before, after) = (self.before.text(), self.after.text());
        match replace_text(file, before.as_bytes(), after.as_bytes()) {
            Ok(Replaced::Done) => None,
            Ok(Replaced::ChangedMeanwhile) => {
                let parameters = [("path", format!("`{}`", self.shown))];
                Some(Failure::new(&messages::CHANGED_MEANWHILE, language, &parameters))
            }
            Err(error) => {
                Some(Failure::about(&messages::NOT_WRITTEN, language, Path::new(&self.shown), &error))
            }
        }
    }
}

impl Repairs {
    /// The findings that were mended.
    pub(super) fn fixed(&self) -> Vec<Finding> {
        self.list.iter().flat_map(|repair| repair.fixed.iter().cloned()).collect()
    }

    /// The mended text of standard input.
    pub(super) fn stream(&self) -> Option<&Arc<Source>> {
        self.list.iter().find(|repair| repair.file.is_none()).map(|repair| &repair.after)
    }

    /// Writes the files. Those that cannot be written stay as they were: the check reads them as they are, and what was
    /// mended in them counts as not mended.
    fn write(&mut self, work: &FileCheck<'_>, language: Language) {
        let failures = &mut self.failures;
        self.list.retain(|repair| {
            let Some(file) = &repair.file else { return true };
            let failure = repair.write(file, language);
            let is_written = failure.is_none();
            if !is_written {
                work.forget(file);
            }
            failures.extend(failure);
            is_written
        });
    }

    /// Mends a baseline, which is held against no pack, by the fixes of what is wrong with it. Returns what is left.
    pub(super) fn mend_baseline(
        &mut self,
        findings: Vec<Finding>,
        arguments: FixArguments,
        language: Language,
    ) -> Vec<Finding> {
        let Some(safety) = arguments.wanted() else { return findings };
        let is_wanted = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety() <= safety);
        let (fixed, left): (Vec<_>, Vec<_>) = findings.iter().cloned().partition(is_wanted);
        let Some(repair) = Repair::of_baseline(fixed, language) else { return findings };
        let file = repair.file.as_deref().filter(|_| arguments.writes());
        if let Some(failure) = file.and_then(|file| repair.write(file, language)) {
            self.failures.push(failure);
            return findings;
        }
        self.list.push(repair);
        left
    }

    /// Shows what would change.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub(super) fn show(&self, language: Language, terminal: (bool, bool)) -> Result<(), Failure> {
        to_stdout(language, |out| {
            self.list.iter().try_for_each(|repair| {
                write_diff(&repair.shown, (repair.before.text(), repair.after.text()), terminal, out)
            })
        })
    }
}

/// Mends what `arguments` ask for in the files and in standard input. Afterwards `checked` holds what is left.
pub(super) fn repair(
    arguments: FixArguments,
    (work, threads): (&FileCheck<'_>, Option<usize>),
    (files, stream): (&[Found], Option<&Stdin>),
    neighbours: &Neighbours<'_>,
    checked: &mut Vec<Checked>,
) -> Repairs {
    let Some(safety) = arguments.wanted() else { return Repairs::default() };
    let stream = stream.and_then(|(found, text)| Some((found, text.as_ref()?)));
    if let Some((found, text)) = stream {
        work.put(found, text);
    }
    let mender = Mender { work, threads, files, stream: stream.map(|(found, _)| found), neighbours, safety };
    let mut repairs = mender.run(checked);
    if arguments.writes() {
        repairs.write(work, work.policy().language);
    }
    if !repairs.list.is_empty() || !repairs.failures.is_empty() {
        *checked = mender.check_again();
    }
    repairs
}

/// Shows what `--fix` would change, and on standard error what is wrong with rules or the configuration. `exit` is how
/// the run would end otherwise.
///
/// # Errors
/// Standard output cannot be written.
pub(super) fn show_diff(
    repairs: &Repairs,
    run: &Run,
    exit: Exit,
    (language, terminal): (Language, &Terminal),
) -> Result<Exit, Failure> {
    repairs.show(language, (terminal.is_interactive, terminal.stdout_color))?;
    let faults: Vec<Finding> = run.findings().iter().filter(|finding| is_fault(finding)).cloned().collect();
    if exit == Exit::Failure {
        let options = Options { language, color: terminal.stderr_color, width: terminal.width };
        let pretty = FORMATS.first().map(|format| format.write);
        let run = Run::new(by_file(faults));
        // Where standard error is gone, nobody is left to be told.
        let _ = pretty.map(|write| write(&run, &options, &mut io::stderr().lock()));
        return Ok(Exit::Failure);
    }
    let count = repairs.fixed().len();
    let parameters = [("count", count.to_string()), ("files", repairs.list.len().to_string())];
    let words = if count == 0 { &messages::NOTHING_TO_MEND } else { &messages::WOULD_MEND };
    let _ = writeln!(io::stderr().lock(), "{}", words.render(language, &parameters));
    match exit {
        _ if count > 0 => Ok(Exit::Findings),
        Exit::Nothing => Ok(Exit::Nothing),
        _ => Ok(Exit::Clean),
    }
}
