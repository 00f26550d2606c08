//! The parts of timestamps, in a time zone, and of durations (CEL specification, "Date and time functions").

use jiff::civil::DateTime;
use jiff::tz::TimeZoneDatabase;
use jiff::{SignedDuration, Timestamp as Instant};

use super::Shape::{Duration, Int, String as Str, Timestamp};
use super::shape::{Overload, method};
use super::{Answer, Call, Fault, Function};
use crate::expr::messages;
use crate::expr::value::{Data, Value, time};

const OF_TIMESTAMP: &[Overload] = &[method(&[Timestamp], Int), method(&[Timestamp, Str], Int)];
const OF_BOTH: &[Overload] =
    &[method(&[Timestamp], Int), method(&[Timestamp, Str], Int), method(&[Duration], Int)];

pub(super) static TABLE: &[Function] = &[
    Function::new("getFullYear", OF_TIMESTAMP, |call| part(call, |local| i64::from(local.year()), None)),
    Function::new("getMonth", OF_TIMESTAMP, |call| part(call, |local| i64::from(local.month()) - 1, None)),
    Function::new("getDate", OF_TIMESTAMP, |call| part(call, |local| i64::from(local.day()), None)),
    Function::new("getDayOfMonth", OF_TIMESTAMP, |call| part(call, |local| i64::from(local.day()) - 1, None)),
    Function::new("getDayOfYear", OF_TIMESTAMP, |call| {
        part(call, |local| i64::from(local.date().day_of_year()) - 1, None)
    }),
    Function::new("getDayOfWeek", OF_TIMESTAMP, |call| {
        part(call, |local| i64::from(local.date().weekday().to_sunday_zero_offset()), None)
    }),
    Function::new("getHours", OF_BOTH, |call| {
        part(call, |local| i64::from(local.hour()), Some(|span| span.as_secs() / 3600))
    }),
    Function::new("getMinutes", OF_BOTH, |call| {
        part(call, |local| i64::from(local.minute()), Some(|span| span.as_secs() / 60))
    }),
    Function::new("getSeconds", OF_BOTH, |call| {
        part(call, |local| i64::from(local.second()), Some(|span| span.as_secs()))
    }),
    Function::new("getMilliseconds", OF_BOTH, |call| {
        part(call, |local| i64::from(local.millisecond()), Some(|span| i64::from(span.subsec_millis())))
    }),
];

fn part<'d>(
    call: &Call<'_, 'd>,
    of_time: fn(DateTime) -> i64,
    of_span: Option<fn(SignedDuration) -> i64>,
) -> Answer<'d> {
    call.expect_count(1..=2)?;
    match (call.data(0)?, of_span) {
        (Data::Timestamp(moment), _) => {
            let offset = if call.count() == 2 { offset(*moment, call.text(1)?)? } else { 0 };
            let local = moment.saturating_add(SignedDuration::from_secs(offset));
            Ok(Value::int(of_time(local)))
        }
        (Data::Duration(span), Some(of_span)) if call.count() == 1 => Ok(Value::int(of_span(*span))),
        _ => Err(Fault::NoOverload),
    }
}

/// Seconds east of Greenwich at a point in time: by name, or as `+09:00`, `-02:30`, `02:00`.
fn offset(moment: DateTime, zone: &str) -> Result<i64, Fault> {
    if zone == "UTC" {
        return Ok(0);
    }
    if zone.starts_with(['+', '-']) || zone.starts_with(|first: char| first.is_ascii_digit()) {
        let offset = time::parse_offset(zone).or_else(|| time::parse_offset(&format!("+{zone}")));
        return offset.ok_or_else(|| unknown(zone));
    }
    let zone = TimeZoneDatabase::bundled().get(zone).map_err(|_| unknown(zone))?;
    // The last day of the year 9999 has no instant in jiff; no zone changes its offset there.
    let instant = Instant::from_second(time::to_seconds(moment)).unwrap_or(Instant::MAX);
    Ok(i64::from(zone.to_offset(instant).seconds()))
}

fn unknown(zone: &str) -> Fault {
    Fault::with(&messages::BAD_TIME_ZONE, &[("name", format!("`{zone}`"))])
}
