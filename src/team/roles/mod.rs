//! Admin Center > People > Team > Roles: what an account makes of its agents on a plan that has custom roles (reference §4.6).
//!
//! * `model` reads roles; those that every account has are called so in the reader's language.
//! * `list`, `show`, `form`, `deletion`: the pages. On another plan the first says what there would be, and nothing is made.
//! * `assignment` gives a role to team members, by way of `membership`, so that seats are counted.
//! * `writing` changes roles; who may is `policy::roles`. What a role permits counts for its people from their next request on,
//!   in every tab and in every identity that somebody assumes.
//! * `names` keeps roles from being called like others, or like what Stead itself calls people.

mod assignment;
mod deletion;
mod form;
mod labels;
mod list;
pub mod model;
pub mod names;
mod show;
mod writing;

pub use labels::{Area, areas, label};
pub use model::SystemRole;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// Where the pages are.
const PATH: &str = "/admin/people/roles";

/// Most roles that an account makes.
pub const MOST: usize = 197;

/// The routes of roles.
pub fn routes(routes: &mut Routes) {
    let right = Right::ManageRoles;
    routes.page(PATH, Mark::Never, right, list::index);
    routes.page("/admin/people/roles/new", Mark::Never, right, form::new);
    routes.act("/admin/people/roles/new", Mark::Never, right, form::create);
    routes.page("/admin/people/roles/{id}", Mark::Never, right, show::show);
    routes.page("/admin/people/roles/{id}/edit", Mark::Never, right, form::edit);
    routes.act("/admin/people/roles/{id}/edit", Mark::Never, right, form::update);
    routes.page("/admin/people/roles/{id}/clone", Mark::Never, right, form::copy);
    routes.act("/admin/people/roles/{id}/clone", Mark::Never, right, form::create_copy);
    routes.page("/admin/people/roles/{id}/deletion", Mark::Never, right, deletion::new);
    routes.act("/admin/people/roles/{id}/deletion", Mark::Never, right, deletion::create);
    routes.page("/admin/people/roles/{id}/assignment", Mark::Never, Right::ManageTeam, assignment::new);
    routes.act("/admin/people/roles/{id}/assignment", Mark::Never, Right::ManageTeam, assignment::create);
}
