//! JSON Schema (drafts 4, 6, 7, 2019-09 and 2020-12) over YAML nodes: load a schema, hold a document against it, explain
//! what is wrong at the place where it is wrong.
//!
//! The validating is `jsonschema`'s, over our own nodes; the explaining is ours. Nothing is ever fetched. Knows texts,
//! nodes and problems; knows nothing of rules, policies or files.

mod annotated;
mod annotations;
#[cfg(test)]
mod bare;
mod budget;
mod check;
mod convert;
mod distinct;
mod draft;
mod email;
mod equality;
mod explain;
mod flaws;
mod json;
mod keyword;
mod load;
mod lookup;
mod messages;
mod misspelt;
mod number;
mod order;
mod quote;
mod sample;
mod settled;
mod site;
mod types;
mod violation;
mod words;

pub use annotated::annotated;
pub use annotations::instance_path;
pub use check::violation_ids;
pub use draft::{Draft, Field};
pub use load::Schema;
pub use misspelt::misspelt_keywords;
pub use violation::Violation;
