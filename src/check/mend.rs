//! Mending texts: the fixes of their findings are applied, the texts are checked again, until nothing is left to mend. A
//! fix that does not do what it promises is refused, and its text stays as it was before. Several texts are mended at
//! once, since rules across files see them together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::finding::{Effect, Finding, Fix, Safety, Severity};
use crate::text::{Edit, Source, edited, overlap};
use crate::yaml::rewrite::{Breach, applied};
use crate::yaml::{Limits, Stream, parse};

/// Most rounds: a rule whose fixes never come to an end is stopped.
const ROUNDS: usize = 200;

/// Says what is wrong with each of several texts.
pub type CheckTexts<'c> = &'c dyn Fn(&[Arc<Source>]) -> Vec<Vec<Finding>>;

/// What mending needs to know.
pub struct Mending<'m> {
    /// The bounds of reading.
    pub limits: &'m Limits,
    /// The fixes that may be applied: those that are safe, or all.
    pub safety: Safety,
    /// What is wrong with each of the texts.
    pub check: CheckTexts<'m>,
    /// True for what depends on other texts or on comments: a fix of something else may bring it to light.
    pub is_beside: &'m dyn Fn(&str) -> bool,
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

/// Mends texts, each given with what was found in it.
#[must_use]
pub fn mend(texts: Vec<(Arc<Source>, Vec<Finding>)>, mending: &Mending<'_>) -> Vec<Mended> {
    let mut texts: Vec<Text> =
        texts.into_iter().map(|(source, findings)| Text::new(source, findings, mending)).collect();
    for _ in 0..ROUNDS {
        let attempts = attempts(&mut texts, mending);
        if attempts.iter().all(Option::is_none) {
            return texts.into_iter().map(Text::finish).collect();
        }
        round(&mut texts, attempts, mending);
    }
    for text in &mut texts {
        if let Some(next) = text.batch(mending).into_iter().next() {
            text.refuse(next, Refusal::NoEnd);
        }
    }
    texts.into_iter().map(Text::finish).collect()
}

/// What is tried next in each text. Fixes that spoilt each other are tried in one text at a time.
fn attempts(texts: &mut [Text], mending: &Mending<'_>) -> Vec<Option<Attempt>> {
    let (mut is_busy, mut is_reserved) = (false, false);
    let mut attempts = Vec::with_capacity(texts.len());
    for text in texts {
        let must_wait = is_reserved || text.is_alone && is_busy;
        let attempt = if must_wait { None } else { text.attempt(mending) };
        is_busy |= attempt.is_some();
        is_reserved |= attempt.is_some() && text.is_alone;
        attempts.push(attempt);
    }
    attempts
}

/// Checks the texts as they would be, and takes those that are what they should be.
fn round(texts: &mut [Text], attempts: Vec<Option<Attempt>>, mending: &Mending<'_>) {
    let sources: Vec<Arc<Source>> = texts
        .iter()
        .zip(&attempts)
        .map(|(text, attempt)| Arc::clone(attempt.as_ref().map_or(&text.source, |attempt| &attempt.source)))
        .collect();
    let is_together = attempts.iter().flatten().count() > 1;
    let mut has_refused = false;
    for ((text, attempt), findings) in texts.iter_mut().zip(attempts).zip((mending.check)(&sources)) {
        let Some(attempt) = attempt else {
            text.findings = findings;
            continue;
        };
        match compare(&text.findings, &findings, &attempt.batch, mending) {
            Ok(()) => text.take(attempt, findings, mending),
            Err(refusal) => {
                has_refused = true;
                let is_joint = attempt.batch.iter().any(|finding| (mending.is_beside)(&finding.rule));
                if is_together && is_joint {
                    text.is_alone = true;
                } else {
                    text.give_up(attempt.batch, &refusal);
                }
            }
        }
    }
    if has_refused {
        // What was found beside the texts that were given up may differ.
        let sources: Vec<Arc<Source>> = texts.iter().map(|text| Arc::clone(&text.source)).collect();
        for (text, findings) in texts.iter_mut().zip((mending.check)(&sources)) {
            text.findings = findings;
        }
    }
}

/// A text on its way.
struct Text {
    source: Arc<Source>,
    stream: Stream,
    findings: Vec<Finding>,
    fixed: Vec<Finding>,
    refused: Vec<(Finding, Refusal)>,
    /// The fixes that are not tried again.
    is_refused: HashSet<(String, String)>,
    /// One of several fixes is wrong, and which one is not known yet: they are tried one by one.
    is_careful: bool,
    /// A fix of what is found across texts failed together with those of other texts.
    is_alone: bool,
}

/// Fixes, and the text after them.
struct Attempt {
    batch: Vec<Finding>,
    source: Arc<Source>,
}

impl Text {
    fn new(source: Arc<Source>, findings: Vec<Finding>, mending: &Mending<'_>) -> Self {
        let stream = parse(&source, mending.limits);
        Self {
            source,
            stream,
            findings,
            fixed: Vec::new(),
            refused: Vec::new(),
            is_refused: HashSet::new(),
            is_careful: false,
            is_alone: false,
        }
    }

    fn finish(self) -> Mended {
        Mended { source: self.source, fixed: self.fixed, refused: self.refused }
    }

    /// The next fixes and the text after them; none if there is nothing to mend.
    fn attempt(&mut self, mending: &Mending<'_>) -> Option<Attempt> {
        loop {
            let batch = self.batch(mending);
            if batch.is_empty() {
                return None;
            }
            match self.edited(&batch, mending.limits) {
                Ok(source) => return Some(Attempt { batch, source }),
                Err(breach) => self.give_up(batch, &Refusal::Broken(breach)),
            }
        }
    }

    /// The fixes that can be applied at once: of those that touch the same bytes, the first. What may bring findings to
    /// light is mended when all else is.
    fn batch(&self, mending: &Mending<'_>) -> Vec<Finding> {
        let is_wanted = |finding: &&Finding| {
            let fix = finding.fix.as_ref();
            fix.is_some_and(|fix| fix.safety() <= mending.safety) && !self.is_refused.contains(&key(finding))
        };
        let (unveiling, plain): (Vec<&Finding>, Vec<&Finding>) =
            self.findings.iter().filter(is_wanted).partition(|finding| unveils(finding));
        let mut batch: Vec<Finding> = Vec::new();
        for finding in if plain.is_empty() { unveiling } else { plain } {
            let meets =
                |other: &Finding| edits(finding).iter().any(|a| edits(other).iter().any(|b| overlap(a, b)));
            if !batch.iter().any(meets) {
                batch.push(finding.clone());
            }
            if self.is_careful {
                break;
            }
        }
        batch
    }

    fn take(&mut self, attempt: Attempt, findings: Vec<Finding>, mending: &Mending<'_>) {
        self.stream = parse(&attempt.source, mending.limits);
        self.source = attempt.source;
        self.findings = findings;
        self.fixed.extend(attempt.batch);
    }

    /// Refuses a fix; of several, they are tried one by one.
    fn give_up(&mut self, batch: Vec<Finding>, refusal: &Refusal) {
        self.is_careful = batch.len() > 1;
        if !self.is_careful {
            batch.into_iter().for_each(|finding| self.refuse(finding, refusal.clone()));
        }
    }

    fn refuse(&mut self, finding: Finding, refusal: Refusal) {
        self.is_refused.insert(key(&finding));
        self.refused.push((finding, refusal));
    }

    /// The text after fixes, if it says what it should.
    fn edited(&self, batch: &[Finding], limits: &Limits) -> Result<Arc<Source>, Breach> {
        let all: Vec<Edit> = batch.iter().flat_map(edits).cloned().collect();
        let mut changes = Vec::new();
        for fix in batch.iter().filter_map(|finding| finding.fix.as_ref()) {
            match fix.effect() {
                Effect::Changes(own) => changes.extend(own),
                Effect::Readable => return self.readable(&all, limits),
            }
        }
        applied(&self.source, &self.stream, (&all, &changes), limits)
    }

    /// The text after the fix of a syntax error, if it has fewer than before.
    fn readable(&self, all: &[Edit], limits: &Limits) -> Result<Arc<Source>, Breach> {
        let text = edited(self.source.text(), all).ok_or(Breach::Edits)?;
        let result = Arc::new(Source::new(self.source.path(), text));
        let is_better = parse(&result, limits).problems.len() < self.stream.problems.len();
        if is_better { Ok(result) } else { Err(Breach::Syntax) }
    }
}

fn edits(finding: &Finding) -> &[Edit] {
    finding.fix.as_ref().map(Fix::edits).unwrap_or_default()
}

fn unveils(finding: &Finding) -> bool {
    finding.fix.as_ref().is_some_and(Fix::unveils)
}

/// What a fix is known by after other parts of the text have changed.
fn key(finding: &Finding) -> (String, String) {
    let title = finding.fix.as_ref().map(Fix::title).unwrap_or_default();
    (finding.fingerprint.clone(), title.to_owned())
}

/// Whether fixes removed their findings and added none. Findings are counted by rule, since their places may move. What is
/// lighter than all that was mended may come to light: often the heavier finding stood in its way.
fn compare(
    before: &[Finding],
    after: &[Finding],
    batch: &[Finding],
    mending: &Mending<'_>,
) -> Result<(), Refusal> {
    let (known, now, mended) = (counts(before), counts(after), counts(batch));
    let count = |counts: &HashMap<&str, usize>, rule: &str| counts.get(rule).copied().unwrap_or(0);
    for rule in mended.keys() {
        if count(&now, rule) + count(&mended, rule) > count(&known, rule) {
            return Err(Refusal::Remains);
        }
    }
    if batch.iter().any(unveils) {
        return Ok(());
    }
    let least = batch.iter().map(|finding| finding.severity).min().unwrap_or(Severity::Info);
    let is_added = |finding: &&Finding| {
        finding.severity >= least
            && !(mending.is_beside)(&finding.rule)
            && count(&now, &finding.rule) > count(&known, &finding.rule)
    };
    after.iter().find(is_added).map_or(Ok(()), |added| Err(Refusal::Adds(Arc::clone(&added.rule))))
}

fn counts(findings: &[Finding]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for finding in findings {
        *counts.entry(&*finding.rule).or_insert(0) += 1;
    }
    counts
}
