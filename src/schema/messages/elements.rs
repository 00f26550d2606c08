//! What is wrong with the elements of a list.

messages! {
    EMPTY_LIST: "this list must not be empty", "목록을 비워 둘 수 없습니다";
    TOO_FEW: "too few elements: {length} of at least {limit}", "요소가 {length}개인데 {limit}개 이상이어야 합니다";
    TOO_MANY: "too many elements: {length}, at most {limit} allowed", "요소가 {length}개인데 {limit}개 이하여야 합니다";
    ONE_TOO_MANY: "this element is too many: the list holds at most {limit}",
        "남는 요소입니다: 목록에는 {limit}개까지 쓸 수 있습니다";
    NOT_ALLOWED: "this element is not allowed", "쓸 수 없는 요소입니다";
    REPEATED: "{value} is in this list already", "{value:은/는} 이 목록에 이미 있습니다";
    FIRST: "first here", "처음 나온 곳";

    LACKS_VALUE: "this list must contain {wanted}", "이 목록에는 {wanted:이/가} 있어야 합니다";
    LACKS_KIND: "no element of this list is what is required: {wanted.en}", "이 목록에 필요한 요소가 없습니다: {wanted.ko}";
    LACKS: "no element of this list is of the required kind", "이 목록에 필요한 종류의 요소가 없습니다";
    TOO_FEW_OF_KIND: "too few elements of the required kind: at least {limit} needed",
        "필요한 종류의 요소가 {limit}개 이상이어야 합니다";
    TOO_MANY_OF_KIND: "too many elements of one kind: at most {limit} allowed",
        "같은 종류의 요소는 {limit}개까지 쓸 수 있습니다";
}
