//! `/api/v2`: what other programs may do in the name of whoever lets them (Admin Center > Apps and integrations). JSON in the
//! shapes of the reference, over the same functions as the pages. Every route answers with `.json` at its end and without.
//!
//! * `users`: who the token's person is.
//! * `subscription`: plan and seats. An extension of ours: the reference has no such thing.
//!
//! Who calls, how errors look and what is refused before a handler runs is [`crate::web::api`]'s.

mod subscription;
mod users;

use actix_web::http::Method;

use crate::policy::Right;
use crate::web::Routes;

/// The routes of the API.
pub fn routes(routes: &mut Routes) {
    routes.api(Method::GET, "/api/v2/users/me", Right::EditOwnProfile, users::me);
    routes.api(Method::GET, "/api/v2/account/subscription", Right::ManageSubscription, subscription::show);
}
