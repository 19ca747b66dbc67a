//! Who lets other programs act in their name, and who puts an end to it.

use super::{Refusal, Right, Standing, of};
use crate::text_enum;

text_enum! {
    /// How an authorization stands.
    pub enum Authorization {
        /// The program acts in the person's name.
        Active = "active",
        /// It has stopped, until the account's owner authorizes it again.
        NeedsAuthorization = "needs_authorization",
        /// It has ended.
        Revoked = "revoked",
    }
}

/// Whether `actor` may change what an integration may do: let it act in their own name, put an end to that, remove it.
/// `present` is its newest authorization, with whoever gave it. Nobody takes from a higher rank what it has given, and
/// what stopped with the old owner waits for the new one.
pub fn may_authorize(actor: &Standing, present: Option<(Authorization, &Standing)>) -> Result<(), Refusal> {
    if !of(actor).has(Right::ManageIntegrations) {
        return Err(Refusal::Right(Right::ManageIntegrations));
    }
    match present {
        Some((_, by)) if by.account != actor.account => Err(Refusal::Deleted),
        Some((Authorization::Active, by)) if by.active() && by.rank() > actor.rank() => Err(Refusal::AuthorizedAbove),
        Some((Authorization::NeedsAuthorization, _)) if !actor.owner => Err(Refusal::AwaitsOwner),
        _ => Ok(()),
    }
}

/// Whether `actor` may authorize by one click what has stopped: the owner, whoever had authorized it.
pub fn may_renew(actor: &Standing, present: Option<(Authorization, &Standing)>) -> bool {
    may_authorize(actor, present).is_ok()
        && actor.owner
        && present.is_some_and(|(state, _)| state == Authorization::NeedsAuthorization)
}
