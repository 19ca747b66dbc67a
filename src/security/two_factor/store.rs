//! A person's authenticator app, and the codes that stand in for it: kept, used once, and taken away.

use diesel::prelude::*;

use super::codes::{self, SEED, letters};
use crate::audit::Entry;
use crate::db::schema::{factor_drafts, factors, recovery_codes, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, EndCause, Person, Tx};
use crate::mail::{self, Letter};
use crate::secrets;
use crate::security::settings::SignInSettings;

/// Recovery codes that somebody gets at once.
pub const CODES: usize = 10;
/// Minutes for which a recovery code that an administrator showed works.
pub const SHOWN_MINUTES: i64 = 15;
/// Minutes in which a set-up is to be finished.
pub const DRAFT_MINUTES: i64 = 15;

/// What is known of a person's two-factor authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = factors)]
pub struct Factor {
    /// Since when they have it.
    pub confirmed_at: Moment,
    /// When a code of the app was used last.
    pub last_used_at: Option<Moment>,
}

impl Factor {
    /// A person's, if they have set it up.
    pub fn of(c: &mut Conn, user: i64) -> Result<Option<Self>> {
        Ok(factors::table.find(user).select(Self::as_select()).first(c).optional()?)
    }
}

/// How many of a person's own recovery codes are left.
pub fn left(c: &mut Conn, user: i64) -> Result<i64> {
    let own = recovery_codes::user_id.eq(user).and(recovery_codes::expires_at.is_null());
    Ok(recovery_codes::table.filter(own.and(recovery_codes::used_at.is_null())).count().get_result(c)?)
}

/// Makes a key for an app that is to be set up; an older one that was not confirmed is void. `holder` is who may see and confirm
/// it, beside whom nobody may, even with a session of the same person: a session's id, or that of a pending sign-in, negated.
pub fn draft(tx: &mut Tx<'_>, user: i64, holder: i64) -> Result<()> {
    let account = tx.identity().account().id;
    let (seed, until) = (secrets::random::<SEED>()?, tx.now().plus_minutes(DRAFT_MINUTES));
    let seed = tx.state().secrets.seal_seed(user, &seed)?;
    diesel::delete(factor_drafts::table.find(user)).execute(tx.conn())?;
    diesel::insert_into(factor_drafts::table)
        .values((
            factor_drafts::user_id.eq(user),
            factor_drafts::account_id.eq(account),
            factor_drafts::holder.eq(holder),
            factor_drafts::seed.eq(seed),
            factor_drafts::expires_at.eq(until.0),
        ))
        .execute(tx.conn())?;
    tx.record(Entry::new("factor.begun", "user", user))
}

/// The key that is to be set up, sealed, if this holder began it and its time is not up.
pub fn drafted(c: &mut Conn, user: i64, holder: i64, now: Moment) -> Result<Option<String>> {
    let own = factor_drafts::table.find(user).filter(factor_drafts::holder.eq(holder));
    let live = own.filter(factor_drafts::expires_at.gt(now.0));
    Ok(live.select(factor_drafts::seed).first(c).optional()?)
}

/// Makes the key that was begun the person's, if the code is one of it; answers their recovery codes. The caller raises their
/// epoch. Nothing when the code is wrong or the time is up.
pub fn confirm(tx: &mut Tx<'_>, person: &Person, holder: i64, typed: &str) -> Result<Option<Vec<String>>> {
    let (user, now) = (person.id, tx.now());
    let Some(sealed) = drafted(tx.conn(), user, holder, now)? else { return Ok(None) };
    let seed = tx.state().secrets.open_seed(user, &sealed)?;
    let Some(step) = codes::matching(&seed, typed, now, 0)? else { return Ok(None) };
    if diesel::delete(factor_drafts::table.find(user)).execute(tx.conn())? != 1 {
        return Ok(None);
    }
    let account = tx.identity().account().id;
    if Factor::of(tx.conn(), user)?.is_some() {
        return Err(Error::Conflict);
    }
    diesel::insert_into(factors::table)
        .values((
            factors::user_id.eq(user),
            factors::account_id.eq(account),
            factors::seed.eq(sealed),
            factors::last_step.eq(step),
            factors::confirmed_at.eq(now.0),
            factors::last_used_at.eq(Some(now.0)),
        ))
        .execute(tx.conn())?;
    let codes = recovery(tx, user)?;
    tx.record(Entry::new("factor.turned_on", "user", user))?;
    mail::queue(tx, person, None, &Letter::TwoFactorOn)?;
    Ok(Some(codes))
}

/// Uses a code of the person's app, or one that stands in for it. Of many at once exactly one succeeds, and none twice.
pub fn use_code(tx: &mut Tx<'_>, person: &Person, typed: &str) -> Result<bool> {
    if codes::is_code(typed) { use_app(tx, person.id, typed) } else { use_recovery(tx, person, typed) }
}

fn use_app(tx: &mut Tx<'_>, user: i64, typed: &str) -> Result<bool> {
    let now = tx.now();
    let row = factors::table.find(user).select((factors::seed, factors::last_step));
    let Some((sealed, last)) = row.first::<(String, i64)>(tx.conn()).optional()? else { return Ok(false) };
    let seed = tx.state().secrets.open_seed(user, &sealed)?;
    let Some(step) = codes::matching(&seed, typed, now, last)? else { return Ok(false) };
    let used = diesel::update(factors::table.find(user).filter(factors::last_step.lt(step)))
        .set((factors::last_step.eq(step), factors::last_used_at.eq(Some(now.0))))
        .execute(tx.conn())?;
    Ok(used == 1)
}

fn use_recovery(tx: &mut Tx<'_>, person: &Person, typed: &str) -> Result<bool> {
    let now = tx.now();
    let in_time = recovery_codes::expires_at.is_null().or(recovery_codes::expires_at.gt(now.0));
    let code = recovery_codes::user_id.eq(person.id).and(recovery_codes::code_hash.eq(hash(person.id, typed)));
    let used = diesel::update(recovery_codes::table.filter(code.and(recovery_codes::used_at.is_null()).and(in_time)))
        .set(recovery_codes::used_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    if used != 1 {
        return Ok(false);
    }
    let left = left(tx.conn(), person.id)?;
    tx.record(Entry::new("factor.recovery_used", "user", person.id).with(serde_json::json!({ "left": left })))?;
    mail::queue(tx, person, None, &Letter::RecoveryCodeUsed { left })?;
    Ok(true)
}

/// Takes away what an administrator showed and whose time is up, so that no clock brings it back.
pub fn forget_late(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    let now = tx.now();
    let late = recovery_codes::user_id.eq(user).and(recovery_codes::expires_at.le(now.0));
    diesel::delete(recovery_codes::table.filter(late)).execute(tx.conn())?;
    diesel::delete(factor_drafts::table.find(user).filter(factor_drafts::expires_at.le(now.0))).execute(tx.conn())?;
    Ok(())
}

/// New recovery codes for a person, instead of those they had.
pub fn renew(tx: &mut Tx<'_>, person: &Person) -> Result<Vec<String>> {
    let codes = recovery(tx, person.id)?;
    tx.record(Entry::new("factor.recovery_made", "user", person.id))?;
    mail::queue(tx, person, None, &Letter::RecoveryCodesMade)?;
    Ok(codes)
}

fn recovery(tx: &mut Tx<'_>, user: i64) -> Result<Vec<String>> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(tx.conn())?;
    (0..CODES).map(|_| add(tx, user, None)).collect()
}

fn add(tx: &mut Tx<'_>, user: i64, until: Option<Moment>) -> Result<String> {
    let code = letters(&secrets::random::<10>()?);
    let account = tx.identity().account().id;
    diesel::insert_into(recovery_codes::table)
        .values((
            recovery_codes::account_id.eq(account),
            recovery_codes::user_id.eq(user),
            recovery_codes::code_hash.eq(hash(user, &code)),
            recovery_codes::expires_at.eq(until.map(|at| at.0)),
        ))
        .execute(tx.conn())?;
    Ok(codes::grouped(&code))
}

/// A code has 80 random bits, so no slow hash is needed. However it is spaced, it is the same.
fn hash(user: i64, typed: &str) -> String {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
    secrets::sha256(format!("recovery\n{user}\n{}", plain.to_ascii_uppercase()).as_bytes())
}

/// A recovery code that an administrator hands on to a person who has no other way in; an older one is void. The person is
/// told.
pub fn show(tx: &mut Tx<'_>, person: &Person) -> Result<String> {
    if Factor::of(tx.conn(), person.id)?.is_none() {
        return Err(Error::Conflict);
    }
    let older = recovery_codes::user_id.eq(person.id).and(recovery_codes::expires_at.is_not_null());
    diesel::delete(recovery_codes::table.filter(older)).execute(tx.conn())?;
    let until = tx.now().plus_minutes(SHOWN_MINUTES);
    let code = add(tx, person.id, Some(until))?;
    tx.record(Entry::new("factor.recovery_shown", "user", person.id))?;
    let by = tx.identity().effective().name.clone();
    mail::queue(tx, person, None, &Letter::RecoveryCodeShown { by, until })?;
    Ok(code)
}

/// Turns a person's two-factor authentication off and tells them. `by` is who did it, if they did not themselves.
pub fn turn_off(tx: &mut Tx<'_>, person: &Person, by: Option<String>) -> Result<()> {
    if diesel::delete(factors::table.find(person.id)).execute(tx.conn())? != 1 {
        return Err(Error::Conflict);
    }
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(person.id))).execute(tx.conn())?;
    tx.record(Entry::new("factor.turned_off", "user", person.id))?;
    mail::queue(tx, person, None, &Letter::TwoFactorOff { by })?;
    Ok(())
}

/// Whether the account asks everybody like this person for a code.
pub fn required(c: &mut Conn, person: &Person) -> Result<bool> {
    Ok(SignInSettings::of(c, person.standing.account)?.requires_factor(&person.standing))
}

/// Raises the epoch of somebody whose way in has changed, and ends their sessions except one; answers the new epoch.
pub fn changed(tx: &mut Tx<'_>, user: i64, except: Option<i64>) -> Result<i64> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let epoch = diesel::update(users::table.filter(users::id.eq(user).and(users::account_id.eq(account.id))))
        .set((users::epoch.eq(users::epoch + 1), users::updated_at.eq(now.0)))
        .returning(users::epoch)
        .get_result(tx.conn())?;
    identity::end_sessions(tx, &account, user, except, EndCause::RootChanged)?;
    Ok(epoch)
}
