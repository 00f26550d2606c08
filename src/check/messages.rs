//! What is said about documents by the engine itself, and the words of labels.

use crate::text::Message;

pub(super) const VALUE_HERE: Message =
    Message { en: "because {list} here", ko: "여기에서 {list}입니다" };
pub(super) const NAME_IS_VALUE: Message = Message { en: "{name} is {value}", ko: "{name} 값이 {value}" };
pub(super) const COLLECTION_HERE: Message =
    Message { en: "because of {list} here", ko: "여기의 {list:을/를} 보고 판단했습니다" };
pub(super) const ABSENT_HERE: Message =
    Message { en: "{list} is missing here", ko: "여기에 {list:이/가} 없습니다" };
pub(super) const SEVERAL_ABSENT_HERE: Message =
    Message { en: "{list} are missing here", ko: "여기에 {list:이/가} 없습니다" };
pub(super) const ALIAS_HERE: Message =
    Message { en: "used here by {list}", ko: "여기에서 {list:으로/로} 가져다 씁니다" };
pub(super) const ADD: Message = Message { en: "add {sample}", ko: "{sample:을/를} 추가하십시오" };
pub(super) const ADD_UNDER: Message = Message {
    en: "add {sample} under {parent}",
    ko: "{parent} 아래에 {sample:을/를} 추가하십시오",
};
pub(super) const CHECKED_HERE: Message =
    Message { en: "while this was checked", ko: "이 값을 검사하는 중이었습니다" };

pub(super) const UNKNOWN_PACK: Message =
    Message { en: "there is no policy {name}", ko: "{name:이라는/라는} 정책이 없습니다" };
pub(super) const UNKNOWN_PACK_NEAREST: Message =
    Message { en: "did you mean {nearest}?", ko: "{nearest:을/를} 쓰려던 것입니까?" };
pub(super) const UNKNOWN_PACK_KNOWN: Message =
    Message { en: "the policies here are {known}", ko: "사용할 수 있는 정책은 {known}입니다" };
pub(super) const PACK_MISSING: Message = Message {
    en: "this document names no policy and was not checked",
    ko: "이 문서에는 정책이 지정되지 않아 검사하지 않았습니다",
};
pub(super) const PACK_NOT_NAMED: Message = Message {
    en: "the name of a pack is expected here; this document was not checked",
    ko: "여기에는 팩 이름을 써야 하므로 이 문서를 검사하지 않았습니다",
};
pub(super) const PACK_MISSING_HELP: Message = Message {
    en: "begin it with a line such as `policy: {known}`, or remove it",
    ko: "`policy: {known}` 같은 줄로 시작하게 하거나 문서를 지우십시오",
};

pub(super) const EVALUATION: Message = Message {
    en: "the rule {rule} cannot be evaluated: {failure}",
    ko: "{rule} 규칙을 계산할 수 없습니다: {failure}",
};
pub(super) const NOT_A_TRUTH_VALUE: Message = Message {
    en: "this gives {value}, but only true or false can be required",
    ko: "결과가 {value}입니다. 조건은 참이나 거짓이어야 합니다",
};
pub(super) const NOT_A_LIST: Message = Message {
    en: "this gives {value}, but `for` needs a list",
    ko: "결과가 {value}입니다. `for`에는 목록이 필요합니다",
};
pub(super) const TOO_MUCH_WORK: Message = Message {
    en: "the rule {rule} takes more than {limit} steps on one document and was stopped",
    ko: "{rule} 규칙이 문서 하나에 {limit}단계 넘게 걸려 중단했습니다",
};

pub(super) const WRITE: Message = Message { en: "write {new}", ko: "{new:으로/로} 씁니다" };
pub(super) const ADD_KEY: Message = Message { en: "add {new}", ko: "{new:을/를} 넣습니다" };
pub(super) const APPEND: Message =
    Message { en: "add {new} to {old}", ko: "{old}에 {new:을/를} 넣습니다" };
pub(super) const RENAME: Message =
    Message { en: "rename {old} to {new}", ko: "{old:을/를} {new:으로/로} 바꿉니다" };
pub(super) const REMOVE: Message = Message { en: "remove {old}", ko: "{old:을/를} 지웁니다" };
pub(super) const REMOVE_COPY: Message =
    Message { en: "remove the second {old}", ko: "두 번째 {old:을/를} 지웁니다" };
pub(super) const INDENT: Message =
    Message { en: "indent with {count} spaces", ko: "공백 {count}칸으로 들여 씁니다" };
pub(super) const MOVE: Message =
    Message { en: "move the value of {old} to {new}", ko: "{old} 값을 {new:으로/로} 옮깁니다" };
pub(super) const NO_FIX: Message = Message {
    en: "`--fix` leaves it to you: {reason}",
    ko: "`--fix`로는 고칠 수 없습니다: {reason}",
};
pub(super) const NO_DATA: Message = Message {
    en: "the fix of the rule {rule} gives {value}, which YAML has no word for",
    ko: "{rule} 규칙의 `fix`가 YAML로 쓸 수 없는 값 {value:을/를} 냅니다",
};
pub(super) const NO_NAME: Message = Message {
    en: "the fix of the rule {rule} gives {value}, but the name of a key is a text",
    ko: "{rule} 규칙의 `fix`가 키 이름으로 쓸 수 없는 값 {value:을/를} 냅니다",
};

pub(super) const FIX_EDITS: Message = Message {
    en: "the fix of {rule} has edits that do not fit the text",
    ko: "{rule}의 `fix`가 본문과 맞지 않는 편집을 합니다",
};
pub(super) const FIX_SYNTAX: Message = Message {
    en: "the fix of {rule} would leave a text that is not YAML",
    ko: "{rule}의 `fix`를 적용하면 YAML로 읽을 수 없게 됩니다",
};
pub(super) const FIX_VALUE: Message = Message {
    en: "the fix of {rule} would change a value that it should not",
    ko: "{rule}의 `fix`를 적용하면 다른 값까지 바뀝니다",
};
pub(super) const FIX_COMMENT: Message = Message {
    en: "the fix of {rule} would lose a comment",
    ko: "{rule}의 `fix`를 적용하면 주석이 사라집니다",
};
pub(super) const FIX_REMAINS: Message = Message {
    en: "the fix of {rule} does not mend what the rule finds",
    ko: "{rule}의 `fix`를 적용해도 문제가 그대로 남습니다",
};
pub(super) const FIX_ADDS: Message = Message {
    en: "the fix of {rule} would bring a new finding, {added}",
    ko: "{rule}의 `fix`를 적용하면 새로운 문제 {added:이/가} 생깁니다",
};
pub(super) const FIX_NO_END: Message = Message {
    en: "the fixes of {rule} never come to an end",
    ko: "{rule}의 `fix`가 끝나지 않고 되풀이됩니다",
};
pub(super) const FIX_LEFT: Message = Message {
    en: "the text was left as it is; mend it by hand, and the rule's `fix` too",
    ko: "본문은 그대로 두었습니다. 본문을 직접 고치고, 규칙의 `fix`도 고치십시오",
};
pub(super) const FIX_HERE: Message =
    Message { en: "while this was mended", ko: "이 값을 고치는 중이었습니다" };
pub(super) const MISSING_VALUE: Message = Message { en: "[missing: {name}]", ko: "[빠짐: {name}]" };
