//! What is said about ignores.

use crate::text::Message;

pub(super) const REASON_MISSING: Message =
    Message { en: "this ignore gives no reason", ko: "무시하는 이유가 적혀 있지 않습니다" };
pub(super) const REASON_MISSING_HELP: Message = Message {
    en: "say behind the bracket why it may stay as it is: `{head} REASON`",
    ko: "그대로 두어도 되는 이유를 괄호 뒤에 적으십시오: `{head} 이유`",
};

pub(super) const UNUSED: Message = Message {
    en: "{ids} finds nothing here to ignore",
    ko: "여기에는 {ids} 규칙에 걸리는 문제가 없습니다",
};
pub(super) const UNUSED_SEVERAL: Message = Message {
    en: "none of {ids} finds anything here to ignore",
    ko: "여기에는 {ids} 규칙에 걸리는 문제가 없습니다",
};
pub(super) const UNUSED_HELP: Message = Message {
    en: "what it was for is gone: remove it",
    ko: "무시할 문제가 없어졌으니 지우십시오",
};
pub(super) const UNUSED_ELSEWHERE_HELP: Message = Message {
    en: "an ignore covers the entry or list item that it stands beside or above, and all in it: move it there, or remove it",
    ko: "주석은 같은 줄이나 바로 아래에 있는 항목과 그 안에만 적용됩니다. 그 자리로 옮기거나 지우십시오",
};
pub(super) const NOT_COVERED: Message = Message {
    en: "{id} finds this, but the ignore does not cover it",
    ko: "{id} 규칙에 걸리는 문제는 여기 있는데, 주석이 여기까지 적용되지 않습니다",
};
pub(super) const UNBOUND_HELP: Message = Message {
    en: "nothing follows that it could cover: move it above the entry or list item, or remove it",
    ko: "적용할 항목이 뒤에 없습니다. 해당 항목 위로 옮기거나 지우십시오",
};

pub(super) const EXPIRED: Message =
    Message { en: "this ignore expired on {day}", ko: "이 무시는 {day}에 만료되었습니다" };
pub(super) const EXPIRED_HELP: Message = Message {
    en: "what it covered is reported again: mend that and remove the comment, or agree on a later day",
    ko: "무시하던 문제가 다시 보고됩니다. 문제를 고치고 주석을 지우거나 날짜를 새로 정하십시오",
};

pub(super) const UNKNOWN_RULE: Message =
    Message { en: "there is no rule {id} to ignore", ko: "{id:이라는/라는} 규칙이 없습니다" };
pub(super) const UNKNOWN_RULE_NEAREST: Message =
    Message { en: "did you mean {nearest}?", ko: "{nearest} 아닌가요?" };
pub(super) const UNKNOWN_RULE_HELP: Message = Message {
    en: "write the id that a finding shows in brackets; `greenlight rules` lists them all",
    ko: "문제의 대괄호 안에 표시되는 ID를 적으십시오. `greenlight rules`로 모두 볼 수 있습니다",
};

pub(super) const NOT_ALLOWED: Message =
    Message { en: "{id} cannot be ignored", ko: "{id:은/는} 무시할 수 없습니다" };
pub(super) const NOT_ALLOWED_BY_PACK_HELP: Message = Message {
    en: "the pack {pack} forbids it: mend what the rule finds",
    ko: "{pack} 팩이 금지합니다. 규칙이 찾은 문제를 고치십시오",
};
pub(super) const NOT_ALLOWED_HELP: Message = Message {
    en: "it tells of what keeps this text from being checked: mend that",
    ko: "검사를 가로막는 문제이므로 고쳐야 합니다",
};

pub(super) const WRONG_MARKER: Message = Message {
    en: "{written} is not understood in a comment",
    ko: "주석의 {written:을/를} 이해할 수 없습니다",
};
pub(super) const WRONG_MARKER_HELP: Message = Message {
    en: "write `greenlight:`, with a colon, in lower case",
    ko: "소문자로 쓰고 콜론을 붙여 `greenlight:`라고 적으십시오",
};
pub(super) const WRONG_WORD: Message = Message {
    en: "greenlight does not know {written} in a comment",
    ko: "greenlight 주석에 {written:은/는} 쓸 수 없습니다",
};
pub(super) const NO_NAMES: Message = Message {
    en: "this ignore names no rule and has no effect",
    ko: "규칙을 지정하지 않아 무시되는 것이 없습니다",
};
pub(super) const FORM_HELP: Message = Message {
    en: "write `# greenlight: ignore[rule-id] reason`, or `ignore-file[rule-id]` at the top of the file",
    ko: "`# greenlight: ignore[규칙-ID] 이유`라고 적거나 파일 맨 위에 `ignore-file[규칙-ID]`를 쓰십시오",
};
pub(super) const NOT_CLOSED: Message = Message {
    en: "`]` is missing behind the rules, so this ignore has no effect",
    ko: "규칙 뒤에 `]`가 없어 무시되는 것이 없습니다",
};
pub(super) const WRONG_DAY: Message = Message {
    en: "{written} is no day, so this ignore has no effect",
    ko: "{written:은/는} 날짜가 아니어서 무시되는 것이 없습니다",
};
pub(super) const WRONG_DAY_HELP: Message = Message {
    en: "write the last day on which it holds, such as `until=2027-01-31`",
    ko: "`until=2027-01-31`처럼 적용할 마지막 날을 적으십시오",
};
pub(super) const MISPLACED: Message = Message {
    en: "`ignore-file` has no effect below the top of the file",
    ko: "`ignore-file`은 파일 맨 위가 아니면 효과가 없습니다",
};
pub(super) const MISPLACED_HELP: Message = Message {
    en: "move it above the first line of content, or write `ignore` to cover the entry below",
    ko: "첫 내용보다 위로 옮기거나, 아래 항목에만 적용하려면 `ignore`라고 적으십시오",
};

pub(super) const REMOVE: Message = Message { en: "remove the comment", ko: "주석 지우기" };
pub(super) const REMOVE_NAME: Message =
    Message { en: "remove {id} from the comment", ko: "주석에서 {id} 지우기" };
pub(super) const REPLACE: Message =
    Message { en: "replace it by {nearest}", ko: "{nearest:으로/로} 바꾸기" };
