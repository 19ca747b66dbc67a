//! Root sessions: rows that the cookie's opaque key leads to. They are made at sign-in and changed only in a `Tx`.

use diesel::prelude::*;

use super::EndCause;
use super::frames;
use super::person::{Account, Person, PersonRow};
use super::tx::Tx;
use crate::audit::Entry;
use crate::db::schema::{accounts, sessions, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::Role;
use crate::secrets;

/// Minutes without a request after which a team member is signed out.
pub const STAFF_IDLE_MINUTES: i64 = 60;
/// Minutes after which a team member is signed out in any case.
pub const STAFF_MAX_MINUTES: i64 = 12 * 60;
/// Minutes without a request after which an end user is signed out.
pub const END_USER_IDLE_MINUTES: i64 = 8 * 60;
/// Minutes after which an end user is signed out in any case.
pub const END_USER_MAX_MINUTES: i64 = 7 * 24 * 60;
/// Seconds for which the key before a rotation is still honoured, for requests in flight.
pub const ROTATION_GRACE_SECONDS: i64 = 20;
/// Seconds between two records of a session's use.
pub(super) const TOUCH_SECONDS: i64 = 60;

/// A session as it stands in the table.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub(super) struct Row {
    pub id: i64,
    pub account_id: i64,
    pub key_hash: String,
    pub old_key_until: Moment,
    pub epoch: i64,
    pub last_seen_at: Moment,
    pub idle_until: Moment,
    pub expires_at: Moment,
    pub ended_at: Option<Moment>,
    pub end_cause: Option<EndCause>,
}

/// A session with its person and account, and whether the key that led here is the one before the last rotation.
pub(super) struct Found {
    pub row: Row,
    pub account: Account,
    pub person: Person,
    pub old_key: bool,
}

/// How to look a session up: by the cookie's key, or again by id within a transaction.
#[derive(Clone, Debug)]
pub(super) enum By {
    Key(String),
    Id(i64),
}

type Joined = (Row, PersonRow, Account);

pub(super) fn find(conn: &mut Conn, by: &By) -> Result<Option<Found>> {
    // Each database's own kind of query: only those does diesel keep ready, and this one is asked on every request.
    macro_rules! first {
        ($which:expr) => {
            crate::on_either!(&mut *conn, |c| sessions::table
                .inner_join(users::table)
                .inner_join(accounts::table)
                .select((Row::as_select(), PersonRow::as_select(), Account::as_select()))
                .filter($which)
                .first::<Joined>(c)
                .optional())?
        };
    }
    let (found, old_key) = match by {
        By::Id(id) => (first!(sessions::id.eq(*id)), false),
        By::Key(key) => {
            let hash = secrets::sha256(key.as_bytes());
            match first!(sessions::key_hash.eq(&hash)) {
                Some(found) => (Some(found), false),
                None => (first!(sessions::old_key_hash.eq(&hash)), true),
            }
        }
    };
    Ok(found.map(|(row, person, account)| Found { person: person.of(&account), row, account, old_key }))
}

/// Makes a session for somebody who has proved who they are; answers the key for the cookie.
pub fn create(tx: &mut Tx<'_>, person: &Person, agent: &str) -> Result<String> {
    let key = secrets::token::<32>()?;
    let (now, address) = (tx.now(), tx.address().to_owned());
    let (idle, max) = match person.standing.role {
        Role::EndUser => (END_USER_IDLE_MINUTES, END_USER_MAX_MINUTES),
        _ => (STAFF_IDLE_MINUTES, STAFF_MAX_MINUTES),
    };
    let id: i64 = diesel::insert_into(sessions::table)
        .values((
            (
                sessions::account_id.eq(person.standing.account),
                sessions::user_id.eq(person.id),
                sessions::key_hash.eq(secrets::sha256(key.as_bytes())),
                sessions::epoch.eq(person.epoch),
                sessions::address.eq(address),
                sessions::agent.eq(agent.chars().take(200).collect::<String>()),
            ),
            (
                sessions::created_at.eq(now.0),
                sessions::last_seen_at.eq(now.0),
                sessions::idle_until.eq(now.plus_minutes(idle).0),
                sessions::expires_at.eq(now.plus_minutes(max).0),
            ),
        ))
        .returning(sessions::id)
        .get_result(tx.conn())?;
    diesel::update(users::table.find(person.id)).set(users::last_sign_in_at.eq(Some(now.0))).execute(tx.conn())?;
    tx.record(Entry::new("session.created", "session", id))?;
    Ok(key)
}

/// Gives the session a new key; answers it. The old one works for [`ROTATION_GRACE_SECONDS`] more.
///
/// A request that itself came with the old key does not rotate again: its browser gets the new key from the request
/// that did, and rotating twice would shut the browser out.
pub fn rotate(tx: &mut Tx<'_>, session: i64) -> Result<Option<String>> {
    if tx.came_with_old_key() {
        return Ok(None);
    }
    let key = secrets::token::<32>()?;
    let until = tx.now().plus_seconds(ROTATION_GRACE_SECONDS);
    let old: String = sessions::table.find(session).select(sessions::key_hash).first(tx.conn())?;
    diesel::update(sessions::table.find(session))
        .set((
            sessions::key_hash.eq(secrets::sha256(key.as_bytes())),
            sessions::old_key_hash.eq(Some(old)),
            sessions::old_key_until.eq(until.0),
        ))
        .execute(tx.conn())?;
    Ok(Some(key))
}

/// Ends a session and all its frames. Answers whether it was live.
pub fn end(tx: &mut Tx<'_>, account: &Account, session: i64, cause: EndCause) -> Result<bool> {
    let tree = frames::live(tx.conn(), account, session)?;
    for frame in tree.iter().filter(|f| f.parent.is_none()) {
        frames::end(tx, &tree, frame.id, cause)?;
    }
    let now = tx.now();
    let changed = diesel::update(sessions::table.filter(sessions::id.eq(session).and(sessions::ended_at.is_null())))
        .set((sessions::ended_at.eq(Some(now.0)), sessions::end_cause.eq(Some(cause.as_str()))))
        .execute(tx.conn())?;
    if changed == 1 {
        tx.record(
            Entry::new("session.ended", "session", session).with(serde_json::json!({ "cause": cause.as_str() })),
        )?;
    }
    Ok(changed == 1)
}

/// Ends every session of a person, except one if given.
pub fn end_all(tx: &mut Tx<'_>, account: &Account, user: i64, except: Option<i64>, cause: EndCause) -> Result<usize> {
    let ids: Vec<i64> = sessions::table
        .filter(sessions::user_id.eq(user).and(sessions::account_id.eq(account.id)))
        .filter(sessions::ended_at.is_null())
        .select(sessions::id)
        .load(tx.conn())?;
    let mut ended = 0;
    for id in ids.into_iter().filter(|id| Some(*id) != except) {
        ended += usize::from(end(tx, account, id, cause)?);
    }
    Ok(ended)
}

/// When a session began: then, the person proved who they are.
pub fn since(c: &mut Conn, session: i64) -> Result<Option<Moment>> {
    Ok(sessions::table.find(session).select(sessions::created_at).first(c).optional()?)
}

/// Keeps a session going after its person's epoch was raised by their own act in it, under a new key; answers the key.
/// The old one is dead at once: whoever else has it is who the act was against.
pub fn renew(tx: &mut Tx<'_>, session: i64, epoch: i64) -> Result<String> {
    let key = secrets::token::<32>()?;
    diesel::update(sessions::table.find(session))
        .set((
            sessions::epoch.eq(epoch),
            sessions::key_hash.eq(secrets::sha256(key.as_bytes())),
            sessions::old_key_hash.eq(None::<String>),
            sessions::old_key_until.eq(0_i64),
        ))
        .execute(tx.conn())?;
    Ok(key)
}
