//! `greenlight`: a declarative policy-as-code linter for YAML submissions.
//!
//! The layers, lowest first. A module imports only from layers above it in this list; `tests/layers.rs` holds that.

pub mod text;

pub mod yaml;

pub mod finding;

pub mod expr;

pub mod schema;

pub mod rule;

pub mod check;

pub mod output;

pub mod trial;

pub mod project;

pub mod explain;

pub mod cli;
