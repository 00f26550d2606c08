//! Running the examples of rules: each must find exactly what it says, or the rule file has a finding itself.
//! Knows rules and the check; knows neither the disk nor how findings are shown.

mod compare;
mod examples;
mod messages;

pub use examples::{Bench, Fixtures, Trial, run_examples};
