//! Admin Center > Apps and integrations > Integrations: other programs, and who lets each of them act in their name.
//!
//! * `list`, `page`: all of an account's, and one with its authorizations and its history.
//! * `registration`: registering, editing, removing.
//! * [`authorization`]: letting a program act in one's own name, once more after the account has a new owner, and putting an
//!   end to it. An integration has one authorization at a time; the next takes the place of the one before.
//! * [`model`]: what is read.
//!
//! A token is shown on the one page that answers the form which made it. What it leads to, and that it stops with a
//! suspension, a deletion or a new owner, is [`crate::identity`]'s; what may be asked for with it, [`crate::api`]'s. Nothing
//! here is done in an assumed identity.

pub mod authorization;
mod list;
pub mod model;
mod page;
mod registration;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The path of the list.
pub const PATH: &str = "/admin/apps/integrations";

/// The routes of integrations.
pub fn routes(routes: &mut Routes) {
    let right = Right::ManageIntegrations;
    routes.page(PATH, Mark::Never, right, list::index);
    routes.page("/admin/apps/integrations/new", Mark::Never, right, registration::new);
    routes.act("/admin/apps/integrations/new", Mark::Never, right, registration::create);
    routes.page("/admin/apps/integrations/{id}", Mark::Never, right, page::show);
    routes.page("/admin/apps/integrations/{id}/edit", Mark::Never, right, registration::edit);
    routes.act("/admin/apps/integrations/{id}/edit", Mark::Never, right, registration::update);
    routes.page("/admin/apps/integrations/{id}/removal", Mark::Never, right, registration::confirm);
    routes.act("/admin/apps/integrations/{id}/removal", Mark::Never, right, registration::destroy);
    routes.page("/admin/apps/integrations/{id}/authorize", Mark::Never, right, authorization::new);
    routes.act("/admin/apps/integrations/{id}/authorize", Mark::Never, right, authorization::create);
    routes.act("/admin/apps/integrations/{id}/renewal", Mark::Never, right, authorization::renew);
    routes.act("/admin/apps/integrations/{id}/revocation", Mark::Never, right, authorization::destroy);
}
