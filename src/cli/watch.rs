//! Running a command once, and again whenever its files change. Knows nothing of the command.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{
    Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher,
};

use super::exit::Exit;
use super::failure::Failure;
use super::messages;
use super::outputs::to_stdout;
use super::terminal::Terminal;
use crate::project::system_reason;
use crate::text::Language;

/// How long nothing must change before the next run: what is saved together is one change.
const QUIET: Duration = Duration::from_millis(200);
/// Clears the screen and goes to its top.
const CLEAR: &[u8] = b"\x1b[2J\x1b[H";

/// Runs a command whenever something changes in its `places`: files, and folders with all below them, be they there yet or
/// not. They are asked for again after each change, since they may be other ones then. Ends only by a failure.
///
/// # Errors
/// The first run fails, or files cannot be watched. Later runs may fail and be mended.
pub(super) fn watch(
    (terminal, language): (&Terminal, Language),
    places: &dyn Fn() -> Result<Vec<PathBuf>, Failure>,
    run: &dyn Fn() -> Result<Exit, Failure>,
) -> Result<Infallible, Failure> {
    let mut watched = places()?;
    let mut is_first = true;
    loop {
        let (sender, changes) = channel();
        // It watches before the run begins to read, so that no change is missed.
        let _watcher = start(&watched, sender).map_err(|error| trouble(&error, language))?;
        if terminal.is_interactive {
            to_stdout(language, |out| out.write_all(CLEAR))?;
        }
        match run() {
            Ok(_) => {}
            Err(failure) if is_first => return Err(failure),
            Err(failure) => failure.show(terminal),
        }
        is_first = false;
        say_watching(&watched, language);
        wait(&changes).map_err(|error| trouble(&error, language))?;
        // Where they cannot be told, what was there may come back.
        watched = places().unwrap_or(watched);
    }
}

/// What came of watching: a change, or trouble.
type Change = Result<(), Error>;

/// Begins to watch. The folder around each place is watched too, to see it come and go.
fn start(places: &[PathBuf], changes: Sender<Change>) -> Result<RecommendedWatcher, Error> {
    let own = places.to_vec();
    let mut watcher = recommended_watcher(move |event: Result<Event, Error>| {
        let change = match event {
            Ok(event) if !concerns(&event, &own) => return,
            Err(error) if !is_gone(&error) => Err(error),
            _ => Ok(()),
        };
        // Nobody listens any more once the next run has its own watcher.
        let _ = changes.send(change);
    })?;
    let around =
        |place: &PathBuf| place.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned);
    let around: BTreeSet<PathBuf> = places.iter().filter_map(around).collect();
    let around = around.iter().map(|folder| (folder, RecursiveMode::NonRecursive));
    let folders =
        places.iter().filter(|place| place.is_dir()).map(|folder| (folder, RecursiveMode::Recursive));
    for (folder, mode) in around.chain(folders) {
        match watcher.watch(folder, mode) {
            Err(error) if !is_gone(&error) => return Err(error),
            _ => {}
        }
    }
    Ok(watcher)
}

/// True for trouble with a file that went away, which is a change as any.
fn is_gone(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// True for a change in one of the places, or of a folder above it. What is read does not change, and the files that
/// editors keep beside those that they edit are nobody's.
fn concerns(event: &Event, places: &[PathBuf]) -> bool {
    if event.need_rescan() {
        return true;
    }
    let is_change = !matches!(event.kind, EventKind::Access(_) | EventKind::Other);
    let is_meant = |path: &PathBuf| {
        !is_leftover(path) && places.iter().any(|place| path.starts_with(place) || place.starts_with(path))
    };
    is_change && event.paths.iter().any(is_meant)
}

fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || name.ends_with('~')
}

/// Waits for a change, and then for those that come with it.
fn wait(changes: &Receiver<Change>) -> Change {
    // The watcher lives as long as this, so there is always somebody to hear from.
    let mut next = changes.recv().unwrap_or(Ok(()));
    loop {
        next?;
        match changes.recv_timeout(QUIET) {
            Ok(change) => next = change,
            Err(_) => return Ok(()),
        }
    }
}

fn say_watching(watched: &[PathBuf], language: Language) {
    let count = watched.iter().filter(|place| place.is_dir()).count();
    let line = messages::WATCHING.render(language, &[("count", count.to_string())]);
    // Where standard error is gone, nobody is left to be told.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn trouble(error: &Error, language: Language) -> Failure {
    let reason = match &error.kind {
        ErrorKind::Io(error) => system_reason(error),
        _ => error.to_string(),
    };
    Failure::new(&messages::NOT_WATCHED, language, &[("reason", reason)]).help(
        &messages::NOT_WATCHED_HELP,
        language,
        &[],
    )
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, CreateKind, Flag, ModifyKind, RemoveKind};

    use super::*;

    #[test]
    fn changes_in_the_places_and_above_them_count() {
        let places = [PathBuf::from("/w/rules"), PathBuf::from("/w/greenlight.yaml")];
        let modify = EventKind::Modify(ModifyKind::Any);
        let rows = [
            (modify, "/w/rules/notes/a.yaml", true),
            (modify, "/w/greenlight.yaml", true),
            (EventKind::Remove(RemoveKind::Folder), "/w/rules", true),
            (EventKind::Create(CreateKind::Folder), "/w", true),
            (EventKind::Access(AccessKind::Any), "/w/rules/notes/a.yaml", false),
            (modify, "/w/report.xml", false),
            (modify, "/w/rules-of-others/a.yaml", false),
            (modify, "/w/rules/notes/.a.yaml.swp", false),
            (modify, "/w/rules/notes/a.yaml~", false),
        ];
        for (kind, path, expected) in rows {
            let event = Event::new(kind).add_path(PathBuf::from(path));
            assert_eq!(concerns(&event, &places), expected, "{kind:?} {path}");
        }
        assert!(concerns(&Event::new(EventKind::Other).set_flag(Flag::Rescan), &places));
    }

    #[test]
    fn changes_that_come_together_are_one_and_trouble_ends_the_wait() {
        let (sender, changes) = channel();
        (0..3).for_each(|_| sender.send(Ok(())).unwrap_or_default());
        assert!(wait(&changes).is_ok());
        assert!(changes.try_recv().is_err(), "all three are taken");
        sender.send(Ok(())).unwrap_or_default();
        sender.send(Err(Error::new(ErrorKind::MaxFilesWatch))).unwrap_or_default();
        assert!(wait(&changes).is_err());
    }

    #[test]
    fn trouble_says_what_to_do() {
        let failure = trouble(&Error::new(ErrorKind::MaxFilesWatch), Language::En);
        let help = miette::Diagnostic::help(&failure).map(|help| help.to_string());
        assert!(failure.to_string().starts_with("files cannot be watched: "), "{failure}");
        assert!(help.is_some_and(|help| help.contains("`--watch`")));
    }
}
