//! What the functions for linting do, in every language. Shown by help and documentation.

use crate::text::Message;

pub(super) static IS_URL: Message = Message {
    en: "true for an absolute URL with a host",
    ko: "호스트가 있는 절대 URL이면 참입니다",
};

pub(super) static URL: Message = Message {
    en: "the parts of an absolute URL: `scheme`, `user`, `host`, `port` (that of the scheme if none is written, 0 if unknown), `path`, `query`, `parameters`, `fragment`, `origin`",
    ko: "절대 URL의 부분을 돌려줍니다: `scheme`, `user`, `host`, `port`(없으면 스킴의 기본 포트, 알 수 없으면 0), `path`, `query`, `parameters`, `fragment`, `origin`",
};

pub(super) static IS_IP: Message = Message {
    en: "true for an IPv4 or IPv6 address, with or without brackets",
    ko: "IPv4나 IPv6 주소이면 참입니다. 대괄호로 감싸도 됩니다",
};

pub(super) static IS_PUBLIC_HOST: Message = Message {
    en: "true for a host that anyone on the Internet can reach: no private, loopback, link-local, shared or documentation address, no reserved name, no name without a public suffix",
    ko: "인터넷 어디서나 접속할 수 있는 호스트이면 참입니다. 사설·루프백·링크 로컬·공유·문서용 주소, 예약된 이름, 공개 접미사가 없는 이름은 거짓입니다",
};

pub(super) static REGISTRABLE_DOMAIN: Message = Message {
    en: "the part of a host name that is registered, by the public suffix list; empty if there is none",
    ko: "공개 접미사 목록에 따라 호스트 이름에서 등록 단위 도메인을 돌려줍니다. 없으면 빈 문자열입니다",
};

pub(super) static REPEATED: Message = Message {
    en: "the elements that stand more than once, each once",
    ko: "목록에 두 번 이상 나오는 요소를 하나씩만 돌려줍니다",
};

pub(super) static WORDS: Message = Message { en: "the number of words", ko: "단어 수입니다" };

pub(super) static SCRIPT: Message = Message {
    en: "the script of most letters (`Hangul`, `Latin`, `Han`, ...); empty without letters",
    ko: "가장 많이 쓰인 문자의 종류입니다(`Hangul`, `Latin`, `Han` 등). 글자가 없으면 빈 문자열입니다",
};

pub(super) static SIMILAR: Message = Message {
    en: "how alike two texts are, from 0.0 to 1.0; letter case, blanks and character forms count nothing",
    ko: "두 글이 얼마나 비슷한지 0.0에서 1.0 사이로 나타냅니다. 대소문자, 공백, 문자 형태의 차이는 보지 않습니다",
};

pub(super) static NFC: Message = Message {
    en: "the text in Unicode normalization form C",
    ko: "유니코드 정규화 형식 C로 바꾼 문자열입니다",
};

pub(super) static NFKC: Message = Message {
    en: "the text in Unicode normalization form KC: full-width and other compatibility characters become plain ones",
    ko: "유니코드 정규화 형식 KC로 바꾼 문자열입니다. 전각 문자 등이 일반 문자로 바뀝니다",
};

pub(super) static IS_PLACEHOLDER: Message = Message {
    en: "true for a text that only fills the place of one, in English or Korean",
    ko: "영어나 한국어로 자리만 채운 글이면 참입니다",
};

pub(super) static MENTIONS: Message = Message {
    en: "those of the words that occur in the text: Latin words whole, Hangul words with particles or endings after them",
    ko: "글에 나오는 낱말만 돌려줍니다. 영어는 낱말 전체가 같아야 하고, 한글은 뒤에 조사나 어미가 붙어도 됩니다",
};

pub(super) static IS_DATE: Message = Message {
    en: "true for a date of the form `2026-01-31`",
    ko: "`2026-01-31` 형식의 날짜이면 참입니다",
};

pub(super) static DATE: Message = Message {
    en: "the start of a day of the form `2026-01-31`, in UTC",
    ko: "`2026-01-31` 형식 날짜의 UTC 0시입니다",
};

pub(super) static IS_EMAIL: Message =
    Message { en: "true for a plain e-mail address", ko: "이메일 주소이면 참입니다" };

pub(super) static DIGITS: Message = Message {
    en: "the digits of a text, full-width ones as plain ones",
    ko: "문자열에서 숫자만 남깁니다. 전각 숫자는 일반 숫자로 바꿉니다",
};

pub(super) static CHECKSUM: Message = Message {
    en: "the sum of the digits, each multiplied by its weight",
    ko: "각 자리 숫자에 가중치를 곱해 더한 값입니다",
};

pub(super) static FILE: Message = Message {
    en: "an attached file, by its path from the document: `exists`, `size` (bytes), `type`, `width`, `height`, `duration`, `sha256`, `decodes`",
    ko: "문서를 기준으로 한 경로의 첨부 파일입니다: `exists`, `size`(바이트), `type`, `width`, `height`, `duration`, `sha256`, `decodes`",
};
