//! Ending frames on purpose. None of these takes a target: what ends follows from where it is asked.

use super::frames::{self, EndCause};
use super::session;
use super::tx::Tx;
use crate::error::{Error, Result};

/// What was ended, and where to go.
pub struct Reverted {
    /// How many frames ended.
    pub ended: usize,
    /// The plain path that the assumption was started from.
    pub return_path: String,
    /// The scope to go on in; `None` is the root as itself.
    pub scope: Option<String>,
    /// The session's new key for the cookie, unless it stays.
    pub key: Option<String>,
}

/// `Back to NAME`, in an assumed tab: ends this frame and whatever stands on it.
pub fn back(tx: &mut Tx<'_>) -> Result<Reverted> {
    let frames = tx.identity().frames().to_vec();
    let Some(top) = frames.last() else { return Err(Error::NotFound) };
    let scope = frames.iter().rev().nth(1).map(|f| f.scope.clone());
    finish(tx, &[top.id], EndCause::Reverted, top.return_path.clone(), scope)
}

/// `Revert to your identity`, in an assumed tab: ends the whole stack of this tab.
pub fn revert(tx: &mut Tx<'_>) -> Result<Reverted> {
    let frames = tx.identity().frames().to_vec();
    let Some(lowest) = frames.first() else { return Err(Error::NotFound) };
    finish(tx, &[lowest.id], EndCause::Reverted, lowest.return_path.clone(), None)
}

/// `Revert identity`, in the tab of whoever started frames: ends every frame started from this identity.
/// Nothing to end is an error `NotFound`, which the page answers with "nothing to revert".
pub fn revert_started(tx: &mut Tx<'_>) -> Result<Reverted> {
    let identity = tx.identity().clone();
    let here = identity.frame().map(|f| f.id);
    let tree = frames::live(tx.conn(), identity.account(), identity.session_id())?;
    let started: Vec<&frames::Frame> = tree.iter().filter(|f| f.parent == here).collect();
    let Some(last) = started.last() else { return Err(Error::NotFound) };
    let (ids, path) = (started.iter().map(|f| f.id).collect::<Vec<_>>(), last.return_path.clone());
    finish(tx, &ids, EndCause::RevertedByActor, path, identity.frame().map(|f| f.scope.clone()))
}

fn finish(
    tx: &mut Tx<'_>,
    ids: &[i64],
    cause: EndCause,
    return_path: String,
    scope: Option<String>,
) -> Result<Reverted> {
    let (account, session) = (tx.identity().account().clone(), tx.identity().session_id());
    let tree = frames::live(tx.conn(), &account, session)?;
    let mut ended = 0;
    for id in ids {
        ended += frames::end(tx, &tree, *id, cause)?;
    }
    let key = session::rotate(tx, session)?;
    Ok(Reverted { ended, return_path, scope, key })
}
