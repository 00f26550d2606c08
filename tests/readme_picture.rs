//! The picture in the README is what the program prints today. `GREENLIGHT_BLESS=1` writes it anew.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/samples.rs"]
mod samples;
#[path = "support/terminal.rs"]
mod terminal;

use std::path::Path;

use greenlight::finding::Severity;
use greenlight::output::Options;
use samples::{error, fix, label, run, source, write};

const SUBMISSION: &str = "\
policy: kakao-messaging/v1
process: additional_features
request:
  apis: [send_to_friends, friends_list]   # 함께 갈 친구 고르기
  friends_list:
    planned: false
app:
  name: 카카오 모임달력 📅
  owner: { email: owner@moimcal.co.kr, role: EDITOR }
";

#[test]
fn the_picture_of_the_readme_is_what_is_printed() {
    let text = source("submissions/moimcal/submission.yaml", SUBMISSION);
    let mut plan = error(
        "friends-plan-undeclared",
        &text,
        "false",
        "`friends_list` is used, but not declared as planned",
    );
    plan.labels = vec![label(&text, "friends_list]", "`apis` names it here")];
    plan.help = Some("declare the plan, or take `friends_list` out of `apis`".to_owned());
    plan.fix = fix(&text, "false", "set `planned` to `true`", "true");
    plan.quote = Some("'친구 목록 가져오기 API’를 함께 사용하실 계획이라면 알려주시기 바랍니다.".to_owned());
    plan.url = Some("https://devtalk.kakao.com/t/80421".to_owned());
    let mut name =
        error("app-name-kakao", &text, "카카오", "only Kakao's own apps may have `카카오` in their name");
    name.labels = vec![label(&text, "모임달력 📅", "this alone is a good name")];
    let mut owner = error("owner-role", &text, "EDITOR", "the account is not the OWNER of the app");
    owner.severity = Severity::Warning;
    let printed =
        write("pretty", &run(vec![plan, name, owner]), &Options { color: true, ..Options::default() });

    let ansi = format!("\u{1b}[32m$\u{1b}[0m greenlight check\n\n{printed}");
    let description = "greenlight check underlines what would get a submission rejected";
    let picture = terminal::picture("greenlight check", description, &ansi, 80);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/images/check.svg");
    if std::env::var_os("GREENLIGHT_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &picture).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == picture, "{} is stale: run with GREENLIGHT_BLESS=1, and look at it", path.display());
}
