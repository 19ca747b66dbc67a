//! The rules of a person's addresses (spec.md §3.8): who may change them, which are verified when they come, which mail
//! goes. The pages of team members and those of the Help Center call these functions.
//!
//! * An address that the team adds to an end user whose primary contact is verified counts as verified, without a mail.
//!   Any other gets a mail that asks to confirm it.
//! * Only a verified e-mail address becomes the primary contact, and the primary contact is not removed.
//! * The primary contact of a team member is no group's or list's mailbox.
//! * Whoever gets an address is told of it at the primary one.
//! * What an end user only says is theirs gives way to whom the team gives the address.

use diesel::prelude::*;

use super::addresses::{self, Address, Kind};
use super::settings::EndUserSettings;
use super::shapes;
use crate::audit::Entry;
use crate::db::schema::{addresses as table, links, users};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::mail::{self, Held, Letter};
use crate::policy::{Act, Refusal};
use crate::security::links::send_verification;
use crate::text;

/// Most addresses and numbers of a person.
pub const CONTACTS_MAX: usize = 50;

/// What became of an address that was added or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept; nothing has to be verified.
    Kept,
    /// A mail asks to confirm it.
    Mailed,
    /// It has to be confirmed, but the mail does not go.
    Unmailed(Held),
}

/// Reads the person anew, and asks the policy whether this may be done to them.
pub fn ask(tx: &mut Tx<'_>, user: i64, act: Act) -> Result<Person> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, user)?;
    let settings = EndUserSettings::of(tx.conn(), account.id)?;
    tx.identity().may_do(act, &person, settings.administrators_delete()).map_err(Error::Forbidden)?;
    if person.standing.is_end_user() && by_oneself(tx, user) && !settings.profile_editable {
        return Err(Error::Forbidden(Refusal::SettingOff));
    }
    Ok(person)
}

fn by_oneself(tx: &Tx<'_>, user: i64) -> bool {
    tx.identity().effective_id() == Some(user)
}

/// Whether an address that comes now counts as verified: the team vouches for customers whom it knows already.
fn arrives_verified(tx: &mut Tx<'_>, person: &Person) -> Result<bool> {
    let verified: Option<i64> = users::table.find(person.id).select(users::verified_at).first(tx.conn())?;
    Ok(person.standing.is_end_user() && !by_oneself(tx, person.id) && verified.is_some())
}

/// Adds an address or a number. One that is taken, or one too many, is [`Error::Conflict`].
pub fn add(tx: &mut Tx<'_>, user: i64, kind: Kind, value: &str) -> Result<Outcome> {
    put(tx, user, kind, value, false)
}

/// [`add`] of an address that somebody vouches for: no mail asks to confirm it. For a team member's, who may not mark it as
/// verified does not vouch either.
pub fn add_verified(tx: &mut Tx<'_>, user: i64, kind: Kind, value: &str) -> Result<Outcome> {
    put(tx, user, kind, value, true)
}

fn put(tx: &mut Tx<'_>, user: i64, kind: Kind, value: &str, vouched: bool) -> Result<Outcome> {
    let person = ask(tx, user, Act::EditAddresses)?;
    let account = person.standing.account;
    let known = addresses::of(tx.conn(), account, user)?;
    let folded = text::fold_address(value);
    if known.len() >= CONTACTS_MAX || known.iter().any(|a| a.kind == kind && text::fold_address(&a.value) == folded) {
        return Err(Error::Conflict);
    }
    if kind == Kind::Phone {
        addresses::add(tx, user, kind, value, false)?;
        return Ok(Outcome::Kept);
    }
    if person.email.is_none() && !may_lead(&person, value) {
        return Err(Error::Conflict);
    }
    if !by_oneself(tx, user) {
        addresses::make_way(tx, &[folded], Some(user))?;
    }
    let vouched = vouched && (person.standing.is_end_user() || ask(tx, user, Act::Verify).is_ok());
    let verified = vouched || arrives_verified(tx, &person)?;
    let id = addresses::add(tx, user, kind, value, verified)?;
    if person.email.is_some() {
        mail::queue(tx, &person, None, &Letter::AddressAdded { address: value.to_owned() })?;
    }
    if verified { Ok(Outcome::Kept) } else { confirm(tx, user, id) }
}

/// Asks whoever reads the address to confirm it.
fn confirm(tx: &mut Tx<'_>, user: i64, id: i64) -> Result<Outcome> {
    let account = tx.identity().account().clone();
    let person = identity::person(tx.conn(), &account, user)?;
    let address = addresses::find(tx.conn(), account.id, user, id)?;
    Ok(send_verification(tx, &person, &address)?.map_or(Outcome::Mailed, Outcome::Unmailed))
}

/// Takes an address as verified without asking its owner. One that is verified already is [`Error::Conflict`].
pub fn vouch(tx: &mut Tx<'_>, user: i64, id: i64) -> Result<()> {
    let person = ask(tx, user, Act::Verify)?;
    let address = email(tx, &person, id)?;
    if addresses::verify(tx, &address)? { Ok(()) } else { Err(Error::Conflict) }
}

/// Sends the mail once more that asks to confirm an address.
pub fn remind(tx: &mut Tx<'_>, user: i64, id: i64) -> Result<Outcome> {
    let person = ask(tx, user, Act::EditAddresses)?;
    let address = email(tx, &person, id)?;
    confirm(tx, user, address.id)
}

/// Makes a verified address the primary contact. Every session of the person ends but the one it is done in, which
/// goes on under a new key; answers that key.
pub fn promote(tx: &mut Tx<'_>, user: i64, id: i64) -> Result<Option<String>> {
    let person = ask(tx, user, Act::EditAddresses)?;
    let address = email(tx, &person, id)?;
    if address.is_primary || !may_lead(&person, &address.value) {
        return Err(Error::Conflict);
    }
    addresses::make_primary(tx, &address)?;
    settle_sessions(tx, user)
}

/// After the person's epoch was raised.
fn settle_sessions(tx: &mut Tx<'_>, user: i64) -> Result<Option<String>> {
    let account = tx.identity().account().clone();
    let own = by_oneself(tx, user).then(|| tx.identity().session_id());
    identity::end_sessions(tx, &account, user, own, EndCause::RootChanged)?;
    let Some(own) = own else { return Ok(None) };
    let epoch: i64 = users::table.find(user).select(users::epoch).first(tx.conn())?;
    identity::renew_session(tx, own, epoch).map(Some)
}

/// Changes an address or a number to another. A verified primary contact is changed only where the new one counts as
/// verified too: by the team, for a customer. After a change of the primary contact every session of the person ends but
/// the one it is done in; its new key is answered.
pub fn change(tx: &mut Tx<'_>, user: i64, id: i64, value: &str) -> Result<(Outcome, Option<String>)> {
    let person = ask(tx, user, Act::EditAddresses)?;
    let account = person.standing.account;
    let address = addresses::find(tx.conn(), account, user, id)?;
    if address.value == value {
        return Err(Error::Conflict);
    }
    let verified = address.is_email() && arrives_verified(tx, &person)?;
    let held = address.is_email() && addresses::holder(tx.conn(), account, value)?.is_some_and(|h| h != user);
    let double = addresses::of(tx.conn(), account, user)?
        .iter()
        .any(|a| a.id != id && a.kind == address.kind && text::fold_address(&a.value) == text::fold_address(value));
    let lost = address.is_primary && address.verified_at.is_some() && !verified;
    if held || double || lost || (address.is_primary && !may_lead(&person, value)) {
        return Err(Error::Conflict);
    }
    let now = tx.now();
    diesel::delete(links::table.filter(links::address_id.eq(address.id))).execute(tx.conn())?;
    diesel::update(table::table.find(address.id))
        .set((
            table::value.eq(value),
            table::folded.eq(text::fold_address(value)),
            table::verified_at.eq(verified.then_some(now)),
        ))
        .execute(tx.conn())?;
    if address.is_primary {
        diesel::update(users::table.find(user)).set(users::epoch.eq(users::epoch + 1)).execute(tx.conn())?;
    }
    addresses::changed(tx, user)?;
    let details = serde_json::json!({ "address": [address.value, value], "id": address.id });
    tx.record(Entry::new("address.changed", "user", user).with(details))?;
    let key = if address.is_primary { settle_sessions(tx, user)? } else { None };
    if !address.is_email() {
        return Ok((Outcome::Kept, key));
    }
    if person.email.is_some() {
        // To the primary contact as it was: whoever reads it should know.
        mail::queue(tx, &person, None, &Letter::AddressAdded { address: value.to_owned() })?;
    }
    Ok((if verified { Outcome::Kept } else { confirm(tx, user, id)? }, key))
}

/// Removes an address or a number that is not the primary contact.
pub fn take_away(tx: &mut Tx<'_>, user: i64, id: i64) -> Result<()> {
    let person = ask(tx, user, Act::EditAddresses)?;
    let address = addresses::find(tx.conn(), person.standing.account, user, id)?;
    addresses::remove(tx, &address)
}

/// Whether an e-mail address may be this person's primary contact: a team member's is no group's or list's.
pub fn may_lead(person: &Person, email: &str) -> bool {
    person.standing.is_end_user() || !shapes::shared(email)
}

fn email(tx: &mut Tx<'_>, person: &Person, id: i64) -> Result<Address> {
    let address = addresses::find(tx.conn(), person.standing.account, person.id, id)?;
    if address.is_email() { Ok(address) } else { Err(Error::NotFound) }
}
