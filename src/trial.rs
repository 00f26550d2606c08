//! Running the examples of rules: each must find exactly what it says, or the rule file has a finding itself.
//! Knows rules and the check; knows neither the disk nor how findings are shown.

mod bless;
mod compare;
mod coverage;
mod examples;
mod fixtures;
mod messages;
mod mutants;
mod stage;

pub use bless::{Blessed, bless_examples, bless_fixtures};
pub use coverage::{Coverage, percent, run_coverage};
pub use examples::{Trial, run_examples};
pub use fixtures::{Fixture, FixtureTrial, run_fixtures};
pub use mutants::{MutantTrial, Survivor, Telling, run_mutants};
pub use stage::{Bench, Fixtures};
