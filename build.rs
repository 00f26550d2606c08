//! Puts the shipped packs into the binary: every folder below `rules/` with the schemas that lie in `schemas/`.
//! A new pack is a new folder; no line of Rust names one.

#[path = "src/schema/bare.rs"]
mod bare;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The ending of the files of schemas.
const SCHEMA: &str = ".schema.json";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=schemas");

    let mut code = String::from("static PACKS: &[EmbeddedFolder] = &[\n");
    for folder in sorted(&root.join("rules"))?.iter().filter(|path| path.is_dir()) {
        let name = file_name(folder);
        let _ = writeln!(code, "    EmbeddedFolder {{ name: {name:?}, files: &[");
        write_files(&mut code, folder, &format!("rules/{name}"), ".yaml")?;
        code.push_str("    ] },\n");
    }
    code.push_str("];\n\nstatic SCHEMAS: &[EmbeddedFile] = &[\n");
    write_files(&mut code, &root.join("schemas"), "schemas", SCHEMA)?;
    code.push_str("];\n\nstatic BARE_SCHEMAS: &[&str] = &[\n");
    for path in sorted(&root.join("schemas"))?.iter().filter(|path| is_file(path, SCHEMA)) {
        write_bare(&mut code, path, &out)?;
    }
    code.push_str("];\n\nstatic OWN_SCHEMAS: &[EmbeddedFile] = &[\n");
    write_files(&mut code, &root.join("schemas/greenlight"), "schemas/greenlight", SCHEMA)?;
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code)
}

fn write_files(code: &mut String, folder: &Path, shown: &str, ending: &str) -> io::Result<()> {
    for path in sorted(folder)? {
        let name = file_name(&path);
        if is_file(&path, ending) {
            // The examples of a rule are the end of its file.
            let text = fs::read_to_string(&path)?;
            let examples = text.find("\nexamples:\n").map_or(text.len(), |at| at + 1);
            let _ = writeln!(
                code,
                "        EmbeddedFile {{ path: \"{shown}/{name}\", text: include_str!({:?}), examples: {examples} }},",
                path.display().to_string()
            );
        }
    }
    Ok(())
}

/// A schema without the annotations, which are most of it and say nothing about what is valid.
fn write_bare(code: &mut String, path: &Path, out: &Path) -> io::Result<()> {
    let mut schema = serde_json::from_str(&fs::read_to_string(path)?)?;
    bare::strip(&mut schema);
    let bare = out.join(file_name(path));
    fs::write(&bare, schema.to_string())?;
    let _ = writeln!(code, "        include_str!({:?}),", bare.display().to_string());
    Ok(())
}

fn is_file(path: &Path, ending: &str) -> bool {
    path.is_file() && file_name(path).ends_with(ending)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
