//! From cookie and path to an [`Identity`], or to the reason why there is none.
//!
//! Every guard of an assumed identity stands in this file. It is run when a request arrives, and again inside each
//! write transaction, so that nothing is done under an identity that has ended in between.

use std::sync::Arc;

use super::frames::{self, EndCause, Ended, Frame};
use super::person::{Account, Person};
use super::{Identity, session};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::policy::{self, Refusal, Standing};
use crate::security::ip;

/// Which frame of the session is meant.
#[derive(Clone, Debug)]
pub(super) enum Selector {
    /// None: the root as itself.
    Own,
    /// The one that the path's scope names.
    Scope(String),
    /// The one with this id.
    Id(i64),
}

/// What came of looking.
pub enum Resolution {
    /// No session.
    Nobody,
    /// There was a session, which is over.
    Lost(Lost),
    /// An identity, with all live frames of its root.
    Live(Identity, Vec<Frame>),
    /// The path names a frame of this root which has ended. The identity is the root's own.
    Ended(Identity, Ended),
    /// The path names a frame that may not go on; it still has to be ended in the table.
    MustEnd(Identity, Box<Frame>, EndCause),
    /// The path names a frame that is not this root's, or never was.
    Foreign(Identity),
    /// There is an identity, but its root may not come from this address.
    Elsewhere(Identity),
}

/// A session that is over.
pub struct Lost {
    /// Its id.
    pub session: i64,
    /// Its account.
    pub account: Account,
    /// Whose it was.
    pub person: Person,
    /// Why it is over.
    pub cause: EndCause,
    /// Whether the table does not say so yet.
    pub open: bool,
    /// Who was assumed at the scope that was asked for, if the session had such a frame.
    pub subject: Option<String>,
    /// Whether it was a visit of the operator's staff.
    pub visit: bool,
}

/// Finds the identity that a session and a selector lead to.
pub(super) fn resolve(conn: &mut Conn, by: &session::By, selector: &Selector, now: Moment) -> Result<Resolution> {
    let Some(found) = session::find(conn, by, now)? else { return Ok(Resolution::Nobody) };
    if found.old_key && found.row.old_key_until <= now {
        return Ok(Resolution::Nobody);
    }
    if let Some(cause) = over(&found, now) {
        let subject = match selector {
            Selector::Scope(scope) => subject_at(conn, &found.account, found.row.id, scope)?,
            _ => None,
        };
        let open = found.row.ended_at.is_none();
        let (session, account, person) = (found.row.id, found.account, found.person);
        let visit = found.visit.is_some();
        return Ok(Resolution::Lost(Lost { session, account, person, cause, open, subject, visit }));
    }
    let account = Arc::new(found.account);
    let root = Identity::root_of(account.clone(), Arc::new(found.person), &found.row, found.old_key, found.visit);
    let tree = frames::live(conn, &account, found.row.id)?;
    let chosen = match selector {
        Selector::Own => return Ok(Resolution::Live(root, still(tree, now))),
        Selector::Scope(scope) => tree.iter().find(|f| f.scope == *scope),
        Selector::Id(id) => tree.iter().find(|f| f.id == *id),
    };
    let Some(chosen) = chosen else {
        let Selector::Scope(scope) = selector else { return Ok(Resolution::Foreign(root)) };
        return Ok(match frames::ended(conn, found.row.id, scope)? {
            Some(ended) => Resolution::Ended(root, ended),
            None => Resolution::Foreign(root),
        });
    };
    let Some(path) = path_to(&tree, chosen) else {
        return Ok(Resolution::MustEnd(root, Box::new(chosen.clone()), EndCause::ParentEnded));
    };
    match first_unfit(&root, &path, now) {
        Some((frame, cause)) => Ok(Resolution::MustEnd(root, Box::new(frame.clone()), cause)),
        None => {
            let path: Vec<Frame> = path.into_iter().cloned().collect();
            Ok(Resolution::Live(root.with_frames(path), still(tree, now)))
        }
    }
}

/// Why a session is over, if it is.
fn over(found: &session::Found, now: Moment) -> Option<EndCause> {
    let (row, person) = (&found.row, &found.person);
    if row.ended_at.is_some() {
        return Some(row.end_cause.unwrap_or(EndCause::SessionEnded));
    }
    let limits = match found.visit {
        Some(_) => session::Limits::of_visit(),
        None => session::Limits::of(&found.account, person),
    };
    if limits.over(row, now) {
        return Some(EndCause::SessionEnded);
    }
    if let Some(cause) = found.visit.as_ref().and_then(|visit| visit.over) {
        return Some(cause);
    }
    let gone = row.epoch != person.epoch || row.account_id != person.standing.account;
    (gone || !may_go_on(&found.account, person)).then_some(EndCause::RootChanged)
}

/// Whether a person's sessions go on.
pub(super) fn may_go_on(account: &Account, person: &Person) -> bool {
    person.standing.active() && super::sign_in::may_sign_in(account, person)
}

/// Whether the root of an identity may come from an address. In a frame nothing of the subject counts.
pub(super) fn admitted(identity: &Identity, address: &str) -> bool {
    ip::admits(identity.account(), address, ip::Who::of(&identity.root().standing))
}

/// The frames from the root up to `top`, or nothing when the chain is broken.
fn path_to<'a>(tree: &'a [Frame], top: &'a Frame) -> Option<Vec<&'a Frame>> {
    let mut path = vec![top];
    while let Some(parent) = path.last().and_then(|f| f.parent) {
        if path.len() > policy::MAX_DEPTH {
            return None;
        }
        path.push(tree.iter().find(|f| f.id == parent)?);
    }
    path.reverse();
    Some(path)
}

/// The lowest frame of a path that may not go on, and why.
fn first_unfit<'a>(root: &Identity, path: &[&'a Frame], now: Moment) -> Option<(&'a Frame, EndCause)> {
    let mut stack: Vec<Standing> = vec![root.effective().standing];
    for frame in path {
        if let Some(cause) = unfit(frame, &stack, root.account(), now) {
            return Some((frame, cause));
        }
        stack.push(frame.subject.standing);
    }
    None
}

fn unfit(frame: &Frame, below: &[Standing], account: &Account, now: Moment) -> Option<EndCause> {
    if below.last().map(|s| s.user) != Some(frame.actor) || usize::try_from(frame.depth) != Ok(below.len()) {
        return Some(EndCause::ParentEnded);
    }
    if frame.expires_at <= now {
        return Some(EndCause::Expired);
    }
    if frame.idle_until <= now {
        return Some(EndCause::Idle);
    }
    if !account.frames_allowed {
        return Some(EndCause::SwitchedOff);
    }
    if frame.subject_epoch != frame.subject.epoch {
        return Some(EndCause::SubjectChanged);
    }
    match policy::may_all_assume(below, &frame.subject.standing, account.help_center_active) {
        Ok(()) => None,
        Err(Refusal::Suspended | Refusal::Deleted) => Some(EndCause::SubjectChanged),
        Err(_) => Some(EndCause::RightLost),
    }
}

fn still(mut tree: Vec<Frame>, now: Moment) -> Vec<Frame> {
    tree.retain(|f| f.expires_at > now && f.idle_until > now);
    tree
}

fn subject_at(conn: &mut Conn, account: &Account, session: i64, scope: &str) -> Result<Option<String>> {
    let tree = frames::live(conn, account, session)?;
    if let Some(frame) = tree.iter().find(|f| f.scope == scope) {
        return Ok(Some(frame.subject.name.clone()));
    }
    Ok(frames::ended(conn, session, scope)?.map(|e| e.subject))
}
