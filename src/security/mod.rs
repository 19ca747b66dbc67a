//! Signing in and out, passwords, the links that mails carry, and the language one chooses.
//!
//! * `sign_in`, `password`, `language`: what somebody with a password does.
//! * [`advanced`]: the tabs of Security > Advanced: `authentication` with [`session_settings`], [`password_rules`], [`ip`],
//!   `assuming` (whether and how identities are assumed), `access` (letting the operator's support staff in).
//! * [`overview`]: how each setting stands.
//! * [`grants`]: each permission to come in, and whether it lives; [`settings`]: what the account asks of whoever signs in.
//! * [`entering`]: from a right password to a session; [`two_factor`]: codes besides; [`browsers`]: those that are trusted.
//! * [`sessions`]: where one is signed in, and with which devices; [`stand_ins`]: who stood in for one.
//! * [`links`]: one-time links and the mails that carry them; `by_link` and `verification` are the pages they open.
//! * [`approvals`]: what the operator's staff ask administrators to authorize in writing.
//! * `sign_up`: coming by oneself, while the account is open.
//! * `forgotten`: asking for a link oneself; `resets`: an administrator sends one.

mod access;
pub mod advanced;
pub mod approvals;
mod assuming;
mod authentication;
pub mod browsers;
mod by_link;
pub mod entering;
mod forgotten;
pub mod grants;
pub mod ip;
mod language;
pub mod links;
pub mod overview;
pub mod password;
pub mod password_rules;
mod resets;
pub mod session_settings;
pub mod sessions;
pub mod settings;
pub mod sign_in;
mod sign_up;
pub mod stand_ins;
pub mod two_factor;
mod verification;
pub mod visits;

pub(crate) use forgotten::too_many;
pub(crate) use sign_up::{check_sender, settings as end_user_settings, stranger};

use diesel::prelude::*;

use crate::error::Result;
use crate::identity::Tx;
use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes under `/access`.
pub fn routes(routes: &mut Routes) {
    routes.page("/access/sign-in", Mark::Public, None, sign_in::new);
    routes.act("/access/sign-in", Mark::Public, None, sign_in::create);
    routes.act("/access/sign-out", Mark::Public, None, sign_in::destroy);
    routes.act("/access/language", Mark::Subject, Right::ChooseLanguage, language::update);
    routes.page("/access/password", Mark::Never, Right::ChangePassword, password::edit);
    routes.act("/access/password", Mark::Never, Right::ChangePassword, password::update);
    routes.page("/access/invitation/{token}", Mark::Public, None, by_link::invitation);
    routes.act("/access/invitation/{token}", Mark::Public, None, by_link::accept);
    routes.page("/access/forgot-password", Mark::Public, None, forgotten::new);
    routes.act("/access/forgot-password", Mark::Public, None, forgotten::create);
    routes.page("/access/sign-up", Mark::Public, None, sign_up::new);
    routes.act("/access/sign-up", Mark::Public, None, sign_up::create);
    routes.page("/access/reset/{token}", Mark::Public, None, by_link::reset);
    routes.act("/access/reset/{token}", Mark::Public, None, by_link::change);
    routes.page("/access/verify/{token}", Mark::Public, None, verification::edit);
    routes.act("/access/verify/{token}", Mark::Public, None, verification::update);
    // Whose answer it is, nobody gives in their name.
    let answering = Right::EditOwnProfile;
    routes.page("/access/authorization/{token}", Mark::Never, answering, approvals::edit);
    routes.act("/access/authorization/{token}", Mark::Never, answering, approvals::update);
    routes.page(approvals::PATH, Mark::Subject, Right::ReadLogs, approvals::index);
    routes.page("/admin/account/security/overview", Mark::Never, Right::ManageSecurity, overview::show);
    routes.page("/admin/account/security/advanced", Mark::Never, Right::SwitchAccountAssumption, advanced::go);
    let path = "/admin/account/security/advanced/assuming";
    routes.page(path, Mark::Never, Right::ManageSecurity, assuming::edit);
    routes.act(path, Mark::Never, Right::ManageSecurity, assuming::update);
    routes.page(advanced::ACCESS, Mark::Never, Right::SwitchAccountAssumption, access::edit);
    routes.act(advanced::ACCESS, Mark::Never, Right::SwitchAccountAssumption, access::update);
    routes.act("/admin/account/security/access/decline", Mark::Never, Right::SwitchAccountAssumption, access::decline);
    routes.act("/admin/account/security/visits/{id}/end", Mark::Never, Right::SwitchAccountAssumption, visits::destroy);
    routes.page(visits::PATH, Mark::Subject, Right::ReadLogs, visits::index);
    routes.act(access::END, Mark::Never, Right::SwitchAccountAssumption, access::destroy);
    let never = Mark::Never;
    routes.page("/admin/account/security/advanced/sign-in", never, Right::ManageSecurity, authentication::edit);
    routes.act("/admin/account/security/advanced/sign-in", never, Right::ManageSecurity, authentication::update);
    routes.page("/admin/account/security/advanced/password", never, Right::ManageSecurity, password_rules::edit);
    routes.act("/admin/account/security/advanced/password", never, Right::ManageSecurity, password_rules::update);
    two_factor::routes(routes);
    routes.act("/agent/users/{id}/password", never, Right::ResetPasswords, password_rules::setting::update);
    let security = Right::ManageSecurity;
    routes.act("/admin/account/security/sessions", Mark::Never, security, session_settings::update);
    routes.page("/admin/account/security/advanced/ip", Mark::Never, Right::ManageIpRestrictions, ip::edit);
    routes.act("/admin/account/security/advanced/ip", Mark::Never, Right::ManageIpRestrictions, ip::update);
    // What one sees of oneself nobody sees in one's name.
    let own = Right::EditOwnProfile;
    routes.page("/access/sessions", Mark::Never, own, sessions::index);
    routes.act("/access/sessions/others/end", Mark::Never, own, sessions::destroy_others);
    routes.act("/access/sessions/mail", Mark::Never, own, sessions::notify);
    routes.act("/access/sessions/devices/{id}/removal", Mark::Never, own, sessions::remove);
    routes.act("/access/sessions/{id}/end", Mark::Never, own, sessions::destroy);
    routes.page("/access/stand-ins", Mark::Never, own, stand_ins::index);
    routes.act("/access/stand-ins/{id}/stop", Mark::Never, own, stand_ins::stop);
    routes.page("/hc/profile/access", Mark::Never, own, stand_ins::index);
    routes.act("/agent/users/{id}/password-reset", Mark::Never, Right::ResetPasswords, resets::create);
}

/// Takes away all by which somebody signs in beside their password hash: their authenticator app and its codes, the browsers
/// that are known, the passwords they had.
pub(crate) fn forget_sign_in(tx: &mut Tx<'_>, user: i64) -> Result<()> {
    use crate::db::schema::*;
    let c = tx.conn();
    diesel::delete(factors::table.find(user)).execute(c)?;
    diesel::delete(factor_drafts::table.find(user)).execute(c)?;
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user))).execute(c)?;
    diesel::delete(pending_sign_ins::table.filter(pending_sign_ins::user_id.eq(user))).execute(c)?;
    diesel::delete(browsers::table.filter(browsers::user_id.eq(user))).execute(c)?;
    diesel::delete(password_states::table.find(user)).execute(c)?;
    diesel::delete(former_passwords::table.filter(former_passwords::user_id.eq(user))).execute(c)?;
    Ok(())
}
