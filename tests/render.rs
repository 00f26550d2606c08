//! The texts that the shipped packs send: what the guide asks for stands in its order, and a public text shows nothing that
//! must not be public, whatever a submission says.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may fail by panicking, in its helpers too"
)]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ended, Folder, run};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

/// The submissions of a pack, by the names of their folders.
fn submissions(pack: &str) -> Vec<PathBuf> {
    let folders = fs::read_dir(Path::new(FIXTURES).join(pack)).unwrap();
    let mut files: Vec<PathBuf> =
        folders.map(|entry| entry.unwrap().path().join("submission.yaml")).collect();
    files.retain(|file| file.is_file());
    files.sort();
    files
}

fn render(file: &Path, arguments: &[&str]) -> Ended {
    let folder = Folder::new();
    let mut command = folder.program();
    command.current_dir(FIXTURES).arg("render").arg(file).args(["--today", "2026-03-20"]).args(arguments);
    run(&mut command)
}

/// A copy of a shipped submission with its attachments and some of its text replaced.
fn changed(fixture: &str, changes: &[(&str, &str)]) -> (Folder, PathBuf) {
    let folder = Folder::new();
    let from = Path::new(FIXTURES).join("kakao-messaging").join(fixture);
    for entry in walkdir::WalkDir::new(&from).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            folder.add(entry.path().strip_prefix(&from).unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    let file = folder.root.join("submission.yaml");
    let mut text = fs::read_to_string(&file).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    fs::write(&file, text).unwrap();
    (folder, file)
}

fn assert_in_order(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { panic!("{part:?} is not in its place: {text}") };
        rest = after;
    }
}

#[test]
fn a_devtalk_post_follows_the_guide_in_both_languages() {
    let file = Path::new(FIXTURES).join("kakao-messaging/clean-prelaunch/submission.yaml");
    let asked: [(&str, &[&str]); 2] = [
        (
            "en",
            &[
                "RunTogether",
                "1442061",
                "Calls succeed",
                "2026-02-27",
                "individual developer",
                "OWNER's account: owner@",
                "App ID: 1442061",
                "App name: RunTogether",
                "Why: ",
                "How: ",
                "do not plan to use it",
                "1) Kakao Login",
                "Continue with Kakao",
                "5) Message received",
                "Not open yet; planned for 2026-05-11",
                "walkthrough.mp4",
            ],
        ),
        (
            "ko",
            &[
                "RunTogether",
                "정상 호출 확인일: 2026-02-27",
                "개인 개발자 비즈 앱",
                "OWNER의 개발자 계정: owner@",
                "앱 ID: 1442061",
                "- 이유: ",
                "- 방식: ",
                "사용할 계획이 없습니다",
                "1) 카카오 로그인",
                "5) 받은 메시지 확인",
                "오픈 예정일 2026-05-11",
                "walkthrough.mp4",
                "테스트 완료일",
            ],
        ),
    ];
    for (language, parts) in asked {
        let ended = render(&file, &["--lang", language]);
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        assert_in_order(&ended.stdout, parts);
        assert!(!ended.stdout.contains('{') && !ended.stdout.contains("null"), "{}", ended.stdout);
    }
    assert_eq!(render(&file, &[]).stdout, render(&file, &["--lang", "en"]).stdout, "as it is written");
}

#[test]
fn the_form_has_its_three_fields_and_one_file() {
    let file = Path::new(FIXTURES).join("kakao-messaging/clean-live/submission.yaml");
    let ended = render(&file, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let parts = [
        "[서비스 정보]",
        "https://moimcal.co.kr",
        "apps.apple.com",
        "play.google.com",
        "[서비스 적용 화면]",
        "evidence/upload.pdf",
        "[신청 사유 및 활용 시나리오]",
        "신청 사유: 모임을",
        "1) 카카오 로그인",
        "함께 사용합니다",
    ];
    assert_in_order(&ended.stdout, &parts);
    assert!(!ended.stdout.contains("999-88-00014") && !ended.stdout.contains(".png"), "{}", ended.stdout);
}

#[test]
fn no_public_post_shows_a_business_number_or_a_certificate() {
    let mut posts = 0;
    for file in submissions("kakao-messaging") {
        let text = fs::read_to_string(&file).unwrap();
        let ended = render(&file, &["--draft", "--text", "devtalk-post"]);
        if ended.stdout.is_empty() {
            continue;
        }
        posts += 1;
        let secrets = text.lines().filter_map(|line| {
            let (key, value) = line.trim().split_once(": ")?;
            let is_secret = key == "registration_number" || value.contains("private/");
            is_secret.then(|| value.split(['"', '#', ' ', ',', '}']).find(|part| part.len() > 4)).flatten()
        });
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        for secret in secrets {
            assert!(!ended.stdout.contains(secret), "{}: {secret}", file.display());
            let is_number = secret.len() >= 10 && digits(secret).len() >= 10;
            assert!(!is_number || !digits(&ended.stdout).contains(&digits(secret)), "{}", file.display());
        }
    }
    assert!(posts >= 6, "{posts}");
}

#[test]
fn the_certificate_goes_into_a_message_of_its_own() {
    let file = Path::new(FIXTURES).join("kakao-messaging/wrong-business-number/submission.yaml");
    let ended = render(&file, &["--draft"]);
    let (post, message) =
        ended.stdout.split_once("----- 사업자등록증을 보내는 @kakao 비공개 메시지 -----").unwrap();
    assert!(post.contains("----- 데브톡 공개 글 -----") && !post.contains("사업자등록번호"), "{post}");
    assert_in_order(
        message,
        &["앱 ID 1394823", "owner@dongne.co.kr", "사업자등록번호", "상호", "사업자등록증 사본 (첨부)"],
    );
    let (_folder, whole) =
        changed("wrong-business-number", &[("channel: devtalk_post", "channel: devtalk_message")]);
    let ended = render(&whole, &["--draft"]);
    assert_in_order(
        &ended.stdout,
        &["사업자등록번호", "OWNER의 개발자 계정", "이유", "1) 카카오 로그인", "실제 동작 화면"],
    );
    assert!(!ended.stdout.contains("-----"), "one text needs no heading: {}", ended.stdout);
}

#[test]
fn a_number_that_a_free_text_repeats_is_refused_where_it_stands() {
    let original = Path::new(FIXTURES).join("kakao-messaging/wrong-business-number/submission.yaml");
    let text = fs::read_to_string(original).unwrap();
    let number = text.lines().find_map(|line| line.trim().strip_prefix("registration_number: ")).unwrap();
    let digits: String = number.chars().filter(char::is_ascii_digit).take(10).collect();
    let repeated = format!("{digits} 회원이 모임 화면에서");
    let (_folder, file) = changed("wrong-business-number", &[("회원이 모임 화면에서", &repeated)]);
    let ended = render(&file, &["--draft", "--lang", "ko"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""));
    assert!(ended.stderr.contains("render/withheld") && ended.stderr.contains(&digits), "{}", ended.stderr);
}

#[test]
fn nothing_is_printed_while_errors_remain_unless_it_is_a_draft() {
    for file in submissions("kakao-messaging").into_iter().chain(submissions("google-oauth-verification")) {
        let mut check = Folder::new().program();
        check.current_dir(FIXTURES).arg("check").arg(&file).args(["--today", "2026-03-20"]);
        let has_errors = run(&mut check).code == Some(1);
        let ended = render(&file, &[]);
        assert_eq!(ended.code, Some(i32::from(has_errors)), "{}: {}", file.display(), ended.stderr);
        assert_eq!(ended.stdout.is_empty(), has_errors, "{}", file.display());
        let draft = render(&file, &["--draft", "--lang", "en"]);
        if draft.code == Some(0) {
            assert_eq!(draft.stdout.contains("[DRAFT, not to be sent"), has_errors, "{}", draft.stdout);
        }
    }
}

#[test]
fn a_draft_shows_no_key_either() {
    let file = Path::new(FIXTURES).join("kakao-messaging/password-in-public-post/submission.yaml");
    let ended = render(&file, &["--draft"]);
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""), "{}", ended.stderr);
    assert!(ended.stderr.contains("secret-in-submission"), "{}", ended.stderr);
}

#[test]
fn google_gets_the_fields_of_its_form_in_english() {
    let file = Path::new(FIXTURES).join("google-oauth-verification/clean-calendar/submission.yaml");
    let ended = render(&file, &[]);
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let parts = [
        "App name: Moimcal",
        "help@moimcal.co.kr",
        "Home page: https://moimcal.co.kr",
        "moimcal.co.kr/privacy",
        "calendar.events: When a member joins",
        "youtube.com/watch",
        "Sign in with any Google Account",
    ];
    assert_in_order(&ended.stdout, &parts);
}
