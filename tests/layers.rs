//! The shape of the source: imports point downwards in the list of layers of `src/lib.rs`, files are short and say what
//! they are for, and what is bound to one layer stays in it. (Lengths of functions are held by clippy.)

#![expect(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const LONGEST_FILE: usize = 400;

/// Words that only some layers may use.
const BOUND: [(&str, &[&str]); 3] =
    [("std::fs", &["project"]), ("miette", &["output", "cli"]), ("clap", &["cli"])];

struct SourceFile {
    name: String,
    /// The first name of the path below `src`: the layer; `lib` and `main` are none.
    layer: String,
    text: String,
}

fn sources() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(source_file(&root, &path));
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(files.len() > 30, "the sources are found");
    files
}

fn source_file(root: &Path, path: &PathBuf) -> SourceFile {
    let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
    let layer = name.split(['/', '.']).next().unwrap().to_owned();
    SourceFile { text: fs::read_to_string(path).unwrap(), name, layer }
}

/// The layers, lowest first.
fn layers() -> Vec<String> {
    let library = sources().into_iter().find(|file| file.name == "lib.rs").unwrap().text;
    let names = library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The text without comments, so that prose may name what code may not.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// The text without its tests, which may use the file system and all else.
fn shipped_code(file: &SourceFile) -> String {
    if file.name.ends_with("/tests.rs") || file.name.contains("/tests/") {
        return String::new();
    }
    let code = code(&file.text);
    let tests = code.find("#[cfg(test)]\nmod tests").unwrap_or(code.len());
    code[..tests].to_owned()
}

/// The first names after `root` (`crate::`) in all paths and imports, those of `crate::{a::B, c}` among them.
fn names_after<'c>(code: &'c str, root: &str) -> Vec<&'c str> {
    let word = |text: &'_ str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut names = Vec::new();
    for (at, marker) in code.match_indices(root) {
        let rest = &code[at + marker.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.push(&rest[..word(rest)]);
            continue;
        };
        let mut depth = 1;
        let mut item = 0;
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 || (depth == 1 && character == ',') {
                let name = group[item..at].trim_start();
                names.push(&name[..word(name)]);
                item = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

/// True if the code names something of the crate or module `word` by a path.
fn uses(code: &str, word: &str) -> bool {
    if let Some((root, name)) = word.split_once("::") {
        return names_after(code, &format!("{root}::")).contains(&name);
    }
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let is_path = code[at + word.len()..].starts_with("::");
        !before.is_some_and(is_name) && !after.is_some_and(is_name) && is_path
    })
}

fn assert_none(complaints: &str) {
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn imports_point_downwards() {
    let layers = layers();
    let rank = |layer: &str| layers.iter().position(|known| known == layer);
    let mut complaints = String::new();
    for file in sources() {
        let Some(own) = rank(&file.layer) else { continue };
        let code = code(&file.text);
        for imported in names_after(&code, "crate::") {
            if rank(imported).is_some_and(|imported| imported > own) {
                writeln!(complaints, "{}: `{}` is below `{imported}`", file.name, file.layer).unwrap();
            }
        }
    }
    assert_none(&complaints);
}

#[test]
fn every_file_belongs_to_a_layer() {
    let layers = layers();
    assert!(layers.len() >= 10, "the list of layers is found");
    let strays = sources().into_iter().filter(|file| !["lib", "main"].contains(&&*file.layer));
    let strays = strays.filter(|file| !layers.contains(&file.layer)).map(|file| file.name);
    assert_none(&strays.collect::<Vec<_>>().join("\n"));
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut complaints = String::new();
    for file in sources() {
        let lines = file.text.lines().count();
        if lines > LONGEST_FILE {
            writeln!(complaints, "{}: {lines} lines", file.name).unwrap();
        }
        if !file.text.starts_with("//! ") {
            writeln!(complaints, "{}: does not open with `//!`", file.name).unwrap();
        }
        if file.name.ends_with("/mod.rs") {
            writeln!(complaints, "{}: `name.rs` stands beside `name/`", file.name).unwrap();
        }
    }
    assert_none(&complaints);
}

#[test]
fn what_is_bound_to_a_layer_stays_in_it() {
    let mut complaints = String::new();
    for file in sources() {
        let code = shipped_code(&file);
        for (word, allowed) in BOUND {
            if uses(&code, word) && !allowed.contains(&&*file.layer) {
                writeln!(complaints, "{}: uses `{word}`", file.name).unwrap();
            }
        }
        if names_after(&code, "crate::").contains(&"") {
            writeln!(complaints, "{}: imports all of the crate", file.name).unwrap();
        }
    }
    assert_none(&complaints);
}

#[test]
fn imports_and_uses_are_recognised() {
    let code = "use crate::text::Span;\nuse crate::{cli::{A, B}, yaml};\nfn f(x: crate::rule::Pack) {}";
    assert_eq!(names_after(code, "crate::"), ["text", "cli", "yaml", "rule"]);
    assert!(uses("use std::fs::File;", "std::fs"));
    assert!(uses("use std::{io, fs};", "std::fs"));
    assert!(uses("use clap::Parser;", "clap"));
    assert!(!uses("let clap = 1; my_clap::x();", "clap"));
}
