//! What identifies a finding across runs: it survives moved lines, reordered keys, other quotation marks and new list
//! elements, and tells a value from the one that replaced it.

use sha2::{Digest, Sha256};

use crate::finding::Finding;
use crate::yaml::Node;

/// How many hexadecimal digits are enough to tell the findings of a repository apart.
const DIGITS: usize = 32;

/// Sets the fingerprint of a finding (rule, file, pointer by natural keys, value) and its identity (the same without the
/// file).
pub(super) fn identify(finding: &mut Finding, natural_pointer: &str, value: &str) {
    finding.identity = digest(&[&finding.rule, natural_pointer, value]);
    finding.fingerprint = digest(&[finding.location.path(), &finding.identity]);
}

/// The value by which a finding at a node is known: that of a scalar. A collection is known by its place alone, since
/// whatever is changed in it would else make an old finding a new one.
pub(super) fn value_at<'d>(node: Node<'d>, finding: &Finding) -> &'d str {
    let is_underlined = finding.location.span() == Some(node.place());
    if is_underlined { node.as_key().unwrap_or_default() } else { "" }
}

fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let digits = hash.finalize();
    digits.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(DIGITS).filter_map(hex).collect()
}

fn hex(digit: u8) -> Option<char> {
    char::from_digit(u32::from(digit), 16)
}
