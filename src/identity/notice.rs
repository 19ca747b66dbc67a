//! Letters to whoever is assumed, where the account wants them told (spec.md §3.3). A frame begins and ends in many ways, all of which
//! pass `assumption` and `frames`, so that no way of ending one keeps it from the person.

use super::frames::Frame;
use super::person::{self, FrameNotice};
use super::tx::Tx;
use crate::error::Result;
use crate::mail::{self, AccessLetter, Letter};

/// Tells the person that somebody stands in for them.
pub(super) fn started(tx: &mut Tx<'_>, frame: &Frame) -> Result<()> {
    if tx.identity().account().frame_notice != FrameNotice::Always {
        return Ok(());
    }
    let (by, until) = (root(tx, frame)?, frame.expires_at);
    let (reason, read_only) = (frame.reason.clone(), frame.read_only);
    tell(tx, frame, AccessLetter::FrameStarted { by, at: frame.started_at, until, reason, read_only })
}

/// Tells the person that it is over. Whoever is suspended or deleted hears nothing of it, as of anything.
pub(super) fn ended(tx: &mut Tx<'_>, frame: &Frame) -> Result<()> {
    if tx.identity().account().frame_notice == FrameNotice::Never {
        return Ok(());
    }
    let until = frame.over_at(tx.now());
    let by = root(tx, frame)?;
    let (reason, read_only) = (frame.reason.clone(), frame.read_only);
    tell(tx, frame, AccessLetter::FrameEnded { by, at: frame.started_at, until, reason, read_only })
}

/// The name of whoever really signed in.
fn root(tx: &mut Tx<'_>, frame: &Frame) -> Result<String> {
    let account = tx.identity().account().clone();
    Ok(person::person(tx.conn(), &account, frame.root)?.name)
}

fn tell(tx: &mut Tx<'_>, frame: &Frame, letter: AccessLetter) -> Result<()> {
    mail::queue(tx, &frame.subject, None, &Letter::Access(letter)).map(drop)
}
