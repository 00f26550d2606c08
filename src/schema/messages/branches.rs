//! What is wrong where a schema offers alternatives or forbids something.

messages! {
    NEITHER: "expected {wanted.en}, but this is {actual.en}", "{wanted.ko:을/를} 써야 하는데 {actual.ko}입니다";
    NEEDS_ONE_OF: "at least one of {list} is required", "{list} 가운데 하나 이상이 필요합니다";
    NEEDS_EXACTLY_ONE_OF: "one of {list} is required", "{list} 가운데 하나가 필요합니다";
    NOT_TOGETHER: "{list} cannot be used together", "{list:은/는} 함께 쓸 수 없습니다";
    NOT_TOGETHER_WITH: "together with this", "이 항목과 함께";
    SEVERAL_FIT: "this fits {count} of the forms that exclude each other: {list.en}",
        "서로 배타적인 형식 가운데 {count}개에 동시에 맞습니다: {list.ko}";
    LEAVE_ONE: "keep only what one of them needs", "한 형식에 필요한 것만 남기십시오";
    VALUE_FORBIDDEN: "{value} is not allowed here", "여기에는 {value:을/를} 쓸 수 없습니다";
    TYPE_FORBIDDEN: "{actual.en} is not allowed here", "여기에는 {actual.ko:을/를} 쓸 수 없습니다";
    FORM_FORBIDDEN: "this value has a form that is not allowed here", "여기에는 쓸 수 없는 형식의 값입니다";
    FORBIDDEN_KIND: "this value is not allowed here: {what.en}", "여기에는 쓸 수 없는 값입니다: {what.ko}";
    NOT_EXPLAINED: "this does not fit the schema, whose alternatives nest too deeply to say where",
        "스키마에 맞지 않지만, 선택지가 너무 깊이 겹쳐 있어 어디가 틀렸는지 알 수 없습니다";
    NOTHING_ALLOWED: "no value is allowed here", "여기에는 어떤 값도 쓸 수 없습니다";
}
