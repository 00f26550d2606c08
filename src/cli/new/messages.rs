//! What `greenlight new` says, and the texts of the files that it writes.

use crate::text::Message;

pub(super) static WROTE: Message = Message { en: "wrote {path}", ko: "만든 파일: {path}" };

pub(super) static THERE_ALREADY: Message =
    Message { en: "{path} is there already", ko: "{path:이/가} 이미 있습니다" };

pub(super) static THERE_ALREADY_HELP: Message = Message {
    en: "nothing was written; choose another name or move the file away",
    ko: "아무것도 쓰지 않았습니다. 다른 이름을 쓰거나 파일을 옮기십시오",
};

pub(super) static NO_NAME: Message = Message {
    en: "{name} is no name of a rule or pack",
    ko: "{name:은/는} 규칙이나 팩의 이름으로 쓸 수 없습니다",
};

pub(super) static NO_NAME_HELP: Message = Message {
    en: "a name is lower-case words joined by hyphens, such as `reason-missing`",
    ko: "`reason-missing`처럼 소문자 단어를 하이픈으로 이어 쓰십시오",
};

pub(super) static RULE_WITHOUT_PACK: Message =
    Message { en: "{name} names no pack", ko: "{name}에 팩 이름이 없습니다" };

pub(super) static RULE_WITHOUT_PACK_HELP: Message =
    Message { en: "write `greenlight new rule PACK/ID`", ko: "`greenlight new rule 팩/ID`로 쓰십시오" };

pub(super) static SHIPPED: Message = Message {
    en: "the pack {name} is part of greenlight and takes no further rules",
    ko: "{name} 팩은 greenlight에 들어 있는 팩이라 규칙을 더할 수 없습니다",
};

pub(super) static SHIPPED_HELP: Message = Message {
    en: "`greenlight new pack NAME` begins a pack of your own",
    ko: "`greenlight new pack 이름`으로 직접 팩을 만드십시오",
};

pub(super) static PACK_THERE: Message =
    Message { en: "there is a pack {name} already", ko: "{name} 팩이 이미 있습니다" };

pub(super) static NEXT_RULE: Message = Message {
    en: "Next: replace the texts that say REPLACE, the condition and the examples, then run\n  \
         greenlight test --select {id}",
    ko: "다음: '바꿔 쓰기'라고 적힌 문구와 조건, 예시를 바꾼 뒤 실행하십시오.\n  greenlight test --select {id}",
};

pub(super) static NEXT_PACK: Message = Message {
    en: "Next: replace the texts that say REPLACE and let the schema say what a submission looks like, then run\n  \
         greenlight test\nand name the folder in greenlight.yaml, so that submissions can be checked:\n  \
         packs: [{packs}]",
    ko: "다음: '바꿔 쓰기'라고 적힌 문구를 바꾸고 스키마에 신청서의 모양을 적은 뒤 실행하십시오.\n  greenlight test\n\
         신청서를 검사하려면 greenlight.yaml에 폴더를 적으십시오.\n  packs: [{packs}]",
};

pub(super) static NEXT_SUBMISSION: Message = Message {
    en: "Next: fill in what is still an example, then run\n  greenlight check {path}",
    ko: "다음: 아직 예시인 값을 채운 뒤 실행하십시오.\n  greenlight check {path}",
};

pub(super) static SUBMISSION_HEAD: Message = Message {
    en: "# A submission for {pack}: every required key, with an example as its value. Replace the examples, then run\n\
         # `greenlight check`, which says what a reviewer would send back.\n",
    ko: "# {pack} 신청서입니다. 필요한 키가 모두 있고 값은 예시입니다. 예시를 바꾼 뒤 `greenlight check`를 실행하면\n\
         # 반려될 만한 점을 알려 줍니다.\n",
};

pub(super) static ASKING: Message = Message {
    en: "Answer each question; Enter keeps what is in brackets, Ctrl-D keeps all the rest.",
    ko: "질문에 답하십시오. Enter는 대괄호 안의 값을 그대로 두고, Ctrl-D는 나머지를 모두 그대로 둡니다.",
};

pub(super) static SEPARATE: Message = Message {
    en: "several values: separate them with commas",
    ko: "값이 여러 개이면 쉼표로 나누십시오",
};

pub(super) static RULE_HEAD: Message = Message {
    en: "# Replace the texts, the condition and the examples; `greenlight test` says whether they fit together.\n\
         # `greenlight schema rule` describes each key, `greenlight rules --functions` what conditions can call.\n",
    ko: "# 문구, 조건, 예시를 바꿔 쓰십시오. 서로 맞는지는 `greenlight test`가 알려 줍니다.\n\
         # 키 설명은 `greenlight schema rule`, 조건에서 쓸 함수는 `greenlight rules --functions`에 있습니다.\n",
};
