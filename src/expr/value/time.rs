//! Points in time and durations as text and in numbers (CEL specification, "Timestamps" and "Durations"). Times are in
//! UTC; jiff's own timestamp stops a day before the end of the year 9999, so civil time is used.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// The longest duration, in seconds: ten thousand years.
const LONGEST: i64 = 315_576_000_000;

/// The start of Unix time.
pub(in crate::expr) const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// True for years 1 to 9999.
pub(in crate::expr) fn is_in_range(time: DateTime) -> bool {
    time.year() >= 1
}

/// True for durations up to ten thousand years.
pub(in crate::expr) fn is_duration_in_range(span: SignedDuration) -> bool {
    span.as_secs().abs() <= LONGEST
}

/// A point in time from seconds since 1970.
pub(in crate::expr) fn from_seconds(seconds: i64) -> Option<DateTime> {
    EPOCH.checked_add(SignedDuration::from_secs(seconds)).ok().filter(|time| is_in_range(*time))
}

/// Whole seconds since 1970, rounded down.
pub(in crate::expr) fn to_seconds(time: DateTime) -> i64 {
    let span = time.duration_since(EPOCH);
    span.as_secs() - i64::from(span.subsec_nanos() < 0)
}

/// A point in time from RFC 3339.
pub(in crate::expr) fn parse_timestamp(text: &str) -> Option<DateTime> {
    let date = parse_date(text.get(..10)?)?;
    let clock = text.get(10..)?.strip_prefix(['T', 't'])?;
    let whole = two(clock, 0)? * 3600 + colon_two(clock, 2)? * 60 + colon_two(clock, 5)?;
    let is_clock = two(clock, 0)? < 24 && colon_two(clock, 2)? < 60 && colon_two(clock, 5)? < 60;
    let rest = clock.get(8..)?;
    let zone = rest.trim_start_matches(|character: char| character == '.' || character.is_ascii_digit());
    let nanos = fraction(rest.get(..rest.len() - zone.len())?)?;
    let offset = parse_offset(zone)?;
    let time = is_clock.then(|| date.at(0, 0, 0, 0))?;
    let span = SignedDuration::new(whole - offset, nanos);
    time.checked_add(span).ok().filter(|time| is_in_range(*time))
}

/// A date of the form `2026-01-31`.
pub(in crate::expr) fn parse_date(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else { return None };
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let month = digit(m1)? * 10 + digit(m2)?;
    let day = digit(d1)? * 10 + digit(d2)?;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    date.ok().filter(|date| date.year() >= 1)
}

/// The value of a digit of ASCII.
fn digit(byte: u8) -> Option<i16> {
    byte.is_ascii_digit().then(|| i16::from(byte - b'0'))
}

/// Seconds east of Greenwich from `Z` or `+09:00`.
pub(in crate::expr) fn parse_offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, clock) = match text.strip_prefix('-') {
        Some(clock) => (-1, clock),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = (two(clock, 0)?, colon_two(clock, 2)?);
    (clock.len() == 5 && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// A duration of the form `1h30m`, `-1.5s`, `100ms`.
pub(in crate::expr) fn parse_duration(text: &str) -> Option<SignedDuration> {
    const UNITS: [(&str, i128); 7] = [
        ("ns", 1),
        ("us", 1_000),
        ("µs", 1_000),
        ("ms", 1_000_000),
        ("s", 1_000_000_000),
        ("m", 60_000_000_000),
        ("h", 3_600_000_000_000),
    ];
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if rest == "0" {
        return Some(SignedDuration::ZERO);
    }
    let mut total: i128 = 0;
    loop {
        let is_number = |character: char| character.is_ascii_digit() || character == '.';
        let unit = rest.trim_start_matches(is_number);
        let amount = rest.get(..rest.len() - unit.len())?;
        let name = unit.get(..unit.find(is_number).unwrap_or(unit.len()))?;
        let (_, nanos) = UNITS.iter().find(|(known, _)| *known == name)?;
        total = total.checked_add(scaled(amount, *nanos)?)?;
        rest = unit.get(name.len()..)?;
        if rest.is_empty() {
            break;
        }
    }
    let seconds = i64::try_from(sign * total / 1_000_000_000).ok()?;
    let nanos = i32::try_from(sign * total % 1_000_000_000).ok()?;
    Some(SignedDuration::new(seconds, nanos)).filter(|span| is_duration_in_range(*span))
}

/// A decimal number of units of so many nanoseconds.
fn scaled(amount: &str, nanos: i128) -> Option<i128> {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let digits = fraction.get(..fraction.len().min(18))?;
    let part: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    let scale = 10i128.pow(u32::try_from(digits.len()).ok()?);
    whole.checked_mul(nanos)?.checked_add(part.checked_mul(nanos)? / scale)
}

/// Nanoseconds of a fraction `.123`; nothing is zero.
fn fraction(text: &str) -> Option<i32> {
    let Some(digits) = text.strip_prefix('.') else { return text.is_empty().then_some(0) };
    if digits.is_empty() || digits.contains('.') {
        return None;
    }
    let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
    nine.parse().ok()
}

fn number(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn two(text: &str, at: usize) -> Option<i64> {
    number(text.get(at..at + 2)?)
}

fn colon_two(text: &str, at: usize) -> Option<i64> {
    (text.as_bytes().get(at) == Some(&b':')).then(|| two(text, at + 1))?
}
