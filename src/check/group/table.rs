//! Memberships brought together: which documents share a key, and which of them must be looked at together.

use std::collections::{BTreeMap, HashMap};

use super::key::{Membership, RuleIndex, WITNESSES};

/// A document: the number of its source, and its own in there.
type Place = (usize, usize);

/// The keys of a run.
#[derive(Debug, Default)]
pub struct Groups {
    members: HashMap<(RuleIndex, u64), Vec<Place>>,
}

/// Documents that share keys with each other and with no other document.
#[derive(Debug, Default)]
pub struct Cluster {
    /// By place, so in the order of the sources.
    pub(super) documents: BTreeMap<Place, Part>,
}

/// The part of one document in a cluster.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The rules by which it shares a key, each once.
    pub(super) rules: Vec<RuleIndex>,
    /// True if others are held against it; past a number of documents with one key, they are not.
    pub(super) is_witness: bool,
}

impl Groups {
    /// No keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// True if no document has a key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// True if a document has this key.
    #[must_use]
    pub fn has(&self, membership: &Membership) -> bool {
        self.members.contains_key(&(membership.rule, membership.digest))
    }

    /// Adds the keys of a source. Sources are added in the order of their numbers.
    pub fn add(&mut self, source: usize, memberships: &[Membership]) {
        for membership in memberships {
            let members = self.members.entry((membership.rule, membership.digest)).or_default();
            let place = (source, membership.document);
            if members.last() != Some(&place) {
                members.push(place);
            }
        }
    }

    /// The documents that share keys, in the order of their first ones. Documents that share none are in no cluster.
    #[must_use]
    pub fn clusters(self) -> Vec<Cluster> {
        let mut shared: Vec<_> = self.members.into_iter().filter(|(_, places)| places.len() > 1).collect();
        shared.sort_by(|(a_key, a), (b_key, b)| a.cmp(b).then(a_key.cmp(b_key)));
        let mut union = Union::default();
        for (_, places) in &shared {
            for pair in places.windows(2) {
                if let [one, other] = pair {
                    union.join(*one, *other);
                }
            }
        }
        let mut clusters: BTreeMap<Place, Cluster> = BTreeMap::new();
        for ((rule, _), places) in &shared {
            for (index, place) in places.iter().enumerate() {
                let cluster = clusters.entry(union.first(*place)).or_default();
                let part = cluster.documents.entry(*place).or_default();
                part.is_witness |= index < WITNESSES;
                if !part.rules.contains(rule) {
                    part.rules.push(*rule);
                }
            }
        }
        clusters.into_values().collect()
    }
}

impl Cluster {
    /// The sources of its documents, each once, in order.
    pub fn sources(&self) -> impl Iterator<Item = usize> + '_ {
        let mut last = None;
        self.documents
            .keys()
            .map(|(source, _)| *source)
            .filter(move |source| last.replace(*source) != Some(*source))
    }
}

/// Sets of places, each known by its least.
#[derive(Default)]
struct Union {
    above: HashMap<Place, Place>,
}

impl Union {
    /// The least place of the set; the way there is shortened for the next time.
    fn first(&mut self, place: Place) -> Place {
        let mut at = place;
        while let Some(above) = self.above.get(&at).copied() {
            if let Some(next) = self.above.get(&above).copied() {
                self.above.insert(at, next);
            }
            at = above;
        }
        at
    }

    fn join(&mut self, one: Place, other: Place) {
        let (one, other) = (self.first(one), self.first(other));
        if one != other {
            self.above.insert(one.max(other), one.min(other));
        }
    }
}
