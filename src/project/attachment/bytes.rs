//! Numbers out of bytes that may end too early. Knows no file format.

/// The big-endian number of up to eight bytes at `at`.
pub(super) fn number(data: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = data.get(at..at.checked_add(length)?)?;
    (length <= 8).then(|| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// The big-endian 32-bit number at `at`.
pub(super) fn number32(data: &[u8], at: usize) -> Option<u32> {
    number(data, at, 4).and_then(|number| u32::try_from(number).ok())
}

/// The big-endian 16-bit number at `at`.
pub(super) fn number16(data: &[u8], at: usize) -> Option<u16> {
    number(data, at, 2).and_then(|number| u16::try_from(number).ok())
}

/// The rest of `data` from `at` on; nothing if that is behind its end.
pub(super) fn tail(data: &[u8], at: usize) -> &[u8] {
    data.get(at..).unwrap_or_default()
}

/// The first `length` bytes, or all if there are fewer.
pub(super) fn head(data: &[u8], length: usize) -> &[u8] {
    data.get(..length).unwrap_or(data)
}

/// The last `length` bytes, or all if there are fewer.
pub(super) fn end(data: &[u8], length: usize) -> &[u8] {
    tail(data, data.len().saturating_sub(length))
}
