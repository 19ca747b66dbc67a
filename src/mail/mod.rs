//! Mail: a letter is queued in the transaction that causes it, and delivered later by a worker.
//!
//! * [`Letter`]: every letter there is, with what it needs to be written.
//! * [`queue`]: the only way to send one. It decides whether the letter goes at all (spec.md §3.10), and writes its line
//!   of the E-mail log either way.

use diesel::prelude::*;

use crate::db::schema::mails;
use crate::error::Result;
use crate::identity::{Person, Tx};
use crate::{secrets, text_enum};

/// A letter, with what its text needs. Paths are of this product, without host and scope.
#[derive(Clone, Debug)]
pub enum Letter {
    /// Welcome: verifies the address and asks for a password.
    Welcome {
        /// The one-time path.
        path: String,
    },
    /// Asks whoever reads an added address to confirm it.
    Verification {
        /// The one-time path.
        path: String,
    },
    /// Tells a person (at their primary address) that an address was added to their profile.
    AddressAdded {
        /// The address.
        address: String,
    },
    /// A link to choose another password.
    PasswordReset {
        /// The one-time path.
        path: String,
    },
    /// Tells a person that their password was changed.
    PasswordChanged,
    /// Tells the holder of an address that somebody tried to sign up with it.
    SignUpKnown,
    /// Tells the requester that their request was received.
    RequestReceived {
        /// The request's number.
        number: i64,
        /// Its subject.
        subject: String,
    },
    /// Tells the requester of a public reply.
    RequestReply {
        /// The request's number.
        number: i64,
        /// Its subject.
        subject: String,
        /// Who replied.
        author: String,
        /// What they wrote.
        body: String,
    },
}

impl Letter {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Welcome { .. } => "welcome",
            Self::Verification { .. } => "verification",
            Self::AddressAdded { .. } => "address_added",
            Self::PasswordReset { .. } => "password_reset",
            Self::PasswordChanged => "password_changed",
            Self::SignUpKnown => "sign_up_known",
            Self::RequestReceived { .. } => "request_received",
            Self::RequestReply { .. } => "request_reply",
        }
    }
}

text_enum! {
    /// Where a mail stands.
    pub enum State {
        /// Waiting for its turn.
        Queued = "queued",
        /// Being delivered.
        Sending = "sending",
        /// Taken by the mail server.
        Sent = "sent",
        /// Given up; the reason is the server's words.
        Failed = "failed",
        /// Never to be sent; the reason is a key.
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
    }
}

/// Why a letter to this person would not go, if so. Settings that concern one kind of letter only, such as the welcome mail's, are asked by
/// whoever causes it, and passed to [`suppress`].
pub fn held(person: &Person, help_center_active: bool) -> Option<Held> {
    if person.standing.deleted {
        Some(Held::Deleted)
    } else if !person.standing.is_end_user() {
        None
    } else if person.standing.suspended {
        Some(Held::Suspended)
    } else if !help_center_active {
        Some(Held::HelpCenterOff)
    } else {
        None
    }
}

/// Queues a letter to a person, at their primary address or at the given one; answers why it is held back, if it is.
pub fn queue(tx: &mut Tx<'_>, to: &Person, address: Option<&str>, letter: &Letter) -> Result<Option<Held>> {
    let held = held(to, tx.identity().account().help_center_active);
    write(tx, to, address, letter, held)?;
    Ok(held)
}

/// Writes the line of a letter that does not go.
pub fn suppress(tx: &mut Tx<'_>, to: &Person, address: Option<&str>, letter: &Letter, why: Held) -> Result<()> {
    write(tx, to, address, letter, Some(why))
}

fn write(tx: &mut Tx<'_>, to: &Person, address: Option<&str>, letter: &Letter, held: Option<Held>) -> Result<()> {
    let address = address.or(to.email.as_deref()).map(str::to_owned);
    let held = held.or(address.is_none().then_some(Held::NoAddress));
    let (identity, now) = (tx.identity().clone(), tx.now());
    let account = identity.account();
    let locale = to.locale.unwrap_or(account.locale);
    let state = if held.is_some() { State::Suppressed } else { State::Queued };
    let request = tx.origin().request.to_string();
    let message_id = format!("{}@{}", secrets::token::<16>()?, tx.state().settings.host);
    diesel::insert_into(mails::table)
        .values((
            (
                mails::account_id.eq(account.id),
                mails::user_id.eq(Some(to.id)),
                mails::letter.eq(letter.name()),
                mails::address.eq(address.unwrap_or_default()),
                mails::locale.eq(locale),
                mails::subject.eq(letter.name()),
                mails::state.eq(state),
                mails::reason.eq(held.map_or("", Held::as_str)),
            ),
            (
                mails::message_id.eq(message_id),
                mails::cause_user_id.eq(identity.effective_id()),
                mails::cause_root_id.eq(identity.effective_id().map(|_| identity.root().id)),
                mails::cause_frame_id.eq(identity.frame().map(|f| f.id)),
                mails::request_id.eq(request),
                mails::next_try_at.eq(now.0),
                mails::created_at.eq(now.0),
                mails::finished_at.eq(held.map(|_| now.0)),
            ),
        ))
        .execute(tx.conn())?;
    Ok(())
}
