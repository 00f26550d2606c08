//! The `greenlight` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    greenlight::cli::main()
}
