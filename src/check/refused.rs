//! What the schema refused in a document. Rules that read it stay quiet: one mistake, one finding.

use std::collections::HashSet;

use crate::expr::{Read, ReadPlace};
use crate::schema::Violation;
use crate::yaml::{Node, NodeId};

/// The values that the schema refused, and the keys that it missed.
#[derive(Debug, Default)]
pub(super) struct Refused {
    values: HashSet<NodeId>,
    missing: HashSet<(NodeId, String)>,
}

impl Refused {
    pub(super) fn new<'v, 'd: 'v>(violations: impl IntoIterator<Item = &'v Violation<'d>>) -> Self {
        let mut refused = Self::default();
        for violation in violations {
            match &violation.missing {
                Some(key) => {
                    refused.missing.insert((violation.node.id(), key.clone()));
                }
                None => {
                    refused.values.insert(violation.node.id());
                }
            }
        }
        refused
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
        if self.values.is_empty() {
            return false;
        }
        std::iter::successors(Some(node), |node| node.parent()).any(|node| self.values.contains(&node.id()))
    }

    fn lacks(&self, mapping: Node<'_>, key: &str) -> bool {
        self.missing.iter().any(|(id, missing)| *id == mapping.id() && missing == key)
    }
}
