//! Anchors and aliases: which node an alias stands for, and how much a document grows by them. Counting is by
//! numbers kept with each anchor, so nothing is ever expanded.

use super::Parser;
use crate::text::{Span, nearest};
use crate::yaml::document::{Content, NodeId};
use crate::yaml::messages;
use crate::yaml::node::Style;

/// With more anchors than so many none is offered for a misspelt one, which would take long.
const MOST_SUGGESTIONS: usize = 256;

/// An anchor of the document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// The whole property, `&` included.
    pub(super) span: Span,
    /// The node, or `NodeId::NONE` while it is open or if it was lost to a syntax error.
    node: NodeId,
    is_lost: bool,
    /// `Parser::expanded` when the anchor was met; then the number of nodes.
    size: u64,
    /// `Parser::deepest` when the anchor was met; then how deep the node is in itself.
    height: u32,
}

impl<'s> Parser<'s> {
    /// Registers an anchor before its node. Returns its number, counted from 1.
    pub(super) fn register_anchor(&mut self, span: Span, name: &'s str) -> u32 {
        self.anchor_names.insert(name, self.anchors.len());
        self.anchors.push(Anchor {
            span,
            node: NodeId::NONE,
            is_lost: false,
            size: self.expanded,
            height: self.deepest,
        });
        self.deepest = self.depth;
        u32::try_from(self.anchors.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn complete_anchor(&mut self, number: u32, node: NodeId) {
        let Some(anchor) = (number as usize).checked_sub(1).and_then(|index| self.anchors.get_mut(index))
        else {
            return;
        };
        anchor.node = node;
        anchor.size = self.expanded - anchor.size;
        let before = anchor.height;
        anchor.height = self.deepest.saturating_sub(self.depth);
        self.deepest = self.deepest.max(before);
    }

    /// Lets aliases to the anchors since `first` pass without a problem: their nodes were lost to another one.
    pub(super) fn lose_anchors(&mut self, first: usize) {
        for anchor in self.anchors.iter_mut().skip(first) {
            if anchor.node == NodeId::NONE && !anchor.is_lost {
                anchor.is_lost = true;
                self.deepest = self.deepest.max(anchor.height);
            }
        }
    }

    /// Registers what looks like an anchor in a passage that was skipped.
    pub(super) fn lose_anchors_in(&mut self, skipped: &'s str) {
        for (at, _) in skipped.match_indices('&') {
            let name = skipped.get(at + 1..).unwrap_or("");
            let length = name.bytes().take_while(|byte| super::properties::is_anchor_byte(*byte)).count();
            if let Some(name) = name.get(..length).filter(|name| !name.is_empty()) {
                self.register_anchor(Span::empty(0), name);
            }
        }
        let first = self.anchors.len();
        self.lose_anchors(first);
    }

    /// The node of the alias `*name` at these offsets. An alias that stands for nothing becomes a null.
    pub(super) fn alias_node(&mut self, start: usize, end: usize) -> NodeId {
        let span = Span::from_usize(start, end);
        let content = self.alias_target(span, self.text(start + 1, end));
        let is_lost = matches!(content, Content::Null);
        let id = self.push_node(span, content, Style::Plain);
        if is_lost {
            self.mark_damaged(id);
        }
        id
    }

    fn alias_target(&mut self, span: Span, name: &'s str) -> Content {
        let Some(anchor) = self.anchor_names.get(name).and_then(|index| self.anchors.get(*index)).copied()
        else {
            self.report_unknown_alias(span, name);
            return Content::Null;
        };
        if anchor.node == NodeId::NONE {
            if !anchor.is_lost {
                let parameters = vec![("name", name.to_owned())];
                if let Some(problem) = self.report(&messages::values::ALIAS_IN_ITSELF, span, parameters) {
                    problem.relate(anchor.span, &messages::ANCHOR_IS_HERE);
                }
            }
            return Content::Null;
        }
        if self.depth + anchor.height > self.limits.depth {
            self.report_expansion(&messages::TOO_DEEP_BY_ALIAS, span, self.limits.depth);
            return Content::Null;
        }
        let expanded = self.expanded.saturating_add(anchor.size);
        if expanded > u64::from(self.limits.nodes) {
            self.report_expansion(&messages::TOO_MANY_NODES_BY_ALIAS, span, self.limits.nodes);
            return Content::Null;
        }
        self.expanded = expanded;
        self.deepest = self.deepest.max(self.depth + anchor.height);
        Content::Alias(anchor.node)
    }

    fn report_unknown_alias(&mut self, span: Span, name: &str) {
        // The order of a hash map must not show: among equally near names the first by letters is offered.
        let mut names: Vec<&str> = self.anchor_names.keys().copied().take(MOST_SUGGESTIONS + 1).collect();
        names.sort_unstable();
        let closest =
            if names.len() > MOST_SUGGESTIONS { None } else { nearest(name, names).map(str::to_owned) };
        let mut parameters = vec![("name", name.to_owned())];
        let row = if closest.is_some() {
            &messages::values::UNKNOWN_ALIAS_NEAR
        } else {
            &messages::values::UNKNOWN_ALIAS
        };
        parameters.extend(closest.map(|closest| ("nearest", closest)));
        self.report(row, span, parameters);
    }

    /// Reports, once, what aliases would make of the document.
    fn report_expansion(&mut self, row: &'static messages::Row, span: Span, limit: u32) {
        if !self.has_reported_expansion {
            self.has_reported_expansion = true;
            self.report(row, span, vec![("limit", limit.to_string())]);
        }
    }
}
