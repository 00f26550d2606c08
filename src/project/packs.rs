//! The packs of a run: the embedded ones, or those that the configuration names, folders among them.

use std::path::{Path, PathBuf};

use super::config::{Config, Written, unknown_pack};
use super::folder::read_folder;
use super::messages;
use super::place::Project;
use crate::finding::{Finding, Severity};
use crate::rule::{Folder, Loaded, Pack, embedded_folder, embedded_folder_without_examples, embedded_packs};
use crate::text::Language;
use crate::yaml::Problem;

/// Packs, and what is wrong with their files or with naming them.
#[derive(Debug, Default)]
pub struct Packs {
    /// The packs, in the order in which they are named.
    pub packs: Vec<Pack>,
    /// The files of each pack that was looked at, also of those that cannot be used.
    pub folders: Vec<Folder>,
    /// The folders on disk that were looked in, absolute.
    pub roots: Vec<PathBuf>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// True if every pack could be loaded, maybe without some of its rules.
    pub is_complete: bool,
}

impl Packs {
    /// Loads the packs that the configuration names, or all embedded ones if it names none.
    #[must_use]
    pub fn load(project: &Project, config: &Config, language: Language) -> Self {
        Self::load_embedded(project, config, language, embedded_folder)
    }

    /// Loads the same packs, and where the configuration names none, those of the current folder too, if it is a folder of
    /// packs: for commands that tell of packs and check nothing.
    #[must_use]
    pub fn load_with_local(project: &Project, config: &Config, language: Language) -> Self {
        let loaded = Self::load(project, config, language);
        if !config.packs.is_empty() {
            return loaded;
        }
        let mut loading = Loading { loaded, ..Loading::new(project, config, language) };
        let (folders, _) = read_folder(project, project.current(), language);
        let is_own = |folder: &Folder| {
            folder.manifest().is_some() && !embedded_packs().any(|name| name == folder.name)
        };
        folders.into_iter().filter(is_own).for_each(|folder| loading.load(folder, None));
        loading.loaded
    }

    /// Loads the same packs without the examples of embedded rules: what a check needs.
    #[must_use]
    pub fn load_for_check(project: &Project, config: &Config, language: Language) -> Self {
        Self::load_embedded(project, config, language, embedded_folder_without_examples)
    }

    fn load_embedded(project: &Project, config: &Config, language: Language, embedded: Embedded) -> Self {
        let mut loading = Loading::new(project, config, language);
        loading.embedded = embedded;
        if config.packs.is_empty() {
            embedded_packs().filter_map(embedded).for_each(|folder| loading.load(folder, None));
        }
        for name in &config.packs {
            loading.named(name);
        }
        // What a missing pack would have is not known.
        if loading.loaded.is_complete {
            let problems = config.check_names(&loading.loaded.packs);
            let problems = problems.iter().filter(|problem| !loading.is_known_by_file(config, problem));
            let problems: Vec<&Problem> = problems.collect();
            problems.into_iter().for_each(|problem| loading.complain(problem));
        }
        loading.loaded
    }

    /// Loads the packs of a folder of the shape `rules/` and `schemas/`, given absolute.
    #[must_use]
    pub fn load_folder(project: &Project, folder: &Path, language: Language) -> Self {
        let config = &Config::default();
        let mut loading = Loading::new(project, config, language);
        loading.folder(folder, None);
        loading.loaded
    }
}

/// True if a name of a pack in the configuration is a folder.
fn is_folder(name: &str) -> bool {
    name.starts_with(['.', '/']) || Path::new(name).is_absolute()
}

/// How the files of an embedded pack are taken.
type Embedded = fn(&str) -> Option<Folder>;

struct Loading<'a> {
    project: &'a Project,
    config: &'a Config,
    language: Language,
    embedded: Embedded,
    loaded: Packs,
}

impl<'a> Loading<'a> {
    fn new(project: &'a Project, config: &'a Config, language: Language) -> Self {
        let loaded = Packs { is_complete: true, ..Packs::default() };
        Self { project, config, language, embedded: embedded_folder, loaded }
    }

    fn named(&mut self, name: &Written<String>) {
        if is_folder(&name.value) {
            let folder = self.project.absolute(&self.project.base().join(&name.value));
            if self.folder(&folder, Some(name)) == 0 {
                let parameters = vec![("name", format!("`{}`", name.value))];
                self.loaded.is_complete = false;
                self.complain(&row_problem(
                    "config/unknown-pack",
                    &messages::EMPTY_PACK_FOLDER,
                    parameters,
                    name,
                ));
            }
            return;
        }
        match (self.embedded)(&name.value) {
            Some(folder) => self.load(folder, Some(name)),
            None if self.project.base().join(&name.value).is_dir() => {
                let path = format!("`./{}`", name.value);
                let parameters = vec![("name", format!("`{}`", name.value)), ("path", path)];
                let row = &messages::PACK_IS_A_FOLDER;
                self.loaded.is_complete = false;
                self.complain(&row_problem("config/unknown-pack", row, parameters, name));
            }
            None => {
                self.loaded.is_complete = false;
                self.complain(&unknown_pack(name, embedded_packs()));
            }
        }
    }

    /// Loads all packs of a folder; how many there are.
    fn folder(&mut self, folder: &Path, name: Option<&Written<String>>) -> usize {
        let (folders, findings) = read_folder(self.project, folder, self.language);
        self.loaded.roots.push(folder.to_owned());
        self.loaded.findings.extend(findings);
        let count = folders.len();
        folders.into_iter().for_each(|folder| self.load(folder, name));
        count
    }

    /// Loads a pack, which the configuration has under `name`.
    fn load(&mut self, folder: Folder, name: Option<&Written<String>>) {
        let Loaded { pack, findings } = Loaded::from_folder(&folder, self.language);
        self.loaded.is_complete &= pack.is_some();
        self.loaded.folders.push(folder);
        self.loaded.findings.extend(findings);
        let Some(pack) = pack else { return };
        let reference = pack.reference();
        let is_known = self.loaded.packs.iter().any(|known| known.is_called(&reference));
        match name {
            Some(name) if is_known => {
                let parameters = vec![("name", format!("`{reference}`"))];
                self.complain(&row_problem(
                    "config/duplicate-pack",
                    &messages::DUPLICATE_PACK,
                    parameters,
                    name,
                ));
            }
            _ => self.loaded.packs.push(pack),
        }
    }

    /// True if what the configuration names is there, as a file of a rule that cannot be used or a folder of a pack that
    /// calls itself otherwise: what is wrong with that is said where it stands.
    fn is_known_by_file(&self, config: &Config, problem: &Problem) -> bool {
        let Some(source) = &config.source else { return false };
        let name = source.slice(problem.span).trim_matches(['"', '\'']);
        let name = name.split("/v").next().unwrap_or(name);
        let is_file = |folder: &Folder| {
            let mut stems = folder.rule_files().map(|file| Folder::file_name(file).split('.').next());
            folder.name == name || stems.any(|stem| stem == Some(name))
        };
        let is_loaded = self.loaded.packs.iter().any(|pack| *pack.name == *name || pack.rule(name).is_some());
        !is_loaded && self.loaded.folders.iter().any(is_file)
    }

    /// A finding in the configuration.
    fn complain(&mut self, problem: &Problem) {
        if let Some(source) = &self.config.source {
            let finding = Finding::from_problem(problem, source, Severity::Error, self.language);
            self.loaded.findings.push(finding);
        }
    }
}

fn row_problem(
    id: &'static str,
    row: &'static messages::Row,
    parameters: Vec<(&'static str, String)>,
    name: &Written<String>,
) -> Problem {
    Problem {
        id,
        message: &row.message,
        help: row.help.as_ref(),
        parameters,
        span: name.span,
        related: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
