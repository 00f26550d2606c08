//! What is to be tested: the packs of a folder, one of them, or one rule, named by its id or its file.

use std::path::{Path, PathBuf};

use super::messages;
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::finding::Finding;
use crate::project::Packs;
use crate::rule::Pack;
use crate::text::nearest;

/// What is to be tested.
pub(super) struct Subject {
    /// The packs that are at hand.
    pub(super) packs: Vec<Pack>,
    /// What is wrong with them.
    pub(super) findings: Vec<Finding>,
    /// True if their files lie in a folder, and not in the program.
    pub(super) is_on_disk: bool,
    /// The folders in which packs lie, if they do so.
    roots: Vec<PathBuf>,
    /// The folder beside whose `rules/` fixtures may lie.
    pub(super) folder: PathBuf,
    /// The one pack and the one rule, if only they are meant.
    pack: Option<String>,
    rule: Option<String>,
}

impl Subject {
    /// What a word of the command line means; without one, the packs of the current folder if it has any, else those in use.
    ///
    /// # Errors
    /// It means nothing that is there.
    pub(super) fn find(what: Option<&str>, setup: &Setup) -> Result<Self, Failure> {
        let here = setup.project.absolute(Path::new("."));
        let Some(what) = what else { return Ok(Self::here(here, setup)) };
        let path = setup.project.absolute(Path::new(what));
        if path.is_dir() || path.is_file() {
            return Self::at(&path, setup).ok_or_else(|| {
                let parameters = [("path", format!("`{what}`"))];
                let failure = Failure::new(&messages::NO_PACKS_THERE, setup.language, &parameters);
                failure.help(&messages::NO_PACKS_HELP, setup.language, &[])
            });
        }
        let mut subject = Self::here(here, setup);
        let as_pack = setup.pack(what, &subject.packs).map(|pack| pack.name.to_string());
        let names = subject.packs.iter().map(|pack| &*pack.name);
        let is_nearly_pack = nearest(what, names).is_some();
        match as_pack {
            Ok(pack) => subject.pack = Some(pack),
            Err(failure) if is_nearly_pack => return Err(failure),
            Err(_) => {
                setup.rule(what, &subject.packs)?;
                subject.rule = Some(what.to_owned());
            }
        }
        Ok(subject)
    }

    /// True if a pack is meant.
    pub(super) fn has_pack(&self, pack: &Pack) -> bool {
        self.pack.as_deref().is_none_or(|name| name == &*pack.name)
    }

    /// True unless only one rule is meant.
    pub(super) fn is_whole_pack(&self) -> bool {
        self.rule.is_none()
    }

    /// True if a rule of such a pack is meant.
    pub(super) fn has_rule(&self, id: &str) -> bool {
        self.rule.as_deref().is_none_or(|rule| rule == id)
    }

    /// The files and folders whose change may change the tests.
    ///
    /// # Errors
    /// All packs come with the program.
    pub(super) fn places(&self, setup: &Setup) -> Result<Vec<PathBuf>, Failure> {
        if self.roots.is_empty() {
            let failure = Failure::new(&messages::NOTHING_TO_WATCH, setup.language, &[]);
            return Err(failure.help(&messages::NO_PACKS_HELP, setup.language, &[]));
        }
        let config = setup.project.config().map(Path::to_owned);
        let config = config.unwrap_or_else(|| setup.project.absolute(Path::new("greenlight.yaml")));
        let below = |root: &PathBuf| ["rules", "schemas", "fixtures"].map(|folder| root.join(folder));
        Ok(self.roots.iter().flat_map(below).chain([config]).collect())
    }

    /// A folder of packs, the folder of one below `rules/`, or the file of a rule in it.
    fn at(path: &Path, setup: &Setup) -> Option<Self> {
        let load = |folder: &Path| Packs::load_folder(&setup.project, folder, setup.language);
        let packs = load(path);
        if !packs.folders.is_empty() || !packs.findings.is_empty() {
            return Some(Self::of(packs, path.to_owned()));
        }
        let file = if path.is_file() { path.file_stem() } else { None };
        let pack = if file.is_some() { path.parent()? } else { path };
        let rules = pack.parent().filter(|rules| rules.file_name().is_some_and(|name| name == "rules"))?;
        let folder = rules.parent()?;
        let name = |part: &std::ffi::OsStr| part.to_string_lossy().into_owned();
        let subject = Self::of(load(folder), folder.to_owned());
        // The manifest stands for its whole pack.
        let rule = file.map(name).filter(|rule| rule != "pack");
        Some(Self { pack: Some(name(pack.file_name()?)), rule, ..subject })
    }

    fn of(packs: Packs, folder: PathBuf) -> Self {
        Self {
            packs: packs.packs,
            findings: packs.findings,
            is_on_disk: true,
            roots: packs.roots,
            folder,
            pack: None,
            rule: None,
        }
    }

    /// The packs of a folder, else those of the configuration, with what is wrong with either.
    fn here(folder: PathBuf, setup: &Setup) -> Self {
        let own = Packs::load_folder(&setup.project, &folder, setup.language);
        if !own.folders.is_empty() {
            return Self::of(own, folder);
        }
        let mut packs = setup.packs();
        packs.findings.extend(setup.findings.iter().cloned());
        Self { is_on_disk: false, ..Self::of(packs, folder) }
    }
}
