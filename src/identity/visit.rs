//! A visit: one time that a member of the operator's staff is in an account (spec.md §3.15).
//!
//! It begins in the operator's console, with a case and a reason, and is entered once, with a one-time token, on the account's own
//! host. From then on it is a session like others whose root is the staff member's person in that account. Whether it goes on is
//! asked with every request and every write: of the account's permission, of whoever is on it, and of their sign-in to the console.

use diesel::prelude::*;

use super::frames::EndCause;
use super::person::{Account, Person, PersonRow, person};
use super::session;
use super::tx::Tx;
use crate::audit::Entry;
use crate::db::schema::{accounts, emergencies, grants, sessions, users, visits};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::policy::{Kind, Plan, Role};
use crate::{secrets, text, text_enum};

/// Minutes that a visit lasts at most.
pub const MAX_MINUTES: i64 = 60;
/// Minutes without use after which it ends.
pub const IDLE_MINUTES: i64 = 15;
/// Seconds in which it is to be entered.
pub const TOKEN_SECONDS: i64 = 120;

text_enum! {
    /// What lets the operator's staff in.
    pub enum Basis {
        /// The account is a trial.
        Trial = "trial",
        /// The account's permission.
        Grant = "grant",
        /// Broken glass.
        Emergency = "emergency",
    }
}

/// A visit, as far as every request needs it.
#[derive(Clone, Debug)]
pub struct Visit {
    /// Its id.
    pub id: i64,
    /// The case it is for.
    pub case: i64,
    /// Why, in the words of whoever is on it.
    pub reason: String,
    /// What lets them in.
    pub basis: Basis,
    /// Whether nothing is written in it.
    pub read_only: bool,
    /// When it ends in any case.
    pub expires_at: Moment,
    /// The grant by which it was begun, if by one.
    pub grant: Option<i64>,
    /// The staff member, at home in the operator's realm.
    pub staff: i64,
    staff_session: i64,
    /// Why it is over, if it is.
    pub(super) over: Option<EndCause>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = visits)]
struct Row {
    id: i64,
    staff_id: i64,
    staff_epoch: i64,
    staff_session_id: i64,
    case_id: i64,
    reason: String,
    basis: Basis,
    grant_id: Option<i64>,
    emergency_id: Option<i64>,
    read_only: bool,
    expires_at: Moment,
    ended_at: Option<Moment>,
    end_cause: Option<EndCause>,
}

/// The visit of a session, and whether it goes on at a moment.
pub(super) fn find(c: &mut Conn, id: i64, account: &Account, now: Moment) -> Result<Visit> {
    let row: Row = visits::table
        .filter(visits::id.eq(id).and(visits::account_id.eq(account.id)))
        .select(Row::as_select())
        .first(c)?;
    let over = over(c, &row, account, now)?;
    // What lets them in may end before.
    let end = until(c, account, row.emergency_id, now)?.flatten();
    Ok(Visit {
        id: row.id,
        case: row.case_id,
        reason: row.reason,
        basis: row.basis,
        read_only: row.read_only,
        expires_at: end.map_or(row.expires_at, |end| end.min(row.expires_at)),
        grant: row.grant_id,
        staff: row.staff_id,
        staff_session: row.staff_session_id,
        over,
    })
}

fn over(c: &mut Conn, row: &Row, account: &Account, now: Moment) -> Result<Option<EndCause>> {
    if row.ended_at.is_some() {
        return Ok(Some(row.end_cause.unwrap_or(EndCause::SessionEnded)));
    }
    if account.suspended_at.is_some() {
        return Ok(Some(EndCause::AccountSuspended));
    }
    if row.expires_at <= now {
        return Ok(Some(EndCause::SessionEnded));
    }
    if !admitted(c, account, row.emergency_id, now)? {
        return Ok(Some(EndCause::AccessEnded));
    }
    let realm = realm(c)?.ok_or(Error::NotFound)?;
    let staff = person(c, &realm, row.staff_id)?;
    if !staff.standing.active() || staff.epoch != row.staff_epoch {
        return Ok(Some(EndCause::RootChanged));
    }
    let (ended, until, idle): (Option<Moment>, Moment, Moment) = sessions::table
        .find(row.staff_session_id)
        .select((sessions::ended_at, sessions::expires_at, sessions::idle_until))
        .first(c)?;
    Ok((ended.is_some() || until <= now || idle <= now).then_some(EndCause::ConsoleLeft))
}

/// The live grant of an account, and until when it is.
fn granted(c: &mut Conn, account: &Account, now: Moment) -> Result<Option<(i64, Option<Moment>)>> {
    let open = grants::table.filter(grants::account_id.eq(account.id).and(grants::ended_at.is_null()));
    let open: Option<(i64, Option<Moment>)> = open.select((grants::id, grants::ends_at)).first(c).optional()?;
    Ok(open.filter(|(_, end)| end.is_none_or(|end| now < end)))
}

/// Whether an account lets the operator's staff in at a moment, or broken glass does.
pub fn admitted(c: &mut Conn, account: &Account, emergency: Option<i64>, now: Moment) -> Result<bool> {
    Ok(until(c, account, emergency, now)?.is_some())
}

/// Until when an account lets the operator's staff in; `Some(None)` is for good, `None` is not at all.
fn until(c: &mut Conn, account: &Account, emergency: Option<i64>, now: Moment) -> Result<Option<Option<Moment>>> {
    if account.operator {
        return Ok(None);
    }
    if account.plan == Plan::Trial {
        return Ok(Some(None));
    }
    if let Some((_, end)) = granted(c, account, now)? {
        return Ok(Some(end));
    }
    let Some(id) = emergency else { return Ok(None) };
    let broken = emergencies::table.filter(emergencies::id.eq(id).and(emergencies::account_id.eq(account.id)));
    let end: Option<Moment> =
        broken.filter(emergencies::ended_at.is_null()).select(emergencies::ends_at).first(c).optional()?;
    Ok(end.filter(|end| now < *end).map(Some))
}

/// The operator's realm, once anybody of its staff was made.
pub fn realm(c: &mut Conn) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::operator.eq(true)).select(Account::as_select()).first(c).optional()?)
}

/// The person that a staff member is in an account; made when it is first wanted, and named as they are called now.
pub(super) fn visitor(c: &mut Conn, account: &Account, staff: &Person, now: Moment) -> Result<Person> {
    if staff.standing.kind != Kind::Staff || account.operator {
        return Err(Error::NotFound);
    }
    let name = format!("{} (operator)", staff.name);
    let mine = users::table.filter(users::account_id.eq(account.id).and(users::staff_id.eq(staff.id)));
    let found: Option<(i64, String)> = mine.select((users::id, users::name)).first(c).optional()?;
    let id = match found {
        Some((id, known)) => {
            if known != name {
                diesel::update(users::table.find(id))
                    .set((users::name.eq(&name), users::folded_name.eq(text::fold(&name))))
                    .execute(c)?;
            }
            id
        }
        None => diesel::insert_into(users::table)
            .values((
                users::account_id.eq(account.id),
                users::role.eq(Role::Agent),
                users::name.eq(&name),
                users::folded_name.eq(text::fold(&name)),
                users::search_text.eq(""),
                users::locale.eq(staff.locale),
                users::staff_id.eq(Some(staff.id)),
                // As of somebody who was erased, the name is all there is of them.
                users::deleted_at.eq(Some(now)),
                users::erased_at.eq(Some(now)),
                users::created_at.eq(now),
                users::updated_at.eq(now),
            ))
            .returning(users::id)
            .get_result(c)?,
    };
    person(c, account, id)
}

/// Begins a visit in an account, from the console, for whoever acts there; answers its id and the token to enter it with. Runs within
/// [`Tx::in_account`]; `by` is the console's identity.
///
/// Errors: `Forbidden` where the account lets nobody in.
pub fn begin(
    tx: &mut Tx<'_>,
    by: &super::Identity,
    case: i64,
    reason: &str,
    read_only: bool,
    emergency: Option<i64>,
) -> Result<(i64, String)> {
    let (account, visitor, now) = (tx.identity().account().clone(), tx.identity().root().clone(), tx.now());
    let let_in = until(tx.conn(), &account, emergency, now)?.filter(|_| account.suspended_at.is_none());
    let Some(end) = let_in else { return Err(Error::Forbidden(crate::policy::Refusal::NotLetIn)) };
    let grant = granted(tx.conn(), &account, now)?.map(|(id, _)| id);
    let (basis, grant, emergency) = match (account.plan, grant) {
        (Plan::Trial, _) => (Basis::Trial, None, None),
        (_, Some(grant)) => (Basis::Grant, Some(grant), None),
        _ => (Basis::Emergency, None, emergency),
    };
    let longest = now.plus_minutes(MAX_MINUTES);
    let until = end.map_or(longest, |end| end.min(longest));
    let home: Moment = sessions::table.find(by.session_id()).select(sessions::expires_at).first(tx.conn())?;
    let token = secrets::token::<32>()?;
    let id: i64 = diesel::insert_into(visits::table)
        .values((
            (
                visits::account_id.eq(account.id),
                visits::user_id.eq(visitor.id),
                visits::staff_id.eq(by.root().id),
                visits::staff_epoch.eq(by.root().epoch),
                visits::staff_session_id.eq(by.session_id()),
                visits::case_id.eq(case),
                visits::reason.eq(reason),
                visits::basis.eq(basis),
                visits::grant_id.eq(grant),
                visits::emergency_id.eq(emergency),
            ),
            (
                visits::read_only.eq(read_only),
                visits::token_hash.eq(secrets::sha256(token.as_bytes())),
                visits::token_until.eq(now.plus_seconds(TOKEN_SECONDS).0),
                visits::created_at.eq(now.0),
                visits::expires_at.eq(until.min(home).0),
            ),
        ))
        .returning(visits::id)
        .get_result(tx.conn())?;
    let details =
        serde_json::json!({ "case": case, "reason": reason, "basis": basis.as_str(), "read_only": read_only });
    tx.record(Entry::new("visit.begun", "visit", id).with(details))?;
    Ok((id, token))
}

/// The visit that a token enters, and whose it is, while it can be entered.
pub fn open(c: &mut Conn, account: &Account, token: &str, now: Moment) -> Result<Option<(Visit, Person)>> {
    let found: Option<(i64, i64)> = visits::table
        .filter(visits::account_id.eq(account.id).and(visits::token_hash.eq(secrets::sha256(token.as_bytes()))))
        .filter(visits::entered_at.is_null().and(visits::token_until.gt(now.0)))
        .select((visits::id, visits::user_id))
        .first(c)
        .optional()?;
    let Some((id, user)) = found else { return Ok(None) };
    let visit = find(c, id, account, now)?;
    Ok(if visit.over.is_some() { None } else { Some((visit, person(c, account, user)?)) })
}

/// Enters a visit, once; answers the key of its session. The token was looked up before; here it is used up.
pub fn enter(tx: &mut Tx<'_>, token: &str, agent: &str) -> Result<(Visit, Person, String)> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let Some((visit, mut visitor)) = open(tx.conn(), &account, token, now)? else { return Err(Error::NotFound) };
    let fresh = visits::table.filter(visits::id.eq(visit.id).and(visits::entered_at.is_null()));
    if diesel::update(fresh).set(visits::entered_at.eq(Some(now.0))).execute(tx.conn())? != 1 {
        return Err(Error::NotFound);
    }
    visitor.standing.deleted = false;
    touch(tx.conn(), &visit, now)?;
    let key = session::create_for(tx, &visitor, &visit, agent)?;
    let details = serde_json::json!({ "case": visit.case, "reason": visit.reason });
    tx.record_as(&visitor, Entry::new("visit.entered", "visit", visit.id).with(details))?;
    Ok((visit, visitor, key))
}

/// Ends a visit of the account of whoever acts, with its session and its frames. Answers whether it was open.
pub fn end(tx: &mut Tx<'_>, id: i64, cause: EndCause) -> Result<bool> {
    let (account, now, by) = (tx.identity().account().clone(), tx.now(), tx.identity().effective_id());
    let one = visits::table.filter(visits::id.eq(id).and(visits::account_id.eq(account.id)));
    let changed = diesel::update(one.filter(visits::ended_at.is_null()))
        .set((
            visits::ended_at.eq(Some(now.0)),
            visits::end_cause.eq(Some(cause.as_str())),
            visits::ended_by_user_id.eq(by),
        ))
        .execute(tx.conn())?;
    if changed != 1 {
        return Ok(false);
    }
    tx.record(Entry::new("visit.ended", "visit", id).with(serde_json::json!({ "ended": cause.as_str() })))?;
    if cause == EndCause::EndedByAccount {
        // Else whoever was put out would come back by the same broken glass.
        let emergency: Option<i64> = one.select(visits::emergency_id).first(tx.conn())?;
        if let Some(emergency) = emergency {
            diesel::update(
                emergencies::table.filter(emergencies::id.eq(emergency).and(emergencies::ended_at.is_null())),
            )
            .set(emergencies::ended_at.eq(Some(now.0)))
            .execute(tx.conn())?;
        }
    }
    let found: Option<i64> = sessions::table
        .filter(sessions::visit_id.eq(Some(id)).and(sessions::ended_at.is_null()))
        .select(sessions::id)
        .first(tx.conn())
        .optional()?;
    if let Some(session) = found {
        session::end(tx, &account, session, cause)?;
    }
    Ok(true)
}

/// Ends every visit of the account of whoever acts. Answers how many there were.
pub fn end_of_account(tx: &mut Tx<'_>, cause: EndCause) -> Result<usize> {
    let account = tx.identity().account().id;
    let open = visits::table.filter(visits::account_id.eq(account).and(visits::ended_at.is_null()));
    let ids: Vec<i64> = open.order(visits::id).select(visits::id).load(tx.conn())?;
    let mut ended = 0;
    for id in ids {
        ended += usize::from(end(tx, id, cause)?);
    }
    Ok(ended)
}

/// Ends every visit of a staff member, in whichever account, in the operator's realm's own transaction; glass that was broken for them
/// is whole again.
pub fn end_of_staff(tx: &mut Tx<'_>, staff: i64, cause: EndCause) -> Result<usize> {
    let now = tx.now();
    diesel::update(emergencies::table.filter(emergencies::staff_id.eq(staff).and(emergencies::ended_at.is_null())))
        .set(emergencies::ended_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    let open = visits::table.filter(visits::staff_id.eq(staff).and(visits::ended_at.is_null()));
    let found = open.order((visits::account_id, visits::id)).select((visits::account_id, visits::id));
    let found: Vec<(i64, i64)> = found.load(tx.conn())?;
    end_each(tx, found, cause)
}

/// Ends every visit that a sign-in to the console has begun.
pub fn end_of_session(tx: &mut Tx<'_>, session: i64, cause: EndCause) -> Result<usize> {
    let open = visits::table.filter(visits::staff_session_id.eq(session).and(visits::ended_at.is_null()));
    let found = open.order((visits::account_id, visits::id)).select((visits::account_id, visits::id));
    let found: Vec<(i64, i64)> = found.load(tx.conn())?;
    end_each(tx, found, cause)
}

/// Ends every visit that is for a case.
pub fn end_of_case(tx: &mut Tx<'_>, case: i64, cause: EndCause) -> Result<usize> {
    let open = visits::table.filter(visits::case_id.eq(case).and(visits::ended_at.is_null()));
    let found = open.order((visits::account_id, visits::id)).select((visits::account_id, visits::id));
    let found: Vec<(i64, i64)> = found.load(tx.conn())?;
    end_each(tx, found, cause)
}

fn end_each(tx: &mut Tx<'_>, found: Vec<(i64, i64)>, cause: EndCause) -> Result<usize> {
    let mut ended = 0;
    for (account, id) in found {
        let one = tx.in_account_by_itself(account, |there| match end(there, id, cause)? {
            true => Ok(()),
            false => Err(Error::Conflict),
        });
        match one {
            Ok(()) => ended += 1,
            // Over since it was looked for, before the account's lock was had.
            Err(Error::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(ended)
}

/// Whoever is on a visit is at work: their sign-in to the console goes on too.
pub(super) fn touch(c: &mut Conn, visit: &Visit, now: Moment) -> Result<()> {
    let home = sessions::table.find(visit.staff_session);
    let row: Option<(i64, Moment)> = home
        .inner_join(accounts::table)
        .filter(sessions::ended_at.is_null().and(sessions::idle_until.gt(now.0)))
        .select((accounts::staff_idle_minutes, sessions::expires_at))
        .first::<(i32, Moment)>(c)
        .optional()?
        .map(|(idle, until)| (i64::from(idle), until));
    let Some((idle, until)) = row else { return Ok(()) };
    diesel::update(home)
        .set((sessions::last_seen_at.eq(now.0), sessions::idle_until.eq(now.plus_minutes(idle).min(until).0)))
        .execute(c)?;
    Ok(())
}

/// The operator's people who have been in an account, by their names there; some at most.
pub fn visitors(c: &mut Conn, account: &Account) -> Result<Vec<Person>> {
    let been = visits::table.filter(visits::account_id.eq(account.id).and(visits::entered_at.is_not_null()));
    let rows: Vec<PersonRow> = users::table
        .filter(users::account_id.eq(account.id).and(users::id.eq_any(been.select(visits::user_id))))
        .order((users::folded_name, users::id))
        .limit(1_000)
        .select(PersonRow::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| row.of(account)).collect())
}

/// Visits whose time is up, or which nobody entered in time, with their accounts.
pub(super) fn overdue(c: &mut Conn, now: Moment) -> Result<Vec<(i64, i64)>> {
    let missed = visits::entered_at.is_null().and(visits::token_until.le(now.0));
    Ok(visits::table
        .filter(visits::ended_at.is_null())
        .filter(visits::expires_at.le(now.0).or(missed))
        .order(visits::id)
        .limit(1_000)
        .select((visits::account_id, visits::id))
        .load(c)?)
}
