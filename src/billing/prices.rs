//! What things cost, and for how long: whole minor units and whole days, nothing else.
//!
//! A period is a month or a year, paid for at its beginning. What raises the price within it costs the difference for its
//! whole days that are left, rounded down, and is billed at once. What lowers it takes effect at once and is not refunded: the price that is
//! paid for stays a period's *cover*, and coming back up to it costs nothing.

use chrono::{Datelike as _, Days, Months};

use crate::db::Moment;
use crate::policy::Plan;
use crate::text_enum;

text_enum! {
    /// How long a period is.
    pub enum Cycle {
        /// A month.
        Monthly = "monthly",
        /// A year.
        Annual = "annual",
    }
}

text_enum! {
    /// In what an account pays. The order is that of the price table.
    pub enum Currency {
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Dollar of the United States.
        Usd = "USD",
    }
}

/// Most seats of either kind.
pub const SEATS_MOST: i64 = 100_000;
/// Milliseconds of a day.
pub const DAY: i64 = 24 * 60 * 60_000;

/// One seat for a month and for a year, in each currency.
type Price = [[i64; 2]; 3];

const TEAM: Price = [[1_900, 19_000], [1_700, 17_000], [2_100, 21_000]];
const GROWTH: Price = [[4_900, 49_000], [4_300, 43_000], [5_500, 55_000]];
const PROFESSIONAL: Price = [[8_900, 89_000], [7_900, 79_000], [9_900, 99_000]];
const ENTERPRISE: Price = [[14_900, 149_000], [12_900, 129_000], [16_500, 165_000]];
const SELL: Price = [[2_500, 25_000], [2_200, 22_000], [2_900, 29_000]];

fn pick(price: Price, cycle: Cycle, currency: Currency) -> i64 {
    let [eur, gbp, usd] = price;
    let [month, year] = match currency {
        Currency::Eur => eur,
        Currency::Gbp => gbp,
        Currency::Usd => usd,
    };
    match cycle {
        Cycle::Monthly => month,
        Cycle::Annual => year,
    }
}

/// A seat of a plan for one period. A trial costs nothing.
pub fn seat(plan: Plan, cycle: Cycle, currency: Currency) -> i64 {
    let price = match plan {
        Plan::Trial => return 0,
        Plan::Team => TEAM,
        Plan::Growth => GROWTH,
        Plan::Professional => PROFESSIONAL,
        Plan::Enterprise => ENTERPRISE,
    };
    pick(price, cycle, currency)
}

/// A seat of Sell for one period, on a plan that is paid for.
pub fn sell_seat(plan: Plan, cycle: Cycle, currency: Currency) -> i64 {
    if plan == Plan::Trial { 0 } else { pick(SELL, cycle, currency) }
}

/// What is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The plan.
    pub plan: Plan,
    /// Seats.
    pub seats: i64,
    /// Seats of Sell.
    pub sell_seats: i64,
    /// How it is paid.
    pub cycle: Cycle,
}

impl Terms {
    /// A whole period of it.
    pub fn price(self, currency: Currency) -> i64 {
        self.seats * seat(self.plan, self.cycle, currency)
            + self.sell_seats * sell_seat(self.plan, self.cycle, currency)
    }
}

/// The part of a difference that falls on some of a period's days, rounded down; nothing for what costs less.
pub fn for_days(difference: i64, days: i64, of: i64) -> i64 {
    if difference <= 0 || of <= 0 { 0 } else { difference * days.clamp(0, of) / of }
}

/// Whole days between two moments; never below none.
pub fn whole_days(from: Moment, to: Moment) -> i64 {
    (to.0 - from.0).max(0) / DAY
}

/// The day of the month of a moment, in UTC.
pub fn day_of(at: Moment) -> i32 {
    i32::try_from(at.utc().day()).unwrap_or(1)
}

/// When a period ends that begins at a moment: on the same day of a month as every other, or on that month's last.
pub fn end_of(start: Moment, cycle: Cycle, anchor_day: i32) -> Moment {
    let months = match cycle {
        Cycle::Monthly => 1,
        Cycle::Annual => 12,
    };
    let then = start.utc() + Months::new(months);
    // Adding months has cut the day to the month's length; what an earlier month cut is put back here.
    let wanted = u64::try_from(anchor_day).unwrap_or(1).max(1);
    let mut end = then;
    for day in u64::from(then.day())..wanted {
        let next = then + Days::new(day + 1 - u64::from(then.day()));
        if next.month() != then.month() {
            break;
        }
        end = next;
    }
    Moment(end.timestamp_millis())
}

/// An amount of minor units as a language writes it: `€1,234.50`, `1 234,50 €`.
pub fn written(lang: &crate::i18n::Lang, minor: i64, currency: Currency) -> String {
    let symbol = match currency {
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Usd => "$",
    };
    let (whole, rest) = (minor.abs() / 100, minor.abs() % 100);
    let amount = format!("{}{}{rest:02}", lang.number(whole), lang.t("money-mark"));
    let text = lang.with("money", &[("symbol", symbol.into()), ("amount", (&amount).into())]);
    if minor < 0 { format!("−{text}") } else { text }
}

/// A whole number as a person types it, between two others.
pub fn number(text: &str, from: i64, to: i64) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let plain = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && (from..=to).contains(n))
}

/// Whether a text has digits that may be the number of a card: 13 to 19 of them, in groups or not, with the check digit of one. Whatever
/// looks like one is not kept. Numbers of companies have such a check digit too; those of 14 digits are cards by their beginning only.
pub fn like_a_card(text: &str) -> bool {
    let mut groups: Vec<Vec<Option<u32>>> = vec![vec![]];
    for c in text.chars().chain(['\n']) {
        if c.is_numeric() {
            // A digit of another script counts as any.
            let digit = c.to_digit(10).or_else(|| u32::from(c).checked_sub(0xff10).filter(|n| *n < 10));
            if let Some(last) = groups.last_mut() {
                last.push(digit);
            }
        } else if matches!(c, ' ' | '-' | '.' | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2015}') {
            if groups.last().is_some_and(|last| !last.is_empty()) {
                groups.push(vec![]);
            }
        } else {
            let run = (0..groups.len()).any(|from| begins_a_card(groups.get(from..).unwrap_or_default()));
            if run {
                return true;
            }
            groups = vec![vec![]];
        }
    }
    false
}

/// Whether the first of some groups of digits are the number of a card.
fn begins_a_card(groups: &[Vec<Option<u32>>]) -> bool {
    let mut digits: Vec<Option<u32>> = vec![];
    for group in groups {
        digits.extend(group);
        let fits = match digits.len() {
            14 => matches!(digits.as_slice(), [Some(3), Some(0 | 6 | 8 | 9), ..] | [None, ..] | [_, None, ..]),
            13..=19 => true,
            // So many in one group are no number that anybody writes down.
            length => length > 19 && digits.len() == group.len(),
        };
        if fits && (digits.len() > 19 || checks(&digits)) {
            return true;
        }
        if digits.len() > 19 {
            return false;
        }
    }
    false
}

/// Whether the last digit is the one that the others make, as on cards.
fn checks(digits: &[Option<u32>]) -> bool {
    let mut sum = 0;
    for (place, digit) in digits.iter().rev().enumerate() {
        let Some(digit) = digit else { return true };
        let weighed = digit * if place % 2 == 1 { 2 } else { 1 };
        sum += weighed / 10 + weighed % 10;
    }
    sum % 10 == 0
}
