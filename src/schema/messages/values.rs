//! What is wrong with a single value: its type, its spelling, its size.

messages! {
    /// A text of the schema itself (`errorMessage`, `patternErrorMessage`).
    CUSTOM: "{text.en}", "{text.ko}";

    WRONG_TYPE: "expected {wanted.en}, but this is {actual.en}",
        "{wanted.ko:을/를} 써야 하는데 {actual.ko}입니다";
    NOTHING_HERE: "expected {wanted.en}, but nothing is here",
        "{wanted.ko:을/를} 써야 하는데 값이 비어 있습니다";
    NOT_A_JSON_NUMBER: "expected {wanted.en}, but {value} is not a finite number",
        "{wanted.ko:을/를} 써야 하는데 {value:은/는} 유한한 수가 아닙니다";
    QUOTE_IT: "put it in quotes: {suggestion}", "따옴표로 감싸십시오: {suggestion}";
    REPLACE_NULL: "{value} stands for no value: write one, or take the key out",
        "{value:은/는} 값이 없다는 뜻입니다. 값을 쓰거나 키를 지우십시오";
    UNQUOTE_IT: "remove the quotes: {suggestion}", "따옴표를 빼십시오: {suggestion}";
    WRITE_IT: "write {suggestion}", "{suggestion:으로/로} 쓰십시오";
    WRITE_A_LIST: "write it as a list: {suggestion}", "목록으로 쓰십시오: {suggestion}";

    NOT_ALLOWED_VALUE: "{value} is not one of the allowed values", "{value:은/는} 쓸 수 없는 값입니다";
    ALLOWED: "allowed: {list}", "쓸 수 있는 값: {list}";
    NEAREST_ALLOWED: "did you mean {nearest}? allowed: {list}", "{nearest:을/를} 쓰려던 것입니까? 쓸 수 있는 값: {list}";
    NEAREST: "did you mean {nearest}?", "{nearest:을/를} 쓰려던 것입니까?";
    NOT_THE_CONSTANT: "expected {wanted}, but this is {value}", "{wanted:이/가} 와야 하는데 {value:이/가} 있습니다";

    EMPTY_TEXT: "this text must not be empty", "비워 둘 수 없습니다";
    NO_TEXT_ALLOWED: "this text must be empty", "비워 두어야 합니다";
    TOO_SHORT: "too short: {length} of at least {limit} characters", "{length}자인데 {limit}자 이상이어야 합니다";
    TOO_LONG: "too long: {length} characters, at most {limit} allowed",
        "{length}자인데 {limit}자 이하여야 합니다";

    WRONG_FORM: "{value} does not have the required form", "{value:이/가} 정해진 형식에 맞지 않습니다";
    THE_PATTERN_IS: "the form, as a regular expression: {pattern}", "형식(정규 표현식): {pattern}";
    FOR_EXAMPLE: "for example {example}", "예: {example}";
    NOT_FINISHED: "{value} cannot be checked: the pattern {pattern} takes too many steps on it",
        "{value:을/를} 검사할 수 없습니다: 패턴 {pattern:이/가} 너무 많은 단계를 거칩니다";
    ENGINE_FAILED: "{value} cannot be checked: the pattern {pattern} makes the regular expression engine fail",
        "{value:을/를} 검사할 수 없습니다: 패턴 {pattern} 때문에 정규 표현식 엔진이 실패했습니다";
    WRONG_FORMAT: "{value} is not {format.en}", "{value:은/는} {format.ko} 형식이 아닙니다";
    UNENCODED: "{value} holds what a URL must encode: {list}", "{value}에 URL에서 인코딩해야 하는 문자가 있습니다: {list}";
    ENCODE: "copy the address from the browser, which encodes it", "브라우저 주소창에서 복사하면 인코딩된 주소를 얻습니다";
    WRITE_LIKE: "write it like {example}", "{example:과/와} 같이 쓰십시오";

    TOO_SMALL: "{value} is too small: the least is {limit}", "{value:은/는} 너무 작습니다: {limit} 이상이어야 합니다";
    TOO_LARGE: "{value} is too large: the most is {limit}", "{value:은/는} 너무 큽니다: {limit} 이하여야 합니다";
    NOT_ABOVE: "{value} must be more than {limit}", "{value:은/는} {limit}보다 커야 합니다";
    NOT_BELOW: "{value} must be less than {limit}", "{value:은/는} {limit}보다 작아야 합니다";
    NOT_A_MULTIPLE: "{value} is not a multiple of {divisor}", "{value:은/는} {divisor}의 배수가 아닙니다";

    NOT_ENCODED: "this text is not {encoding}", "이 문자열은 {encoding} 형식이 아닙니다";
    NOT_OF_MEDIA_TYPE: "what this text holds is not {media}", "이 문자열의 내용은 {media} 형식이 아닙니다";
    NOT_UTF8: "what this text encodes is not UTF-8", "이 문자열을 디코딩하면 UTF-8이 아닙니다";
    KEYWORD_FAILS: "this value does not satisfy {keyword}", "이 값은 {keyword} 조건에 맞지 않습니다";
    REFERENCE_FAILS: "this cannot be checked: a reference of the schema leads nowhere ({reference})",
        "검사할 수 없습니다: 스키마의 참조를 따라갈 수 없습니다({reference})";
    THROUGH_ALIAS: "used by way of this", "이것을 통해 쓰였습니다";
}
