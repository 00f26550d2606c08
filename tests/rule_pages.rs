//! The pages of `docs/rules`: every id that a finding can carry, with its reason and its example at work; a file for each
//! pack and each family of the engine's own ids, in both languages, and an index. Made from rules and tables themselves.
//! `GREENLIGHT_BLESS=1` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use greenlight::explain::{chapter_text, chapters, file_name, index};
use greenlight::rule::{Loaded, Pack, embedded_folder, embedded_packs};
use greenlight::text::Language;

fn packs() -> Vec<Pack> {
    let load = |name| {
        let folder = embedded_folder(name).expect("an embedded pack has files");
        Loaded::from_folder(&folder, Language::En).pack.expect("a sound pack")
    };
    embedded_packs().map(load).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

#[test]
fn the_pages_are_current_and_there_are_no_others() {
    let packs = packs();
    let mut names = BTreeSet::new();
    for language in Language::ALL {
        let chapters = chapters(&packs, language);
        let mut files = vec![(file_name("README", language), index(&chapters, language))];
        let pages = chapters.iter().map(|one| (file_name(&one.name, language), chapter_text(one, language)));
        files.extend(pages);
        for (name, text) in files {
            let path = root().join(&name);
            if std::env::var_os("GREENLIGHT_BLESS").is_some() {
                fs::create_dir_all(root()).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(kept == text, "{} is stale: run with GREENLIGHT_BLESS=1, and look at it", path.display());
            names.insert(name);
        }
    }
    let there: BTreeSet<String> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(there, names);
}
