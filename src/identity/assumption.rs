//! Starting a frame.

use diesel::prelude::*;

use super::frames::{self, EndCause, Frame};
use super::tx::Tx;
use super::{notice, person, session};
use crate::audit::Entry;
use crate::db::schema::{frames as table, users};
use crate::error::{Error, Result};
use crate::secrets;

/// The longest reason kept, in characters.
pub const REASON_MAX: usize = 500;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Start {
    /// Whom to assume.
    pub subject: i64,
    /// Why; may be empty unless the account wants one.
    pub reason: String,
    /// The plain path to go back to afterwards.
    pub return_path: String,
    /// Whether things are to be changed in it, where the account's policy makes frames read-only otherwise.
    pub changes: bool,
    /// Whether the root has just given their password. Where the policy asks for it, nothing starts without.
    pub proved: bool,
}

/// What came of it.
pub struct Started {
    /// The new frame, or the one that already stood in for this subject here.
    pub frame: Frame,
    /// The session's new key for the cookie, unless it stays.
    pub key: Option<String>,
}

/// Starts a frame on top of the acting identity. Two starts of the same subject from the same place are one frame.
///
/// Errors: `NotFound` for anybody who is not in the account, `Forbidden` with the reason for anybody who may not be
/// assumed.
pub fn start(tx: &mut Tx<'_>, ask: &Start) -> Result<Started> {
    let identity = tx.identity().clone();
    let (account, root) = (identity.account().clone(), identity.root().id);
    let Some(held) = &identity.session else { return Err(Error::SignedOut) };
    let subject = person::person(tx.conn(), &account, ask.subject)?;
    identity.may_assume(&subject).map_err(Error::Forbidden)?;
    // The policy as it is now; the form was drawn by the one before.
    if account.frame_password && !ask.proved || account.reason_required && ask.reason.is_empty() {
        return Err(Error::Conflict);
    }
    let read_only = identity.read_only() || account.frames_read_only && !ask.changes;

    let parent = identity.frame().map(|f| f.id);
    let tree = frames::live(tx.conn(), &account, held.id)?;
    if let Some(same) = tree.iter().find(|f| f.parent == parent && f.subject.id == subject.id) {
        let fresh = same.expires_at > tx.now() && same.idle_until > tx.now() && same.subject_epoch == subject.epoch;
        if fresh && same.read_only == read_only {
            tx.record(
                Entry::new("assumption.reopened", "frame", same.id)
                    .with(serde_json::json!({ "subject": subject.id, "reason": ask.reason })),
            )?;
            return Ok(Started { frame: same.clone(), key: None });
        }
        // Whatever ended it was not noticed yet, or it is to go on in the other mode; it must not stand in the way.
        let cause = if fresh {
            EndCause::RevertedByActor
        } else if same.expires_at <= tx.now() {
            EndCause::Expired
        } else if same.idle_until <= tx.now() {
            EndCause::Idle
        } else {
            EndCause::SubjectChanged
        };
        frames::end(tx, &tree, same.id, cause)?;
    }

    let now = tx.now();
    let limit = now.plus_minutes(i64::from(account.frame_max_minutes));
    let below = identity.frame().map_or(held.expires_at, |f| f.expires_at);
    let expires_at = limit.min(below).min(held.expires_at);
    let idle_until = now.plus_minutes(i64::from(account.frame_idle_minutes)).min(expires_at);
    let depth = i32::try_from(identity.frames().len() + 1).map_err(Error::internal)?;
    // 128 random bits: nobody can prepare a link that moves somebody else's next click into another identity.
    let scope = secrets::token::<16>()?;
    let id: i64 = diesel::insert_into(table::table)
        .values((
            (
                table::scope.eq(&scope),
                table::account_id.eq(account.id),
                table::root_session_id.eq(held.id),
                table::root_user_id.eq(root),
                table::parent_id.eq(parent),
                table::depth.eq(depth),
                table::actor_user_id.eq(identity.effective().id),
                table::subject_user_id.eq(subject.id),
                table::subject_epoch.eq(subject.epoch),
            ),
            (
                table::reason.eq(&ask.reason),
                table::return_path.eq(&ask.return_path),
                table::started_at.eq(now.0),
                table::last_seen_at.eq(now.0),
                table::idle_until.eq(idle_until.0),
                table::expires_at.eq(expires_at.0),
                table::idle_minutes.eq(account.frame_idle_minutes),
                table::read_only.eq(read_only),
            ),
        ))
        .returning(table::id)
        .get_result(tx.conn())?;
    diesel::update(users::table.filter(users::id.eq(root).and(users::explained_at.is_null())))
        .set(users::explained_at.eq(Some(now.0)))
        .execute(tx.conn())?;
    let details = serde_json::json!({ "subject": subject.id, "reason": ask.reason, "read_only": read_only });
    tx.record(Entry::new("assumption.started", "frame", id).with(details))?;
    let key = session::rotate(tx, held.id)?;
    let frame = Frame {
        id,
        scope,
        root,
        parent,
        depth,
        actor: identity.effective().id,
        subject_epoch: subject.epoch,
        subject,
        reason: ask.reason.clone(),
        return_path: ask.return_path.clone(),
        started_at: now,
        last_seen_at: now,
        idle_until,
        expires_at,
        idle_minutes: account.frame_idle_minutes,
        read_only,
    };
    notice::started(tx, &frame)?;
    Ok(Started { frame, key })
}
