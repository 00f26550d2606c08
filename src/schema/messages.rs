//! The texts of this layer, in every language. A row says what is wrong or what to do; the code that finds it fills in
//! the parameters. Knows no schema and no document.
//!
//! Parameters that users wrote come with their backticks. One that differs by language is given twice, as `name.en` and
//! `name.ko`.

/// Declares rows and the list of them, so that the tests over all rows miss none.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $ko:literal;)*) => {
        $($(#[$doc])* pub(in crate::schema) static $name: crate::text::Message =
            crate::text::Message { en: $en, ko: $ko };)*

        /// All rows of this file, by name.
        #[cfg(test)]
        pub(in crate::schema) static ROWS: &[(&str, &crate::text::Message)] = &[$((stringify!($name), &$name)),*];
    };
}

pub(super) mod branches;
pub(super) mod elements;
pub(super) mod flaws;
pub(super) mod keys;
pub(super) mod values;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{branches, elements, flaws, keys, values};
    use crate::text::Message;

    fn rows() -> impl Iterator<Item = &'static (&'static str, &'static Message)> {
        [branches::ROWS, elements::ROWS, flaws::ROWS, keys::ROWS, values::ROWS].into_iter().flatten()
    }

    /// The names between braces, without particles and without the language of the text.
    fn parameters(text: &str, language: &str) -> BTreeSet<String> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(inside, _)| inside.split(':').next().unwrap())
            .map(|name| name.strip_suffix(&format!(".{language}")).unwrap_or(name).to_owned())
            .collect()
    }

    #[test]
    fn both_languages_say_the_same_parameters() {
        for (name, row) in rows() {
            assert_eq!(parameters(row.en, "en"), parameters(row.ko, "ko"), "{name}");
        }
    }

    #[test]
    fn a_message_is_one_line_in_lower_case_without_a_full_stop() {
        for (name, row) in rows() {
            for text in [row.en, row.ko] {
                assert!(!text.contains('\n') && !text.ends_with('.'), "{name}: {text}");
            }
            let first = row.en.chars().next().unwrap();
            assert!(!first.is_uppercase(), "{name}: {}", row.en);
            assert!(row.ko.chars().any(|c| ('가'..='힣').contains(&c)) || row.ko.starts_with('{'), "{name}");
        }
    }
}
