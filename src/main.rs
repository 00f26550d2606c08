//! The `greenlight` program.

fn main() {}
