//! Signing in and out, passwords, the links that mails carry, and the language one chooses.
//!
//! * `sign_in`, `password`, `language`: what somebody with a password does.
//! * [`advanced`]: the tabs of Security > Advanced; `authentication` with [`session_settings`], and [`ip`] are two of them.
//! * [`sessions`]: where one is signed in; [`stand_ins`]: who stood in for one.
//! * [`links`]: one-time links and the mails that carry them; `by_link` and `verification` are the pages they open.
//! * `sign_up`: coming by oneself, while the account is open.
//! * `forgotten`: asking for a link oneself; `resets`: an administrator sends one.

pub mod advanced;
mod authentication;
mod by_link;
mod forgotten;
pub mod ip;
mod language;
pub mod links;
pub mod password;
mod resets;
pub mod session_settings;
pub mod sessions;
pub mod sign_in;
mod sign_up;
pub mod stand_ins;
mod verification;

pub(crate) use forgotten::too_many;
pub(crate) use sign_up::{check_sender, settings as end_user_settings, stranger};

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
    routes.page("/admin/account/security/advanced", Mark::Never, Right::SwitchAccountAssumption, advanced::go);
    let security = Right::ManageSecurity;
    routes.page("/admin/account/security/advanced/sign-in", Mark::Never, security, authentication::edit);
    routes.act("/admin/account/security/sessions", Mark::Never, security, session_settings::update);
    routes.page("/admin/account/security/advanced/ip", Mark::Never, security, ip::edit);
    routes.act("/admin/account/security/advanced/ip", Mark::Never, security, ip::update);
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
