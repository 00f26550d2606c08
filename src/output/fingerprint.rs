//! Fingerprints for readers that take two findings with one fingerprint for the same. Knows findings only.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::finding::Finding;

/// Gives each finding of a run a fingerprint of its own.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding in the order of the run, and how often it was given before, plus one.
    pub(super) fn next(&mut self, finding: &Finding) -> (String, usize) {
        let fingerprint = match finding.fingerprint.as_str() {
            "" => digest(finding),
            known => known.to_owned(),
        };
        let count = self.seen.entry(fingerprint.clone()).or_default();
        *count += 1;
        (fingerprint, *count)
    }
}

/// For a finding that the check gave none: what it is about, without its place in the text.
fn digest(finding: &Finding) -> String {
    let parts = [&*finding.rule, finding.location.path(), &finding.message, finding.location.text()];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
