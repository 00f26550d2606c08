//! The most common walks: through a list of the document, with one variable. They give what [`super::walk`] gives for them,
//! which is for all others.

use super::reads::READS_LIMIT;
use super::{Evaluated, Evaluator, Fallible};
use crate::expr::frame::Local;
use crate::expr::tree::{Comprehension, ExprId, Walk};
use crate::expr::value::Value;
use crate::yaml::Node;

/// Room is made for up to so many results at once: a long list is no reason to expect as many.
const ROOM: usize = 256;

impl<'d> Evaluator<'_, '_, 'd> {
    /// `all` and `exists`: an element that settles the result takes the place of all other reads, those of the range
    /// too, which begin at `range_reads`.
    pub(super) fn quantify(
        &mut self,
        walk: &Comprehension,
        predicate: ExprId,
        list: Node<'d>,
        range_reads: usize,
    ) -> Fallible<bool> {
        let settling = walk.walk == Walk::Exists;
        let (depth, element_reads) = (self.frame.locals.len(), self.reads());
        let mut first_failure = None;
        for element in list.items() {
            let before = self.reads();
            match self.with_element(walk, depth, element, |evaluator| evaluator.truth(predicate))? {
                Ok(truth) if truth == settling => {
                    // The range settled it if the element was not even looked at.
                    let has_reads = self.reads() > before;
                    self.forget_reads(if has_reads { range_reads } else { element_reads }, before);
                    self.frame.locals.truncate(depth);
                    return Ok(settling);
                }
                Ok(_) => {}
                Err(failure) => {
                    first_failure.get_or_insert(failure);
                }
            }
            self.forget_reads(element_reads + READS_LIMIT, self.reads());
        }
        self.frame.locals.truncate(depth);
        first_failure.map_or(Ok(!settling), Err)
    }

    /// `map` and `filter`
    pub(super) fn gather(&mut self, walk: &Comprehension, list: Node<'d>) -> Evaluated<'d> {
        let (depth, element_reads) = (self.frame.locals.len(), self.reads());
        let mut elements = Vec::with_capacity(list.len().min(ROOM));
        for element in list.items() {
            let result =
                self.with_element(walk, depth, element, |evaluator| evaluator.gathered(walk, element))?;
            match result {
                Ok(value) => elements.extend(value),
                Err(failure) => {
                    self.frame.locals.truncate(depth);
                    return Err(failure);
                }
            }
            self.forget_reads(element_reads + READS_LIMIT, self.reads());
        }
        self.frame.locals.truncate(depth);
        Ok(Value::list(elements))
    }

    /// What becomes of an element, unless the predicate leaves it out.
    fn gathered(&mut self, walk: &Comprehension, element: Node<'d>) -> Fallible<Option<Value<'d>>> {
        if let Some(predicate) = walk.predicate
            && !self.truth(predicate)?
        {
            return Ok(None);
        }
        match walk.transform {
            Some(transform) => self.eval(transform).map(Some),
            None => Ok(Some(Value::from_node(element))),
        }
    }

    /// Does something with the variable at `depth` bound to an element, which stays there for the next; fails if there
    /// have been too many steps.
    #[inline]
    fn with_element<T>(
        &mut self,
        walk: &Comprehension,
        depth: usize,
        element: Node<'d>,
        work: impl FnOnce(&mut Self) -> T,
    ) -> Fallible<T> {
        if let Err(failure) = self.step(walk.range, 1) {
            self.frame.locals.truncate(depth);
            return Err(failure);
        }
        match self.frame.locals.get_mut(depth) {
            Some(Local::Node(place)) => *place = element,
            _ => self.push_local(Local::Node(element)),
        }
        let done = work(self);
        self.frame.locals.truncate(depth + 1);
        Ok(done)
    }
}
