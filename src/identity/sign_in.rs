//! Proving who one is, with an e-mail address and a password.
//!
//! Failures are counted by address before the password is compared, whether or not anybody has the address; known and
//! unknown addresses get the same answer after the same work. A browser that the person signed in from before is counted by
//! itself, so that no stranger locks anybody out of it.

use std::sync::Arc;

use diesel::prelude::*;

use super::Identity;
use super::Origin;
use super::person::{Account, Person, PersonRow};
use crate::audit::{self, Entry};
use crate::db::schema::{accounts, addresses, browsers, sign_in_failures, users};
use crate::db::{Conn, Moment, off_the_loop};
use crate::error::{Error, Result};
use crate::passwords::Passwords;
use crate::policy::Role;
use crate::secrets;
use crate::state::State;
use crate::text;

/// Wrong passwords after which an address is locked.
pub const MAX_FAILURES: i32 = 5;
/// Minutes for which it is locked.
pub const LOCK_MINUTES: i64 = 10;

/// What came of trying to sign in.
pub enum Attempt {
    /// This person, who may now get a session.
    Proved(Box<Identity>),
    /// Address and password do not match; so many tries are left.
    Wrong {
        /// Tries before the address is locked.
        left: i32,
    },
    /// Too many wrong passwords; try again in so many minutes.
    Locked {
        /// Whole minutes, rounded up.
        minutes: i64,
    },
}

/// Tries an address and a password. `browser` are the hashes of the keys by which the browser may be known.
pub async fn check(
    state: &State,
    passwords: &Passwords,
    account: Arc<Account>,
    origin: &Origin,
    browser: Vec<String>,
    (email, password): (&str, String),
) -> Result<Attempt> {
    let folded = text::fold_address(email);
    // A place among those who may hash comes first: whom we cannot serve has not failed.
    let place = passwords.place()?;
    let device = {
        let (id, folded, now) = (account.id, folded.clone(), state.clock.now());
        state.db.read(move |c| device(c, id, &folded, &browser, now)).await?
    };
    let hash = device.map_or_else(|| failures_of_address(account.id, &folded), failures_of_device);
    let left = match try_once(state, account.id, &hash).await? {
        Counted::Locked(until) => {
            return Ok(Attempt::Locked { minutes: state.clock.now().minutes_until(until).max(1) });
        }
        Counted::Try { left } => left,
    };
    let found = {
        let account = account.clone();
        state.db.read(move |c| holder(c, &account, &folded)).await?
    };
    let (person, stored) = found.map_or((None, None), |(person, hash)| (Some(person), hash));
    let right = passwords.verify(place, password, stored).await?;
    match person {
        Some(person) if right && may_sign_in(&account, &person) => {
            let state = state.clone();
            let id = account.id;
            off_the_loop(move || state.db.raw_write(|c| forget(c, id, &hash))).await?;
            Ok(Attempt::Proved(Box::new(Identity::proved(account, Arc::new(person)))))
        }
        person => {
            let (state, origin, user) = (state.clone(), origin.clone(), person.map(|p| p.id));
            off_the_loop(move || note(&state, &account, &origin, user, &hash, left == 0)).await?;
            Ok(if left == 0 { Attempt::Locked { minutes: LOCK_MINUTES } } else { Attempt::Wrong { left } })
        }
    }
}

/// Adds the line of a failed try to the log, if there is a person to whom it belongs. Otherwise the same is done and undone,
/// so that the time does not tell.
fn note(
    state: &State,
    account: &Arc<Account>,
    origin: &Origin,
    user: Option<i64>,
    hash: &str,
    locked: bool,
) -> Result<()> {
    let by = Identity::system(account.clone(), "sign-in").by(origin);
    let whose = user.unwrap_or(0);
    let mut lines = vec![Entry::new("sign_in.failed", "user", whose)];
    if locked {
        lines.push(Entry::new("sign_in.locked", "user", whose));
    }
    let now = state.clock.now();
    state.db.raw_write(|c| {
        c.lock_account(account.id)?;
        diesel::update(sign_in_failures::table.find((account.id, hash.to_owned())))
            .set(sign_in_failures::updated_at.eq(now.0))
            .execute(c)?;
        let written = c.transaction(|c| {
            audit::append(c, &state.secrets, &by, now, &lines)?;
            if user.is_some() { Ok(()) } else { Err(Error::NotFound) }
        });
        match written {
            Err(Error::NotFound) => Ok(()),
            other => other,
        }
    })
}

/// The browser's row for whoever has this address, if they signed in from it before.
fn device(c: &mut Conn, account: i64, folded: &str, browser: &[String], now: Moment) -> Result<Option<i64>> {
    Ok(browsers::table
        .inner_join(addresses::table.on(addresses::user_id.eq(browsers::user_id)))
        .filter(browsers::account_id.eq(account).and(browsers::token_hash.eq_any(browser)))
        .filter(browsers::known_until.gt(now.0))
        .filter(addresses::account_id.eq(account).and(addresses::kind.eq("email")).and(addresses::folded.eq(folded)))
        .select(browsers::id)
        .first(c)
        .optional()?)
}

impl Identity {
    /// The person behind a one-time link that has just been used up; may do nothing but set a password and sign in.
    pub(crate) fn by_link(account: Arc<Account>, person: Person) -> Self {
        Self::proved(account, Arc::new(person))
    }
}

/// Whether a person may have a session. End users have nowhere to go while the Help Center is off.
pub fn may_sign_in(account: &Account, person: &Person) -> bool {
    person.standing.active() && (person.standing.role != Role::EndUser || account.help_center_active)
}

/// Counts a try of one's present password while changing it; `Err` with the minutes when there were too many.
/// [`password_was_right`] forgets the count.
pub async fn try_present_password(state: &State, account: i64, user: i64) -> Result<Result<(), i64>> {
    Ok(match try_once(state, account, &failures_of_user(user)).await? {
        Counted::Locked(until) => Err(state.clock.now().minutes_until(until).max(1)),
        Counted::Try { .. } => Ok(()),
    })
}

/// Counts a try of a person's code; `Err` with the minutes when there were too many, else how many are left. Only who knows
/// the password gets here, so no stranger uses them up. [`code_was_right`] forgets the count.
pub async fn try_code(state: &State, account: i64, user: i64) -> Result<Result<i32, i64>> {
    Ok(match try_once(state, account, &failures_of_code(user)).await? {
        Counted::Locked(until) => Err(state.clock.now().minutes_until(until).max(1)),
        Counted::Try { left } => Ok(left),
    })
}

/// Forgets wrong codes.
pub async fn code_was_right(state: &State, account: i64, user: i64) -> Result<()> {
    let state = state.clone();
    off_the_loop(move || state.db.raw_write(|c| forget(c, account, &failures_of_code(user)))).await
}

/// Forgets failed tries of one's present password.
pub async fn password_was_right(state: &State, account: i64, user: i64) -> Result<()> {
    let state = state.clone();
    off_the_loop(move || state.db.raw_write(|c| forget(c, account, &failures_of_user(user)))).await
}

/// The hash under which wrong passwords for an address are counted.
pub(crate) fn failures_of_address(account: i64, folded: &str) -> String {
    secrets::sha256(format!("{account}\n{folded}").as_bytes())
}

/// The hash under which a person's wrong present passwords are counted.
pub(crate) fn failures_of_user(user: i64) -> String {
    secrets::sha256(format!("present password\n{user}").as_bytes())
}

/// The hash under which a person's wrong codes are counted.
pub(crate) fn failures_of_code(user: i64) -> String {
    secrets::sha256(format!("code\n{user}").as_bytes())
}

/// The hash under which wrong passwords from a known browser are counted.
fn failures_of_device(device: i64) -> String {
    secrets::sha256(format!("device\n{device}").as_bytes())
}

async fn try_once(state: &State, account: i64, hash: &str) -> Result<Counted> {
    let (state, hash) = (state.clone(), hash.to_owned());
    off_the_loop(move || {
        let now = state.clock.now();
        state.db.raw_write(|c| count(c, account, &hash, now))
    })
    .await
}

/// Removes counts that no longer mean anything.
pub fn forget_old_failures(state: &State) -> Result<usize> {
    let before = Moment(state.clock.now().0 - LOCK_MINUTES * 60_000);
    state.db.raw_write(|c| {
        use sign_in_failures as f;
        let old = f::table.filter(f::updated_at.lt(before.0).and(f::locked_until.lt(before.0)));
        Ok(diesel::delete(old).execute(c)?)
    })
}

enum Counted {
    Try { left: i32 },
    Locked(Moment),
}

fn count(conn: &mut Conn, account: i64, hash: &str, now: Moment) -> Result<Counted> {
    use sign_in_failures as f;
    // One row at a time: 64 tries at once are still counted one after another.
    let row = f::table.find((account, hash.to_owned()));
    crate::on_either!(&mut *conn, |c| diesel::insert_into(f::table)
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
    let before: Moment = row.clone().select(f::updated_at).first(conn)?;
    let quiet = before.plus_minutes(LOCK_MINUTES) <= now;
    let (failures, until): (i32, Moment) = row.clone().select((f::failures, f::locked_until)).first(conn)?;
    if until > now {
        return Ok(Counted::Locked(until));
    }
    // After a lock, or some minutes without a try, counting starts anew.
    let failures = if until.0 > 0 || quiet { 1 } else { failures + 1 };
    let locked_until = if failures >= MAX_FAILURES { now.plus_minutes(LOCK_MINUTES).0 } else { 0 };
    diesel::update(row)
        .set((f::failures.eq(failures), f::locked_until.eq(locked_until), f::updated_at.eq(now.0)))
        .execute(conn)?;
    Ok(Counted::Try { left: MAX_FAILURES - failures })
}

fn forget(conn: &mut Conn, account: i64, hash: &str) -> Result<()> {
    diesel::delete(sign_in_failures::table.find((account, hash.to_owned()))).execute(conn)?;
    Ok(())
}

fn holder(conn: &mut Conn, account: &Account, folded: &str) -> Result<Option<(Person, Option<String>)>> {
    let found: Option<(PersonRow, Option<String>)> = users::table
        .inner_join(addresses::table.on(addresses::user_id.eq(users::id)))
        .filter(addresses::account_id.eq(account.id).and(users::account_id.eq(account.id)))
        .filter(addresses::kind.eq("email").and(addresses::folded.eq(folded)))
        .select((PersonRow::as_select(), users::password_hash))
        .first(conn)
        .optional()?;
    Ok(found.map(|(row, hash)| (row.of(account), hash)))
}

/// The account of a subdomain and the person there who has an address, if both exist.
pub fn person_by_address(conn: &mut Conn, subdomain: &str, email: &str) -> Result<Option<(Account, Person)>> {
    let account: Option<Account> = accounts::table
        .filter(accounts::subdomain.eq(subdomain).and(accounts::operator.eq(false)))
        .select(Account::as_select())
        .first(conn)
        .optional()?;
    let Some(account) = account else { return Ok(None) };
    let found = holder(conn, &account, &text::fold_address(email))?;
    Ok(found.map(|(person, _)| (account, person)))
}
