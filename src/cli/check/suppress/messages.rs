//! What is said about the baseline of a run, and about ignores that are written.

use crate::text::Message;

pub(super) static NO_BASELINE: Message =
    Message { en: "there is no baseline {path}", ko: "{path} 베이스라인이 없습니다" };
pub(super) static NO_BASELINE_HELP: Message = Message {
    en: "`--write-baseline` with the same flags writes it",
    ko: "같은 옵션에 `--write-baseline`을 더하면 새로 씁니다",
};
pub(super) static WRITTEN: Message = Message {
    en: "{path} is written; findings: {count}, new: {added}, dropped: {dropped}",
    ko: "{path}에 문제 {count}건을 기록했습니다. 새로 넣은 것 {added}건, 뺀 것 {dropped}건입니다",
};
pub(super) static UNCHANGED: Message = Message {
    en: "{path} stays as it is; findings: {count}",
    ko: "{path}에 바뀐 것이 없습니다. 문제는 {count}건입니다",
};
pub(super) static NOTHING_TO_WRITE: Message = Message {
    en: "nothing is found that a baseline could know, so {path} is not written",
    ko: "베이스라인에 기록할 문제가 없어 {path}를 쓰지 않았습니다",
};
pub(super) static NO_REASON: Message = Message {
    en: "`--add-ignore` needs a reason that can stand in a comment",
    ko: "`--add-ignore`에는 주석에 쓸 수 있는 이유를 적어야 합니다",
};
pub(super) static NO_REASON_HELP: Message = Message {
    en: "say in a few words, on one line, why what is found may stay as it is",
    ko: "찾은 문제를 그대로 두는 이유를 한 줄로 짧게 적으십시오",
};
pub(super) static IGNORED: Message = Message {
    en: "comments are written; findings ignored: {count}, files changed: {files}",
    ko: "파일 {files}개에서 문제 {count}건을 무시하도록 주석을 썼습니다",
};
pub(super) static NOT_IGNORED: Message = Message {
    en: "findings left without a comment: {count} (in JSON, on standard input, behind a syntax error, or not to be ignored)",
    ko: "{count}건은 JSON이나 표준 입력에 있거나, 문법 오류가 있는 파일에 있거나, 무시할 수 없는 문제여서 주석을 쓰지 못했습니다",
};
