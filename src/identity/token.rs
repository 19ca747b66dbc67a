//! Tokens: how another program acts in somebody's name, by the API and nowhere else. A token is 256 random bits, of which only
//! a hash is kept, in the row of its authorization. Like a session it is asked on every request and again in every write;
//! it has no frame, and what it may do is what the person may do at that moment.

use std::sync::Arc;

use diesel::prelude::*;

use super::person::{self, Account};
use super::tx::Tx;
use super::{Identity, Principal};
use crate::audit::Entry;
use crate::db::schema::authorizations;
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::{self, Authorization};
use crate::secrets;

/// What every token begins with, so that one left lying about is known for what it is.
pub const PREFIX: &str = "stead_";
/// Seconds between two records of a token's use.
const TOUCH_SECONDS: i64 = 60;

/// The authorization that an identity came by.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) id: i64,
    last_used_at: Option<Moment>,
}

/// Why a token leads to nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// There is none.
    Missing,
    /// It is none of ours, or another has taken its place, or its integration is gone.
    Unknown,
    /// The account has a new owner, who has not authorized the integration again.
    NewOwner,
    /// It was stopped, by another password of the owner or a change of owner and back, and not authorized again.
    Stopped,
    /// Its authorization has ended.
    Revoked,
    /// Whoever authorized it is suspended.
    Suspended,
    /// Whoever authorized it is deleted.
    Deleted,
}

/// How to look an authorization up: by what the program sends, or again by id within a transaction.
pub(super) enum By {
    Token(String),
    Id(i64),
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = authorizations)]
struct Row {
    id: i64,
    user_id: i64,
    state: Authorization,
    last_used_at: Option<Moment>,
}

/// The identity that a token leads to in an account.
pub(super) fn resolve(
    c: &mut Conn,
    account: Arc<Account>,
    by: &By,
) -> Result<std::result::Result<Identity, TokenFault>> {
    let mine = authorizations::table.filter(authorizations::account_id.eq(account.id)).select(Row::as_select());
    let row: Option<Row> = match by {
        By::Id(id) => mine.filter(authorizations::id.eq(*id)).first(c).optional()?,
        By::Token(token) if !token.starts_with(PREFIX) => None,
        By::Token(token) => {
            mine.filter(authorizations::token_hash.eq(secrets::sha256(token.as_bytes()))).first(c).optional()?
        }
    };
    let Some(row) = row else { return Ok(Err(TokenFault::Unknown)) };
    let person = person::person(c, &account, row.user_id)?;
    let standing = &person.standing;
    let fault = match row.state {
        Authorization::NeedsAuthorization if standing.owner => Some(TokenFault::Stopped),
        Authorization::NeedsAuthorization => Some(TokenFault::NewOwner),
        _ if standing.deleted => Some(TokenFault::Deleted),
        Authorization::Revoked => Some(TokenFault::Revoked),
        Authorization::Active if standing.is_end_user() => Some(TokenFault::Revoked),
        Authorization::Active => standing.suspended.then_some(TokenFault::Suspended),
    };
    Ok(match fault {
        Some(fault) => Err(fault),
        None => Ok(Identity {
            account,
            rights: policy::of(standing),
            principal: Principal::Person(Arc::new(person)),
            frames: Arc::new([]),
            session: None,
            token: Some(Held { id: row.id, last_used_at: row.last_used_at }),
            visit: None,
        }),
    })
}

/// The authorization whose use has to be recorded again, if it is time.
pub(super) fn due(identity: &Identity, now: Moment) -> Option<i64> {
    let held = identity.token.as_ref()?;
    held.last_used_at.is_none_or(|at| at.plus_seconds(TOUCH_SECONDS) <= now).then_some(held.id)
}

/// Records that an authorization is in use.
pub(super) fn touch(c: &mut Conn, id: i64, now: Moment) -> Result<()> {
    diesel::update(authorizations::table.find(id)).set(authorizations::last_used_at.eq(Some(now.0))).execute(c)?;
    Ok(())
}

/// Ends whatever programs may do in a person's name; answers how many it were. What waits for the account's owner goes on
/// waiting: were it over, another administrator could authorize it.
pub fn revoke(tx: &mut Tx<'_>, user: i64, cause: &'static str) -> Result<usize> {
    turn(tx, user, Authorization::Revoked, |id| Entry::new("integration.revoked", "integration", id), cause)
}

/// Stops whatever programs do in a person's name, until the account's owner authorizes them again; answers how many it were.
pub fn stop(tx: &mut Tx<'_>, user: i64, cause: &'static str) -> Result<usize> {
    let to = Authorization::NeedsAuthorization;
    turn(tx, user, to, |id| Entry::new("integration.stopped", "integration", id), cause)
}

fn turn(
    tx: &mut Tx<'_>,
    user: i64,
    to: Authorization,
    entry: impl Fn(i64) -> Entry,
    cause: &'static str,
) -> Result<usize> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let found: Vec<(i64, i64)> = authorizations::table
        .filter(authorizations::account_id.eq(account).and(authorizations::user_id.eq(user)))
        .filter(authorizations::state.eq(Authorization::Active))
        .order(authorizations::id)
        .select((authorizations::id, authorizations::integration_id))
        .load(tx.conn())?;
    let ids: Vec<i64> = found.iter().map(|(id, _)| *id).collect();
    diesel::update(authorizations::table.filter(authorizations::id.eq_any(ids)))
        .set((authorizations::state.eq(to), authorizations::ended_at.eq(Some(now.0))))
        .execute(tx.conn())?;
    let details = serde_json::json!({ "user": user, "cause": cause });
    let lines: Vec<Entry> = found.iter().map(|(_, integration)| entry(*integration).with(details.clone())).collect();
    tx.record_all(&lines)?;
    Ok(found.len())
}
