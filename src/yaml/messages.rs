//! The texts of what can be wrong with a YAML text, in every language. Knows no places.

pub(super) mod values;

use crate::text::Message;

/// One kind of problem: its id and its texts.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) message: Message,
    pub(super) help: Option<Message>,
}

const LIMIT: &str = "yaml/limit";
const ENCODING: &str = "yaml/encoding";
pub(super) const SYNTAX: &str = "yaml/syntax";
const DUPLICATE: &str = "yaml/duplicate-key";
const AMBIGUOUS: &str = "yaml/ambiguous-scalar";

const fn row(id: &'static str, en: &'static str, ko: &'static str) -> Row {
    Row { id, message: Message { en, ko }, help: None }
}

const fn helped(row: Row, en: &'static str, ko: &'static str) -> Row {
    Row { help: Some(Message { en, ko }), ..row }
}

// Limits.
pub(super) static TOO_LARGE: Row = row(
    LIMIT,
    "the text has {bytes} bytes, more than the limit of {limit}",
    "텍스트가 {bytes}바이트로, 한도인 {limit}바이트를 넘습니다",
);
pub(super) static TOO_DEEP: Row = row(
    LIMIT,
    "this is nested deeper than the limit of {limit} levels",
    "중첩이 한도인 {limit}단계를 넘습니다",
);
pub(super) static TOO_DEEP_BY_ALIAS: Row = row(
    LIMIT,
    "this alias nests values deeper than the limit of {limit} levels",
    "이 별칭 때문에 중첩이 한도인 {limit}단계를 넘습니다",
);
pub(super) static TOO_MANY_NODES: Row = row(
    LIMIT,
    "the text has more values than the limit of {limit}; the rest was not read",
    "값의 수가 한도인 {limit}개를 넘어 나머지는 읽지 않았습니다",
);
pub(super) static TOO_MANY_NODES_BY_ALIAS: Row = row(
    LIMIT,
    "with this alias the text stands for more values than the limit of {limit}",
    "이 별칭을 펼치면 값의 수가 한도인 {limit}개를 넘습니다",
);
pub(super) static TOO_MANY_PROBLEMS: Row = row(
    LIMIT,
    "there are too many problems in this text; the rest was not read",
    "문제가 너무 많아 나머지는 읽지 않았습니다",
);

// Characters.
pub(super) static INVALID_UTF8: Row = helped(
    row(ENCODING, "these bytes are not UTF-8 text", "UTF-8 텍스트가 아닌 바이트입니다"),
    "save the file as UTF-8",
    "파일을 UTF-8로 저장하십시오",
);
pub(super) static OTHER_UNICODE: Row = helped(
    row(ENCODING, "the text is {encoding}, not UTF-8", "텍스트가 UTF-8이 아니라 {encoding}입니다"),
    "save the file as UTF-8",
    "파일을 UTF-8로 저장하십시오",
);
pub(super) static NUL: Row = helped(
    row(
        SYNTAX,
        "the text contains a NUL byte; what follows was not read",
        "텍스트에 NUL 바이트가 있어 그 뒤는 읽지 않았습니다",
    ),
    "remove it, or check that this is a text file",
    "NUL 바이트를 지우거나 텍스트 파일이 맞는지 확인하십시오",
);
pub(super) static CONTROL_CHARACTER: Row = helped(
    row(
        SYNTAX,
        "the control character {character} is not allowed here",
        "제어 문자 {character:은/는} 여기에 쓸 수 없습니다",
    ),
    "remove it, or write it as an escape such as `\\x1B` in double quotes",
    "지우거나 큰따옴표 안에 `\\x1B`와 같은 이스케이프로 쓰십시오",
);

// Documents and directives.
pub(super) static TEXT_AFTER_ROOT: Row = helped(
    row(
        SYNTAX,
        "the document has ended before this line, or this line is indented differently from the lines above",
        "이 줄 앞에서 문서가 끝났거나, 들여쓰기가 위의 줄들과 다릅니다",
    ),
    "indent it like the other entries, or begin a new document with `---`",
    "다른 항목과 같은 깊이로 들여 쓰거나 `---`로 새 문서를 시작하십시오",
);
pub(super) static TEXT_AFTER_DOCUMENT_END: Row = row(
    SYNTAX,
    "nothing but a comment may follow `...` on its line",
    "`...` 뒤에는 같은 줄에 주석만 올 수 있습니다",
);
pub(super) static DIRECTIVE_WITHOUT_DOCUMENT: Row =
    row(SYNTAX, "`---` is expected after the directives", "지시자 뒤에는 `---`가 있어야 합니다");
pub(super) static BAD_DIRECTIVE: Row = helped(
    row(SYNTAX, "this directive is not well formed", "지시자의 형식이 올바르지 않습니다"),
    "directives are `%YAML 1.2` and `%TAG !handle! prefix`",
    "지시자는 `%YAML 1.2`, `%TAG !handle! prefix`와 같이 씁니다",
);
pub(super) static SECOND_VERSION: Row = row(
    SYNTAX,
    "a document has only one `%YAML` directive",
    "`%YAML` 지시자는 문서마다 하나만 쓸 수 있습니다",
);
pub(super) static UNKNOWN_VERSION: Row = row(SYNTAX, "only YAML 1 is known", "YAML 1만 읽을 수 있습니다");
pub(super) static SECOND_HANDLE: Row =
    row(SYNTAX, "this tag handle is declared twice", "같은 태그 핸들을 두 번 선언했습니다");

// Indentation and lines.
pub(super) static TAB_IN_INDENTATION: Row = helped(
    row(SYNTAX, "a tab cannot be used for indentation", "들여쓰기에는 탭을 쓸 수 없습니다"),
    "indent with spaces",
    "공백으로 들여 쓰십시오",
);
pub(super) static TAB_BEFORE_BLOCK: Row = helped(
    row(
        SYNTAX,
        "a tab cannot stand before a list or map that begins on this line",
        "같은 줄에서 시작하는 목록이나 맵 앞에는 탭을 쓸 수 없습니다",
    ),
    "use a space",
    "공백을 쓰십시오",
);
pub(super) static BAD_INDENTATION: Row = helped(
    row(
        SYNTAX,
        "this line is indented by {found} columns, but the entries above it by {expected}",
        "이 줄은 {found}칸 들여 썼지만, 위의 항목은 {expected}칸 들여 썼습니다",
    ),
    "indent it like the entries it belongs to",
    "같은 단계의 항목과 들여쓰기를 맞추십시오",
);
pub(super) static ENTRY_IN_TEXT: Row = helped(
    row(
        SYNTAX,
        "this line continues the value above it, so `:` cannot make a key of it",
        "이 줄은 위의 값에 이어지므로 `:`이 있어도 키가 될 수 없습니다",
    ),
    "indent it like the other keys, or quote the whole value",
    "다른 키와 들여쓰기를 맞추거나, 값 전체를 따옴표로 묶으십시오",
);
pub(super) static TEXT_INDENTATION: Row = row(
    SYNTAX,
    "the text is indented by {found} columns, less than the {expected} that its first line asks for",
    "본문을 {found}칸 들여 썼지만, 첫 줄에 적힌 들여쓰기는 {expected}칸입니다",
);
pub(super) static BLANK_LINE_TOO_WIDE: Row = helped(
    row(
        SYNTAX,
        "this blank line is indented more than the first line of the text",
        "이 빈 줄이 본문의 첫 줄보다 깊이 들여 쓰였습니다",
    ),
    "remove the blanks of this line, or write the indentation behind the `|` or `>`",
    "이 줄의 공백을 지우거나 `|`, `>` 뒤에 들여쓰기 폭을 쓰십시오",
);
pub(super) static SECOND_VALUE: Row = helped(
    row(SYNTAX, "this does not belong to the value before it", "앞의 값에 이어질 수 없는 내용입니다"),
    "quote the whole value, or put this on a line of its own",
    "값 전체를 따옴표로 묶거나 줄을 나누십시오",
);
pub(super) static TEXT_AFTER_QUOTE: Row = helped(
    row(SYNTAX, "the quotation mark before this has ended the value", "이 앞의 따옴표에서 값이 끝났습니다"),
    "write `''` for a single quotation mark inside single ones, and `\\\"` for a double one inside double ones",
    "작은따옴표 안에서는 `'`를 `''`로, 큰따옴표 안에서는 `\\\"`로 쓰십시오",
);
pub(super) static COMMENT_WITHOUT_BLANK: Row =
    row(SYNTAX, "a comment needs a blank before its `#`", "주석의 `#` 앞에는 공백이 있어야 합니다");
pub(super) static BLOCK_ON_THIS_LINE: Row = helped(
    row(SYNTAX, "a list or map cannot begin on this line", "이 줄에서는 목록이나 맵을 시작할 수 없습니다"),
    "begin it on the next line",
    "다음 줄에서 시작하십시오",
);
pub(super) static PROPERTIES_BEFORE_BLOCK: Row = row(
    SYNTAX,
    "an anchor or tag of a list stands on a line of its own before it",
    "목록의 앵커나 태그는 목록 앞에 별도의 줄로 써야 합니다",
);

// Keys and values.
pub(super) static BLANK_AFTER_COLON: Row = helped(
    row(SYNTAX, "a space is missing after this `:`", "이 `:` 뒤에 공백이 없습니다"),
    "write `key: value`",
    "`키: 값`과 같이 쓰십시오",
);
pub(super) static KEY_WITHOUT_COLON: Row =
    row(SYNTAX, "a `:` is expected after this key", "이 키 뒤에 `:`이 있어야 합니다");
pub(super) static COLON_IN_VALUE: Row = helped(
    row(
        SYNTAX,
        "`: ` cannot stand inside a value without quotation marks",
        "따옴표 없는 값 안에는 `: `를 쓸 수 없습니다",
    ),
    "quote the value, or begin the nested map on the next line",
    "값을 따옴표로 묶거나, 하위 맵은 다음 줄에서 시작하십시오",
);
pub(super) static KEY_OVER_LINES: Row =
    row(SYNTAX, "a key must stand on one line with its `:`", "키는 `:`과 함께 한 줄에 있어야 합니다");
pub(super) static KEY_TOO_LONG: Row =
    row(SYNTAX, "a key must have its `:` within 1,024 characters", "키는 1,024자 안에 `:`이 있어야 합니다");
pub(super) static ITEM_AMONG_KEYS: Row = helped(
    row(
        SYNTAX,
        "a list element cannot stand among the keys of a map",
        "맵의 키 사이에 목록 요소가 올 수 없습니다",
    ),
    "indent the list below its key",
    "목록을 해당 키 아래에 들여 쓰십시오",
);
pub(super) static KEY_AMONG_ITEMS: Row = row(
    SYNTAX,
    "this stands among the elements of a list but does not begin with `- `",
    "목록 요소 사이에 있지만 `- `로 시작하지 않습니다",
);
pub(super) static DUPLICATE_KEY: Row = helped(
    row(DUPLICATE, "the key `{key}` is here twice", "키 `{key}` 항목이 두 번 있습니다"),
    "remove one of them, or rename it",
    "하나를 지우거나 이름을 바꾸십시오",
);
pub(super) static MERGE_OF_NO_MAPPING: Row = row(
    SYNTAX,
    "`<<` merges maps, and `{value}` is not one",
    "`<<`로는 맵만 합칠 수 있는데, 이 값은 맵이 아닙니다",
);

// Second places.
pub(super) static BRACKET_OPENED: Message = Message { en: "opened here", ko: "여기에서 열렸습니다" };
pub(super) static KEY_WAS_FIRST_HERE: Message =
    Message { en: "the key is first here", ko: "같은 키가 먼저 나온 곳입니다" };
pub(super) static ANCHOR_IS_HERE: Message =
    Message { en: "the anchor is here", ko: "앵커가 여기 있습니다" };
pub(super) static VALUE_BEGAN: Message =
    Message { en: "the value began here", ko: "값이 여기에서 시작되었습니다" };
pub(super) static DOCUMENT_BEGAN: Message =
    Message { en: "the document began here", ko: "문서가 여기에서 시작되었습니다" };
