//! What the expression language says to its users, in every language. Knows no place where a message is used.

use crate::text::Message;

// Reading a text

pub(super) static STRAY_CHARACTER: Message = Message {
    en: "this character has no meaning in an expression",
    ko: "식에서 쓸 수 없는 문자입니다",
};

pub(super) static SINGLE_EQUALS: Message = Message {
    en: "nothing is assigned in an expression: `==` compares",
    ko: "식에는 대입이 없습니다. 비교하려면 `==`를 쓰십시오",
};

pub(super) static UNCLOSED_STRING: Message = Message {
    en: "this text has no closing quotation mark",
    ko: "문자열을 닫는 따옴표가 없습니다",
};

pub(super) static BAD_QUOTED_NAME: Message = Message {
    en: "a name in backticks consists of letters, digits, `_`, `.`, `-`, `/` and spaces, and ends with a backtick",
    ko: "백틱으로 감싼 이름에는 영문자, 숫자, `_`, `.`, `-`, `/`, 공백만 쓰고 백틱으로 닫아야 합니다",
};

pub(super) static NUMBER_RANGE: Message = Message {
    en: "{number} does not fit a 64-bit number",
    ko: "{number:은/는} 64비트 수의 범위를 벗어납니다",
};

pub(super) static BAD_ESCAPE: Message = Message {
    en: "{escape} begins no escape sequence",
    ko: "{escape:은/는} 올바른 이스케이프 시퀀스가 아닙니다",
};

pub(super) static ENDS_EARLY: Message =
    Message { en: "the expression ends too early", ko: "식이 끝까지 쓰이지 않았습니다" };

pub(super) static ENDS_BEFORE_MARK: Message =
    Message { en: "the expression ends before {mark}", ko: "식이 {mark} 없이 끝났습니다" };

pub(super) static WRITE_OPERATOR: Message =
    Message { en: "write {operator}", ko: "{operator:으로/로} 쓰십시오" };

pub(super) static EXPECTED_END: Message = Message {
    en: "expected an operator or the end of the expression, found {found}",
    ko: "연산자나 식의 끝이 와야 하는데 {found:이/가} 있습니다",
};

pub(super) static EXPECTED_MARK: Message = Message {
    en: "expected {mark}, found {found}",
    ko: "{mark:이/가} 와야 하는데 {found:이/가} 있습니다",
};

pub(super) static EXPECTED_OPERAND: Message = Message {
    en: "expected a value, found {found}",
    ko: "값이 와야 하는데 {found:이/가} 있습니다",
};

pub(super) static EXPECTED_FIELD: Message = Message {
    en: "expected a field name after the dot, found {found}",
    ko: "점 뒤에 필드 이름이 와야 하는데 {found:이/가} 있습니다",
};

pub(super) static EXPECTED_NAME: Message = Message {
    en: "expected a plain name for the variable",
    ko: "변수에는 단순한 이름이 와야 합니다",
};

pub(super) static NAME_TWICE: Message = Message {
    en: "{name} is the name of two variables",
    ko: "두 변수의 이름이 {name:으로/로} 같습니다",
};

pub(super) static RESERVED_WORD: Message =
    Message { en: "{found} is a reserved word", ko: "{found:은/는} 예약어입니다" };

pub(super) static HAS_NEEDS_FIELD: Message = Message {
    en: "`has()` takes a field, as in `has(this.name)`",
    ko: "`has()`에는 `has(this.name)`처럼 필드를 써야 합니다",
};

pub(super) static NO_MESSAGES: Message = Message {
    en: "there are no message types: write a map `{'key': value}`",
    ko: "메시지 형식은 없습니다. `{'key': value}` 형태의 맵을 쓰십시오",
};

pub(super) static TOO_DEEP: Message =
    Message { en: "the expression is nested too deeply", ko: "식이 너무 깊이 중첩되었습니다" };

pub(super) static UNCLOSED_BRACE: Message = Message {
    en: "this `{` has no `}`: a brace that belongs to the text is written twice",
    ko: "`{`에 맞는 `}`가 없습니다. 중괄호 자체를 쓰려면 두 번 씁니다",
};

pub(super) static STRAY_BRACE: Message = Message {
    en: "this `}` closes nothing: a brace that belongs to the text is written twice",
    ko: "여는 중괄호가 없는 `}`입니다. 중괄호 자체를 쓰려면 두 번 씁니다",
};

// Static checks

pub(super) static UNKNOWN_VARIABLE: Message =
    Message { en: "there is no variable {name}", ko: "{name:이라는/라는} 변수는 없습니다" };

pub(super) static UNKNOWN_FUNCTION: Message =
    Message { en: "there is no function {name}", ko: "{name:이라는/라는} 함수는 없습니다" };

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

pub(super) static ALWAYS_UNEQUAL: Message = Message {
    en: "this is always true: {left} is one of {words}",
    ko: "항상 참입니다. {left:은/는} {words} 가운데 하나입니다",
};

pub(super) static ALWAYS_TRUE: Message = Message {
    en: "this is always true: {left} is {words}",
    ko: "항상 참입니다. {left:은/는} {words:이/가} 됩니다",
};

pub(super) static NEVER_EQUAL: Message = Message {
    en: "these are never equal: `{types}`",
    ko: "두 값은 결코 같을 수 없습니다: `{types}`",
};

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
    ko: "정규식 {pattern:을/를} 해석할 수 없습니다: {error}",
};

pub(super) static BAD_REPLACEMENT: Message = Message {
    en: "the replacement {text} names no group of the pattern",
    ko: "바꿀 문자열 {text:이/가} 패턴의 그룹을 가리키지 않습니다",
};

pub(super) static MANY_GROUPS: Message = Message {
    en: "the regular expression {pattern} has more than one group",
    ko: "정규식 {pattern}에 그룹이 둘 이상 있습니다",
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
