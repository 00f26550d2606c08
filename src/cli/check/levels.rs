//! What each file's rules are set to: by the configuration, its overrides, and the flags, the last of which win.

use std::collections::HashMap;

use crate::check::Severities;
use crate::project::{Config, Found, Level};

/// Ids that stay when rules are selected: without a readable text no rule was held against anything, and without a reason
/// nothing is ignored.
const ALWAYS: [&str; 6] = [
    "ignore/reason-missing",
    "policy/missing",
    "policy/unknown",
    "yaml/encoding",
    "yaml/limit",
    "yaml/syntax",
];

/// The severities of every combination of overrides that a run meets.
pub(super) struct Levels {
    by_overrides: HashMap<Vec<usize>, Severities>,
    default: Severities,
}

impl Levels {
    /// The severities for these files.
    pub(super) fn new(config: &Config, flags: (&[String], &[String]), files: &[Found]) -> Self {
        let mut by_overrides = HashMap::new();
        for found in files.iter().filter(|found| !found.overrides.is_empty()) {
            if !by_overrides.contains_key(&found.overrides) {
                by_overrides.insert(found.overrides.clone(), severities(config, flags, &found.overrides));
            }
        }
        Self { by_overrides, default: severities(config, flags, &[]) }
    }

    /// The severities where no override matches.
    pub(super) fn usual(&self) -> &Severities {
        &self.default
    }

    /// The severities for one of the files.
    pub(super) fn of(&self, found: &Found) -> &Severities {
        self.by_overrides.get(&found.overrides).unwrap_or(&self.default)
    }
}

fn severities(config: &Config, (select, ignore): (&[String], &[String]), overrides: &[usize]) -> Severities {
    let mut severities = Severities::new();
    for setting in config.levels(overrides) {
        match setting.level {
            Level::Off if select.contains(&setting.rule.value) => {}
            Level::Off => severities.set(&setting.rule.value, None),
            Level::At(severity) => severities.set(&setting.rule.value, Some(severity)),
        }
    }
    for id in ignore {
        severities.set(id, None);
    }
    if !select.is_empty() {
        let always = ALWAYS.iter().map(|id| (*id).to_owned());
        severities.select(select.iter().cloned().chain(always).collect());
    }
    severities
}
