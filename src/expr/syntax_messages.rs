//! What is said of a text that cannot be read as an expression, in every language. Knows no place where a message is used.

use crate::text::Message;

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

pub(super) static NO_MEANING: Message = Message {
    en: "{found} has no meaning in an expression",
    ko: "식에서는 {found:을/를} 쓸 수 없습니다",
};

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
