//! Writing down what is found as what is expected: the `finds:` of examples, the comments and lists of whole submissions. An
//! example that passes where it should fail, or fails where it should pass, is a question that only its author can answer.

use std::path::PathBuf;
use std::sync::Arc;

use super::fixtures::{Fixture, FixtureTrial, Revision, passes, run_fixtures};
use super::stage::{Bench, Fixtures, Stage};
use crate::check::Policy;
use crate::rule::{Example, Expectation, Pack, Rule};
use crate::text::{Edit, Source, edited};
use crate::yaml::rewrite::{Data, set};

/// The text of a rule file in which the `finds:` of failing examples are what is found now; none if nothing changes.
#[must_use]
pub fn bless_examples(rule: &Rule, pack: &Pack, bench: Bench<'_>) -> Option<String> {
    let edits: Vec<Edit> = rule
        .examples
        .iter()
        .filter_map(|example| bless_example(rule, example, pack, bench))
        .flatten()
        .collect();
    if edits.is_empty() {
        return None;
    }
    edited(rule.document.source().text(), &edits)
}

fn bless_example(rule: &Rule, example: &Example, pack: &Pack, bench: Bench<'_>) -> Option<Vec<Edit>> {
    let Expectation::Fail { finds: Some(_), .. } = &example.expectation else { return None };
    let stage = Stage::set(rule, &pack.name, example, bench).ok().filter(|_| bench.can_run(example))?;
    let found = stage.find(rule, &pack.schema, bench.language);
    let is_sound = stage.stream.problems.is_empty() && found.iter().all(|finding| finding.rule == rule.id);
    if !is_sound || found.is_empty() || stage.is_met(&rule.id, &found) {
        return None;
    }
    let finds = rule.document.node_at(example.node).parent().and_then(|node| node.get("finds"))?;
    let texts = found.iter().map(|finding| Data::String(finding.location.text().to_owned()));
    set(finds, Data::List(texts.collect())).ok().map(|patch| patch.edits)
}

/// A file whose text is to be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blessed {
    /// The file.
    pub path: PathBuf,
    /// Its text before; empty if it is new.
    pub before: String,
    /// Its text after.
    pub after: String,
}

/// The files in which the expectations of failing submissions of a pack would be what is found now: the submissions
/// themselves where comments can say it, else lists beside them.
#[must_use]
pub fn bless_fixtures(
    (policy, pack): (&Policy, &Pack),
    fixtures: &dyn Fixtures,
    is_wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<Blessed> {
    let submissions = fixtures.submissions(&pack.name);
    let trials = run_fixtures((policy, pack), fixtures, is_wanted);
    let failed = trials.iter().filter(|trial| !trial.case.findings().is_empty());
    let of = |trial: &FixtureTrial| {
        submissions.iter().find(|fixture| fixture.source.path() == trial.case.subject).cloned()
    };
    let is_met = |fixture: &Fixture| passes(fixture, (policy, pack), fixtures);
    failed.filter_map(|trial| bless_fixture(&of(trial)?, trial, &is_met)).collect()
}

fn bless_fixture(
    fixture: &Fixture,
    trial: &FixtureTrial,
    is_met: &dyn Fn(&Fixture) -> bool,
) -> Option<Blessed> {
    let text = fixture.source.text();
    // JSON is YAML, but its other readers know no comments.
    let may_comment =
        fixture.path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("json"));
    if fixture.list.is_none() && may_comment {
        // A comment may change what is found, and not every line can carry one: what passes is kept.
        for place in [Place::Behind, Place::Above] {
            let after = with_comments(text, trial, place);
            if is_met(&fixture.with_text(&after)) {
                return Some(Blessed { path: fixture.path.clone(), before: text.to_owned(), after });
            }
        }
    }
    let list = fixture.list.as_ref();
    let before = list.map(|list| list.text().to_owned()).unwrap_or_default();
    let after = trial.revision.uncommented.clone();
    let source = Arc::new(Source::new(fixture.list_path.display().to_string(), after.clone()));
    let changed = Fixture { list: Some(source), ..fixture.clone() };
    // Where a comment is wrong as well, the author must say which of the two holds.
    (before != after && is_met(&changed)).then(|| Blessed { path: fixture.list_path.clone(), before, after })
}

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Behind,
    Above,
}

/// The text with comments for what is found; lines whose expectations are met stay as they are.
fn with_comments(before: &str, trial: &FixtureTrial, place: Place) -> String {
    let Revision { stale, wanted, .. } = &trial.revision;
    let mut text = String::new();
    for (index, line) in before.split_inclusive('\n').enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let body = line.trim_end_matches(['\n', '\r']);
        let end = line.get(body.len()..).unwrap_or_default();
        let kept = match stale.iter().find(|(stale, _)| *stale == number) {
            None => body,
            Some((_, column)) => body.get(..*column).unwrap_or(body).trim_end(),
        };
        let is_gone = kept.is_empty() && !body.is_empty();
        let here = wanted.iter().filter(|(line, _)| *line == number).map(|(_, comment)| &**comment);
        let comment = here.collect::<Vec<_>>().join(", ");
        match (comment.is_empty(), place) {
            (true, _) if is_gone => {}
            (true, _) => text.extend([kept, end]),
            (false, Place::Behind) => text.extend([kept, "  # expect: ", &comment, end]),
            (false, Place::Above) => {
                let indent = kept.len() - kept.trim_start().len();
                let indent = kept.get(..indent).unwrap_or_default();
                text.extend([
                    indent,
                    "# expect-next: ",
                    &comment,
                    if end.is_empty() { "\n" } else { end },
                    kept,
                    end,
                ]);
            }
        }
    }
    text
}
