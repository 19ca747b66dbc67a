//! Every look at an account is a line in the account's own log, and one in the realm's.
//!
//! A line names the page. Within [`AGAIN_SECONDS`] another look of the same person at the same page adds none: whoever goes through a list
//! page by page, or comes back from a form, would fill the customer's log with what it says already.

use diesel::prelude::*;
use serde_json::{Value, json};

use super::account;
use crate::audit::Entry;
use crate::db::schema::{audit_entries, audit_values, users};
use crate::db::{Conn, Moment};
use crate::error::{Error, Result};
use crate::identity::Account;
use crate::policy::Right;
use crate::web::Cx;

/// Seconds in which looks of one person at one page count as one.
pub const AGAIN_SECONDS: i64 = 60;
/// Lines about the account that can have been written in that time and are looked at.
const RECENT: i64 = 50;

/// The key of the name of a page that was looked at.
pub fn page_key(page: &str) -> Option<&'static str> {
    Some(match page {
        "overview" => "console-tab-sight",
        "activity" => "console-tab-activity",
        "enter" => "console-tab-enter",
        "verify" => "console-tab-verify",
        "case" => "item-case",
        "authorization" => "approval-request",
        "plan" => "accounts-page-plan",
        "lend" => "accounts-lend",
        "suspension" => "accounts-page-suspension",
        _ => return None,
    })
}

/// An account for a page that shows something of it. `page` is what the lines call the page.
pub async fn look(cx: &Cx, id: i64, page: &'static str) -> Result<Account> {
    let (staff, now) = (cx.identity()?.root().id, cx.now());
    let (account, seen) = cx.read(move |c| Ok((account(c, id)?, seen(c, id, staff, page, now)?))).await?;
    if seen {
        return Ok(account);
    }
    let done = cx
        .write(move |tx| {
            tx.identity().ensure(Right::UseConsole)?;
            let (staff, now) = (tx.identity().root().id, tx.now());
            if self::seen(tx.conn(), id, staff, page, now)? {
                return Err(Error::Conflict);
            }
            let line = || Entry::new("account.viewed", "account", id).with(json!({ "page": page }));
            tx.in_account(id, |there| there.record(line()))?;
            tx.record(line())
        })
        .await;
    match done {
        // Two tabs at once: one line tells of both.
        Ok(()) | Err(Error::Conflict) => Ok(account),
        Err(error) => Err(error),
    }
}

/// Whether the account's log says already that somebody of the staff looks at a page of it.
fn seen(c: &mut Conn, account: i64, staff: i64, page: &str, now: Moment) -> Result<bool> {
    let mine = users::table.filter(users::account_id.eq(account).and(users::staff_id.eq(staff)));
    let Some(visitor): Option<i64> = mine.select(users::id).first(c).optional()? else { return Ok(false) };
    let bodies: Vec<String> = audit_entries::table
        .inner_join(audit_values::table.on(audit_values::entry_id.eq(audit_entries::id)))
        .filter(audit_entries::account_id.eq(account))
        .filter(audit_entries::object_kind.eq("account").and(audit_entries::object_id.eq(account)))
        .filter(audit_entries::act.eq("account.viewed").and(audit_entries::root_user_id.eq(visitor)))
        .filter(audit_entries::at.gt(now.plus_seconds(-AGAIN_SECONDS).0))
        .order(audit_entries::seq.desc())
        .limit(RECENT)
        .select(audit_values::body)
        .load(c)?;
    let of = |body: &String| {
        let body: Value = serde_json::from_str(body).ok()?;
        body.get("details")?.get("page")?.as_str().map(str::to_owned)
    };
    Ok(bodies.iter().filter_map(of).any(|seen| seen == page))
}
