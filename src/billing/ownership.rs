//! Handing an account over. One statement changes the owner, under the account's lock, and only from the owner who was asked:
//! there is never no owner, nor are there two.

use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::Conn;
use crate::db::schema::{accounts, users};
use crate::error::{Error, Result};
use crate::identity::{self, Account, EndCause, Person, PersonRow, Tx};
use crate::mail::{self, Letter};
use crate::people::model;
use crate::policy::{self, Refusal, Right};

/// Why somebody cannot be the next owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// Only active administrators can.
    NoAdministrator,
    /// They have not confirmed their address, so nobody knows that mail to them arrives.
    Unverified,
}

impl WhyNot {
    /// The key of its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoAdministrator => "owner-no-administrator",
            Self::Unverified => "owner-unverified",
        }
    }
}

/// The owner hands the account over, as themselves. To somebody who cannot be the owner is [`Error::Conflict`].
pub fn hand_over(tx: &mut Tx<'_>, to: i64) -> Result<()> {
    tx.identity().as_oneself().map_err(Error::Forbidden)?;
    tx.identity().ensure(Right::HandOver)?;
    let account = tx.identity().account().clone();
    if tx.identity().root().id != account.owner_id {
        return Err(Error::Forbidden(Refusal::Right(Right::HandOver)));
    }
    let new = candidate(tx.conn(), &account, to)?.map_err(|_| Error::Conflict)?;
    let changed = change(tx, &new, None)?;
    tell(tx, &changed, &new, None)
}

/// Tells both that the account was handed over. `role` is the key of what the old owner is now, if no administrator.
pub(super) fn tell(tx: &mut Tx<'_>, changed: &Changed, new: &Person, role: Option<&'static str>) -> Result<()> {
    let now = Letter::OwnerNow { before: changed.old.name.clone(), integrations: changed.stopped };
    mail::queue(tx, new, None, &now)?;
    mail::queue(tx, &changed.old, None, &Letter::OwnerBefore { now: new.name.clone(), role })?;
    Ok(())
}

/// The operator of the server names another owner, because the one there was is lost. Every administrator is told why.
/// Somebody who cannot be the owner is [`Error::Conflict`].
pub fn name_by_command(tx: &mut Tx<'_>, to: i64, reason: &str) -> Result<()> {
    let account = tx.identity().account().clone();
    let new = candidate(tx.conn(), &account, to)?.map_err(|_| Error::Conflict)?;
    change(tx, &new, Some(reason))?;
    let everybody: Vec<PersonRow> = model::administrators(account.id).select(PersonRow::as_select()).load(tx.conn())?;
    for person in everybody {
        let person = person.of(&account);
        mail::queue(tx, &person, None, &Letter::OwnerNamed { now: new.name.clone(), reason: reason.to_owned() })?;
    }
    Ok(())
}

/// The person who would be the next owner, or why they cannot be.
pub fn candidate(c: &mut Conn, account: &Account, to: i64) -> Result<std::result::Result<Person, WhyNot>> {
    let person = match identity::person(c, account, to) {
        Ok(person) => person,
        Err(Error::NotFound) => return Ok(Err(WhyNot::NoAdministrator)),
        Err(error) => return Err(error),
    };
    if !policy::may_own(&person.standing) {
        return Ok(Err(WhyNot::NoAdministrator));
    }
    let verified: Option<i64> = users::table.find(to).select(users::verified_at).first(c)?;
    Ok(if verified.is_some() { Ok(person) } else { Err(WhyNot::Unverified) })
}

/// What came of changing the owner.
pub(super) struct Changed {
    /// Who it was.
    pub(super) old: Person,
    /// How many integrations stopped with it.
    pub(super) stopped: i64,
}

/// Changes the owner; answers who it was.
pub(super) fn change(tx: &mut Tx<'_>, new: &Person, reason: Option<&str>) -> Result<Changed> {
    let account = tx.identity().account().clone();
    let old = identity::person(tx.conn(), &account, account.owner_id)?;
    let changed =
        diesel::update(accounts::table.filter(accounts::id.eq(account.id).and(accounts::owner_id.eq(old.id))))
            .set(accounts::owner_id.eq(new.id))
            .execute(tx.conn())?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    // The owner may do whatever billing administrators may.
    diesel::update(users::table.find(new.id)).set(users::billing_admin.eq(false)).execute(tx.conn())?;
    // What the old owner let other programs do, the new owner has to allow.
    let stopped = identity::stop_tokens(tx, old.id, "new owner")?;
    // Nobody stands in for an owner.
    identity::end_frames_of(tx, &account, new.id, EndCause::SubjectChanged)?;
    let mut details = serde_json::json!({ "from": old.id, "to": new.id, "integrations": stopped });
    if let (Some(reason), Some(details)) = (reason, details.as_object_mut()) {
        details.insert("reason".to_owned(), reason.into());
    }
    tx.record(Entry::new("account.owner_changed", "account", account.id).with(details))?;
    Ok(Changed { old, stopped: i64::try_from(stopped).unwrap_or(i64::MAX) })
}
