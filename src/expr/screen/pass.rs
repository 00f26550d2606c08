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
    /// Where in memory they begin.
    mark: Mark,
}

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
        Self { screening, run, limit, standings, elements, chunk: 0..0, mark: Mark::default() }
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

    /// Turns to the elements from `start` on, of each of which so many results are kept.
    pub(super) fn begin_chunk(&mut self, start: usize, slots: usize) {
        let end = self.elements.len().min(start + CHUNK);
        self.chunk = start.min(end)..end;
        self.run.begin_elements(0, self.chunk.len(), slots);
    }

    /// Asks a question of each of these elements.
    pub(super) fn ask_chunk(&mut self, index: usize, slots: usize) {
        for position in 0..self.chunk.len() {
            let Some(element) = self.elements.get(self.chunk.start + position) else { return };
            if !self.is_settled(index) {
                return;
            }
            self.run.set_element(0, *element, (position, slots));
            self.ask_one(index, 1);
        }
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
