//! What an author who knows another language most likely meant: names and marks that CEL spells differently. Knows
//! spellings, nothing of trees.

use super::functions::{self, Function};
use super::macros;
use crate::text::nearest;

/// Marks of other languages and what is written here.
const MARKS: [(&str, &str); 8] = [
    ("===", "=="),
    ("!==", "!="),
    ("<>", "!="),
    ("=~", ".matches()"),
    ("=>", ","),
    ("??", ".orValue()"),
    ("&", "&&"),
    ("|", "||"),
];

/// Words of other languages that stand between values, and what is written here.
const OPERATORS: [(&str, &str); 4] = [("and", "&&"), ("or", "||"), ("is", "=="), ("not", "!(... in ...)")];

/// Words of other languages for a value, and what is written here.
const VALUES: [(&str, &str); 10] = [
    ("True", "true"),
    ("False", "false"),
    ("None", "null"),
    ("nil", "null"),
    ("undefined", "null"),
    ("now", "today"),
    ("self", "this"),
    ("object", "this"),
    ("input", "this"),
    ("document", "this"),
];

/// Functions of other languages and what is written here.
const FUNCTIONS: [(&str, &str); 27] = [
    ("len", "size()"),
    ("length", "size()"),
    ("count", "size()"),
    ("isEmpty", "size(...) == 0"),
    ("any", ".exists(item, ...)"),
    ("some", ".exists(item, ...)"),
    ("every", ".all(item, ...)"),
    ("find", ".filter(item, ...)"),
    ("select", ".filter(item, ...)"),
    ("includes", ".contains()"),
    ("toLower", ".lowerAscii()"),
    ("toLowerCase", ".lowerAscii()"),
    ("lower", ".lowerAscii()"),
    ("toUpper", ".upperAscii()"),
    ("toUpperCase", ".upperAscii()"),
    ("upper", ".upperAscii()"),
    ("match", ".matches()"),
    ("test", ".matches()"),
    ("regex", ".matches()"),
    ("unique", ".distinct()"),
    ("str", "string()"),
    ("parseInt", "int()"),
    ("float", "double()"),
    ("typeof", "type()"),
    ("today", "today"),
    ("now", "today"),
    ("not", "!"),
];

/// The mark of another language that a syntax error at `offset` (bytes) is a part of: where it begins, how it is written,
/// and what is written here.
pub(super) fn mark(text: &str, offset: usize) -> Option<(usize, &'static str, &'static str)> {
    MARKS.iter().find_map(|(mark, here)| {
        let starts = offset.saturating_sub(mark.len() - 1)..=offset;
        let is_here = |start: &usize| {
            let rest = text.get(*start..).unwrap_or_default();
            // The first half of `&&` is no `&`.
            rest.starts_with(mark) && !(mark.len() == 1 && rest.starts_with(here))
        };
        let start = starts.into_iter().find(is_here)?;
        Some((start, *mark, *here))
    })
}

/// What is written here for a word of another language that stands where an operator is expected.
pub(super) fn operator(word: &str) -> Option<&'static str> {
    here(&OPERATORS, word)
}

/// What is written here for a word of another language that is meant as a value.
pub(super) fn value(word: &str) -> Option<&'static str> {
    here(&VALUES, word)
}

/// What to write for a call that means nothing here, as code.
pub(super) fn call(name: &str, has_receiver: bool) -> Option<String> {
    if let Some(function) = functions::find(name) {
        return function.overloads.iter().find(|overload| overload.is_method != has_receiver).map(
            |overload| {
                let form = overload.describe(name);
                form.split(" -> ").next().unwrap_or_default().to_owned()
            },
        );
    }
    let exact = macros::form(name).or_else(|| here(&FUNCTIONS, name));
    let near = || {
        let known = functions::all().map(|function: &Function| function.name);
        nearest(name, known.chain(macros::names())).map(str::to_owned)
    };
    let spelling = || {
        let others = nearest(name, FUNCTIONS.iter().map(|(other, _)| *other))?;
        here(&FUNCTIONS, others).map(str::to_owned)
    };
    exact.map(str::to_owned).or_else(near).or_else(spelling)
}

fn here(rows: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    rows.iter().find(|(other, _)| *other == word).map(|(_, here)| *here)
}

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, call, mark};
    use crate::expr::functions;

    #[test]
    fn what_is_known_here_is_no_word_of_another_language() {
        for (name, _) in FUNCTIONS {
            assert!(functions::find(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_mark_is_found_wherever_it_is_noticed() {
        assert_eq!(mark("a === b", 4), Some((2, "===", "==")));
        assert_eq!(mark("a <> b", 3), Some((2, "<>", "!=")));
        assert_eq!(mark("a = b", 2), None);
    }

    #[test]
    fn a_misspelt_word_of_another_language_is_understood() {
        assert_eq!(call("lenght", true).as_deref(), Some("size()"));
        assert_eq!(call("isUrl", true).as_deref(), Some("isUrl(string)"));
        assert_eq!(call("exist", true).as_deref(), Some("exists"));
        assert_eq!(call("all", true).as_deref(), Some("list.all(item, condition)"));
    }
}
