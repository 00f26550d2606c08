//! The one function that finds what is wrong with a text: the command line, the language server, the rule tester and the
//! fixer all call [`check`]. Knows packs and documents; knows neither the disk nor how findings are shown.

mod baseline;
mod claim;
mod evaluate;
mod explain;
mod fingerprint;
mod group;
mod ignore;
mod inspection;
mod known;
mod labels;
mod mend;
mod messages;
mod observe;
mod policy;
mod present;
mod profile;
mod refusal;
mod refused;
mod remedy;
mod scope;
mod slips;
mod source;
mod switches;
mod trace;

pub use baseline::{Baseline, Elsewhere, Subject};
pub use evaluate::{check_rule, check_rule_among};
pub use group::{Cluster, Groups, Membership, Sources, check_cluster, check_group};
pub use ignore::{Annotated, annotate, is_reason};
pub use inspection::Inspection;
pub use known::{ENGINE_RULES, is_binding, is_rule, nearest_rule};
pub use mend::{CheckTexts, Mended, Mending, Refusal, mend};
pub use observe::observe;
pub use policy::{Assignment, Policy, Severities, midnight};
pub use present::{Leak, Letter, Portrait, Presenter};
pub use profile::{Costs, RuleCost};
pub use refusal::fix_place;
pub use scope::Scope;
pub use source::{Job, check, inspect, inspect_all, memberships};
pub use trace::{Held, Section, Verdict, trace};
