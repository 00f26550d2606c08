//! Rules across documents: which documents share a key, and what a rule finds in each of them. The ordinary pass leaves a
//! [`Membership`] for each key of a document; [`Groups`] brings equal ones together in one go, and only documents that
//! share a key with another are read again. Knows sources by number; where they come from is the caller's business.

mod compare;
mod key;
mod table;

pub(super) use compare::merge;
pub use compare::{Sources, check_cluster, check_group};
pub use key::Membership;
pub(super) use key::{Key, Keyed, Peers, RuleIndex};
pub use table::{Cluster, Groups};
