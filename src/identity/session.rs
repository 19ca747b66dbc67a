//! Root sessions: rows that the cookie's opaque key leads to. They are made at sign-in and changed only in a `Tx`.

use diesel::prelude::*;

use super::EndCause;
use super::frames;
use super::person::{Account, Person, PersonRow};
use super::resolve::may_go_on;
use super::tx::Tx;
use super::visit::{self, Visit};
use crate::audit::Entry;
use crate::db::schema::{accounts, sessions, users};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::Role;
use crate::secrets;

/// Minutes without a request after which a team member is signed out, unless the account says otherwise.
pub const STAFF_IDLE_MINUTES: i64 = 60;
/// Minutes after which a team member is signed out in any case, unless the account says otherwise.
pub const STAFF_MAX_MINUTES: i64 = 12 * 60;
/// Minutes without a request after which an end user is signed out, unless the account says otherwise.
pub const END_USER_IDLE_MINUTES: i64 = 8 * 60;
/// Minutes after which an end user is signed out in any case, unless the account says otherwise.
pub const END_USER_MAX_MINUTES: i64 = 7 * 24 * 60;
/// Sessions that a person may have at once; one more ends the oldest.
pub const MAX_SESSIONS: usize = 10;
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
    pub created_at: Moment,
    pub last_seen_at: Moment,
    pub idle_until: Moment,
    pub expires_at: Moment,
    pub ended_at: Option<Moment>,
    pub end_cause: Option<EndCause>,
    pub visit_id: Option<i64>,
}

/// How long a person's sessions last, as their account has it now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    idle: i64,
    max: i64,
}

impl Limits {
    pub fn of(account: &Account, person: &Person) -> Self {
        let (idle, max) = if person.standing.is_end_user() {
            (account.end_user_idle_minutes, account.end_user_max_minutes)
        } else {
            (account.staff_idle_minutes, account.staff_max_minutes)
        };
        Self { idle: idle.into(), max: max.into() }
    }

    /// Those of a visit.
    pub fn of_visit() -> Self {
        Self { idle: visit::IDLE_MINUTES, max: visit::MAX_MINUTES }
    }

    /// When a session that is used now ends unless it is used again.
    pub fn idle_from(self, now: Moment) -> Moment {
        now.plus_minutes(self.idle)
    }

    /// When a session that begins now ends in any case.
    pub fn max_from(self, created: Moment) -> Moment {
        created.plus_minutes(self.max)
    }

    /// Whether the time of a session is up: as it was set when it was last used, or as it is set now, whichever is sooner.
    pub fn over(self, row: &Row, now: Moment) -> bool {
        let idle = row.idle_until.min(self.idle_from(row.last_seen_at));
        let max = row.expires_at.min(self.max_from(row.created_at));
        idle <= now || max <= now
    }
}

/// A session as its person, or an administrator, sees it in a list.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Listed {
    /// Its id.
    pub id: i64,
    /// From which address the person signed in.
    pub address: String,
    /// What the browser said of itself.
    pub agent: String,
    /// When the person signed in.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub last_seen_at: Moment,
    /// When it ended, if it has.
    pub ended_at: Option<Moment>,
    /// Why it ended.
    pub end_cause: Option<EndCause>,
}

/// A session with its person and account, and whether the key that led here is the one before the last rotation.
pub(super) struct Found {
    pub row: Row,
    pub account: Account,
    pub person: Person,
    pub old_key: bool,
    /// The visit that it is the session of, if of any.
    pub visit: Option<Visit>,
}

/// How to look a session up: by the cookie's key, or again by id within a transaction.
#[derive(Clone, Debug)]
pub(super) enum By {
    Key(String),
    Id(i64),
}

type Joined = (Row, PersonRow, Account);

pub(super) fn find(conn: &mut Conn, by: &By, now: Moment) -> Result<Option<Found>> {
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
    let Some((row, person, account)) = found else { return Ok(None) };
    let mut person = person.of(&account);
    let visit = match row.visit_id {
        Some(id) => Some(visit::find(conn, id, &account, now)?),
        None => None,
    };
    if visit.is_some() {
        // As good as deleted outside of it.
        person.standing.deleted = false;
    }
    Ok(Some(Found { row, account, person, old_key, visit }))
}

/// Makes a session for somebody who has proved who they are, on a device that is known as theirs; answers the key for the cookie.
/// Whoever has as many sessions as one may have loses the oldest.
pub fn create(tx: &mut Tx<'_>, person: &Person, agent: &str, device: Option<i64>) -> Result<String> {
    let account = tx.identity().account().clone();
    let now = tx.now();
    let mut there = listed(tx.conn(), &account, person, now)?;
    there.sort_by_key(|session| (session.created_at, session.id));
    let excess = (there.len() + 1).saturating_sub(MAX_SESSIONS);
    for oldest in there.into_iter().take(excess) {
        end(tx, &account, oldest.id, EndCause::TooMany)?;
    }
    let limits = Limits::of(&account, person);
    let until = limits.max_from(now);
    let (id, key) = insert(tx, person, agent, (limits.idle_from(now).min(until), until), (device, None))?;
    diesel::update(users::table.find(person.id)).set(users::last_sign_in_at.eq(Some(now.0))).execute(tx.conn())?;
    tx.record(Entry::new("session.created", "session", id))?;
    Ok(key)
}

/// Makes the session of a visit; answers its key.
pub(super) fn create_for(tx: &mut Tx<'_>, visitor: &Person, visit: &Visit, agent: &str) -> Result<String> {
    let idle = Limits::of_visit().idle_from(tx.now()).min(visit.expires_at);
    insert(tx, visitor, agent, (idle, visit.expires_at), (None, Some(visit.id))).map(|(_, key)| key)
}

fn insert(
    tx: &mut Tx<'_>,
    person: &Person,
    agent: &str,
    (idle_until, expires_at): (Moment, Moment),
    (device, visit): (Option<i64>, Option<i64>),
) -> Result<(i64, String)> {
    let key = secrets::token::<32>()?;
    let (now, address) = (tx.now(), tx.address().to_owned());
    let id: i64 = diesel::insert_into(sessions::table)
        .values((
            (
                sessions::account_id.eq(person.standing.account),
                sessions::user_id.eq(person.id),
                sessions::key_hash.eq(secrets::sha256(key.as_bytes())),
                sessions::epoch.eq(person.epoch),
                sessions::address.eq(address),
                sessions::agent.eq(agent.chars().take(200).collect::<String>()),
                sessions::device_id.eq(device),
                sessions::visit_id.eq(visit),
            ),
            (
                sessions::created_at.eq(now.0),
                sessions::last_seen_at.eq(now.0),
                sessions::idle_until.eq(idle_until.0),
                sessions::expires_at.eq(expires_at.0),
            ),
        ))
        .returning(sessions::id)
        .get_result(tx.conn())?;
    Ok((id, key))
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

/// Ends a session and all its frames; with a visitor's session the visit, and with a sign-in to the operator's console the visits that
/// it has begun. Answers whether it was live.
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
        let of: Option<i64> = sessions::table.find(session).select(sessions::visit_id).first(tx.conn())?;
        if let Some(id) = of {
            visit::end(tx, id, cause)?;
        }
        if account.operator {
            visit::end_of_session(tx, session, EndCause::ConsoleLeft)?;
        }
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
    if account.operator {
        // The session that stays may have begun some.
        visit::end_of_staff(tx, user, EndCause::RootChanged)?;
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

/// The sessions that a person can use now, the one used last first.
pub fn listed(c: &mut Conn, account: &Account, person: &Person, now: Moment) -> Result<Vec<Listed>> {
    if !may_go_on(account, person) {
        return Ok(vec![]);
    }
    let limits = Limits::of(account, person);
    let rows: Vec<(Row, Listed)> = sessions::table
        .filter(sessions::user_id.eq(person.id).and(sessions::account_id.eq(account.id)))
        .filter(sessions::ended_at.is_null().and(sessions::epoch.eq(person.epoch)))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .select((Row::as_select(), Listed::as_select()))
        .load(c)?;
    Ok(rows.into_iter().filter(|(row, _)| !limits.over(row, now)).map(|(_, listed)| listed).collect())
}

/// A person's sessions that ended since then, newest first; some at most.
pub fn ended_since(c: &mut Conn, account: i64, user: i64, since: Moment, at_most: i64) -> Result<Vec<Listed>> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(user).and(sessions::account_id.eq(account)))
        .filter(sessions::ended_at.gt(since.0))
        .order((sessions::ended_at.desc(), sessions::id.desc()))
        .limit(at_most)
        .select(Listed::as_select())
        .load(c)?)
}

/// Brings the sessions of an account's end users, or of its team, under limits that have just become shorter, so that also
/// those that nobody uses any more end in time.
pub fn shorten(tx: &mut Tx<'_>, account: &Account, end_users: bool) -> Result<()> {
    let (idle, max) = match end_users {
        true => (account.end_user_idle_minutes, account.end_user_max_minutes),
        false => (account.staff_idle_minutes, account.staff_max_minutes),
    };
    let (idle, max) = (i64::from(idle) * 60_000, i64::from(max) * 60_000);
    let running: Vec<(i64, Role)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::account_id.eq(account.id).and(sessions::ended_at.is_null()))
        .select((sessions::id, users::role))
        .load(tx.conn())?;
    let mine = |role: Role| (role == Role::EndUser) == end_users;
    let ids: Vec<i64> = running.into_iter().filter(|(_, role)| mine(*role)).map(|(id, _)| id).collect();
    // In pieces, as a database takes only so many values at once.
    for some in ids.chunks(500) {
        let mine = || sessions::table.filter(sessions::id.eq_any(some.to_vec()));
        diesel::update(mine().filter(sessions::expires_at.gt(sessions::created_at + max)))
            .set(sessions::expires_at.eq(sessions::created_at + max))
            .execute(tx.conn())?;
        diesel::update(mine().filter(sessions::idle_until.gt(sessions::last_seen_at + idle)))
            .set(sessions::idle_until.eq(sessions::last_seen_at + idle))
            .execute(tx.conn())?;
    }
    Ok(())
}
