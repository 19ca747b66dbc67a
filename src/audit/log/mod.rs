//! Admin Center > Account > Logs > Audit log: everything that was done, by whom, as whom, to what; before and after.
//!
//! * `filter`: what an address asks for: dates, people, item, activity, frame (reference §10).
//! * `activity`: what kind of act a line tells of.
//! * `lines`: reads lines, with the names of everything they name, a query a table.
//! * `details`: what a line's details say of values, before and after.
//! * `index`: the list, and one line whole; `export`: the list as a CSV file.
//!
//! Whoever has been erased stands in it under the pseudonym that took their name's place, the same everywhere; the details
//! that told of them are gone, and the chain still verifies.

mod activity;
mod details;
mod export;
pub(crate) mod filter;
mod index;
pub(crate) mod lines;

pub use activity::Activity;
pub use index::{channel, item, label, leads, value};
pub use lines::item_key;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The path of the log.
pub(crate) const PATH: &str = "/admin/account/logs/audit";

/// The routes of the log. A file of it leaves the account, so nobody asks for one in somebody else's name.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/account/logs/audit", Mark::Subject, Right::ReadLogs, index::index);
    routes.act("/admin/account/logs/audit/export", Mark::Never, Right::ReadLogs, export::create);
    routes.page("/admin/account/logs/audit/{seq}", Mark::Subject, Right::ReadLogs, index::show);
}
