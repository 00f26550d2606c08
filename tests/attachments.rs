//! What rules can tell of attached files: the fixtures against their table, paths, and what must never be read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking, in its helpers too")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use greenlight::expr::{Data, Environment, Frame, Host, Program, Type, Value, Word};
use greenlight::project::{Attachments, FIELDS, object_type};
use greenlight::text::Language;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/attachments")
}

/// A field of a file as text.
fn field(host: &dyn Host, path: &str, name: &str) -> String {
    let value = host.file(path).unwrap();
    let Data::Object(file) = value.data() else { panic!("{path} is no object") };
    text(&file.field(name).unwrap_or_else(|| panic!("there is no field {name}")))
}

fn text(value: &Value<'_>) -> String {
    match value.data() {
        Data::Bool(value) => value.to_string(),
        Data::Int(value) => value.to_string(),
        Data::String(value) => value.as_str().to_owned(),
        Data::Duration(value) => format!("{}s", value.as_secs_f64()),
        other => panic!("no field has a value like {other:?}"),
    }
}

#[test]
fn the_fixtures_are_as_their_table_says() {
    let attachments = Attachments::new(&fixtures());
    let host = attachments.host(&fixtures().join("document.yaml"));
    let table = fs::read_to_string(fixtures().join("expected.txt")).unwrap();
    let mut complaints = String::new();
    let mut listed = BTreeSet::from(["expected.txt".to_owned(), "make.py".to_owned()]);
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let file = words.next().unwrap();
        listed.insert(file.to_owned());
        for (name, expected) in words.map(|word| word.split_once('=').unwrap()) {
            let found = field(&host, file, name);
            if found != expected.trim_matches('\'') {
                writeln!(complaints, "{file}: {name} is {found}, not {expected}").unwrap();
            }
        }
    }
    for entry in fs::read_dir(fixtures()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !listed.contains(&name) {
            writeln!(complaints, "{name} has no line in expected.txt").unwrap();
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn equal_pictures_have_equal_pixels_and_different_hashes() {
    let attachments = Attachments::new(&fixtures());
    let host = attachments.host(&fixtures().join("document.yaml"));
    let of = |file, name| field(&host, file, name);
    assert_eq!(of("screen.png", "pixels"), of("screen-stored-otherwise.png", "pixels"));
    assert_eq!(of("screen.png", "pixels"), of("screen-lossless.webp", "pixels"));
    assert_eq!(of("screen.jpg", "pixels"), of("photo-upright.jpg", "pixels"));
    assert_ne!(of("screen.png", "sha256"), of("screen-stored-otherwise.png", "sha256"));
    assert_ne!(of("screen.png", "pixels"), of("screen-one-pixel-other.png", "pixels"));
    assert_ne!(of("screen.png", "pixels"), of("screen.jpg", "pixels"));
    assert_eq!(of("film.mp4", "pixels"), "");
}

#[test]
fn a_hash_is_the_sha_256_of_the_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("abc"), "abc").unwrap();
    fs::write(folder.path().join("million"), "a".repeat(1_000_000)).unwrap();
    let attachments = Attachments::new(folder.path());
    let host = attachments.host(&folder.path().join("document.yaml"));
    // The examples of FIPS 180-2, appendix B.
    let expected = [
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ("million", "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ];
    for (file, hash) in expected {
        assert_eq!(field(&host, file, "sha256"), hash);
    }
    assert_eq!(field(&host, "no-such-file", "sha256"), "");
}

#[test]
fn every_field_has_a_value_of_its_type_and_a_summary_in_both_languages() {
    let attachments = Attachments::new(&fixtures());
    let host = attachments.host(&fixtures().join("document.yaml"));
    for file in ["screen.png", "film.mp4", "three-pages.pdf", "no-such-file", "../outside", "."] {
        let value = host.file(file).unwrap();
        let Data::Object(object) = value.data() else { panic!("no object") };
        assert_eq!(object.type_name(), "file");
        assert!(object.field("no_such_field").is_none());
        for row in &FIELDS {
            let value = object.field(row.name).unwrap();
            let fits = match (row.ty(), value.data()) {
                (Type::Bool, Data::Bool(_)) | (Type::Int, Data::Int(_)) => true,
                (Type::String, Data::String(_)) | (Type::Duration, Data::Duration(_)) => true,
                (Type::Words(words), Data::String(word)) => words.contains(&Word::from(word.as_str())),
                _ => false,
            };
            assert!(fits, "{file}: {} is {:?}", row.name, value.data());
        }
    }
    for row in &FIELDS {
        let summaries = [Language::En, Language::Ko].map(|language| row.summary.text(language));
        assert!(summaries.iter().all(|summary| !summary.is_empty()), "{}", row.name);
        assert!(summaries[1].chars().any(|character| ('가'..='힣').contains(&character)), "{}", row.name);
    }
    let names: BTreeSet<_> = FIELDS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), FIELDS.len(), "names are distinct");
    assert_eq!(object_type().properties.len(), FIELDS.len());
}

/// A repository with a submission, and a file outside it.
fn repository() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("repository");
    fs::create_dir_all(root.join("submissions/moimcal/evidence")).unwrap();
    fs::create_dir_all(root.join("shared")).unwrap();
    fs::write(folder.path().join("outside.txt"), "secret").unwrap();
    fs::write(root.join("shared/cert.txt"), "cert").unwrap();
    let evidence = root.join("submissions/moimcal/evidence");
    for name in ["01-login.png", "02-send.png"] {
        fs::copy(fixtures().join("screen.png"), evidence.join(name)).unwrap();
    }
    // Decomposed, as macOS writes it; documents have the composed form.
    fs::write(evidence.join("\u{1112}\u{116a}\u{1106}\u{1167}\u{11ab}.txt"), "screen").unwrap();
    (folder, root)
}

#[test]
fn paths_are_relative_and_stay_inside_the_repository() {
    let (_folder, root) = repository();
    let attachments = Attachments::new(&root);
    let host = attachments.host(&root.join("submissions/moimcal/submission.yaml"));
    let outside = fs::canonicalize(root.join("../outside.txt")).unwrap();
    // path, exists, escapes, isFile, nearest
    let table = [
        ("evidence/01-login.png", "true", "false", "true", ""),
        ("./evidence//01-login.png", "true", "false", "true", ""),
        ("evidence/../evidence/01-login.png", "true", "false", "true", ""),
        ("../../shared/cert.txt", "true", "false", "true", ""),
        ("evidence", "true", "false", "false", ""),
        ("evidence/화면.txt", "true", "false", "true", ""),
        ("evidence/01-logn.png", "false", "false", "false", "evidence/01-login.png"),
        ("evidence/화먼.txt", "false", "false", "false", "evidence/화면.txt"),
        ("evidense/01-login.png", "false", "false", "false", "evidence/01-login.png"),
        ("evidence/01-login.png/x", "false", "false", "false", ""),
        ("unlike-anything.pdf", "false", "false", "false", ""),
        ("", "false", "false", "false", ""),
        ("evidence/\0", "false", "false", "false", ""),
        ("../../../outside.txt", "false", "true", "false", ""),
        ("../../../repository/shared/cert.txt", "false", "true", "false", ""),
        ("evidence\\01-login.png", "false", "true", "false", ""),
        ("C:/evidence/01-login.png", "false", "true", "false", ""),
        (outside.to_str().unwrap(), "false", "true", "false", ""),
    ];
    for (path, exists, escapes, is_file, nearest) in table {
        let found = ["exists", "escapes", "isFile", "nearest"].map(|name| field(&host, path, name));
        assert_eq!(found, [exists, escapes, is_file, nearest], "{path}");
    }
    assert_eq!(field(&host, "../../../outside.txt", "sha256"), "");
    assert_eq!(field(&host, "../../../outside.txt", "problem"), "outside");
    assert_eq!(field(&host, "evidence/01-logn.png", "problem"), "not-found");
    assert_eq!(field(&host, "evidence", "problem"), "not-a-file");
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_inside_the_repository() {
    use std::os::unix::fs::symlink;
    let (_folder, root) = repository();
    let submission = root.join("submissions/moimcal");
    symlink("evidence/01-login.png", submission.join("inside.png")).unwrap();
    symlink("../../../outside.txt", submission.join("out.txt")).unwrap();
    symlink("../../..", submission.join("out")).unwrap();
    symlink("nothing", submission.join("dangling")).unwrap();
    symlink("circle", submission.join("circle")).unwrap();
    let attachments = Attachments::new(&root);
    let host = attachments.host(&submission.join("submission.yaml"));
    let table = [
        ("inside.png", "true", "false", ""),
        ("out.txt", "false", "true", "outside"),
        ("out/outside.txt", "false", "true", "outside"),
        ("out/repository/shared/cert.txt", "false", "true", "outside"),
        ("dangling", "false", "false", "not-found"),
        ("circle", "false", "false", "not-found"),
    ];
    for (path, exists, escapes, problem) in table {
        let found = ["exists", "escapes", "problem"].map(|name| field(&host, path, name));
        assert_eq!(found, [exists, escapes, problem], "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_device_is_no_file_and_nobody_waits_for_it() {
    let (_folder, root) = repository();
    let pipe = root.join("shared/pipe.png");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let attachments = Attachments::new(&root);
    let host = attachments.host(&root.join("shared/document.yaml"));
    for (name, expected) in [
        ("exists", "true"),
        ("isFile", "false"),
        ("problem", "not-a-file"),
        ("type", "unknown"),
        ("sha256", ""),
    ] {
        assert_eq!(field(&host, "pipe.png", name), expected);
    }
}

#[test]
fn a_file_too_large_to_read_is_not_read() {
    let (_folder, root) = repository();
    let large = fs::File::create(root.join("shared/large.mp4")).unwrap();
    large.set_len(1 << 40).unwrap();
    let attachments = Attachments::new(&root);
    let host = attachments.host(&root.join("shared/document.yaml"));
    for (name, expected) in [("size", "1099511627776"), ("problem", "too-large-to-read"), ("sha256", "")] {
        assert_eq!(field(&host, "large.mp4", name), expected);
    }
}

#[test]
fn a_file_is_read_once_however_many_documents_and_paths_name_it() {
    let (_folder, root) = repository();
    let attachments = Attachments::new(&root);
    let near = attachments.host(&root.join("submissions/moimcal/submission.yaml"));
    let far = attachments.host(&root.join("shared/document.yaml"));
    let path = "../submissions/moimcal/evidence/01-login.png";
    let before = ["sha256", "pixels", "size"].map(|name| field(&near, "evidence/01-login.png", name));
    fs::write(root.join("submissions/moimcal/evidence/01-login.png"), "changed while we ran").unwrap();
    let after = ["sha256", "pixels", "size"].map(|name| field(&far, path, name));
    assert_eq!(before, after);
    let objects = [near.file("evidence/01-login.png").unwrap(), far.file(path).unwrap()];
    let texts = objects.each_ref().map(|value| match value.data() {
        Data::Object(object) => object.as_text().to_owned(),
        _ => String::new(),
    });
    assert_eq!(texts[0], texts[1], "it is the same file to expressions");
}

#[test]
fn many_threads_may_ask_at_once() {
    let attachments = Attachments::new(&fixtures());
    let files = ["screen.png", "screen.jpg", "film.mp4", "film.webm", "packed.pdf"];
    let answers: BTreeSet<String> = std::thread::scope(|scope| {
        let ask = || {
            let host = attachments.host(&fixtures().join("document.yaml"));
            let answers = files.map(|file| field(&host, file, "decodes") + &field(&host, file, "sha256"));
            answers.join(" ")
        };
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(answers.len(), 1);
}

#[test]
fn the_static_check_knows_every_field_and_no_other() {
    let compile = |name: &str| Program::compile(&format!("file('screen.png').{name}"), &Environment::new());
    for row in &FIELDS {
        let program = compile(row.name).unwrap_or_else(|_| panic!("{} is unknown", row.name));
        assert_eq!(*program.result_type(), row.ty(), "{}", row.name);
    }
    assert!(compile("widht").is_err());
}

#[test]
fn rules_read_files() {
    let attachments = Attachments::new(&fixtures());
    let host = attachments.host(&fixtures().join("document.yaml"));
    let table = [
        ("file('screen.png').exists && file('screen.png').width == 40", "true"),
        ("file('film.mp4').duration < duration('2500ms')", "true"),
        ("file('film.mp4').duration < duration('2400ms')", "false"),
        ("file('scren.png').nearest", "screen.png"),
        ("['cut-in-half.png', 'screen.png'].filter(path, !file(path).decodes).join(', ')", "cut-in-half.png"),
        ("file('screen.png').pixels == file('screen-stored-otherwise.png').pixels", "true"),
        ("file('screen.png') == file('./screen.png')", "true"),
        ("file('screen.png') == file('flat.png')", "false"),
    ];
    for (expression, expected) in table {
        let Ok(program) = Program::compile(expression, &Environment::new()) else { panic!("{expression}") };
        let value = program.evaluate(&mut Frame::new().with_host(&host)).value.unwrap();
        assert_eq!(text(&value), expected, "{expression}");
    }
}
