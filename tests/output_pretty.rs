//! What a person sees.

#[path = "support/samples.rs"]
mod samples;

use greenlight::finding::Severity;
use greenlight::output::Options;
use greenlight::text::Language;
use samples::{at, error, fix, label, run, source, write};

const SUBMISSION: &str = "\
policy: kakao-messaging/v1
process: additional_features
request:
  apis: [send_to_friends, friends_list]   # 친구에게 보내기
  friends_list:
    planned: false
app:
  id: 1394625
  name: 카카오 모임달력
service:
  status: live
  urls: {}
usage:
  reason: |
    모임 일정을 친구에게 알려
    함께 갈 사람을 모읍니다.
    두 번째 문단입니다.
    세 번째 문단입니다.
    네 번째 문단입니다.
";

#[test]
fn look() {
    let a = source("submissions/moimcal/submission.yaml", SUBMISSION);
    let b = source("submissions/other/submission.yaml", "app:\n  id: 1394625\n");
    let mut one = error("friends-plan-undeclared", &a, "false", "`friends_list` is among the APIs, but `request.friends_list.planned` is not true");
    one.labels.push(label(&a, "friends_list]", "because `apis` names it here"));
    one.help = Some("say that the friends list will be read, or take `friends_list` out of `apis`".into());
    one.why = Some("Reviewers must know whether the friends list is read; a request that hides it is sent back.".into());
    one.quote = Some("'친구 목록 가져오기 API’를 함께 사용하실 계획이라면 알려주시기 바랍니다.".into());
    one.url = Some("https://devtalk.kakao.com/t/api-how-to-request-permission-for-messaging-api/80421".into());
    one.fix = fix(&a, "false", "set `planned` to `true`", "true");
    let mut two = error("app-name-kakao", &a, "카카오", "앱 이름에 `카카오`를 쓸 수 없습니다");
    two.severity = Severity::Warning;
    let mut three = error("schema/required", &a, "urls", "`web` is missing");
    three.labels.push(label(&a, "live", "a live service has an address"));
    three.labels.push(label(&a, "urls: {}", "in this mapping"));
    let mut four = error("app-id-shared", &a, "1394625", "the app id is used by two owners");
    four.labels.push(label(&b, "1394625", "and here"));
    let mut five = error("reason-thin", &a, "모임 일정을 친구에게 알려\n    함께 갈 사람을 모읍니다.\n    두 번째 문단입니다.\n    세 번째 문단입니다.\n    네 번째 문단입니다.", "the reason says nothing");
    five.severity = Severity::Info;
    let six = greenlight::finding::Finding::new("io/read", Severity::Error, greenlight::text::Location::file(&source("submissions/gone.yaml", "")), "the file cannot be read: permission denied".into());
    let run = run(vec![one, two, three, four, five, six]);
    println!("{}", write("pretty", &run, &Options { color: std::env::var("C").is_ok(), language: if std::env::var("K").is_ok() {Language::Ko} else {Language::En}, ..Options::default() }));
    println!("{}", write("concise", &run, &Options::default()));
    println!("{}", write("json", &run, &Options::default()));
    let _ = at;
}
