//! Broken glass: from the server's command line only, one of the staff is let into an account that lets nobody in, for an hour at most.
//! The owner is told at once, and both logs say why.

use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::{emergencies as e, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person};
use crate::mail::{self, AccessLetter, Letter};
use crate::state::State;

/// Minutes for which it stays open at most.
pub const MAX_MINUTES: i64 = 60;

/// An opening.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = e)]
pub struct Emergency {
    /// Its id.
    pub id: i64,
    /// Why.
    pub reason: String,
    /// Until when.
    pub ends_at: Moment,
}

/// What is open to one of the staff in an account at a moment.
pub fn of(c: &mut Conn, account: i64, staff: i64, now: Moment) -> Result<Option<Emergency>> {
    Ok(e::table
        .filter(e::account_id.eq(account).and(e::staff_id.eq(staff)).and(e::ended_at.is_null()))
        .filter(e::ends_at.gt(now.0))
        .order(e::id.desc())
        .select(Emergency::as_select())
        .first(c)
        .optional()?)
}

/// Whatever is open in an account at a moment, each with the name of whom it is open to.
pub fn live(c: &mut Conn, account: i64, now: Moment) -> Result<Vec<(Emergency, String)>> {
    Ok(e::table
        .inner_join(users::table.on(users::id.eq(e::staff_id)))
        .filter(e::account_id.eq(account).and(e::ended_at.is_null()).and(e::ends_at.gt(now.0)))
        .order(e::id)
        .select((Emergency::as_select(), users::name))
        .load(c)?)
}

/// Opens an account to one of the staff, from the command line. One that was open to them already is replaced.
pub fn open(state: &State, account: &Account, staff: &Person, minutes: i64, reason: &str) -> Result<Emergency> {
    if account.operator || !(1..=MAX_MINUTES).contains(&minutes) {
        return Err(Error::internal(format!(
            "{minutes} minutes; accepted: 1 to {MAX_MINUTES}, in a customer's account"
        )));
    }
    if account.suspended_at.is_some() {
        return Err(Error::internal(format!("{} is suspended; resume it first", account.subdomain)));
    }
    if !staff.standing.active() || staff.standing.kind != crate::policy::Kind::Staff {
        return Err(Error::internal(format!("{} is not of the staff, or suspended", staff.name)));
    }
    identity::write_as_system(state, account, "operator break-glass", "command", |tx| {
        let now = tx.now();
        let mine =
            e::table.filter(e::account_id.eq(account.id).and(e::staff_id.eq(staff.id)).and(e::ended_at.is_null()));
        diesel::update(mine).set(e::ended_at.eq(Some(now.0))).execute(tx.conn())?;
        let until = now.plus_minutes(minutes);
        let id: i64 = diesel::insert_into(e::table)
            .values((
                e::account_id.eq(account.id),
                e::staff_id.eq(staff.id),
                e::reason.eq(reason),
                e::created_at.eq(now.0),
                e::ends_at.eq(until.0),
            ))
            .returning(e::id)
            .get_result(tx.conn())?;
        let details = serde_json::json!({ "staff": staff.name, "reason": reason, "until": until.0 });
        tx.record(Entry::new("access.forced", "account", account.id).with(details.clone()))?;
        let owner = identity::person(tx.conn(), account, account.owner_id)?;
        let letter = AccessLetter::Forced { by: staff.name.clone(), until, reason: reason.to_owned() };
        mail::queue(tx, &owner, None, &Letter::Access(letter))?;
        tx.in_realm("operator break-glass", |realm| {
            realm.record(Entry::new("access.forced", "user", staff.id).with(details.clone()))
        })?;
        Ok(Emergency { id, reason: reason.to_owned(), ends_at: until })
    })
}
