//! What every command begins with: the project around the current folder, its configuration, the language, the packs.

use std::env;

use super::failure::Failure;
use super::messages;
use super::terminal::Terminal;
use crate::check::{is_rule, nearest_rule};
use crate::finding::{Finding, Severity};
use crate::project::{Config, Packs, Project, system_reason};
use crate::rule::{Pack, Rule};
use crate::text::{Language, nearest};

/// The project as a command sees it.
#[derive(Debug)]
pub(super) struct Setup {
    /// Where it lies.
    pub(super) project: Project,
    /// Its configuration.
    pub(super) config: Config,
    /// The language of messages.
    pub(super) language: Language,
    /// What is wrong with the configuration: with any of these nothing else is done.
    pub(super) findings: Vec<Finding>,
}

/// The project around the current folder.
///
/// # Errors
/// There is no current folder.
pub(super) fn current_project(terminal: &Terminal) -> Result<Project, Failure> {
    let current = env::current_dir().map_err(|error| {
        let parameters = [("reason", system_reason(&error))];
        Failure::new(&messages::NO_CURRENT_FOLDER, terminal.language(None), &parameters)
    })?;
    Ok(Project::discover(&current))
}

impl Setup {
    /// The project around the current folder.
    ///
    /// # Errors
    /// There is no current folder.
    pub(super) fn new(terminal: &Terminal, no_config: bool) -> Result<Self, Failure> {
        Ok(Self::of(current_project(terminal)?, terminal, no_config))
    }

    /// A project wherever its files are.
    pub(super) fn of(project: Project, terminal: &Terminal, no_config: bool) -> Self {
        let language = terminal.language(None);
        let project = if no_config { project.without_config() } else { project };
        let (config, problems) = match Config::load(&project, language) {
            Ok(loaded) => loaded,
            Err(finding) => {
                let config = Config::default();
                return Self { project, config, language, findings: vec![*finding] };
            }
        };
        let language = terminal.language(config.language);
        let as_findings = config.source.iter().flat_map(|source| {
            problems.iter().map(|problem| Finding::from_problem(problem, source, Severity::Error, language))
        });
        let findings = as_findings.collect();
        Self { project, config, language, findings }
    }

    /// The packs of the configuration.
    pub(super) fn packs(&self) -> Packs {
        Packs::load(&self.project, &self.config, self.language)
    }

    /// The packs of the configuration; where it names none, also those that lie in the current folder.
    pub(super) fn known_packs(&self) -> Packs {
        Packs::load_with_local(&self.project, &self.config, self.language)
    }

    /// The same without examples.
    pub(super) fn packs_for_check(&self) -> Packs {
        Packs::load_for_check(&self.project, &self.config, self.language)
    }

    /// What is wrong with the configuration and with the packs that it names, all at once.
    pub(super) fn all_findings(&self) -> Vec<Finding> {
        let mut findings = self.findings.clone();
        let is_readable = !findings.iter().any(|finding| finding.rule.starts_with("yaml/"));
        // Where the list of packs could not be read, what they have is not known.
        if is_readable && !self.config.packs.is_empty() {
            findings.extend(self.packs_for_check().findings);
        }
        findings
    }

    /// The packs, for a command that only reads from them.
    ///
    /// # Errors
    /// The configuration or a pack is wrong; `greenlight check` says where.
    pub(super) fn sound_packs(&self) -> Result<Vec<Pack>, Failure> {
        let Packs { packs, findings, .. } = self.known_packs();
        match self.findings.first().or(findings.first()) {
            None => Ok(packs),
            Some(finding) => Err(self.unsound(finding)),
        }
    }

    fn unsound(&self, finding: &Finding) -> Failure {
        let parameters =
            [("path", format!("`{}`", finding.location.path())), ("message", finding.message.clone())];
        Failure::new(&messages::UNSOUND, self.language, &parameters).help(
            &messages::UNSOUND_HELP,
            self.language,
            &[],
        )
    }

    /// The failure that there is no rule of this id, if so.
    pub(super) fn unknown_rule(&self, id: &str, packs: &[Pack]) -> Option<Failure> {
        if is_rule(id, packs) {
            return None;
        }
        Some(self.no_such_rule(id, nearest_rule(id, packs)))
    }

    /// The pack of a name or of a reference such as `kakao-messaging/v1`.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn pack<'p>(&self, name: &str, packs: &'p [Pack]) -> Result<&'p Pack, Failure> {
        let found = packs.iter().find(|pack| *pack.name == *name || pack.is_called(name));
        found.ok_or_else(|| {
            let names: Vec<&str> = packs.iter().map(|pack| &*pack.name).collect();
            self.no_such_pack(name, &names)
        })
    }

    /// The failure that there is no pack of this name, but those.
    pub(super) fn no_such_pack(&self, name: &str, known: &[&str]) -> Failure {
        let parameters = [("name", format!("`{name}`"))];
        let failure = Failure::new(&messages::NO_SUCH_PACK, self.language, &parameters);
        match nearest(name, known.iter().copied()) {
            Some(near) => {
                failure.help(&messages::DID_YOU_MEAN, self.language, &[("nearest", format!("`{near}`"))])
            }
            None => {
                let known = format!("`{}`", known.join("`, `"));
                failure.help(&messages::PACKS_HELP, self.language, &[("known", known)])
            }
        }
    }

    /// The rule of an id.
    ///
    /// # Errors
    /// No pack has it.
    pub(super) fn rule<'p>(&self, id: &str, packs: &'p [Pack]) -> Result<(&'p Pack, &'p Rule), Failure> {
        self.rule_or(id, packs, std::iter::empty())
    }

    /// The same, where the ids in `others` could have been meant too.
    ///
    /// # Errors
    /// No pack has it.
    pub(super) fn rule_or<'p>(
        &self,
        id: &str,
        packs: &'p [Pack],
        others: impl Iterator<Item = &'p str>,
    ) -> Result<(&'p Pack, &'p Rule), Failure> {
        let found = packs.iter().find_map(|pack| Some((pack, pack.rule(id)?)));
        found.ok_or_else(|| {
            let ids = packs.iter().flat_map(|pack| &pack.rules).map(|rule| &*rule.id);
            self.no_such_rule(id, nearest(id, ids.chain(others)))
        })
    }

    fn no_such_rule(&self, id: &str, near: Option<&str>) -> Failure {
        let failure = Failure::new(&messages::NO_SUCH_RULE, self.language, &[("id", format!("`{id}`"))]);
        match near {
            Some(near) => {
                let parameters = [("nearest", format!("`{near}`"))];
                failure.help(&messages::DID_YOU_MEAN, self.language, &parameters)
            }
            None => failure.help(&messages::RULES_HELP, self.language, &[]),
        }
    }
}
