//! How a run is summed up in one line: how much was found, in how many files, and how much of it can be mended.

use std::collections::HashSet;

use super::messages;
use crate::finding::{Run, Safety, Severity};
use crate::text::{Language, Message};

/// What was found and where, such as `2 errors, 1 warning in 2 files`.
pub(super) fn found(run: &Run, language: Language) -> String {
    let summary = run.summary();
    if run.findings().is_empty() && summary.documents == 0 {
        return messages::NOTHING_CHECKED.render(language, &[]);
    }
    let files = plural(messages::FILES, summary.files, language);
    let counted = [summary.errors, summary.warnings, summary.infos];
    let counts: Vec<String> = Severity::ALL
        .into_iter()
        .zip(counted)
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| plural(messages::count(severity), count, language))
        .collect();
    if counts.is_empty() {
        return messages::CLEAN.render(language, &[("files", files)]);
    }
    let some = run.findings().iter().map(|finding| finding.location.path()).collect::<HashSet<_>>().len();
    let row = if some < summary.files { &messages::FOUND_OF } else { &messages::FOUND };
    let parameters = [("counts", counts.join(", ")), ("some", some.to_string()), ("files", files)];
    row.render(language, &parameters)
}

/// What else is to be said of the counts, a part each: what can be mended, what was suppressed.
pub(super) fn remarks(run: &Run, language: Language) -> Vec<String> {
    let count = |safety| {
        let fixes = run.findings().iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.safety() == safety).count()
    };
    let rows = [(&messages::FIXABLE, Safety::Safe), (&messages::FIXABLE_UNSAFE, Safety::Unsafe)];
    let mut remarks: Vec<String> = rows
        .into_iter()
        .filter(|(_, safety)| count(*safety) > 0)
        .map(|(row, safety)| row.render(language, &[number(count(safety))]))
        .collect();
    if !run.fixed().is_empty() {
        remarks.insert(0, messages::FIXED.render(language, &[number(run.fixed().len())]));
    }
    let suppressed = run.summary().suppressed;
    if suppressed > 0 {
        remarks.push(messages::SUPPRESSED.render(language, &[number(suppressed)]));
    }
    remarks
}

fn plural([one, many]: [&Message; 2], count: usize, language: Language) -> String {
    let row = if count == 1 { one } else { many };
    row.render(language, &[number(count)])
}

fn number(count: usize) -> (&'static str, String) {
    ("count", count.to_string())
}
