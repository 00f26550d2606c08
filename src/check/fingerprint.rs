//! What identifies a finding across runs: it survives moved lines, reordered keys and new list elements.

use sha2::{Digest, Sha256};

use crate::finding::Finding;

/// How many hexadecimal digits are enough to tell the findings of a repository apart.
const DIGITS: usize = 32;

/// The fingerprint of a finding: rule, file, pointer by natural keys, value.
pub(super) fn fingerprint(finding: &Finding, natural_pointer: &str) -> String {
    let mut hash = Sha256::new();
    for part in [&*finding.rule, finding.location.path(), natural_pointer, finding.location.text()] {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digits = hash.finalize();
    digits.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(DIGITS).filter_map(hex).collect()
}

fn hex(digit: u8) -> Option<char> {
    char::from_digit(u32::from(digit), 16)
}
