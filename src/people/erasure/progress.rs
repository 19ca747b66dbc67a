//! How far an erasure is: kept on its row until the receipt takes its place, so that any process can go on with it.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::needles::Mark;
use super::stores::Store;
use crate::db::schema::erasures;
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Tx;

/// Which half of the work is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Mentions are taken out; by what the person was known is still there.
    #[default]
    Sweep,
    /// Nothing is left in the tables; the files have to forget.
    Forget,
}

/// Counts and hashes; names nobody.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Progress {
    /// The half.
    pub stage: Stage,
    /// When the person was deleted.
    pub deleted_at: i64,
    /// Tickets that the person had asked for.
    pub tickets: i64,
    /// Comments that the person had written.
    pub comments: i64,
    /// Mails that had left.
    pub mails_sent: i64,
    /// What was erased, store by store.
    pub counts: BTreeMap<String, i64>,
    /// The salt of the hashes.
    pub salt: String,
    /// What was looked for, hashed.
    pub marks: Vec<Mark>,
}

impl Progress {
    /// Counts some more.
    pub fn count(&mut self, store: Store, n: i64) {
        if n != 0 {
            *self.counts.entry(store.as_str().to_owned()).or_default() += n;
        }
    }
}

/// Reads it.
pub fn read(c: &mut Conn, erasure: i64) -> Result<Progress> {
    let body: String = erasures::table.find(erasure).select(erasures::body).first(c)?;
    serde_json::from_str(&body).map_err(|e| Error::internal(format!("erasure {erasure} cannot go on: {e}")))
}

/// Writes it, unless the receipt is written already.
pub fn write(tx: &mut Tx<'_>, erasure: i64, progress: &Progress) -> Result<()> {
    let body = serde_json::to_string(progress).map_err(Error::internal)?;
    let running = erasures::table.find(erasure).filter(erasures::state.eq("running"));
    if diesel::update(running).set(erasures::body.eq(body)).execute(tx.conn())? == 1 {
        Ok(())
    } else {
        Err(Error::Conflict)
    }
}

/// Counts some more, in the transaction that erases them.
pub fn add(tx: &mut Tx<'_>, erasure: i64, store: Store, n: i64) -> Result<()> {
    let mut progress = read(tx.conn(), erasure)?;
    progress.count(store, n);
    write(tx, erasure, &progress)
}

/// Takes an erasure to work on for some minutes; `false` if another process has it or it is done.
pub fn claim(c: &mut Conn, erasure: i64, now: Moment, minutes: i64) -> Result<bool> {
    let free = erasures::table.find(erasure).filter(erasures::state.eq("running").and(erasures::lease_until.le(now.0)));
    Ok(diesel::update(free).set(erasures::lease_until.eq(now.plus_minutes(minutes).0)).execute(c)? == 1)
}

/// Gives it back.
pub fn release(c: &mut Conn, erasure: i64) -> Result<()> {
    diesel::update(erasures::table.find(erasure)).set(erasures::lease_until.eq(0_i64)).execute(c)?;
    Ok(())
}
