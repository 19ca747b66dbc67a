//! People: everyone of an account, as team members find them in Support.
//!
//! Light agents and above open the list and profiles (`Right::SeePeople`); whom one may assume from there is asked of
//! the policy, person by person. The rules are spec.md §3.2–3.4; the life of a person (adding, suspending, merging,
//! deleting, erasing) follows the same layout, one file per noun.

pub mod adding;
pub mod addresses;
pub mod assumption;
pub mod contacts;
pub mod draft;
pub mod editing;
pub mod fields;
pub mod history;
pub mod identities;
pub mod index;
pub mod list;
pub mod memberships;
pub mod model;
pub mod own;
pub mod profile;
pub mod security;
pub mod settings;
pub mod shapes;
pub mod tags;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of People, and of the identity stack.
pub fn routes(routes: &mut Routes) {
    routes.page("/agent/people", Mark::Subject, Right::SeePeople, list::index);
    routes.page("/agent/users/{id}", Mark::Subject, Right::SeePeople, profile::show);
    routes.page("/agent/users/{id}/security", Mark::Subject, Right::SeePeople, security::show);
    routes.page("/agent/users/{id}/history", Mark::Subject, Right::SeePeople, history::index);
    routes.page("/agent/users/{id}/edit", Mark::Subject, Right::SeePeople, editing::edit);
    routes.act("/agent/users/{id}/edit", Mark::Subject, Right::SeePeople, editing::update);
    // Addresses are nobody's to change in somebody else's name.
    routes.page("/agent/users/{id}/contacts/new", Mark::Never, Right::SeePeople, contacts::new);
    routes.act("/agent/users/{id}/contacts", Mark::Never, Right::SeePeople, contacts::create);
    routes.page("/agent/users/{id}/contacts/{n}/edit", Mark::Never, Right::SeePeople, contacts::edit);
    routes.act("/agent/users/{id}/contacts/{n}", Mark::Never, Right::SeePeople, contacts::update);
    routes.act("/agent/users/{id}/contacts/{n}/verified", Mark::Never, Right::SeePeople, contacts::verify);
    routes.act("/agent/users/{id}/contacts/{n}/reminder", Mark::Never, Right::SeePeople, contacts::remind);
    routes.act("/agent/users/{id}/contacts/{n}/primary", Mark::Never, Right::SeePeople, contacts::promote);
    routes.act("/agent/users/{id}/contacts/{n}/removal", Mark::Never, Right::SeePeople, contacts::destroy);
    routes.page("/agent/users/{id}/assumption", Mark::Actor, Right::SeePeople, assumption::new);
    routes.act("/agent/users/{id}/assumption", Mark::Actor, Right::SeePeople, assumption::create);
    routes.page("/hc/profile", Mark::Subject, Right::UseHelpCenter, own::show);
    routes.act("/hc/profile", Mark::Subject, Right::EditOwnProfile, own::update);
    routes.page("/hc/profile/contacts/new", Mark::Never, Right::EditOwnProfile, contacts::new_own);
    routes.act("/hc/profile/contacts", Mark::Never, Right::EditOwnProfile, contacts::create_own);
    routes.page("/hc/profile/contacts/{n}/edit", Mark::Never, Right::EditOwnProfile, contacts::edit_own);
    routes.act("/hc/profile/contacts/{n}", Mark::Never, Right::EditOwnProfile, contacts::update_own);
    routes.act("/hc/profile/contacts/{n}/reminder", Mark::Never, Right::EditOwnProfile, contacts::remind_own);
    routes.act("/hc/profile/contacts/{n}/primary", Mark::Never, Right::EditOwnProfile, contacts::promote_own);
    routes.act("/hc/profile/contacts/{n}/removal", Mark::Never, Right::EditOwnProfile, contacts::destroy_own);
    // No right: nothing may stand in the way back.
    routes.act("/assumption/back", Mark::Actor, None, assumption::back);
    routes.act("/assumption/revert", Mark::Actor, None, assumption::revert);
    routes.act("/assumption/started/revert", Mark::Actor, None, assumption::revert_started);
}
