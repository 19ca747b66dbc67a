//! Mail: a letter is queued in the transaction that causes it, and delivered later by a worker.
//!
//! * [`Letter`]: every letter there is, with what it needs to be written; `letters` writes it in the receiver's language.
//! * [`queue`]: the only way to send one. It decides whether the letter goes at all (spec.md §3.10), and writes its line
//!   of the E-mail log either way.
//! * `outbox`: the rows, and how a worker takes one; `server`: the mail server; [`worker`]: brings one to the other.
//! * `log`: Admin Center > Account > Logs > E-mail log.

mod access;
mod account;
mod approvals;
mod billing;
mod letters;
pub mod log;
mod names;
mod outbox;
mod security;
pub mod server;
mod sessions;
pub mod worker;

pub use access::AccessLetter;
pub use account::AccountLetter;
pub use approvals::ApprovalLetter;
pub use letters::Letter;
pub use outbox::{DAYS, Failure, queue, standing, suppress, too_old};

use crate::identity::Person;
use crate::policy::Right;
use crate::text_enum;
use crate::web::{Mark, Routes};

text_enum! {
    /// Where a mail stands.
    pub enum State {
        /// Waiting for its turn.
        Queued = "queued",
        /// Being delivered.
        Sending = "sending",
        /// Taken by the mail server.
        Sent = "sent",
        /// Given up; the reason is the server's words, or a [`Failure`].
        Failed = "failed",
        /// Never to be sent; the reason is a [`Held`].
        Suppressed = "suppressed",
    }
}

text_enum! {
    /// Why a letter does not go.
    pub enum Held {
        /// End users get no mail while the Help Center is not active.
        HelpCenterOff = "help_center_off",
        /// The account sends no welcome mail to people whom the team adds.
        WelcomeOff = "welcome_off",
        /// The person is suspended.
        Suspended = "suspended",
        /// The person is deleted.
        Deleted = "deleted",
        /// The person has no address.
        NoAddress = "no_address",
        /// The operator has suspended the account.
        AccountSuspended = "account_suspended",
    }
}

/// The routes of the E-mail log.
pub fn routes(routes: &mut Routes) {
    routes.page("/admin/account/logs/emails", Mark::Subject, Right::ReadLogs, log::index);
    routes.page("/admin/account/logs/emails/{id}", Mark::Subject, Right::ReadLogs, log::show);
}

/// Why a letter to this person would not go, if so. Settings that concern one kind of letter only, such as the welcome mail's, are asked by
/// whoever causes it, and passed to [`suppress`].
pub fn held(person: &Person, help_center_active: bool) -> Option<Held> {
    if person.standing.deleted {
        Some(Held::Deleted)
    } else if person.standing.suspended {
        Some(Held::Suspended)
    } else if person.standing.is_end_user() && !help_center_active {
        Some(Held::HelpCenterOff)
    } else {
        None
    }
}
