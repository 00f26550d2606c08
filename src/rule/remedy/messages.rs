//! What is said about the fix of a rule.

use crate::text::Message;

pub(super) const FIX_NO_ACTION: Message =
    Message { en: "the fix does not say what to do", ko: "`fix`에 무엇을 할지 없습니다" };
pub(super) const FIX_TWO_ACTIONS: Message =
    Message { en: "a fix does one thing only", ko: "`fix`는 한 가지 일만 할 수 있습니다" };
pub(super) const FIX_NO_TO: Message =
    Message { en: "{action} needs a `to`", ko: "{action}에는 `to`가 필요합니다" };
pub(super) const FIX_NEEDS_NO_TO: Message =
    Message { en: "{action} takes no `to`", ko: "{action}에는 `to`를 쓰지 않습니다" };
pub(super) const FIX_NO_PLACE: Message = Message {
    en: "this names no place of the document",
    ko: "문서의 위치를 가리키는 식이 아닙니다",
};
pub(super) const FIX_NO_NAME: Message =
    Message { en: "the name of a key is a text", ko: "키 이름은 문자열이어야 합니다" };
pub(super) const FIX_UNFIT: Message = Message {
    en: "this value does not belong at {place}",
    ko: "{place} 위치에 쓸 수 없는 값입니다",
};
pub(super) const FIX_HELP: Message = Message {
    en: "a fix is one of `set: PLACE, to: VALUE`, `append: VALUE, to: LIST`, `rename: PLACE, to: NAME`, `move: PLACE, to: PLACE`, `remove: PLACE`, `quote: PLACE`; a place is a path such as `this.app.id` or `item.urls[field]`",
    ko: "`set: 위치, to: 값`, `append: 값, to: 목록`, `rename: 위치, to: 이름`, `move: 위치, to: 위치`, `remove: 위치`, `quote: 위치` 가운데 하나를 쓰십시오. 위치는 `this.app.id`나 `item.urls[field]` 같은 경로입니다",
};
