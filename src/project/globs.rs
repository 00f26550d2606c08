//! Globs of the configuration: patterns on paths relative to its folder, with `/`. Knows no files.

use globset::{GlobBuilder, GlobMatcher};

use super::paths::composed;
use crate::text::Span;

/// One glob and where it is written.
#[derive(Clone, Debug)]
pub struct Glob {
    text: String,
    span: Span,
    matcher: GlobMatcher,
}

/// Why a text is no glob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GlobError {
    /// It does not parse; the reason in the words of the matcher, which are English.
    Invalid(String),
    /// It is absolute or climbs with `..`.
    Outside,
}

impl Glob {
    /// The glob of `text`: `*` and `?` stay within a name, `**` crosses folders, `{a,b}` is either. A leading `./` says
    /// nothing, a trailing `/` means all below that folder.
    ///
    /// # Errors
    /// The text does not parse, or leads out of the folder.
    pub fn new(text: &str, span: Span) -> Result<Self, GlobError> {
        let pattern = text.strip_prefix("./").unwrap_or(text);
        if pattern.starts_with('/') || pattern.split('/').any(|name| name == "..") {
            return Err(GlobError::Outside);
        }
        let mut pattern = composed(pattern).into_owned();
        if pattern.ends_with('/') {
            pattern.push_str("**");
        }
        let glob = GlobBuilder::new(&pattern).literal_separator(true).backslash_escape(true).build();
        match glob {
            Ok(glob) => Ok(Self { text: text.to_owned(), span, matcher: glob.compile_matcher() }),
            Err(error) => Err(GlobError::Invalid(error.kind().to_string())),
        }
    }

    /// The glob as written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it is written.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// True if it matches this path, relative to the folder of the configuration, with `/`. Composed and decomposed
    /// spellings of a name (한글) are the same.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.matcher.is_match(composed(path).as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_match_paths_below_the_folder() {
        let rows = [
            ("submissions/**/submission.yaml", "submissions/a/b/submission.yaml", true),
            ("submissions/**/submission.yaml", "submissions/submission.yaml", true),
            ("./a/*.yaml", "a/b.yaml", true),
            ("a/*.yaml", "a/b/c.yaml", false),
            ("*.yaml", "a/b.yaml", false),
            ("a/", "a/b/c.yml", true),
            ("*.{yaml,yml}", "a.yml", true),
            ("신청/*.yaml", "\u{1109}\u{1175}\u{11ab}\u{110e}\u{1165}\u{11bc}/a.yaml", true),
        ];
        for (glob, path, expected) in rows {
            let glob = Glob::new(glob, Span::empty(0)).unwrap();
            assert_eq!(glob.matches(path), expected, "{} {path}", glob.text());
        }
    }

    #[test]
    fn what_is_no_glob_is_refused() {
        let error = |text| Glob::new(text, Span::empty(0)).unwrap_err();
        assert_eq!(error("/etc/*"), GlobError::Outside);
        assert_eq!(error("a/../../b"), GlobError::Outside);
        assert!(matches!(error("a[b"), GlobError::Invalid(_)));
    }
}
