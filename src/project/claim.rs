//! Whether a text looks like a submission from outside: a cheap look at its bytes, so that a walk over a thousand
//! files that are none parses none of them. Knows nothing of packs.

use memchr::memmem;

/// The key that names a pack.
const WORD: &[u8] = b"policy";

/// True if a line of the text begins with `policy:` (the key may be quoted), or the text is JSON that does: then it is
/// meant as a submission even if it cannot be parsed.
#[must_use]
pub fn claims_pack(bytes: &[u8]) -> bool {
    has_key(bytes, |line, before| line.is_empty() || trim_opening(before).is_empty())
}

/// True if the text may name a pack: like [`claims_pack`], but a key in quotation marks counts anywhere, as JSON has it.
/// A text without one is no submission, whatever it holds.
pub(super) fn may_name_pack(bytes: &[u8]) -> bool {
    has_key(bytes, |_, _| true)
}

/// True if `policy` is a key somewhere and `is_meant` of what stands before it, in its line and in the text. Without
/// quotation marks only the beginning of a line counts.
fn has_key(bytes: &[u8], is_meant: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    memmem::find_iter(bytes, WORD).any(|at| {
        let before = bytes.get(..at).unwrap_or(bytes);
        let after = bytes.get(at + WORD.len()..).unwrap_or(b"");
        let (before, after, is_quoted) = match (before.split_last(), after.split_first()) {
            (Some((b'"', before)), Some((b'"', after))) => (before, after, true),
            (Some((b'\'', before)), Some((b'\'', after))) => (before, after, false),
            _ => (before, after, false),
        };
        let line = before.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(before);
        let is_key = after.trim_ascii_start().first() == Some(&b':');
        is_key && if is_quoted { is_meant(line, before) } else { line.is_empty() }
    })
}

/// The beginning of a line of JSON without the blanks and brackets at its end.
fn trim_opening(line: &[u8]) -> &[u8] {
    let is_opening = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[');
    let kept = line.iter().rposition(|byte| !is_opening(byte)).map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::{claims_pack, may_name_pack};

    #[test]
    fn a_line_that_begins_with_the_key_is_seen() {
        let rows: [(&str, bool, bool); 18] = [
            ("policy: a/v1\n", true, true),
            ("# a comment\npolicy: a/v1\n", true, true),
            ("a: 1\r\npolicy: a/v1", true, true),
            ("\u{feff}policy: a/v1", true, true),
            ("\"policy\": a/v1", true, true),
            ("'policy': a/v1", true, true),
            ("policy :", true, true),
            ("{\"policy\": \"a/v1\"}", true, true),
            ("{\n  \"policy\" : \"a/v1\"\n}", true, true),
            ("{\n  \"app\": 1,\n  \"policy\": \"a/v1\"\n}", false, true),
            ("{\"other\": {\n  \"policy\": 1 } }", false, true),
            ("{\"app\":1,\"policy\":\"a/v1\"}", false, true),
            ("", false, false),
            ("a: policy: b", false, false),
            ("  policy: a/v1", false, false),
            ("policy-document: x", false, false),
            ("# policy: a/v1", false, false),
            ("{\"a\": \"policy\", \"b\": 1}", false, false),
        ];
        for (text, claims, may) in rows {
            assert_eq!(claims_pack(text.as_bytes()), claims, "{text:?}");
            assert_eq!(may_name_pack(text.as_bytes()), may, "{text:?}");
        }
    }
}
