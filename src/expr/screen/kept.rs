//! Results that are kept because they are wanted again: as long as the document, or an element, stays the same.

use super::Unknown;
use super::got::Got;
use super::op::Keep;

/// Results by level and slot.
#[derive(Default)]
pub(super) struct Kept<'q, 'd> {
    levels: Vec<Level<'q, 'd>>,
}

#[derive(Default)]
struct Level<'q, 'd> {
    /// By slot: one more than the position in `results`; 0 for none.
    positions: Vec<u32>,
    results: Vec<Known<'q, 'd>>,
}

/// A result, and the steps that it took.
pub(super) struct Known<'q, 'd> {
    pub(super) got: Result<Got<'q, 'd>, Unknown>,
    pub(super) steps: u64,
}

impl<'q, 'd> Kept<'q, 'd> {
    /// Begins a level anew, with so many slots.
    pub(super) fn begin(&mut self, level: usize, slots: usize) {
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Level::default);
        }
        if let Some(level) = self.levels.get_mut(level) {
            level.results.clear();
            level.positions.clear();
            level.positions.resize(slots, 0);
        }
    }

    pub(super) fn get(&self, place: Keep) -> Option<&Known<'q, 'd>> {
        let level = self.levels.get(place.level)?;
        let position = *level.positions.get(place.slot)? as usize;
        level.results.get(position.checked_sub(1)?)
    }

    pub(super) fn put(&mut self, place: Keep, known: Known<'q, 'd>) {
        let Some(level) = self.levels.get_mut(place.level) else { return };
        if let Some(position) = level.positions.get_mut(place.slot) {
            level.results.push(known);
            *position = u32::try_from(level.results.len()).unwrap_or(0);
        }
    }
}
