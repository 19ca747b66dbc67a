//! Organizations: the companies and groups that people belong to, in Support.
//!
//! Team members see them (`Right::SeeOrganizations`), administrators change them (`Right::ManageOrganizations`).
//!
//! * `list` and `page`: all of them, and one with its people and tickets.
//! * `editing` and `deletion`: the forms; `writing`: the functions that write.
//! * `mapping`: the mail domains that lead new people to an organization, and adding who is there already.
//!
//! Which organizations a person has is written by `people::memberships`.

pub mod deletion;
pub mod editing;
pub mod list;
pub mod mapping;
pub mod model;
pub mod page;
pub mod writing;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of organizations.
pub fn routes(routes: &mut Routes) {
    let (see, manage) = (Right::SeeOrganizations, Right::ManageOrganizations);
    routes.page("/agent/organizations", Mark::Subject, see, list::index);
    routes.act("/agent/organizations", Mark::Subject, manage, editing::create);
    routes.page("/agent/organizations/new", Mark::Subject, manage, editing::new);
    routes.page("/agent/organizations/{id}", Mark::Subject, see, page::people);
    routes.act("/agent/organizations/{id}", Mark::Subject, manage, editing::update);
    routes.page("/agent/organizations/{id}/tickets", Mark::Subject, see, page::tickets);
    routes.page("/agent/organizations/{id}/edit", Mark::Subject, manage, editing::edit);
    routes.page("/agent/organizations/{id}/domain-people", Mark::Subject, manage, mapping::new);
    routes.act("/agent/organizations/{id}/domain-people", Mark::Subject, manage, mapping::create);
    routes.page("/agent/organizations/{id}/deletion", Mark::Subject, manage, deletion::new);
    routes.act("/agent/organizations/{id}/deletion", Mark::Subject, manage, deletion::create);
}
