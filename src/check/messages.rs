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
    Message { en: "did you mean {nearest}?", ko: "{nearest} 아닌가요?" };
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
