//! The operator's console: the company that runs the deployment, its staff, and what they see and do of accounts (spec.md §3.14–3.15).
//!
//! The realm is an account of its own kind ([`staff::found`]) whose people are the staff; they sign in below `/operator` on the
//! deployment's own host, by the pages and rules that accounts have, always with a code. See `web::realm`.
//!
//! * [`staff`]: who they are.
//! * [`accounts`]: the accounts of the deployment: found, made, looked at, changed, suspended.
//! * [`cases`]: who asked for what, and what came of it.
//!
//! What operators never do has no code here: nothing names an owner, nothing reads a ticket or an end user. In an account they act in a
//! visit (`identity::visit`), which the account permits.

pub mod accounts;
pub mod cases;
pub mod staff;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes under `/operator`.
pub fn routes(routes: &mut Routes) {
    let (mark, staff) = (Mark::Operator, Right::UseConsole);
    routes.page("/operator", mark, staff, accounts::go);
    routes.page("/operator/", mark, staff, accounts::go);
    accounts::routes(routes);
}
