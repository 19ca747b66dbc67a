//! The team of an account: its owner, administrators, agents, light agents and contributors.
//!
//! Administrators see the list under Admin Center > People > Team > Team members, open a profile from there and assume
//! whom the policy allows (spec.md §3.2). What each of them is, is `membership`'s to change; whether a seat is free for
//! it, `seats` knows.

pub mod access;
mod list;
pub mod membership;
pub mod seats;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of the team.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/people/team-members", Mark::Subject, Right::SeeTeamMembers, list::index);
    routes.page("/admin/people/team-members/{id}", Mark::Never, Right::SetProductRoles, access::edit);
    routes.act("/admin/people/team-members/{id}", Mark::Never, Right::SetProductRoles, access::update);
}
