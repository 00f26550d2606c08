//! The command line: clap types and one file a command.
