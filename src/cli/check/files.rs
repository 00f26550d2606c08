//! Checking files in parallel: read, held against the policy, in an order that never varies. A defect of the program
//! itself on one file is a finding on that file; the others are still checked.

use std::collections::HashMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::levels::Levels;
use super::parallel::{batch_size, each};
use crate::check::{
    Assignment, Costs, Held, Inspection, Job, Membership, Policy, Severities, inspect_all, memberships, trace,
};
use crate::cli::messages;
use crate::expr::Host;
use crate::finding::{Finding, Report, Severity};
use crate::project::{Attachments, Config, Found, Project, Reading, claims_pack, read_found, read_stream};
use crate::rule::Pack;
use crate::text::{Location, Source, nearest};
use crate::yaml;

/// Standard input as a file, and its text, which cannot be read again; none if it is no text.
pub(super) type Stdin = (Found, Option<Arc<Source>>);

/// Texts are checked together until they have more bytes than this, so that large files take memory one after the other.
const TOGETHER: usize = 1 << 20;

/// What came of one file.
pub(super) enum Checked {
    /// It is no submission.
    NotOurs,
    /// It was named, but names no pack; maybe it has a key that was meant to.
    Unclaimed(String, Option<String>),
    /// It was checked by itself; others may still be held against it.
    Inspected(Box<Inspection>),
    /// It was checked, and it is settled what of it is reported.
    Settled(Box<Report>),
}

impl Checked {
    /// The report, if the file was checked.
    pub(super) fn into_report(self) -> Option<Report> {
        match self {
            Self::Inspected(inspection) => Some(inspection.finish()),
            Self::Settled(report) => Some(*report),
            Self::NotOurs | Self::Unclaimed(..) => None,
        }
    }

    /// True if it holds documents of a pack, or what was meant as such.
    pub(super) fn is_submission(&self) -> bool {
        matches!(self, Self::Inspected(_) | Self::Settled(_))
    }

    /// The keys of its documents.
    pub(super) fn memberships(&self) -> &[Membership] {
        match self {
            Self::Inspected(inspection) => &inspection.memberships,
            Self::NotOurs | Self::Unclaimed(..) | Self::Settled(_) => &[],
        }
    }

    /// Of a text that is not looked at itself, but has these keys.
    pub(super) fn with_keys(memberships: Vec<Membership>) -> Self {
        Self::Inspected(Box::new(Inspection::with_keys(memberships)))
    }

    /// What is reported of it, once that is settled.
    pub(super) fn findings(&self) -> &[Finding] {
        match self {
            Self::Settled(report) => &report.findings,
            Self::NotOurs | Self::Unclaimed(..) | Self::Inspected(_) => &[],
        }
    }

    /// Settles what is reported: nothing is added any more.
    pub(super) fn settle(&mut self) {
        *self = match std::mem::replace(self, Self::NotOurs) {
            Self::Inspected(inspection) => Self::Settled(Box::new(inspection.finish())),
            other => other,
        };
    }

    /// The report, once it is settled.
    pub(super) fn report_mut(&mut self) -> Option<&mut Report> {
        match self {
            Self::Settled(report) => Some(report),
            Self::NotOurs | Self::Unclaimed(..) | Self::Inspected(_) => None,
        }
    }

    /// Adds what was found in it beside others.
    pub(super) fn add(&mut self, findings: Vec<Finding>) {
        if let Self::Inspected(inspection) = self {
            inspection.add(findings);
        }
    }

    /// The path of a file that was named but names no pack, and the key in it that was probably meant to name one.
    pub(super) fn unclaimed(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Self::Unclaimed(path, misspelt) => Some((path, misspelt.as_deref())),
            Self::NotOurs | Self::Inspected(_) | Self::Settled(_) => None,
        }
    }
}

/// The text of a file, and what belongs to it.
struct Text<'a> {
    found: &'a Found,
    source: Arc<Source>,
    assignment: Assignment<'a>,
    host: Box<dyn Host + 'a>,
}

impl Text<'_> {
    fn job(&self) -> Job<'_> {
        Job { source: &self.source, assignment: &self.assignment, host: Some(&*self.host) }
    }
}

/// What files are held against.
pub(super) struct FileCheck<'a> {
    project: &'a Project,
    policy: &'a Policy,
    levels: Levels,
    /// The pack of each of the configuration's sets of files; none if there is no such pack, which the configuration
    /// has a finding for.
    packs: Vec<Option<String>>,
    attachments: Attachments,
    /// Texts that stand for those of the files.
    texts: RwLock<HashMap<PathBuf, Arc<Source>>>,
}

impl<'a> FileCheck<'a> {
    /// The work on `files` of a project; `flags` are the selected and the ignored rules.
    pub(super) fn new(
        (project, config): (&'a Project, &Config),
        policy: &'a Policy,
        flags: (&[String], &[String]),
        files: &[Found],
    ) -> Self {
        let is_meant = |pack: &Pack, name: &str| *pack.name == *name || pack.is_called(name);
        let reference =
            |name: &str| policy.packs.iter().find(|pack| is_meant(pack, name)).map(Pack::reference);
        let packs = config.files.iter().map(|set| reference(&set.pack.as_ref()?.value));
        Self {
            project,
            policy,
            levels: Levels::new(config, flags, files),
            packs: packs.collect(),
            attachments: Attachments::of(project),
            texts: RwLock::default(),
        }
    }

    /// Reads this text from now on where the file is read.
    pub(super) fn put(&self, found: &Found, text: &Arc<Source>) {
        let mut texts = self.texts.write().unwrap_or_else(PoisonError::into_inner);
        texts.insert(found.path.clone(), Arc::clone(text));
    }

    /// Reads the file itself again.
    pub(super) fn forget(&self, path: &Path) {
        self.texts.write().unwrap_or_else(PoisonError::into_inner).remove(path);
    }

    fn read(&self, found: &Found) -> Reading {
        let texts = self.texts.read().unwrap_or_else(PoisonError::into_inner);
        match texts.get(&found.path) {
            Some(text) => Reading::Text(Arc::clone(text)),
            None => {
                drop(texts);
                read_found(self.project, found, self.policy.limits.bytes, self.policy.language)
            }
        }
    }

    /// Checks files, in parallel if there are several; the results are in the order of the files.
    pub(super) fn all(&self, files: &[Found], threads: Option<usize>) -> Vec<Checked> {
        let batches: Vec<&[Found]> = files.chunks(batch_size(files.len(), threads)).collect();
        each(&batches, threads, |batch| self.batch(batch)).into_iter().flatten().collect()
    }

    /// Checks files together. After a panic each of them is checked alone, so that it is a finding on the one it is about.
    fn batch(&self, files: &[Found]) -> Vec<Checked> {
        let work = || {
            let mut checked = Vec::with_capacity(files.len());
            let (mut readings, mut bytes) = (Vec::new(), 0);
            for found in files {
                let reading = self.read(found);
                bytes += reading.bytes();
                readings.push((reading, found));
                if bytes > TOGETHER {
                    checked.append(&mut self.judge(std::mem::take(&mut readings)));
                    bytes = 0;
                }
            }
            checked.append(&mut self.judge(readings));
            checked
        };
        catch_unwind(AssertUnwindSafe(work))
            .unwrap_or_else(|_| files.iter().map(|found| self.one(found)).collect())
    }

    /// Checks a stream such as standard input; also gives its text, since it cannot be read again.
    pub(super) fn stream(&self, stream: &mut dyn Read, found: &Found) -> (Checked, Option<Arc<Source>>) {
        let reading = read_stream(stream, &found.shown, self.policy.limits.bytes, self.policy.language);
        let text = match &reading {
            Reading::Text(source) => Some(Arc::clone(source)),
            Reading::NotOurs | Reading::Refused(_) => None,
        };
        (self.guarded(found, || reading), text)
    }

    /// The keys of a file that is read for the sake of others.
    pub(super) fn memberships(&self, found: &Found) -> Vec<Membership> {
        let work = || {
            let Some(source) = self.open(found) else { return Vec::new() };
            let host = self.attachments.host(&found.path);
            memberships(&source, self.policy, &self.assignment(found, &source), Some(&host))
        };
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_default()
    }

    /// The text of a file, if it can be read and may be a submission.
    pub(super) fn open(&self, found: &Found) -> Option<Arc<Source>> {
        match self.read(found) {
            Reading::Text(source) => Some(source),
            Reading::NotOurs | Reading::Refused(_) => None,
        }
    }

    /// Gives `see` all that a rule does in a text that was found.
    pub(super) fn trace(
        &self,
        found: &Found,
        source: &Arc<Source>,
        rule: &str,
        see: &mut dyn FnMut(&Held<'_, '_, '_>),
    ) {
        let host = self.attachments.host(&found.path);
        trace(source, (self.policy, &self.assignment(found, source)), Some(&host), rule, see);
    }

    /// Adds what checking a text that was found takes.
    pub(super) fn measure(&self, found: &Found, source: &Arc<Source>, costs: &mut Costs) {
        let host = self.attachments.host(&found.path);
        costs.add(source, self.policy, &self.assignment(found, source), Some(&host));
    }

    /// What `file()` reads in the documents of a file.
    pub(super) fn host(&self, found: &Found) -> Box<dyn Host + '_> {
        Box::new(self.attachments.host(&found.path))
    }

    /// The files that documents named in vain, since they lie on disk alone.
    pub(super) fn left_on_disk(&self) -> Vec<PathBuf> {
        self.attachments.left_on_disk()
    }

    /// The policy that files are held against.
    pub(super) fn policy(&self) -> &'a Policy {
        self.policy
    }

    /// What the configuration says of a file whose text is at hand.
    fn assignment(&self, found: &Found, source: &Source) -> Assignment<'_> {
        let pack = self.pack_of(found);
        let is_ours = found.is_claimed() || claims_pack(source.text().as_bytes());
        Assignment { pack, is_ours, severities: self.levels.of(found) }
    }

    /// The pack that the configuration gives to documents of a file that name none.
    pub(super) fn pack_of(&self, found: &Found) -> Option<&str> {
        found.set.and_then(|set| self.packs.get(set)?.as_deref())
    }

    /// The severities of a file.
    pub(super) fn severities(&self, found: &Found) -> &Severities {
        self.levels.of(found)
    }

    /// The severities of what is no submission.
    pub(super) fn usual_severities(&self) -> &Severities {
        self.levels.usual()
    }

    /// Checks a file.
    pub(super) fn one(&self, found: &Found) -> Checked {
        self.guarded(found, || self.read(found))
    }

    /// Checks what `read` gives; a panic on the way is a finding on this file alone.
    fn guarded(&self, found: &Found, read: impl FnOnce() -> Reading) -> Checked {
        let work = || self.judge(vec![(read(), found)]).pop();
        catch_unwind(AssertUnwindSafe(work))
            .ok()
            .flatten()
            .unwrap_or_else(|| Checked::Inspected(Box::new(Inspection::of(vec![self.defect(found)]))))
    }

    /// Judges what was read of some files.
    fn judge(&self, readings: Vec<(Reading, &Found)>) -> Vec<Checked> {
        let read = readings.into_iter().map(|(reading, found)| match reading {
            Reading::Text(source) => {
                let assignment = self.assignment(found, &source);
                Ok(Text { found, source, assignment, host: self.host(found) })
            }
            Reading::NotOurs => Err(Checked::NotOurs),
            Reading::Refused(finding) => Err(self.refused(*finding, found)),
        });
        let read: Vec<Result<Text<'_>, Checked>> = read.collect();
        let jobs: Vec<Job<'_>> = read.iter().flatten().map(Text::job).collect();
        let mut inspections = inspect_all(&jobs, self.policy).into_iter();
        let judged = |read| match read {
            Ok(text) => self.judged(inspections.next().flatten(), &text),
            Err(checked) => checked,
        };
        read.into_iter().map(judged).collect()
    }

    /// What comes of a file that could not be read.
    fn refused(&self, finding: Finding, found: &Found) -> Checked {
        let severity = self.severities(found).of(&finding.rule, finding.severity);
        let findings = severity.map(|severity| Finding { severity, ..finding }).into_iter().collect();
        Checked::Inspected(Box::new(Inspection::of(findings)))
    }

    /// What comes of a text that was inspected, or is no submission.
    fn judged(&self, inspection: Option<Inspection>, text: &Text<'_>) -> Checked {
        let Text { found, source, assignment, .. } = text;
        match inspection {
            Some(Inspection { report, .. }) if report.documents == 0 && report.findings.is_empty() => {
                let is_said_elsewhere = found.set.is_some() && assignment.pack.is_none();
                match is_said_elsewhere {
                    true => Checked::NotOurs,
                    false => Checked::Unclaimed(found.shown.clone(), self.misspelt_policy(source)),
                }
            }
            Some(inspection) => Checked::Inspected(Box::new(inspection)),
            None => Checked::NotOurs,
        }
    }

    /// The key at the top of a text that is nearly `policy`.
    fn misspelt_policy(&self, source: &Arc<Source>) -> Option<String> {
        let stream = yaml::parse(source, &self.policy.limits);
        let root = stream.documents.first()?.root();
        nearest("policy", root.entries().filter_map(|entry| entry.key.as_key())).map(str::to_owned)
    }

    /// The finding that the program itself is at fault.
    pub(super) fn defect(&self, found: &Found) -> Finding {
        let language = self.policy.language;
        let location = Location::file(&Arc::new(Source::new(&*found.shown, "")));
        let message = messages::INTERNAL.render(language, &[]);
        let mut finding = Finding::new("internal/defect", Severity::Error, location, message);
        finding.help = Some(messages::INTERNAL_HELP.render(language, &[]));
        finding
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
        let project = Project::discover(Path::new("/"));
        let check = FileCheck::new((&project, &Config::default()), &policy, (&[], &[]), &[]);
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
