//! Who has roles that a plan does not have, and what becomes of those when the account moves to it.
//!
//! A role in a product that goes is taken, with a line in the log for each person. A role of the account's own is never replaced by
//! the plan's one role of agents, which could let somebody do more: such a change is refused (`billing::subscription`).

use diesel::prelude::*;
use serde_json::json;

use crate::audit::Entry;
use crate::db::schema::users;
use crate::db::{Backend, Conn};
use crate::error::Result;
use crate::identity::{self, Account, EndCause, Tx};
use crate::people::index;
use crate::policy::ProductRole;

/// Most people whom a page names.
const NAMED: i64 = 20;

/// Somebody who has such a role: id and name.
pub type Holder = (i64, String);

type Boxed<'a> = users::BoxedQuery<'a, Backend>;

fn living<'a>(account: i64) -> Boxed<'a> {
    users::table.filter(users::account_id.eq(account).and(users::deleted_at.is_null())).into_boxed::<Backend>()
}

fn counted(c: &mut Conn, query: impl Fn() -> Boxed<'static>) -> Result<(i64, Vec<Holder>)> {
    let count: i64 = query().count().get_result(c)?;
    let some = query().order((users::folded_name, users::id)).limit(NAMED).select((users::id, users::name)).load(c)?;
    Ok((count, some))
}

/// How many people have a role of the account's own, and some of them by name.
pub fn with_custom_role(c: &mut Conn, account: &Account) -> Result<(i64, Vec<Holder>)> {
    counted(c, || living(account.id).filter(users::custom_role_id.is_not_null()))
}

/// How many people have a role in Explore, the one product that a plan can be without; and some of them by name.
pub fn with_explore(c: &mut Conn, account: &Account) -> Result<(i64, Vec<Holder>)> {
    counted(c, || living(account.id).filter(users::explore_role.is_not_null()))
}

/// Takes everybody's role in Explore, also from deleted people, who might be restored with it; nobody stands in for them as they were.
pub fn take_explore(tx: &mut Tx<'_>) -> Result<()> {
    let (account, now) = (tx.identity().account().clone(), tx.now());
    let held: Vec<(i64, Option<ProductRole>)> = users::table
        .filter(users::account_id.eq(account.id).and(users::explore_role.is_not_null()))
        .order(users::id)
        .select((users::id, users::explore_role))
        .load(tx.conn())?;
    let ids: Vec<i64> = held.iter().map(|(id, _)| *id).collect();
    diesel::update(users::table.filter(users::id.eq_any(ids)))
        .set((users::explore_role.eq(None::<ProductRole>), users::updated_at.eq(now.0)))
        .execute(tx.conn())?;
    let mut lines = Vec::with_capacity(held.len());
    for (id, role) in held {
        let details =
            json!({ "before": { "explore": role.map_or("-", ProductRole::as_str) }, "after": { "explore": "-" } });
        lines.push(Entry::new("team_member.role_changed", "user", id).with(details));
        identity::end_frames_of(tx, &account, id, EndCause::SubjectChanged)?;
        index::refresh(tx.conn(), id)?;
    }
    tx.record_all(&lines)
}
