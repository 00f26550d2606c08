//! What there is to say of an id that a finding can carry: a page for each rule of a pack and for each id of the engine's
//! own, with examples that are checked and drawn when the page is made. Written for a terminal or as Markdown.
//!
//! Knows packs, the check and the pretty format; knows no flags and writes no files.

mod catalogue;
mod engine;
mod example;
mod index;
mod markdown;
mod messages;
mod page;
mod rule;
mod terminal;

pub use catalogue::{Entry, engine_entries, engine_entry};
pub use engine::engine_page;
pub use example::Example;
pub use index::{Chapter, chapters, file_name, index};
pub use markdown::chapter_text;
pub use page::{Block, Page, Section};
pub use rule::rule_page;
pub use terminal::write_page;
