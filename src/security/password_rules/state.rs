//! Since when somebody has their password, which they had before, and by when they have to choose another.

use diesel::prelude::*;

use super::{DAYS, FORMER, GRACE_DAYS, Level};
use crate::audit::Entry;
use crate::db::schema::{former_passwords as former, password_states as states, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Person, Tx};
use crate::mail::{self, Letter};
use crate::passwords::Passwords;
use crate::security::settings::SignInSettings;
use crate::web::Cx;

const DAY_MINUTES: i64 = 24 * 60;

/// Whether a password has to be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// No.
    No,
    /// By this moment.
    By(Moment),
    /// Before anything else.
    Now,
}

/// When a person's password was set, and by when it has to be replaced.
fn of(c: &mut Conn, user: i64) -> Result<(Option<Moment>, Option<Moment>)> {
    let found: Option<(Moment, Option<Moment>)> =
        states::table.find(user).select((states::changed_at, states::due_at)).first(c).optional()?;
    Ok(found.map_or((None, None), |(changed, due)| (Some(changed), due)))
}

/// By when a person's password has to be replaced, to be told on a page.
pub fn due_at(c: &mut Conn, user: i64) -> Result<Option<Moment>> {
    Ok(of(c, user)?.1)
}

/// Notes that a person's password has just become this one; `had` is the hash of the one before.
pub fn set(tx: &mut Tx<'_>, user: i64, had: Option<&str>) -> Result<()> {
    let (account, now) = (tx.identity().account().id, tx.now());
    keep(tx, user, account, now, None)?;
    let Some(had) = had else { return Ok(()) };
    diesel::insert_into(former::table)
        .values((former::account_id.eq(account), former::user_id.eq(user), former::password_hash.eq(had)))
        .execute(tx.conn())?;
    let kept: Vec<i64> = former::table
        .filter(former::user_id.eq(user))
        .order(former::id.desc())
        .limit(FORMER as i64)
        .select(former::id)
        .load(tx.conn())?;
    let older = former::user_id.eq(user).and(former::id.ne_all(kept));
    diesel::delete(former::table.filter(older)).execute(tx.conn())?;
    Ok(())
}

fn keep(tx: &mut Tx<'_>, user: i64, account: i64, changed: Moment, due: Option<Moment>) -> Result<()> {
    diesel::delete(states::table.find(user)).execute(tx.conn())?;
    diesel::insert_into(states::table)
        .values((
            states::user_id.eq(user),
            states::account_id.eq(account),
            states::changed_at.eq(changed.0),
            states::due_at.eq(due.map(|at| at.0)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Whether whoever has just proved to know their password has to choose another. `weak`: the level does not admit it. The first
/// time that shows, they are told by mail and have some days.
pub fn ask(tx: &mut Tx<'_>, settings: &SignInSettings, person: &Person, weak: bool) -> Result<Due> {
    let (level, since) = settings.level(&person.standing);
    let (account, now) = (person.standing.account, tx.now());
    let (changed, due) = of(tx.conn(), person.id)?;
    let old = changed.or(since).filter(|_| level == Level::High);
    if old.is_some_and(|at| at.plus_minutes(DAYS * DAY_MINUTES) <= now) {
        // Kept, so that no clock makes it good again.
        keep(tx, person.id, account, changed.unwrap_or(Moment(0)), Some(Moment(0)))?;
        return Ok(Due::Now);
    }
    match due {
        Some(at) if at.0 == 0 && level == Level::High => Ok(Due::Now),
        Some(_) if !weak => {
            keep(tx, person.id, account, changed.unwrap_or(Moment(0)), None)?;
            Ok(Due::No)
        }
        Some(at) if at <= now => {
            keep(tx, person.id, account, changed.unwrap_or(Moment(0)), Some(Moment(0)))?;
            Ok(Due::Now)
        }
        Some(at) => Ok(Due::By(at)),
        // Only a level that was chosen after the password makes it weak.
        None if weak && since.is_some_and(|since| changed.is_none_or(|at| at < since)) => {
            let until = now.plus_minutes(GRACE_DAYS * DAY_MINUTES);
            keep(tx, person.id, account, changed.unwrap_or(Moment(0)), Some(until))?;
            tx.record(Entry::new("person.password_weak", "user", person.id))?;
            mail::queue(tx, person, None, &Letter::PasswordWillExpire { until })?;
            Ok(Due::By(until))
        }
        None => Ok(Due::No),
    }
}

/// Whether a person has this password already, or, at the level High, had it lately.
pub async fn was_had(cx: &Cx, hasher: &Passwords, level: Level, user: i64, typed: &str) -> Result<bool> {
    let more = if level == Level::High { FORMER as i64 } else { 0 };
    let hashes = cx
        .read(move |c| {
            let present: Option<String> = users::table.find(user).select(users::password_hash).first(c)?;
            let before: Vec<String> = former::table
                .filter(former::user_id.eq(user))
                .order(former::id.desc())
                .limit(more)
                .select(former::password_hash)
                .load(c)?;
            Ok(present.into_iter().chain(before).collect::<Vec<_>>())
        })
        .await?;
    for hash in hashes {
        if hasher.verify(hasher.place()?, typed.to_owned(), Some(hash)).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
