//! Checking files in parallel: read, held against the policy, in an order that never varies. A defect of the program
//! itself on one file is a finding on that file; the others are still checked.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::levels::Levels;
use crate::check::{Assignment, Held, Policy, check, trace};
use crate::cli::messages;
use crate::finding::{Finding, Report, Severity};
use crate::project::{Attachments, Config, Found, Reading, claims_pack, read_found, read_stream};
use crate::rule::Pack;
use crate::text::{Location, Source};

/// What came of one file.
pub(super) enum Checked {
    /// It is no submission.
    NotOurs,
    /// It was named, but names no pack.
    Unclaimed(String),
    /// It was checked.
    Report(Report),
}

impl Checked {
    /// The report, if the file was checked.
    pub(super) fn into_report(self) -> Option<Report> {
        match self {
            Self::Report(report) => Some(report),
            Self::NotOurs | Self::Unclaimed(_) => None,
        }
    }

    /// The path of a file that was named but names no pack.
    pub(super) fn unclaimed(&self) -> Option<&str> {
        match self {
            Self::Unclaimed(path) => Some(path),
            Self::NotOurs | Self::Report(_) => None,
        }
    }
}

/// What files are held against.
pub(super) struct FileCheck<'a> {
    policy: &'a Policy,
    levels: Levels,
    /// The pack of each of the configuration's sets of files; none if there is no such pack, which the configuration
    /// has a finding for.
    packs: Vec<Option<String>>,
    attachments: Attachments,
}

impl<'a> FileCheck<'a> {
    /// The work on `files`; `flags` are the selected and the ignored rules.
    pub(super) fn new(
        config: &Config,
        policy: &'a Policy,
        flags: (&[String], &[String]),
        files: &[Found],
        root: &Path,
    ) -> Self {
        let is_meant = |pack: &Pack, name: &str| *pack.name == *name || pack.reference() == name;
        let reference =
            |name: &str| policy.packs.iter().find(|pack| is_meant(pack, name)).map(Pack::reference);
        let packs = config.files.iter().map(|set| reference(&set.pack.as_ref()?.value));
        Self {
            policy,
            levels: Levels::new(config, flags, files),
            packs: packs.collect(),
            attachments: Attachments::new(root),
        }
    }

    /// Checks files, in parallel if there are several; the results are in the order of the files.
    pub(super) fn all(&self, files: &[Found], threads: Option<usize>) -> Vec<Checked> {
        let one_by_one = || files.iter().map(|found| self.one(found)).collect();
        if files.len() < 2 || threads == Some(1) {
            return one_by_one();
        }
        match ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
            Ok(pool) => pool.install(|| files.par_iter().map(|found| self.one(found)).collect()),
            // A system that gives no more threads still lets us work.
            Err(_) => one_by_one(),
        }
    }

    /// Checks a stream such as standard input.
    pub(super) fn stream(&self, stream: &mut dyn Read, found: &Found) -> Checked {
        self.guarded(found, || {
            read_stream(stream, &found.shown, self.policy.limits.bytes, self.policy.language)
        })
    }

    /// Gives `see` all that a rule does in a file, or in standard input; nothing if it cannot be read.
    pub(super) fn trace(&self, found: &Found, is_stream: bool, rule: &str, see: &mut dyn FnMut(&Held<'_>)) {
        let (limit, language) = (self.policy.limits.bytes, self.policy.language);
        let reading = if is_stream {
            read_stream(&mut std::io::stdin().lock(), &found.shown, limit, language)
        } else {
            read_found(found, limit, language)
        };
        let Reading::Text(source) = reading else { return };
        let pack = found.set.and_then(|set| self.packs.get(set)?.as_deref());
        let assignment = Assignment { pack, is_ours: true, severities: self.levels.of(found) };
        let host = self.attachments.host(&found.path);
        trace(&source, (self.policy, &assignment), Some(&host), rule, see);
    }

    fn one(&self, found: &Found) -> Checked {
        self.guarded(found, || read_found(found, self.policy.limits.bytes, self.policy.language))
    }

    /// Checks what `read` gives; a panic on the way is a finding on this file alone.
    fn guarded(&self, found: &Found, read: impl FnOnce() -> Reading) -> Checked {
        let work = || self.judge(read(), found);
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| self.defect(found))
    }

    fn judge(&self, reading: Reading, found: &Found) -> Checked {
        let severities = self.levels.of(found);
        let source = match reading {
            Reading::Text(source) => source,
            Reading::NotOurs => return Checked::NotOurs,
            Reading::Refused(finding) => {
                let severity = severities.of(&finding.rule, finding.severity);
                let findings =
                    severity.map(|severity| Finding { severity, ..*finding }).into_iter().collect();
                return Checked::Report(Report { findings, ..Report::default() });
            }
        };
        let pack = found.set.and_then(|set| self.packs.get(set)?.as_deref());
        let is_ours = found.is_claimed() || claims_pack(source.text().as_bytes());
        let assignment = Assignment { pack, is_ours, severities };
        let host = self.attachments.host(&found.path);
        match check(&source, self.policy, &assignment, Some(&host)) {
            Some(report) if report.documents == 0 && report.findings.is_empty() => {
                let is_said_elsewhere = found.set.is_some() && pack.is_none();
                if is_said_elsewhere { Checked::NotOurs } else { Checked::Unclaimed(found.shown.clone()) }
            }
            Some(report) => Checked::Report(report),
            None => Checked::NotOurs,
        }
    }

    fn defect(&self, found: &Found) -> Checked {
        let language = self.policy.language;
        let location = Location::file(&Arc::new(Source::new(&*found.shown, "")));
        let message = messages::INTERNAL.render(language, &[]);
        let mut finding = Finding::new("internal/defect", Severity::Error, location, message);
        finding.help = Some(messages::INTERNAL_HELP.render(language, &[]));
        Checked::Report(Report { findings: vec![finding], ..Report::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Run;
    use crate::project::Reason;
    use crate::text::Language;
    use crate::yaml::Limits;

    #[test]
    fn a_panic_is_a_finding_on_the_file_it_is_about() {
        let today = jiff::civil::date(2026, 3, 20).at(0, 0, 0, 0);
        let policy = Policy { packs: Vec::new(), language: Language::En, today, limits: Limits::default() };
        let check = FileCheck::new(&Config::default(), &policy, (&[], &[]), &[], Path::new("."));
        let found = Found {
            path: "a.yaml".into(),
            shown: "a.yaml".to_owned(),
            reason: Reason::Named,
            set: None,
            overrides: Vec::new(),
        };
        let checked = check.guarded(&found, || panic!("a defect"));
        let run = Run::new(checked.into_report());
        let found: Vec<_> = run.findings().iter().map(|f| (&*f.rule, f.location.path())).collect();
        assert_eq!(found, [("internal/defect", "a.yaml")]);
    }
}
