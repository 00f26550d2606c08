//! What is said about rule files and packs.

use crate::text::Message;

/// A message and what to do.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) message: Message,
    pub(super) help: Message,
}

const fn row([en, ko]: [&'static str; 2], help: [&'static str; 2]) -> Row {
    Row { message: Message { en, ko }, help: Message { en: help[0], ko: help[1] } }
}

pub(super) const MANIFEST_MISSING: Message = Message {
    en: "the folder {folder} has no `pack.yaml`",
    ko: "{folder} 폴더에 `pack.yaml`이 없습니다",
};
pub(super) const MANIFEST_MISSING_HELP: Message = Message {
    en: "a pack is a folder `rules/NAME/` with a manifest `pack.yaml` and one file for each rule",
    ko: "팩은 `rules/이름/` 폴더이며, 매니페스트 `pack.yaml`과 규칙마다 파일 하나가 있어야 합니다",
};
pub(super) const MANIFEST_MISNAMED_HELP: Message = Message {
    en: "rename `pack.yml` to `pack.yaml`",
    ko: "`pack.yml`의 이름을 `pack.yaml`로 바꾸십시오",
};
pub(super) const EMPTY_FILE: Message =
    Message { en: "the file is empty", ko: "파일이 비어 있습니다" };
pub(super) const EMPTY_FILE_HELP: Message = Message {
    en: "write into it what belongs there, or remove it",
    ko: "내용을 쓰거나 파일을 지우십시오",
};
pub(super) const SECOND_DOCUMENT: Message = Message {
    en: "a second document in the file is never read",
    ko: "파일의 두 번째 문서는 읽지 않습니다",
};
pub(super) const SECOND_DOCUMENT_HELP: Message = Message {
    en: "remove the line `---`; a second rule needs a file of its own",
    ko: "`---` 줄을 지우십시오. 규칙을 하나 더 쓰려면 파일을 따로 만드십시오",
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
pub(super) const PACK_NAME_HELP: Message = Message {
    en: "rename the folder, or change `pack:`: it is the name that documents use",
    ko: "폴더 이름을 바꾸거나 `pack:`을 고치십시오. 문서에서 쓰는 이름입니다",
};
pub(super) const TEXT_MISSING: Message =
    Message { en: "{key} has no Korean text", ko: "{key}에 한국어 문구가 없습니다" };
pub(super) const TEXT_MISSING_HELP: Message = Message {
    en: "add `ko:` beside `en:`; the pack lists the language under `languages`, and until the text is there \
         Korean readers see English",
    ko: "`en:` 옆에 `ko:`를 넣으십시오. 팩의 `languages`에 있는 언어이며, 문구가 없으면 영어로 표시됩니다",
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
    Message { en: "did you mean {nearest}?", ko: "{nearest:을/를} 쓰려던 것입니까?" };
pub(super) const NAME_TAKEN: Message =
    Message { en: "the name {name} is taken already", ko: "{name:은/는} 이미 쓰는 이름입니다" };
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
pub(super) const RULE_TWICE: Message =
    Message { en: "there is another rule {name}", ko: "{name} 규칙이 하나 더 있습니다" };
pub(super) const RULE_TWICE_HELP: Message = Message {
    en: "give one of them another name, in its `rule:` and its file, or remove it",
    ko: "하나를 지우거나, `rule:`과 파일 이름을 다른 이름으로 바꾸십시오",
};
pub(super) const RULE_FIRST: Message = Message { en: "the other one", ko: "먼저 나온 규칙" };

pub(super) const RULE_IS_A_MAP: Row = row(
    [
        "a rule is a map of keys, but this is {actual.en}",
        "규칙은 키와 값의 맵이어야 하는데 {actual.ko}입니다",
    ],
    [
        "begin the file with `rule:` and the id, at the start of the line",
        "파일을 `rule:`과 ID로, 줄 맨 앞에서 시작하십시오",
    ],
);
pub(super) const PACK_IS_A_MAP: Row = row(
    [
        "a manifest is a map of keys, but this is {actual.en}",
        "매니페스트는 키와 값의 맵이어야 하는데 {actual.ko}입니다",
    ],
    [
        "begin the file with `pack:` and the name, at the start of the line",
        "파일을 `pack:`과 이름으로, 줄 맨 앞에서 시작하십시오",
    ],
);
pub(super) const DECIDES_NOTHING: Row = row(
    ["the rule decides nothing", "판정할 것이 없는 규칙입니다"],
    [
        "add `require:` with a condition that has to be true, or `schema:` with a keyword of the pack's schema",
        "참이어야 하는 조건을 `require:`에 쓰거나, 팩 스키마의 키워드를 `schema:`에 쓰십시오",
    ],
);
pub(super) const PASS_OR_FAIL: Row = row(
    ["an example either passes or fails", "예시는 통과하는 예이거나 실패하는 예여야 합니다"],
    [
        "write `pass:` and a document, or `fail:`, a document, and `finds:` with the texts that are underlined",
        "`pass:`에 문서를 쓰거나, `fail:`에 문서를 쓰고 `finds:`에 밑줄이 그어질 글자를 쓰십시오",
    ],
);
pub(super) const EXAMPLE_IS_A_TEXT: Row = row(
    ["an example is a text, but this is {actual.en}", "예시는 문자열이어야 하는데 {actual.ko}입니다"],
    [
        "write `|` after the colon, and the document below it, indented",
        "콜론 뒤에 `|`를 쓰고, 그 아래에 문서를 들여 쓰십시오",
    ],
);
pub(super) const SOURCE_IS_A_LIST: Row = row(
    [
        "`source` is a list of requirements, but this is {actual.en}",
        "`source`는 요구 사항 목록이어야 하는데 {actual.ko}입니다",
    ],
    [
        "write `- quote: ...` below it, and `url: ...` for where it is published",
        "그 아래에 `- quote: ...`와 게시된 주소 `url: ...`을 쓰십시오",
    ],
);
pub(super) const LET_IS_A_MAP: Row = row(
    [
        "`let` gives names to expressions, but this is {actual.en}",
        "`let`은 식에 이름을 붙이는 자리인데 {actual.ko}입니다",
    ],
    ["write `name: expression` below it", "그 아래에 `이름: 식`을 쓰십시오"],
);
pub(super) const FOR_IS_A_MAP: Row = row(
    [
        "`for` names the elements of a list, but this is {actual.en}",
        "`for`는 목록의 항목에 이름을 붙이는 자리인데 {actual.ko}입니다",
    ],
    [
        "write `name: list` below it, such as `step: this.steps`",
        "그 아래에 `이름: 목록`을 쓰십시오. 예: `step: this.steps`",
    ],
);
pub(super) const TAG_NOT_TEXT: Row = row(
    [
        "YAML takes what begins with `!` for a tag, not for text",
        "YAML은 `!`로 시작하는 값을 글자가 아니라 태그로 읽습니다",
    ],
    ["quote the whole value: {suggestion}", "값 전체를 따옴표로 감싸십시오: {suggestion}"],
);
