//! A thing that exists once a language: a text, a compiled message.

use crate::text::Language;

/// Something in English and maybe in Korean; English stands in where Korean is missing.
#[derive(Clone, Debug)]
pub struct Localized<T> {
    /// The English one.
    pub en: T,
    /// The Korean one, if there is any.
    pub ko: Option<T>,
}

impl<T> Localized<T> {
    /// The one in `language`, else the English one.
    #[must_use]
    pub fn get(&self, language: Language) -> &T {
        match (language, &self.ko) {
            (Language::Ko, Some(korean)) => korean,
            _ => &self.en,
        }
    }
}
