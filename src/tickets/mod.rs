//! Tickets: what end users ask for, and how agents answer.
//!
//! * `requests`: the Help Center's pages, for whoever asked; they see public comments only.
//! * `strangers`: requests of people who are not signed in.
//! * `views`: Support's pages, for team members, who see internal notes too.
//! * `writing`: the functions that write; both kinds of page call them.
//! * `requesters`: what becomes of a person's tickets when the person is deleted or merged.
//!
//! A ticket has a number per account. Whatever is written while assumed is the assumed person's, and keeps the root and
//! the frame beside it.

pub mod model;
pub mod requesters;
pub mod requests;
mod strangers;
pub mod views;
mod writing;

pub(crate) use writing::leave_organization;
pub use writing::{BODY_MAX, Change, SUBJECT_MAX, comment, create};

use crate::policy::Right;
use crate::web::{Mark, Routes};

/// The routes of tickets and requests.
pub fn routes(routes: &mut Routes) {
    routes.page("/agent", Mark::Subject, Right::UseSupport, views::home);
    routes.page("/agent/tickets", Mark::Subject, Right::UseSupport, views::index);
    routes.page("/agent/tickets/{number}", Mark::Subject, Right::UseSupport, views::show);
    routes.act("/agent/tickets/{number}/comments", Mark::Subject, Right::CommentInternally, views::comment);
    routes.page("/hc", Mark::Subject, Right::UseHelpCenter, requests::home);
    routes.page("/hc/requests", Mark::Subject, Right::UseHelpCenter, requests::index);
    routes.page("/hc/requests/organization", Mark::Subject, Right::UseHelpCenter, requests::of_organizations);
    // Strangers may write too, where the account lets them; whoever is signed in needs the right.
    routes.act("/hc/requests", Mark::Public, None, requests::create);
    routes.page("/hc/requests/new", Mark::Public, None, requests::new);
    routes.page("/hc/requests/{number}", Mark::Subject, Right::UseHelpCenter, requests::show);
    routes.act("/hc/requests/{number}/comments", Mark::Subject, Right::SubmitRequests, requests::comment);
}
