//! The team of an account: its owner, administrators, agents, light agents and contributors.
//!
//! Administrators see the list under Admin Center > People > Team > Team members, open a profile from there and assume
//! whom the policy allows (spec.md §3.2). What each of them is, is `membership`'s to change; whether a seat is free for
//! it, `seats` knows. The list is read by `members`, as its address asks (`filter`); `export` writes the same to a file.
//! `roles` are those that an account makes itself, `groups` who works together.
//! `swap` makes somebody of it the next owner without another seat.

pub mod access;
mod account;
pub mod adding;
pub mod downgrade;
mod export;
mod filter;
pub mod groups;
mod list;
mod members;
pub mod membership;
mod picking;
pub mod promotion;
pub mod roles;
pub mod seats;
pub mod swap;
mod visitors;
pub mod withdrawal;

pub(crate) use access::{product_key, product_role_key};

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of the team.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/people/team-members", Mark::Subject, Right::SeeTeamMembers, list::index);
    routes.page("/admin/people/team-members/new", Mark::Never, Right::ManageTeam, adding::new);
    routes.act("/admin/people/team-members/new", Mark::Never, Right::ManageTeam, adding::create);
    routes.act("/admin/people/team-members/export", Mark::Never, Right::ImportAndExport, export::create);
    routes.page("/admin/people/team-members/promotion/{id}", Mark::Never, Right::ManageTeam, promotion::new);
    routes.act("/admin/people/team-members/promotion/{id}", Mark::Never, Right::ManageTeam, promotion::create);
    routes.page("/admin/people/team-members/{id}", Mark::Never, Right::SetProductRoles, access::edit);
    routes.act("/admin/people/team-members/{id}", Mark::Never, Right::SetProductRoles, access::update);
    routes.page("/admin/people/team-members/{id}/account", Mark::Never, Right::EditTeamMembers, account::edit);
    routes.act("/admin/people/team-members/{id}/account", Mark::Never, Right::EditTeamMembers, account::update);
    routes.act("/admin/people/team-members/{id}/recovery", Mark::Never, Right::EditTeamMembers, account::recovery);
    routes.page("/admin/people/team-members/{id}/downgrade", Mark::Never, Right::ManageTeam, downgrade::new);
    routes.act("/admin/people/team-members/{id}/downgrade", Mark::Never, Right::ManageTeam, downgrade::create);
    roles::routes(routes);
    groups::routes(routes);
}
