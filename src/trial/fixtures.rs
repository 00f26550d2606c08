//! Whole submissions of a pack, each with its attachments and neighbours: what the check finds in one is what its author
//! expects, and nothing else may be found.

mod expect;

use std::path::PathBuf;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::messages;
use super::stage::Fixtures;
use crate::check::{
    Assignment, Cluster, Groups, Inspection, Policy, Severities, Sources, check_cluster, inspect,
};
use crate::expr::Host;
use crate::finding::{Case, Ending, Finding, Severity};
use crate::rule::Pack;
use crate::text::{Language, Location, Source, Span, Unit};

use expect::{Expected, commented, expectations, listed};

/// A whole submission.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// Its text.
    pub source: Arc<Source>,
    /// The list of expected findings beside it, if there is one.
    pub list: Option<Arc<Source>>,
    /// Its file, and where a list of expected findings belongs.
    pub path: PathBuf,
    /// The file of the list.
    pub list_path: PathBuf,
    /// The folder in which it lies; the submissions of one folder are held against each other.
    pub folder: String,
}

impl Fixture {
    /// The same submission with another text.
    pub(super) fn with_text(&self, text: &str) -> Self {
        Self { source: Arc::new(Source::new(self.source.path(), text.to_owned())), ..self.clone() }
    }
}

/// What came of one submission.
#[derive(Debug)]
pub struct FixtureTrial {
    /// The test.
    pub case: Case,
    /// What the check finds, as a list of expected findings.
    pub found: String,
    /// What its expectations would have to be.
    pub(super) revision: Revision,
}

/// How the expectations of a submission differ from what is found.
#[derive(Debug, Default)]
pub(super) struct Revision {
    /// The lines of comments that no longer say what is found, and where in them the comment begins, in bytes.
    pub(super) stale: Vec<(u32, usize)>,
    /// What comments would have to say instead, with the line of each finding.
    pub(super) wanted: Vec<(u32, String)>,
    /// What no comment says, as a list.
    pub(super) uncommented: String,
}

/// Checks those submissions of a pack that `is_wanted` by their paths.
#[must_use]
pub fn run_fixtures(
    (policy, pack): (&Policy, &Pack),
    fixtures: &dyn Fixtures,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<FixtureTrial> {
    let all = fixtures.submissions(&pack.name);
    let folders: Vec<&[Fixture]> = all.chunk_by(|a, b| a.folder == b.folder).collect();
    let run = |folder: &&[Fixture]| {
        let wanted = folder.iter().any(|fixture| is_wanted(fixture.source.path()));
        let trials = if wanted { run_folder(folder, (policy, pack), fixtures) } else { Vec::new() };
        trials.into_iter().filter(|trial| is_wanted(&trial.case.subject)).collect::<Vec<_>>()
    };
    folders.par_iter().flat_map_iter(run).collect()
}

/// True if a submission passes by itself.
pub(super) fn passes(fixture: &Fixture, (policy, pack): (&Policy, &Pack), fixtures: &dyn Fixtures) -> bool {
    let trials = run_folder(std::slice::from_ref(fixture), (policy, pack), fixtures);
    trials.iter().all(|trial| trial.case.findings().is_empty())
}

/// The submissions of one folder, checked as one run.
struct Members<'m> {
    fixtures: &'m [Fixture],
    host: &'m dyn Fixtures,
    severities: Severities,
}

impl Sources for Members<'_> {
    fn open(&self, source: usize) -> Option<Arc<Source>> {
        self.fixtures.get(source).map(|fixture| Arc::clone(&fixture.source))
    }

    fn severities(&self, _: usize) -> Option<&Severities> {
        Some(&self.severities)
    }

    fn host(&self, source: usize) -> Option<Box<dyn Host + '_>> {
        self.fixtures.get(source).map(|fixture| self.host.host_of(fixture))
    }
}

fn run_folder(
    fixtures: &[Fixture],
    (policy, pack): (&Policy, &Pack),
    host: &dyn Fixtures,
) -> Vec<FixtureTrial> {
    let members = Members { fixtures, host, severities: Severities::new() };
    let reference = pack.reference();
    let mut groups = Groups::new();
    let mut inspections: Vec<Inspection> = Vec::new();
    for (index, fixture) in fixtures.iter().enumerate() {
        let assignment =
            Assignment { pack: Some(&reference), is_ours: true, severities: &members.severities };
        let host = host.host_of(fixture);
        let inspection = inspect(&fixture.source, policy, &assignment, Some(&*host)).unwrap_or_default();
        groups.add(index, &inspection.memberships);
        inspections.push(inspection);
    }
    let across = |cluster: &Cluster| check_cluster(cluster, policy, &members);
    for (index, finding) in groups.clusters().iter().flat_map(across) {
        if let Some(inspection) = inspections.get_mut(index) {
            inspection.add(vec![finding]);
        }
    }
    let reports = inspections.into_iter().map(Inspection::finish);
    let judged = fixtures.iter().zip(reports);
    judged.map(|(fixture, report)| judge(fixture, &report.findings, (pack, policy.language))).collect()
}

fn judge(fixture: &Fixture, found: &[Finding], (pack, language): (&Pack, Language)) -> FixtureTrial {
    let source = &fixture.source;
    let (expected, mut faults) = expectations(source, fixture.list.as_ref(), language);
    let mut takers: Vec<Option<&Expected>> = vec![None; found.len()];
    let mut missing = Vec::new();
    for one in &expected {
        let free =
            found.iter().zip(takers.iter_mut()).find(|(found, taker)| taker.is_none() && is_met(one, found));
        match free {
            Some((_, taker)) => *taker = Some(one),
            None => missing.push(one),
        }
    }
    faults.extend(missing.iter().map(|one| not_found(one, found, language)));
    let extra = found.iter().zip(&takers).filter(|(_, taker)| taker.is_none());
    faults.extend(extra.map(|(finding, _)| not_expected(finding, fixture, language)));
    let ending = if faults.is_empty() { Ending::Passed } else { Ending::Failed(faults) };
    let case = Case {
        pack: Arc::clone(&pack.name),
        subject: source.path().to_owned(),
        name: "submission".to_owned(),
        location: Location::new(source, Span::empty(0)),
        ending,
    };
    let revision = revise(source, &expected, &missing, (found, &takers));
    FixtureTrial { case, found: found.iter().map(listed).collect(), revision }
}

/// What the expectations would have to be.
fn revise(
    source: &Source,
    expected: &[Expected],
    missing: &[&Expected],
    (found, takers): (&[Finding], &[Option<&Expected>]),
) -> Revision {
    let judged = || found.iter().zip(takers);
    let extra = judged().filter(|(_, taker)| taker.is_none()).map(|(finding, _)| line_of(finding));
    let changed: Vec<u32> = missing.iter().map(|one| one.line).chain(extra).collect();
    let stale = expected.iter().filter(|one| changed.contains(&one.line)).filter_map(|one| {
        let start = source.position(one.comment?.start(), Unit::Byte);
        Some((start.line, start.column.saturating_sub(1) as usize))
    });
    let is_listed = |taker: &Option<&Expected>| taker.is_some_and(|one| one.comment.is_none());
    let wanted = judged().filter(|(finding, taker)| changed.contains(&line_of(finding)) && !is_listed(taker));
    let uncommented = judged().filter(|(_, taker)| taker.is_none_or(|one| one.comment.is_none()));
    Revision {
        stale: stale.collect(),
        wanted: wanted.map(|(finding, _)| (line_of(finding), commented(finding))).collect(),
        uncommented: uncommented.map(|(finding, _)| listed(finding)).collect(),
    }
}

fn line_of(finding: &Finding) -> u32 {
    finding.location.positions(Unit::Character).map_or(1, |(start, _)| start.line)
}

fn is_met(expected: &Expected, finding: &Finding) -> bool {
    expected.rule == *finding.rule
        && expected.line == line_of(finding)
        && expected.text.as_deref().is_none_or(|text| text == finding.location.text())
        && expected.severity.is_none_or(|severity| severity == finding.severity)
}

fn not_found(expected: &Expected, found: &[Finding], language: Language) -> Finding {
    let text = expected.text.as_deref().unwrap_or_default();
    let parameters = [
        ("rule", format!("`{}`", expected.rule)),
        ("text", format!("`{text}`")),
        ("line", expected.line.to_string()),
    ];
    let message = if expected.text.is_some() { &messages::NOT_THERE } else { &messages::RULE_NOT_THERE };
    let message = message.render(language, &parameters);
    let mut finding = Finding::new("rule/fixture", Severity::Error, expected.location.clone(), message);
    let near: Vec<String> = found
        .iter()
        .filter(|found| line_of(found) == expected.line || *found.rule == *expected.rule)
        .map(|found| format!("`{}`", listed(found).trim_end()))
        .collect();
    if !near.is_empty() {
        finding.help = Some(messages::FOUND_NEAR.render(language, &[("found", near.join(", "))]));
    }
    finding
}

fn not_expected(found: &Finding, fixture: &Fixture, language: Language) -> Finding {
    let parameters = [("rule", format!("`{}`", found.rule)), ("message", found.message.clone())];
    let message = messages::NOT_EXPECTED.render(language, &parameters);
    let mut finding = Finding::new("rule/fixture", Severity::Error, found.location.clone(), message);
    let written = match &fixture.list {
        Some(list) => (&messages::EXPECT_IN_LIST, ("path", format!("`{}`", list.path())), listed(found)),
        None => (&messages::EXPECT_HERE, ("path", String::new()), format!("# expect: {}", commented(found))),
    };
    let (help, path, text) = written;
    finding.help = Some(help.render(language, &[path, ("text", format!("`{}`", text.trim_end()))]));
    finding
}
