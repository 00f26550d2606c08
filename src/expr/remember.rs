//! The values, for one document, of what programs have in common (see [`super::share`]).

use super::eval::{Fallible, Reached};
use super::share::Number;

/// The elements of a list whose values are kept: a long list is no reason to keep much.
const ELEMENTS: usize = 256;

/// Values by number; by number and element for those that depend on an element.
#[derive(Default)]
pub(super) struct Memory<'d> {
    once: Vec<Option<Remembered<'d>>>,
    by_element: Vec<Vec<Option<Remembered<'d>>>>,
    /// The position in its list of the element that programs see.
    pub(super) element: usize,
}

/// What came of an evaluation, and the steps it took.
pub(super) struct Remembered<'d> {
    pub(super) result: Fallible<Reached<'d>>,
    pub(super) cost: u64,
}

impl<'d> Memory<'d> {
    /// A memory for so many numbers.
    pub(super) fn new(numbers: usize) -> Self {
        let once = std::iter::repeat_with(|| None).take(numbers).collect();
        Self { once, by_element: std::iter::repeat_with(Vec::new).take(numbers).collect(), element: 0 }
    }

    pub(super) fn get(&self, number: Number) -> Option<&Remembered<'d>> {
        let index = number.index as usize;
        match number.is_by_element {
            true => self.by_element.get(index)?.get(self.element)?.as_ref(),
            false => self.once.get(index)?.as_ref(),
        }
    }

    /// Keeps a value, if there is room for its number.
    pub(super) fn put(&mut self, number: Number, remembered: Remembered<'d>) {
        let index = number.index as usize;
        let place = if number.is_by_element {
            let Some(elements) = self.by_element.get_mut(index).filter(|_| self.element < ELEMENTS) else {
                return;
            };
            if elements.len() <= self.element {
                elements.resize_with(self.element + 1, || None);
            }
            elements.get_mut(self.element)
        } else {
            self.once.get_mut(index)
        };
        if let Some(place) = place {
            *place = Some(remembered);
        }
    }
}
