//! Dates, e-mail addresses, digits and check sums, attached files.

use super::Shape::{Bool, Int, List, Opaque, String as Str, Timestamp};
use super::normal::nfkc;
use super::shape::{Shape, global};
use super::{Answer, Call, Fault, Function, summaries, url};
use crate::expr::messages;
use crate::expr::value::{Value, time};

pub(super) static TABLE: &[Function] = &[
    Function::new("isDate", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(time::parse_date(call.text(0)?).is_some()))
    })
    .about(
        &summaries::IS_DATE,
        &[
            ("isDate('2026-02-28')", "true"),
            ("isDate('2026-02-29')", "false"),
            ("isDate('2026-2-8')", "false"),
        ],
    ),
    Function::new("date", &[global(&[Str], Timestamp)], |call| {
        call.expect_count(1..=1)?;
        let text = call.text(0)?;
        let bad = || Fault::with(&messages::BAD_DATE, &[("value", format!("`{text}`"))]);
        let date = time::parse_date(text).ok_or_else(bad)?;
        Ok(Value::timestamp(date.at(0, 0, 0, 0)))
    })
    .about(
        &summaries::DATE,
        &[
            ("date('2026-01-31') == timestamp('2026-01-31T00:00:00Z')", "true"),
            ("date('2026-03-01') - date('2026-02-01') == duration('672h')", "true"),
        ],
    ),
    Function::new("isEmail", &[global(&[Str], Bool)], |call| {
        call.expect_count(1..=1)?;
        Ok(Value::bool(is_email(call.text(0)?)))
    })
    .about(
        &summaries::IS_EMAIL,
        &[
            ("isEmail('owner@example.com')", "true"),
            ("isEmail('first.last+tag@sub.example.co.kr')", "true"),
            ("isEmail('owner@localhost')", "false"),
            ("isEmail('a..b@example.com')", "false"),
            ("isEmail('Owner <owner@example.com>')", "false"),
        ],
    ),
    Function::new("digits", &[global(&[Str], Str)], |call| {
        call.expect_count(1..=1)?;
        let digits: String = nfkc(call.text(0)?).chars().filter(char::is_ascii_digit).collect();
        Ok(Value::string(&digits))
    })
    .about(&summaries::DIGITS, &[("digits('123-45-６７８')", "'12345678'"), ("digits('none')", "''")]),
    Function::new("checksum", &[global(&[Str, List(&Int)], Int)], checksum).about(
        &summaries::CHECKSUM,
        &[
            ("checksum('123', [3, 1, 2])", "11"),
            ("(10 - checksum('400638133393', [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10", "1"),
        ],
    ),
    Function::new("file", &[global(&[Str], Opaque("file"))], |call| {
        call.expect_count(1..=1)?;
        let path = call.text(0)?;
        let file = call.host.and_then(|host| host.file(path));
        file.ok_or(Fault::new(&messages::NO_FILES))
    })
    .about(&summaries::FILE, &[]),
];

/// The fields of `file()`. The host gives their values; `tests/attachments.rs` holds that it knows the same ones.
pub(super) static FILE_FIELDS: &[(&str, Shape)] = &[
    ("exists", Bool),
    ("nearest", Str),
    ("escapes", Bool),
    ("isFile", Bool),
    ("size", Int),
    ("isEmpty", Bool),
    ("extension", Str),
    ("type", Shape::Words(FILE_TYPES)),
    ("kind", Shape::Words(&["image", "video", "document", "other"])),
    ("matchesExtension", Bool),
    ("decodes", Bool),
    ("problem", Shape::Words(FILE_PROBLEMS)),
    ("isEncrypted", Bool),
    ("pages", Int),
    ("width", Int),
    ("height", Int),
    ("duration", Shape::Duration),
    ("isFlat", Bool),
    ("hasLocation", Bool),
    ("sha256", Str),
    ("pixels", Str),
    ("path", Str),
];

/// What `file(path).type` may be.
const FILE_TYPES: &[&str] = &[
    "png", "jpeg", "webp", "gif", "bmp", "tiff", "heic", "avif", "mp4", "mov", "webm", "mkv", "avi", "wmv",
    "pdf", "hwp", "hwpx", "office", "compound", "zip", "gzip", "unknown",
];

/// What `file(path).problem` may be.
const FILE_PROBLEMS: &[&str] = &[
    "not-found",
    "outside",
    "not-a-file",
    "unreadable",
    "empty",
    "too-large-to-read",
    "too-large-to-decode",
    "not-examined",
    "truncated",
    "bad-checksum",
    "corrupt",
    "zero-size",
    "encrypted",
    "no-pages",
    "no-movie-header",
    "no-picture",
    "decoder-failed",
    "",
];

/// An address that mail can be sent to: a dot-atom of RFC 5322, `@`, a host name of at least two labels.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_atom = |atom: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~-".contains(&byte);
        !atom.is_empty() && atom.bytes().all(fits)
    };
    let is_local = local.len() <= 64 && local.split('.').all(is_atom);
    let top = domain.rsplit('.').next().unwrap_or("");
    let is_name = domain.contains('.')
        && !domain.ends_with('.')
        && !domain.contains('_')
        && url::normal_host(domain).is_some();
    is_local && is_name && top.chars().any(char::is_alphabetic)
}

fn checksum<'d>(call: &mut Call<'_, 'd>) -> Answer<'d> {
    call.expect_count(2..=2)?;
    let (text, weights) = (call.text(0)?, call.list(1)?);
    let digits = text.chars().map(|character| character.to_digit(10)).collect::<Option<Vec<_>>>();
    let Some(digits) = digits else {
        return Err(Fault::with(&messages::BAD_DIGITS, &[("value", format!("`{text}`"))]));
    };
    if digits.len() != weights.len() {
        let counts = [("digits", digits.len().to_string()), ("weights", weights.len().to_string())];
        return Err(Fault::with(&messages::WEIGHT_COUNT, &counts));
    }
    let mut sum: i64 = 0;
    let mut digits = digits.into_iter();
    weights.try_each(|weight| {
        let weight = weight.as_int().ok_or(Fault::NoOverload)?;
        let product = weight.checked_mul(i64::from(digits.next().unwrap_or(0)));
        let next = product.and_then(|product| sum.checked_add(product));
        sum = next.ok_or(Fault::new(&messages::OVERFLOW))?;
        Ok(())
    })?;
    Ok(Value::int(sum))
}
