//! `greenlight new pack NAME`: manifest, schema, two rules and a fixture, in the folder shape of packs, beside
//! `greenlight.yaml`.

use super::{File, is_name, messages, no_name, say, write};
use crate::cli::failure::Failure;
use crate::cli::setup::Setup;
use crate::rule::embedded_packs;

/// Writes the pack.
pub(super) fn run(name: &str, setup: &Setup) -> Result<(), Failure> {
    if !is_name(name) {
        return Err(no_name(name, setup));
    }
    if embedded_packs().any(|own| own == name) {
        let parameters = [("name", format!("`{name}`"))];
        return Err(Failure::new(&messages::PACK_THERE, setup.language, &parameters).help(
            &messages::THERE_ALREADY_HELP,
            setup.language,
            &[],
        ));
    }
    let file = |(path, text): &(&str, &str)| File {
        path: setup.project.base().join(path.replace("NAME", name)),
        text: text.replace("NAME", name),
    };
    let files: Vec<File> = FILES.iter().map(file).collect();
    let mut packs: Vec<String> = setup.config.packs.iter().map(|pack| pack.value.clone()).collect();
    if packs.is_empty() {
        packs.extend(embedded_packs().map(str::to_owned));
    }
    if !packs.iter().any(|pack| pack == "." || pack == "./") {
        packs.push(".".to_owned());
    }
    let next = say(&messages::NEXT_PACK, setup, &[("packs", packs.join(", "))]);
    write(&files, &next, setup)
}

/// The files of a pack, with `NAME` for its name. A test holds that they pass `greenlight test`.
const FILES: [(&str, &str); 5] = [
    (
        "rules/NAME/pack.yaml",
        r#"# The manifest of the pack; `greenlight schema pack` describes each key.
pack: NAME
version: 1
title:
  en: "REPLACE: what is asked for"
  ko: "바꿔 쓰기: 무엇을 신청하는지"
schema: NAME.schema.json
languages: [en, ko]
"#,
    ),
    (
        "rules/NAME/title-missing.yaml",
        r#"# A rule may speak for a keyword of the schema: where the keyword fails, the finding has the words of the rule.
rule: title-missing
severity: error
title:
  en: the title is missing
  ko: 제목이 없습니다
why:
  en: "REPLACE: why it matters to whoever decides"
  ko: "바꿔 쓰기: 판단하는 사람에게 왜 중요한지"
schema: /required/title
message:
  en: the request has no title
  ko: 요청에 제목이 없습니다
help:
  en: say in a few words what is asked for
  ko: 무엇을 신청하는지 짧게 쓰십시오
examples:
  - pass: |
      title: A new key for the office
  - fail: |
      urgent: true
    finds: [urgent]
"#,
    ),
    (
        "rules/NAME/urgency-unexplained.yaml",
        r#"# A rule with a condition: `when` it applies, what it must `require`, and what is underlined (`at`).
rule: urgency-unexplained
severity: warning
title:
  en: an urgent request gives no reason
  ko: 급한 요청인데 이유가 없습니다
why:
  en: "REPLACE: why it matters to whoever decides"
  ko: "바꿔 쓰기: 판단하는 사람에게 왜 중요한지"
when: this.?urgent.orValue(false)
require: has(this.reason)
at: this.urgent
message:
  en: "`{this.title}` is urgent, but gives no reason"
  ko: "급한 요청 `{this.title}`에 이유가 없습니다"
help:
  en: add `reason`, or take `urgent` out
  ko: "`reason`을 넣거나 `urgent`를 지우십시오"
examples:
  - pass: |
      title: A new key for the office
      urgent: true
      reason: the shop opens on Monday
  - fail: |
      title: A new key for the office
      urgent: true
    finds: ["true"]
"#,
    ),
    (
        "schemas/NAME.schema.json",
        r#"{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "REPLACE: what a submission is",
  "description": "REPLACE: what it asks for, and who decides",
  "x-ko": { "title": "바꿔 쓰기: 신청서의 이름", "description": "바꿔 쓰기: 무엇을 신청하고 누가 판단하는지" },
  "type": "object",
  "required": ["policy", "title"],
  "additionalProperties": false,
  "properties": {
    "policy": {
      "title": "Policy pack and version",
      "description": "The pack that this submission is checked against.",
      "x-ko": { "title": "정책 팩과 버전", "description": "이 신청서를 점검할 정책 팩과 버전입니다." },
      "const": "NAME/v1"
    },
    "title": {
      "title": "Title",
      "description": "What is asked for, in a few words.",
      "x-ko": { "title": "제목", "description": "무엇을 신청하는지 짧게 적습니다.", "examples": ["사무실 열쇠 추가"] },
      "type": "string",
      "minLength": 1,
      "examples": ["A new key for the office"]
    },
    "urgent": {
      "title": "Urgent",
      "description": "Whether it cannot wait.",
      "x-ko": { "title": "긴급", "description": "기다릴 수 없는 요청인지 적습니다." },
      "type": "boolean"
    },
    "reason": {
      "title": "Reason",
      "description": "Why it is asked for.",
      "x-ko": { "title": "이유", "description": "신청하는 이유입니다.", "examples": ["월요일에 매장을 엽니다"] },
      "type": "string",
      "minLength": 1,
      "examples": ["the shop opens on Monday"]
    }
  }
}
"#,
    ),
    (
        "fixtures/NAME/clean/submission.yaml",
        r"# A whole submission in which nothing is found.
policy: NAME/v1
title: A new key for the office
urgent: true
reason: the shop opens on Monday
",
    ),
];
