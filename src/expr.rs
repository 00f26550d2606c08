//! The expression language (CEL) over spanned nodes: parse, check, evaluate. Knows texts and YAML nodes; knows nothing of rules.

mod environment;
mod failure;
mod frame;
mod outcome;
mod program;
mod template;
mod types;
mod value;

pub use environment::{Environment, Variable};
pub use failure::Failure;
pub use frame::{Frame, Host};
pub use outcome::{Outcome, Place, Read, ReadPlace};
pub use program::Program;
pub use template::Template;
pub use types::{ObjectType, Property, Type};
pub use value::{Data, List, Map, Object, Text, Value};
