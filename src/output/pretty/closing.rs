//! The last line of the pretty format: how much was found, in how many files, and how much of it can be mended.

use std::collections::HashSet;
use std::io::{self, Write};

use super::paint::Paint;
use crate::finding::{Run, Safety, Severity};
use crate::output::messages;
use crate::text::{Language, Message};

/// Writes the closing line.
pub(super) fn write(run: &Run, language: Language, paint: &Paint, out: &mut dyn Write) -> io::Result<()> {
    let mut line = paint.strong(&found(run, language));
    let mut rest = mendable(run, language);
    if run.summary().suppressed > 0 {
        rest.push(messages::SUPPRESSED.render(language, &[number(run.summary().suppressed)]));
    }
    if !rest.is_empty() {
        line.push_str(&paint.quiet(&format!(" ({})", rest.join(", "))));
    }
    writeln!(out, "{line}")
}

fn found(run: &Run, language: Language) -> String {
    let summary = run.summary();
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

fn mendable(run: &Run, language: Language) -> Vec<String> {
    let count = |safety| {
        let fixes = run.findings().iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.safety() == safety).count()
    };
    let rows = [(&messages::FIXABLE, Safety::Safe), (&messages::FIXABLE_UNSAFE, Safety::Unsafe)];
    rows.into_iter()
        .filter(|(_, safety)| count(*safety) > 0)
        .map(|(row, safety)| row.render(language, &[number(count(safety))]))
        .collect()
}

fn plural([one, many]: [&Message; 2], count: usize, language: Language) -> String {
    let row = if count == 1 { one } else { many };
    row.render(language, &[number(count)])
}

fn number(count: usize) -> (&'static str, String) {
    ("count", count.to_string())
}
