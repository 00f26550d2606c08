//! Paths as they are printed: relative to the current folder, with `/` on every system. Knows no files.

use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

/// `path` without `.` and, where no link can stand before it, without `..`. Purely by its words.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if ends_in_name(&tidied) => {
                tidied.pop();
            }
            other => tidied.push(other),
        }
    }
    tidied
}

fn ends_in_name(path: &Path) -> bool {
    matches!(path.components().next_back(), Some(Component::Normal(_)))
}

/// The way from the folder `from` to `to`, both absolute and tidy, with `/`. If they share no beginning (drives of
/// Windows), `to` itself.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    if let Ok(below) = to.strip_prefix(from) {
        return slashed(below);
    }
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return slashed(to);
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to.components().skip(shared).map(|component| slashed(Path::new(component.as_os_str())));
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The path as text with `/`; `.` for the empty one. Bytes that are no UTF-8 are replaced by U+FFFD.
pub(super) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    match text.as_ref() {
        "" => ".".to_owned(),
        text if std::path::MAIN_SEPARATOR == '/' => text.to_owned(),
        text => text.replace(std::path::MAIN_SEPARATOR, "/"),
    }
}

/// The text in the composed form (NFC), in which people type names; file systems of Apple hand out the other one.
pub(super) fn composed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.nfc().collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_paths_lead_from_the_current_folder() {
        let rows = [
            ("/work/a", "/work/a/b/c.yaml", "b/c.yaml"),
            ("/work/a", "/work/d.yaml", "../d.yaml"),
            ("/work/a", "/work/a", "."),
            ("/work/a", "/other/x.yaml", "../../other/x.yaml"),
        ];
        for (from, to, expected) in rows {
            assert_eq!(relative(Path::new(from), Path::new(to)), expected, "{from} {to}");
        }
    }

    #[test]
    fn dots_are_tidied_away() {
        let rows = [
            ("/a/./b", "/a/b"),
            ("/a/b/../c", "/a/c"),
            ("/../a", "/../a"),
            ("/a/..", "/"),
            ("/a/b/", "/a/b"),
        ];
        for (path, expected) in rows {
            assert_eq!(tidy(Path::new(path)), Path::new(expected), "{path}");
        }
    }
}
