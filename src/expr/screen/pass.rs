//! A screening on its way through one document.

use std::ops::Range;

use super::ask::{Asked, CHUNK, Listed, Screening};
use super::got::Got;
use super::run::Run;
use super::store::Mark;
use super::{Quick, Unknown};
use crate::expr::value::Value;

/// A screening on its way through one document.
pub struct Pass<'q, 'd> {
    screening: &'q Screening,
    run: Run<'q, 'd>,
    limit: u64,
    standings: Vec<Standing>,
    /// The elements of the list at hand, and those of them that are asked about now.
    elements: Vec<Got<'q, 'd>>,
    chunk: Range<usize>,
    /// How many of those are texts of the document, if something may be told of them at once.
    texts: usize,
    /// Where in memory they begin.
    mark: Mark,
}

/// For fewer texts it does not pay to ask about all of them at once.
const SEVERAL: usize = 2;

/// After so many failures in a row it is no longer tried.
const MOST_FAILURES: u32 = 2;

/// How one question stands.
#[derive(Clone, Copy)]
struct Standing {
    /// So far; false if it is not asked.
    is_settled: bool,
    steps: u64,
}

impl<'q, 'd> Pass<'q, 'd> {
    pub(super) fn new(screening: &'q Screening, run: Run<'q, 'd>, limit: u64) -> Self {
        let (standings, elements) = (Vec::new(), Vec::new());
        Self { screening, run, limit, standings, elements, chunk: 0..0, texts: 0, mark: Mark::default() }
    }

    /// The same pass, to be asked the questions for whose position `is_asked` says yes.
    #[must_use]
    pub fn asking(mut self, is_asked: impl Fn(usize) -> bool) -> Self {
        let stands = |(index, asked): (usize, &Option<Asked>)| {
            let is_settled = asked.is_some() && is_asked(index);
            Standing { is_settled, steps: 0 }
        };
        self.standings = self.screening.asked.iter().enumerate().map(stands).collect();
        self
    }

    /// True if a question is settled: it was asked, and its result is true for all that it applies to, as evaluating its
    /// programs one by one would say too.
    #[must_use]
    pub fn is_settled(&self, index: usize) -> bool {
        self.standings.get(index).is_some_and(|standing| standing.is_settled && standing.steps <= self.limit)
    }

    /// The results of a question for all elements of its lists, whatever it applies to; none if one of them is unknown.
    pub fn values(&mut self, index: usize) -> Option<Vec<Value<'d>>> {
        let asked = self.screening.asked.get(index)?.as_ref()?;
        let mut values = Vec::new();
        let mut steps = 0;
        let mark = self.run.memory.mark();
        let result = self.each_value(asked, 0, &mut values, &mut steps);
        self.run.memory.release(mark);
        result.ok()?;
        (steps <= self.limit).then_some(values)
    }

    // Recursion is bounded by the number of lists.
    fn each_value(
        &mut self,
        asked: &Asked,
        depth: usize,
        values: &mut Vec<Value<'d>>,
        steps: &mut u64,
    ) -> Quick<()> {
        let Some(listed) = asked.lists.get(depth) else {
            values.push(self.run.value(asked.result)?);
            *steps += self.run.steps();
            return Ok(());
        };
        let elements = self.find_elements(*listed, steps)?;
        let slots = self.screening.slots.of(Some(listed.element));
        for element in elements {
            self.run.begin_elements(depth, 1, slots);
            self.run.set_element(depth, element, (0, slots));
            self.each_value(asked, depth + 1, values, steps)?;
        }
        Ok(())
    }

    fn find_elements(&mut self, listed: Listed, steps: &mut u64) -> Quick<Vec<Got<'q, 'd>>> {
        let elements = self.run.list(listed.list);
        *steps += self.run.steps();
        elements.and_then(|elements| if *steps <= self.limit { Ok(elements) } else { Err(Unknown) })
    }

    /// Finds the elements of a list that questions have in common, unless none of them is open.
    pub(super) fn open(&mut self, list: Listed, questions: &[usize]) {
        self.mark = self.run.memory.mark();
        if !questions.iter().any(|index| self.is_settled(*index)) {
            return;
        }
        let mut steps = 0;
        let elements = self.find_elements(list, &mut steps);
        for index in questions {
            if let Some(standing) = self.standings.get_mut(*index) {
                standing.is_settled &= elements.is_ok();
                standing.steps = steps;
            }
        }
        if let Ok(elements) = elements {
            self.elements = elements;
        }
    }

    /// The number of elements that were found.
    pub(super) fn elements(&self) -> usize {
        self.elements.len()
    }

    /// Turns to the elements from `start` on, of each of which so many results are kept. If one of the questions may be
    /// settled for several texts at once, finds those among the elements.
    pub(super) fn begin_chunk(&mut self, start: usize, slots: usize, tells: bool) {
        let end = self.elements.len().min(start + CHUNK);
        self.chunk = start.min(end)..end;
        // One place more than there are elements: for any of the texts among them.
        self.run.begin_elements(0, self.chunk.len() + 1, slots);
        let elements = self.elements.get(self.chunk.clone()).unwrap_or(&[]);
        self.texts = if tells { self.run.mean(elements) } else { 0 };
    }

    /// Asks a question of each of these elements. `failures` says how often in a row it could not be settled in other
    /// passes for all of their texts at once: it may well be the same here.
    pub(super) fn ask_chunk(&mut self, index: usize, slots: usize, failures: &mut u32) {
        if !self.is_settled(index) {
            return;
        }
        let is_tried = self.texts >= SEVERAL && *failures < MOST_FAILURES;
        let are_texts_settled = is_tried && self.settles_texts(index, slots);
        if is_tried {
            *failures = if are_texts_settled { 0 } else { *failures + 1 };
        }
        for position in 0..self.chunk.len() {
            let Some(element) = self.elements.get(self.chunk.start + position).copied() else { return };
            if !self.is_settled(index) {
                return;
            }
            if are_texts_settled && self.run.memory.standing_text(element).is_some() {
                continue;
            }
            self.run.set_element(0, element, (position, slots));
            self.ask_one(index, 1);
        }
    }

    /// True if the result of a question is true, or it does not apply, for each of the texts among the elements.
    fn settles_texts(&mut self, index: usize, slots: usize) -> bool {
        let Some(asked) =
            self.screening.asked.get(index).and_then(Option::as_ref).filter(|asked| asked.tells)
        else {
            return false;
        };
        self.run.set_element(0, Got::AnyText, (self.chunk.len(), slots));
        let mut steps = 0;
        self.run.is_of_several = true;
        let holds = self.holds(asked, 1, &mut steps).unwrap_or(false);
        self.run.is_of_several = false;
        if let Some(standing) = self.standings.get_mut(index).filter(|_| holds) {
            standing.steps = standing.steps.saturating_add(steps.saturating_mul(self.texts as u64));
        }
        holds
    }

    /// Gives the elements up.
    pub(super) fn close(&mut self) {
        let elements = std::mem::take(&mut self.elements);
        self.run.give_back(elements);
        self.run.memory.release(self.mark);
    }

    /// Asks a question of the elements at hand of its first `depth` lists, unless it needs attention already.
    pub(super) fn ask_one(&mut self, index: usize, depth: usize) {
        let Some(standing) = self.standings.get(index).copied().filter(|standing| standing.is_settled) else {
            return;
        };
        let Some(asked) = self.screening.asked.get(index).and_then(Option::as_ref) else { return };
        let mut steps = standing.steps;
        let is_settled = self.holds(asked, depth, &mut steps).unwrap_or(false);
        if let Some(standing) = self.standings.get_mut(index) {
            *standing = Standing { is_settled, steps };
        }
    }

    // Recursion is bounded by the number of lists.
    fn holds(&mut self, asked: &Asked, depth: usize, steps: &mut u64) -> Quick<bool> {
        if *steps > self.limit {
            return Err(Unknown);
        }
        if let Some(listed) = asked.lists.get(depth) {
            let mark = self.run.memory.mark();
            let elements = self.find_elements(*listed, steps)?;
            let mut holds = Ok(true);
            let slots = self.screening.slots.of(Some(listed.element));
            for element in &elements {
                self.run.begin_elements(depth, 1, slots);
                self.run.set_element(depth, *element, (0, slots));
                holds = self.holds(asked, depth + 1, steps);
                if !matches!(holds, Ok(true)) {
                    break;
                }
            }
            self.run.give_back(elements);
            self.run.memory.release(mark);
            return holds;
        }
        if let Some(when) = asked.when {
            let applies = self.run.truth(when)?;
            *steps += self.run.steps();
            if !applies {
                return Ok(true);
            }
        }
        let holds = self.run.truth(asked.result);
        *steps += self.run.steps();
        holds
    }
}
