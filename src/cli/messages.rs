//! What the command line says to users, as rows in every language.

use crate::text::Message;

pub(super) static NO_CURRENT_FOLDER: Message = Message {
    en: "the current folder cannot be read: {reason}",
    ko: "현재 폴더를 읽을 수 없습니다: {reason}",
};

pub(super) static NO_SUCH_PATH: Message =
    Message { en: "{path} does not exist", ko: "{path:이/가} 없습니다" };

pub(super) static NOT_STAGED: Message =
    Message { en: "{path} is not in the index of git", ko: "{path:이/가} git 인덱스에 없습니다" };

pub(super) static NOT_STAGED_HELP: Message = Message {
    en: "`git add` it, or leave out `--staged` to check what lies on disk",
    ko: "`git add`로 추가하거나 `--staged`를 빼고 디스크에 있는 파일을 검사하십시오",
};

pub(super) static KNOWN_BEFORE: Message = Message {
    en: "findings that were there before the changes and are not shown: {count}",
    ko: "이번 변경 전부터 있던 문제 {count}건은 표시하지 않았습니다",
};

pub(super) static KNOWN_BEFORE_HELP: Message = Message {
    en: "leave out `--new-only` to see them",
    ko: "`--new-only`를 빼면 함께 볼 수 있습니다",
};

pub(super) static LEFT_ON_DISK: Message = Message {
    en: "on disk, but not in the index of git: {path}",
    ko: "디스크에는 있지만 git 인덱스에 없습니다: {path}",
};

pub(super) static LEFT_ON_DISK_HELP: Message = Message {
    en: "`git add` what submissions attach",
    ko: "신청서에 첨부한 파일도 `git add`로 추가하십시오",
};

pub(super) static STDIN_AND_CHANGES: Message = Message {
    en: "`--staged` and `--changed-since` read files, not standard input",
    ko: "`--staged`와 `--changed-since`는 표준 입력이 아니라 파일을 읽습니다",
};

pub(super) static STDIN_AND_CHANGES_HELP: Message =
    Message { en: "leave out `-`", ko: "`-`를 빼고 실행하십시오" };

pub(super) static DID_YOU_MEAN: Message =
    Message { en: "did you mean {nearest}?", ko: "{nearest:을/를} 쓰려던 것입니까?" };

pub(super) static NO_SUCH_RULE: Message =
    Message { en: "there is no rule {id}", ko: "{id} 규칙이 없습니다" };

pub(super) static NO_SUCH_COMMAND: Message =
    Message { en: "there is no command {name}", ko: "{name} 명령이 없습니다" };

pub(super) static RULES_HELP: Message = Message {
    en: "`greenlight rules` lists the rules",
    ko: "`greenlight rules`로 규칙 목록을 볼 수 있습니다",
};

pub(super) static NO_SUCH_PACK: Message =
    Message { en: "there is no pack {name}", ko: "{name} 팩이 없습니다" };

pub(super) static PACKS_HELP: Message =
    Message { en: "the packs are {known}", ko: "사용할 수 있는 팩은 {known}입니다" };

pub(super) static UNSOUND: Message = Message { en: "{path}: {message}", ko: "{path}: {message}" };

pub(super) static UNSOUND_HELP: Message = Message {
    en: "`greenlight check` shows the place",
    ko: "`greenlight check`로 위치를 볼 수 있습니다",
};

pub(super) static NOTHING_CHECKED: Message =
    Message { en: "no file here names a pack", ko: "팩을 지정한 파일이 없습니다" };

pub(super) static NOTHING_CHECKED_HELP: Message = Message {
    en: "begin a submission with `policy:` and the name of a pack ({packs}), or name the files in greenlight.yaml; \
         with `--allow-empty` this is no failure",
    ko: "신청서 첫 줄에 `policy:`와 팩 이름({packs})을 쓰거나 greenlight.yaml에 파일을 지정하십시오. \
         `--allow-empty`를 쓰면 실패로 보지 않습니다",
};

pub(super) static NOT_CLAIMED: Message = Message {
    en: "{path} names no pack and was not checked",
    ko: "{path:은/는} 팩을 지정하지 않아 검사하지 않았습니다",
};

pub(super) static POLICY_MISSPELT: Message = Message {
    en: "did you mean `policy:` where it says `{key}:`?",
    ko: "`{key}:`는 `policy:`를 잘못 쓴 것 아닙니까?",
};

pub(super) static NOT_CLAIMED_HELP: Message = Message {
    en: "begin it with `policy:` and the name of a pack: {packs}",
    ko: "첫 줄에 `policy:`와 팩 이름({packs})을 쓰십시오",
};

pub(super) static TWO_STDIN_NAMES: Message = Message {
    en: "`--stdin-filename` names the text that `-` reads, but `-` is not among the paths",
    ko: "`--stdin-filename`은 `-`로 읽는 내용의 이름인데, 경로에 `-`가 없습니다",
};

pub(super) static STDIN_HELP: Message = Message {
    en: "write `greenlight check - --stdin-filename {name}`",
    ko: "`greenlight check - --stdin-filename {name}`처럼 쓰십시오",
};

pub(super) static TWO_TO_FILE: Message =
    Message { en: "two outputs go to {path}", ko: "출력 두 개가 같은 파일 {path}에 쓰입니다" };

pub(super) static TWO_TO_STDOUT: Message = Message {
    en: "two outputs go to standard output",
    ko: "출력 두 개가 모두 표준 출력에 쓰입니다",
};

pub(super) static STATISTICS_AND_FORMAT: Message = Message {
    en: "`--statistics` and an output format both go to standard output",
    ko: "`--statistics`와 출력 형식이 모두 표준 출력에 쓰입니다",
};

pub(super) static GIVE_A_FILE: Message = Message {
    en: "give one a file: `--output-format {format}=FILE`",
    ko: "하나는 파일로 보내십시오: `--output-format {format}=FILE`",
};

pub(super) static NOT_WRITTEN: Message =
    Message { en: "{path} cannot be written: {reason}", ko: "{path}에 쓸 수 없습니다: {reason}" };

pub(super) static CHANGED_MEANWHILE: Message = Message {
    en: "{path} was changed by somebody else meanwhile and was left as it is",
    ko: "{path} 파일이 그사이에 바뀌어 그대로 두었습니다",
};

pub(super) static WOULD_MEND: Message = Message {
    en: "findings that `--fix` would mend: {count}, in files: {files}",
    ko: "`--fix`로 고쳐질 문제 {count}건, 파일 {files}개",
};

pub(super) static NOTHING_TO_MEND: Message =
    Message { en: "`--fix` would change nothing", ko: "`--fix`로 바뀌는 것이 없습니다" };

pub(super) static STDOUT_NOT_WRITTEN: Message = Message {
    en: "standard output cannot be written: {reason}",
    ko: "표준 출력에 쓸 수 없습니다: {reason}",
};

pub(super) static SUMS: Message = Message {
    en: "findings: {findings}, documents: {documents}, files: {files}",
    ko: "문제 {findings}건, 문서 {documents}개, 파일 {files}개",
};

pub(super) static INTERNAL: Message = Message {
    en: "a defect of greenlight kept this file from being checked",
    ko: "greenlight의 결함으로 이 파일을 검사하지 못했습니다",
};

pub(super) static INTERNAL_HELP: Message = Message {
    en: "please report it with this file and with what was printed to standard error",
    ko: "이 파일과 표준 오류에 출력된 내용을 함께 제보해 주십시오",
};

pub(super) static LINES_AND_EXPRESSION: Message = Message {
    en: "`--lines` reads expressions from standard input, but {expression} is given too",
    ko: "`--lines`는 표준 입력에서 식을 읽는데 {expression:이/가} 함께 주어졌습니다",
};

pub(super) static STDIN_NOT_READ: Message = Message {
    en: "standard input cannot be read: {reason}",
    ko: "표준 입력을 읽을 수 없습니다: {reason}",
};

pub(super) static TYPE: Message = Message { en: "type", ko: "형식" };

pub(super) static READ: Message =
    Message { en: "read: {place} {pointer}", ko: "읽은 값: {place} {pointer}" };

pub(super) static READ_ABSENT: Message = Message {
    en: "read: {place} {pointer} has no {key}",
    ko: "읽은 값: {place} {pointer}에 {key:이/가} 없음",
};

pub(super) static NO_VALUE: Message = Message { en: "error: {failure}", ko: "오류: {failure}" };

pub(super) static MORE_PARTS: Message =
    Message { en: "... and {count} more", ko: "... 그 밖에 {count}개" };

pub(super) static NO_CONDITION: Message = Message {
    en: "the rule {id} has no condition to trace: the schema decides",
    ko: "{id} 규칙에는 추적할 조건이 없습니다. 스키마가 판정합니다",
};

pub(super) static NO_CONDITION_HELP: Message = Message {
    en: "`greenlight check --select RULE` shows what it finds",
    ko: "`greenlight check --select RULE`로 찾아낸 문제를 볼 수 있습니다",
};

pub(super) static HOLDS: Message = Message { en: "holds", ko: "만족합니다" };

pub(super) static BROKEN: Message = Message { en: "does not hold", ko: "만족하지 않습니다" };

pub(super) static NOT_APPLICABLE: Message = Message { en: "does not apply", ko: "해당하지 않습니다" };

pub(super) static QUIET: Message = Message {
    en: "says nothing: the schema refuses what it reads",
    ko: "판정하지 않습니다. 읽은 값을 스키마가 거부했습니다",
};

pub(super) static FAULTY: Message = Message { en: "cannot be evaluated", ko: "계산할 수 없습니다" };

pub(super) static ACROSS_FILES: Message = Message {
    en: "compares documents; these are the keys of this one",
    ko: "여러 문서를 비교합니다. 이 문서의 키는 다음과 같습니다",
};

pub(super) static NO_STATEMENTS: Message = Message {
    en: "the manifest of {pack} lists no statements",
    ko: "{pack} 매니페스트에 요구 사항 목록이 없습니다",
};

pub(super) static COVERED: Message = Message {
    en: "accounted for: {covered} of {all} statements",
    ko: "요구 사항 {all}개 중 {covered}개를 다룸",
};

pub(super) static BY_RULE: Message = Message { en: "rule  ", ko: "규칙  " };

pub(super) static BY_SCHEMA: Message = Message { en: "schema", ko: "스키마" };

pub(super) static BY_PERSON: Message = Message { en: "person", ko: "사람  " };

pub(super) static BY_NOTHING: Message =
    Message { en: "nothing enforces it", ko: "확인하는 것이 없습니다" };

pub(super) static NOT_READY: Message = Message {
    en: "errors remain ({count}), so there is no text to send yet",
    ko: "오류 {count}건이 남아 있어 보낼 문구를 만들지 않았습니다",
};

pub(super) static NOT_READY_HELP: Message = Message {
    en: "mend them, or look at it with `--draft`",
    ko: "오류를 고치십시오. 미리 보려면 `--draft`를 쓰십시오",
};

pub(super) static NO_DRAFT_HELP: Message = Message {
    en: "this must not be seen in a draft either: mend it first",
    ko: "초안에도 나오면 안 되는 내용입니다. 먼저 고치십시오",
};

pub(super) static NO_TEXT: Message = Message {
    en: "none of the texts of the pack is meant for this submission",
    ko: "이 신청서에 해당하는 문구가 팩에 없습니다",
};

pub(super) static NO_TEMPLATES: Message = Message {
    en: "the pack {pack} has no template of a request",
    ko: "{pack} 팩에 신청 문구 템플릿이 없습니다",
};

pub(super) static NO_SUCH_TEXT: Message =
    Message { en: "there is no text {name}", ko: "{name} 문구가 없습니다" };

pub(super) static TEXTS_HELP: Message =
    Message { en: "the texts are {known}", ko: "사용할 수 있는 문구는 {known}입니다" };

pub(super) static DRAFT: Message = Message {
    en: "[DRAFT, not to be sent: errors remain ({count})]",
    ko: "[초안: 오류 {count}건이 남아 있어 아직 보내면 안 됩니다]",
};

pub(super) static WITHHELD: Message = Message {
    en: "{text} would show {value}, which must not be seen there",
    ko: "{text}에 공개하면 안 되는 {value:이/가} 들어갑니다",
};

pub(super) static WITHHELD_HELP: Message = Message {
    en: "take it out of this text; it has its own field",
    ko: "이 글에서 빼십시오. 전용 항목에만 적으면 됩니다",
};

pub(super) static REPORT_WRITTEN: Message = Message {
    en: "{path}: {ready} ready, {unready} need work",
    ko: "{path}: 준비된 신청서 {ready}건, 손볼 신청서 {unready}건",
};

pub(super) static YES_OR_NO: Message = Message { en: "Y/n", ko: "예/아니요" };

pub(super) static WATCHING: Message = Message {
    en: "watching folders: {count}; stop with Ctrl+C",
    ko: "폴더 {count}개의 변경을 지켜보는 중입니다. 끝내려면 Ctrl+C를 누르십시오",
};

pub(super) static NOT_WATCHED: Message = Message {
    en: "files cannot be watched: {reason}",
    ko: "파일 변경을 지켜볼 수 없습니다: {reason}",
};

pub(super) static NOT_WATCHED_HELP: Message = Message {
    en: "leave out `--watch` to run once; if too many files are watched on Linux, raise `fs.inotify.max_user_watches` \
         or `fs.inotify.max_user_instances` with `sysctl`",
    ko: "`--watch`를 빼면 한 번만 실행합니다. Linux에서 감시 한도를 넘었다면 `sysctl`로 `fs.inotify.max_user_watches`나 \
         `fs.inotify.max_user_instances`를 늘리십시오",
};

pub(super) static WATCH_AND_FILE: Message = Message {
    en: "`--watch` shows each run on the terminal and writes no files",
    ko: "`--watch`는 실행 결과를 화면에 보여 주며 파일에는 쓰지 않습니다",
};

pub(super) static WATCH_AND_FILE_HELP: Message = Message {
    en: "give `--output-format` a name without `=FILE`, or leave out `--watch`",
    ko: "`--output-format`에서 `=FILE`을 빼거나 `--watch` 없이 실행하십시오",
};
