//! How a finding can be mended: edits on the text of its source.

use crate::text::Edit;

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Keeps what the author meant.
    Safe,
    /// May not be what the author meant.
    Unsafe,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    title: String,
    safety: Safety,
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix of these edits, or none if two of them touch the same bytes.
    #[must_use]
    pub fn new(title: String, safety: Safety, mut edits: Vec<Edit>) -> Option<Self> {
        // INVARIANT: edits are sorted and disjoint.
        edits.sort_by_key(|edit| edit.span);
        let overlaps = edits.iter().zip(edits.iter().skip(1)).any(|(a, b)| a.span.end() > b.span.start());
        (!overlaps).then_some(Self { title, safety, edits })
    }

    /// What it does, in the user's language.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whether it may be applied without asking.
    #[must_use]
    pub fn safety(&self) -> Safety {
        self.safety
    }

    /// The edits, sorted and disjoint.
    #[must_use]
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}
