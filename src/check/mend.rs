//! Mending a text: the fixes of its findings are applied, the text is checked again, until nothing is left to mend. A fix
//! that does not do what it promises is refused, and the text stays as it was before it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::finding::{Effect, Finding, Safety, Severity};
use crate::text::{Edit, Source, edited, overlap};
use crate::yaml::rewrite::{Breach, applied};
use crate::yaml::{Limits, Stream, parse};

/// Most rounds of one text: a rule whose fixes never come to an end is stopped.
const ROUNDS: usize = 100;

/// What mending needs to know.
pub struct Mending<'m> {
    /// The bounds of reading.
    pub limits: &'m Limits,
    /// The fixes that may be applied: those that are safe, or all.
    pub safety: Safety,
    /// What is wrong with a text.
    pub check: &'m dyn Fn(&Arc<Source>) -> Vec<Finding>,
}

/// What came of mending a text.
#[derive(Debug)]
pub struct Mended {
    /// The text afterwards; the same as before if nothing was mended.
    pub source: Arc<Source>,
    /// The findings that were mended, in order; each stands in the text as it was when it was mended.
    pub fixed: Vec<Finding>,
    /// The findings whose fix was refused, and why.
    pub refused: Vec<(Finding, Refusal)>,
    /// What is wrong with the text afterwards.
    pub findings: Vec<Finding>,
}

/// Why a fix was not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text afterwards would not be what it should be.
    Broken(Breach),
    /// The finding would still be there.
    Remains,
    /// There would be another finding, of this id.
    Adds(Arc<str>),
    /// There was something to mend after every round.
    NoEnd,
}

/// Mends a text in which `findings` were found.
#[must_use]
pub fn mend(source: &Arc<Source>, findings: Vec<Finding>, mending: &Mending<'_>) -> Mended {
    let stream = parse(source, mending.limits);
    let mut state = State {
        mending,
        stream,
        is_refused: HashSet::new(),
        result: Mended { source: Arc::clone(source), fixed: Vec::new(), refused: Vec::new(), findings },
    };
    for _ in 0..ROUNDS {
        let batch = state.batch();
        if batch.is_empty() {
            return state.result;
        }
        state.round(batch);
    }
    if let Some(last) = state.batch().into_iter().next() {
        state.refuse(last, Refusal::NoEnd);
    }
    state.result
}

/// A text on its way.
struct State<'m> {
    mending: &'m Mending<'m>,
    stream: Stream,
    /// The fixes that are not tried again.
    is_refused: HashSet<(String, String)>,
    result: Mended,
}

/// A text that was mended.
struct Step {
    source: Arc<Source>,
    findings: Vec<Finding>,
}

impl State<'_> {
    /// The fixes that can be applied at once: of those that touch the same bytes, the first. What may bring findings to
    /// light is mended when all else is.
    fn batch(&self) -> Vec<Finding> {
        let is_wanted = |finding: &&Finding| {
            let fix = finding.fix.as_ref();
            fix.is_some_and(|fix| fix.safety() <= self.mending.safety)
                && !self.is_refused.contains(&key(finding))
        };
        let wanted: Vec<&Finding> = self.result.findings.iter().filter(is_wanted).collect();
        let unveils = |finding: &&&Finding| finding.fix.as_ref().is_some_and(crate::finding::Fix::unveils);
        let has_plain = wanted.iter().any(|finding| !unveils(&finding));
        let mut batch: Vec<Finding> = Vec::new();
        for finding in wanted.iter().filter(|finding| unveils(finding) != has_plain) {
            let is_free =
                |other: &Finding| !edits(finding).iter().any(|a| edits(other).iter().any(|b| overlap(a, b)));
            if batch.iter().all(is_free) {
                batch.push((*finding).clone());
            }
        }
        batch
    }

    /// Applies the fixes together; if that cannot be, the first that can be applied alone.
    fn round(&mut self, batch: Vec<Finding>) {
        match self.attempt(&batch) {
            Ok(step) => self.take(step, batch),
            Err(refusal) if batch.len() == 1 => self.refuse_all(batch, &refusal),
            Err(_) => {
                for finding in batch {
                    let alone = [finding];
                    match self.attempt(&alone) {
                        Ok(step) => return self.take(step, alone.to_vec()),
                        Err(refusal) => self.refuse_all(alone.to_vec(), &refusal),
                    }
                }
            }
        }
    }

    fn take(&mut self, step: Step, batch: Vec<Finding>) {
        self.stream = parse(&step.source, self.mending.limits);
        self.result.source = step.source;
        self.result.findings = step.findings;
        self.result.fixed.extend(batch);
    }

    fn refuse_all(&mut self, findings: Vec<Finding>, refusal: &Refusal) {
        findings.into_iter().for_each(|finding| self.refuse(finding, refusal.clone()));
    }

    fn refuse(&mut self, finding: Finding, refusal: Refusal) {
        self.is_refused.insert(key(&finding));
        self.result.refused.push((finding, refusal));
    }

    fn attempt(&self, batch: &[Finding]) -> Result<Step, Refusal> {
        let source = self.edited(batch).map_err(Refusal::Broken)?;
        let findings = (self.mending.check)(&source);
        compare(&self.result.findings, &findings, batch)?;
        Ok(Step { source, findings })
    }

    /// The text after the fixes, if it says what it should.
    fn edited(&self, batch: &[Finding]) -> Result<Arc<Source>, Breach> {
        let source = &self.result.source;
        let all: Vec<Edit> = batch.iter().flat_map(edits).cloned().collect();
        let mut changes = Vec::new();
        for fix in batch.iter().filter_map(|finding| finding.fix.as_ref()) {
            match fix.effect() {
                Effect::Changes(own) => changes.extend(own),
                Effect::Readable => return self.readable(&all),
            }
        }
        applied(source, &self.stream, (&all, &changes), self.mending.limits)
    }

    /// The text after the fix of a syntax error, if it has fewer than before.
    fn readable(&self, all: &[Edit]) -> Result<Arc<Source>, Breach> {
        let source = &self.result.source;
        let text = edited(source.text(), all).ok_or(Breach::Edits)?;
        let result = Arc::new(Source::new(source.path(), text));
        let is_better = parse(&result, self.mending.limits).problems.len() < self.stream.problems.len();
        if is_better { Ok(result) } else { Err(Breach::Syntax) }
    }
}

fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map(crate::finding::Fix::edits).unwrap_or_default()
}

/// What a fix is known by after other parts of the text have changed.
fn key(finding: &Finding) -> (String, String) {
    let title = finding.fix.as_ref().map(crate::finding::Fix::title).unwrap_or_default();
    (finding.fingerprint.clone(), title.to_owned())
}

/// Whether fixes removed their findings and added none. Findings are counted by rule, since their places may move. What is
/// lighter than all that was mended may come to light: often the heavier finding stood in its way.
fn compare(before: &[Finding], after: &[Finding], batch: &[Finding]) -> Result<(), Refusal> {
    let (known, now, mended) = (counts(before), counts(after), counts(batch));
    let count = |counts: &HashMap<&str, usize>, rule: &str| counts.get(rule).copied().unwrap_or(0);
    for rule in mended.keys() {
        if count(&now, rule) + count(&mended, rule) > count(&known, rule) {
            return Err(Refusal::Remains);
        }
    }
    let unveils = batch.iter().any(|finding| finding.fix.as_ref().is_some_and(crate::finding::Fix::unveils));
    let least = batch.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Info);
    let is_added = |finding: &&Finding| {
        finding.severity >= least && count(&now, &finding.rule) > count(&known, &finding.rule)
    };
    match after.iter().find(is_added) {
        Some(added) if !unveils => Err(Refusal::Adds(Arc::clone(&added.rule))),
        _ => Ok(()),
    }
}

fn counts(findings: &[Finding]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        *counts.entry(&*finding.rule).or_insert(0) += 1;
    }
    counts
}
