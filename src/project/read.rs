//! Reading: a file or standard input becomes a source, or a finding that says why not. Nothing here blocks on a pipe,
//! reads without a bound or ends the run.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use super::claim::may_name_pack;
use super::contents::{Contents, Kind};
use super::discover::Found;
use super::messages;
use super::place::Project;
use super::trouble::Trouble;
use crate::finding::{Finding, Severity};
use crate::text::{EncodingProblem, Language, Location, Source};

/// What reading a file gave.
#[derive(Debug)]
pub enum Reading {
    /// Its text.
    Text(Arc<Source>),
    /// A file that a walk met and that no line claims for a pack.
    NotOurs,
    /// Why there is no text.
    Refused(Box<Finding>),
}

impl Reading {
    /// The bytes of the text.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Text(source) => source.text().len(),
            Self::NotOurs | Self::Refused(_) => 0,
        }
    }
}

/// Reads a file that discovery found, of at most `limit` bytes.
#[must_use]
pub fn read_found(project: &Project, found: &Found, limit: u32, language: Language) -> Reading {
    match read_bytes(project.contents(), &found.path, limit) {
        Ok(bytes) if found.is_claimed() || may_name_pack(&bytes) => text_of(&found.shown, bytes, language),
        Ok(_) => Reading::NotOurs,
        Err(trouble) => Reading::Refused(Box::new(trouble.finding(&found.shown, language))),
    }
}

/// Reads the file at `path` (absolute), of at most `limit` bytes.
#[must_use]
pub fn read_path(project: &Project, path: &Path, limit: u32, language: Language) -> Reading {
    let shown = project.shown(path);
    match read_bytes(project.contents(), path, limit) {
        Ok(bytes) => text_of(&shown, bytes, language),
        Err(trouble) => Reading::Refused(Box::new(trouble.finding(&shown, language))),
    }
}

/// Reads a stream such as standard input to its end, at most `limit` bytes; `shown` is the name that findings print.
#[must_use]
pub fn read_stream(stream: &mut dyn Read, shown: &str, limit: u32, language: Language) -> Reading {
    match read_bounded(stream, 0, limit) {
        Ok(bytes) => text_of(shown, bytes, language),
        Err(trouble) => Reading::Refused(Box::new(trouble.finding(shown, language))),
    }
}

/// The bytes of a regular file.
///
/// # Errors
/// Whatever keeps the file from being read: it is gone, not permitted, no regular file, larger than `limit` bytes.
pub(super) fn read_bytes(contents: &dyn Contents, path: &Path, limit: u32) -> Result<Vec<u8>, Trouble> {
    // Asked before opening: opening a pipe that nobody writes to would wait for ever.
    let kind = contents.follow(path).map_err(|error| Trouble::from_error(&error))?;
    let size = size_of_file(kind)?;
    if size > u64::from(limit) {
        let parameters = vec![("size", size.to_string()), ("limit", limit.to_string())];
        return Err(Trouble::new("yaml/limit", &messages::TOO_LARGE, parameters));
    }
    let mut file = contents.open(path).map_err(|error| Trouble::from_error(&error))?;
    read_bounded(&mut file, usize::try_from(size).unwrap_or(0), limit)
}

/// The bytes as a source that is printed as `shown`, or the finding that they are no UTF-8.
fn text_of(shown: &str, bytes: Vec<u8>, language: Language) -> Reading {
    let (source, problem) = Source::from_bytes(shown, bytes);
    let source = Arc::new(source);
    let Some(problem) = problem else { return Reading::Text(source) };
    let (location, row, parameters) = match problem {
        EncodingProblem::InvalidUtf8(span) => {
            (Location::new(&source, span), &messages::INVALID_UTF8, Vec::new())
        }
        EncodingProblem::OtherUnicode(name) => {
            (Location::file(&source), &messages::OTHER_UNICODE, vec![("name", name.to_owned())])
        }
    };
    let message = row.message.render(language, &parameters);
    let mut finding = Finding::new("yaml/encoding", Severity::Error, location, message);
    finding.help = row.help.as_ref().map(|help| help.render(language, &parameters));
    Reading::Refused(Box::new(finding))
}

/// Reads on after the size that the system told: it is not true of every file (`/proc`), and files grow.
fn read_bounded(stream: &mut dyn Read, expected: usize, limit: u32) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    let bound = u64::from(limit).saturating_add(1);
    stream.take(bound).read_to_end(&mut bytes).map_err(|error: io::Error| Trouble::from_error(&error))?;
    if bytes.len() as u64 >= bound {
        return Err(Trouble::new("yaml/limit", &messages::ENDLESS, vec![("limit", limit.to_string())]));
    }
    Ok(bytes)
}

fn size_of_file(kind: Kind) -> Result<u64, Trouble> {
    match kind {
        Kind::File { size } => Ok(size),
        Kind::Folder => Err(Trouble::not_a_file("a folder", "폴더")),
        Kind::Pipe => Err(Trouble::not_a_file("a pipe", "파이프")),
        Kind::Socket => Err(Trouble::not_a_file("a socket", "소켓")),
        Kind::Link | Kind::Device => Err(Trouble::not_a_file("a device", "장치")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(reading: &Reading) -> (&str, &str) {
        match reading {
            Reading::Refused(finding) => (&finding.rule, finding.location.text()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_text_is_a_finding_at_its_place() {
        let reading = text_of("a.yaml", b"policy: a\nb: \xff\n".to_vec(), Language::En);
        assert_eq!(refusal(&reading), ("yaml/encoding", "\u{fffd}"));
        let reading = text_of("a.yaml", b"\xff\xfea\0".to_vec(), Language::En);
        assert_eq!(refusal(&reading), ("yaml/encoding", ""));
    }

    #[test]
    fn an_endless_stream_ends_at_the_limit() {
        let reading = read_stream(&mut io::repeat(b'a'), "<stdin>", 1000, Language::En);
        assert_eq!(refusal(&reading).0, "yaml/limit");
        let mut exact = io::repeat(b'a').take(1000);
        assert!(matches!(read_stream(&mut exact, "<stdin>", 1000, Language::En), Reading::Text(_)));
    }

    #[test]
    fn what_is_no_file_is_refused_without_waiting() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::File::create(folder.path().join("large")).unwrap().set_len(1 << 40).unwrap();
        let project = Project::discover(folder.path());
        let rows = [("none", "io/vanished"), ("", "io/not-a-file"), ("large", "yaml/limit")];
        for (name, expected) in rows {
            let reading = read_path(&project, &folder.path().join(name), 1000, Language::En);
            assert_eq!(refusal(&reading), (expected, ""), "{name}");
        }
        if cfg!(unix) {
            let reading = read_path(&project, Path::new("/dev/zero"), 1000, Language::En);
            assert_eq!(refusal(&reading), ("io/not-a-file", ""));
        }
    }
}
