//! The rules of a SARIF log: those that found something, told by what their findings carry.

use std::collections::BTreeMap;

use super::rows::{Configuration, Driver, Help, Properties, Rule, Text};
use super::{level, literal};
use crate::finding::{Finding, Run};
use crate::output::escape::{markdown, paragraph, web_address};

/// The rules of a run, in the order of their ids.
pub(super) struct Rules<'f> {
    rules: BTreeMap<&'f str, (usize, &'f Finding)>,
}

impl<'f> Rules<'f> {
    /// The rules that the findings name.
    pub(super) fn of(run: &'f Run) -> Self {
        let mut rules = BTreeMap::new();
        let suppressed = run.suppressed().iter().map(|suppressed| &suppressed.finding);
        for finding in run.findings().iter().chain(suppressed) {
            rules.entry(&*finding.rule).or_insert((0, finding));
        }
        for (index, (place, _)) in rules.values_mut().enumerate() {
            *place = index;
        }
        Self { rules }
    }

    /// The place of a rule among the rules.
    pub(super) fn index(&self, rule: &str) -> Option<usize> {
        self.rules.get(rule).map(|(index, _)| *index)
    }

    /// The tool with its rules.
    pub(super) fn driver(&self) -> Driver<'f> {
        Driver {
            name: "greenlight",
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules: self.rules.values().map(|(_, finding)| rule(finding)).collect(),
        }
    }
}

fn rule(finding: &Finding) -> Rule<'_> {
    // GitHub wants a description of every rule; the engine's own have none but their id.
    let why = finding.why.as_deref().map_or_else(|| finding.rule.to_string(), paragraph);
    let tag = finding.rule.split_once('/').map_or("policy", |(family, _)| family);
    Rule {
        id: &finding.rule,
        short_description: Text { text: why.clone() },
        full_description: Text { text: literal(&why) },
        help_uri: finding.url.as_deref().and_then(web_address),
        help: help(&why, finding.quote.as_deref().map(paragraph).as_deref()),
        default_configuration: Configuration { level: level(finding.severity) },
        properties: Properties { tags: [tag] },
    }
}

/// Why a rule is there, and in which words it is required.
fn help(why: &str, quote: Option<&str>) -> Help {
    let mut help = Help { text: why.to_owned(), markdown: markdown(why) };
    if let Some(quote) = quote {
        help.text.push_str(&format!("\n\n“{quote}”"));
        help.markdown.push_str(&format!("\n\n> {}", markdown(quote)));
    }
    help
}
