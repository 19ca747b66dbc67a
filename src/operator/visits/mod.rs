//! Visits: the operator's staff in an account, with a case and a reason, while the account lets them in (spec.md §3.15).
//!
//! * `enter` is the console's page of an account that begins a visit and lists those that are on.
//! * `door` is on the account's own host: a one-time link that enters the visit, and the page after it.
//! * [`requests`]: asking to be let in. [`emergencies`]: being let in by the server's command line.
//! * [`log`] reads visits for the account's own pages.

mod door;
pub mod emergencies;
mod enter;
pub mod log;
pub mod requests;

pub use door::{left, show as landing, update as arrive};
pub use enter::{create, destroy, edit};

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// Where a visitor who has left an account gets.
pub const LEFT: &str = "/access/left";

/// The routes of visits, the console's and the accounts'.
pub fn routes(routes: &mut Routes) {
    let (mark, staff) = (Mark::Operator, Right::UseConsole);
    routes.page("/operator/accounts/{id}/enter", mark, staff, edit);
    routes.act("/operator/accounts/{id}/enter", mark, staff, create);
    routes.act("/operator/accounts/{id}/access", mark, staff, requests::create);
    routes.act("/operator/accounts/{id}/withdrawal", mark, staff, requests::destroy);
    routes.act("/operator/visits/{id}/end", mark, staff, destroy);
    routes.page("/access/visit/{token}", Mark::Public, None, landing);
    routes.act("/access/visit/{token}", Mark::Public, None, arrive);
    routes.page(LEFT, Mark::Public, None, left);
}
