//! Gathers what the page shows of each submission.

use std::collections::HashMap;

use super::fares::{lacking, requirement};
use crate::check::{Portrait, Presenter};
use crate::cli::check::{Material, Opened};
use crate::cli::setup::Setup;
use crate::finding::{Finding, Run};
use crate::output::page::{Exhibit, Page, Submission, Thumbnail};
use crate::project::Attachments;
use crate::rule::{Pack, Presentation};
use crate::yaml::Document;

/// Most pictures on a page; further files are named only.
const PICTURES: usize = 300;

/// Gathers what the page shows.
pub(super) struct Gatherer<'r> {
    setup: &'r Setup,
    material: &'r Material,
    run: &'r Run,
    attachments: Attachments,
    /// By the references of their packs.
    presentations: HashMap<String, Option<Presentation>>,
    /// How many more pictures the page takes.
    room: usize,
}

/// A document that is shown.
#[derive(Clone, Copy)]
struct Subject<'s> {
    document: &'s Document,
    pack: &'s Pack,
    file: &'s Opened,
}

impl<'r> Gatherer<'r> {
    /// What a run found in these submissions.
    pub(super) fn new(setup: &'r Setup, material: &'r Material, run: &'r Run) -> Self {
        let attachments = Attachments::of(&setup.project);
        Self { setup, material, run, attachments, presentations: HashMap::new(), room: PICTURES }
    }

    /// The page.
    pub(super) fn page(mut self) -> Page<'r> {
        let mut by_path: HashMap<&str, Vec<&'r Finding>> = HashMap::new();
        for finding in self.run.findings() {
            by_path.entry(finding.location.path()).or_default().push(finding);
        }
        let day = self.material.policy.today.date().to_string();
        let mut page = Page { day, submissions: Vec::new(), others: Vec::new() };
        for file in self.material.open(self.setup) {
            let findings = by_path.remove(&*file.found.shown).unwrap_or_default();
            let rest = self.file(&file, findings, &mut page.submissions);
            page.others.extend(rest);
        }
        let is_left = |finding: &&Finding| by_path.contains_key(finding.location.path());
        page.others.extend(self.run.findings().iter().filter(is_left));
        page
    }

    /// Adds the documents of a file; what was found in none of them is handed back.
    fn file(
        &mut self,
        file: &Opened,
        mut findings: Vec<&'r Finding>,
        submissions: &mut Vec<Submission<'r>>,
    ) -> Vec<&'r Finding> {
        let material = self.material;
        let subject = |document| {
            let pack = material.pack_of(document, file)?;
            Some(Subject { document, pack, file })
        };
        let subjects: Vec<Subject<'_>> = file.documents.iter().filter_map(subject).collect();
        let count = subjects.len();
        for (number, subject) in subjects.into_iter().enumerate() {
            // What belongs to no document of the file is told with its last.
            let is_last = number + 1 == count;
            let is_own = |finding: &&Finding| is_last || finding.document == Some(subject.document.index());
            let (own, rest) = findings.into_iter().partition(is_own);
            findings = rest;
            submissions.push(self.submission(subject, own));
        }
        findings
    }

    fn submission(&mut self, subject: Subject<'_>, mut findings: Vec<&'r Finding>) -> Submission<'r> {
        // Stable: those of a severity stay in the order of their places.
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        let Subject { document, pack, file } = subject;
        let portrait = self.portrait(subject);
        let evidence = portrait.evidence.into_iter();
        let path = &file.found.shown;
        Submission {
            title: portrait.title.unwrap_or_else(|| short_name(path)),
            path: path.clone(),
            policy: pack.title.get(self.setup.language).clone(),
            facts: portrait.facts,
            lacks: lacking(document, &findings),
            exhibits: evidence.map(|(path, caption)| self.exhibit(file, path, caption)).collect(),
            requirements: pack.coverage().iter().map(|enforced| requirement(enforced, &findings)).collect(),
            findings,
        }
    }

    /// What the pack of a document shows of it.
    fn portrait(&mut self, Subject { document, pack, file }: Subject<'_>) -> Portrait {
        let load = || self.material.presentation_of(pack);
        let presentation = self.presentations.entry(pack.reference()).or_insert_with(load);
        let Some(presentation) = presentation else { return Portrait::default() };
        let host = self.attachments.host(&file.found.path);
        let today = self.material.policy.today;
        Presenter::new(presentation, self.setup.language, today, Some(&host)).portrait(document.root())
    }

    fn exhibit(&mut self, file: &Opened, path: String, caption: String) -> Exhibit {
        let preview = self.attachments.preview(&file.found.path, &path, self.room > 0);
        let picture = preview.picture.map(|(jpeg, width, height)| Thumbnail { jpeg, width, height });
        self.room -= usize::from(picture.is_some());
        Exhibit {
            caption,
            path,
            file_type: preview.file_type,
            size: preview.size,
            pages: preview.pages,
            seconds: preview.seconds,
            picture,
        }
    }
}

/// What a document without a title is called: its file and the folder around it.
fn short_name(path: &str) -> String {
    let start = path.rmatch_indices('/').nth(1).map_or(0, |(at, _)| at + 1);
    path.get(start..).unwrap_or(path).to_owned()
}
