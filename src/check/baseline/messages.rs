//! What is said about entries of a baseline.

use crate::text::Message;

pub(super) const UNUSED: Message = Message {
    en: "{rule} does not find this in {path} any more",
    ko: "{path}에서 {rule} 규칙에 걸리던 문제가 없어졌습니다",
};
pub(super) const FEWER: Message = Message {
    en: "left of {count} findings of {rule} that are alike in {path}: {found}",
    ko: "{path}에서 {rule} 규칙에 걸리던 같은 문제 {count}건 중 {found}건이 남았습니다",
};
pub(super) const GONE: Message =
    Message { en: "there is no file {path} any more", ko: "{path} 파일이 없어졌습니다" };
pub(super) const UNUSED_HELP: Message = Message {
    en: "take it out, so that it cannot hide anything new; `greenlight check --write-baseline` renews all entries",
    ko: "새로 생길 문제를 가리지 않도록 지우십시오. `greenlight check --write-baseline`으로 모든 항목을 새로 쓸 수 있습니다",
};
pub(super) const REMOVE: Message = Message { en: "remove the entry", ko: "항목 지우기" };
pub(super) const RECOUNT: Message = Message { en: "write `{found}`", ko: "`{found}`로 바꾸기" };
