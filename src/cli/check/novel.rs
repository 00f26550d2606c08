//! Leaving out what was found before: the earlier contents of changed files are held against the same rules, and each
//! finding of today that an equal one of then accounts for goes. Two before and three now: one is new. Findings that are
//! ignored count neither now nor then, so one whose comment was removed is new.

use std::collections::HashMap;

use super::across::{self, Neighbours};
use super::changes::Changed;
use super::files::{Checked, FileCheck};
use crate::check::Policy;
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::finding::{Finding, Report};
use crate::project::Found;

/// What files are held against, now as before.
#[derive(Clone, Copy)]
pub(super) struct Standard<'a> {
    pub(super) setup: &'a Setup,
    pub(super) policy: &'a Policy,
    /// The selected and the ignored rules.
    pub(super) flags: (&'a [String], &'a [String]),
    pub(super) threads: Option<usize>,
}

/// Takes from the settled `checked` files, an element for each of `files`, what was found in them before the changes;
/// how much that is.
///
/// # Errors
/// Git cannot tell what was there before.
pub(super) fn keep_new(
    changed: &Changed,
    files: &[Found],
    checked: &mut [Checked],
    standard: Standard<'_>,
) -> Result<usize, Failure> {
    let Standard { setup, policy, flags, threads } = standard;
    let earlier = |(found, checked): (&Found, &mut Checked)| match checked {
        Checked::Settled(report) if !report.findings.is_empty() => {
            let path = changed.changes.old_path(&found.path)?.to_owned();
            // By the name of today, so that what was found in it is known by the same fingerprint.
            Some(Found { path, ..found.clone() })
        }
        _ => None,
    };
    let old: Vec<Option<Found>> = files.iter().zip(checked.iter_mut()).map(earlier).collect();
    let old_files: Vec<Found> = old.iter().flatten().cloned().collect();
    if old_files.is_empty() {
        return Ok(0);
    }
    let project = changed.before(&setup.project, setup.language)?;
    let work = FileCheck::new((&project, &setup.config), policy, flags, &old_files);
    let mut before = work.all(&old_files, threads);
    let (config, language) = (&setup.config, setup.language);
    let neighbours = Neighbours { project: &project, config, language, flags, paths: None };
    across::check_across((&work, threads), &old_files, None, &mut before, &neighbours);
    before.iter_mut().for_each(Checked::settle);
    let mut before = before.into_iter();
    let mut known = 0;
    for (checked, _) in checked.iter_mut().zip(old).filter(|(_, old)| old.is_some()) {
        if let (Checked::Settled(report), Some(Checked::Settled(old))) = (checked, before.next()) {
            let count = report.findings.len();
            forget(report, &old);
            known += count - report.findings.len();
        }
    }
    Ok(known)
}

fn forget(report: &mut Report, old: &Report) {
    let mut known: HashMap<_, usize> = HashMap::new();
    for finding in &old.findings {
        *known.entry(key(finding)).or_default() += 1;
    }
    report.findings.retain(|finding| match known.get_mut(&key(finding)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
}

/// By what a finding is known again; one that the check gives no fingerprint (a file that cannot be read) by its words.
fn key(finding: &Finding) -> (String, String) {
    match &*finding.fingerprint {
        "" => (finding.rule.to_string(), finding.message.clone()),
        known => (known.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::Severity;
    use crate::text::{Location, Source};

    fn report(fingerprints: &str) -> Report {
        let location = Location::file(&Arc::new(Source::new("a.yaml", "")));
        let finding = |fingerprint: char| Finding {
            fingerprint: fingerprint.to_string(),
            ..Finding::new("rule", Severity::Error, location.clone(), "wrong".to_owned())
        };
        Report { findings: fingerprints.chars().map(finding).collect(), ..Report::default() }
    }

    #[test]
    fn as_many_as_before_are_left_out() {
        let rows = [("aab", "ab", "a"), ("aaa", "aa", "a"), ("ab", "aabb", ""), ("c", "", "c")];
        for (now, before, expected) in rows {
            let mut now = report(now);
            forget(&mut now, &report(before));
            let left: String = now.findings.iter().map(|finding| &*finding.fingerprint).collect();
            assert_eq!(left, expected);
        }
    }
}
