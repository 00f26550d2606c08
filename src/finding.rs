//! What is reported: findings, their labels and fixes, gathered into reports and runs. Knows texts and YAML problems;
//! knows neither who found something nor how it will be shown.

mod case;
mod fix;
mod report;
mod severity;
mod suppressed;

#[allow(clippy::module_inception, reason = "the type `Finding` has the file of its name")]
mod finding;

pub use crate::text::Edit;
pub use case::{Case, Ending};
pub use finding::{Finding, Label};
pub use fix::{Effect, Fix, Safety};
pub use report::{Report, Run, Summary};
pub use severity::Severity;
pub use suppressed::{Suppressed, Suppression};
