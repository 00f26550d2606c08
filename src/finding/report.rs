//! Findings gathered: of one source, and of a run; those that an ignore or a baseline took away are kept beside them.

use super::finding::Finding;
use super::severity::Severity;
use super::suppressed::Suppressed;

/// What was found in one source.
#[derive(Debug, Default)]
pub struct Report {
    /// The findings, in the order of [`Finding::order`].
    pub findings: Vec<Finding>,
    /// How many documents a policy was held against.
    pub documents: usize,
    /// The findings that an ignore or a baseline took away.
    pub suppressed: Vec<Suppressed>,
}

/// What was found in all sources of a run, in the order in which it is printed.
#[derive(Debug, Default)]
pub struct Run {
    findings: Vec<Finding>,
    files: usize,
    documents: usize,
    suppressed: Vec<Suppressed>,
    suppressed_count: usize,
    fixed: Vec<Finding>,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Documents that a policy was held against.
    pub documents: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that an ignore or a baseline took away.
    pub suppressed: usize,
    /// Findings with a fix.
    pub fixable: usize,
}

impl Run {
    /// The run of these reports, one a file; the findings are sorted.
    #[must_use]
    pub fn new(reports: impl IntoIterator<Item = Report>) -> Self {
        let mut run = Self::default();
        for report in reports {
            run.files += 1;
            run.documents += report.documents;
            run.suppressed_count += report.suppressed.len();
            run.suppressed.extend(report.suppressed);
            run.findings.extend(report.findings);
        }
        run.findings.sort_by(|a, b| a.order().cmp(&b.order()));
        run.suppressed.sort_by(|a, b| a.finding.order().cmp(&b.finding.order()));
        run
    }

    /// The findings, in the order in which they are printed.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The same run, in which these findings were mended.
    #[must_use]
    pub fn with_fixed(self, mut fixed: Vec<Finding>) -> Self {
        // Those of one text stay in the order in which they were mended: each stands in the text as it then was.
        fixed.sort_by(|a, b| a.location.path().cmp(b.location.path()));
        Self { fixed, ..self }
    }

    /// The findings that were mended, by file.
    #[must_use]
    pub fn fixed(&self) -> &[Finding] {
        &self.fixed
    }

    /// The same run, which only counts what an ignore or a baseline took away: not every reader of a format tells such
    /// findings from the others.
    #[must_use]
    pub fn without_suppressed(self) -> Self {
        Self { suppressed: Vec::new(), ..self }
    }

    /// The findings that an ignore or a baseline took away, in the same order.
    #[must_use]
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// The counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |severity| self.findings.iter().filter(|f| f.severity == severity).count();
        Summary {
            files: self.files,
            documents: self.documents,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            suppressed: self.suppressed_count,
            fixable: self.findings.iter().filter(|finding| finding.fix.is_some()).count(),
        }
    }
}
