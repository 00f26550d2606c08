//! Rules across files: the files of the run are held against each other, and against the other submissions of the project,
//! which are read for that alone. Nothing is read twice unless a key of it is shared.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::files::{Checked, FileCheck};
use super::parallel::each;
use crate::check::{Cluster, Groups, Membership, Severities, Sources, check_cluster};
use crate::expr::Host;
use crate::finding::Finding;
use crate::project::{Config, Discovery, Found, Project};
use crate::text::{Language, Source};

/// Where the submissions are that were not asked for.
pub(super) struct Neighbours<'a> {
    pub(super) project: &'a Project,
    pub(super) config: &'a Config,
    pub(super) language: Language,
    /// The selected and the ignored rules.
    pub(super) flags: (&'a [String], &'a [String]),
    /// What was asked for whole: files and folders, none meaning the current folder. Without it only files are checked
    /// that were picked out otherwise.
    pub(super) paths: Option<&'a [PathBuf]>,
}

/// Adds to the `checked` files what rules across files find in them. `checked` has an element for each of `files`, and
/// one for the stream, if there is one.
pub(super) fn check_across(
    (work, threads): (&FileCheck<'_>, Option<usize>),
    files: &[Found],
    stream: Option<&(Found, Option<Arc<Source>>)>,
    checked: &mut [Checked],
    neighbours: &Neighbours<'_>,
) {
    let mut asked = Groups::new();
    for (index, checked) in checked.iter().enumerate() {
        asked.add(index, checked.memberships());
    }
    if asked.is_empty() {
        // No rule across files is in use, or no document has a key.
        return;
    }
    let own =
        files.iter().zip(std::iter::repeat(None)).chain(stream.map(|(found, text)| (found, text.as_ref())));
    let own = own.zip(checked.iter()).enumerate();
    let mut members: Vec<Member<'_>> = own
        .map(|(index, ((found, text), checked))| {
            let memberships = checked.memberships().to_vec();
            Member { found, work, text, asked: Some(index), memberships }
        })
        .collect();
    let others = neighbours.find(&members);
    let other_work = neighbours.work(work, &others);
    let keys = each(&others, threads, |found| {
        let mut memberships = other_work.memberships(found);
        memberships.retain(|membership| asked.has(membership));
        memberships
    });
    members.extend(others.iter().zip(keys).map(|(found, memberships)| Member {
        found,
        work: &other_work,
        text: None,
        asked: None,
        memberships,
    }));
    members.retain(|member| !member.memberships.is_empty());
    members.sort_by(|a, b| (&a.found.shown, a.asked).cmp(&(&b.found.shown, b.asked)));
    let mut groups = Groups::new();
    for (index, member) in members.iter().enumerate() {
        groups.add(index, &member.memberships);
    }
    let members = Members(members);
    let clusters = groups.clusters();
    for (index, finding) in members.check(work, &clusters, threads) {
        let place = members.0.get(index).and_then(|member| checked.get_mut(member.asked?));
        if let Some(checked) = place {
            checked.add(vec![finding]);
        }
    }
}

/// A file with a key.
struct Member<'m> {
    found: &'m Found,
    work: &'m FileCheck<'m>,
    /// Its text, if it cannot be read again.
    text: Option<&'m Arc<Source>>,
    /// Its place among the files that were asked for; none if it is read for the sake of others.
    asked: Option<usize>,
    memberships: Vec<Membership>,
}

struct Members<'m>(Vec<Member<'m>>);

impl Members<'_> {
    /// What is found in clusters. A defect of the program in one of them leaves the others as they are.
    fn check(
        &self,
        work: &FileCheck<'_>,
        clusters: &[Cluster],
        threads: Option<usize>,
    ) -> Vec<(usize, Finding)> {
        let one = |cluster: &Cluster| {
            let check = || check_cluster(cluster, work.policy(), self);
            catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| self.defects(cluster))
        };
        if clusters.is_empty() {
            return Vec::new();
        }
        let all = || clusters.par_iter().flat_map_iter(one).collect();
        match ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
            Ok(pool) => pool.install(all),
            // A system that gives no more threads still lets us work.
            Err(_) => clusters.iter().flat_map(one).collect(),
        }
    }

    /// The finding of a defect, in the first file of a cluster that was asked for.
    fn defects(&self, cluster: &Cluster) -> Vec<(usize, Finding)> {
        let first = cluster.sources().find_map(|index| {
            let member = self.0.get(index).filter(|member| member.asked.is_some())?;
            Some((index, member.work.defect(member.found)))
        });
        first.into_iter().collect()
    }
}

impl Sources for Members<'_> {
    fn open(&self, source: usize) -> Option<Arc<Source>> {
        let member = self.0.get(source)?;
        member.text.cloned().or_else(|| member.work.open(member.found))
    }

    fn severities(&self, source: usize) -> Option<&Severities> {
        let member = self.0.get(source).filter(|member| member.asked.is_some())?;
        Some(member.work.severities(member.found))
    }

    fn host(&self, source: usize) -> Option<Box<dyn Host + '_>> {
        let member = self.0.get(source)?;
        Some(member.work.host(member.found))
    }
}

impl Neighbours<'_> {
    /// The submissions of the project that were not asked for.
    fn find(&self, asked: &[Member<'_>]) -> Vec<Found> {
        let project = self.project;
        let top = if project.config().is_some() { project.base() } else { project.root() };
        let is_inside = asked.iter().any(|member| member.found.path.starts_with(top));
        if !is_inside || self.covers(top) {
            return Vec::new();
        }
        let known: HashSet<&Path> = asked.iter().map(|member| &*member.found.path).collect();
        let found = Discovery::find(project, self.config, &[top.to_path_buf()], self.language);
        let mut others = found.map(|discovery| discovery.files).unwrap_or_default();
        others.retain(|found| !known.contains(&*found.path));
        others
    }

    /// True if everything below `top` was asked for.
    fn covers(&self, top: &Path) -> bool {
        let Some(paths) = self.paths else { return false };
        let is_current = paths.is_empty() && top.starts_with(self.project.current());
        is_current || paths.iter().any(|path| top.starts_with(self.project.absolute(path)))
    }

    fn work<'w>(&'w self, work: &FileCheck<'w>, others: &[Found]) -> FileCheck<'w> {
        FileCheck::new((self.project, self.config), work.policy(), self.flags, others)
    }
}
