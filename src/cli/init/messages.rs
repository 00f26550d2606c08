//! What `greenlight init` says.

use crate::text::Message;

pub(super) static NEW: Message = Message { en: "{path}: to be written", ko: "{path}: 새로 만듭니다" };

pub(super) static NEW_LONG: Message =
    Message { en: "{path}: to be written ({lines} lines)", ko: "{path}: 새로 만듭니다 ({lines}행)" };

pub(super) static DONE: Message =
    Message { en: "{path}: nothing to do", ko: "{path}: 더 할 일이 없습니다" };

pub(super) static LACKING: Message = Message {
    en: "{path}: is there and stays as it is; add by hand:",
    ko: "{path}: 이미 있으므로 그대로 둡니다. 다음을 직접 넣으십시오.",
};

pub(super) static WRITE_THEM: Message =
    Message { en: "Write what is missing?", ko: "없는 파일을 만들까요?" };

pub(super) static WHICH_PACK: Message = Message { en: "Pack of the submissions:", ko: "신청서의 팩:" };

pub(super) static NOTHING_TO_DO: Message = Message {
    en: "Everything is there: nothing was written.",
    ko: "모두 있어 아무것도 쓰지 않았습니다.",
};

pub(super) static DRY_RUN: Message = Message {
    en: "A dry run: nothing was written.",
    ko: "시험 실행이라 아무것도 쓰지 않았습니다.",
};

pub(super) static NOT_ASKED: Message = Message {
    en: "nothing was written, for there is no terminal to ask on",
    ko: "물어볼 터미널이 없어 아무것도 쓰지 않았습니다",
};

pub(super) static NOT_ASKED_HELP: Message = Message {
    en: "`--yes` writes without asking, `--dry-run` only shows",
    ko: "`--yes`는 묻지 않고 쓰고, `--dry-run`은 보여 주기만 합니다",
};

pub(super) static NO_PACK: Message =
    Message { en: "no pack was named", ko: "팩을 지정하지 않았습니다" };

pub(super) static NO_PACK_HELP: Message = Message {
    en: "write `greenlight init PACK`; the packs are {known}",
    ko: "`greenlight init 팩`으로 쓰십시오. 사용할 수 있는 팩은 {known}입니다",
};

pub(super) static NEXT: Message = Message {
    en: "Written. Begin a submission, check it, and let each commit be checked:\n  \
         greenlight new {pack} submissions/NAME\n  greenlight check\n  pre-commit install",
    ko: "만들었습니다. 신청서를 시작하고 검사하고, 커밋할 때마다 검사하게 하십시오.\n  \
         greenlight new {pack} submissions/이름\n  greenlight check\n  pre-commit install",
};
