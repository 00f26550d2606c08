//! Screening: of many questions about one document, those are found that need no more attention, because what they
//! ask is true of all that they ask about. What questions have in common is evaluated once; nothing is noted of what was read,
//! and what goes wrong is not explained: such a question is left to be asked again, alone (see [`Program::evaluate`]).

mod access;
mod arrange;
mod ask;
mod call;
mod got;
mod memory;
mod number;
mod op;
mod pass;
mod relate;
mod run;
mod store;
#[cfg(test)]
mod tests;
mod walk;

pub use ask::{Question, Screening};
pub use pass::Pass;

/// Nothing is known of a result: it is a failure, or was not compiled, or took too many steps.
#[derive(Clone, Copy, Debug)]
struct Unknown;

type Quick<T> = Result<T, Unknown>;
