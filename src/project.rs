//! The machine: where the project lies, its configuration, which files are meant, reading and writing them. The only
//! layer that touches the file system. Knows what a submission looks like from outside (its name, one line of it);
//! knows neither how one is checked nor flags.

mod attachment;
mod baseline;
mod claim;
mod config;
mod contents;
mod discover;
mod fixtures;
mod folder;
mod git;
mod globs;
mod messages;
mod packs;
mod paths;
mod place;
mod read;
mod touched;
mod trouble;
mod write;

pub use attachment::{
    Attachments, DEFECTS, Defect, DefectRow, FIELDS, Field, FileType, Preview, TYPES, object_type,
};
pub use baseline::{BASELINE_NAME, BaselinePlace};
pub use claim::claims_pack;
pub use config::{Config, FileSet, Level, Override, RuleLevel, Written, misnamed_config, unmatched_glob};
pub use discover::{Discovery, Found, MissingPath, Reason};
pub use fixtures::FixtureFolder;
pub use folder::outside_pack;
pub use git::{Base, Changes, GitError, Repository, Side};
pub use globs::{Glob, GlobError};
pub use packs::Packs;
pub use place::{CONFIG_NAME, Project};
pub use read::{Reading, read_found, read_path, read_stream};
pub use trouble::system_reason;
pub use write::{Replaced, create_file, replace_file, replace_text, write_into};
