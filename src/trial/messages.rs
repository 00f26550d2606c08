//! What is said about examples.

use crate::text::Message;

pub(super) const SHOULD_PASS: Message = Message {
    en: "this example should pass, but the rule finds: {message}",
    ko: "통과해야 하는 예제인데 규칙이 찾았습니다: {message}",
};
pub(super) const SHOULD_FAIL: Message = Message {
    en: "the rule finds nothing in this example, which should fail",
    ko: "실패해야 하는 예제인데 규칙이 아무것도 찾지 못했습니다",
};
pub(super) const NOT_FOUND: Message = Message {
    en: "the rule does not underline {text}",
    ko: "규칙이 {text}에 밑줄을 긋지 않습니다",
};
pub(super) const NOT_LISTED: Message = Message {
    en: "the rule underlines this too, but `finds` does not list it: {message}",
    ko: "`finds`에 없는 곳에도 밑줄을 그었습니다: {message}",
};
pub(super) const OTHER_ORDER: Message = Message {
    en: "{text} comes in another order: the findings underline {found}",
    ko: "{text}의 순서가 다릅니다. 밑줄 순서는 {found}입니다",
};
pub(super) const UNDERLINED: Message =
    Message { en: "it underlines {found}", ko: "실제로는 {found}에 밑줄을 긋습니다" };
pub(super) const BAD_TODAY: Message = Message {
    en: "{text} is not a date such as 2026-03-09",
    ko: "{text:은/는} 2026-03-09 같은 날짜가 아닙니다",
};
pub(super) const NO_PASS: Message = Message {
    en: "the rule has no example that passes",
    ko: "규칙에 통과하는 예제가 없습니다",
};
pub(super) const NO_FAIL: Message =
    Message { en: "the rule has no example that fails", ko: "규칙에 실패하는 예제가 없습니다" };
pub(super) const EXAMPLE_HELP: Message = Message {
    en: "add one under `examples:`, as small as it can be",
    ko: "`examples:` 아래에 되도록 작은 예제를 하나 넣으십시오",
};
pub(super) const NO_FIXTURE: Message = Message {
    en: "there is no fixture {text} below `fixtures/` of this pack",
    ko: "이 팩의 `fixtures/` 아래에 {text} 픽스처가 없습니다",
};
pub(super) const NO_FIXED: Message = Message {
    en: "no example shows what the fix makes",
    ko: "`fix`의 결과를 보여 주는 예제가 없습니다",
};
pub(super) const FIXED_HELP: Message = Message {
    en: "add `fixed:` to a failing example: the document after the fix",
    ko: "실패하는 예제에 고친 뒤의 문서를 `fixed:`로 넣으십시오",
};
pub(super) const NOTHING_FIXED: Message = Message {
    en: "the fix changes nothing in this example",
    ko: "이 예제에서 `fix`로 바뀌는 것이 없습니다",
};
pub(super) const FIXED_DIFFERS: Message = Message {
    en: "the fix makes something else: line {line} is {found}, not {wanted}",
    ko: "`fix`의 결과가 다릅니다: {line}번째 줄이 {wanted:이/가} 아니라 {found}입니다",
};
pub(super) const NEVER_EVALUATED: Message =
    Message { en: "no example reaches this", ko: "이 부분에 이르는 예제가 없습니다" };
pub(super) const NEVER_TRUE: Message =
    Message { en: "true in no example", ko: "참이 되는 예제가 없습니다" };
pub(super) const NEVER_FALSE: Message =
    Message { en: "false in no example", ko: "거짓이 되는 예제가 없습니다" };
