//! What this layer says to users, as rows in every language.

use crate::text::Message;

/// A message and, where it is not plain from it, what to do.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) message: Message,
    pub(super) help: Option<Message>,
}

pub(super) const fn row(en: &'static str, ko: &'static str) -> Row {
    Row { message: Message { en, ko }, help: None }
}

impl Row {
    pub(super) const fn help(self, en: &'static str, ko: &'static str) -> Self {
        Self { help: Some(Message { en, ko }), message: self.message }
    }
}

pub(super) static VANISHED: Row = row("the file is gone", "파일이 없어졌습니다").help(
    "it was deleted during the run, or it is a link that leads nowhere",
    "실행 중에 지워졌거나, 가리키는 곳이 없는 링크입니다",
);

pub(super) static NOT_PERMITTED: Row = row("reading is not permitted", "읽을 권한이 없습니다")
    .help("check the permissions", "권한을 확인하십시오");

pub(super) static UNREADABLE: Row = row("cannot be read: {reason}", "읽을 수 없습니다: {reason}");

pub(super) static NOT_A_FILE: Row =
    row("{kind} is no file that can be read", "{kind-ko:은/는} 읽을 수 있는 파일이 아닙니다").help(
        "name a regular file, or pipe the text in: `greenlight check -`",
        "일반 파일을 지정하거나 `greenlight check -`에 내용을 파이프로 넘기십시오",
    );

pub(super) static NOT_HERE: Row = row(
    "git does not have this content here",
    "이 저장소에 이 파일의 내용이 없습니다",
)
.help(
    "the clone was made without all contents (`--filter`): `git fetch --refetch --no-filter` gets them",
    "일부 내용만 복제한 저장소입니다(`--filter`). `git fetch --refetch --no-filter`로 나머지를 가져오십시오",
);

pub(super) static TOO_LARGE: Row = row(
    "the file has {size} bytes, more than the limit of {limit}",
    "파일 크기가 {size}바이트로 한도 {limit}바이트를 넘습니다",
)
.help("raise `limits.bytes` in greenlight.yaml", "greenlight.yaml의 `limits.bytes`를 늘리십시오");

pub(super) static ENDLESS: Row =
    row("the text has more than the limit of {limit} bytes", "내용이 한도 {limit}바이트를 넘습니다")
        .help("raise `limits.bytes` in greenlight.yaml", "greenlight.yaml의 `limits.bytes`를 늘리십시오");

pub(super) static INVALID_UTF8: Row =
    row("the bytes from here on are not UTF-8", "여기서부터 UTF-8이 아닌 바이트입니다")
        .help("save the file as UTF-8", "파일을 UTF-8로 저장하십시오");

pub(super) static OTHER_UNICODE: Row =
    row("the file is {name}, not UTF-8", "파일이 UTF-8이 아니라 {name}입니다")
        .help("save the file as UTF-8", "파일을 UTF-8로 저장하십시오");

pub(super) static INVALID_GLOB: Row =
    row("{glob} is no valid glob: {reason}", "{glob:은/는} 올바른 글롭이 아닙니다: {reason}");

pub(super) static OUTSIDE_GLOB: Row = row(
    "{glob} leads out of the folder of greenlight.yaml",
    "{glob:은/는} greenlight.yaml이 있는 폴더를 벗어납니다",
)
.help(
    "globs are relative to the folder of greenlight.yaml and stay inside it",
    "글롭은 greenlight.yaml이 있는 폴더를 기준으로 그 안에서만 씁니다",
);

pub(super) static UNMATCHED_GLOB: Row =
    row("{glob} matches no file", "{glob:과/와} 일치하는 파일이 없습니다").help(
        "globs are relative to the folder of greenlight.yaml; files that .gitignore names are not looked at",
        "글롭은 greenlight.yaml이 있는 폴더를 기준으로 하며, .gitignore에 적힌 파일은 보지 않습니다",
    );

pub(super) static SEVERAL_DOCUMENTS: Row = row(
    "a second document: the configuration is one",
    "문서가 하나 더 있습니다. 설정은 문서 하나여야 합니다",
)
.help("remove the line `---` and what follows", "`---` 줄과 그 뒤의 내용을 지우십시오");

pub(super) static UNKNOWN_PACK: Row = row("there is no pack {name}", "{name} 팩이 없습니다")
    .help("the packs are {known}", "사용할 수 있는 팩은 {known}입니다");

pub(super) static UNKNOWN_PACK_NEAR: Row = row("there is no pack {name}", "{name} 팩이 없습니다")
    .help("did you mean {nearest}?", "{nearest:을/를} 쓰려던 것입니까?");

pub(super) static EMPTY_PACK_FOLDER: Row =
    row("the folder {name} holds no pack", "{name} 폴더에 팩이 없습니다").help(
        "a folder of packs holds `rules/NAME/pack.yaml` and `schemas/`",
        "팩 폴더에는 `rules/이름/pack.yaml`과 `schemas/`가 있어야 합니다",
    );

pub(super) static UNKNOWN_RULE: Row = row("there is no rule {name}", "{name} 규칙이 없습니다")
    .help("`greenlight rules` lists the rules", "`greenlight rules`로 규칙 목록을 볼 수 있습니다");

pub(super) static UNKNOWN_RULE_NEAR: Row = row("there is no rule {name}", "{name} 규칙이 없습니다")
    .help("did you mean {nearest}?", "{nearest:을/를} 쓰려던 것입니까?");

pub(super) static DUPLICATE_PACK: Row = row("the pack {name} is there already", "{name} 팩이 이미 있습니다")
    .help(
        "only the first of two packs of one name and version is used; remove one",
        "이름과 버전이 같은 팩은 앞의 것만 쓰이므로 하나를 지우십시오",
    );

pub(super) static MISNAMED_CONFIG: Row = row(
    "the configuration is read from greenlight.yaml, not from greenlight.yml",
    "설정은 greenlight.yml이 아니라 greenlight.yaml에서 읽습니다",
)
.help("rename the file", "파일 이름을 바꾸십시오");

pub(super) static OUTSIDE_PACKS: Row =
    row("the file lies in no pack and is never read", "어느 팩에도 속하지 않아 읽히지 않는 파일입니다")
        .help("move it into the folder of its pack: `rules/PACK/`", "팩 폴더 `rules/팩/`으로 옮기십시오");

pub(super) static PACK_IS_A_FOLDER: Row = row("there is no pack {name}", "{name} 팩이 없습니다").help(
    "a folder is named by a path that begins with `./`: {path}",
    "폴더는 `./`로 시작하는 경로로 적습니다: {path}",
);
