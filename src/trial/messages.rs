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
pub(super) const NOT_THERE: Message = Message {
    en: "{rule} underlines no {text} on line {line}",
    ko: "{line}번째 줄에서 {rule} 규칙이 {text}에 밑줄을 긋지 않습니다",
};
pub(super) const RULE_NOT_THERE: Message = Message {
    en: "{rule} finds nothing on line {line}",
    ko: "{line}번째 줄에서 {rule} 규칙이 아무것도 찾지 못했습니다",
};
pub(super) const FOUND_NEAR: Message =
    Message { en: "what is found there: {found}", ko: "찾은 것: {found}" };
pub(super) const NOT_EXPECTED: Message = Message {
    en: "{rule} finds this, but it is not expected: {message}",
    ko: "예상하지 않은 것을 {rule} 규칙이 찾았습니다: {message}",
};
pub(super) const EXPECT_HERE: Message = Message {
    en: "if that is right, write {text} behind the line, or `# expect-next:` above it",
    ko: "맞다면 줄 끝에 {text:을/를} 적거나 윗줄에 `# expect-next:`로 적으십시오",
};
pub(super) const EXPECT_IN_LIST: Message = Message {
    en: "if that is right, add {text} to {path}",
    ko: "맞다면 {path}에 {text:을/를} 적으십시오",
};
pub(super) const NO_EXPECTATION: Message = Message {
    en: "this says of no finding that it is expected",
    ko: "예상하는 문제를 알 수 없습니다",
};
pub(super) const NO_EXPECTATION_HELP: Message = Message {
    en: "write `# expect: rule-id \"underlined text\"`, several divided by commas; in a list `LINE:\"text\" severity rule-id`",
    ko: "`# expect: rule-id \"밑줄 친 글\"` 꼴로, 여러 개는 쉼표로 나누어 적으십시오. 목록에서는 `줄:\"글\" severity rule-id`입니다",
};
