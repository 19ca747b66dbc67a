//! Checks the chain of every account from its first line to its head.

use std::collections::HashMap;

use diesel::prelude::*;

use super::{Row, commitment};
use crate::db::Conn;
use crate::db::schema::{audit_entries, audit_heads, audit_values};
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
    let mut report = Report::default();
    let heads: Vec<(i64, i64, String)> = audit_heads::table
        .order(audit_heads::account_id)
        .select((audit_heads::account_id, audit_heads::seq, audit_heads::hash))
        .load(conn)?;
    for (account, last, head) in heads {
        report.accounts += 1;
        let (seq, hash) = walk(conn, secrets, account, &mut report)?;
        let fault = |seq, what| Fault { account, seq, what };
        if seq < last {
            report.faults.push(fault(seq + 1, "lines are missing at the end"));
        } else if seq > last || !same(&hash, &head) {
            report.faults.push(fault(seq, "the end of the chain is not the one on record"));
        }
    }
    Ok(report)
}

/// Follows one account's chain; answers the number and hash of its last line.
fn walk(conn: &mut Conn, secrets: &Secrets, account: i64, report: &mut Report) -> Result<(i64, String)> {
    let (mut seq, mut hash) = (0, String::new());
    loop {
        let rows: Vec<Row> = audit_entries::table
            .filter(audit_entries::account_id.eq(account).and(audit_entries::seq.gt(seq)))
            .order(audit_entries::seq)
            .limit(BATCH)
            .select(Row::as_select())
            .load(conn)?;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok((seq, hash)) };
        let (low, high) = (rows.iter().map(|r| r.id).min(), rows.iter().map(|r| r.id).max());
        let values: HashMap<i64, (String, String)> = audit_values::table
            .filter(audit_values::entry_id.between(low.unwrap_or(first.id), high.unwrap_or(last.id)))
            .select((audit_values::entry_id, audit_values::salt, audit_values::body))
            .load::<(i64, String, String)>(conn)?
            .into_iter()
            .map(|(id, salt, body)| (id, (salt, body)))
            .collect();
        for row in &rows {
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
            match values.get(&row.id) {
                Some((salt, body)) if !same(&commitment(salt, body), &row.commitment) => {
                    fault("its details are not what was written");
                }
                Some(_) => {}
                None => fault("its details are missing"),
            }
            report.lines += 1;
            (seq, hash) = (row.seq, row.hash.clone());
        }
    }
}
