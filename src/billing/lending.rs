//! Seats that the operator lends until a moment, from the console or the command line. They end by themselves: what has ended counts no more, and nobody who
//! sits on such a seat loses it until it is wanted.

use chrono::{Days, NaiveDate, TimeZone as _};
use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::temporary_seats;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Tx};
use crate::mail::{self, Letter};

/// Most seats that are lent at once.
pub const SEATS_MOST: i64 = 1_000;

/// Seats that are lent.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = temporary_seats)]
pub struct Lent {
    /// By which the console and the command line name them.
    pub id: i64,
    /// How many.
    pub seats: i64,
    /// Until when.
    pub until: Moment,
    /// Why.
    pub reason: String,
}

/// Those of an account that have not ended, the first to end first.
pub fn live(c: &mut Conn, account: i64, now: Moment) -> Result<Vec<Lent>> {
    Ok(temporary_seats::table
        .filter(temporary_seats::account_id.eq(account).and(temporary_seats::until.gt(now.0)))
        .order((temporary_seats::until, temporary_seats::id))
        .limit(100)
        .select(Lent::as_select())
        .load(c)?)
}

/// The last moment of a day such as `2026-12-31` in a time zone: one that is written as that day. Nothing for what is no day.
pub fn end_of_day(day: &str, zone: &str) -> Option<Moment> {
    let next = day.parse::<NaiveDate>().ok()?.checked_add_days(Days::new(1))?;
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let midnight = next.and_hms_opt(0, 0, 0)?;
    // Where the clocks are put forward at midnight, the day begins an hour later.
    let local = zone.from_local_datetime(&midnight).earliest();
    let at = local.or_else(|| zone.from_local_datetime(&(midnight + chrono::Duration::hours(1))).earliest())?;
    Some(Moment(at.timestamp_millis() - 1))
}

/// Lends seats; the owner is told.
pub fn lend(tx: &mut Tx<'_>, seats: i64, until: Moment, reason: &str) -> Result<i64> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let id: i64 = diesel::insert_into(temporary_seats::table)
        .values((
            temporary_seats::account_id.eq(account.id),
            temporary_seats::seats.eq(seats),
            temporary_seats::until.eq(until.0),
            temporary_seats::reason.eq(reason),
            temporary_seats::created_at.eq(now.0),
        ))
        .returning(temporary_seats::id)
        .get_result(tx.conn())?;
    let details = serde_json::json!({ "seats": seats, "until": until.0, "reason": reason });
    tx.record(Entry::new("seats.lent", "account", account.id).with(details))?;
    let owner = identity::person(tx.conn(), &account, account.owner_id)?;
    let letter = Letter::SeatsLent { seats, until, ended: false, reason: reason.to_owned() };
    mail::queue(tx, &owner, None, &letter)?;
    Ok(id)
}

/// Ends the lending of seats before its time; the owner is told. Others than the account's are not found; what has ended is [`Error::Conflict`].
pub fn end(tx: &mut Tx<'_>, id: i64, reason: &str) -> Result<Lent> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let lent: Lent = temporary_seats::table
        .filter(temporary_seats::account_id.eq(account.id).and(temporary_seats::id.eq(id)))
        .select(Lent::as_select())
        .first(tx.conn())?;
    if lent.until <= now {
        return Err(Error::Conflict);
    }
    diesel::update(temporary_seats::table.find(id)).set(temporary_seats::until.eq(now.0)).execute(tx.conn())?;
    let details = serde_json::json!({ "seats": lent.seats, "reason": reason });
    tx.record(Entry::new("seats.lending_ended", "account", account.id).with(details))?;
    let owner = identity::person(tx.conn(), &account, account.owner_id)?;
    let letter = Letter::SeatsLent { seats: lent.seats, until: lent.until, ended: true, reason: reason.to_owned() };
    mail::queue(tx, &owner, None, &letter)?;
    Ok(lent)
}
