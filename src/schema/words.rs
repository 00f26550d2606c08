//! Plain words for what schemas speak of: types and formats, in every language.

use jsonschema::JsonType;

/// A text that differs by language; becomes the parameters `name.en` and `name.ko`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) en: String,
    pub(super) ko: String,
}

impl Words {
    pub(super) fn new(en: &str, ko: &str) -> Self {
        Self { en: en.to_owned(), ko: ko.to_owned() }
    }

    /// The same text in every language.
    pub(super) fn same(text: String) -> Self {
        Self { en: text.clone(), ko: text }
    }

    /// `a`, `a or b`, `a, b or c`.
    pub(super) fn any_of(words: &[Self]) -> Self {
        Self::joined(words, " or ", " 또는 ")
    }

    /// `a`, `a, b`, `a, b, c`.
    pub(super) fn all_of(words: &[Self]) -> Self {
        Self::joined(words, ", ", ", ")
    }

    fn joined(words: &[Self], last_en: &str, last_ko: &str) -> Self {
        let join = |select: fn(&Self) -> &str, last: &str| {
            let mut texts: Vec<&str> = words.iter().map(select).collect();
            let Some(end) = texts.pop() else { return String::new() };
            if texts.is_empty() { end.to_owned() } else { format!("{}{last}{end}", texts.join(", ")) }
        };
        Self { en: join(|words| &words.en, last_en), ko: join(|words| &words.ko, last_ko) }
    }
}

/// A type in plain words.
pub(super) fn type_words(json_type: JsonType) -> Words {
    match json_type {
        JsonType::String => Words::new("text", "문자열"),
        JsonType::Integer => Words::new("a whole number", "정수"),
        JsonType::Number => Words::new("a number", "숫자"),
        JsonType::Boolean => Words::new("`true` or `false`", "`true`/`false`"),
        JsonType::Array => Words::new("a list", "목록"),
        JsonType::Object => Words::new("a map of keys", "맵(키와 값)"),
        JsonType::Null => Words::new("`null`", "`null`"),
    }
}

/// A format: what it is called in plain words, and an example of it.
pub(super) struct Format {
    pub(super) name: &'static str,
    pub(super) en: &'static str,
    pub(super) ko: &'static str,
    pub(super) example: &'static str,
}

/// The format of a name that `format` may have.
pub(super) fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

const fn row(name: &'static str, en: &'static str, ko: &'static str, example: &'static str) -> Format {
    Format { name, en, ko, example }
}

/// Every format that the validator asserts.
pub(super) static FORMATS: &[Format] = &[
    row("date", "a date (year-month-day)", "날짜(년-월-일)", "2026-11-24"),
    row(
        "date-time",
        "a date and time with a time zone",
        "시간대가 있는 날짜와 시각",
        "2026-11-24T09:30:00+09:00",
    ),
    row("duration", "a duration (ISO 8601)", "기간(ISO 8601)", "P3DT12H"),
    row("email", "an email address", "이메일 주소", "name@example.com"),
    row("hostname", "a host name", "호스트 이름", "www.example.com"),
    row("idn-email", "an email address", "이메일 주소", "이름@example.com"),
    row("idn-hostname", "a host name", "호스트 이름", "예시.kr"),
    row("ipv4", "an IPv4 address", "IPv4 주소", "192.0.2.1"),
    row("ipv6", "an IPv6 address", "IPv6 주소", "2001:db8::1"),
    row("iri", "a full URL", "전체 URL", "https://example.com/안내"),
    row("iri-reference", "a URL or a path", "URL 또는 경로", "/안내"),
    row("json-pointer", "a JSON Pointer", "JSON 포인터", "/app/name"),
    row("regex", "a regular expression", "정규 표현식", "^[a-z]+$"),
    row("relative-json-pointer", "a relative JSON Pointer", "상대 JSON 포인터", "1/name"),
    row("time", "a time with a time zone", "시간대가 있는 시각", "09:30:00+09:00"),
    row("uri", "a full URL", "전체 URL", "https://example.com/guide"),
    row("uri-reference", "a URL or a path", "URL 또는 경로", "/guide"),
    row("uri-template", "a URL template", "URL 템플릿", "https://example.com/{id}"),
    row("uuid", "a UUID", "UUID", "123e4567-e89b-12d3-a456-426614174000"),
];
