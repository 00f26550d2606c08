//! Which characters hide. A table of Unicode ranges, and nothing else.

/// True for a character that a reader acts on instead of showing it, or that shows nothing and so hides.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    if (' '..='~').contains(&character) || ('가'..='힣').contains(&character) {
        return false;
    }
    let point = u32::from(character);
    // INVARIANT: sorted by the ends of the ranges.
    let after = HIDDEN.partition_point(|(_, end)| *end < point);
    HIDDEN.get(after).is_some_and(|(start, _)| *start <= point) || point & 0xFFFE == 0xFFFE
}

/// Controls, format characters, fillers, selectors, tags and noncharacters, as first and last code points.
const HIDDEN: &[(u32, u32)] = &[
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
];

#[cfg(test)]
mod tests {
    use super::HIDDEN;

    #[test]
    fn the_ranges_of_hidden_characters_are_sorted() {
        assert!(HIDDEN.iter().all(|(start, end)| start <= end));
        assert!(HIDDEN.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }
}
