//! What becomes of a person's tickets when the person is deleted or merged. Each ticket gets its line in the audit log;
//! nobody is mailed.

use diesel::prelude::*;

use super::model::{Row, Status, Summary, with_names};
use crate::audit::Entry;
use crate::db::Conn;
use crate::db::paging::ROWS;
use crate::db::schema::{comments, tickets, users};
use crate::error::Result;
use crate::identity::Tx;

/// Up to how many requests are counted for a page.
pub const COUNTED: i64 = 10_000;

/// Requests of a person that are not closed.
#[derive(Clone, Debug, Default)]
pub struct Unclosed {
    /// The newest of them.
    pub newest: Vec<Summary>,
    /// How many there are; [`COUNTED`] + 1 stands for more.
    pub count: i64,
}

impl Unclosed {
    /// Those of a person of the account.
    pub fn of(c: &mut Conn, account: i64, requester: i64) -> Result<Self> {
        let ids: Vec<i64> = tickets::table
            .filter(tickets::requester_id.eq(requester).and(tickets::account_id.eq(account)))
            .filter(tickets::status.ne(Status::Closed))
            .limit(COUNTED + 1)
            .select(tickets::id)
            .load(c)?;
        let rows: Vec<Row> = tickets::table
            .filter(tickets::requester_id.eq(requester).and(tickets::account_id.eq(account)))
            .filter(tickets::status.ne(Status::Closed))
            .order(tickets::number.desc())
            .limit(ROWS as i64)
            .select(Row::as_select())
            .load(c)?;
        Ok(Self { newest: with_names(c, rows)?, count: i64::try_from(ids.len()).unwrap_or(i64::MAX) })
    }

    /// Whether there are more than were counted.
    pub fn more_than_counted(&self) -> bool {
        self.count > COUNTED
    }
}

/// How many unclosed requests each of these people has; those without any are left out.
pub fn unclosed_of_each(c: &mut Conn, account: i64, requesters: &[i64]) -> Result<Vec<(i64, i64)>> {
    Ok(tickets::table
        .filter(tickets::account_id.eq(account).and(tickets::requester_id.eq_any(requesters.to_vec())))
        .filter(tickets::status.ne(Status::Closed))
        .group_by(tickets::requester_id)
        .select((tickets::requester_id, diesel::dsl::count_star()))
        .load(c)?)
}

/// Closes everything that a person has asked for; answers how many tickets that were.
pub fn close(tx: &mut Tx<'_>, requester: i64) -> Result<usize> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let found: Vec<(i64, Status)> = tickets::table
        .filter(tickets::requester_id.eq(requester).and(tickets::account_id.eq(account)))
        .filter(tickets::status.ne(Status::Closed))
        .order(tickets::id)
        .select((tickets::id, tickets::status))
        .load(tx.conn())?;
    diesel::update(
        tickets::table
            .filter(tickets::requester_id.eq(requester).and(tickets::account_id.eq(account)))
            .filter(tickets::status.ne(Status::Closed)),
    )
    .set((tickets::status.eq(Status::Closed), tickets::updated_at.eq(now.0)))
    .execute(tx.conn())?;
    let lines: Vec<Entry> = found
        .iter()
        .map(|(id, was)| {
            Entry::new("ticket.closed", "ticket", *id)
                .with(serde_json::json!({ "status": [was.as_str(), Status::Closed.as_str()] }))
        })
        .collect();
    tx.record_all(&lines)?;
    Ok(lines.len())
}

/// How many tickets that are not closed a team member is to work on, up to [`COUNTED`] + 1.
pub fn assigned_to(c: &mut Conn, account: i64, assignee: i64) -> Result<i64> {
    let ids: Vec<i64> = tickets::table
        .filter(tickets::assignee_id.eq(assignee).and(tickets::account_id.eq(account)))
        .filter(tickets::status.ne(Status::Closed))
        .limit(COUNTED + 1)
        .select(tickets::id)
        .load(c)?;
    Ok(i64::try_from(ids.len()).unwrap_or(i64::MAX))
}

/// Leaves the tickets that a team member was to work on to nobody; closed ones keep saying who did.
pub fn release(tx: &mut Tx<'_>, assignee: i64) -> Result<usize> {
    reassign(tx, assignee, None)
}

/// Gives the tickets that a team member was to work on to another, or to nobody; closed ones keep saying who did.
pub fn reassign(tx: &mut Tx<'_>, assignee: i64, to: Option<i64>) -> Result<usize> {
    let (account, now) = (tx.identity().account().id, tx.now());
    let found: Vec<i64> = tickets::table
        .filter(tickets::assignee_id.eq(assignee).and(tickets::account_id.eq(account)))
        .filter(tickets::status.ne(Status::Closed))
        .order(tickets::id)
        .select(tickets::id)
        .load(tx.conn())?;
    diesel::update(
        tickets::table
            .filter(tickets::assignee_id.eq(assignee).and(tickets::account_id.eq(account)))
            .filter(tickets::status.ne(Status::Closed)),
    )
    .set((tickets::assignee_id.eq(to), tickets::updated_at.eq(now.0)))
    .execute(tx.conn())?;
    let lines: Vec<Entry> = found
        .iter()
        .map(|id| {
            let entry = match to {
                Some(_) => Entry::new("ticket.reassigned", "ticket", *id),
                None => Entry::new("ticket.unassigned", "ticket", *id),
            };
            entry.with(serde_json::json!({ "assignee": [assignee, to] }))
        })
        .collect();
    tx.record_all(&lines)?;
    Ok(lines.len())
}

/// Gives everything that one person has asked for, and said, to another; answers how many tickets that were.
pub fn hand_over(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<usize> {
    let account = tx.identity().account().id;
    let found: Vec<i64> = tickets::table
        .filter(tickets::requester_id.eq(from).and(tickets::account_id.eq(account)))
        .order(tickets::id)
        .select(tickets::id)
        .load(tx.conn())?;
    // Customers write on their own requests only, so these are all of their comments.
    let theirs =
        tickets::table.filter(tickets::requester_id.eq(from).and(tickets::account_id.eq(account))).select(tickets::id);
    diesel::update(comments::table.filter(comments::ticket_id.eq_any(theirs).and(comments::author_id.eq(from))))
        .set(comments::author_id.eq(to))
        .execute(tx.conn())?;
    let theirs = tickets::table.filter(tickets::requester_id.eq(from).and(tickets::account_id.eq(account)));
    diesel::update(theirs.filter(tickets::submitter_id.eq(from)))
        .set(tickets::submitter_id.eq(to))
        .execute(tx.conn())?;
    diesel::update(tickets::table.filter(tickets::requester_id.eq(from).and(tickets::account_id.eq(account))))
        .set(tickets::requester_id.eq(to))
        .execute(tx.conn())?;
    let lines: Vec<Entry> = found
        .iter()
        .map(|id| {
            Entry::new("ticket.requester_changed", "ticket", *id).with(serde_json::json!({ "requester": [from, to] }))
        })
        .collect();
    tx.record_all(&lines)?;
    Ok(lines.len())
}

/// How many requests a person has made, as it is kept on their row.
pub fn requested(c: &mut Conn, account: i64, requester: i64) -> Result<i64> {
    Ok(users::table
        .filter(users::id.eq(requester).and(users::account_id.eq(account)))
        .select(users::requests_count)
        .first(c)?)
}
