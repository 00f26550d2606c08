//! The closing lines of a test for people.

use std::io::{self, Write};

use super::depth::totals;
use super::{Results, messages};
use crate::finding::{Case, Ending};
use crate::output::escape::visible;
use crate::text::Language;
use crate::trial::percent;

/// Writes what was tested and how it ended.
pub(super) fn write(results: &Results, language: Language, out: &mut dyn Write) -> io::Result<()> {
    for (pack, rules) in results.coverage.iter().filter(|(_, rules)| !rules.is_empty()) {
        let incomplete = rules.iter().filter(|rule| rule.met < rule.goals);
        for rule in incomplete {
            writeln!(out, "{:>4}%  {}", percent(rule.met, rule.goals), visible(&rule.rule))?;
        }
        let (met, goals) = totals(rules);
        let complete = rules.iter().filter(|rule| rule.met == rule.goals).count();
        let parameters = [
            ("pack", visible(pack).into_owned()),
            ("percent", percent(met, goals).to_string()),
            ("complete", complete.to_string()),
            ("rules", rules.len().to_string()),
        ];
        writeln!(out, "{}", messages::COVERED.render(language, &parameters))?;
    }
    if let Some([tried, listed, survived]) = results.changes {
        let parameters = [
            ("tried", tried.to_string()),
            ("listed", listed.to_string()),
            ("survived", survived.to_string()),
        ];
        writeln!(out, "{}", messages::CHANGED.render(language, &parameters))?;
    }
    let count = |wanted: fn(&Case) -> bool| results.cases.iter().filter(|case| wanted(case)).count();
    let skipped = count(|case| matches!(case.ending, Ending::Skipped));
    let parameters = [
        ("rules", results.rules.to_string()),
        ("examples", (results.cases.len() - skipped - results.fixtures).to_string()),
        ("fixtures", results.fixtures.to_string()),
        ("failures", count(|case| matches!(case.ending, Ending::Failed(_))).to_string()),
        ("skipped", skipped.to_string()),
    ];
    let message = if skipped == 0 { &messages::TESTED } else { &messages::TESTED_SOME };
    writeln!(out, "{}", message.render(language, &parameters))
}
