//! Taking away what is known, entry by entry: two findings that are alike need two. Entries of a file that is gone serve the
//! one file that finds most of the same and has no entries of its own: it was renamed.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Baseline, Elsewhere, Entry, Known, Subject, messages};
use crate::check::fingerprint::identify;
use crate::check::known::is_binding;
use crate::check::policy::Policy;
use crate::finding::{Edit, Finding, Fix, Safety, Severity, Suppressed, Suppression};
use crate::text::{Location, Parameter, Span};

impl Baseline {
    /// Takes known findings away from what is reported of files, and reports entries that are of no use any more.
    #[must_use]
    pub fn absorb(
        &self,
        subjects: &mut [Subject<'_>],
        policy: &Policy,
        elsewhere: &dyn Elsewhere,
    ) -> Vec<Finding> {
        let mut left: HashMap<Known, usize> = HashMap::new();
        for entry in &self.entries {
            *left.entry(entry.known.clone()).or_default() += entry.count;
        }
        let renamed = self.renamed(subjects, policy, elsewhere);
        for subject in subjects.iter_mut() {
            let path = renamed.get(&subject.path).unwrap_or(&subject.path).clone();
            let found = std::mem::take(&mut subject.report.findings);
            for finding in found {
                let is_known = policy.may_be_ignored(&finding.rule) && take(&mut left, &path, &finding);
                if is_known {
                    subject.report.suppressed.push(Suppressed { finding, by: Suppression::Baseline });
                } else {
                    subject.report.findings.push(finding);
                }
            }
        }
        if self.is_sound { self.unused(&mut left, subjects, policy, elsewhere) } else { Vec::new() }
    }

    /// The paths under which entries of files that are gone know files of the run.
    fn renamed(
        &self,
        subjects: &[Subject<'_>],
        policy: &Policy,
        elsewhere: &dyn Elsewhere,
    ) -> HashMap<String, String> {
        let present: HashSet<&str> = subjects.iter().map(|subject| subject.path.as_str()).collect();
        let mut gone: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        let mut known: HashSet<&str> = HashSet::new();
        for entry in &self.entries {
            let path = entry.known.path.as_str();
            if known.insert(path) && !present.contains(path) && !elsewhere.exists(path) {
                gone.insert(path, Vec::new());
            }
            gone.entry(path).and_modify(|entries| entries.push(entry));
        }
        if gone.is_empty() {
            return HashMap::new();
        }
        let candidates: Vec<&Subject<'_>> =
            subjects.iter().filter(|subject| !known.contains(subject.path.as_str())).collect();
        let found: Vec<_> = candidates.iter().map(|subject| identities(subject, policy)).collect();
        let mut renamed: HashMap<String, Vec<&str>> = HashMap::new();
        for (path, entries) in gone {
            if let Some(index) = only_best(&entries, &found)
                && let Some(candidate) = candidates.get(index)
            {
                renamed.entry(candidate.path.clone()).or_default().push(path);
            }
        }
        let only = |(to, from): (String, Vec<&str>)| match from.as_slice() {
            [from] => Some((to, (*from).to_owned())),
            _ => None,
        };
        renamed.into_iter().filter_map(only).collect()
    }

    /// What is left of entries whose files were held against their rules.
    fn unused(
        &self,
        left: &mut HashMap<Known, usize>,
        subjects: &[Subject<'_>],
        policy: &Policy,
        elsewhere: &dyn Elsewhere,
    ) -> Vec<Finding> {
        let by_path: HashMap<&str, &Subject<'_>> =
            subjects.iter().map(|subject| (subject.path.as_str(), subject)).collect();
        let mut findings = Vec::new();
        for entry in &self.entries {
            // Of equal entries the first ones are those that were of use.
            let rest = left.get_mut(&entry.known).map_or(0, |left| {
                let rest = (*left).min(entry.count);
                *left -= rest;
                rest
            });
            let (is_judged, is_gone) = match by_path.get(entry.known.path.as_str()) {
                Some(subject) => (is_judged(entry, subject), false),
                None => (elsewhere.is_complete() && !elsewhere.exists(&entry.known.path), true),
            };
            if rest > 0 && is_judged {
                findings.push(self.unused_finding(entry, rest, is_gone, policy));
            }
        }
        findings
    }

    fn unused_finding(&self, entry: &Entry, rest: usize, is_gone: bool, policy: &Policy) -> Finding {
        let found = entry.count - rest;
        let (message, place) = match (is_gone, found) {
            (true, _) => (&messages::GONE, entry.places.path),
            (false, 0) => (&messages::UNUSED, entry.places.rule),
            (false, _) => (&messages::FEWER, entry.places.count.unwrap_or(entry.places.rule)),
        };
        let parameters: [Parameter; 4] = [
            ("rule", format!("`{}`", entry.known.rule)),
            ("path", format!("`{}`", entry.known.path)),
            ("found", found.to_string()),
            ("count", entry.count.to_string()),
        ];
        let render = |message: &crate::text::Message| message.render(policy.language, &parameters);
        let location = Location::new(&self.source, place);
        let mut finding = Finding::new("baseline/unused", Severity::Warning, location, render(message));
        finding.help = Some(render(&messages::UNUSED_HELP));
        finding.fix = match found {
            0 => entry.places.lines.and_then(|span| fix(render(&messages::REMOVE), span, String::new())),
            _ => entry.places.count.and_then(|span| fix(render(&messages::RECOUNT), span, found.to_string())),
        };
        identify(&mut finding, &entry.known.path, &entry.known.identity);
        finding
    }
}

fn fix(title: String, span: Span, text: String) -> Option<Fix> {
    Fix::new(title, Safety::Safe, vec![Edit { span, text }])
}

/// Takes one from what is left of the entries for a finding.
fn take(left: &mut HashMap<Known, usize>, path: &str, finding: &Finding) -> bool {
    let known =
        Known { path: path.to_owned(), rule: finding.rule.to_string(), identity: finding.identity.clone() };
    match left.get_mut(&known) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}

/// How often each finding is in a file.
fn identities<'r>(subject: &'r Subject<'_>, policy: &Policy) -> HashMap<&'r str, usize> {
    let mut identities = HashMap::new();
    for finding in subject.report.findings.iter().filter(|finding| policy.may_be_ignored(&finding.rule)) {
        *identities.entry(finding.identity.as_str()).or_default() += 1;
    }
    identities
}

/// The one file that finds at least half of what the entries know, and more of it than every other.
fn only_best(entries: &[&Entry], found: &[HashMap<&str, usize>]) -> Option<usize> {
    let all: usize = entries.iter().map(|entry| entry.count).sum();
    let score = |identities: &HashMap<&str, usize>| -> usize {
        let known = |entry: &&Entry| {
            let found = identities.get(entry.known.identity.as_str()).copied().unwrap_or_default();
            found.min(entry.count)
        };
        entries.iter().map(known).sum()
    };
    let scores: Vec<usize> = found.iter().map(score).collect();
    let best = scores.iter().copied().max()?;
    let mut winners = scores.iter().enumerate().filter(|(_, score)| **score == best);
    let (index, _) = winners.next()?;
    (best > 0 && best * 2 >= all && winners.next().is_none()).then_some(index)
}

/// True if the rule of the entry was held against its file: it is not off, and nothing keeps it quiet.
fn is_judged(entry: &Entry, subject: &Subject<'_>) -> bool {
    let is_active = subject.severities.of(&entry.known.rule, Severity::Error).is_some();
    let is_of_pack = !entry.known.rule.contains('/');
    let keeps_quiet = |finding: &Finding| {
        let is_about_comment = finding.rule.starts_with("ignore/");
        (is_binding(&finding.rule) && !is_about_comment)
            || (is_of_pack && finding.rule.starts_with("schema/"))
    };
    is_active && !subject.report.findings.iter().any(keeps_quiet)
}
