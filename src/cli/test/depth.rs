//! Flags that ask more of the examples than to pass.

use clap::Args;

use crate::trial::{Coverage, percent};

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct DepthArguments {
    /// Show which parts of the rules no example exercises
    #[arg(long)]
    pub(super) coverage: bool,

    /// Fail if less of a pack is exercised, in percent
    #[arg(long, value_name = "PERCENT", requires = "coverage", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,

    /// Change the rules a little and show the changes that no example notices
    #[arg(long)]
    pub(super) mutants: bool,
}

impl DepthArguments {
    /// How often each rule is run through its examples.
    pub(super) fn rounds(self) -> usize {
        1 + usize::from(self.coverage) + usize::from(self.mutants)
    }

    /// True if a pack is exercised less than it must be.
    pub(super) fn is_below(&self, coverage: &[(String, Vec<Coverage>)]) -> bool {
        let Some(least) = self.fail_under else { return false };
        coverage.iter().any(|(_, rules)| {
            let (met, goals) = totals(rules);
            percent(met, goals) < usize::from(least)
        })
    }
}

/// How much of the rules of a pack is exercised, and of how much.
pub(super) fn totals(rules: &[Coverage]) -> (usize, usize) {
    rules.iter().fold((0, 0), |(met, goals), rule| (met + rule.met, goals + rule.goals))
}
