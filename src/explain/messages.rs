//! The headings and standing sentences of pages.

use crate::text::Message;

pub(super) static WHY: Message = Message { en: "Why", ko: "이유" };
pub(super) static REQUIREMENT: Message = Message { en: "The requirement", ko: "요구 사항" };
pub(super) static FAILS: Message = Message { en: "Found in", ko: "문제로 찾는 예" };
pub(super) static FAILS_FILE: Message = Message { en: "Found in {path}", ko: "문제로 찾는 예: {path}" };
pub(super) static WITH_FILE: Message = Message { en: "With {path}", ko: "함께 쓰는 파일: {path}" };
pub(super) static OUTPUT: Message = Message { en: "What greenlight says", ko: "greenlight의 출력" };
pub(super) static PASSES: Message = Message { en: "Not found in", ko: "통과하는 예" };
pub(super) static PASSES_FILE: Message =
    Message { en: "Not found in {path}", ko: "통과하는 예: {path}" };
pub(super) static FIX: Message = Message { en: "What to do", ko: "해결 방법" };
pub(super) static IGNORE: Message = Message { en: "How to ignore it", ko: "무시하는 방법" };

pub(super) static IGNORE_HERE: Message = Message {
    en: "In one place, by a comment beside or above the entry or list item:",
    ko: "한 곳에서만 무시하려면 그 항목과 같은 줄이나 바로 위에 주석을 씁니다.",
};
pub(super) static REASON: Message = Message { en: "why it may stay as it is", ko: "그대로 두는 이유" };
pub(super) static NOT_IGNORED_HERE: Message = Message {
    en: "Not in a document: the pack forbids it.",
    ko: "문서 안에서는 무시할 수 없습니다. 팩이 금지합니다.",
};
pub(super) static IGNORE_FOR_ALL: Message = Message {
    en: "For all files, in greenlight.yaml:",
    ko: "모든 파일에서 무시하려면 greenlight.yaml에 씁니다.",
};
pub(super) static NEVER_IGNORED: Message = Message {
    en: "Not at all: what cannot be read, or what is wrong with the policy itself, leaves submissions unchecked.",
    ko: "무시할 수 없습니다. 읽지 못한 파일이나 잘못된 정책은 신청서를 검사하지 못한 채로 남깁니다.",
};

pub(super) static INDEX_TITLE: Message =
    Message { en: "Everything that greenlight can find", ko: "greenlight가 찾는 모든 문제" };
pub(super) static INDEX_INTRODUCTION: Message = Message {
    en: "Each id has its section, made from the rules and tables themselves; `greenlight explain ID` shows the same.",
    ko: "규칙 파일과 표에서 만든 페이지입니다. `greenlight explain ID`로도 같은 내용을 볼 수 있습니다.",
};
pub(super) static ENGINE_TITLE: Message = Message {
    en: "Findings of greenlight itself: {family}/…",
    ko: "greenlight 자체의 문제: {family}/…",
};
