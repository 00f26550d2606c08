//! `--statistics`: how often each rule was broken, instead of each finding.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::messages;
use crate::finding::{Run, Severity};
use crate::output::escape::visible;
use crate::text::Language;

/// Writes a line a rule, the most frequent first, and a line of sums.
pub(super) fn write(run: &Run, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in run.findings() {
        *counts.entry((&finding.rule, finding.severity)).or_default() += 1;
    }
    let mut rows: Vec<_> =
        counts.into_iter().map(|((rule, severity), count)| (count, severity, rule)).collect();
    // Stable: rules of equal count stay in the order of their ids.
    rows.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    let width = rows.first().map_or(1, |(count, ..)| count.to_string().len());
    for (count, severity, rule) in rows {
        writeln!(out, "{count:>width$}  {:<7}  {}", severity.name(), visible(rule))?;
    }
    let summary = run.summary();
    let parameters = [
        ("findings", run.findings().len().to_string()),
        ("documents", summary.documents.to_string()),
        ("files", summary.files.to_string()),
    ];
    writeln!(out, "{}", messages::SUMS.render(language, &parameters))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::{Finding, Report};
    use crate::text::{Location, Source};

    #[test]
    fn the_most_frequent_rule_comes_first() {
        let source = Arc::new(Source::new("a.yaml", ""));
        let finding =
            |rule: &str, severity| Finding::new(rule, severity, Location::file(&source), "wrong".to_owned());
        let findings = vec![
            finding("b", Severity::Warning),
            finding("c", Severity::Error),
            finding("a", Severity::Warning),
            finding("c", Severity::Error),
        ];
        let run = Run::new([Report { findings, documents: 1, ..Report::default() }]);
        let mut out = Vec::new();
        write(&run, Language::En, &mut out).unwrap();
        let expected = "2  error    c\n1  warning  a\n1  warning  b\nfindings: 4, documents: 1, files: 1\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
