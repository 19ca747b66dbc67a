//! One-time links: 256 random bits, kept as a hash, used once, void after their time or when a newer one is made.
//!
//! Everything that mails a link is here; the pages that a link opens are in `by_link` and `verification`. A link that
//! sets a password works only while the address it went to is the primary contact.

use diesel::prelude::*;

use crate::audit::Entry;
use crate::db::schema::{addresses, links, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Account, Person, Tx};
use crate::mail::{self, Held, Letter};
use crate::people::addresses::Address;
use crate::{people, secrets, text_enum};

/// Hours for which an invitation, and a link that verifies an address, works.
pub const HOURS: i64 = 72;
/// Hours for which a link to choose another password works.
pub const RESET_HOURS: i64 = 24;

text_enum! {
    /// What a one-time link is for.
    pub enum Purpose {
        /// To choose a first password; it verifies the primary address.
        SetPassword = "set_password",
        /// To choose another password.
        ResetPassword = "reset_password",
        /// To verify an address.
        VerifyAddress = "verify_address",
    }
}

/// Makes a one-time link for a person; answers its token. Older ones for the same purpose (of the same address, if it
/// verifies one) are void from then on. The caller records why.
pub fn make(tx: &mut Tx<'_>, user: i64, purpose: Purpose, address: Option<i64>, hours: i64) -> Result<String> {
    let (token, account, now) = (secrets::token::<32>()?, tx.identity().account().id, tx.now());
    let older = links::user_id.eq(user).and(links::used_at.is_null()).and(links::purpose.eq(purpose));
    let void = links::used_at.eq(Some(now.0));
    match address.filter(|_| purpose == Purpose::VerifyAddress) {
        Some(id) => {
            diesel::update(links::table.filter(older.and(links::address_id.eq(id)))).set(void).execute(tx.conn())
        }
        None => diesel::update(links::table.filter(older)).set(void).execute(tx.conn()),
    }?;
    diesel::insert_into(links::table)
        .values((
            links::account_id.eq(account),
            links::user_id.eq(user),
            links::purpose.eq(purpose),
            links::address_id.eq(address),
            links::token_hash.eq(secrets::sha256(token.as_bytes())),
            links::created_at.eq(now.0),
            links::expires_at.eq(now.plus_minutes(hours * 60).0),
        ))
        .execute(tx.conn())?;
    Ok(token)
}

/// Voids every link by which a person could be given a password.
pub(super) fn void_passwords(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let now = tx.now();
    let open = links::user_id.eq(user).and(links::used_at.is_null());
    let purposes = links::purpose.eq_any([Purpose::SetPassword, Purpose::ResetPassword]);
    diesel::update(links::table.filter(open.and(purposes))).set(links::used_at.eq(Some(now.0))).execute(tx.conn())?;
    Ok(())
}

/// Makes an invitation for a person; answers its path. Older ones are void from then on.
pub fn invite(tx: &mut Tx<'_>, user: i64) -> Result<String> {
    let address = primary(tx.conn(), user)?;
    let token = make(tx, user, Purpose::SetPassword, address, HOURS)?;
    tx.record(Entry::new("person.invited", "user", user))?;
    Ok(format!("/access/invitation/{token}"))
}

/// Sends the welcome mail, which verifies the primary address and asks for a password; answers why it does not go, if so.
pub fn send_welcome(tx: &mut Tx<'_>, person: &Person) -> Result<Option<Held>> {
    let path = invite(tx, person.id)?;
    mail::queue(tx, person, None, &Letter::Welcome { path })
}

/// Sends a link to choose another password, or the welcome mail to whoever has not verified their address yet.
pub fn send_reset(tx: &mut Tx<'_>, person: &Person) -> Result<Option<Held>> {
    let verified: Option<Moment> = users::table.find(person.id).select(users::verified_at).first(tx.conn())?;
    if verified.is_none() {
        return send_welcome(tx, person);
    }
    let address = primary(tx.conn(), person.id)?;
    let token = make(tx, person.id, Purpose::ResetPassword, address, RESET_HOURS)?;
    tx.record(Entry::new("person.reset_sent", "user", person.id))?;
    mail::queue(tx, person, None, &Letter::PasswordReset { path: format!("/access/reset/{token}") })
}

/// Sends the mail that asks whoever reads an address to confirm it: the welcome mail to the primary contact of somebody
/// without a password, else the verification mail. There is nothing to confirm about a verified address.
pub fn send_verification(tx: &mut Tx<'_>, person: &Person, address: &Address) -> Result<Option<Held>> {
    if address.verified_at.is_some() || address.user_id != person.id {
        return Err(Error::Conflict);
    }
    let password: Option<String> = users::table.find(person.id).select(users::password_hash).first(tx.conn())?;
    if address.is_primary && password.is_none() {
        return send_welcome(tx, person);
    }
    let token = make(tx, person.id, Purpose::VerifyAddress, Some(address.id), HOURS)?;
    let details = serde_json::json!({ "address": address.value, "id": address.id });
    tx.record(Entry::new("address.verification_sent", "user", person.id).with(details))?;
    let letter = Letter::Verification { path: format!("/access/verify/{token}") };
    mail::queue(tx, person, Some(&address.value), &letter)
}

fn primary(c: &mut Conn, user: i64) -> Result<Option<i64>> {
    Ok(addresses::table
        .filter(addresses::user_id.eq(user).and(addresses::is_primary.eq(true)))
        .select(addresses::id)
        .first(c)
        .optional()?)
}

/// What a token leads to.
#[derive(Debug)]
pub(super) enum Found {
    /// A link that works, with its person and the address it went to.
    Live(Box<(Person, Option<Address>)>),
    /// A link that does not, or not now.
    Over(Over),
}

/// Why a link does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// Unknown, or its person is gone, or the address is no longer theirs.
    Unknown,
    /// Used, or a newer one was made.
    Used,
    /// Its time is up.
    Late,
    /// The address has been confirmed in another way.
    Confirmed,
    /// End users have nowhere to go while the Help Center is not active.
    HelpCenterOff,
}

/// Looks a token up.
pub(super) fn find(c: &mut Conn, account: &Account, purpose: Purpose, token: &str, now: Moment) -> Result<Found> {
    type Row = (i64, Option<i64>, Option<Moment>, Moment);
    let row: Option<Row> = links::table
        .filter(links::token_hash.eq(secrets::sha256(token.as_bytes())).and(links::account_id.eq(account.id)))
        .filter(links::purpose.eq(purpose))
        .select((links::user_id, links::address_id, links::used_at, links::expires_at))
        .first(c)
        .optional()?;
    let Some((user, address, used, expires)) = row else { return Ok(Found::Over(Over::Unknown)) };
    if used.is_some() {
        return Ok(Found::Over(Over::Used));
    }
    if expires <= now {
        return Ok(Found::Over(Over::Late));
    }
    let person = identity::person(c, account, user)?;
    if !person.standing.active() {
        return Ok(Found::Over(Over::Unknown));
    }
    if !identity::may_sign_in(account, &person) {
        return Ok(Found::Over(Over::HelpCenterOff));
    }
    let address: Option<Address> = match address {
        Some(id) => match people::addresses::find(c, account.id, user, id) {
            Ok(address) if address.is_primary || purpose == Purpose::VerifyAddress => Some(address),
            Ok(_) | Err(Error::NotFound) => return Ok(Found::Over(Over::Unknown)),
            Err(error) => return Err(error),
        },
        None => None,
    };
    Ok(Found::Live(Box::new((person, address))))
}

/// Takes the link; exactly one of many at once succeeds.
pub(super) fn use_up(tx: &mut Tx<'_>, token: &str) -> Result<()> {
    let now = tx.now();
    let taken = diesel::update(
        links::table
            .filter(links::token_hash.eq(secrets::sha256(token.as_bytes())))
            .filter(links::used_at.is_null().and(links::expires_at.gt(now.0))),
    )
    .set(links::used_at.eq(Some(now.0)))
    .execute(tx.conn())?;
    if taken == 1 { Ok(()) } else { Err(Error::NotFound) }
}
