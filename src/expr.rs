//! The expression language (CEL) over spanned nodes: parse, check, evaluate. Knows texts and YAML nodes; knows nothing of rules.

mod check;
mod environment;
mod eval;
mod failure;
mod frame;
mod functions;
mod hints;
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
mod scrutiny;
mod syntax_messages;
mod template;
mod tree;
mod types;
mod value;

pub use environment::{Environment, Variable};
pub use failure::Failure;
pub use frame::{Frame, Host};
pub use functions::{Function, Overload, Shape, all as functions};
pub use outcome::{Outcome, Part, Place, Read, ReadPlace};
pub use outline::outline;
pub use program::Program;
pub use scrutiny::Purpose;
pub use template::Template;
pub use types::{Format, ObjectType, Property, Type, Word};
pub use value::{Data, List, Map, Object, Optional, Text, Value};
