//! People: everyone of an account, as team members find them in Support.
//!
//! Light agents and above open the list and profiles (`Right::SeePeople`); whom one may assume from there is asked of
//! the policy, person by person. The rules are spec.md §3.2–3.4; the life of a person (adding, suspending, merging,
//! deleting, erasing) follows the same layout, one file per noun.

pub mod adding;
pub mod addresses;
pub mod assumption;
pub mod erasure;
pub mod fields;
pub mod history;
pub(crate) mod index;
pub mod list;
pub mod memberships;
pub mod model;
pub mod profile;
pub mod security;
pub mod settings;
pub mod shapes;
pub mod tags;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of People, and of the identity stack.
pub fn routes(routes: &mut Routes) {
    erasure::routes(routes);
    routes.page("/agent/people", Mark::Subject, Right::SeePeople, list::index);
    routes.page("/agent/users/{id}", Mark::Subject, Right::SeePeople, profile::show);
    routes.page("/agent/users/{id}/security", Mark::Subject, Right::SeePeople, security::show);
    routes.page("/agent/users/{id}/history", Mark::Subject, Right::SeePeople, history::index);
    routes.page("/agent/users/{id}/assumption", Mark::Actor, Right::SeePeople, assumption::new);
    routes.act("/agent/users/{id}/assumption", Mark::Actor, Right::SeePeople, assumption::create);
    // No right: nothing may stand in the way back.
    routes.act("/assumption/back", Mark::Actor, None, assumption::back);
    routes.act("/assumption/revert", Mark::Actor, None, assumption::revert);
    routes.act("/assumption/started/revert", Mark::Actor, None, assumption::revert_started);
}
