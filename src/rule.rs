//! Rule files and packs: read with a finding for all that is wrong in them, compiled once, held for a run.
//! Knows expressions and schemas; knows neither the disk nor how a rule is held against a document.

mod embedded;
mod example;
mod folder;
mod late;
mod let_order;
mod load;
mod localized;
mod messages;
mod model;
mod mutant;
mod pack;
mod presentation;
mod read;
mod remedy;
mod rule_file;
mod shape;
mod statement;

pub use embedded::{embedded_folder, embedded_folder_without_examples, embedded_packs, own_schema};
pub use example::{Example, Expectation};
pub use folder::Folder;
pub use late::Late;
pub use load::Loaded;
pub use localized::Localized;
pub use model::{Binder, Expression, FIXED_VARIABLES, Phrase, Quote, Rule};
pub use mutant::Mutant;
pub use pack::{Pack, Rules};
pub use presentation::{Evidence, Line, Outline, Presentation, Request, Section};
pub use remedy::{Action, Remedy};
pub use statement::{Enforced, Statement};
