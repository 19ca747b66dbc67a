//! Frames as rows: a tree per root session. What is read here is judged in `resolve`.

use diesel::prelude::*;

use super::notice;
use super::person::{Account, Person, PersonRow};
use super::tx::Tx;
use crate::audit::Entry;
use crate::db::schema::{frames, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::text_enum;

text_enum! {
    /// Why a frame ended.
    pub enum EndCause {
        /// Reverted in the assumed tab.
        Reverted = "reverted",
        /// Reverted in the tab of the person who started it.
        RevertedByActor = "reverted_by_actor",
        /// The frame it stood on ended.
        ParentEnded = "parent_ended",
        /// Its time was up.
        Expired = "expired",
        /// Nothing was done in it for too long.
        Idle = "idle",
        /// The root signed out.
        SignedOut = "signed_out",
        /// The root's session ended by itself.
        SessionEnded = "session_ended",
        /// The root was suspended, deleted, or changed in role or password.
        RootChanged = "root_changed",
        /// The assumed person was suspended, deleted, or changed in role, password or address.
        SubjectChanged = "subject_changed",
        /// Somebody in the stack lost the right to assume.
        RightLost = "right_lost",
        /// The account lets nobody be assumed any more.
        SwitchedOff = "switched_off",
        /// The assumed person stopped it.
        StoppedBySubject = "stopped_by_subject",
        /// The person signed this session out from another.
        SignedOutElsewhere = "signed_out_elsewhere",
        /// The person removed the device that the session was on.
        DeviceRemoved = "device_removed",
        /// An administrator ended the session.
        EndedByAdministrator = "ended_by_administrator",
        /// The person signed in once more than one may be signed in at once.
        TooMany = "too_many",
        /// The account's permission to be in it is over.
        AccessEnded = "access_ended",
        /// An administrator of the account ended the visit.
        EndedByAccount = "ended_by_account",
        /// The visit was ended from the operator's console.
        EndedInConsole = "ended_in_console",
        /// The visitor's sign-in to the operator's console is over.
        ConsoleLeft = "console_left",
        /// The operator suspended the account.
        AccountSuspended = "account_suspended",
    }
}

/// A live frame, with the person it stands in for.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Its id.
    pub id: i64,
    /// The selector in the path. No secret: it means nothing without the root's cookie.
    pub scope: String,
    /// The frame it stands on, if any.
    pub parent: Option<i64>,
    /// Who really signed in.
    pub root: i64,
    /// 1 for a frame on the root itself.
    pub depth: i32,
    /// Who started it: the subject of the frame below, or the root.
    pub actor: i64,
    /// Who is assumed.
    pub subject: Person,
    /// The subject's epoch when it started.
    pub subject_epoch: i64,
    /// The reason given, perhaps empty.
    pub reason: String,
    /// The plain path to go back to.
    pub return_path: String,
    /// When it started.
    pub started_at: Moment,
    /// When something was last done in it.
    pub last_seen_at: Moment,
    /// When it ends unless something is done in it.
    pub idle_until: Moment,
    /// When it ends in any case.
    pub expires_at: Moment,
    /// After how many minutes without use it ends.
    pub idle_minutes: i32,
    /// Whether nothing is written in it, nor in what stands on it.
    pub read_only: bool,
}

impl Frame {
    /// When a frame that is ended at a moment was over: its own limits may have come first.
    pub(super) fn over_at(&self, now: Moment) -> Moment {
        now.min(self.expires_at).min(self.idle_until)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = frames)]
struct Row {
    id: i64,
    scope: String,
    root_user_id: i64,
    parent_id: Option<i64>,
    depth: i32,
    actor_user_id: i64,
    subject_epoch: i64,
    reason: String,
    return_path: String,
    started_at: Moment,
    last_seen_at: Moment,
    idle_until: Moment,
    expires_at: Moment,
    idle_minutes: i32,
    read_only: bool,
}

impl Row {
    fn of(self, subject: Person) -> Frame {
        Frame {
            id: self.id,
            scope: self.scope,
            root: self.root_user_id,
            parent: self.parent_id,
            depth: self.depth,
            actor: self.actor_user_id,
            subject,
            subject_epoch: self.subject_epoch,
            reason: self.reason,
            return_path: self.return_path,
            started_at: self.started_at,
            last_seen_at: self.last_seen_at,
            idle_until: self.idle_until,
            expires_at: self.expires_at,
            idle_minutes: self.idle_minutes,
            read_only: self.read_only,
        }
    }
}

/// The live frames of a root session, oldest first; few, so they are read whole.
pub(super) fn live(conn: &mut Conn, account: &Account, session: i64) -> Result<Vec<Frame>> {
    // As in `session::find`: asked on every request.
    let rows: Vec<(Row, PersonRow)> = crate::on_either!(conn, |c| frames::table
        .inner_join(users::table)
        .filter(frames::root_session_id.eq(session).and(frames::ended_at.is_null()))
        .order(frames::id)
        .select((Row::as_select(), PersonRow::as_select()))
        .load(c))?;
    Ok(rows.into_iter().map(|(row, subject)| row.of(subject.of(account))).collect())
}

/// An ended frame of this root, found by its scope. Anybody else's is not found.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Why it ended.
    pub cause: EndCause,
    /// When.
    pub at: Moment,
    /// Who had been assumed.
    pub subject: String,
    /// The plain path to go back to.
    pub return_path: String,
    /// The scope of the nearest frame below that still lives.
    pub parent_scope: Option<String>,
}

/// Looks up an ended frame of `session` by scope.
pub(super) fn ended(conn: &mut Conn, session: i64, scope: &str) -> Result<Option<Ended>> {
    type Found = (Option<EndCause>, Option<Moment>, String, String, Option<i64>);
    let found: Option<Found> = frames::table
        .inner_join(users::table)
        .filter(frames::scope.eq(scope).and(frames::root_session_id.eq(session)))
        .filter(frames::ended_at.is_not_null())
        .select((frames::end_cause, frames::ended_at, users::name, frames::return_path, frames::parent_id))
        .first(conn)
        .optional()?;
    let Some((cause, at, subject, return_path, parent)) = found else { return Ok(None) };
    let (mut above, mut parent_scope) = (parent, None);
    while let Some(id) = above {
        let row = frames::table.find(id).select((frames::parent_id, frames::scope, frames::ended_at));
        let (next, scope, ended): (Option<i64>, String, Option<Moment>) = row.first(conn)?;
        if ended.is_none() {
            parent_scope = Some(scope);
            break;
        }
        above = next;
    }
    Ok(Some(Ended {
        cause: cause.unwrap_or(EndCause::Reverted),
        at: at.unwrap_or(Moment(0)),
        subject,
        return_path,
        parent_scope,
    }))
}

/// Ends a frame and every frame that stands on it; the first gets `cause`, the others "parent ended".
/// Answers how many ended. Frames that have ended already stay as they are.
pub(super) fn end(tx: &mut Tx<'_>, tree: &[Frame], id: i64, cause: EndCause) -> Result<usize> {
    let mut doomed = vec![(id, cause)];
    let mut ended = 0;
    while let Some((id, cause)) = doomed.pop() {
        doomed.extend(tree.iter().filter(|f| f.parent == Some(id)).map(|f| (f.id, EndCause::ParentEnded)));
        let frame = tree.iter().find(|f| f.id == id);
        // It may have been over by the clock before anybody looked.
        let at = frame.map_or(tx.now(), |f| f.over_at(tx.now()));
        let by = tx.identity().effective_id();
        let changed = diesel::update(frames::table.filter(frames::id.eq(id).and(frames::ended_at.is_null())))
            .set((
                frames::ended_at.eq(Some(at.0)),
                frames::end_cause.eq(Some(cause.as_str())),
                frames::ended_by_user_id.eq(by),
            ))
            .execute(tx.conn())?;
        if changed > 1 {
            return Err(Error::internal("one frame, several rows"));
        }
        if changed == 1 {
            ended += 1;
            let details = serde_json::json!({ "cause": cause.as_str(), "subject": frame.map(|f| f.subject.id) });
            tx.record(Entry::new("assumption.ended", "frame", id).with(details))?;
            if let Some(frame) = frame {
                notice::ended(tx, frame)?;
            }
        }
    }
    Ok(ended)
}

/// Ends every live frame that stands in for a person, in whosever session, and what stands on it. Answers how many ended.
pub fn end_of_subject(tx: &mut Tx<'_>, account: &Account, subject: i64, cause: EndCause) -> Result<usize> {
    let found: Vec<(i64, i64)> = frames::table
        .filter(frames::subject_user_id.eq(subject).and(frames::account_id.eq(account.id)))
        .filter(frames::ended_at.is_null())
        .select((frames::root_session_id, frames::id))
        .load(tx.conn())?;
    let mut ended = 0;
    for (session, id) in found {
        let tree = live(tx.conn(), account, session)?;
        ended += end(tx, &tree, id, cause)?;
    }
    Ok(ended)
}

/// Ends every live frame of the account, in whosever session. Answers how many ended.
pub fn end_of_account(tx: &mut Tx<'_>, account: &Account, cause: EndCause) -> Result<usize> {
    let sessions: Vec<i64> = frames::table
        .filter(frames::account_id.eq(account.id).and(frames::ended_at.is_null()))
        .select(frames::root_session_id)
        .distinct()
        .order(frames::root_session_id)
        .load(tx.conn())?;
    let mut ended = 0;
    for session in sessions {
        let tree = live(tx.conn(), account, session)?;
        for frame in tree.iter().filter(|f| f.parent.is_none()) {
            ended += end(tx, &tree, frame.id, cause)?;
        }
    }
    Ok(ended)
}

/// How many frames of the account live now.
pub fn count(c: &mut Conn, account: i64, now: Moment) -> Result<i64> {
    Ok(frames::table
        .filter(frames::account_id.eq(account).and(frames::ended_at.is_null()))
        .filter(frames::expires_at.gt(now.0).and(frames::idle_until.gt(now.0)))
        .count()
        .get_result(c)?)
}

/// `Stop now`: ends a frame that stands in for whoever acts, as themselves, and what stands on it. Answers whether it was
/// live; a frame that stands in for anybody else is not found.
pub fn stop(tx: &mut Tx<'_>, id: i64) -> Result<bool> {
    let identity = tx.identity().clone();
    identity.as_oneself().map_err(Error::Forbidden)?;
    let account = identity.account().clone();
    let (session, ended): (i64, Option<Moment>) = frames::table
        .filter(frames::account_id.eq(account.id).and(frames::id.eq(id)))
        .filter(frames::subject_user_id.eq(identity.root().id))
        .select((frames::root_session_id, frames::ended_at))
        .first(tx.conn())?;
    if ended.is_some() {
        return Ok(false);
    }
    let tree = live(tx.conn(), &account, session)?;
    Ok(end(tx, &tree, id, EndCause::StoppedBySubject)? > 0)
}
