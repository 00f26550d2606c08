//! What is wrong with a schema itself.

messages! {
    BAD_PATTERN: "{pattern} is not a regular expression", "{pattern:은/는} 정규 표현식이 아닙니다";
    UNKNOWN_KEYWORD: "{keyword} is no keyword of JSON Schema", "{keyword:은/는} JSON Schema의 키워드가 아닙니다";
    REFERENCE_NOWHERE: "{reference} leads nowhere in this schema", "{reference:이/가} 가리키는 것이 이 스키마에 없습니다";
    REFERENCE_OUTSIDE: "{reference} is not part of this schema, and nothing is ever fetched",
        "{reference:은/는} 이 스키마 안에 없으며, 밖에서 가져오는 일은 없습니다";
    COPY_IT_IN: "copy it under {place} and refer to it as {example}",
        "{place} 아래에 옮겨 적고 {example:으로/로} 참조하십시오";
    UNKNOWN_DRAFT: "{value} is no version of JSON Schema that is known here", "{value:은/는} 지원하는 JSON Schema 버전이 아닙니다";
    KNOWN_DRAFTS: "known: {list}", "지원하는 버전: {list}";
    NO_SCHEMA: "a schema is a map or `true` or `false`, but this is {actual.en}",
        "스키마는 맵이거나 `true` 또는 `false`여야 하는데 {actual.ko}입니다";
    NOT_A_SCHEMA: "this schema cannot be used: {reason}", "이 스키마는 쓸 수 없습니다: {reason}";
}
