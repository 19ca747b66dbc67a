//! How often something may be asked for by people who have not proved who they are: mails to an address, requests from
//! a source. Counted in windows, beside the failed sign-ins, and forgotten like them.

use std::net::IpAddr;

use diesel::prelude::*;

use crate::db::schema::sign_in_failures as f;
use crate::db::{Conn, Moment, off_the_loop};
use crate::error::Result;
use crate::secrets;
use crate::state::State;

/// Minutes of a window.
pub const WINDOW_MINUTES: i64 = 60;

/// What is counted by address: mails that strangers ask for, and requests.
pub(crate) const OF_ADDRESSES: [&str; 2] = ["mail", "request"];

/// Counts one more of `what` for `whom`; `Err` with the minutes to wait when there were `max` in this window already.
pub async fn take(
    state: &State,
    account: i64,
    what: &'static str,
    whom: &str,
    max: i32,
) -> Result<std::result::Result<(), i64>> {
    let hash = hash(what, account, whom);
    let state = state.clone();
    off_the_loop(move || {
        let now = state.clock.now();
        // Whoever has to wait already costs no write.
        if let Some(minutes) = state.db.read_now(|c| full(c, account, &hash, max, now))? {
            return Ok(Err(minutes));
        }
        state.db.raw_write(|c| count(c, account, &hash, max, now))
    })
    .await
}

/// The hash under which something is counted.
pub(crate) fn hash(what: &str, account: i64, whom: &str) -> String {
    secrets::sha256(format!("{what}\n{account}\n{whom}").as_bytes())
}

/// A source as it is counted: an IPv4 address, or the network of an IPv6 one, which is one subscriber's.
pub fn source(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) if v6.to_ipv4_mapped().is_none() => {
            v6.segments().iter().take(4).map(|s| format!("{s:x}:")).collect()
        }
        _ => address.to_owned(),
    }
}

/// The minutes to wait, if there were `max` in this window already.
fn full(c: &mut Conn, account: i64, hash: &str, max: i32, now: Moment) -> Result<Option<i64>> {
    let row: Option<(i32, Moment)> =
        f::table.find((account, hash.to_owned())).select((f::failures, f::locked_until)).first(c).optional()?;
    Ok(row.filter(|(taken, until)| *until > now && *taken >= max).map(|(_, until)| now.minutes_until(until).max(1)))
}

fn count(c: &mut Conn, account: i64, hash: &str, max: i32, now: Moment) -> Result<std::result::Result<(), i64>> {
    crate::on_either!(&mut *c, |c| diesel::insert_into(f::table)
        .values((
            f::account_id.eq(account),
            f::address_hash.eq(hash),
            f::failures.eq(0),
            f::locked_until.eq(0_i64),
            f::updated_at.eq(now.0),
        ))
        .on_conflict((f::account_id, f::address_hash))
        .do_update()
        .set(f::address_hash.eq(hash))
        .execute(c))?;
    let row = f::table.find((account, hash.to_owned()));
    let (taken, until): (i32, Moment) = row.clone().select((f::failures, f::locked_until)).first(c)?;
    let (taken, until) = if until <= now { (0, now.plus_minutes(WINDOW_MINUTES)) } else { (taken, until) };
    if taken >= max {
        return Ok(Err(now.minutes_until(until).max(1)));
    }
    // The row is kept until its window is over.
    diesel::update(row)
        .set((f::failures.eq(taken + 1), f::locked_until.eq(until.0), f::updated_at.eq(now.0)))
        .execute(c)?;
    Ok(Ok(()))
}
