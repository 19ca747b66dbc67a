//! The receipt of an erasure: counts, a second look, a seal. It names nobody, and can be checked at any time.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::needles::{Mark, Needles};
use super::progress::Progress;
use super::stores::Store;
use super::sweep::Sweep;
use crate::audit;
use crate::db::schema::{comments, erasures, tickets};
use crate::db::{Conn, Location, Moment};
use crate::error::{Error, Result};
use crate::identity::{self, Tx};
use crate::secrets::{Secrets, same, sha256};
use crate::state::State;

/// What a receipt says it is.
const FORMAT: &str = "stead erasure 1";

/// How many there were, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Before.
    pub before: i64,
    /// After.
    pub after: i64,
}

/// A store, as the receipt tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its name, as [`Store`] has it.
    pub store: String,
    /// Records that told of the person.
    pub before: i64,
    /// Records that the second look found.
    pub left: i64,
}

/// What a receipt says. Its text is sealed as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// What it is.
    pub format: String,
    /// Its number.
    pub erasure: i64,
    /// The account's number.
    pub account: i64,
    /// The person's number.
    pub person: i64,
    /// When the person was deleted, and could still be restored.
    pub deleted_at: String,
    /// When the erasure was asked for.
    pub asked_at: String,
    /// By whom: their number; nobody when it was due.
    pub asked_by: Option<i64>,
    /// When it was done.
    pub done_at: String,
    /// What was erased.
    pub stores: Vec<Line>,
    /// The person's tickets stay.
    pub tickets: Kept,
    /// Their comments stay.
    pub comments: Kept,
    /// Mails that had left before, out of reach.
    pub mails_sent: i64,
    /// How the files were made to forget: `log overwritten` or `vacuumed`.
    pub storage: String,
    /// The salt of what was looked for.
    pub salt: String,
    /// What was looked for, hashed with the salt and the deployment's secret.
    pub looked_for: Vec<Mark>,
}

/// The file that is handed out.
#[derive(Serialize, Deserialize)]
struct Sealed {
    receipt: Receipt,
    seal: String,
}

/// What a check of a receipt found.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// What is wrong, in English, for the command line.
    pub faults: Vec<String>,
    /// Texts that speak of the person, but were written after the erasure.
    pub later: i64,
    /// How many names, addresses and numbers were looked for.
    pub looked_for: usize,
}

impl Receipt {
    pub(super) fn make(tx: &mut Tx<'_>, id: i64, progress: &Progress) -> Result<Self> {
        let now = tx.now();
        type Row = (i64, i64, Option<i64>, Moment);
        let (account, person, asked_by, asked_at): Row = erasures::table
            .find(id)
            .select((erasures::account_id, erasures::user_id, erasures::asked_by_id, erasures::asked_at))
            .first(tx.conn())?;
        let count = |store: &Store| progress.counts.get(store.as_str()).copied().unwrap_or(0);
        let line = |store: &Store| Line { store: store.as_str().to_owned(), before: count(store), left: 0 };
        let storage = match tx.state().db.location() {
            Location::Sqlite(_) => "log overwritten",
            Location::Postgres(_) => "vacuumed",
        };
        let c = tx.conn();
        Ok(Self {
            format: FORMAT.to_owned(),
            erasure: id,
            account,
            person,
            deleted_at: written(Moment(progress.deleted_at)),
            asked_at: written(asked_at),
            asked_by,
            done_at: written(now),
            // The second look was what let it come to this.
            stores: Store::ALL.iter().map(line).collect(),
            tickets: Kept {
                before: progress.tickets,
                after: tickets::table.filter(tickets::requester_id.eq(person)).count().get_result(c)?,
            },
            comments: Kept {
                before: progress.comments,
                after: comments::table.filter(comments::author_id.eq(person)).count().get_result(c)?,
            },
            mails_sent: progress.mails_sent,
            storage: storage.to_owned(),
            salt: progress.salt.clone(),
            looked_for: progress.marks.clone(),
        })
    }

    /// The text that is sealed and kept.
    pub(super) fn body(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// Reads the text that is kept.
    pub(super) fn read(body: &str) -> Result<Self> {
        serde_json::from_str(body).map_err(|e| Error::internal(format!("a receipt cannot be read: {e}")))
    }

    /// Its number as people say it.
    pub fn number(&self) -> String {
        number(self.erasure, Moment(moment(&self.asked_at)))
    }
}

/// The number of an erasure as people say it: `E-2026-0031`.
pub fn number(id: i64, asked_at: Moment) -> String {
    format!("E-{}-{id:04}", asked_at.utc().format("%Y"))
}

/// The seal over a receipt's text.
pub(super) fn seal(secrets: &Secrets, body: &str) -> String {
    secrets.erasure_mac(&[b"receipt", body.as_bytes()])
}

/// The file of a receipt that is kept.
pub(super) fn file(body: &str, seal: &str) -> String {
    format!("{{\"receipt\":{body},\"seal\":\"{seal}\"}}\n")
}

fn written(at: Moment) -> String {
    at.utc().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

fn moment(text: &str) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text).map(|t| t.timestamp_millis()).unwrap_or_default()
}

/// Checks a receipt's file: its seal, its place in the log, and that the database says nothing of the person.
pub fn check(state: &State, file: &str) -> Result<Check> {
    let mut check = Check::default();
    let sealed: Sealed = serde_json::from_str(file)
        .map_err(|e| Error::internal(format!("this is not the file of an erasure receipt: {e}")))?;
    let (receipt, body) = (&sealed.receipt, sealed.receipt.body()?);
    check.looked_for = receipt.looked_for.len();
    if receipt.format != FORMAT || !same(&seal(&state.secrets, &body), &sealed.seal) {
        check.faults.push("the seal is not this deployment's, or the receipt was changed".to_owned());
        return Ok(check);
    }
    state.db.read_now(|c| on_record(c, state, receipt, &body, &mut check.faults))?;
    let account = state.db.read_now(|c| identity::account(c, receipt.account))?;
    let needles = Needles::of_marks(receipt.looked_for.clone(), &state.secrets, &receipt.salt);
    let sweep = Sweep { state, account: &account, erasure: receipt.erasure, person: receipt.person, needles };
    let (found, later) = sweep.look(Moment(moment(&receipt.done_at)))?;
    for (store, n) in found.iter().filter(|(_, n)| **n > 0) {
        check.faults.push(format!("{store}: {n} records speak of the person again"));
    }
    check.later = later;
    Ok(check)
}

/// Whether the database knows this receipt, and the audit log tells of it.
fn on_record(c: &mut Conn, state: &State, receipt: &Receipt, body: &str, faults: &mut Vec<String>) -> Result<()> {
    let kept: Option<String> = erasures::table
        .filter(erasures::id.eq(receipt.erasure).and(erasures::account_id.eq(receipt.account)))
        .select(erasures::body)
        .first(c)
        .optional()?;
    if kept.as_deref() != Some(body) {
        faults.push("the database does not know this receipt".to_owned());
    }
    let told = audit::details_of(c, &state.secrets, receipt.account, super::DONE, receipt.person)?;
    let hash = sha256(body.as_bytes());
    if !told.iter().any(|d| d.get("receipt").and_then(|h| h.as_str()) == Some(hash.as_str())) {
        faults.push("the audit log does not tell of this receipt".to_owned());
    }
    Ok(())
}
