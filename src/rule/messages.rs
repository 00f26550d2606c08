//! What is said about rule files and packs.

use crate::text::Message;

pub(super) const MANIFEST_MISSING: Message = Message {
    en: "the folder {folder} has no `pack.yaml`",
    ko: "{folder} 폴더에 `pack.yaml`이 없습니다",
};
pub(super) const MANIFEST_MISSING_HELP: Message = Message {
    en: "a pack is a folder `rules/NAME/` with a manifest `pack.yaml` and one file for each rule",
    ko: "팩은 `rules/이름/` 폴더이며, 매니페스트 `pack.yaml`과 규칙마다 파일 하나가 있어야 합니다",
};
pub(super) const EMPTY_FILE: Message =
    Message { en: "the file holds no document", ko: "파일에 문서가 없습니다" };
pub(super) const SECOND_DOCUMENT: Message = Message {
    en: "a second document in the file is never read",
    ko: "파일의 두 번째 문서는 읽지 않습니다",
};
pub(super) const SECOND_DOCUMENT_HELP: Message = Message {
    en: "keep one rule or manifest a file",
    ko: "규칙이나 매니페스트는 파일 하나에 하나만 두십시오",
};
pub(super) const SCHEMA_NOT_FOUND: Message = Message {
    en: "there is no schema {name} in the folder `schemas/`",
    ko: "`schemas/` 폴더에 {name} 스키마가 없습니다",
};
pub(super) const PACK_NAME_DIFFERS: Message = Message {
    en: "the pack is called {name}, but its folder {folder}",
    ko: "팩 이름은 {name}인데 폴더 이름은 {folder}입니다",
};
pub(super) const RULE_NAME_DIFFERS: Message = Message {
    en: "the rule is called {name}, but its file {file}",
    ko: "규칙 이름은 {name}인데 파일 이름은 {file}입니다",
};
pub(super) const NAME_HELP: Message = Message {
    en: "give both the same name: people look for a rule by its id",
    ko: "규칙을 id로 찾을 수 있도록 두 이름을 같게 맞추십시오",
};
pub(super) const TEXT_MISSING: Message =
    Message { en: "the text in {language} is missing", ko: "{language} 문구가 없습니다" };
pub(super) const TEXT_MISSING_HELP: Message = Message {
    en: "the pack promises this language in `languages`; until it is here, English is shown",
    ko: "팩의 `languages`에 있는 언어입니다. 문구를 넣기 전까지는 영어로 표시됩니다",
};
pub(super) const KEYWORD_NOT_FOUND: Message = Message {
    en: "the schema of the pack has no keyword at {pointer}",
    ko: "팩의 스키마에 {pointer} 키워드가 없습니다",
};
pub(super) const KEYWORD_NEAREST_HELP: Message =
    Message { en: "the nearest that exists is {nearest}", ko: "가장 가까운 것은 {nearest}입니다" };
pub(super) const RULE_UNKNOWN: Message =
    Message { en: "the pack has no rule {name}", ko: "팩에 {name} 규칙이 없습니다" };
pub(super) const STATEMENT_UNKNOWN: Message = Message {
    en: "the manifest lists no statement {name}",
    ko: "매니페스트에 {name} 요구 사항이 없습니다",
};
pub(super) const NEAREST_HELP: Message =
    Message { en: "did you mean {nearest}?", ko: "{nearest} 아닌가요?" };
pub(super) const NAME_TAKEN: Message =
    Message { en: "the name {name} is used twice", ko: "{name:이/가} 두 번 쓰였습니다" };
pub(super) const NAME_TAKEN_HELP: Message = Message {
    en: "choose a name that is neither `this`, `today`, `group` nor another name of this rule",
    ko: "`this`, `today`, `group`이나 이 규칙의 다른 이름과 겹치지 않는 이름을 쓰십시오",
};
pub(super) const NAME_UNUSED: Message =
    Message { en: "the name {name} is never used", ko: "{name:은/는} 쓰이지 않는 이름입니다" };
pub(super) const NAME_UNUSED_HELP: Message = Message {
    en: "remove it, or use it in `when`, `require` or a text",
    ko: "지우거나 `when`, `require` 또는 문구에서 쓰십시오",
};
pub(super) static DEFINED_BELOW: Message = Message {
    en: "{name} has no value yet: it is defined below {user}",
    ko: "{name}에는 아직 값이 없습니다. {user} 아래에서 정의됩니다",
};
pub(super) static DEFINED_BELOW_HELP: Message = Message {
    en: "a name of `let` sees those above it: move {name} above {user}",
    ko: "`let`의 이름은 그 위에 있는 이름만 쓸 수 있습니다. {name:을/를} {user} 위로 옮기십시오",
};
pub(super) static DEFINED_BY_ITSELF: Message = Message {
    en: "{name} is defined by itself",
    ko: "{name:을/를} 정의하는 데 {name} 자신이 쓰였습니다",
};
pub(super) static CIRCLE: Message = Message {
    en: "these names are defined in a circle: {circle}",
    ko: "이름들이 서로 맞물려 있어 값을 정할 수 없습니다: {circle}",
};
pub(super) static CIRCLE_HELP: Message = Message {
    en: "begin with a value that needs no other name, such as a field of `this`",
    ko: "`this`의 필드처럼 다른 이름 없이 정할 수 있는 값에서 시작하십시오",
};
pub(super) static LET_IN_FOR: Message = Message {
    en: "{name} has no value here: `for` walks its lists before `let` names values",
    ko: "여기에서는 {name}에 값이 없습니다. `for`의 목록은 `let`보다 먼저 정해집니다",
};
pub(super) static LET_IN_FOR_HELP: Message =
    Message { en: "write the list itself here", ko: "여기에 목록을 직접 쓰십시오" };
