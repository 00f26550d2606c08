//! Whether what was found is all there is: rules are quiet about what the schema refuses, and what stands behind a syntax
//! error was not read, so that an ignore without a finding may still be of use.

use super::directive::Name;
use super::{Claim, Refusal};
use crate::check::known::is_binding;
use crate::finding::Finding;

/// What is not known of a text.
pub(super) struct Doubts {
    /// A syntax error or a limit hides a part of the text.
    is_text_cut: bool,
    /// Documents of which the schema refuses something.
    refused: Vec<Option<usize>>,
}

impl Doubts {
    pub(super) fn of(kept: &[Finding], refusals: &[Refusal]) -> Self {
        let is_text_cut =
            kept.iter().any(|finding| is_binding(&finding.rule) && !finding.rule.starts_with("ignore/"));
        let is_kept = |refusal: &Refusal| {
            kept.iter().any(|finding| (finding.document, finding.location.span()) == *refusal)
        };
        let refused = refusals.iter().filter(|refusal| is_kept(refusal)).map(|(document, _)| *document);
        Self { is_text_cut, refused: refused.collect() }
    }

    /// True if the rule may only be quiet for now.
    pub(super) fn hang_over(&self, name: &Name, claim: &Claim) -> bool {
        let is_of_pack = !name.id.contains('/');
        let is_refused =
            self.refused.iter().any(|document| claim.is_file || *document == Some(claim.document));
        self.is_text_cut || (is_of_pack && is_refused)
    }
}
