//! Running the examples of rules.
