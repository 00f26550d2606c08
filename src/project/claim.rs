//! Whether a text looks like a submission from outside: a cheap look at its bytes, so that a walk over a thousand
//! files that are none parses none of them. Knows nothing of packs.

use memchr::memmem;

/// True if a line of the text names a pack: it begins with `policy:` (the key may be quoted), or, in JSON, with
/// `"policy":` after blanks and opening brackets.
#[must_use]
pub fn names_pack(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    memmem::find_iter(bytes, b"policy").any(|at| {
        let (before, rest) = bytes.split_at_checked(at).unwrap_or((bytes, b""));
        is_key(before, rest.get(b"policy".len()..).unwrap_or(b""))
    })
}

/// True if a word between `before` and `after` is a key at the beginning of its line.
fn is_key(before: &[u8], after: &[u8]) -> bool {
    let line = before.rsplit(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or(before);
    let (line, after) = match (line.split_last(), after.split_first()) {
        (Some((b'"', line)), Some((b'"', after))) => (trim_opening(line), after),
        (Some((b'\'', line)), Some((b'\'', after))) => (line, after),
        _ => (line, after),
    };
    let after = after.trim_ascii_start();
    line.is_empty() && after.first() == Some(&b':')
}

/// The beginning of a line of JSON without the blanks and brackets at its end.
fn trim_opening(line: &[u8]) -> &[u8] {
    let is_opening = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'{' | b'[');
    let kept = line.iter().rposition(|byte| !is_opening(byte)).map_or(0, |last| last + 1);
    line.get(..kept).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::names_pack;

    #[test]
    fn a_line_that_begins_with_the_key_is_seen() {
        let rows: [(&str, bool); 16] = [
            ("policy: a/v1\n", true),
            ("# a comment\npolicy: a/v1\n", true),
            ("a: 1\r\npolicy: a/v1", true),
            ("\u{feff}policy: a/v1", true),
            ("\"policy\": a/v1", true),
            ("'policy': a/v1", true),
            ("policy :", true),
            ("{\"policy\": \"a/v1\"}", true),
            ("{\n  \"app\": 1,\n  \"policy\" : \"a/v1\"\n}", true),
            ("[ { \"policy\": 1 } ]", true),
            ("", false),
            ("a: policy: b", false),
            ("  policy: a/v1", false),
            ("policy-document: x", false),
            ("# policy: a/v1", false),
            ("{\"a\": \"policy\", \"b\": 1}", false),
        ];
        for (text, expected) in rows {
            assert_eq!(names_pack(text.as_bytes()), expected, "{text:?}");
        }
    }
}
