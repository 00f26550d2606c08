//! Which parts of a rule's expressions its examples exercise: a part counts once, a condition twice, as true and as false.
//! What the static check refuses (conditions that are never true or never false) cannot be here; literals do not count.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::messages;
use super::stage::{Bench, Stage};
use crate::check::observe;
use crate::expr::{Observed, Program};
use crate::finding::{Finding, Severity};
use crate::rule::{Pack, Rule};
use crate::text::{Location, Message, Span};

/// How far the examples of a rule exercise it.
#[derive(Debug)]
pub struct Coverage {
    /// The rule.
    pub rule: Arc<str>,
    /// What its examples could show: each part evaluated, each condition true and false.
    pub goals: usize,
    /// How much of that they show.
    pub met: usize,
    /// What is not shown, at its place in the rule file.
    pub findings: Vec<Finding>,
}

/// Whole percent of a number of goals, rounded down: only all of them make a hundred.
#[must_use]
pub fn percent(met: usize, goals: usize) -> usize {
    (met * 100).checked_div(goals).unwrap_or(100)
}

/// How far the examples of those rules of a pack whose id `is_wanted` exercise them.
#[must_use]
pub fn run_coverage(
    pack: &Pack,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
    bench: Bench<'_>,
) -> Vec<Coverage> {
    let rules: Vec<&Rule> = pack.rules.iter().filter(|rule| is_wanted(&rule.id)).collect();
    let each = |rule: &&Rule| {
        let coverage = cover(rule, pack, bench);
        (bench.step)();
        coverage
    };
    rules.par_iter().map(each).collect()
}

/// What was seen of a part.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    was_evaluated: bool,
    was_true: bool,
    was_false: bool,
}

type Sights = HashMap<(*const Program, Span), Seen>;

fn cover(rule: &Rule, pack: &Pack, bench: Bench<'_>) -> Coverage {
    let schema = &pack.schema;
    let examples = rule.examples.iter().filter(|example| bench.can_run(example));
    let stages: Vec<Stage<'_>> =
        examples.filter_map(|example| Stage::set(rule, &pack.name, example, bench).ok()).collect();
    let mut sights: Sights = HashMap::new();
    for stage in &stages {
        let mut see = |program: &Program, parts: &[Observed]| {
            for part in parts {
                let seen = sights.entry((std::ptr::from_ref(program), part.span)).or_default();
                seen.was_evaluated = true;
                seen.was_true |= part.was_true;
                seen.was_false |= part.was_false;
            }
        };
        observe(rule, &stage.roots(), &stage.scope(bench.language, schema), &mut see);
    }
    let mut coverage = Coverage { rule: Arc::clone(&rule.id), goals: 0, met: 0, findings: Vec::new() };
    for (key, expression) in rule.expressions() {
        let place = |span| rule.place(expression, span);
        if key == "at" {
            // A truth value there is a place, no condition.
            sights
                .iter_mut()
                .filter(|((program, _), _)| std::ptr::eq(*program, &raw const expression.program))
                .for_each(|(_, seen)| (seen.was_true, seen.was_false) = (false, false));
        }
        judge(&expression.program, &sights, (&place, bench), &mut coverage);
    }
    for phrase in [&rule.message, &rule.help].into_iter().flatten() {
        for phrase in [Some(&phrase.en), phrase.ko.as_ref()].into_iter().flatten() {
            for (program, start) in
                rule.template(phrase).into_iter().flat_map(|template| template.placed_programs())
            {
                let place = |span: Span| {
                    rule.phrase_place(phrase, Span::new(start + span.start(), start + span.end()))
                };
                judge(program, &sights, (&place, bench), &mut coverage);
            }
        }
    }
    coverage
}

/// Adds the parts of one expression.
fn judge(
    program: &Program,
    sights: &Sights,
    (place, bench): (&dyn Fn(Span) -> Location, Bench<'_>),
    coverage: &mut Coverage,
) {
    let seen = |span: Span| sights.get(&(std::ptr::from_ref(program), span)).copied().unwrap_or_default();
    let mut gaps: Vec<(Span, &'static Message)> = Vec::new();
    for span in program.parts() {
        let seen = seen(span);
        let is_condition = seen.was_true || seen.was_false;
        coverage.goals += 1 + usize::from(is_condition);
        coverage.met += usize::from(seen.was_evaluated) + usize::from(seen.was_true && seen.was_false);
        let gap = match (seen.was_evaluated, seen.was_true, seen.was_false) {
            (false, ..) => &messages::NEVER_EVALUATED,
            (_, true, false) => &messages::NEVER_FALSE,
            (_, false, true) => &messages::NEVER_TRUE,
            _ => continue,
        };
        gaps.push((span, gap));
    }
    let is_unevaluated = |gap: &Message| *gap == messages::NEVER_EVALUATED;
    for (span, gap) in &gaps {
        // Of parts that nothing evaluates the outermost is named, of conditions the innermost.
        let is_told =
            gaps.iter().any(|(other, other_gap)| match (is_unevaluated(gap), is_unevaluated(other_gap)) {
                (true, true) => other != span && other.contains(*span),
                (false, false) => other != span && span.contains(*other),
                (false, true) => span.contains(*other),
                (true, false) => false,
            });
        if !is_told {
            let message = gap.render(bench.language, &[]);
            let finding = Finding::new("rule/uncovered", Severity::Info, place(*span), message);
            coverage.findings.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_all_of_it_is_a_hundred() {
        assert_eq!([percent(0, 0), percent(199, 200), percent(200, 200), percent(1, 3)], [100, 99, 100, 33]);
    }
}
