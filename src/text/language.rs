//! The languages in which greenlight speaks to its users.

/// A language of user texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English, which every text has.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Language {
    /// All languages, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Ko];

    /// The tag as written in files and flags (BCP 47): `en`, `ko`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ko => "ko",
        }
    }

    /// The language of a tag or of a POSIX locale name such as `ko_KR.UTF-8`; none for other languages.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or("");
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}
