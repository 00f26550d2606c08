//! What is wrong with the keys of a map.

messages! {
    MISSING: "the key {key} is missing", "필수 항목 {key:이/가} 없습니다";
    MISSING_UNDER: "the key {key} is missing under {parent}", "{parent} 아래에 필수 항목 {key:이/가} 없습니다";
    MISSING_BECAUSE: "the key {key} is missing: it is required because {because} is here",
        "{because:이/가} 있으면 {key:이/가} 필요한데 없습니다";
    BECAUSE_OF: "because this is here", "이 항목이 있으므로";
    ADD: "add {sample}", "{sample:을/를} 추가하십시오";
    ADD_UNDER: "add {sample} under {parent}", "{parent} 아래에 {sample:을/를} 추가하십시오";
    ADD_ONE_OF: "add {key} with one of these values: {list}", "{key:을/를} 추가하고 다음 값 가운데 하나를 쓰십시오: {list}";
    ADD_TO_ELEMENT: "add {sample} to this element", "이 요소에 {sample:을/를} 추가하십시오";

    RENAME: "rename {written} to {key}, or add {sample}",
        "{written:을/를} {key:으로/로} 고치거나 {sample:을/를} 추가하십시오";
    RENAME_THIS: "perhaps misspelt", "오타일 수 있습니다";

    UNKNOWN_KEY: "the key {key} is not known here", "{key:은/는} 여기서 쓸 수 없는 항목입니다";
    NEAREST_KEY: "did you mean {nearest}?", "{nearest:을/를} 쓰려던 것입니까?";
    KNOWN_KEYS: "known here: {list}", "여기서 쓸 수 있는 항목: {list}";
    KEY_NOT_ALLOWED: "the key {key} is not allowed here", "여기에는 항목 {key:을/를} 쓸 수 없습니다";
    KEY_WRONG_FORM: "the key {key} does not have the required form", "항목 이름 {key:이/가} 정해진 형식에 맞지 않습니다";
    KEY_TOO_LONG: "the key {key} is too long: at most {limit} characters are allowed",
        "항목 이름 {key:이/가} 너무 깁니다: {limit}자 이하여야 합니다";
    KEY_TOO_SHORT: "the key {key} is too short: at least {limit} characters are needed",
        "항목 이름 {key:이/가} 너무 짧습니다: {limit}자 이상이어야 합니다";

    TOO_FEW_KEYS: "too few keys: {length} of at least {limit}", "항목이 {length}개인데 {limit}개 이상이어야 합니다";
    TOO_MANY_KEYS: "too many keys: {length}, at most {limit} allowed", "항목이 {length}개인데 {limit}개 이하여야 합니다";
}
