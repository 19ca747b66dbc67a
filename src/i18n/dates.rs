//! Dates and times as people read them, in their language and time zone.

use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;

use super::{Arg, Lang};
use crate::db::Moment;

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

/// How a language writes dates. Fluent is asked once; after that a date is put together by filling in blanks.
pub(super) struct Patterns {
    /// The number of each day of a month.
    numbers: Vec<String>,
    months: Vec<String>,
    day: String,
    day_and_year: String,
    date_and_time: String,
}

/// What stands for the blanks of a pattern: characters that no text has.
const BLANKS: [&str; 3] = ["\u{1}", "\u{2}", "\u{3}"];

impl Patterns {
    pub(super) fn of(lang: &Lang) -> Self {
        let [one, two, three] = BLANKS.map(Arg::Text);
        Self {
            numbers: (1..=31).map(|day| lang.with("date-day-number", &[("day", Arg::Number(day))])).collect(),
            months: MONTHS.iter().map(|key| lang.t(key).to_owned()).collect(),
            day: lang.with("date-day", &[("day", one), ("month", two)]),
            day_and_year: lang.with("date-day-and-year", &[("day", one), ("month", two), ("year", three)]),
            date_and_time: lang.with("date-and-time", &[("date", one), ("time", two)]),
        }
    }
}

/// Puts the parts where a pattern has its blanks.
fn fill(pattern: &str, parts: [&str; 3]) -> String {
    let mut text = String::with_capacity(32);
    for c in pattern.chars() {
        match c {
            '\u{1}'..='\u{3}' => text.push_str(parts.get(c as usize - 1).copied().unwrap_or_default()),
            _ => text.push(c),
        }
    }
    text
}

/// Writes moments for one reader.
#[derive(Clone, Copy)]
pub struct Dates {
    lang: &'static Lang,
    zone: Tz,
    now: DateTime<Tz>,
}

impl Dates {
    /// For a reader of this language in this time zone (UTC when the name is unknown).
    pub fn new(lang: &'static Lang, zone: &str, now: Moment) -> Self {
        let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
        Self { lang, zone, now: now.utc().with_timezone(&zone) }
    }

    /// The name of the reader's time zone.
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// `Today, 09:44`, `Yesterday`, `18 November`, `18 November 2025`.
    pub fn short(&self, at: Moment) -> String {
        let local = self.local(at);
        match (self.now.date_naive() - local.date_naive()).num_days() {
            0 => self.with_time(self.lang.t("date-today"), local),
            1 => self.lang.t("date-yesterday").to_owned(),
            _ => self.day_of(local, local.year() != self.now.year()),
        }
    }

    /// `Today, 09:44`, else day and time.
    pub fn long(&self, at: Moment) -> String {
        let local = self.local(at);
        match (self.now.date_naive() - local.date_naive()).num_days() {
            0 => self.with_time(self.lang.t("date-today"), local),
            1 => self.with_time(self.lang.t("date-yesterday"), local),
            _ => {
                let day = self.day_of(local, local.year() != self.now.year());
                self.with_time(&day, local)
            }
        }
    }

    /// `2 March 2026`.
    pub fn day(&self, at: Moment) -> String {
        self.day_of(self.local(at), true)
    }

    /// The last whole day before the one in which a moment is: what ends then, ends with that day.
    pub fn day_before(&self, at: Moment) -> String {
        let local = self.local(at).date_naive();
        self.day_of(local.pred_opt().unwrap_or(local), true)
    }

    /// `2026-03-02`: for files, and to compare days.
    pub fn iso(&self, at: Moment) -> String {
        self.local(at).format("%Y-%m-%d").to_string()
    }

    /// [`Dates::day_before`] for files: `2026-03-02`.
    pub fn iso_before(&self, at: Moment) -> String {
        let local = self.local(at).date_naive();
        local.pred_opt().unwrap_or(local).to_string()
    }

    /// `10:41`.
    pub fn time(&self, at: Moment) -> String {
        clock(self.local(at))
    }

    /// For the `datetime` attribute: `2026-11-20T09:51:00Z`.
    pub fn machine(&self, at: Moment) -> String {
        let at = at.utc();
        let mut text = String::with_capacity(20);
        // Chrono's own formatter reads its pattern anew for each date of a list.
        for (number, width, after) in [
            (at.year().unsigned_abs(), 4, '-'),
            (at.month(), 2, '-'),
            (at.day(), 2, 'T'),
            (at.hour(), 2, ':'),
            (at.minute(), 2, ':'),
            (at.second(), 2, 'Z'),
        ] {
            for place in (0..width).rev() {
                text.push(char::from_digit(number / 10_u32.pow(place) % 10, 10).unwrap_or('0'));
            }
            text.push(after);
        }
        text
    }

    fn local(&self, at: Moment) -> DateTime<Tz> {
        at.utc().with_timezone(&self.zone)
    }

    fn with_time(&self, day: &str, local: DateTime<Tz>) -> String {
        fill(&self.lang.dates().date_and_time, [day, &clock(local), ""])
    }

    fn day_of(&self, local: impl Datelike, with_year: bool) -> String {
        let patterns = self.lang.dates();
        let number = patterns.numbers.get(local.day0() as usize).map_or("", String::as_str);
        let month = patterns.months.get(local.month0() as usize).map_or("", String::as_str);
        if with_year {
            fill(&patterns.day_and_year, [number, month, &local.year().to_string()])
        } else {
            fill(&patterns.day, [number, month, ""])
        }
    }
}

fn clock(local: DateTime<Tz>) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}
