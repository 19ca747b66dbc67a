//! Dates and times as people read them, in their language and time zone.

use std::fmt::Write as _;

use chrono::{DateTime, Datelike, Timelike};
use chrono_tz::Tz;

use super::Lang;
use crate::db::Moment;
use crate::identity::Locale;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

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

    /// `10:41`.
    pub fn time(&self, at: Moment) -> String {
        let local = self.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// For the `datetime` attribute: `2026-11-20T09:51:00Z`.
    pub fn machine(&self, at: Moment) -> String {
        at.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn local(&self, at: Moment) -> DateTime<Tz> {
        at.utc().with_timezone(&self.zone)
    }

    fn with_time(&self, day: &str, local: DateTime<Tz>) -> String {
        let mut text = String::with_capacity(day.len() + 8);
        let _ = write!(text, "{day}, {:02}:{:02}", local.hour(), local.minute());
        text
    }

    fn day_of(&self, local: DateTime<Tz>, with_year: bool) -> String {
        let french = self.lang.locale == Locale::Fr;
        let months = if french { &MONTHS_FR } else { &MONTHS_EN };
        let month = months.get(local.month0() as usize).copied().unwrap_or_default();
        let first = if french && local.day() == 1 { "er" } else { "" };
        let mut text = String::with_capacity(20);
        let _ = write!(text, "{}{first} {month}", local.day());
        if with_year {
            let _ = write!(text, " {}", local.year());
        }
        text
    }
}
