//! What is said about the baseline of a run.

use crate::text::Message;

pub(super) static NO_BASELINE: Message =
    Message { en: "there is no baseline {path}", ko: "{path} 베이스라인이 없습니다" };
pub(super) static NO_BASELINE_HELP: Message = Message {
    en: "`--write-baseline` with the same flags writes it",
    ko: "같은 옵션에 `--write-baseline`을 더하면 새로 씁니다",
};
pub(super) static WRITTEN: Message = Message {
    en: "{path} now knows {count} findings: {added} new, {dropped} dropped",
    ko: "{path}에 문제 {count}건을 기록했습니다. 새로 넣은 것 {added}건, 뺀 것 {dropped}건입니다",
};
pub(super) static UNCHANGED: Message = Message {
    en: "{path} stays as it is: {count} findings",
    ko: "{path}에 바뀐 것이 없습니다. 문제는 {count}건입니다",
};
pub(super) static NOTHING_TO_WRITE: Message = Message {
    en: "nothing is found that a baseline could know, so {path} is not written",
    ko: "베이스라인에 기록할 문제가 없어 {path}를 쓰지 않았습니다",
};
