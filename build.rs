//! Puts the shipped packs into the binary: every folder below `rules/` with the schemas that lie in `schemas/`.
//! A new pack is a new folder; no line of Rust names one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

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
    write_files(&mut code, &root.join("schemas"), "schemas", ".schema.json")?;
    code.push_str("];\n\nstatic OWN_SCHEMAS: &[EmbeddedFile] = &[\n");
    write_files(&mut code, &root.join("schemas/greenlight"), "schemas/greenlight", ".schema.json")?;
    code.push_str("];\n");
    fs::write(out.join("embedded.rs"), code)
}

fn write_files(code: &mut String, folder: &Path, shown: &str, ending: &str) -> io::Result<()> {
    for path in sorted(folder)? {
        let name = file_name(&path);
        if path.is_file() && name.ends_with(ending) {
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

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
