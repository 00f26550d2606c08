//! Why a text is not changed as asked: what the change would break cannot be told from here, or not be written.

use crate::text::Message;

/// Why a change cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declined {
    /// The value is written elsewhere and comes here by an alias or a merge key.
    Alias,
    /// The value, or one around or in it, has an anchor, so that other places would change with it.
    Anchor,
    /// The value has a tag, which would speak of the new value.
    Tag,
    /// A syntax error took something of the text around away.
    Damaged,
    /// A comment stands within what would be replaced.
    Comment,
    /// The text is laid out in a way that cannot be continued: keys behind `?`, tabs, an open end of a block of text.
    Layout,
    /// The map has the key already.
    KeyExists,
    /// A key can only be added to a map.
    NotAMap,
    /// An element can only be added to a list.
    NotAList,
}

impl Declined {
    /// The reason in words.
    #[must_use]
    pub const fn message(self) -> &'static Message {
        match self {
            Self::Alias => &ALIAS,
            Self::Anchor => &ANCHOR,
            Self::Tag => &TAG,
            Self::Damaged => &DAMAGED,
            Self::Comment => &COMMENT,
            Self::Layout => &LAYOUT,
            Self::KeyExists => &KEY_EXISTS,
            Self::NotAMap => &NOT_A_MAP,
            Self::NotAList => &NOT_A_LIST,
        }
    }
}

static ALIAS: Message = Message {
    en: "the value is written elsewhere and comes here by an alias",
    ko: "값이 다른 곳에 있고 별칭으로 가져다 쓰고 있습니다",
};
static ANCHOR: Message = Message {
    en: "the value has an anchor, so other places would change too",
    ko: "값에 앵커가 있어 다른 곳도 함께 바뀝니다",
};
static TAG: Message = Message { en: "the value has a tag", ko: "값에 태그가 있습니다" };
static DAMAGED: Message = Message {
    en: "a syntax error nearby has to be mended first",
    ko: "근처의 문법 오류를 먼저 고쳐야 합니다",
};
static COMMENT: Message = Message {
    en: "a comment stands within what would be replaced",
    ko: "바꿀 내용 안에 주석이 있습니다",
};
static LAYOUT: Message = Message {
    en: "the text is laid out in a way that only a person can continue",
    ko: "사람이 직접 고쳐야 하는 형식으로 쓰여 있습니다",
};
static KEY_EXISTS: Message =
    Message { en: "the key is there already", ko: "같은 키가 이미 있습니다" };
static NOT_A_MAP: Message =
    Message { en: "a key can only be added to a map", ko: "키는 맵에만 넣을 수 있습니다" };
static NOT_A_LIST: Message = Message {
    en: "an element can only be added to a list",
    ko: "요소는 목록에만 넣을 수 있습니다",
};
