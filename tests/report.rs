//! The page for reviewers: everything that was found is on it, nothing on it runs or loads, whatever a submission says, and a
//! real browser shows it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;
#[path = "support/system.rs"]
mod system;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use greenlight::project::Attachments;
use program::{Ended, Folder, run};
use serde_json::Value;
use system::has;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const TODAY: [&str; 2] = ["--today", "2026-03-20"];

/// Writes the page about these paths; how the command ended, and the page.
fn report(folder: &Folder, paths: &[&str], arguments: &[&str]) -> (Ended, String) {
    let output = folder.root.join("page");
    let mut command = folder.program();
    command
        .current_dir(ROOT)
        .arg("report")
        .args(paths)
        .args(TODAY)
        .args(arguments)
        .arg("--output")
        .arg(&output);
    let ended = run(&mut command);
    (ended, fs::read_to_string(output.join("index.html")).unwrap_or_default())
}

/// The page about the shipped submissions.
fn shipped(language: &str) -> (Folder, String) {
    let folder = Folder::new();
    let paths = ["fixtures/kakao-messaging", "fixtures/google-oauth-verification"];
    let (ended, page) = report(&folder, &paths, &["--lang", language]);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    (folder, page)
}

/// What a reader sees: the text without tags, entities resolved, blanks made one.
fn seen(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let mut text = String::new();
    for part in body.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_finding_is_on_the_page_in_both_languages() {
    for language in ["en", "ko"] {
        let (folder, page) = shipped(language);
        let mut check = folder.program();
        check.current_dir(ROOT).args([
            "check",
            "fixtures/kakao-messaging",
            "fixtures/google-oauth-verification",
        ]);
        check.args(TODAY).args(["--output-format", "json", "--lang", language]);
        let found: Value = serde_json::from_str(&run(&mut check).stdout).unwrap();
        let text = seen(&page).replace('`', "");
        let findings = found["findings"].as_array().unwrap();
        assert!(findings.len() > 60);
        for finding in findings {
            for part in ["message", "help"].iter().filter_map(|key| finding[key].as_str()) {
                let part = part.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "");
                assert!(text.contains(&part), "{language}: {part}");
            }
        }
        assert_eq!(page.matches("<div class=\"finding ").count(), findings.len());
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
    }
}

#[test]
fn submissions_stand_by_state_with_what_they_lack_and_their_evidence_in_order() {
    let (_folder, page) = shipped("ko");
    let text = seen(&page);
    let (unready, ready) = text.split_once(" 준비된 신청서 ").unwrap().1.split_once("준비된 신청서").unwrap();
    assert!(unready.contains("책돌림") && unready.contains("빠진 항목 app.id"), "{unready}");
    assert!(ready.contains("모임달력") && ready.contains("RunTogether"), "{ready}");
    assert!(!ready.contains("미충족"), "a ready one meets every requirement");
    let card = page.split("<article").find(|card| card.contains("<h3>모임달력</h3>")).unwrap();
    let captions: Vec<&str> =
        card.split("<figcaption><b>").skip(1).map(|part| part.split("</b>").next().unwrap()).collect();
    let shown = [
        "카카오 로그인",
        "동의항목 동의",
        "친구 목록 확인, 친구와 메시지 선택",
        "메시지 전송",
        "받은 메시지 확인",
    ];
    assert_eq!(captions[..5], shown);
    assert_eq!(card.matches("src=\"data:image/jpeg;base64,").count(), 5);
    assert!(seen(card).contains("mp4 0:14 · ") && seen(card).contains("pdf 1쪽 · "), "{}", seen(card));
    assert_eq!(card.matches("<li><span class=\"chip met\">").count(), 42, "all requirements");
}

#[test]
fn two_pages_are_the_same_to_the_byte() {
    assert_eq!(shipped("en").1, shipped("en").1);
}

#[test]
fn a_page_of_nothing_is_not_written() {
    let folder = Folder::new();
    folder.add("notes.yaml", "a: 1\n");
    let output = folder.root.join("page");
    let ended = run(folder.program().args(["report", "--output"]).arg(&output));
    assert_eq!(ended.code, Some(3), "{}", ended.stderr);
    assert!(!output.exists());
}

/// A submission whose every text tries to become markup.
fn hostile(folder: &Folder) {
    let from = Path::new(ROOT).join("fixtures/kakao-messaging/no-app-id");
    for entry in
        walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok).filter(|it| it.file_type().is_file())
    {
        folder.add(entry.path().strip_prefix(&from).unwrap(), fs::read(entry.path()).unwrap());
    }
    let evil =
        "'\\\"><img src=x onerror=alert(1)><script>alert(1)</script></style><a href=javascript:alert(1)>'";
    let text = fs::read_to_string(folder.root.join("submission.yaml")).unwrap();
    let text = text
        .replace("책돌림", evil)
        .replace("file: evidence/send.png", "file: \"evidence/<svg onload=1>.png\"");
    folder.add("submission.yaml", text + &format!("unknown: {evil}\n{evil}: 1\n"));
}

/// Asserts that nothing of a page runs, loads or leads anywhere but to the pages that rules quote.
fn assert_harmless(page: &str) {
    let body = page.split_once("<body>").unwrap().1.split_once("</body>").unwrap().0;
    let tags: Vec<&str> = body.split('<').skip(1).filter_map(|part| part.split('>').next()).collect();
    let names: HashSet<&str> = tags.iter().filter_map(|tag| tag.split_whitespace().next()).collect();
    let known = "h1 h2 h3 h4 header main section article nav footer p div span ul ol li dl dt dd a b code mark u figure \
                 figcaption img blockquote details summary";
    let known: HashSet<&str> = known.split_whitespace().collect();
    let unknown: Vec<&&str> =
        names.iter().filter(|name| !known.contains(name.trim_start_matches('/'))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for tag in tags {
        let mut rest = tag;
        while let Some((before, after)) = rest.split_once("=\"") {
            let name = before.split_whitespace().next_back().unwrap();
            let (value, next) = after.split_once('"').unwrap();
            let is_right = match name {
                "src" => value.starts_with("data:image/jpeg;base64,"),
                "href" => value.starts_with("https://") || value.starts_with("#s"),
                "class" | "id" | "alt" | "width" | "height" | "rel" => true,
                _ => false,
            };
            assert!(is_right, "{name}={value}");
            rest = next;
        }
    }
}

#[test]
fn nothing_on_a_page_runs_or_loads() {
    assert_harmless(&shipped("en").1);
    let folder = Folder::new();
    hostile(&folder);
    let (ended, page) = report(&folder, &[folder.root.to_str().unwrap()], &[]);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert!(seen(&page).contains("<script>alert(1)</script>"), "shown as it is written");
    assert_harmless(&page);
    assert!(page.contains("default-src 'none'; img-src data:; style-src 'sha256-"));
}

/// Runs Chromium without a window on a page, with a profile of its own.
fn chromium(page: &Path, arguments: &[&str]) -> Ended {
    let profile = tempfile::tempdir().unwrap();
    let mut command = Command::new("chromium");
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--hide-scrollbars",
    ]);
    command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    command.arg(format!("--user-data-dir={}", profile.path().display())).args(arguments);
    run(command.arg(format!("file://{}", page.display())))
}

/// The pixels of a picture that Chromium took, three bytes each, and its width.
fn pixels(path: &Path) -> (Vec<[u8; 3]>, usize) {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).unwrap()));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut samples).unwrap();
    let pixel = |pixel: &[u8]| [pixel[0], pixel[1], pixel[2]];
    (
        samples[..frame.buffer_size()].chunks(frame.color_type.samples()).map(pixel).collect(),
        frame.width as usize,
    )
}

#[test]
fn a_browser_shows_the_page_at_every_width_and_on_paper() {
    if !has("chromium", &["chromium", "fonts-nanum"]) || !has("pdftotext", &["poppler-utils"]) {
        return;
    }
    let folder = Folder::new();
    let (_, page) =
        report(&folder, &["fixtures/kakao-messaging/clean-live", "fixtures/kakao-messaging/no-app-id"], &[]);
    let path = folder.root.join("page/index.html");

    let dom = chromium(&path, &["--dump-dom"]).stdout;
    assert!(!dom.contains("<script"), "{dom}");
    let words = |page: &str| seen(page).replace('\u{a0}', " ");
    assert_eq!(words(&dom), words(&page), "the browser reads what was written");

    for width in [1100, 390] {
        let picture = folder.root.join("page.png");
        chromium(
            &path,
            &[&format!("--window-size={width},1600"), &format!("--screenshot={}", picture.display())],
        );
        let (pixels, actual) = pixels(&picture);
        assert_eq!(actual, width);
        // The style holds: the policy of the page lets its own style through.
        let paper = [0xF4, 0xF5, 0xF7];
        assert_eq!(pixels[0], paper);
        let red = |pixel: &&[u8; 3]| **pixel == [0xB3, 0x26, 0x1E];
        assert!(pixels.iter().filter(red).count() > 200, "what is wrong is marked in red");
        // Nothing is wider than the window: the last column is paper all the way down.
        assert!(pixels.chunks(width).all(|row| row[width - 1] == paper), "{width}");
    }

    let paper = folder.root.join("page.pdf");
    chromium(&path, &["--no-pdf-header-footer", &format!("--print-to-pdf={}", paper.display())]);
    let printed = run(Command::new("pdftotext").args(["-raw"]).arg(&paper).arg("-")).stdout;
    for expected in ["app-id-missing", "After permission is granted", "Submissions for review"] {
        assert!(printed.contains(expected), "closed parts are printed too: {expected}");
    }
}

#[test]
fn small_pictures_are_small_and_what_is_no_picture_is_named() {
    let files = Path::new(ROOT).join("fixtures/attachments");
    let attachments = Attachments::new(&files);
    let mut pictures = 0;
    let mut names: Vec<PathBuf> = walkdir::WalkDir::new(&files)
        .into_iter()
        .filter_map(Result::ok)
        .map(|entry| entry.into_path())
        .collect();
    names.sort();
    for path in names.iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let preview = attachments.preview(path, name, true);
        assert_eq!(attachments.preview(path, name, false).picture, None);
        assert_eq!(preview.size, fs::metadata(path).unwrap().len(), "{name}");
        let Some((jpeg, width, height)) = preview.picture else { continue };
        pictures += 1;
        assert!(jpeg.starts_with(&[0xFF, 0xD8]) && jpeg.ends_with(&[0xFF, 0xD9]), "{name}");
        assert!(width.max(height) <= 480 && width.min(height) <= 320 && jpeg.len() < 120_000, "{name}");
    }
    assert!(pictures >= 5, "{pictures}");
    assert_eq!(attachments.preview(&files.join("a.yaml"), "none.png", true), Default::default());
    assert_eq!(attachments.preview(&files.join("a.yaml"), "../../Cargo.toml", true), Default::default());
}
