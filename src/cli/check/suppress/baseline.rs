//! The baseline of a run: found, written if that is asked for, and held against what is reported.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use super::messages;
use crate::check::{Baseline, Elsewhere, Policy, Subject};
use crate::cli::check::files::{Checked, FileCheck};
use crate::cli::failure::Failure;
use crate::cli::messages::NOT_WRITTEN;
use crate::cli::setup::Setup;
use crate::finding::Finding;
use crate::output::escape::paragraph;
use crate::project::{BaselinePlace, Found, Reading, read_path, replace_file};
use crate::text::{Parameter, Source};

/// A run whose findings are settled.
pub(in crate::cli::check) struct Ran<'r> {
    pub(in crate::cli::check) setup: &'r Setup,
    pub(in crate::cli::check) policy: &'r Policy,
    pub(in crate::cli::check) work: &'r FileCheck<'r>,
    /// The files, in the order of what came of them.
    pub(in crate::cli::check) files: Vec<&'r Found>,
    /// How many of them lie on disk; the one after them is standard input.
    pub(in crate::cli::check) on_disk: usize,
    /// True if all below the current folder was asked for.
    pub(in crate::cli::check) is_whole: bool,
}

struct Surroundings<'s> {
    place: &'s BaselinePlace<'s>,
    is_complete: bool,
}

impl Elsewhere for Surroundings<'_> {
    fn exists(&self, path: &str) -> bool {
        self.place.has(path)
    }

    fn is_complete(&self) -> bool {
        self.is_complete
    }
}

/// Holds the baseline `given`, or the usual one, against the run; `writes` it before.
pub(super) fn hold(
    ran: &Ran<'_>,
    checked: &mut [Checked],
    (given, writes): (Option<&Path>, bool),
) -> Result<Vec<Finding>, Failure> {
    let language = ran.setup.language;
    let place = BaselinePlace::new(&ran.setup.project, given);
    let is_there = place.is_there();
    if !is_there && !writes {
        return match given {
            None => Ok(Vec::new()),
            Some(_) => {
                let failure = Failure::new(&messages::NO_BASELINE, language, &[quoted(&place)]);
                Err(failure.help(&messages::NO_BASELINE_HELP, language, &[]))
            }
        };
    }
    let mut findings = Vec::new();
    let mut baseline = None;
    if is_there {
        let limit = ran.policy.limits.bytes;
        match read_path(&ran.setup.project, place.path(), limit, language) {
            Reading::Text(source) => {
                baseline = Some((Arc::clone(&source), Baseline::read(&source, language)));
            }
            Reading::Refused(finding) => findings.push(*finding),
            Reading::NotOurs => {}
        }
    }
    let surroundings = Surroundings { place: &place, is_complete: ran.is_whole && place.is_below_current() };
    let mut subjects = subjects(ran, checked, &place);
    if writes {
        let old = baseline.as_ref().map(|(source, (old, _))| (&**source, old));
        let new = renew(ran, old, (&subjects, &surroundings))?;
        baseline = new.map(|source| (Arc::clone(&source), Baseline::read(&source, language)));
        findings.clear();
    }
    if let Some((_, (baseline, problems))) = baseline {
        findings.extend(problems);
        findings.extend(baseline.absorb(&mut subjects, ran.policy, &surroundings));
    }
    let severities = ran.work.usual_severities();
    findings.retain_mut(|finding| {
        let severity = severities.of(&finding.rule, finding.severity);
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
    Ok(findings)
}

/// The files that have a name and were read.
fn subjects<'c>(ran: &'c Ran<'_>, checked: &'c mut [Checked], place: &BaselinePlace<'_>) -> Vec<Subject<'c>> {
    let files = ran.files.iter().zip(checked).filter(|(found, _)| found.path.is_absolute());
    let subject = |(found, checked): (&&'c Found, &'c mut Checked)| {
        let report = checked.report_mut()?;
        Some(Subject { path: place.name(&found.path), report, severities: ran.work.severities(found) })
    };
    files.filter_map(subject).collect()
}

/// Writes the baseline and says so; gives its new text, if it has one.
fn renew(
    ran: &Ran<'_>,
    old: Option<(&Source, &Baseline)>,
    (subjects, surroundings): (&[Subject<'_>], &Surroundings<'_>),
) -> Result<Option<Arc<Source>>, Failure> {
    let language = ran.setup.language;
    let place = surroundings.place;
    let text = Baseline::text(old.map(|(_, old)| old), subjects, ran.policy, surroundings);
    let source = Arc::new(Source::new(place.shown(), text));
    let (new, _) = Baseline::read(&source, language);
    let path = quoted(place);
    let count = ("count", new.len().to_string());
    let (message, parameters): (_, Vec<Parameter>) = match old {
        None if new.is_empty() => (&messages::NOTHING_TO_WRITE, vec![path]),
        Some((old, _)) if old.text() == source.text() => (&messages::UNCHANGED, vec![path, count]),
        _ => {
            replace_file(place.path(), source.text().as_bytes())
                .map_err(|error| Failure::about(&NOT_WRITTEN, language, place.path(), &error))?;
            let added = old.map_or(new.len(), |(_, old)| new.beyond(old));
            let dropped = old.map_or(0, |(_, old)| old.beyond(&new));
            let counts = [("added", added.to_string()), ("dropped", dropped.to_string())];
            (&messages::WRITTEN, [path, count].into_iter().chain(counts).collect())
        }
    };
    // Where standard error is gone, nobody is left to be told.
    let _ = writeln!(io::stderr().lock(), "{}", paragraph(&message.render(language, &parameters)));
    Ok((old.is_some() || !new.is_empty()).then_some(source))
}

fn quoted(place: &BaselinePlace<'_>) -> Parameter {
    ("path", format!("`{}`", place.shown()))
}
