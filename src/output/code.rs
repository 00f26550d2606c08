//! Messages put the user's own words between backticks; formats with markup show those as code.

/// The parts of a text in order, each with whether it stood between two backticks.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = Some(text);
    let mut code = None;
    std::iter::from_fn(move || {
        if let Some(code) = code.take() {
            return Some((code, true));
        }
        let all = rest?;
        let split = all.split_once('`').and_then(|(before, behind)| {
            let (inside, after) = behind.split_once('`')?;
            Some((before, inside, after))
        });
        match split {
            Some((before, inside, after)) => {
                code = Some(inside);
                rest = Some(after);
                Some((before, false))
            }
            None => {
                rest = None;
                Some((all, false))
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn words_between_backticks_are_code() {
        let rows: [(&str, &[(&str, bool)]); 3] = [
            ("a `b` c", &[("a ", false), ("b", true), (" c", false)]),
            ("`a``b`", &[("", false), ("a", true), ("", false), ("b", true), ("", false)]),
            ("one ` alone", &[("one ` alone", false)]),
        ];
        for (text, expected) in rows {
            assert_eq!(pieces(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
