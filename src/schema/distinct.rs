//! One thing that is wrong, one violation: drops what says the same again, by another way through the schema or through
//! an alias, and what only follows from something else. Must not know how things are said.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::explain::{About, Found};
use super::violation::Violation;
use crate::text::{Parameter, Span};
use crate::yaml::NodeId;

/// The violations that say something of their own, in the order of their places.
pub(super) fn distinct(mut found: Vec<Found<'_>>) -> Vec<Violation<'_>> {
    let told = Told::by(&found);
    found.retain(|one| !told.covers(one));
    // The sort is stable: of several ways to say the same the first stays, and what is written comes before its aliases.
    found.sort_by_key(|one| (one.violation.problem.span, one.violation.node.alias()));
    let mut known = HashSet::new();
    found.retain(|one| known.insert(Sameness::of(one)));
    found.into_iter().map(|one| one.violation).collect()
}

/// What makes two violations the same one.
#[derive(PartialEq, Eq, Hash)]
enum Sameness {
    /// One key, however many schemas do not know it.
    Key(Span),
    /// One name that one mapping lacks.
    Missing(NodeId, String),
    /// One value of which the same is said.
    Value(NodeId, &'static str, Vec<Parameter>),
}

impl Sameness {
    fn of(found: &Found<'_>) -> Self {
        let violation = &found.violation;
        match (found.about, &violation.missing) {
            (About::UnknownKey | About::UnevaluatedKey, _) => Self::Key(violation.problem.span),
            (_, Some(name)) => Self::Missing(violation.node.id(), name.clone()),
            _ => {
                let problem = &violation.problem;
                Self::Value(violation.node.id(), problem.message.en, problem.parameters.clone())
            }
        }
    }
}

/// What violations tell.
struct Told {
    of_nodes: HashMap<NodeId, Vec<About>>,
    /// Where something is told other than that a key was not looked at, in bytes.
    starts: BTreeSet<u32>,
    /// The keys that misspelt ones were meant to be, by the mapping that holds them.
    meant: HashSet<(NodeId, String)>,
}

impl Told {
    fn by(found: &[Found<'_>]) -> Self {
        let mut told = Self { of_nodes: HashMap::new(), starts: BTreeSet::new(), meant: HashSet::new() };
        for one in found {
            let violation = &one.violation;
            match one.about {
                About::UnevaluatedKey => continue,
                // The node of an unknown key is its value, of which nothing is said.
                About::UnknownKey => {}
                about => told.of_nodes.entry(violation.node.id()).or_default().push(about),
            }
            told.starts.insert(violation.problem.span.start());
            let meant = violation.meant.as_ref();
            told.meant.extend(meant.map(|(holder, name)| (holder.id(), name.clone())));
        }
        told
    }

    /// True if others leave nothing to say for this one.
    fn covers(&self, one: &Found<'_>) -> bool {
        let id = one.violation.node.id();
        let has = |about: About| self.of_nodes.get(&id).is_some_and(|told| told.contains(&about));
        let mut wanted = one.violation.missing.iter().chain(&one.any_of);
        let mut is_meant = || wanted.any(|name| self.meant.contains(&(id, name.clone())));
        match one.about {
            About::Type | About::UnknownKey => false,
            // A subschema that does not hold has looked at no key; why it does not hold is told.
            About::UnevaluatedKey => {
                let span = one.holder.span();
                let is_told_within = self.starts.range(span.start()..span.end()).next().is_some();
                is_told_within || self.of_nodes.contains_key(&one.holder.id())
            }
            About::Missing => has(About::Type) || is_meant(),
            About::Choice => has(About::Type),
            About::Emptiness => has(About::Type) || has(About::Choice),
            About::Format | About::Value => has(About::Type) || has(About::Choice) || has(About::Emptiness),
            About::Pattern => {
                let others = [About::Type, About::Choice, About::Emptiness, About::Format];
                others.into_iter().any(has)
            }
        }
    }
}
