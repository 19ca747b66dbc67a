//! What administrators of the realm do to the staff. Each holds the realm's lock, reads whoever it is about anew, and asks the policy:
//! of two who suspend each other at once, one comes too late and is nobody any more.

use diesel::prelude::*;
use serde_json::json;

use super::NewStaff;
use crate::audit::Entry;
use crate::db::schema::{accounts, users};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::mail::{self, Held, Letter};
use crate::people::suspension::Reason;
use crate::policy::{Right, StaffAct};
use crate::security::links;
use crate::security::two_factor::store;

/// Whom something is done to, as they are now.
fn subject(tx: &mut Tx<'_>, user: i64, act: StaffAct) -> Result<Person> {
    let realm = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &realm, user)?;
    tx.identity().may_manage(act, &person).map_err(Error::Forbidden)?;
    Ok(person)
}

/// Adds somebody to the staff, and sends the invitation.
pub(super) fn add(tx: &mut Tx<'_>, new: &NewStaff) -> Result<i64> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::ManageStaff)?;
    let (realm, now) = (tx.identity().account().clone(), tx.now());
    let id = super::insert(tx.conn(), realm.id, new, now)?;
    tx.record(Entry::new("staff.created", "user", id).with(json!({ "administrator": new.administrator })))?;
    let person = identity::person(tx.conn(), &realm, id)?;
    send(tx, &person)?;
    Ok(id)
}

fn send(tx: &mut Tx<'_>, to: &Person) -> Result<Option<Held>> {
    let path = links::invite(tx, to.id)?;
    let by = tx.identity().root().name.clone();
    mail::queue(tx, to, None, &Letter::StaffInvited { path, by })
}

/// Sends another invitation to whoever has no password yet; the one before is void.
pub(super) fn invite(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let person = subject(tx, user, StaffAct::Invite)?;
    let password: Option<String> = users::table.find(user).select(users::password_hash).first(tx.conn())?;
    if password.is_some() || person.standing.suspended {
        return Err(Error::Conflict);
    }
    send(tx, &person).map(drop)
}

/// Makes somebody an administrator of the realm, or support staff. They sign in anew.
pub(super) fn set_role(tx: &mut Tx<'_>, user: i64, administrator: bool) -> Result<()> {
    let person = subject(tx, user, StaffAct::SetRole)?;
    let role = super::role_of(administrator);
    if person.standing.role == role {
        return Err(Error::Conflict);
    }
    let (now, realm, by) = (tx.now(), tx.identity().account().id, tx.identity().root().id);
    if person.standing.owner {
        // Every account names an administrator as its owner. Of the realm that is any of them, and it means nothing.
        diesel::update(accounts::table.find(realm)).set(accounts::owner_id.eq(by)).execute(tx.conn())?;
    }
    diesel::update(users::table.find(user))
        .set((users::role.eq(role), users::epoch.eq(users::epoch + 1), users::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    turn_out(tx, user)?;
    let details = json!({ "before": { "administrator": !administrator }, "after": { "administrator": administrator } });
    tx.record(Entry::new("staff.role_changed", "user", user).with(details))
}

/// Suspends somebody: they are out of the console and of every account at once, and stay so.
pub(super) fn suspend(tx: &mut Tx<'_>, user: i64, why: &str) -> Result<()> {
    if subject(tx, user, StaffAct::Suspend)?.standing.suspended {
        return Err(Error::Conflict);
    }
    let (now, by) = (tx.now(), tx.identity().effective_id());
    diesel::update(users::table.find(user))
        .set((
            users::suspended_at.eq(Some(now.0)),
            users::suspended_by_id.eq(by),
            users::suspension_reason.eq(format!("{}\n{why}", Reason::Other)),
            users::epoch.eq(users::epoch + 1),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    turn_out(tx, user)?;
    tx.record(Entry::new("staff.suspended", "user", user).with(json!({ "reason": why })))
}

/// Lifts a suspension. What was ended stays so.
pub(super) fn resume(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    if !subject(tx, user, StaffAct::Suspend)?.standing.suspended {
        return Err(Error::Conflict);
    }
    let now = tx.now();
    diesel::update(users::table.find(user))
        .set((
            users::suspended_at.eq(None::<i64>),
            users::suspended_by_id.eq(None::<i64>),
            users::suspension_reason.eq(""),
            users::updated_at.eq(now.0),
        ))
        .execute(tx.conn())?;
    tx.record(Entry::new("staff.resumed", "user", user))
}

/// Ends somebody's visits in accounts and their sessions here. Visits come first, so that each account reads the true reason.
fn turn_out(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let realm = tx.identity().account().clone();
    identity::end_visits_of_staff(tx, user, EndCause::RootChanged)?;
    identity::end_sessions(tx, &realm, user, None, EndCause::RootChanged).map(drop)
}

/// A recovery code for somebody who lost their app.
pub(super) fn show_recovery(tx: &mut Tx<'_>, user: i64) -> Result<String> {
    let person = subject(tx, user, StaffAct::ShowRecovery)?;
    store::show(tx, &person)
}

/// Takes somebody's app away: they set up another when they sign in next.
pub(super) fn turn_off_factor(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let person = subject(tx, user, StaffAct::TurnOffFactor)?;
    let by = tx.identity().root().name.clone();
    store::turn_off(tx, &person, Some(by))?;
    identity::end_visits_of_staff(tx, user, EndCause::RootChanged)?;
    store::changed(tx, user, None).map(drop)
}
