//! A YAML 1.2 (or JSON) stream as documents of spanned nodes. Knows texts and spans; knows nothing of findings, schemas
//! or rules: what is wrong with a text is a [`Problem`], which the layer above makes a finding of.

mod document;
mod limits;
mod node;
mod path;
mod problem;

pub use document::{Document, NodeId, Stream};
pub use limits::Limits;
pub use node::{Entries, Entry, Items, Kind, Node, Style, Value};
pub use problem::{Problem, Related};
