//! A YAML 1.2 (or JSON) stream as documents of spanned nodes. Knows texts and spans; knows nothing of findings, schemas
//! or rules: what is wrong with a text is a [`Problem`], which the layer above makes a finding of.

mod ambiguous;
mod decode;
mod document;
mod events;
mod key_mark;
mod limits;
mod messages;
mod node;
mod parse;
mod parts;
mod path;
mod problem;
mod resolve;
pub mod rewrite;
mod text_map;

pub use ambiguous::ambiguity;
pub use document::{Document, NodeId, Stream};
pub use events::events;
pub use key_mark::KeyMark;
pub use limits::Limits;
pub use node::{Entries, Entry, Items, Kind, Node, Style, Value};
pub use parse::parse;
pub use parts::Part;
pub use problem::{Problem, Related};
pub use text_map::{TextMap, scalar_offsets};
