//! What a check looked at, for commands that show more of a submission than what was found in it.

use std::sync::Arc;

use super::Checked;
use super::files::FileCheck;
use crate::check::Policy;
use crate::cli::setup::Setup;
use crate::finding::Finding;
use crate::project::{Found, Reading, read_found};
use crate::rule::{Folder, Pack, Presentation};
use crate::text::Source;
use crate::yaml::{self, Document, Node};

/// The submissions of a run, and what they were held against.
pub(in crate::cli) struct Material {
    /// What they were held against.
    pub(in crate::cli) policy: Policy,
    /// The files of the packs.
    pub(super) folders: Vec<Folder>,
    /// The files that were checked.
    pub(super) submissions: Vec<Submission>,
}

/// A file that was checked.
pub(super) struct Submission {
    found: Found,
    /// The pack that the configuration gives to documents that name none.
    pack: Option<String>,
}

/// A file that was checked, opened again.
pub(in crate::cli) struct Opened {
    /// The file.
    pub(in crate::cli) found: Found,
    /// Its text.
    pub(in crate::cli) source: Arc<Source>,
    /// Its documents.
    pub(in crate::cli) documents: Vec<Document>,
    pack: Option<String>,
}

impl Material {
    /// Of the files, those that turned out to be submissions; `checked` is what came of each.
    pub(super) fn submissions(
        files: Vec<Found>,
        checked: &[Checked],
        work: &FileCheck<'_>,
    ) -> Vec<Submission> {
        let all = files.into_iter().zip(checked).filter(|(_, checked)| checked.is_submission());
        all.map(|(found, _)| Submission { pack: work.pack_of(&found).map(str::to_owned), found }).collect()
    }

    /// Opens the submissions again, in their order. One that has become unreadable since is left out.
    pub(in crate::cli) fn open(&self, setup: &Setup) -> impl Iterator<Item = Opened> {
        self.submissions.iter().filter_map(|submission| {
            let limits = &self.policy.limits;
            let reading = read_found(&setup.project, &submission.found, limits.bytes, setup.language);
            let Reading::Text(source) = reading else { return None };
            let documents = yaml::parse(&source, limits).documents;
            Some(Opened { found: submission.found.clone(), source, documents, pack: submission.pack.clone() })
        })
    }

    /// The pack of a document.
    pub(in crate::cli) fn pack_of(&self, document: &Document, file: &Opened) -> Option<&Pack> {
        let named = document.root().get("policy").and_then(Node::as_str);
        self.policy.pack(named.or(file.pack.as_deref())?)
    }

    /// True if a rule made the finding that no author may wave aside: what it found must not even be seen in a draft.
    pub(in crate::cli) fn forbids_drafts(&self, finding: &Finding) -> bool {
        self.policy.packs.iter().any(|pack| pack.not_ignorable.iter().any(|id| *id == *finding.rule))
    }

    /// How documents of a pack are shown.
    pub(in crate::cli) fn presentation_of(&self, pack: &Pack) -> Option<Presentation> {
        Presentation::of(self.folders.iter().find(|folder| *folder.name == *pack.name)?)
    }
}
