//! Checks the chain of every account from its first line to its head, and that the frames are those it tells of.
//!
//! Details that were erased with a person are missing by right, if a later line lists them; details that somebody took away
//! are a fault, and so are erased ones that came back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::checkpoint::Seen;
use super::{ERASED, Row, commitment, details, seal};
use crate::db::Conn;
use crate::db::schema::{accounts, audit_entries, audit_heads, audit_values, frames};
use crate::error::Result;
use crate::secrets::{Secrets, same};

/// How many lines are read at once.
const BATCH: i64 = 5_000;

/// What a check found.
#[derive(Debug, Default)]
pub struct Report {
    /// Accounts checked.
    pub accounts: usize,
    /// Lines checked.
    pub lines: usize,
    /// What is wrong, in order; empty when the log is as it was written.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The account.
    pub account: i64,
    /// The line's number; for a cut tail the first that is missing.
    pub seq: i64,
    /// What is wrong, in English, for the command line.
    pub what: &'static str,
}

/// Checks every account's log, on one snapshot.
pub fn verify(conn: &mut Conn, secrets: &Secrets) -> Result<Report> {
    verify_against(conn, secrets, &Seen::default())
}

/// [`verify`], and that every line that a checkpoint saw is still there.
pub fn verify_against(conn: &mut Conn, secrets: &Secrets, seen: &Seen) -> Result<Report> {
    let mut report = Report::default();
    type Head = (i64, Option<(i64, String, String)>);
    let heads: Vec<Head> = accounts::table
        .left_join(audit_heads::table.on(audit_heads::account_id.eq(accounts::id)))
        .order(accounts::id)
        .select((accounts::id, (audit_heads::seq, audit_heads::hash, audit_heads::seal).nullable()))
        .load(conn)?;
    for account in seen.accounts().filter(|id| heads.iter().all(|(there, _)| there != id)) {
        report.faults.push(Fault { account, seq: 0, what: "the account that a checkpoint saw is missing" });
    }
    for (account, head) in heads {
        report.accounts += 1;
        let mut told = HashMap::new();
        let (seq, hash) = walk(conn, secrets, account, seen.of(account), &mut told, &mut report)?;
        assumptions(conn, account, &told, &mut report)?;
        let fault = |seq, what| Fault { account, seq, what };
        if seen.of(account).and_then(|lines| lines.keys().next_back()).is_some_and(|last| *last > seq) {
            report.faults.push(fault(seq + 1, "lines that a checkpoint saw are missing"));
        }
        match head {
            None => report.faults.push(fault(seq, "the end of the chain is not on record")),
            // Every account's log begins with the line that tells of its making.
            Some(_) if seq == 0 => report.faults.push(fault(1, "the log is empty")),
            Some((last, head, given)) => {
                if seq < last {
                    report.faults.push(fault(seq + 1, "lines are missing at the end"));
                } else if seq > last || !same(&hash, &head) {
                    report.faults.push(fault(seq, "the end of the chain is not the one on record"));
                }
                if !same(&given, &seal(secrets, account, last, &head)) {
                    report.faults.push(fault(last, "the record of the end is not what was written"));
                }
            }
        }
    }
    Ok(report)
}

/// Follows one account's chain; answers the number and hash of its last line.
fn walk(
    conn: &mut Conn,
    secrets: &Secrets,
    account: i64,
    seen: Option<&BTreeMap<i64, String>>,
    told: &mut HashMap<i64, Told>,
    report: &mut Report,
) -> Result<(i64, String)> {
    let (mut seq, mut hash) = (0, String::new());
    let mut details = Details::default();
    loop {
        let rows: Vec<(Row, Option<(String, String)>)> = audit_entries::table
            .left_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
            .filter(audit_entries::account_id.eq(account).and(audit_entries::seq.gt(seq)))
            .order(audit_entries::seq)
            .limit(BATCH)
            .select((Row::as_select(), (audit_values::salt, audit_values::body).nullable()))
            .load(conn)?;
        if rows.is_empty() {
            details.judge(account, report);
            return Ok((seq, hash));
        }
        for (row, values) in rows {
            let mut fault = |what| report.faults.push(Fault { account, seq: row.seq, what });
            if row.seq != seq + 1 {
                fault("lines before it are missing");
            }
            if !same(&row.previous, &hash) {
                fault("it does not follow the line before it");
            }
            if !same(&row.link(secrets, account), &row.hash) {
                fault("its text is not what was written");
            }
            if seen.and_then(|lines| lines.get(&row.seq)).is_some_and(|hash| !same(hash, &row.hash)) {
                fault("it is not the line that a checkpoint saw");
            }
            match values {
                Some((salt, body)) if same(&commitment(&salt, &body), &row.commitment) => {
                    details.there(&row, &body);
                    if row.act == "assumption.started" {
                        told.insert(row.object_id, Told::read(&row, Some(&body)));
                    }
                }
                Some(_) => fault("its details are not what was written"),
                None => {
                    details.missing.insert(row.seq);
                    if row.act == "assumption.started" {
                        told.insert(row.object_id, Told::read(&row, None));
                    }
                }
            }
            report.lines += 1;
            (seq, hash) = (row.seq, row.hash);
        }
    }
}

/// Which lines have details, and which have had theirs erased by right.
#[derive(Default)]
struct Details {
    there: BTreeSet<i64>,
    missing: BTreeSet<i64>,
    erased: Vec<(i64, i64)>,
}

impl Details {
    fn there(&mut self, row: &Row, body: &str) {
        self.there.insert(row.seq);
        if row.act == ERASED {
            let listed = details(body).get("entries").cloned().unwrap_or_default();
            let ranges: Vec<(i64, i64)> = serde_json::from_value(listed).unwrap_or_default();
            // What comes later was not there to be erased.
            self.erased.extend(ranges.into_iter().filter(|(_, last)| *last < row.seq));
        }
    }

    fn judge(&self, account: i64, report: &mut Report) {
        let mut fault = |seq, what| report.faults.push(Fault { account, seq, what });
        let mut by_right = BTreeSet::new();
        for (first, last) in &self.erased {
            by_right.extend(self.missing.range(first..=last));
            self.there.range(first..=last).for_each(|seq| fault(*seq, "its details were erased and have come back"));
        }
        self.missing.difference(&by_right).for_each(|seq| fault(*seq, "its details are missing"));
    }
}

/// What the log says of a frame, which the table of frames must not contradict: pages read that one.
#[derive(PartialEq, Eq)]
struct Told {
    seq: i64,
    root: i64,
    actor: i64,
    /// Whom and why; unknown once the person is erased.
    what: Option<(i64, String)>,
}

impl Told {
    fn read(row: &Row, body: Option<&str>) -> Self {
        let what = body.map(details).map(|details| {
            let detail = |name: &str| details.get(name).cloned().unwrap_or_default();
            (detail("subject").as_i64().unwrap_or(0), detail("reason").as_str().unwrap_or_default().to_owned())
        });
        Self { seq: row.seq, root: row.root_user_id.unwrap_or(0), actor: row.effective_user_id.unwrap_or(0), what }
    }

    fn agrees(&self, root: i64, actor: i64, subject: i64, reason: &str) -> bool {
        let what = self.what.as_ref().is_none_or(|(told, why)| *told == subject && why == reason);
        self.root == root && self.actor == actor && what
    }
}

/// Compares the frames of an account with what the log says of them.
fn assumptions(conn: &mut Conn, account: i64, told: &HashMap<i64, Told>, report: &mut Report) -> Result<()> {
    type Frame = (i64, i64, i64, i64, String);
    let kept: Vec<Frame> = frames::table
        .filter(frames::account_id.eq(account))
        .order(frames::id)
        .select((frames::id, frames::root_user_id, frames::actor_user_id, frames::subject_user_id, frames::reason))
        .load(conn)?;
    let mut seen = 0;
    for (id, root, actor, subject, reason) in kept {
        let mut fault = |seq, what| report.faults.push(Fault { account, seq, what });
        match told.get(&id) {
            None => fault(0, "an assumption of which the log says nothing"),
            Some(t) if !t.agrees(root, actor, subject, &reason) => {
                fault(t.seq, "the assumption that it tells of was changed");
            }
            Some(_) => seen += 1,
        }
    }
    if seen < told.len() && report.faults.iter().all(|f| f.account != account) {
        report.faults.push(Fault { account, seq: 0, what: "an assumption that the log tells of is missing" });
    }
    Ok(())
}
