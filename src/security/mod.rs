//! Signing in and out, passwords, and the language one chooses.

pub mod language;
pub mod links;
pub mod password;
pub mod sign_in;

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
    routes.page("/access/invitation/{token}", Mark::Public, None, links::edit);
    routes.act("/access/invitation/{token}", Mark::Public, None, links::update);
}
