//! Whether the examples of a rule notice when the rule is changed a little. A change that no example notices is a survivor:
//! there the rule is not pinned down. Only the rule's own examples count, so that the answer is the same wherever it is asked.

mod flow;
mod listing;
mod neighbours;
mod tell;
mod words;

use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::stage::{Bench, Stage};
use crate::expr::Type;
use crate::finding::Finding;
use crate::rule::{Mutant, Pack, Rule};
use crate::text::Location;

use listing::Listing;
pub use tell::Telling;

/// Most changes of one rule that are tried.
const LIMIT: usize = 400;

/// What came of changing the rules of a pack.
#[derive(Debug, Default)]
pub struct MutantTrial {
    /// Rules that were changed.
    pub rules: usize,
    /// Changes that were tried; those that the loader would refuse are none.
    pub tried: usize,
    /// Changes that no example noticed and that the rule lists with a reason.
    pub listed: usize,
    /// Other changes that no example noticed, by rule file and place.
    pub survivors: Vec<Survivor>,
    /// What is wrong, each in its rule file: the survivors, and reasons for changes that are none.
    pub findings: Vec<Finding>,
}

/// A change that no example noticed.
#[derive(Debug)]
pub struct Survivor {
    /// The rule.
    pub rule: Arc<str>,
    /// What was changed, in the rule file.
    pub location: Location,
    /// The sub-expression before the change.
    pub before: String,
    /// The same after it.
    pub after: String,
    /// The smallest document found in which the change shows.
    pub telling: Option<Telling>,
}

/// Changes those rules of a pack whose id `is_wanted`, one small change at a time. Rules whose examples fail are left out. With `tells`, a document in which the
/// change shows is looked for.
#[must_use]
pub fn run_mutants(
    pack: &Pack,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
    tells: bool,
    bench: Bench<'_>,
) -> MutantTrial {
    let this = pack.schema.document_type();
    let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| is_wanted(&rule.id)).collect();
    let each = |rule: &&Rule| {
        let trial = change(rule, pack, &this, (tells, bench));
        (bench.step)();
        trial
    };
    let trials: Vec<MutantTrial> = rules.par_iter().map(each).collect();
    let mut sum = MutantTrial::default();
    for trial in trials {
        sum.rules += trial.rules;
        sum.tried += trial.tried;
        sum.listed += trial.listed;
        sum.findings.extend(trial.findings);
        sum.survivors.extend(trial.survivors);
    }
    sum
}

/// Changes one rule.
fn change(rule: &Rule, pack: &Pack, this: &Type, (tells, bench): (bool, Bench<'_>)) -> MutantTrial {
    let mut trial = MutantTrial { rules: 1, ..MutantTrial::default() };
    let Some(checked) = rule.checked(this) else { return trial };
    let examples = checked.examples.iter().filter(|example| bench.can_run(example));
    let stages: Vec<Stage<'_>> =
        examples.filter_map(|example| Stage::set(&checked, &pack.name, example, bench).ok()).collect();
    let violations: Vec<_> = stages.iter().map(|stage| stage.violations(&pack.schema)).collect();
    let is_killed = |mutant: &Rule| {
        stages.iter().zip(&violations).any(|(stage, violations)| {
            !stage.is_met(&rule.id, &stage.find_among(mutant, &pack.schema, violations))
        })
    };
    let is_sound = stages.iter().zip(&violations).all(|(stage, violations)| {
        stage.is_met(&rule.id, &stage.find_among(&checked, &pack.schema, violations))
    });
    if !is_sound {
        // Where an example fails already, every change seems to be noticed.
        return MutantTrial::default();
    }
    let mut listing = Listing::of(&checked);
    let mut survivors: Vec<(Mutant<'_>, Rule)> = Vec::new();
    for mutant in checked.mutants(this).into_iter().take(LIMIT) {
        let Some(changed) = mutant.build(this) else { continue };
        trial.tried += 1;
        if is_killed(&changed) {
            continue;
        }
        match listing.takes(&mutant.change()) {
            true => trial.listed += 1,
            false => survivors.push((mutant, changed)),
        }
    }
    let mut tellings = match tells && !survivors.is_empty() {
        true => {
            let changed: Vec<&Rule> = survivors.iter().map(|(_, changed)| changed).collect();
            tell::tell(&checked, &changed, &stages, (&pack.schema, this))
        }
        false => Vec::new(),
    };
    tellings.resize_with(survivors.len(), || None);
    for ((mutant, _), telling) in survivors.iter().zip(tellings) {
        let (before, after) = mutant.change();
        let location = mutant.location();
        let survivor = Survivor { rule: Arc::clone(&rule.id), location, before, after, telling };
        trial.findings.push(survivor.finding(bench.language));
        trial.survivors.push(survivor);
    }
    if stages.len() == checked.examples.len() {
        trial.findings.extend(listing.unused(bench.language));
    }
    trial
}
