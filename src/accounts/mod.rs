//! An account's own pages: where one lands, the Admin Center's home, and the logs.

pub mod assumption_log;
pub mod create;
pub mod home;
pub mod navigation;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of the account.
pub fn routes(routes: &mut Routes) {
    routes.page("/", Mark::Public, None, home::go);
    routes.page("/admin", Mark::Subject, Right::UseAdminCenter, home::admin);
    routes.page("/admin/account/logs/assumptions", Mark::Subject, Right::ReadLogs, assumption_log::index);
    routes.page("/admin/account/logs/assumptions/{id}", Mark::Subject, Right::ReadLogs, assumption_log::show);
}
