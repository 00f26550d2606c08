//! The machine: where the project lies, its configuration, which files are meant, reading and writing them. The only
//! layer that touches the file system. Knows what a submission looks like from outside (its name, one line of it);
//! knows neither rules nor flags.

mod claim;
mod config;
mod discover;
mod folder;
mod globs;
mod messages;
mod paths;
mod place;
mod read;
mod trouble;
mod write;

pub use claim::names_pack;
pub use config::{Config, FileSet, Level, Override, RuleLevel, Written};
pub use discover::{Discovery, Found, MissingPath, Reason};
pub use folder::{FolderFile, read_folder};
pub use globs::{Glob, GlobError, Globs};
pub use place::{CONFIG_NAME, Project};
pub use read::{Reading, read_bytes, read_found, read_stream, text_of};
pub use trouble::Trouble;
pub use write::replace_file;
