//! Admin Center > People > Team > Groups: who of the team works together (reference §4.9).
//!
//! * Agents and administrators are in one group at least; light agents and contributors may be in some; end users never are.
//! * One group is the account's default, which new agents join; one of each member's is theirs. Such a group is not deleted.
//! * `list`, `show`, `form`, `deletion`, `addition` are the pages; `own` is a member's default, chosen on their own page.
//! * `writing` changes groups and who is in them, for administrators and whoever has a role that permits it.

mod addition;
mod deletion;
mod form;
mod list;
pub mod model;
pub mod own;
mod show;
mod writing;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// Where the pages are.
const PATH: &str = "/admin/people/groups";

/// Most groups of an account: the list of team members offers all of them as filters.
pub const MOST: i64 = 200;

/// The routes of groups.
pub fn routes(routes: &mut Routes) {
    let right = Right::ManageGroups;
    routes.page(PATH, Mark::Never, right, list::index);
    routes.page("/admin/people/groups/new", Mark::Never, right, form::new);
    routes.act("/admin/people/groups/new", Mark::Never, right, form::create);
    routes.page("/admin/people/groups/{id}", Mark::Never, right, show::show);
    routes.page("/admin/people/groups/{id}/edit", Mark::Never, right, form::edit);
    routes.act("/admin/people/groups/{id}/edit", Mark::Never, right, form::update);
    routes.act("/admin/people/groups/{id}/default", Mark::Never, right, form::make_default);
    routes.page("/admin/people/groups/{id}/deletion", Mark::Never, right, deletion::new);
    routes.act("/admin/people/groups/{id}/deletion", Mark::Never, right, deletion::create);
    routes.page("/admin/people/groups/{id}/addition", Mark::Never, right, addition::new);
    routes.act("/admin/people/groups/{id}/addition", Mark::Never, right, addition::create);
    routes.act("/admin/people/groups/{id}/removal", Mark::Never, right, show::remove);
    routes.act("/admin/people/groups/{id}/member-default", Mark::Never, right, show::member_default);
    routes.act("/admin/people/team-members/{id}/group", Mark::Never, right, own::update);
}
