//! How a list of expected texts differs from the list that was found.

/// The differences of two lists: by index in the expected list, or for `extra` in the found one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// Expected and not found.
    pub(super) missing: Vec<usize>,
    /// Found and not expected.
    pub(super) extra: Vec<usize>,
    /// If both hold the same texts in another order: the first expected text that stands elsewhere.
    pub(super) swapped: Option<usize>,
}

pub(super) fn compare(expected: &[&str], found: &[&str]) -> Difference {
    let mut difference = Difference::default();
    let mut is_taken = vec![false; found.len()];
    for (index, text) in expected.iter().enumerate() {
        let free = found.iter().zip(is_taken.iter_mut()).find(|(other, taken)| *other == text && !**taken);
        match free {
            Some((_, taken)) => *taken = true,
            None => difference.missing.push(index),
        }
    }
    difference.extra =
        is_taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(index, _)| index).collect();
    if difference.missing.is_empty() && difference.extra.is_empty() {
        difference.swapped = expected.iter().zip(found).position(|(a, b)| a != b);
    }
    difference
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare};

    #[test]
    fn texts_are_missing_extra_or_in_another_order() {
        let rows: [(&[&str], &[&str], Difference); 4] = [
            (&["a", "a"], &["a", "a"], Difference::default()),
            (&["a", "a"], &["a"], Difference { missing: vec![1], ..Difference::default() }),
            (&["a"], &["b", "a"], Difference { extra: vec![0], ..Difference::default() }),
            (&["a", "b"], &["b", "a"], Difference { swapped: Some(0), ..Difference::default() }),
        ];
        for (expected, found, difference) in rows {
            assert_eq!(compare(expected, found), difference, "{expected:?} {found:?}");
        }
    }
}
