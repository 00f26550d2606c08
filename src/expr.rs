//! The expression language (CEL) over spanned nodes: parse, check, evaluate. Knows texts and YAML nodes; knows nothing of rules.

mod check;
mod environment;
mod eval;
mod failure;
mod frame;
mod functions;
mod lexer;
mod literal;
mod macros;
mod messages;
mod operators;
mod outcome;
mod outline;
mod parser;
mod problem;
mod program;
mod resolve;
mod template;
mod trace;
mod tree;
mod types;
mod value;

pub use environment::{Environment, Variable};
pub use failure::Failure;
pub use frame::{Frame, Host};
pub use functions::{Function, Overload, Shape, all as functions};
pub use outcome::{Outcome, Place, Read, ReadPlace};
pub use outline::outline;
pub use program::Program;
pub use template::Template;
pub use trace::Step;
pub use types::{ObjectType, Property, Type};
pub use value::{Data, List, Map, Object, Optional, Text, Value};
