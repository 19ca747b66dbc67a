//! People: everyone of an account, as team members find them in Support.
//!
//! Light agents and above open the list and profiles (`Right::SeePeople`); whom one may assume from there is asked of
//! the policy, person by person. The rules are spec.md §3.2–3.4; the life of a person (adding, suspending, merging,
//! deleting, erasing) follows the same layout, one file per noun.
//!
//! * `suspension` shuts somebody out until it is lifted.
//! * `merging` shows what a merge will do, `merger` does it.
//! * `deletion` and `bulk_deletion` delete, `deleted` lists who is, `restoration` brings them back within 30 days.

pub mod adding;
pub mod addresses;
pub mod admission;
pub mod assumption;
pub mod bulk_deletion;
pub mod contacts;
pub mod csv;
pub mod deleted;
pub mod deletion;
pub mod draft;
pub mod editing;
pub mod email;
pub mod erasure;
pub mod export;
pub mod field_pages;
pub mod field_writing;
pub mod fields;
pub mod history;
pub mod identities;
pub mod imports;
pub mod index;
pub mod list;
mod lookup;
pub mod memberships;
pub mod merger;
pub mod merging;
pub mod model;
pub mod own;
pub mod profile;
pub mod restoration;
pub mod security;
pub mod settings;
mod several;
pub mod shapes;
pub mod suspension;
pub mod tags;
pub mod tags_in_use;

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of People, and of the identity stack.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/people/end-users", Mark::Subject, Right::ManageEndUserSettings, settings::edit);
    routes.act("/admin/people/end-users", Mark::Never, Right::ManageEndUserSettings, settings::update);
    erasure::routes(routes);
    routes.page("/agent/people", Mark::Subject, Right::SeePeople, list::index);
    routes.page("/agent/users/new", Mark::Subject, Right::AddEndUsers, adding::new);
    routes.act("/agent/users", Mark::Subject, Right::AddEndUsers, adding::add);
    routes.page("/agent/users/{id}", Mark::Subject, Right::SeePeople, profile::show);
    routes.act("/agent/users/{id}/two-factor-off", Mark::Never, Right::ResetPasswords, security::turn_off);
    routes.page("/agent/users/{id}/security", Mark::Subject, Right::SeePeople, security::show);
    routes.act("/agent/users/{id}/sessions/end", Mark::Never, Right::ResetPasswords, security::end_sessions);
    routes.page("/agent/users/{id}/email", Mark::Subject, Right::SeePeople, email::index);
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
    let settings = Right::ManageUserFields;
    routes.page("/admin/people/tags", Mark::Subject, settings, tags_in_use::index);
    routes.page("/admin/people/tags/removal", Mark::Subject, settings, tags_in_use::removal);
    routes.act("/admin/people/tags/removal", Mark::Subject, settings, tags_in_use::remove);
    routes.page("/admin/people/user-fields", Mark::Subject, settings, field_pages::index);
    routes.act("/admin/people/user-fields", Mark::Subject, settings, field_pages::create);
    routes.page("/admin/people/user-fields/new", Mark::Subject, settings, field_pages::new);
    routes.page("/admin/people/user-fields/{id}", Mark::Subject, settings, field_pages::edit);
    routes.act("/admin/people/user-fields/{id}", Mark::Subject, settings, field_pages::update);
    routes.act("/admin/people/user-fields/{id}/place", Mark::Subject, settings, field_pages::place);
    routes.act("/admin/people/user-fields/{id}/activation", Mark::Subject, settings, field_pages::activation);
    routes.page("/admin/people/user-fields/{id}/deletion", Mark::Subject, settings, field_pages::deletion);
    routes.act("/admin/people/user-fields/{id}/deletion", Mark::Subject, settings, field_pages::delete);
    routes.page("/agent/users/{id}/suspension", Mark::Subject, Right::SeePeople, suspension::new);
    routes.act("/agent/users/{id}/suspension", Mark::Subject, Right::SeePeople, suspension::create);
    routes.act("/agent/users/{id}/suspension/end", Mark::Subject, Right::SeePeople, suspension::destroy);
    routes.page("/agent/users/{id}/merge", Mark::Never, Right::SeePeople, merging::index);
    routes.page("/agent/users/{id}/merge/{into}", Mark::Never, Right::SeePeople, merging::new);
    routes.act("/agent/users/{id}/merge/{into}", Mark::Never, Right::SeePeople, merging::create);
    routes.page("/agent/users/{id}/delete", Mark::Never, Right::SeePeople, deletion::new);
    routes.act("/agent/users/{id}/delete", Mark::Never, Right::SeePeople, deletion::create);
    routes.page("/agent/people/deletion", Mark::Never, Right::ErasePeople, bulk_deletion::new);
    routes.act("/agent/people/deletion", Mark::Never, Right::ErasePeople, bulk_deletion::create);
    routes.page("/admin/people/deleted-users", Mark::Subject, Right::ErasePeople, deleted::index);
    routes.page("/admin/people/deleted-users/restoration", Mark::Never, Right::ErasePeople, restoration::new_several);
    routes.act("/admin/people/deleted-users/restoration", Mark::Never, Right::ErasePeople, restoration::create_several);
    routes.page("/admin/people/deleted-users/{id}/restore", Mark::Never, Right::ErasePeople, restoration::new);
    routes.act("/admin/people/deleted-users/{id}/restore", Mark::Never, Right::ErasePeople, restoration::create);
    routes.act("/agent/people/export", Mark::Never, Right::ImportAndExport, export::create);
    imports::routes(routes);
    // No right: nothing may stand in the way back.
    routes.act("/assumption/back", Mark::Actor, None, assumption::back);
    routes.act("/assumption/revert", Mark::Actor, None, assumption::revert);
    routes.act("/assumption/started/revert", Mark::Actor, None, assumption::revert_started);
}
