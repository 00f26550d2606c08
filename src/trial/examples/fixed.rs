//! What the fix of a rule makes of an example, held against `fixed:`.

use std::sync::Arc;

use super::RuleRun;
use crate::check::{Mended, Mending, Scope, fix_place, mend};
use crate::finding::{Finding, Safety};
use crate::rule::Example;
use crate::text::Source;
use crate::trial::messages;
use crate::yaml::{Limits, Node};

impl RuleRun<'_> {
    /// A rule that mends shows in an example what it makes.
    pub(super) fn check_shown(&mut self) {
        let is_shown = self.rule.examples.iter().any(|example| example.fixed.is_some());
        if self.rule.fix.is_some() && !is_shown {
            let span = fix_place(self.rule);
            let mut finding = self.finding("rule/example-missing", span, &messages::NO_FIXED, &[]);
            finding.help = Some(messages::FIXED_HELP.render(self.language, &[]));
            self.findings.push(finding);
        }
    }

    /// Applies the fixes of what was found in an example, all of them, and compares the outcome.
    pub(super) fn check_fixed(
        &mut self,
        example: &Example,
        source: &Arc<Source>,
        found: Vec<Finding>,
        scope: &Scope<'_>,
    ) {
        if example.fixed.is_none() && found.iter().all(|finding| finding.fix.is_none()) {
            return;
        }
        let limits = Limits::default();
        let check = |sources: &[Arc<Source>]| {
            sources.iter().map(|source| self.found_in(source, scope)).collect::<Vec<_>>()
        };
        let mending =
            Mending { limits: &limits, safety: Safety::Unsafe, check: &check, is_beside: &|_| false };
        let mended = mend(vec![(Arc::clone(source), found)], &mending).pop();
        let Some(Mended { source: after, fixed, refused }) = mended else { return };
        let is_refused = !refused.is_empty();
        for (finding, refusal) in refused {
            let mut fault = refusal.fault(&finding, Some(self.rule), self.language);
            // The place in the example stands in no file.
            fault.labels.clear();
            self.findings.push(fault);
        }
        let Some(node) = example.fixed.map(|id| self.rule.document.node_at(id)) else { return };
        let expected = node.as_key().unwrap_or_default();
        if fixed.is_empty() && is_refused {
            return;
        }
        if fixed.is_empty() {
            let span = node.key().map_or_else(|| node.place(), Node::span);
            let finding = self.finding("rule/example", span, &messages::NOTHING_FIXED, &[]);
            self.findings.push(finding);
        } else if after.text() != expected {
            self.differs(node, expected, after.text());
        }
    }

    /// Reports the first line that differs.
    fn differs(&mut self, node: Node<'_>, expected: &str, found: &str) {
        let (mut wanted, mut lines) = (expected.split('\n'), found.split('\n'));
        let mut number = 0;
        let (wanted, line) = loop {
            number += 1;
            match (wanted.next(), lines.next()) {
                (Some(wanted), Some(line)) if wanted == line => {}
                (wanted, line) => break (wanted, line),
            }
        };
        let quoted = |line: Option<&str>| line.map_or_else(|| "…".to_owned(), |line| format!("`{line}`"));
        let parameters = [("line", number.to_string()), ("wanted", quoted(wanted)), ("found", quoted(line))];
        let span = node.key().map_or_else(|| node.place(), Node::span);
        let finding = self.finding("rule/example", span, &messages::FIXED_DIFFERS, &parameters);
        self.findings.push(finding);
    }
}
