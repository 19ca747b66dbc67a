//! Moments and days as they are typed: `2026-11-20`, `2026-11-20T12:00:00+01:00`, `4hours`, `30days`.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::grammar::Op;
use crate::db::Moment;

/// The moments, in milliseconds, from the first up to, not including, the last; open where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The first moment.
    pub from: Option<i64>,
    /// The moment after the last.
    pub until: Option<i64>,
}

/// The same for days without a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct DayBounds {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The day after the last.
    pub until: Option<NaiveDate>,
}

/// How long a value lasts.
enum Read {
    /// From a moment up to another: a day, a second.
    Span(Moment, Moment),
    /// Some time before now.
    Ago(Moment),
}

/// Reads a value and compares by it. In the reader's time zone, unless the value names one.
pub fn moments(op: Op, value: &str, zone: Tz, now: Moment) -> Option<Bounds> {
    let (start, end) = match read(value, zone, now)? {
        Read::Span(start, end) => (start.0, end.0),
        // Within the last four hours, however it is put: nothing happens at one moment.
        Read::Ago(at) if op == Op::Is => return Some(Bounds { from: Some(at.0), until: None }),
        Read::Ago(at) => (at.0, at.0),
    };
    Some(match op {
        Op::Is => Bounds { from: Some(start), until: Some(end) },
        Op::Below => Bounds { from: None, until: Some(start) },
        Op::UpTo => Bounds { from: None, until: Some(end) },
        Op::Above => Bounds { from: Some(end), until: None },
        Op::From => Bounds { from: Some(start), until: None },
    })
}

/// Reads a value for a field that holds days.
pub fn days(op: Op, value: &str, zone: Tz, now: Moment) -> Option<DayBounds> {
    let (day, ago) = match day(value) {
        Some(day) => (day, false),
        None => (ago(value, zone, now)?.utc().with_timezone(&zone).date_naive(), true),
    };
    let next = day.checked_add_days(Days::new(1))?;
    Some(match op {
        Op::Is if ago => DayBounds { from: Some(day), until: None },
        Op::Is => DayBounds { from: Some(day), until: Some(next) },
        Op::Below => DayBounds { from: None, until: Some(day) },
        Op::UpTo => DayBounds { from: None, until: Some(next) },
        Op::Above => DayBounds { from: Some(next), until: None },
        Op::From => DayBounds { from: Some(day), until: None },
    })
}

/// When a day begins and ends.
pub(super) fn span_of_day(value: &str, zone: Tz) -> Option<(Moment, Moment)> {
    let day = day(value)?;
    Some((midnight(day, zone)?, midnight(day.checked_add_days(Days::new(1))?, zone)?))
}

fn read(value: &str, zone: Tz, now: Moment) -> Option<Read> {
    if day(value).is_some() {
        let (start, end) = span_of_day(value, zone)?;
        return Some(Read::Span(start, end));
    }
    if let Some(at) = moment(value, zone) {
        return Some(Read::Span(at, at.plus_seconds(1)));
    }
    ago(value, zone, now).map(Read::Ago)
}

/// `2026-11-20`, nothing shorter.
fn day(value: &str) -> Option<NaiveDate> {
    let mut parts = value.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let fine = parts.next().is_none() && year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2);
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    fine.then_some(date)
}

/// The first moment of a day; where the clock skips midnight, the first after it.
fn midnight(day: NaiveDate, zone: Tz) -> Option<Moment> {
    local(day.and_time(NaiveTime::MIN), zone)
}

fn local(at: NaiveDateTime, zone: Tz) -> Option<Moment> {
    let skipped = at.checked_add_signed(TimeDelta::hours(1))?;
    let found = zone.from_local_datetime(&at).earliest().or_else(|| zone.from_local_datetime(&skipped).earliest())?;
    Some(Moment(found.timestamp_millis()))
}

/// A date and a time, with a zone or in the reader's.
fn moment(value: &str, zone: Tz) -> Option<Moment> {
    let value = value.to_ascii_uppercase();
    if let Ok(at) = DateTime::parse_from_rfc3339(&value) {
        return Some(Moment(at.timestamp_millis()));
    }
    if let Ok(at) = DateTime::parse_from_str(&value.replace('Z', "+00:00"), "%Y-%m-%dT%H:%M%:z") {
        return Some(Moment(at.timestamp_millis()));
    }
    let at = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&value, form).ok())?;
    local(at, zone)
}

/// `4hours`, `1day`: so long before now. Months and years go by the calendar.
fn ago(value: &str, zone: Tz, now: Moment) -> Option<Moment> {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = value.get(..value.len() - unit.len()).filter(|n| (1..=6).contains(&n.len()))?;
    let n: u32 = number.parse().ok()?;
    let here = now.utc().with_timezone(&zone);
    let at = match unit.to_ascii_lowercase().as_str() {
        "minute" | "minutes" => now.utc().checked_sub_signed(TimeDelta::minutes(n.into())),
        "hour" | "hours" => now.utc().checked_sub_signed(TimeDelta::hours(n.into())),
        "day" | "days" => now.utc().checked_sub_signed(TimeDelta::days(n.into())),
        "week" | "weeks" => now.utc().checked_sub_signed(TimeDelta::weeks(n.into())),
        "month" | "months" => here.naive_local().checked_sub_months(Months::new(n)).and_then(|at| back(at, zone)),
        "year" | "years" => {
            let months = n.checked_mul(12)?;
            here.naive_local().checked_sub_months(Months::new(months)).and_then(|at| back(at, zone))
        }
        _ => None,
    }?;
    Some(Moment(at.timestamp_millis()))
}

fn back(at: NaiveDateTime, zone: Tz) -> Option<DateTime<chrono::Utc>> {
    local(at, zone).map(Moment::utc)
}
