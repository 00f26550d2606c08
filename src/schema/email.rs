//! The format `email`: the usual addresses are seen to be such at once, of all others `jsonschema` is asked, which takes an
//! address apart three times.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value as Json, json};

/// True if a text is an address of RFC 5321, section 4.1.2, as `jsonschema` understands it.
pub(super) fn is_email(text: &str) -> bool {
    is_usual(text) || OF_LIBRARY.as_ref().is_none_or(|library| library.is_valid(&Json::from(text)))
}

static OF_LIBRARY: LazyLock<Option<Validator>> = LazyLock::new(|| {
    jsonschema::options().should_validate_formats(true).build(&json!({ "format": "email" })).ok()
});

/// True if a text is words between dots, `@`, and labels between dots, of which none may be an internationalized one.
fn is_usual(text: &str) -> bool {
    let text = text.as_bytes();
    let Some(at) = text.iter().position(|byte| *byte == b'@').filter(|at| *at <= 64 && text.len() <= 254)
    else {
        return false;
    };
    let (local, domain) = text.split_at(at);
    let is_word = |word: &[u8]| {
        !word.is_empty()
            && word.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-'))
    };
    let is_label = |label: &[u8]| {
        let is_inside = |(index, byte): (usize, &u8)| {
            byte.is_ascii_alphanumeric()
                || *byte == b'-'
                    && index > 0
                    && index + 1 < label.len()
                    && label.get(index + 1) != Some(&b'-')
        };
        (1..=63).contains(&label.len()) && label.iter().enumerate().all(is_inside)
    };
    let is_dot = |byte: &u8| *byte == b'.';
    local.split(is_dot).all(is_word)
        && domain.split_first().is_some_and(|(_, labels)| labels.split(is_dot).all(is_label))
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::{OF_LIBRARY, is_email, is_usual};

    #[test]
    fn what_seems_usual_is_an_address_for_the_library_too() {
        let long = ["a".repeat(63), "a".repeat(64), "a".repeat(65), "a.".repeat(100), "a.".repeat(127)];
        let parts =
            ["", "a", "Z9", "_", "+", "-", "a-b", "a--b", "ab--c", "xn--a", ".", "a.b", "1", "'", " ", "가"];
        let parts: Vec<&str> = parts.into_iter().chain(long.iter().map(String::as_str)).collect();
        let library = OF_LIBRARY.as_ref().expect("a schema");
        let mut usual = 0;
        for first in &parts {
            for second in &parts {
                for text in [
                    format!("{first}@{second}"),
                    format!("a{first}@{second}b"),
                    format!("{first}{second}@a.b"),
                    format!("a@{first}.{second}"),
                    format!("{first}@{second}@a"),
                    format!("\"{first}\"@[{second}]"),
                ] {
                    let is_valid = library.is_valid(&Json::from(text.as_str()));
                    assert_eq!(is_email(&text), is_valid, "{text}");
                    usual += usize::from(is_usual(&text));
                    assert!(is_valid || !is_usual(&text), "{text}");
                }
            }
        }
        assert!(usual > 200, "{usual}");
    }
}
