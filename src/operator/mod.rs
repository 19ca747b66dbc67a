//! The operator's console: the company that runs the deployment, its staff, and what they see and do of accounts (spec.md §3.14–3.15).
//!
//! The realm is an account of its own kind ([`staff::found`]) whose people are the staff; they sign in below `/operator` on the
//! deployment's own host, by the pages and rules that accounts have, always with a code. See `web::realm`.
//!
//! * [`staff`]: who they are.
//! * [`accounts`]: the accounts of the deployment: found, made, looked at, changed, suspended.
//! * [`cases`]: who asked for what, and what came of it; [`lists`] and [`case_page`] show them, [`history`] what was done in one.
//! * [`contact`]: who is writing; [`checking`]: the form that asks it; [`result`]: what came of it, in words.
//! * [`approvals`]: what the account authorizes in writing; [`asking`]: the form that asks for it.
//! * `log`: what was done here.
//! * [`visits`]: being in an account.
//!
//! What operators never do has no code here: nothing names an account's owner (the one `owner_id` that is set is the realm's own, in
//! `staff::acts`, where it means nothing), nothing reads a ticket or an end user. In an account they act in a
//! visit (`identity::visit`), which the account permits.

pub mod accounts;
pub mod approvals;
mod asking;
mod case_page;
pub mod cases;
mod checking;
pub mod contact;
mod history;
mod lists;
mod log;
mod result;
pub mod staff;
pub mod visits;

pub use asking::ASKED;
pub use checking::CHECKS;
pub use lists::said;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes under `/operator`.
pub fn routes(routes: &mut Routes) {
    let (mark, may) = (Mark::Operator, Right::UseConsole);
    routes.page("/operator", mark, may, accounts::go);
    routes.page("/operator/", mark, may, accounts::go);
    accounts::routes(routes);
    staff::routes(routes);
    log::routes(routes);
    visits::routes(routes);
    case_routes(routes);
}

/// Verifying contacts, cases, and what is authorized in writing.
fn case_routes(routes: &mut Routes) {
    let (mark, staff) = (Mark::Operator, Right::UseConsole);
    routes.page("/operator/accounts/{id}/verify", mark, staff, checking::of_account);
    routes.act("/operator/accounts/{id}/verify", mark, staff, checking::check_in_account);
    routes.page("/operator/cases", mark, staff, lists::index);
    routes.page("/operator/cases/new", mark, staff, checking::anywhere);
    routes.act("/operator/cases/new", mark, staff, checking::check_anywhere);
    routes.page("/operator/cases/{id}", mark, staff, case_page::show);
    routes.act("/operator/cases/{id}/notes", mark, staff, case_page::note);
    routes.act("/operator/cases/{id}/check", mark, staff, case_page::check);
    routes.act("/operator/cases/{id}/close", mark, staff, case_page::close);
    routes.act("/operator/cases/{id}/reopen", mark, staff, case_page::reopen);
    routes.page("/operator/cases/{id}/authorization", mark, staff, asking::new);
    routes.act("/operator/cases/{id}/authorization", mark, staff, asking::create);
    routes.act("/operator/cases/{id}/withdrawal", mark, staff, asking::destroy);
}
