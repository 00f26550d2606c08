//! Programs of other people that tests hold our output against, installed where they are missing.

#![allow(
    dead_code,
    clippy::panic,
    reason = "a test fails by panicking; each binary uses a part of this file"
)]

use std::path::Path;
use std::process::Command;

/// True if `program` is there, maybe after installing these Debian packages; false where nothing can be installed, which is
/// said.
///
/// # Panics
/// If it could be installed, but that failed.
pub(crate) fn has(program: &str, packages: &[&str]) -> bool {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/system/install");
    let ended = Command::new("bash").arg(script).arg(program).args(packages).output();
    let ended = ended.unwrap_or_else(|error| panic!("bash: {error}"));
    match ended.status.code() {
        Some(0) => true,
        Some(3) => {
            eprintln!("skipped: {program} is not installed");
            false
        }
        code => {
            panic!("{program} cannot be installed ({code:?}): {}", String::from_utf8_lossy(&ended.stderr))
        }
    }
}
