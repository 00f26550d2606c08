//! The examples of a rule: small documents that it must pass or find wrong.

use crate::yaml::NodeId;

/// One example.
#[derive(Clone, Debug)]
pub struct Example {
    /// The scalar in the rule file that holds the document.
    pub node: NodeId,
    /// What the rule must do with it.
    pub expectation: Expectation,
    /// The scalar in the rule file that holds the document after the rule's fix.
    pub fixed: Option<NodeId>,
    /// The date that counts as today (`YYYY-MM-DD`).
    pub today: Option<String>,
    /// The fixture whose attachments and neighbours the example has.
    pub within: Option<String>,
}

/// What a rule must do with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Find nothing.
    Pass,
    /// Find at least one thing; if texts are listed, exactly these are underlined, in order.
    Fail {
        /// The texts and the scalars in the rule file that hold them.
        finds: Option<Vec<(String, NodeId)>>,
    },
}
