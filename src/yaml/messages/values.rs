//! The texts of what can be wrong with values: scalars, brackets, anchors, aliases and tags.

use super::{AMBIGUOUS, Row, SYNTAX, helped, row};

// Scalars.
pub(in crate::yaml) static UNCLOSED_QUOTE: Row = helped(
    row(SYNTAX, "this quotation mark is not closed", "이 따옴표가 닫히지 않았습니다"),
    "close it with `{mark}`; if the text goes over lines, indent them more than the key",
    "`{mark}`로 닫으십시오. 여러 줄이라면 키보다 깊이 들여 쓰십시오",
);
pub(in crate::yaml) static UNKNOWN_ESCAPE: Row = helped(
    row(SYNTAX, "there is no escape `{escape}`", "`{escape}`는 없는 이스케이프입니다"),
    "write `\\\\` for a backslash, or use single quotes, in which it means itself",
    "백슬래시는 `\\\\`로 쓰거나, 그대로 쓸 수 있는 작은따옴표를 쓰십시오",
);
pub(in crate::yaml) static ESCAPE_DIGITS: Row = helped(
    row(SYNTAX, "`{escape}` is not the number of a character", "`{escape}`에 해당하는 문자가 없습니다"),
    "write two hexadecimal digits after `\\x`, four after `\\u`, eight after `\\U`",
    "`\\x` 뒤에는 16진수 두 자리, `\\u` 뒤에는 네 자리, `\\U` 뒤에는 여덟 자리를 쓰십시오",
);
pub(in crate::yaml) static LONE_SURROGATE: Row = row(
    SYNTAX,
    "`{escape}` is one half of a character; the other half is missing",
    "`{escape}`만으로는 문자의 절반이며, 나머지 절반이 없습니다",
);
pub(in crate::yaml) static RESERVED_AT: Row = helped(
    row(
        SYNTAX,
        "a bare `{word}` is a syntax error: no value begins with `@`",
        "값은 `@`로 시작할 수 없습니다",
    ),
    "quote it: `\"{word}\"`",
    "`\"{word}\"`처럼 따옴표로 묶으십시오",
);
pub(in crate::yaml) static RESERVED_BACKTICK: Row = helped(
    row(SYNTAX, "no value begins with a backtick", "값은 백틱으로 시작할 수 없습니다"),
    "quote it",
    "따옴표로 묶으십시오",
);
pub(in crate::yaml) static PERCENT_AT_START: Row = helped(
    row(
        SYNTAX,
        "a bare `{word}` is a syntax error: no value begins with `%`",
        "값은 `%`로 시작할 수 없습니다",
    ),
    "quote it: `\"{word}\"`",
    "`\"{word}\"`처럼 따옴표로 묶으십시오",
);
pub(in crate::yaml) static COMMA_AT_START: Row = helped(
    row(SYNTAX, "no value begins with `,`", "값은 `,`로 시작할 수 없습니다"),
    "quote it if it belongs to the value",
    "값의 일부라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static BLOCK_SCALAR_IN_FLOW: Row = helped(
    row(SYNTAX, "no value in brackets begins with `{word}`", "괄호 안의 값은 `{word}`로 시작할 수 없습니다"),
    "quote it if it belongs to the value",
    "값의 일부라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static INDICATOR_ALONE: Row = helped(
    row(SYNTAX, "`{word}` cannot stand here by itself", "`{word}`만 여기에 쓸 수 없습니다"),
    "quote it if it is a value",
    "값이라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static BLOCK_HEADER: Row = helped(
    row(
        SYNTAX,
        "only an indentation from 1 to 9, a `+` or `-` and a comment may follow on this line",
        "이 줄에는 1부터 9까지의 들여쓰기 폭, `+`나 `-`, 주석만 올 수 있습니다",
    ),
    "put the text on the next line",
    "본문은 다음 줄에 쓰십시오",
);

// Brackets.
pub(in crate::yaml) static UNCLOSED_BRACKET: Row = helped(
    row(SYNTAX, "this `{bracket}` is not closed", "이 `{bracket}` 괄호가 닫히지 않았습니다"),
    "close it with `{expected}`, and indent its lines more than its key",
    "`{expected}` 괄호로 닫고, 안쪽 줄은 키보다 깊이 들여 쓰십시오",
);
pub(in crate::yaml) static BRACKET_AT_MARGIN: Row = helped(
    row(
        SYNTAX,
        "this `{bracket}` must be indented more than the key it belongs to",
        "이 `{bracket}` 괄호는 해당 키보다 깊이 들여 써야 합니다",
    ),
    "add a space before it",
    "앞에 공백을 하나 넣으십시오",
);
pub(in crate::yaml) static BRACKET_NOT_OPENED: Row = helped(
    row(SYNTAX, "this bracket was not opened", "이 괄호는 열린 적이 없습니다"),
    "quote the value if the bracket belongs to it",
    "괄호가 값의 일부라면 값을 따옴표로 묶으십시오",
);
pub(in crate::yaml) static WRONG_BRACKET: Row =
    row(SYNTAX, "`{expected}` is expected here", "여기에는 `{expected}` 괄호가 있어야 합니다");
pub(in crate::yaml) static COMMA_EXPECTED: Row = row(
    SYNTAX,
    "a `,` or `{expected}` is expected here",
    "여기에는 `,` 또는 `{expected}` 괄호가 있어야 합니다",
);
pub(in crate::yaml) static COMMA_WITHOUT_VALUE: Row =
    row(SYNTAX, "a value is missing before this `,`", "이 `,` 앞에 값이 없습니다");

// Anchors, aliases and tags.
pub(in crate::yaml) static BLANK_AFTER_PROPERTY: Row =
    row(SYNTAX, "a space is missing after this", "이 뒤에 공백이 없습니다");
pub(in crate::yaml) static ANCHOR_WITHOUT_NAME: Row = helped(
    row(SYNTAX, "an anchor needs a name after `&`", "앵커는 `&` 뒤에 이름이 있어야 합니다"),
    "quote the value if it begins with `&`",
    "`&`로 시작하는 값이라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static ALIAS_WITHOUT_NAME: Row = helped(
    row(SYNTAX, "an alias needs a name after `*`", "별칭은 `*` 뒤에 이름이 있어야 합니다"),
    "quote the value if it begins with `*`",
    "`*`로 시작하는 값이라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static SECOND_ANCHOR: Row =
    row(SYNTAX, "a value has only one anchor", "값에는 앵커를 하나만 쓸 수 있습니다");
pub(in crate::yaml) static SECOND_TAG: Row =
    row(SYNTAX, "a value has only one tag", "값에는 태그를 하나만 쓸 수 있습니다");
pub(in crate::yaml) static PROPERTIES_BEFORE_ALIAS: Row =
    row(SYNTAX, "an alias has neither anchor nor tag", "별칭에는 앵커나 태그를 쓸 수 없습니다");
pub(in crate::yaml) static BAD_TAG: Row = helped(
    row(SYNTAX, "this tag is not well formed", "태그의 형식이 올바르지 않습니다"),
    "quote the value if it begins with `!`",
    "`!`로 시작하는 값이라면 따옴표로 묶으십시오",
);
pub(in crate::yaml) static UNKNOWN_HANDLE: Row = helped(
    row(SYNTAX, "the tag handle `{handle}` is not declared", "태그 핸들 `{handle}`를 선언하지 않았습니다"),
    "declare it with `%TAG` before the document",
    "문서 앞에 `%TAG`로 선언하십시오",
);
pub(in crate::yaml) static TAG_MISMATCH: Row =
    row(SYNTAX, "`{value}` is not what the tag `{tag}` says", "`{value}` 값이 태그 `{tag}`에 맞지 않습니다");
pub(in crate::yaml) static UNKNOWN_ALIAS: Row = helped(
    row(
        SYNTAX,
        "there is no anchor `&{name}` before this alias",
        "이 별칭 앞에 앵커 `&{name}` 선언이 없습니다",
    ),
    "quote it if it is a text: `\"*{name}\"`",
    "문구라면 `\"*{name}\"`처럼 따옴표로 묶으십시오",
);
pub(in crate::yaml) static UNKNOWN_ALIAS_NEAR: Row = helped(
    row(
        SYNTAX,
        "there is no anchor `&{name}` before this alias",
        "이 별칭 앞에 앵커 `&{name}` 선언이 없습니다",
    ),
    "did you mean `*{nearest}`?",
    "`*{nearest}` 별칭을 쓰려던 것입니까?",
);
pub(in crate::yaml) static ALIAS_IN_ITSELF: Row = row(
    SYNTAX,
    "this alias stands inside the value of its own anchor `&{name}`",
    "이 별칭이 자기 앵커 `&{name}`의 값 안에 있습니다",
);

// Scalars that tools of YAML 1.1 read otherwise.
pub(in crate::yaml) static AMBIGUOUS_BOOL: Row = helped(
    row(
        AMBIGUOUS,
        "`{value}` is text here, but tools of YAML 1.1 read it as `{other}`",
        "`{value}`는 여기에서는 텍스트이지만, YAML 1.1 도구는 `{other}`로 읽습니다",
    ),
    "quote it, or write `{other}` if that is meant",
    "따옴표로 묶거나, `{other}`를 뜻한다면 그렇게 쓰십시오",
);
pub(in crate::yaml) static AMBIGUOUS_NUMBER: Row = helped(
    row(
        AMBIGUOUS,
        "`{value}` is text here, but tools of YAML 1.1 read it as a number",
        "`{value}`는 여기에서는 텍스트이지만, YAML 1.1 도구는 숫자로 읽습니다",
    ),
    "quote it, or write the number in decimal digits",
    "따옴표로 묶거나, 숫자라면 십진수로 쓰십시오",
);
pub(in crate::yaml) static AMBIGUOUS_TEXT: Row = helped(
    row(
        AMBIGUOUS,
        "`{value}` is a number here, but tools of YAML 1.1 read it as text",
        "`{value}`는 여기에서는 숫자이지만, YAML 1.1 도구는 텍스트로 읽습니다",
    ),
    "quote it, or write the number as `{number}`",
    "따옴표로 묶거나, 숫자라면 `{number}`로 쓰십시오",
);
pub(in crate::yaml) static AMBIGUOUS_OCTAL: Row = helped(
    row(
        AMBIGUOUS,
        "`{value}` is the number {number} here, but tools of YAML 1.1 read it as an octal number",
        "`{value}`는 여기에서는 숫자 {number}이지만, YAML 1.1 도구는 팔진수로 읽습니다",
    ),
    "quote it, or write the number as `{number}`",
    "따옴표로 묶거나, 숫자라면 `{number}`로 쓰십시오",
);
