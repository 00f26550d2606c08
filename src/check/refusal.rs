//! The finding that a fix was refused: a fault of the rule that describes it, shown at its `fix:`, or of greenlight itself.

use super::mend::Refusal;
use super::messages;
use crate::finding::{Finding, Label, Severity};
use crate::rule::Rule;
use crate::text::{Language, Location, Message, Parameter, Span};
use crate::yaml::Node;
use crate::yaml::rewrite::Breach;

impl Refusal {
    fn message(&self) -> &'static Message {
        match self {
            Self::Broken(Breach::Edits) => &messages::FIX_EDITS,
            Self::Broken(Breach::Syntax) => &messages::FIX_SYNTAX,
            Self::Broken(Breach::Value) => &messages::FIX_VALUE,
            Self::Broken(Breach::Comment) => &messages::FIX_COMMENT,
            Self::Remains => &messages::FIX_REMAINS,
            Self::Adds(_) => &messages::FIX_ADDS,
            Self::NoEnd => &messages::FIX_NO_END,
        }
    }

    /// The finding that the fix of `finding` was not applied; `rule` is the rule whose finding it is, if a pack has it.
    #[must_use]
    pub fn fault(&self, finding: &Finding, rule: Option<&Rule>, language: Language) -> Finding {
        let added = match self {
            Self::Adds(id) => format!("`{id}`"),
            _ => String::new(),
        };
        let parameters: Vec<Parameter> = vec![("rule", format!("`{}`", finding.rule)), ("added", added)];
        let fix = rule.and_then(|rule| Some((rule, rule.document.root().get_entry("fix")?)));
        let (id, location) = match fix {
            Some((rule, fix)) => ("rule/fix", Location::new(rule.document.source(), fix.key.span())),
            None => ("internal/defect", Location::new(finding.location.source(), place(finding))),
        };
        let message = self.message().render(language, &parameters);
        let mut fault = Finding::new(id, Severity::Error, location, message);
        fault.help = Some(messages::FIX_LEFT.render(language, &[]));
        if fix.is_some() {
            let here = messages::FIX_HERE.render(language, &[]);
            fault.labels.push(Label { location: finding.location.clone(), message: here });
        }
        fault.fingerprint = finding.fingerprint.clone();
        fault
    }
}

fn place(finding: &Finding) -> Span {
    finding.location.span().unwrap_or_default()
}

/// Where a rule says how it mends what it finds.
#[must_use]
pub fn fix_place(rule: &Rule) -> Span {
    let root = rule.document.root();
    root.get_entry("fix").map_or_else(|| root.handle(), |entry| Node::span(entry.key))
}
