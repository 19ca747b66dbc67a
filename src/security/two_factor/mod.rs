//! Two-factor authentication: besides the password a code of an authenticator app, which changes every 30 seconds (RFC 6238).
//!
//! * [`codes`]: the codes themselves, and the drawing by which an app learns the key.
//! * [`store`]: a person's app, the codes that stand in for it, and what using and changing them does.
//! * `enrolment`: the pages on which somebody sets it up for themselves, turns it off, and makes new recovery codes.
//! * `challenge`: the pages between password and session.
//! * `report`: who of the team has it.
//!
//! An administrator's ways out for somebody who lost their app are in `team::account` and `people::security`.

mod challenge;
pub mod codes;
mod enrolment;
mod report;
pub mod store;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of two-factor authentication.
pub fn routes(routes: &mut Routes) {
    routes.page("/access/two-factor", Mark::Never, Right::ChangePassword, enrolment::show);
    routes.act("/access/two-factor", Mark::Never, Right::ChangePassword, enrolment::begin);
    routes.page("/access/two-factor/set-up", Mark::Never, Right::ChangePassword, enrolment::edit);
    routes.act("/access/two-factor/set-up", Mark::Never, Right::ChangePassword, enrolment::create);
    routes.act("/access/two-factor/off", Mark::Never, Right::ChangePassword, enrolment::turn_off);
    routes.act("/access/two-factor/codes", Mark::Never, Right::ChangePassword, enrolment::renew);
    routes.page("/access/code", Mark::Public, None, challenge::edit);
    routes.act("/access/code", Mark::Public, None, challenge::update);
    routes.page("/access/set-up", Mark::Public, None, challenge::set_up);
    routes.act("/access/set-up", Mark::Public, None, challenge::confirm);
    routes.page("/access/new-password", Mark::Public, None, challenge::new_password);
    routes.act("/access/new-password", Mark::Public, None, challenge::change_password);
    routes.act("/admin/account/security/factor-report", Mark::Never, Right::ManageSecurity, report::create);
}
