//! Findings that come from no check, as the reports of a run.

use std::collections::BTreeMap;

use crate::finding::{Finding, Report};

/// A report for each file that has findings.
pub(super) fn by_file(findings: impl IntoIterator<Item = Finding>) -> impl Iterator<Item = Report> {
    let mut files: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        files.entry(finding.location.path().to_owned()).or_default().push(finding);
    }
    files.into_values().map(|findings| Report { findings, ..Report::default() })
}
