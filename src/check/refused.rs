//! What the schema refused in a document. Rules that read it stay quiet: one mistake, one finding. A key that a misspelt
//! one was meant to be counts as missing.

use std::collections::HashSet;

use crate::expr::{Read, ReadPlace};
use crate::schema::Violation;
use crate::yaml::Node;

/// The values that the schema refused, and the keys that it missed.
#[derive(Debug, Default)]
pub(super) struct Refused<'d> {
    values: HashSet<Node<'d>>,
    missing: HashSet<(Node<'d>, String)>,
    /// What was refused in other documents that a rule may read.
    beyond: Option<&'d Refused<'d>>,
}

impl<'d> Refused<'d> {
    pub(super) fn new<'v>(violations: impl IntoIterator<Item = &'v Violation<'d>>) -> Self
    where
        'd: 'v,
    {
        let mut refused = Self::default();
        refused.add(violations);
        refused
    }

    /// The same, with what was refused in other documents.
    pub(super) fn with(self, beyond: &'d Self) -> Self {
        Self { beyond: Some(beyond), ..self }
    }

    /// True if nothing was refused.
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.missing.is_empty() && self.beyond.is_none_or(Self::is_empty)
    }

    /// Adds what was refused in one more document.
    pub(super) fn add<'v>(&mut self, violations: impl IntoIterator<Item = &'v Violation<'d>>)
    where
        'd: 'v,
    {
        for violation in violations {
            self.missing.extend(violation.meant.clone());
            match &violation.missing {
                Some(key) => {
                    self.missing.insert((violation.node, key.clone()));
                }
                None => {
                    self.values.insert(violation.node);
                }
            }
        }
    }

    /// True if one of the readings met something that the schema refused, or what a syntax error took away.
    pub(super) fn covers(&self, reads: &[Read<'_>]) -> bool {
        reads.iter().any(|read| match &read.place {
            ReadPlace::Node(node) => self.has_value(*node) || node.is_damaged(),
            ReadPlace::Absent { mapping, key } => {
                mapping.is_damaged() || self.lacks(*mapping, key.as_str()) || self.has_value(*mapping)
            }
        })
    }

    /// True if the value, or one that holds it, was refused.
    pub(super) fn has_value(&self, node: Node<'_>) -> bool {
        let is_own = !self.values.is_empty()
            && std::iter::successors(Some(node), |node| node.parent())
                .any(|node| self.values.contains(&node));
        is_own || self.beyond.is_some_and(|beyond| beyond.has_value(node))
    }

    fn lacks(&self, mapping: Node<'_>, key: &str) -> bool {
        self.missing.iter().any(|(node, missing)| *node == mapping && missing == key)
            || self.beyond.is_some_and(|beyond| beyond.lacks(mapping, key))
    }
}
