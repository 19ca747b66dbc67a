//! The audit log: one line for each write, in the write's own transaction.
//!
//! A line names the root (who really signed in), the effective user, the frame and the whole stack. Lines are numbered
//! per account and chained: each hash covers the line, the hash before it, and a salted commitment to its details.
//! The details stand beside the line, so that a person can be erased from them while the chain still verifies.
//! The chain is keyed with the deployment's secret: who can write to the database alone cannot rebuild it. Who has the secret
//! too contradicts the [`checkpoint`]s outside.

pub mod checkpoint;
pub mod log;
mod verify;

pub use verify::{Fault, Report, verify, verify_against};

/// The act of a line that lists lines whose details were erased with a person.
pub(crate) const ERASED: &str = "person.traces_erased";

use diesel::prelude::*;

use crate::db::schema::{audit_entries, audit_heads, audit_values};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::secrets::{self, Secrets};

/// Who did it, as the log keeps it.
#[derive(Clone, Debug, Default)]
pub struct By {
    /// The account whose log it is.
    pub account: i64,
    /// Who really signed in; `None` for the system.
    pub root: Option<i64>,
    /// In whose name.
    pub effective: Option<i64>,
    /// The frame it was done in.
    pub frame: Option<i64>,
    /// The whole stack, root first: `[user, frame, user, frame, user]`; for the system its part that acted.
    pub chain: String,
    /// `web`, `api`, `command` or `system`.
    pub channel: &'static str,
    /// The request it belongs to.
    pub request: String,
    /// Where the request came from; kept among the erasable details.
    pub address: String,
    /// The authorization by which another program did it.
    pub authorization: Option<i64>,
}

/// What was done, to what.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `noun.verb`, such as `ticket.created`. Its text is `act-noun-verb` in the language files.
    pub act: &'static str,
    /// The kind of thing, such as `ticket`.
    pub kind: &'static str,
    /// Its id.
    pub object: i64,
    /// Anything else worth keeping; may hold personal values.
    pub details: serde_json::Value,
}

impl Entry {
    /// An entry without details.
    pub fn new(act: &'static str, kind: &'static str, object: i64) -> Self {
        Self { act, kind, object, details: serde_json::Value::Null }
    }

    /// The same with details.
    #[must_use]
    pub fn with(mut self, details: serde_json::Value) -> Self {
        self.details = details;
        self
    }
}

/// The details of a change of settings: those that are others now, as they were and as they are.
pub fn before_and_after<const N: usize>(
    was: [(&'static str, serde_json::Value); N],
    is: [(&'static str, serde_json::Value); N],
) -> serde_json::Value {
    let (mut before, mut after) = (serde_json::Map::new(), serde_json::Map::new());
    for ((name, old), (_, new)) in was.into_iter().zip(is).filter(|(old, new)| old != new) {
        before.insert(name.to_owned(), old);
        after.insert(name.to_owned(), new);
    }
    serde_json::json!({ "before": before, "after": after })
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit_entries)]
struct Row {
    seq: i64,
    at: Moment,
    root_user_id: Option<i64>,
    effective_user_id: Option<i64>,
    frame_id: Option<i64>,
    chain: String,
    act: String,
    object_kind: String,
    object_id: i64,
    channel: String,
    request_id: String,
    commitment: String,
    previous: String,
    hash: String,
}

/// Appends lines, all of one moment and one author. Callers go through `Tx::record`, which knows who acts.
///
/// Thousands at once, such as the requests of a merged person, cost a few statements.
pub(crate) fn append(conn: &mut Conn, secrets: &Secrets, by: &By, at: Moment, entries: &[Entry]) -> Result<()> {
    conn.lock_account(by.account)?;
    let (mut seq, mut previous): (i64, String) =
        audit_heads::table.find(by.account).select((audit_heads::seq, audit_heads::hash)).first(conn)?;
    for entries in entries.chunks(AT_ONCE) {
        let mut lines = Vec::with_capacity(entries.len());
        for entry in entries {
            let salt = secrets::token::<16>()?;
            let mut body = serde_json::json!({ "address": by.address, "details": entry.details });
            if let (Some(id), Some(body)) = (by.authorization, body.as_object_mut()) {
                body.insert("authorization".to_owned(), id.into());
            }
            let body = body.to_string();
            seq += 1;
            let mut row = Row {
                seq,
                at,
                root_user_id: by.root,
                effective_user_id: by.effective,
                frame_id: by.frame,
                chain: by.chain.clone(),
                act: entry.act.to_owned(),
                object_kind: entry.kind.to_owned(),
                object_id: entry.object,
                channel: by.channel.to_owned(),
                request_id: by.request.clone(),
                commitment: commitment(&salt, &body),
                previous,
                hash: String::new(),
            };
            row.hash = row.link(secrets, by.account);
            previous = row.hash.clone();
            lines.push((row, salt, body));
        }
        insert(conn, by.account, &lines)?;
    }
    diesel::update(audit_heads::table.find(by.account))
        .set((
            audit_heads::seq.eq(seq),
            audit_heads::hash.eq(&previous),
            audit_heads::seal.eq(seal(secrets, by.account, seq, &previous)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Lines in one statement.
const AT_ONCE: usize = 200;

fn insert(conn: &mut Conn, account: i64, lines: &[(Row, String, String)]) -> Result<()> {
    let rows = || {
        lines
            .iter()
            .map(|(row, ..)| {
                (
                    (
                        audit_entries::account_id.eq(account),
                        audit_entries::seq.eq(row.seq),
                        audit_entries::at.eq(row.at.0),
                        audit_entries::root_user_id.eq(row.root_user_id),
                        audit_entries::effective_user_id.eq(row.effective_user_id),
                        audit_entries::frame_id.eq(row.frame_id),
                        audit_entries::chain.eq(&row.chain),
                        audit_entries::act.eq(&row.act),
                    ),
                    (
                        audit_entries::object_kind.eq(&row.object_kind),
                        audit_entries::object_id.eq(row.object_id),
                        audit_entries::channel.eq(&row.channel),
                        audit_entries::request_id.eq(&row.request_id),
                        audit_entries::commitment.eq(&row.commitment),
                        audit_entries::previous.eq(&row.previous),
                        audit_entries::hash.eq(&row.hash),
                    ),
                )
            })
            .collect::<Vec<_>>()
    };
    let mut ids: Vec<(i64, i64)> = crate::on_either!(&mut *conn, |c| diesel::insert_into(audit_entries::table)
        .values(rows())
        .returning((audit_entries::seq, audit_entries::id))
        .get_results(c))?;
    ids.sort_unstable();
    let values = || {
        ids.iter()
            .zip(lines)
            .map(|((_, id), (_, salt, body))| {
                (audit_values::entry_id.eq(*id), audit_values::salt.eq(salt), audit_values::body.eq(body))
            })
            .collect::<Vec<_>>()
    };
    crate::on_either!(conn, |c| diesel::insert_into(audit_values::table).values(values()).execute(c))?;
    Ok(())
}

impl Row {
    /// The hash of this line: everything it says, and the hash before it.
    fn link(&self, secrets: &Secrets, account: i64) -> String {
        let number = |n: i64| n.to_be_bytes();
        let maybe = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        secrets.audit_mac(&[
            &number(account),
            &number(self.seq),
            &number(self.at.0),
            maybe(self.root_user_id).as_bytes(),
            maybe(self.effective_user_id).as_bytes(),
            maybe(self.frame_id).as_bytes(),
            self.chain.as_bytes(),
            self.act.as_bytes(),
            self.object_kind.as_bytes(),
            &number(self.object_id),
            self.channel.as_bytes(),
            self.request_id.as_bytes(),
            self.commitment.as_bytes(),
            self.previous.as_bytes(),
        ])
    }
}

/// The details of every genuine line about one act on one person.
pub(crate) fn details_of(
    conn: &mut Conn,
    secrets: &Secrets,
    account: i64,
    act: &str,
    person: i64,
) -> Result<Vec<serde_json::Value>> {
    let rows: Vec<(Row, String, String)> = audit_entries::table
        .inner_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
        .filter(audit_entries::account_id.eq(account).and(audit_entries::act.eq(act)))
        .filter(audit_entries::object_kind.eq("user").and(audit_entries::object_id.eq(person)))
        .order(audit_entries::seq)
        .select((Row::as_select(), audit_values::salt, audit_values::body))
        .load(conn)?;
    let genuine = |(row, salt, body): &(Row, String, String)| {
        secrets::same(&row.link(secrets, account), &row.hash) && secrets::same(&commitment(salt, body), &row.commitment)
    };
    Ok(rows.iter().filter(|row| genuine(row)).map(|(_, _, body)| details(body)).collect())
}

/// The details in a line's kept text.
fn details(body: &str) -> serde_json::Value {
    let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    body.get("details").cloned().unwrap_or_default()
}

/// Seals the end of a chain, so that it cannot be moved back to an earlier line.
fn seal(secrets: &Secrets, account: i64, seq: i64, hash: &str) -> String {
    secrets.audit_mac(&[b"head", &account.to_be_bytes(), &seq.to_be_bytes(), hash.as_bytes()])
}

fn commitment(salt: &str, body: &str) -> String {
    secrets::sha256(format!("{salt}\n{body}").as_bytes())
}
