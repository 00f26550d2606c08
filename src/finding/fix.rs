//! How a finding can be mended: edits on the text of its source, and what they change in its value.

use crate::text::{Edit, overlap};
use crate::yaml::rewrite::{Change, Patch};

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Safety {
    /// Keeps what the author meant.
    Safe,
    /// May not be what the author meant.
    Unsafe,
}

/// A way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    title: String,
    safety: Safety,
    edits: Vec<Edit>,
    effect: Effect,
    unveils: bool,
}

/// What a fix does to the values of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// These changes and no others; none for edits in comments.
    Changes(Vec<Change>),
    /// It takes a syntax error away: before it, nobody knew the values.
    Readable,
}

impl Fix {
    /// A fix of these edits, which change no value, or none if two of them touch the same bytes.
    #[must_use]
    pub fn new(title: String, safety: Safety, mut edits: Vec<Edit>) -> Option<Self> {
        // INVARIANT: edits are sorted and disjoint.
        edits.sort_by_key(|edit| edit.span);
        let overlaps = edits.iter().zip(edits.iter().skip(1)).any(|(a, b)| overlap(a, b));
        let effect = Effect::Changes(Vec::new());
        (!overlaps).then_some(Self { title, safety, edits, effect, unveils: false })
    }

    /// A fix that makes the changes of a patch.
    #[must_use]
    pub fn of_patch(title: String, safety: Safety, patch: Patch) -> Self {
        let effect = Effect::Changes(patch.changes);
        Self { title, safety, edits: patch.edits, effect, unveils: false }
    }

    /// The fix of a syntax error.
    #[must_use]
    pub fn making_readable(self) -> Self {
        Self { effect: Effect::Readable, unveils: true, ..self }
    }

    /// The fix of something that kept rules from being held: what they find afterwards is none of its doing.
    #[must_use]
    pub fn unveiling(self) -> Self {
        Self { unveils: true, ..self }
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

    /// What it does to the values.
    #[must_use]
    pub fn effect(&self) -> &Effect {
        &self.effect
    }

    /// True if rules may find something afterwards that they were kept from finding before.
    #[must_use]
    pub fn unveils(&self) -> bool {
        self.unveils
    }
}
