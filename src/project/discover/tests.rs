//! Folders as tables of files, and what a run over them is about.

use std::fs;

use super::*;
use crate::text::Span;

/// A folder with these files; a name that ends in `/` is a folder.
struct Folder {
    _guard: tempfile::TempDir,
    root: PathBuf,
}

impl Folder {
    fn of(names: &[&str]) -> Self {
        let guard = tempfile::tempdir().unwrap();
        let root = guard.path().canonicalize().unwrap();
        let folder = Self { _guard: guard, root };
        names.iter().for_each(|name| folder.add(name, ""));
        folder
    }

    fn add(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn find(&self, config: &Config, current: &str, paths: &[&str]) -> Discovery {
        let project = Project::discover(&self.root.join(current));
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        Discovery::find(&project, config, &paths, Language::En).unwrap()
    }

    fn shown(&self, config: &Config, current: &str, paths: &[&str]) -> Vec<String> {
        self.find(config, current, paths).files.into_iter().map(|found| found.shown).collect()
    }
}

fn config(sets: &[(&str, &str)]) -> Config {
    let glob = |text: &str| Glob::new(text, Span::empty(0)).unwrap();
    let set = |(matched, exclude): &(&str, &str)| FileSet {
        globs: vec![glob(matched)],
        exclude: Some(*exclude).filter(|text| !text.is_empty()).map(glob).into_iter().collect(),
        pack: None,
    };
    Config { files: sets.iter().map(set).collect(), ..Config::default() }
}

#[test]
fn a_walk_takes_documents_and_honours_gitignore_in_a_repository() {
    let folder = Folder::of(&[".git/", "a.yaml", "b/c.yml", "b/d.JSON", "e.txt", ".f/g.yaml", "out/h.yaml"]);
    folder.add(".git/x.yaml", "");
    folder.add(".gitignore", "out/\n");
    assert_eq!(folder.shown(&Config::default(), "", &[]), [".f/g.yaml", "a.yaml", "b/c.yml", "b/d.JSON"]);
    assert_eq!(folder.shown(&Config::default(), "b", &[]), ["c.yml", "d.JSON"]);
    assert_eq!(
        folder.shown(&Config::default(), "", &["out/h.yaml"]),
        ["out/h.yaml"],
        "named files are taken"
    );
}

#[test]
fn files_come_once_and_in_the_order_of_their_paths() {
    let folder = Folder::of(&["b.yaml", "a-b.yaml", "a/z.yaml", "a.txt"]);
    let absolute = folder.root.join("b.yaml");
    let paths = ["./b.yaml", "a/../b.yaml", ".", absolute.to_str().unwrap(), "a.txt"];
    assert_eq!(folder.shown(&Config::default(), "", &paths), ["a-b.yaml", "a.txt", "a/z.yaml", "b.yaml"]);
    assert_eq!(folder.shown(&Config::default(), "a", &["../b.yaml"]), ["../b.yaml"]);
}

#[test]
fn globs_claim_files_of_any_name_and_excludes_win_in_walks() {
    let folder = Folder::of(&["s/a/one.txt", "s/drafts/two.txt", "s/drafts/three.yaml", "other.yaml"]);
    folder.add("greenlight.yaml", "");
    let config = config(&[("s/**", "s/drafts/**")]);
    let found = folder.find(&config, "", &[]);
    let claims: Vec<_> = found.files.iter().map(|found| (found.shown.as_str(), found.set)).collect();
    assert_eq!(claims, [("other.yaml", None), ("s/a/one.txt", Some(0))]);
    assert!(found.files.iter().all(|found| found.is_claimed() == (found.shown != "other.yaml")));
    assert_eq!(folder.shown(&config, "s/a", &[]), ["one.txt"], "globs count from the configuration");
    assert_eq!(folder.shown(&config, "", &["s/drafts/two.txt"]), ["s/drafts/two.txt"]);
}

#[test]
fn a_glob_without_files_is_told_only_if_all_was_looked_at() {
    let folder = Folder::of(&["s/a.yaml", "t/b.yaml"]);
    folder.add("greenlight.yaml", "");
    let config = config(&[("s/*.yaml", ""), ("none/*.yaml", "")]);
    let unmatched = |current: &str, paths: &[&str]| -> Vec<String> {
        let found = folder.find(&config, current, paths);
        found.unmatched.iter().map(|glob| glob.text().to_owned()).collect()
    };
    assert_eq!(unmatched("", &[]), ["none/*.yaml"]);
    assert_eq!(unmatched("s", &[".."]), ["none/*.yaml"]);
    assert_eq!(unmatched("", &["s"]), Vec::<String>::new());
    assert_eq!(unmatched("t", &[]), Vec::<String>::new());
}

#[test]
fn a_path_that_does_not_exist_is_named_with_the_nearest_one() {
    let folder = Folder::of(&["sub/submission.yaml"]);
    let project = Project::discover(&folder.root);
    let paths = [PathBuf::from("sub/submision.yaml"), PathBuf::from("banana")];
    let missing = Discovery::find(&project, &Config::default(), &paths, Language::En).unwrap_err();
    let nearest: Vec<_> = missing.iter().map(|path| (&*path.given, path.nearest.as_deref())).collect();
    assert_eq!(nearest, [("sub/submision.yaml", Some("sub/submission.yaml")), ("banana", None)]);
}

#[cfg(unix)]
#[test]
fn links_to_files_are_taken_and_links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::of(&["real/a.yaml"]);
    symlink(folder.root.join("real"), folder.root.join("far")).unwrap();
    symlink(&folder.root, folder.root.join("real/loop")).unwrap();
    symlink(folder.root.join("real/a.yaml"), folder.root.join("b.yaml")).unwrap();
    symlink("nowhere", folder.root.join("c.yaml")).unwrap();
    symlink("self.yaml", folder.root.join("self.yaml")).unwrap();
    let shown = folder.shown(&Config::default(), "", &[]);
    assert_eq!(shown, ["b.yaml", "c.yaml", "real/a.yaml", "self.yaml"]);
    assert_eq!(folder.shown(&Config::default(), "", &["far", "self.yaml"]), ["far/a.yaml", "self.yaml"]);
}
