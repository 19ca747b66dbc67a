//! Visits as lists show them: who, for which case, why, from when until when, and how they ended.

use diesel::prelude::*;

use crate::db::paging::{Cursor, Page, ROWS};
use crate::db::schema::{users, visits};
use crate::db::{Conn, Moment};
use crate::error::Result;
use crate::identity::{Basis, EndCause};

/// A visit.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    /// Its id.
    pub id: i64,
    /// The account it is in.
    pub account: i64,
    /// The staff member, at home.
    pub staff: i64,
    /// The person they are in the account.
    pub user: i64,
    /// What they are called there.
    pub name: String,
    /// The case's number.
    pub case: i64,
    /// Why.
    pub reason: String,
    /// What let them in.
    pub basis: Basis,
    /// Whether nothing could be changed.
    pub read_only: bool,
    /// When it was begun in the console.
    pub created_at: Moment,
    /// When it was entered, if it was.
    pub entered_at: Option<Moment>,
    /// When it ends at the latest.
    pub expires_at: Moment,
    /// When it ended.
    pub ended_at: Option<Moment>,
    /// Why it ended.
    pub end_cause: Option<EndCause>,
}

impl Listed {
    /// Whether it is on at a moment.
    pub fn lives(&self, now: Moment) -> bool {
        self.ended_at.is_none() && self.expires_at > now
    }

    /// Since when whoever it is was there, or was about to be.
    pub fn since(&self) -> Moment {
        self.entered_at.unwrap_or(self.created_at)
    }

    /// The key of what let them in.
    pub fn basis_key(&self) -> &'static str {
        basis_key(self.basis)
    }

    /// The key of how it ended.
    pub fn end_key(&self) -> &'static str {
        match self.end_cause {
            Some(_) if self.entered_at.is_none() => "visit-ended-missed",
            cause => end_key(cause),
        }
    }
}

/// The key of what lets the operator's staff in.
pub fn basis_key(basis: Basis) -> &'static str {
    match basis {
        Basis::Trial => "visit-basis-trial",
        Basis::Grant => "visit-basis-grant",
        Basis::Emergency => "visit-basis-emergency",
    }
}

/// The key of how a visit ended, if it has.
pub fn end_key(cause: Option<EndCause>) -> &'static str {
    match cause {
        None => "visit-ended-on",
        Some(EndCause::SignedOut) => "visit-ended-left",
        Some(EndCause::EndedByAccount) => "visit-ended-by-account",
        Some(EndCause::EndedInConsole) => "visit-ended-in-console",
        Some(EndCause::ConsoleLeft) => "visit-ended-console-left",
        Some(EndCause::AccessEnded) => "visit-ended-access",
        Some(EndCause::AccountSuspended) => "visit-ended-suspended",
        Some(EndCause::RootChanged) => "visit-ended-staff",
        Some(_) => "visit-ended-time",
    }
}

type Columns = (
    visits::id,
    visits::account_id,
    visits::staff_id,
    visits::user_id,
    users::name,
    visits::case_id,
    visits::reason,
    visits::basis,
    visits::read_only,
    visits::created_at,
    visits::entered_at,
    visits::expires_at,
    visits::ended_at,
    visits::end_cause,
);

const COLUMNS: Columns = (
    visits::id,
    visits::account_id,
    visits::staff_id,
    visits::user_id,
    users::name,
    visits::case_id,
    visits::reason,
    visits::basis,
    visits::read_only,
    visits::created_at,
    visits::entered_at,
    visits::expires_at,
    visits::ended_at,
    visits::end_cause,
);

/// The visits to an account that have been entered and are on.
pub fn live(c: &mut Conn, account: i64, now: Moment) -> Result<Vec<Listed>> {
    Ok(visits::table
        .inner_join(users::table)
        .filter(visits::account_id.eq(account).and(visits::ended_at.is_null()))
        .filter(visits::expires_at.gt(now.0).and(visits::entered_at.is_not_null()))
        .order(visits::id)
        .select(COLUMNS)
        .load(c)?)
}

/// Every visit to an account, the last first.
pub fn page(c: &mut Conn, account: i64, cursor: Cursor) -> Result<Page<Listed>> {
    let all =
        visits::table.inner_join(users::table).filter(visits::account_id.eq(account)).select(COLUMNS).into_boxed();
    let all = match cursor {
        Cursor::Start => all.order(visits::id.desc()),
        Cursor::After(id) => all.filter(visits::id.lt(id)).order(visits::id.desc()),
        Cursor::Before(id) => all.filter(visits::id.gt(id)).order(visits::id.asc()),
    };
    Ok(Page::of(all.limit(ROWS as i64 + 1).load(c)?, cursor, |visit| visit.id))
}

/// One visit, wherever it is.
pub fn one(c: &mut Conn, id: i64) -> Result<Listed> {
    Ok(visits::table.inner_join(users::table).filter(visits::id.eq(id)).select(COLUMNS).first(c)?)
}
