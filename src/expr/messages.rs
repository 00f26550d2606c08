//! What the expression language says to its users, in every language. Knows no place where a message is used.

use crate::text::Message;

// Static checks

pub(super) static WRITE_OPERATOR: Message =
    Message { en: "write {operator}", ko: "{operator:으로/로} 쓰십시오" };

pub(super) static UNKNOWN_VARIABLE: Message =
    Message { en: "there is no variable {name}", ko: "{name:이라는/라는} 변수는 없습니다" };

pub(super) static UNKNOWN_FUNCTION: Message =
    Message { en: "there is no function {name}", ko: "{name:이라는/라는} 함수는 없습니다" };

pub(super) static CALLED_OTHERWISE: Message = Message {
    en: "{name} is not called like this",
    ko: "{name:은/는} 이렇게 호출하지 않습니다",
};

pub(super) static UNKNOWN_FIELD: Message = Message {
    en: "there is no field {name} here",
    ko: "여기에는 {name:이라는/라는} 필드가 없습니다",
};

pub(super) static DID_YOU_MEAN: Message =
    Message { en: "did you mean {nearest}?", ko: "{nearest:을/를} 쓰려던 것입니까?" };

pub(super) static NO_FIELDS: Message = Message {
    en: "a value of type `{type}` has no fields",
    ko: "`{type}` 형식의 값에는 필드가 없습니다",
};

pub(super) static NO_INDEX: Message = Message {
    en: "a value of type `{type}` cannot be indexed with `{index}`",
    ko: "`{type}` 형식의 값에는 `{index}` 형식의 인덱스를 쓸 수 없습니다",
};

pub(super) static NO_WALK: Message = Message {
    en: "a value of type `{type}` has no elements",
    ko: "`{type}` 형식의 값에는 요소가 없습니다",
};

pub(super) static NOT_A_BOOL: Message = Message {
    en: "expected true or false, found a value of type `{type}`",
    ko: "참이나 거짓이 와야 하는데 `{type}` 형식의 값이 있습니다",
};

pub(super) static NOT_A_LIST: Message = Message {
    en: "expected a list, found a value of type `{type}`",
    ko: "목록이 와야 하는데 `{type}` 형식의 값이 있습니다",
};

pub(super) static SAME_SIDES: Message =
    Message { en: "both sides of this comparison are the same", ko: "비교하는 양쪽이 같습니다" };

pub(super) static NAME_UNREAD: Message =
    Message { en: "the name {name} is never used", ko: "{name:은/는} 쓰이지 않는 이름입니다" };

pub(super) static NAME_UNREAD_HELP: Message = Message {
    en: "use it, or begin its name with `_` if it is not needed",
    ko: "이 이름을 쓰거나, 필요 없으면 이름을 `_`로 시작하십시오",
};

pub(super) static NOT_OPTIONAL: Message = Message {
    en: "expected an optional value, found a value of type `{type}`",
    ko: "옵셔널 값이 와야 하는데 `{type}` 형식의 값이 있습니다",
};

pub(super) static NO_OVERLOAD: Message = Message {
    en: "{name} takes no arguments of types `{types}`",
    ko: "{name:은/는} `{types}` 형식의 인자를 받지 않습니다",
};

pub(super) static NO_OPERATOR: Message = Message {
    en: "{name} does not apply to `{types}`",
    ko: "{name:은/는} `{types}` 형식에 쓸 수 없습니다",
};

pub(super) static BAD_KEY_TYPE: Message = Message {
    en: "a key is a text, a whole number or a truth value, not `{type}`",
    ko: "키는 문자열, 정수, 참·거짓만 될 수 있으며 `{type}` 형식은 쓸 수 없습니다",
};

pub(super) static NEVER_TRUE: Message = Message {
    en: "this is never true: {left} is one of {words}",
    ko: "항상 거짓입니다. {left:은/는} {words} 가운데 하나입니다",
};

pub(super) static NEVER_TRUE_OF_ONE: Message = Message {
    en: "this is never true: {left} can only be {words} here",
    ko: "항상 거짓입니다. 여기에서 {left:은/는} {words}일 수밖에 없습니다",
};

pub(super) static ALWAYS_UNEQUAL: Message = Message {
    en: "this is always true: {left} is one of {words}",
    ko: "항상 참입니다. {left:은/는} {words} 가운데 하나입니다",
};

pub(super) static ALWAYS_LISTED: Message = Message {
    en: "this is always true: {left} can be nothing else than {words}",
    ko: "항상 참입니다. {left:은/는} {words} 말고는 될 수 없습니다",
};

pub(super) static ALWAYS_TRUE: Message = Message {
    en: "this is always true: {left} can only be {words} here",
    ko: "항상 참입니다. 여기에서 {left:은/는} {words}일 수밖에 없습니다",
};

pub(super) static NO_DATE: Message = Message {
    en: "{left} is a date such as `2026-01-31`, which this is not",
    ko: "{left:은/는} `2026-01-31` 같은 날짜인데 이 값은 날짜가 아닙니다",
};

pub(super) static NO_TIMESTAMP: Message = Message {
    en: "{left} is a date and time such as `2026-01-31T09:30:00Z`, which this is not",
    ko: "{left:은/는} `2026-01-31T09:30:00Z` 같은 날짜와 시각인데 이 값은 그렇지 않습니다",
};

pub(super) static NO_EMAIL: Message = Message {
    en: "{left} is an e-mail address, which this is not",
    ko: "{left:은/는} 이메일 주소인데 이 값은 이메일 주소가 아닙니다",
};

pub(super) static NO_URL: Message = Message {
    en: "{left} is a full URL, which this is not",
    ko: "{left:은/는} 전체 URL인데 이 값은 URL이 아닙니다",
};

pub(super) static ALWAYS_PRESENT: Message = Message {
    en: "this is always true: an earlier condition says that {name} is there",
    ko: "항상 참입니다. 앞의 조건에 따라 {name:이/가} 있습니다",
};

pub(super) static NEVER_PRESENT: Message = Message {
    en: "this is never true: an earlier condition says that {name} is not there",
    ko: "항상 거짓입니다. 앞의 조건에 따라 {name:이/가} 없습니다",
};

pub(super) static NEVER_EQUAL: Message = Message {
    en: "these are never equal: {left} is of type `{left_type}`, {right} of type `{right_type}`",
    ko: "두 값은 같을 수 없습니다. {left:은/는} `{left_type}`, {right:은/는} `{right_type}` 형식입니다",
};

pub(super) static NOT_COMPARED: Message = Message {
    en: "only numbers of one type are compared: {left} is of type `{left_type}`, {right} of type `{right_type}`",
    ko: "같은 형식의 수만 비교할 수 있습니다. {left:은/는} `{left_type}`, {right:은/는} `{right_type}` 형식입니다",
};

pub(super) static STAND_IN_UNFIT: Message = Message {
    en: "what stands in is of type `{type}`, but the value of type `{wanted}`",
    ko: "값은 `{wanted}` 형식인데 대신할 값은 `{type}` 형식입니다",
};

pub(super) static UNWRAP: Message = Message {
    en: "{path} may be absent: say what stands in for it with `.orValue(...)`",
    ko: "{path:은/는} 없을 수 있습니다. `.orValue(...)`로 대신할 값을 정하십시오",
};

pub(super) static NULL_IS_NO_ABSENCE: Message = Message {
    en: "a field that is left out is not `null`: test it with {test}",
    ko: "적지 않은 필드는 `null`이 아닙니다. {test:으로/로} 확인하십시오",
};

pub(super) static LENGTH_OR_NUMBER: Message = Message {
    en: "the length of the text is `size({text})`, the number that it holds `int({text})`",
    ko: "문자열의 길이는 `size({text})`, 문자열에 적힌 수는 `int({text})`로 씁니다",
};

pub(super) static TAKES: Message =
    Message { en: "it is called as {forms}", ko: "{forms} 형태로 호출하십시오" };

pub(super) static NEEDS_ARGUMENTS: Message =
    Message { en: "{name} needs arguments", ko: "{name}에는 인자가 필요합니다" };

pub(super) static MAYBE_ABSENT: Message = Message {
    en: "{name} may be absent: test it with `has()` or read it with `.?`",
    ko: "{name:은/는} 없을 수 있습니다. `has()`로 확인하거나 `.?`로 읽으십시오",
};

// Evaluation

pub(super) static NO_SUCH_KEY: Message =
    Message { en: "there is no key {key}", ko: "{key} 키가 없습니다" };

pub(super) static NO_SUCH_INDEX: Message = Message {
    en: "there is no element {index} in a list of {length}",
    ko: "{length}개인 목록에 {index}번 요소가 없습니다",
};

pub(super) static REPEATED_KEY: Message = Message {
    en: "the key {key} stands twice in one map",
    ko: "한 맵에 {key} 키가 두 번 있습니다",
};

pub(super) static OVERFLOW: Message = Message {
    en: "the result does not fit a 64-bit number",
    ko: "결과가 64비트 수의 범위를 벗어납니다",
};

pub(super) static DIVISION_BY_ZERO: Message =
    Message { en: "division by zero", ko: "0으로 나눌 수 없습니다" };

pub(super) static TIME_RANGE: Message = Message {
    en: "the time is outside the years 1 to 9999, or the duration too long",
    ko: "시각이 1년에서 9999년 사이가 아니거나 기간이 너무 깁니다",
};

pub(super) static BAD_CONVERSION: Message = Message {
    en: "{value} cannot be converted to `{type}`",
    ko: "{value:을/를} `{type}` 형식으로 바꿀 수 없습니다",
};

pub(super) static BAD_TIME_ZONE: Message =
    Message { en: "there is no time zone {name}", ko: "{name:이라는/라는} 시간대는 없습니다" };

pub(super) static BAD_PATTERN: Message = Message {
    en: "the regular expression {pattern} cannot be read: {error}",
    ko: "정규 표현식 {pattern:을/를} 해석할 수 없습니다: {error}",
};

pub(super) static BAD_REPLACEMENT: Message = Message {
    en: "the replacement {text} names no group of the pattern",
    ko: "바꿀 문자열 {text:이/가} 패턴의 그룹을 가리키지 않습니다",
};

pub(super) static MANY_GROUPS: Message = Message {
    en: "the regular expression {pattern} has more than one group",
    ko: "정규 표현식 {pattern}에 그룹이 둘 이상 있습니다",
};

pub(super) static BAD_UTF8: Message =
    Message { en: "the bytes are not valid UTF-8", ko: "올바른 UTF-8 바이트가 아닙니다" };

pub(super) static BAD_BASE64: Message =
    Message { en: "the text is not valid base64", ko: "올바른 base64 문자열이 아닙니다" };

pub(super) static BAD_POSITION: Message = Message {
    en: "position {index} is outside a text of {length} characters",
    ko: "{length}자인 문자열에 {index}번 위치가 없습니다",
};

pub(super) static BAD_SUBSTRING: Message = Message {
    en: "the range ends at {end}, before it begins at {start}",
    ko: "범위의 끝 {end:이/가} 시작 {start}보다 앞에 있습니다",
};

pub(super) static BAD_SHIFT: Message = Message {
    en: "a value cannot be shifted by the negative number {count}",
    ko: "음수 {count}만큼 자리를 옮길 수 없습니다",
};

pub(super) static BAD_FORMAT: Message = Message {
    en: "{clause} is no formatting clause",
    ko: "{clause:은/는} 서식 지정자가 아닙니다",
};

pub(super) static FORMAT_TYPE: Message = Message {
    en: "the clause {clause} does not format a value of type `{type}`",
    ko: "서식 지정자 {clause:은/는} `{type}` 형식의 값에 쓸 수 없습니다",
};

pub(super) static FORMAT_COUNT: Message = Message {
    en: "the text asks for argument {index}, but there are only {length}",
    ko: "{index}번 인자가 필요하지만 인자는 {length}개뿐입니다",
};

pub(super) static BAD_ADDRESS: Message =
    Message { en: "{value} is no IP address", ko: "{value:은/는} IP 주소가 아닙니다" };

pub(super) static BAD_NETWORK: Message = Message {
    en: "{value} is no network in CIDR notation",
    ko: "{value:은/는} CIDR 표기의 네트워크가 아닙니다",
};

pub(super) static BAD_URL: Message =
    Message { en: "{value} is no absolute URL", ko: "{value:은/는} 절대 URL이 아닙니다" };

pub(super) static BAD_DATE: Message = Message {
    en: "{value} is no date of the form `2026-01-31`",
    ko: "{value:은/는} `2026-01-31` 형식의 날짜가 아닙니다",
};

pub(super) static BAD_DIGITS: Message = Message {
    en: "{value} has a character that is no digit",
    ko: "{value}에 숫자가 아닌 문자가 있습니다",
};

pub(super) static WEIGHT_COUNT: Message = Message {
    en: "there are {digits} digits and {weights} weights",
    ko: "숫자는 {digits}개인데 가중치는 {weights}개입니다",
};

pub(super) static EMPTY_LIST: Message =
    Message { en: "the list is empty", ko: "목록이 비어 있습니다" };

pub(super) static NEGATIVE_COUNT: Message =
    Message { en: "{count} is negative", ko: "{count:은/는} 음수입니다" };

pub(super) static NONE_VALUE: Message =
    Message { en: "the optional value is absent", ko: "옵셔널 값이 없습니다" };

pub(super) static NO_FILES: Message =
    Message { en: "files are not available here", ko: "여기서는 파일을 읽을 수 없습니다" };

pub(super) static NO_VALUE: Message = Message {
    en: "the variable {name} has no value here",
    ko: "여기서는 변수 {name}의 값이 없습니다",
};

pub(super) static CIRCLE: Message = Message {
    en: "the variable {name} depends on itself",
    ko: "변수 {name:이/가} 자기 자신에 의존합니다",
};

pub(super) static TOO_COSTLY: Message = Message {
    en: "the expression takes more than {limit} steps",
    ko: "식을 계산하는 데 {limit}단계가 넘게 걸립니다",
};

pub(super) static TOO_DEEP_NOW: Message =
    Message { en: "the expressions nest too deeply", ko: "식이 너무 깊이 중첩되었습니다" };
