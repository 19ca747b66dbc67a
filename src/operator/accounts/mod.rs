//! The accounts of the deployment, as the operator's staff see them: never a ticket, never an end user, numbers of them at most.
//!
//! * `list`: all of them, searched and filtered. [`new`]: making one; its owner is invited by mail.
//! * `sight`: one account, read-only. Every look at an account's pages is a line in its own log ([`look`]).
//! * `plan`, `lending`, [`suspension`]: what operator administrators change, each with a reason, in the account's log and in the realm's.
//! * `activity`: what the staff did to an account.

mod activity;
mod facts;
mod lending;
mod list;
mod looking;
pub mod new;
mod plan;
mod reason;
mod sight;
pub mod suspension;

pub(crate) use facts::team_names;
pub use looking::{AGAIN_SECONDS, look, page_key};
pub(crate) use sight::access_said as said;

use actix_web::HttpResponse;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::accounts;
use crate::error::Result;
use crate::identity::Account;
use crate::policy::Right;
use crate::web::{Cx, Mark, Routes};

/// The routes of accounts.
pub(super) fn routes(routes: &mut Routes) {
    let (mark, staff, managers) = (Mark::Operator, Right::UseConsole, Right::ManageAccounts);
    routes.page("/operator/accounts", mark, staff, list::index);
    routes.page("/operator/accounts/new", mark, managers, new::new);
    routes.act("/operator/accounts/new", mark, managers, new::create);
    routes.page("/operator/accounts/{id}", mark, staff, sight::show);
    routes.page("/operator/accounts/{id}/activity", mark, staff, activity::index);
    routes.act("/operator/accounts/{id}/invitation", mark, managers, new::invite);
    routes.page("/operator/accounts/{id}/plan", mark, managers, plan::edit);
    routes.act("/operator/accounts/{id}/plan", mark, managers, plan::update);
    routes.page("/operator/accounts/{id}/lend", mark, managers, lending::new);
    routes.act("/operator/accounts/{id}/lend", mark, managers, lending::create);
    routes.page("/operator/accounts/{id}/lent/{number}", mark, managers, lending::edit);
    routes.act("/operator/accounts/{id}/lent/{number}", mark, managers, lending::destroy);
    routes.page("/operator/accounts/{id}/suspension", mark, managers, suspension::new);
    routes.act("/operator/accounts/{id}/suspension", mark, managers, suspension::create);
    routes.act("/operator/accounts/{id}/resumption", mark, managers, suspension::destroy);
}

/// `GET /operator`: goes on to the accounts.
pub async fn go(cx: Cx) -> Result<HttpResponse> {
    cx.see("/operator/accounts")
}

/// A customer's account of the deployment. The realm is none.
pub fn account(c: &mut Conn, id: i64) -> Result<Account> {
    let one = accounts::table.filter(accounts::id.eq(id).and(accounts::operator.eq(false)));
    Ok(one.select(Account::as_select()).first(c)?)
}

/// The path of an account's first page in the console.
fn path(account: &Account) -> String {
    format!("/operator/accounts/{}", account.id)
}
