//! Texts and places in them: sources, spans (bytes), positions (for printing), messages in several languages.
//! The lowest layer; knows neither YAML nor findings.

mod edit;
mod korean;
mod language;
mod location;
mod message;
mod position;
mod source;
mod span;
mod suggest;

pub use edit::{Edit, edited, overlap};
pub use korean::particle;
pub use language::Language;
pub use location::Location;
pub use message::{Message, Parameter};
pub use position::{Position, Unit};
pub use source::{EncodingProblem, Source};
pub use span::Span;
pub use suggest::nearest;
