//! The changes of a rule that no example can notice, as the rule lists them under `survivors:` with a reason each.

use super::words;
use crate::finding::{Finding, Severity};
use crate::rule::Rule;
use crate::text::{Language, Location};
use crate::yaml::Node;

/// The changes that a rule lists.
pub(super) struct Listing<'r> {
    entries: Vec<Entry<'r>>,
}

struct Entry<'r> {
    node: Node<'r>,
    change: String,
    is_used: bool,
}

impl<'r> Listing<'r> {
    pub(super) fn of(rule: &'r Rule) -> Self {
        let nodes = rule.document.root().get("survivors").into_iter().flat_map(Node::items);
        let changes = nodes.filter_map(|node| node.get("change"));
        let entry =
            |node: Node<'r>| Entry { node, change: plain(node.as_str().unwrap_or_default()), is_used: false };
        Self { entries: changes.map(entry).collect() }
    }

    /// True if the change is listed, or every change of its sub-expression is.
    pub(super) fn takes(&mut self, (before, after): &(String, String)) -> bool {
        let changes = [plain(&format!("{before} -> {after}")), plain(before)];
        let mut is_listed = false;
        for entry in self.entries.iter_mut().filter(|entry| changes.contains(&entry.change)) {
            entry.is_used = true;
            is_listed = true;
        }
        is_listed
    }

    /// A finding for each entry that is no survivor.
    pub(super) fn unused(self, language: Language) -> impl Iterator<Item = Finding> {
        self.entries.into_iter().filter(|entry| !entry.is_used).map(move |entry| {
            let location = Location::new(entry.node.document().source(), entry.node.place());
            let message = words::UNUSED.render(language, &[]);
            let mut finding = Finding::new("rule/unused-survivor", Severity::Error, location, message);
            finding.help = Some(words::UNUSED_HELP.render(language, &[]));
            finding
        })
    }
}

/// A text whose runs of blanks and line breaks are one blank each.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
